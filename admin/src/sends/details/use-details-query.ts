import { useEffect, useState } from "react";
import { useLocation, useSearchParams } from "react-router";
import { usePause } from "../../ui/use-pause.ts";
import { addressOf, type DetailsQuery, queryIn } from "./query.ts";

type Part = Partial<DetailsQuery>;

/** The query as it is typed and chosen, whether it is asked already, and how to change it. */
export interface DetailsAsked {
  readonly query: DetailsQuery;
  /** Somebody is typing, or the address does not have the query yet: no rows belong to it. */
  readonly waiting: boolean;
  readonly change: (part: Part, typed?: boolean) => void;
}

/** The query, kept in the URL. The phone number is kept in the history state instead (see `addressOf`). */
export function useDetailsQuery(): DetailsAsked {
  const [address, setAddress] = useSearchParams();
  const { state, key } = useLocation();
  const there = queryIn(address, typeof state?.phone === "string" ? state.phone : "");
  // The router takes a moment to go to an address; what is typed is shown at once.
  const [draft, setDraft] = useState<DetailsQuery | null>(null);
  const query = draft ?? there;
  const pause = usePause((next: DetailsQuery) =>
    setAddress(addressOf(next), { replace: true, state: { phone: next.phone } }),
  );
  const typing = pause.waiting !== null;
  // biome-ignore lint/correctness/useExhaustiveDependencies: the address that was gone to takes the place of the draft
  useEffect(() => {
    if (!typing) setDraft(null);
  }, [key]);
  return {
    query,
    waiting: typing || JSON.stringify(query) !== JSON.stringify(there),
    change: (part, typed = false) => {
      const next = { ...query, ...part };
      setDraft(next);
      pause.say(next, typed);
    },
  };
}
