import { useLocation } from "react-router";
import { useAddress } from "../../ui/use-address.ts";
import { usePause } from "../../ui/use-pause.ts";
import { addressOf, type DetailsQuery, queryIn } from "./query.ts";

type Part = Partial<DetailsQuery>;

/** The query as it is typed and chosen, whether it is asked already, and how to change it. */
export interface DetailsAsked {
  readonly query: DetailsQuery;
  /** Somebody is typing: no rows belong to the query yet. */
  readonly waiting: boolean;
  readonly change: (part: Part, typed?: boolean) => void;
}

/** The query, kept in the URL. The phone number is kept in the history state instead (see `addressOf`). */
export function useDetailsQuery(): DetailsAsked {
  const [address, setAddress] = useAddress();
  const { state } = useLocation();
  const pause = usePause((next: DetailsQuery) =>
    setAddress(addressOf(next), { replace: true, state: { phone: next.phone } }),
  );
  const query = pause.waiting ?? queryIn(address, typeof state?.phone === "string" ? state.phone : "");
  return {
    query,
    waiting: pause.waiting !== null,
    change: (part, typed = false) => pause.say({ ...query, ...part }, typed),
  };
}
