import { useLocation, useSearchParams } from "react-router";
import { addressOf, type DetailsQuery, queryIn } from "./query.ts";

/** The query, kept in the URL. The phone number is kept in the history state instead (see `addressOf`). */
export function useDetailsQuery(): [DetailsQuery, (part: Partial<DetailsQuery>) => void] {
  const [address, setAddress] = useSearchParams();
  const { state } = useLocation();
  const query = queryIn(address, typeof state?.phone === "string" ? state.phone : "");
  const change = (part: Partial<DetailsQuery>) => {
    const next = { ...query, ...part };
    setAddress(addressOf(next), { replace: true, state: { phone: next.phone } });
  };
  return [query, change];
}
