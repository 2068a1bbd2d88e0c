import { NOUNS, type Noun, rightsOf } from "@tidings/shared/resource/nouns.ts";
import { useRows } from "./data.ts";
import { useMay } from "./me.tsx";
import type { WaitingRow } from "./review-queue.ts";
import type { NonNullKeys, Override, RowOf } from "./rows.ts";

/** A row of `waiting_reviews`. */
export type WaitingReview = Override<
  NonNullKeys<RowOf<"waiting_reviews">, "id" | "title" | "mine" | "decides">,
  { readonly resource: Noun }
>;

const FIRST = [{ field: "submitted_at", order: "asc" }] as const;

/** What waits for a decision, what has waited longest first: mine to decide, and that of others. */
export function useWaiting() {
  const { rows, ...state } = useRows<WaitingReview>("waiting_reviews", { sorters: [...FIRST], poll: 4_000 });
  return {
    ...state,
    rows,
    mine: rows.filter(({ decides }) => decides),
    others: rows.filter(({ decides }) => !decides),
  };
}

interface ToDecide {
  readonly limit?: number;
  readonly poll?: number;
  readonly enabled?: boolean;
  /** Where the person works in no enterprise, there is none to ask in. */
  readonly everywhere?: boolean;
}

/** What the person may decide now, and how much of it there is; people without such a right ask for nothing. */
export function useToDecide({ limit, poll, enabled = true, everywhere = false }: ToDecide) {
  const may = useMay();
  const decides = (Object.keys(NOUNS) as Noun[]).some((noun) => rightsOf(noun, "review").some(may));
  return useRows<WaitingReview>("waiting_reviews", {
    enabled: enabled && decides,
    everywhere,
    filters: [{ field: "decides", operator: "eq", value: true }],
    sorters: [...FIRST],
    ...(limit === undefined ? {} : { limit }),
    ...(poll === undefined ? {} : { poll }),
  });
}

/** As the queue takes it. */
export const inQueue = ({ resource, id }: WaitingReview): WaitingRow => ({ noun: resource, id });
