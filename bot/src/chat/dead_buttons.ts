import type { Answer } from "../ground/answer.ts";
import type { ChatLink } from "./link.ts";

/** Refusals of the button itself: it is a week old, or it has acted. It is taken off its message. */
const DEAD = new Set(["token_unknown", "token_used"]);

export function isDead({ refusal }: Answer): boolean {
  return refusal !== undefined && DEAD.has(refusal.code);
}

/** Buttons that were taken off their messages, by token. */
const off = new Set<string>();
const MOST_OFF = 1_000;

/**
 * Takes a button off its message, once: a crowd presses it at the same instant, and each press would draw the message anew. After what is to
 * be redrawn: the message is read and written, and what came in between would be lost.
 */
export async function takeOffOnce(
  { redrawCards }: Pick<ChatLink, "redrawCards">,
  token: string,
  takeOff: () => Promise<void>,
): Promise<void> {
  if (off.has(token)) return;
  if (off.size >= MOST_OFF) off.clear();
  off.add(token);
  try {
    await redrawCards();
    await takeOff();
  } catch (error) {
    off.delete(token); // the next press tries again
    throw error;
  }
}

interface Row {
  readonly type: string | number;
}

/**
 * The rows of a message without one button, and without a row that has no other. Blocks of Slack keep their buttons in
 * `elements`, components of Discord in `components`.
 */
export function withoutButton<T extends Row>(
  rows: readonly T[],
  key: "elements" | "components",
  isIt: (button: Readonly<Record<string, unknown>>) => boolean,
): T[] {
  return rows.flatMap((row) => {
    const buttons = (row as Readonly<Record<string, unknown>>)[key];
    if (!Array.isArray(buttons)) return [row];
    const left = buttons.filter((button: Readonly<Record<string, unknown>>) => !isIt(button));
    if (left.length === buttons.length) return [row];
    return left.length === 0 ? [] : [{ ...row, [key]: left }];
  });
}
