import { NOUNS, type Noun, rightsOf } from "@tidings/shared/resource/nouns.ts";
import { useEffect } from "react";
import { useRows } from "./data.ts";
import { useMay, useMe } from "./me.tsx";
import type { WaitingRow } from "./review-queue.ts";
import type { NonNullKeys, Override, RowOf } from "./rows.ts";

/** A row of `waiting_reviews`. */
export type WaitingReview = Override<
  NonNullKeys<RowOf<"waiting_reviews">, "id" | "title" | "mine" | "decides">,
  { readonly resource: Noun }
>;

/** How often it is looked whether something came or went, and how often all is read again though nothing did, in ms. */
const LOOK = 4_000;
const READ = 60_000;

type Looked = Pick<WaitingReview, "id" | "submitted_at">;
const stampOf = (rows: readonly Looked[]) =>
  rows.map(({ id, submitted_at }) => `${id} ${submitted_at}`).join();

/**
 * What waits for a decision, what has waited longest first: mine to decide, and that of others. All who show it share one
 * reading. Who decides a row costs the database a millisecond or two; to look whether something came or went costs a hundredth of that.
 */
export function useWaiting(enabled = true) {
  // Where the person works in no enterprise, there is none to ask in.
  const isMember = useMe().enterprise !== null;
  const query = {
    enabled: enabled && isMember,
    everywhere: !isMember,
    sorters: [{ field: "submitted_at", order: "asc" } as const],
  };
  const look = useRows<Looked>("waiting_reviews", {
    ...query,
    select: "id, enterprise_id, submitted_at",
    poll: LOOK,
  });
  const { rows, ...state } = useRows<WaitingReview>("waiting_reviews", { ...query, poll: READ });
  const there = look.loading || look.failure ? null : stampOf(look.rows);
  // biome-ignore lint/correctness/useExhaustiveDependencies: after an act all is read at once, and the next look finds it so
  useEffect(() => {
    if (there !== null && !state.loading && there !== stampOf(rows)) state.retry();
  }, [there]);
  return {
    ...state,
    rows,
    mine: rows.filter(({ decides }) => decides),
    others: rows.filter(({ decides }) => !decides),
  };
}

/** What the person may decide now; people without such a right ask for nothing. */
export function useToDecide(): readonly WaitingReview[] {
  const may = useMay();
  return useWaiting((Object.keys(NOUNS) as Noun[]).some((noun) => rightsOf(noun, "review").some(may))).mine;
}

/** As the queue takes it. */
export const inQueue = ({ resource, id }: WaitingReview): WaitingRow => ({ noun: resource, id });
