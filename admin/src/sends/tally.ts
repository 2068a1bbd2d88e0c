import type { SendCard } from "@tidings/shared/sends/card.ts";
import { type Outcome, outcomeOf } from "@tidings/shared/sends/trial.ts";
import { type DeliveryState, TALLY_PLACES, type TallyPlace } from "@tidings/shared/sends/words.ts";

/** The tally of a send: how many numbers are in which state (ACC-1). */
export type Tally = Readonly<Record<TallyPlace, number>>;

/** States that are not final. */
export const MOVING: ReadonlySet<string> = new Set<DeliveryState>(["pending", "handed"]);

/** A term of the equation: intended = the sum of these. */
export interface Term {
  readonly place: Exclude<TallyPlace, "intended">;
  readonly value: number;
}

/** All terms of the tally, their sum, and whether the sum equals `intended`. */
export function equationOf(tally: Tally): { terms: Term[]; sum: number; holds: boolean } {
  const terms = TALLY_PLACES.map((place) => ({ place, value: tally[place] }));
  const sum = terms.reduce((total, term) => total + term.value, 0);
  return { terms, sum, holds: sum === tally.intended };
}

/** The share of sendable numbers in a final state, 0 to 1; 1 when there is nothing to send. */
export function progressOf(tally: Tally): number {
  const sendable = tally.intended - tally.invalid - tally.duplicates;
  if (sendable <= 0) return 1;
  return (sendable - tally.pending - tally.handed) / sendable;
}

/** What a send has come to: what was delivered, failed and is without news, of the trial while it is only the trial. */
export interface Reached extends Outcome {
  /** Neither sent nor cancelled: to go, of the trial while it is only the trial. */
  readonly waits: number;
  readonly cancelled: number;
  readonly trial: boolean;
}

/** The figures of the bar of a send in a list. */
export function reachedOf(send: SendCard): Reached {
  const outcome = outcomeOf(send);
  const trial =
    send.dispatch_limit !== null && send.dispatch_limit < send.accepted && send.state !== "cancelled";
  const all = trial ? (send.dispatch_limit ?? 0) : send.accepted;
  // Who has opted out or is capped is counted over the whole send; how many of them are in a trial is not known before it ends.
  const skipped = trial ? 0 : send.opted_out + send.capped;
  const over = send.state === "trial_hold";
  return {
    ...outcome,
    waits: over ? 0 : Math.max(0, all - outcome.sent - skipped - send.cancelled),
    cancelled: send.cancelled,
    trial,
  };
}

/** Before approval nothing is counted yet: the numbers that it goes to are shown as pending, the others as opted out. */
export function plannedTally(tally: Tally, goesTo: number, optOuts = 0): Tally {
  const counted = equationOf(tally);
  return counted.holds
    ? tally
    : { ...tally, pending: tally.pending + goesTo, opted_out: tally.opted_out + optOuts };
}
