import { useEffect, useId, useSyncExternalStore } from "react";

/** Something that may be done with the row whose page is open: what its button is called, and what a click on it does. */
export interface OpenAct {
  readonly key: string;
  readonly label: string;
  /** Opens the act's dialog, as its button does. */
  readonly open?: () => void;
  /** Or leads to a page, as the form that edits the row. */
  readonly to?: string;
  /** What is opened there: the key of an act of that page. */
  readonly opens?: string;
}

// The palette is beside the pages, not above them, so what a page offers is told to it here.
const offered = new Map<string, readonly OpenAct[]>();
const listeners = new Set<() => void>();
let all: readonly OpenAct[] = [];

function tell(): void {
  all = [...offered.values()].flat();
  for (const heard of listeners) heard();
}

/** What is asked of a page that is being gone to. */
let wanted: { readonly path: string; readonly key: string } | null = null;

/** Has an act opened on the page with this path, as soon as that offers it. */
export function wantAct(path: string, key: string): void {
  wanted = { path, key };
}

function openWanted(acts: readonly OpenAct[]): void {
  const found = acts.find(({ key, open }) => open !== undefined && key === wanted?.key);
  if (!found || wanted?.path !== location.pathname) return;
  wanted = null;
  found.open?.();
}

/** Tells the palette what the page offers, for as long as it is drawn. A new array tells it anew. */
export function useTellActs(acts: readonly OpenAct[]): void {
  const id = useId();
  useEffect(() => {
    offered.set(id, acts);
    tell();
    openWanted(acts);
    return () => {
      offered.delete(id);
      tell();
    };
  }, [id, acts]);
}

/** What the page that is open offers now. */
export function useOpenActs(): readonly OpenAct[] {
  return useSyncExternalStore(
    (heard) => {
      listeners.add(heard);
      return () => listeners.delete(heard);
    },
    () => all,
  );
}
