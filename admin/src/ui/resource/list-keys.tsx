import { type RefObject, useEffect, useRef } from "react";
import { KeysHelp, useKeysHelp } from "../keys-help.tsx";
import { DECISION_KEYS, type Decision } from "../review-queue.ts";

/** What takes letters. */
const TYPED =
  "input, textarea, select, [contenteditable], [role=tab], [role=menu], [role=listbox], .ant-popover";
/** What has keys of its own. A button takes no letters: after a click in the header, those of the list are heard. */
const BUSY = `${TYPED}, button`;
/** Above the page: nothing under it is meant. */
const ABOVE = ".ant-modal-wrap, .ant-drawer-open, [cmdk-dialog]";
/** A row of a table, or what is drawn in its place: a card of a narrow window, one of a list of cards. */
const ROW = "tr[data-row-key], li[data-row-key], article[data-row-key]";

/** By how many rows each key goes on: arrows everywhere in the list, letters where nothing is typed. */
const MOVES: Readonly<Record<string, 1 | -1>> = { ArrowDown: 1, ArrowUp: -1, j: 1, k: -1 };

interface ListKeys {
  /** Around the list. */
  readonly list: RefObject<HTMLElement | null>;
  readonly open?: ((key: string) => void) | undefined;
  readonly select?: ((key: string) => void) | undefined;
  /** Of what waits: begins its decision; the row is null where none has the focus. */
  readonly decide?: ((act: Decision, key: string | null) => void) | undefined;
  readonly finds?: boolean;
  /** One list among others on a page: its keys are heard inside it alone. */
  readonly within?: true;
}

/** Works a list by the keyboard; `?` says how. The row with the focus is the one that is meant. */
export function ListKeys({ list, open, select, decide, finds = true, within }: ListKeys) {
  const help = useKeysHelp();
  const act = useRef<(event: KeyboardEvent) => boolean>(() => false);
  act.current = ({ key, target }) => {
    if (help.open) return false;
    const { activeElement } = document;
    const row = activeElement?.closest<HTMLElement>(ROW) ?? null;
    const isRow = row !== null && row === activeElement;
    const busy = target instanceof Element && target.closest(TYPED) !== null;
    const by = MOVES[key];
    if (by !== undefined && (key.startsWith("Arrow") || !busy)) {
      const rows = [...(list.current?.querySelectorAll<HTMLElement>(ROW) ?? [])];
      const at = row === null ? (by === 1 ? -1 : rows.length) : rows.indexOf(row);
      const next = rows[at + by];
      next?.focus();
      return next !== undefined;
    }
    if (busy) return false;
    const decision = DECISION_KEYS[key];
    const id = row?.dataset.rowKey;
    if (key === "Enter" && isRow && id && open) open(id);
    else if (key === "x" && id && select) select(id);
    else if (decision && decide) decide(decision, id ?? null);
    else if (key === "/" && finds)
      list.current?.querySelector<HTMLElement>(".filter-input input, input.filter-input")?.focus();
    else if (key === "?") help.show(true);
    else return false;
    return true;
  };
  useEffect(() => {
    const heard = (event: KeyboardEvent) => {
      const { target, isComposing, ctrlKey, metaKey, altKey } = event;
      if (isComposing || ctrlKey || metaKey || altKey || event.defaultPrevented) return;
      if (!(target instanceof Element)) return;
      if (within && !list.current?.contains(target)) return;
      // A dialog gives the focus back to the row a moment before it is gone: then the row is meant.
      const onRow = list.current?.contains(target) && target.matches(ROW);
      if (!onRow && [...document.querySelectorAll(ABOVE)].some(isSeen)) return;
      // In the list, or nowhere in particular: a click beside everything gives the focus to what is around it all.
      const inside = list.current?.contains(target) || target.contains(list.current);
      const arrow = event.key.startsWith("Arrow");
      if (arrow && (!inside || (target.closest(BUSY) && !target.closest(ROW)))) return;
      if (act.current(event)) event.preventDefault();
    };
    document.addEventListener("keydown", heard);
    return () => document.removeEventListener("keydown", heard);
  }, [list, within]);
  return (
    <KeysHelp
      help={help}
      keys={[
        "move",
        ...(open ? (["open"] as const) : []),
        ...(select ? (["select"] as const) : []),
        ...(decide ? (["approve", "reject"] as const) : []),
        ...(finds ? (["find"] as const) : []),
      ]}
    />
  );
}

const isSeen = (element: Element) => element.getClientRects().length > 0;
