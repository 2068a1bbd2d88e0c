import { type RefObject, useEffect, useRef } from "react";

/** The row of each list that had the focus last. */
const last = new Map<string, string>();

const ROWS = "[data-row-key]";

/** The row of a list with the key `id`, where it has one. */
export function rowIn(list: HTMLElement | null, id: string): HTMLElement | null {
  return list?.querySelector<HTMLElement>(`${ROWS}[data-row-key="${CSS.escape(id)}"]`) ?? null;
}

/**
 * Keeps which row of a list had the focus, and gives it back when one returns to the list, by Back or otherwise: the next key is
 * about the row that one came from.
 */
export function useRowAgain(list: string, around: RefObject<HTMLElement | null>, filled: boolean): void {
  useEffect(() => {
    const noted = ({ target }: FocusEvent) => {
      const row = target instanceof Element ? target.closest<HTMLElement>(ROWS) : null;
      if (row?.dataset.rowKey && around.current?.contains(row)) last.set(list, row.dataset.rowKey);
    };
    document.addEventListener("focusin", noted);
    return () => document.removeEventListener("focusin", noted);
  }, [list, around]);
  const come = useRef(false);
  useEffect(() => {
    const at = document.activeElement;
    const id = last.get(list);
    if (!filled || come.current) return;
    come.current = true;
    // Only where nobody has gone anywhere in the page yet.
    if (id === undefined || !at || !(at === document.body || at.contains(around.current))) return;
    rowIn(around.current, id)?.focus({ preventScroll: false });
  }, [filled, list, around]);
}
