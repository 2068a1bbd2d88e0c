import type { QueryObserverResult } from "@tanstack/react-query";
import { useRef } from "react";

/** A query result for display: loading only until the first result or error. */
export interface StickyQuery<T> {
  readonly data: T | undefined;
  readonly loading: boolean;
  /** The last error; null once a request succeeds again. */
  readonly failure: unknown;
  readonly retry: () => void;
}

/**
 * A polled query clears its error with each new request. Here the error stays until a request succeeds, so that the
 * error note does not flicker.
 */
export function useStickyError<T>(
  answer: Pick<
    QueryObserverResult<T, unknown>,
    "data" | "error" | "isPending" | "errorUpdateCount" | "refetch" | "fetchStatus"
  >,
): StickyQuery<T> {
  const last = useRef<unknown>(null);
  if (answer.error) last.current = answer.error;
  else if (!answer.isPending) last.current = null;
  const failed = answer.error !== null || (answer.isPending && answer.errorUpdateCount > 0);
  return {
    data: answer.data,
    loading: answer.isPending && !failed && answer.fetchStatus !== "idle",
    failure: failed ? last.current : null,
    // Of several who show it, the first one reads it for all.
    retry: () => void answer.refetch({ cancelRefetch: false }),
  };
}
