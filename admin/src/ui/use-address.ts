import { createContext, useCallback, useContext } from "react";
import {
  createSearchParams,
  type DataRouter,
  type NavigateOptions,
  type URLSearchParamsInit,
  useSearchParams,
} from "react-router";

/** The router's own way to an address. Its hooks know none that is drawn at once. */
export const NavigateContext = createContext<DataRouter["navigate"] | null>(null);

/** What the page's address says after `?`, and how to go on to something else there. */
export type Address = readonly [
  URLSearchParams,
  (next: URLSearchParamsInit, options?: Pick<NavigateOptions, "replace" | "state">) => void,
];

/**
 * The address of a page that shows what its address says. What it goes on to is drawn at once. The router alone draws an address when
 * there is time for it: until then the fields would show what was chosen before, and the list its rows.
 */
export function useAddress(): Address {
  const [address] = useSearchParams();
  const navigate = useContext(NavigateContext);
  if (navigate === null) throw new Error("there is no router");
  const go = useCallback<Address[1]>(
    (next, options) =>
      void navigate({ search: `?${createSearchParams(next)}` }, { ...options, flushSync: true }),
    [navigate],
  );
  return [address, go];
}
