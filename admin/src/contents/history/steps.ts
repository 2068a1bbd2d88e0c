/** What was there before, and what was taken back: the last of each is the next. */
export interface Steps<T> {
  readonly past: readonly T[];
  readonly future: readonly T[];
}

export const NO_STEPS: Steps<never> = { past: [], future: [] };

/** More than anybody takes back; a value shares with its neighbours all that did not change. */
const MOST = 200;

/** One more step. What was taken back is gone with it. */
export function stepped<T>({ past }: Steps<T>, before: T): Steps<T> {
  return { past: [...past, before].slice(-MOST), future: [] };
}

/** The step back from `now`, and what is shown then; null where there is none. */
export function undone<T>({ past, future }: Steps<T>, now: T): { steps: Steps<T>; value: T } | null {
  if (past.length === 0) return null;
  const value = past.at(-1) as T;
  return { steps: { past: past.slice(0, -1), future: [...future, now] }, value };
}

/** The step that was taken back, once more. */
export function redone<T>({ past, future }: Steps<T>, now: T): { steps: Steps<T>; value: T } | null {
  const back = undone({ past: future, future: past }, now);
  return back && { steps: { past: back.steps.future, future: back.steps.past }, value: back.value };
}

/** Where two values differ: the path down to the one place, or to what is around several. Null where they are the same. */
export function differenceAt(before: unknown, after: unknown): string | null {
  if (Object.is(before, after)) return null;
  if (!isRecord(before) || !isRecord(after)) return "";
  const keys = new Set([...Object.keys(before), ...Object.keys(after)]);
  const found = [...keys].flatMap((key) => {
    const inside = differenceAt(before[key], after[key]);
    return inside === null ? [] : [inside === "" ? key : `${key}.${inside}`];
  });
  if (found.length === 0) return null;
  // A list that lost or got an entry differs as a whole: its other entries have only moved.
  const moved = Array.isArray(before) && Array.isArray(after) && before.length !== after.length;
  return found.length === 1 && !moved ? (found[0] ?? "") : "";
}

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === "object" && value !== null;
