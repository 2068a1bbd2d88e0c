import { useLocation, useSearchParams } from "react-router";
import { type Asked, addressOf, askedIn } from "./asked.ts";

/** What is asked for, and how it is changed. It is kept in the address, the number beside it in the browser's history. */
export function useAsked(): [Asked, (part: Partial<Asked>) => void] {
  const [address, setAddress] = useSearchParams();
  const { state } = useLocation();
  const asked = askedIn(address, typeof state?.phone === "string" ? state.phone : "");
  const change = (part: Partial<Asked>) => {
    const next = { ...asked, ...part };
    setAddress(addressOf(next), { replace: true, state: { phone: next.phone } });
  };
  return [asked, change];
}
