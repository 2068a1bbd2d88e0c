import { useSyncExternalStore } from "react";
import { type Decision, queueOf, type ReviewQueue, type WaitingRow } from "./review-queue.ts";

/** Gives the focus back to where somebody was, or, with rows gone meanwhile, as near to it as there is one. */
type Back = (last: WaitingRow) => void;

// The drawer hangs beside the pages: a list opens it, the overview, the bell and the palette.
let queue: ReviewQueue | null = null;
let back: Back = () => {};
const listeners = new Set<() => void>();

/** Shows these rows one after the other, beginning with `first`, as they are decided. `act`: what is asked of the first at once. */
export function openReviews(
  rows: readonly WaitingRow[],
  first: WaitingRow,
  act: Decision | null,
  goBack?: Back,
): void {
  const opener = document.activeElement;
  back =
    goBack ??
    (() => {
      if (opener instanceof HTMLElement && opener.isConnected) opener.focus();
    });
  turnReviews(queueOf(rows, first, act));
}

/** Goes on in the queue, or with null ends it. */
export function turnReviews(next: ReviewQueue | null): void {
  queue = next;
  for (const heard of listeners) heard();
}

/** Gives the focus back once the drawer is gone. */
export const leaveReviews = (last: WaitingRow): void => back(last);

/** The queue that is gone through now. */
export function useReviewQueue(): ReviewQueue | null {
  return useSyncExternalStore(
    (heard) => {
      listeners.add(heard);
      return () => listeners.delete(heard);
    },
    () => queue,
  );
}
