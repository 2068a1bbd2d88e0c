import { NOUNS, type Noun, rightOf } from "@tidings/shared/resource/nouns.ts";
import { useRows } from "../ui/data.ts";
import { useMay, useMe } from "../ui/me.tsx";
import type { NonNullKeys, Override, RowOf } from "../ui/rows.ts";

type WaitingRow = Override<NonNullKeys<RowOf<"waiting_reviews">, "id" | "mine">, { readonly resource: Noun }>;

/** How often the counts are read again. */
const POLL_MS = 30_000;
/** More than these are not counted one by one. */
const MOST = 200;

/** How much waits for this person's decision, by the path of its list; a person who decides nothing costs no request. */
export function useWaitingCounts(): ReadonlyMap<string, number> {
  const may = useMay();
  const isMember = useMe().enterprise !== null;
  const decides = (noun: Noun) => may(rightOf(noun, "review") ?? "");
  const { rows } = useRows<WaitingRow>("waiting_reviews", {
    enabled: isMember && (Object.keys(NOUNS) as Noun[]).some(decides),
    everywhere: !isMember,
    select: "id, enterprise_id, resource, mine",
    limit: MOST,
    poll: POLL_MS,
  });
  const counts = new Map<string, number>();
  for (const { resource, mine } of rows) {
    if (mine || !decides(resource)) continue;
    const { path } = NOUNS[resource];
    counts.set(path, (counts.get(path) ?? 0) + 1);
  }
  return counts;
}
