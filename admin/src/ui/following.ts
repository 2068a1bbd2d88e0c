import { useQueryClient } from "@tanstack/react-query";
import { useEffect, useRef } from "react";

/**
 * Everything on a page is as fresh as what the page is about. The row that gives the page its pace is polled (`useRow` with
 * `poll`); each time it has been read, whatever else is on the page and has no pace of its own is read too, also the last
 * time, after which a row that is over is asked for no more.
 */
export interface Pace {
  /** The query has no pace of its own, and follows that of its page. */
  readonly follows: boolean;
}

/** Does this query follow the page that it is on? Only what is shown now is read. */
export function isFollower(query: {
  readonly meta?: Readonly<Record<string, unknown>>;
  isActive(): boolean;
}): boolean {
  return query.meta?.follows === true && query.isActive();
}

/** Lets the page's other queries follow. `readAt`: when the row was read last; 0 or null: it gives no pace. */
export function usePace(readAt: number | null): void {
  const queries = useQueryClient();
  const before = useRef(0);
  useEffect(() => {
    if (!readAt) return;
    // The first read comes together with the page, which reads the rest by itself.
    const first = before.current === 0;
    before.current = readAt;
    if (!first) void queries.refetchQueries({ predicate: isFollower }, { cancelRefetch: false });
  }, [readAt, queries]);
}
