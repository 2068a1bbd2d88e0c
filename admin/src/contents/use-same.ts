import { useCallback, useRef } from "react";

/** A setter that stays the same one, however often the page makes another: the fields are drawn anew only where something changed. */
export function useSame<T>(set: (change: T) => void): (change: T) => void {
  const latest = useRef(set);
  latest.current = set;
  return useCallback((change) => latest.current(change), []);
}
