import type { BaseRecord } from "@refinedev/core";
import { useRef, useState } from "react";

/** The rows of a list as they are shown, and how many came since. */
export interface SteadyRows<T> {
  readonly rows: readonly T[];
  /** Rows that came since and are not shown yet. */
  readonly fresh: number;
}

/**
 * `now` as a list that shows `before` takes it: each row as it is now, in the place where it stands. Rows that would push others
 * from their place are counted, not shown; those that they push off the page stay on it.
 */
export function steadyRows<T extends BaseRecord>(before: readonly T[], now: readonly T[]): SteadyRows<T> {
  const shown = new Set(before.map(({ id }) => id));
  const last = now.findLastIndex(({ id }) => shown.has(id));
  const above = last === -1 ? now : now.slice(0, last);
  const fresh = above.filter(({ id }) => !shown.has(id)).length;
  if (before.length === 0 || fresh === 0) return { rows: now, fresh: 0 };
  const byId = new Map(now.map((row) => [row.id, row]));
  const pushed = new Set(before.slice(-fresh).map(({ id }) => id));
  const rows = before.flatMap((row) => byId.get(row.id) ?? (pushed.has(row.id) ? [row] : []));
  return { rows, fresh };
}

let actAt = 0;

/** Somebody did something in this tab: what is read after it may be of their own making, so it is shown at once. */
export function noteAct(): void {
  actAt = Date.now();
}

/** What was read, for which question, and when in ms. */
interface Read<T> {
  readonly rows: readonly T[];
  readonly key: string;
  readonly at: number;
  /** The answer is there. Until then the rows are those of the question before. */
  readonly answered: boolean;
}

/**
 * Announces rows that came while somebody looks. They are shown when the person asks for them, or for something else, or
 * did something themselves. Without `holds`, all rows are shown as they are read.
 */
export function useSteadyRows<T extends BaseRecord>(
  read: Read<T>,
  holds: boolean,
): SteadyRows<T> & { show(): void } {
  const held = useRef<Pick<Read<T>, "rows" | "key" | "at">>({ rows: [], key: "", at: 0 });
  const [, redraw] = useState(0);
  const show = () => {
    held.current = read;
    redraw((count) => count + 1);
  };
  if (!holds || !read.answered) return { rows: read.rows, fresh: 0, show };
  const { key, at } = held.current;
  if (key !== read.key || (at < actAt && read.at >= actAt)) held.current = read;
  const steady = steadyRows(held.current.rows, read.rows);
  held.current = { ...held.current, rows: steady.rows };
  return { ...steady, show };
}
