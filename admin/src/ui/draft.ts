import { hashKey } from "@tanstack/react-query";
import type { Noun } from "@tidings/shared/resource/nouns.ts";
import { useCallback, useEffect, useRef, useState } from "react";
import { draftServer } from "./draft-server.ts";
import { forgetDraft, type KeptDraft, keepDraft, keptDrafts, tabId } from "./kept-drafts.ts";
import { markUnsaved } from "./leave-guard.tsx";

/** A form value that is not saved yet. */
export interface Draft<T> {
  readonly value: T;
  readonly set: (change: (value: T) => T) => void;
  /** When it was last stored in this browser; null while unchanged. */
  readonly keptAt: string | null;
  /** Does the database have it too, so that another device goes on with it? */
  readonly onServer: boolean;
  /** From where it was restored: an earlier visit of this tab, or another window or device; null for nowhere. */
  readonly restored: "here" | "elsewhere" | null;
  /** Deletes the stored draft, once it is saved or discarded. */
  readonly forget: () => void;
}

const DELAY_MS = 400;
const myTab = () => tabId(sessionStorage);

/** Is a draft of this form kept in this browser? */
export const hasDraft = (name: string): boolean => keptDrafts(localStorage, name, myTab()).length > 0;

const whole = <T>(value: T): T => value;

/** Do they hold the same? The order of keys does not count: the database has its own. */
export const holdsSame = (one: unknown, other: unknown): boolean => hashKey([one]) === hashKey([other]);

interface DraftOptions<T> {
  /** Takes out what no browser stores, such as a key. */
  readonly kept?: (value: T) => T;
  /** Was nothing typed into it? Without it, while it is as it began. */
  readonly untouched?: (value: T) => boolean;
  /** Of what it is a form: then the database keeps it too. Without it, it has numbers or files, and stays in the browser. */
  readonly noun?: Noun;
}

/**
 * A value that survives a reload, a crash and a closed tab (TPL-5: nothing typed is lost), and leaving its page is asked about until it is
 * saved. Each tab keeps a draft of its own under `name`; a form that has none begins with the newest of another tab or device. `begin`
 * is the initial value when nothing is stored; while the value is that, there is nothing to keep.
 */
export function useDraft<T>(
  name: string,
  begin: T,
  { kept = whole, untouched = (value) => holdsSame(value, begin), noun }: DraftOptions<T> = {},
): Draft<T> {
  const [tab] = useState(myTab);
  // What it began from is read again while the form is open.
  const rules = useRef({ kept, untouched });
  rules.current = { kept, untouched };
  const [server] = useState(() => (noun ? draftServer(noun, name, tab) : null));
  const [first] = useState(
    () => keptDrafts<T>(localStorage, name, tab).find((one) => !untouched(one.value)) ?? null,
  );
  const [value, setValue] = useState<T>(first?.value ?? begin);
  const [keptAt, setKeptAt] = useState<string | null>(first?.at ?? null);
  const [serverAt, setServerAt] = useState<string | null>(null);
  /** That of another tab or device, which this one goes on with. */
  const taken = useRef<Pick<KeptDraft<T>, "tab" | "at"> | null>(first?.tab === tab ? null : first);
  const [restored, setRestored] = useState<Draft<T>["restored"]>(
    first && (taken.current ? "elsewhere" : "here"),
  );
  const waiting = useRef<T | null>(null);
  const current = useRef(value);
  const hasTyped = useRef(false);

  const forget = useCallback(() => {
    markUnsaved(name, null);
    waiting.current = null;
    forgetDraft(localStorage, name, tab);
    if (taken.current) forgetDraft(localStorage, name, taken.current.tab, taken.current.at);
    server?.forget(taken.current ? [tab, taken.current.tab] : [tab]);
    taken.current = null;
    setRestored(null);
    setKeptAt(null);
    setServerAt(null);
  }, [name, tab, server]);

  const keep = useCallback(() => {
    if (waiting.current === null) return;
    if (rules.current.untouched(waiting.current)) return forget();
    const [content, at] = [rules.current.kept(waiting.current), new Date().toISOString()];
    waiting.current = null;
    server?.keep(content, setServerAt);
    try {
      keepDraft(localStorage, name, { tab, value: content, at });
      setKeptAt(at);
    } catch (failure) {
      // localStorage is full or blocked: editing works, but the draft will not survive a reload.
      console.warn("the draft could not be kept", failure);
    }
  }, [name, tab, forget, server]);

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
    return () => {
      keep();
      markUnsaved(name, null);
    };
  }, [keep, name]);
  useEffect(() => {
    const take = async () => {
      const drafts = (await server?.found<T>()) ?? [];
      const newest = drafts.find(({ content }) => content !== null && !rules.current.untouched(content));
      // What is typed by now, what this tab has of its own, and what this browser has of later, is not written over.
      if (!newest?.content || hasTyped.current) return;
      if (first && (first.tab === tab || newest.tab === first.tab || newest.kept_at <= first.at)) return;
      current.current = newest.content;
      setValue(newest.content);
      setKeptAt(newest.kept_at);
      setServerAt(newest.kept_at);
      taken.current = newest.tab === tab ? null : { tab: newest.tab, at: newest.kept_at };
      setRestored(newest.tab === tab ? "here" : "elsewhere");
    };
    take().catch((failure) => console.warn("drafts of other devices could not be read", failure));
  }, [server, first, tab]);

  const set = useCallback(
    (change: (value: T) => T) => {
      // Not in an updater of React, which may run only after `forget`: the draft of a saved form came back by that.
      const after = change(current.current);
      hasTyped.current = true;
      markUnsaved(name, rules.current.untouched(after) ? null : "draft");
      current.current = after;
      waiting.current = after;
      setValue(after);
    },
    [name],
  );
  return { value, set, keptAt, onServer: serverAt !== null, restored, forget };
}
