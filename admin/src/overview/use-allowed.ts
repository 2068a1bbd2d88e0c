import { useQueries } from "@tanstack/react-query";
import { allowedTransitions } from "../ui/allowed.ts";
import { DECISIONS } from "../ui/review-queue.ts";
import type { TransitionsById } from "../ui/transition.ts";
import type { WaitingReview } from "../ui/waiting.ts";

/** How each of these rows may be decided, whatever their nouns; of one that is still asked for nothing is known. */
export function useAllowed(rows: readonly Pick<WaitingReview, "resource" | "id">[]): TransitionsById {
  return useQueries({
    queries: rows.map(({ resource, id }) => ({
      queryKey: ["allowed", resource, id],
      queryFn: () => allowedTransitions(resource, [id]),
      select: decisionsOf,
    })),
    combine: (answers) => Object.assign({}, ...answers.map(({ data }) => data ?? {})) as TransitionsById,
  });
}

/** What else may be done with them is on their pages. */
const decisionsOf = (all: TransitionsById): TransitionsById =>
  Object.fromEntries(
    Object.entries(all).map(([id, transitions]) => [
      id,
      transitions.filter(({ verb }) => DECISIONS.some((one) => one === verb)),
    ]),
  );
