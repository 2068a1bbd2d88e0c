import { NOUNS } from "@tidings/shared/resource/nouns.ts";
import { useMe } from "../ui/me.tsx";
import { useToDecide } from "../ui/waiting.ts";

/** How often the counts are read again. */
const POLL_MS = 30_000;
/** As many as an answer has at most. */
const MOST = 1_000;

/** How much waits for this person's decision, by the path of its list; a person who decides nothing costs no request. */
export function useWaitingCounts(): ReadonlyMap<string, number> {
  const isMember = useMe().enterprise !== null;
  const { rows } = useToDecide({ limit: MOST, poll: POLL_MS, enabled: isMember, everywhere: !isMember });
  const counts = new Map<string, number>();
  for (const { resource } of rows) {
    const { path } = NOUNS[resource];
    counts.set(path, (counts.get(path) ?? 0) + 1);
  }
  return counts;
}
