import type { QueryObserverResult } from "@tanstack/react-query";
import { useRef } from "react";

/** An answer as a page shows it: loading only until the first answer or failure has come. */
export interface StickyQuery<T> {
  readonly data: T | undefined;
  readonly loading: boolean;
  /** What went wrong last; null once it works again. */
  readonly failure: unknown;
  readonly retry: () => void;
}

/**
 * A query that reads again and again forgets its failure with each new try. On the page the failure stays until a try
 * succeeds: otherwise it would blink.
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
    retry: () => void answer.refetch(),
  };
}
