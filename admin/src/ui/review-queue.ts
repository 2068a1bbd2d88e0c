import type { Noun } from "@tidings/shared/resource/nouns.ts";

/** What is decided with a key: `a` and `r`. */
export type Decision = "approve" | "reject";

export const DECISIONS: readonly Decision[] = ["approve", "reject"];

/** The key of each decision. */
export const DECISION_KEYS: Readonly<Record<string, Decision>> = { a: "approve", r: "reject" };

/** A row that waits for a decision. */
export interface WaitingRow {
  readonly noun: Noun;
  readonly id: string;
}

/** What somebody goes through, one row after the other. */
export interface ReviewQueue {
  readonly rows: readonly WaitingRow[];
  /** Which of them is shown, from 0. */
  readonly at: number;
  /** What is about to be decided of it; null: it is looked at. */
  readonly act: Decision | null;
  readonly decided: ReadonlySet<string>;
}

/** A queue that begins at `id`, which is in it in any case. */
export function queueOf(rows: readonly WaitingRow[], first: WaitingRow, act: Decision | null): ReviewQueue {
  const found = rows.findIndex(({ id }) => id === first.id);
  const whole = found === -1 ? [first, ...rows] : rows;
  return { rows: whole, at: Math.max(found, 0), act, decided: new Set() };
}

/** The row before or after is looked at; at either end nothing changes. */
export function movedBy(queue: ReviewQueue, by: 1 | -1): ReviewQueue {
  const at = queue.at + by;
  return queue.rows[at] === undefined ? queue : { ...queue, at, act: null };
}

/** The row that is shown is decided: the next one that is not is looked at, else one that was passed over. Null: none is left. */
export function decidedOne(queue: ReviewQueue): ReviewQueue | null {
  const { rows, at } = queue;
  const decided = new Set(queue.decided).add(rows[at]?.id ?? "");
  const isLeft = (row: WaitingRow | undefined) => row !== undefined && !decided.has(row.id);
  const after = rows.findIndex((row, place) => place > at && isLeft(row));
  const next = after === -1 ? rows.findIndex(isLeft) : after;
  return next === -1 ? null : { rows, at: next, act: null, decided };
}
