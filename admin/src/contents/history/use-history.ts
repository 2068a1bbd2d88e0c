import { useCallback, useEffect, useRef, useState } from "react";
import { differenceAt, NO_STEPS, redone, type Steps, stepped, undone } from "./steps.ts";

/** What is typed into one field without a pause as long as this is one step. */
const PAUSE_MS = 900;

export interface History {
  readonly canUndo: boolean;
  readonly canRedo: boolean;
  readonly undo: () => void;
  readonly redo: () => void;
}

/**
 * Undo and redo of a value that is kept elsewhere: every change of it is a step, whoever made it. `went` is told where a step changed
 * something.
 */
export function useHistory<T>(
  value: T,
  set: (change: (before: T) => T) => void,
  went: (path: string) => void,
): History {
  const [steps, setSteps] = useState<Steps<T>>(NO_STEPS);
  const last = useRef({ value, at: 0, place: "" as string | null });
  useEffect(() => {
    const { value: before, at, place: other } = last.current;
    if (before === value) return;
    const place = differenceAt(before, value);
    const now = Date.now();
    last.current = { value, at: now, place };
    if (place === null) return;
    const isSame = place === other && now - at < PAUSE_MS;
    setSteps((before_) => (isSame ? { ...before_, future: [] } : stepped(before_, before)));
  }, [value]);

  const go = useCallback(
    (step: typeof undone<T>) => {
      const found = step(steps, value);
      if (!found) return;
      last.current = { value: found.value, at: 0, place: null };
      setSteps(found.steps);
      set(() => found.value);
      const place = differenceAt(value, found.value);
      if (place) went(place);
    },
    [steps, value, set, went],
  );
  return {
    canUndo: steps.past.length > 0,
    canRedo: steps.future.length > 0,
    undo: () => go(undone),
    redo: () => go(redone),
  };
}
