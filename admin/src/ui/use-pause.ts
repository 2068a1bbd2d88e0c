import { useEffect, useRef, useState } from "react";

/** How long somebody has to pause in ms before what they typed is asked for: longer than between two keys, shorter than a wait. */
const PAUSE_MS = 300;

/** What was said last, and not yet acted on. */
export interface Pause<T> {
  /** What is typed and waits for the pause; null when everything said was acted on. */
  readonly waiting: T | null;
  /** Acts at once, or when nothing else was said for a while (`typed`). What waited before is dropped. */
  readonly say: (value: T, typed: boolean) => void;
}

/** Calls `act` with what is typed when the typing pauses, so that not every key is a request; and with what else is said at once. */
export function usePause<T>(act: (value: T, typed: boolean) => void, ms = PAUSE_MS): Pause<T> {
  const [waiting, setWaiting] = useState<{ value: T } | null>(null);
  const latest = useRef(act);
  latest.current = act;
  useEffect(() => {
    if (waiting === null) return;
    const timer = setTimeout(() => {
      setWaiting(null);
      latest.current(waiting.value, true);
    }, ms);
    return () => clearTimeout(timer);
  }, [waiting, ms]);
  return {
    waiting: waiting === null ? null : waiting.value,
    say: (value, typed) => {
      setWaiting(typed ? { value } : null);
      if (!typed) latest.current(value, false);
    },
  };
}
