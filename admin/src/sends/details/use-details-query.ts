import { useLocation, useSearchParams } from "react-router";
import { addressOf, type DetailsQuery, queryIn } from "./query.ts";

/** What is asked for, and how it is changed. It is kept in the address, the number beside it in the browser's history. */
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
