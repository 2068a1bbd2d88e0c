import { hashKey } from "@tanstack/react-query";
import { useCallback, useEffect, useRef, useState } from "react";
import { markUnsaved } from "./leave-guard.tsx";

interface StoredDraft<T> {
  readonly value: T;
  readonly at: string;
}

/** A form value that is not saved yet. */
export interface Draft<T> {
  readonly value: T;
  readonly set: (change: (value: T) => T) => void;
  /** When it was last stored in this browser; null while unchanged. */
  readonly keptAt: string | null;
  /** Was it restored from an earlier visit? */
  readonly restored: boolean;
  /** Deletes the stored draft, once it is saved or discarded. */
  readonly forget: () => void;
}

const DELAY_MS = 400;
const nameOf = (key: string) => `tidings.draft.${key}`;

/** Is a draft kept in this browser under this key? */
export const hasDraft = (key: string): boolean => read(nameOf(key)) !== null;

const whole = <T>(value: T): T => value;

/** Do they hold the same? The order of keys does not count: the database has its own. */
export const holdsSame = (one: unknown, other: unknown): boolean => hashKey([one]) === hashKey([other]);

interface DraftOptions<T> {
  /** Takes out what no browser stores, such as a key. */
  readonly kept?: (value: T) => T;
  /** Was nothing typed into it? Without it, while it is as it began. */
  readonly untouched?: (value: T) => boolean;
}

/**
 * A value that survives a reload, a crash and a closed tab: it is stored in localStorage under `key` while it is edited
 * (TPL-5: nothing typed is lost), and leaving its page is asked about until it is saved. `begin` is the initial value when
 * nothing is stored; while the value is that, there is nothing to keep.
 */
export function useDraft<T>(
  key: string,
  begin: T,
  { kept = whole, untouched = (value) => holdsSame(value, begin) }: DraftOptions<T> = {},
): Draft<T> {
  const name = nameOf(key);
  // What it began from is read again while the form is open.
  const isUntouched = useRef(untouched);
  isUntouched.current = untouched;
  const [found] = useState(() => {
    const stored = read<T>(name);
    return stored === null || untouched(stored.value) ? null : stored;
  });
  const [value, setValue] = useState<T>(found?.value ?? begin);
  const [keptAt, setKeptAt] = useState<string | null>(found?.at ?? null);
  const waiting = useRef<T | null>(null);
  const current = useRef(value);

  const forget = useCallback(() => {
    markUnsaved(name, null);
    waiting.current = null;
    localStorage.removeItem(name);
    setKeptAt(null);
  }, [name]);

  const keep = useCallback(() => {
    if (waiting.current === null) return;
    if (isUntouched.current(waiting.current)) return forget();
    const at = new Date().toISOString();
    try {
      localStorage.setItem(
        name,
        JSON.stringify({ value: kept(waiting.current), at } satisfies StoredDraft<T>),
      );
      setKeptAt(at);
    } catch (failure) {
      // localStorage is full or blocked: editing works, but the draft will not survive a reload.
      console.warn("the draft could not be kept", failure);
    }
    waiting.current = null;
  }, [name, kept, forget]);

  // biome-ignore lint/correctness/useExhaustiveDependencies: the timer starts anew with each change of the value
  useEffect(() => {
    const timer = setTimeout(keep, DELAY_MS);
    addEventListener("pagehide", keep);
    return () => {
      clearTimeout(timer);
      removeEventListener("pagehide", keep);
    };
  }, [keep, value]);
  useEffect(() => {
    // Another tab has saved its own form and taken the draft of both away.
    const again = ({ key, newValue }: StorageEvent) => {
      if (key !== name || newValue !== null) return;
      waiting.current = current.current;
      keep();
    };
    addEventListener("storage", again);
    return () => removeEventListener("storage", again);
  }, [keep, name]);
  useEffect(() => {
    return () => {
      keep();
      markUnsaved(name, null);
    };
  }, [keep, name]);

  const set = useCallback(
    (change: (value: T) => T) => {
      // Not in an updater of React, which may run only after `forget`: the draft of a saved form came back by that.
      const after = change(current.current);
      markUnsaved(name, isUntouched.current(after) ? null : "draft");
      current.current = after;
      waiting.current = after;
      setValue(after);
    },
    [name],
  );
  return { value, set, keptAt, restored: found !== null, forget };
}

function read<T>(name: string): StoredDraft<T> | null {
  const text = localStorage.getItem(name);
  if (text === null) return null;
  try {
    return JSON.parse(text) as StoredDraft<T>;
  } catch {
    localStorage.removeItem(name); // cut off by a crash
    return null;
  }
}
