import type { Row } from "@tidings/shared/resource/define.ts";
import type { Transition } from "@tidings/shared/resource/transitions.ts";

/** The transitions of a page of rows, by id. */
export type TransitionsById = Readonly<Record<string, readonly Transition[]>>;

/** May the person do this now? */
export function isAllowed(transitions: readonly Transition[], verb: string): boolean {
  return transitions.some((transition) => transition.verb === verb && transition.allowed);
}

/** How a switch between two opposite verbs stands: which of them is possible, and what is in its way. */
export interface SwitchState {
  readonly verb: string;
  /** Null: it can be turned now. Else the code of the refusal. */
  readonly code: string | null;
}

/** The state of the switch between `on` and `off`; null when the row can be turned neither way. */
export function switchState(transitions: readonly Transition[], on: string, off: string): SwitchState | null {
  const either = transitions.find(({ verb }) => verb === on || verb === off);
  return either ? { verb: either.verb, code: either.allowed ? null : either.code } : null;
}

/** Has it become impossible since its dialog was opened? Where nothing is known of the row, nothing is said. */
export function hasGone(opened: Transition, now: readonly Transition[]): boolean {
  return now.length > 0 && !isAllowed(now, opened.verb);
}

/** Is something else to be decided by the same verb than before? */
export function isShownAnew(before: readonly Transition[], now: readonly Transition[]): boolean {
  return now.some(({ verb, shown }) => {
    const then = before.find((one) => one.verb === verb)?.shown ?? null;
    return shown !== null && then !== null && then !== shown;
  });
}

/** The most ids that `allowed_transitions` takes in one call. */
export const IDS_PER_CALL = 250;

/** The ids in parts that one call takes, each once. */
export function partsOf(ids: readonly string[]): string[][] {
  const once = [...new Set(ids)];
  return Array.from({ length: Math.ceil(once.length / IDS_PER_CALL) }, (_, part) =>
    once.slice(part * IDS_PER_CALL, (part + 1) * IDS_PER_CALL),
  );
}

/**
 * Those that a row of a list offers itself. What names what was shown is not among them: a list is read before its transitions,
 * so a hash could be of something newer than the row on the screen, and a list shows six columns of a text, not the text (APR-1).
 */
export function offeredInRow(transitions: readonly Transition[]): readonly Transition[] {
  return transitions.filter(({ shown }) => shown === null);
}

/** What is said when the verb of an offer has answered: the same words always, or words about what it answered. */
export type OfferDone = string | ((answer: Row | null) => string);

/** The words of an offer for this answer. */
export const offerDone = (done: OfferDone, answer: unknown): string =>
  typeof done === "string" ? done : done((answer ?? null) as Row | null);
