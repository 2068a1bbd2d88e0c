import { useEffect, useState } from "react";
import { holdsSame } from "./draft.ts";

/** What a form shows: what is typed into it, over what is stored. */
export interface Typed<T> {
  readonly values: T;
  readonly change: (part: Partial<T>) => void;
  /** Is anything typed that is not stored? */
  readonly changed: boolean;
}

const entriesOf = <T extends object>(values: Partial<T>) => Object.entries(values) as [keyof T, T[keyof T]][];

/** What of it is not stored. */
const openIn = <T extends object>(typed: Partial<T>, stored: T): Partial<T> =>
  Object.fromEntries(
    entriesOf(typed).filter(([name, value]) => !holdsSame(value, stored[name])),
  ) as Partial<T>;

/**
 * The values of a form for what there is one of. What is typed stays when what is stored is read again meanwhile, because it was saved here
 * or elsewhere; all else follows what is stored. What was saved counts as typed until it is read.
 */
export function useTyped<T extends object>(stored: T): Typed<T> {
  const [typed, setTyped] = useState<Partial<T>>({});
  // biome-ignore lint/correctness/useExhaustiveDependencies: each read has objects of its own
  useEffect(() => setTyped((before) => openIn(before, stored)), [JSON.stringify(stored)]);
  return {
    values: { ...stored, ...typed },
    change: (part) => setTyped((before) => ({ ...before, ...part })),
    changed: entriesOf(openIn(typed, stored)).length > 0,
  };
}
