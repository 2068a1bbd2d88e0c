import type { CardOf } from "../ground/answer.ts";

/** What a person has looked at before they decide (APR-1): the hash that approve, reject and release have to name. */
export interface Looked {
  /** The hash of what this person was shown of the row; null when nothing of it was. */
  shownOf(card: Pick<CardOf, "id">): string | null;
  /** It is known to be out of date. */
  forget(card: Pick<CardOf, "id">): void;
}

/** A typed line in chat: nothing says what was looked at. */
export const NOTHING_LOOKED: Looked = { shownOf: () => null, forget: () => {} };

/** The button of a card, or `--shown`: what was looked at is said with the command itself. */
export function lookedAt(shown: string | null): Looked {
  return { shownOf: () => shown, forget: () => {} };
}
