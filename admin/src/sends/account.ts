import { ACCOUNT_WORDS, type AccountPlace, type DeliveryState } from "@tidings/shared/sends/words.ts";

/** The account of a send: where each number is (ACC-1). */
export type Account = Readonly<Record<AccountPlace, number>>;

/** Everything a number can be in, in the order of the bar: first what is done, then what is still moving. */
export const PLACES: readonly Exclude<AccountPlace, "intended">[] = [
  "delivered",
  "failed",
  "expired",
  "timed_out",
  "unknown",
  "opted_out",
  "capped",
  "cancelled",
  "duplicates",
  "invalid",
  "handed",
  "pending",
];

/** Places in which a number is not at its end yet. */
export const MOVING: ReadonlySet<string> = new Set<DeliveryState>(["pending", "handed"]);

/** A term of the equation: intended = the sum of these. */
export interface Term {
  readonly place: Exclude<AccountPlace, "intended">;
  readonly value: number;
}

/** All terms of the account, with what they add up to and whether that is what was intended. */
export function equationOf(account: Account): { terms: Term[]; sum: number; holds: boolean } {
  const terms = PLACES.map((place) => ({ place, value: account[place] }));
  const sum = terms.reduce((total, term) => total + term.value, 0);
  return { terms, sum, holds: sum === account.intended };
}

/** How much of what can be sent has come to its end, 0 to 1. Nothing to send is all of it. */
export function progressOf(account: Account): number {
  const sendable = account.intended - account.invalid - account.duplicates;
  if (sendable <= 0) return 1;
  return (sendable - account.pending - account.handed) / sendable;
}

/** How much of what can be sent has been sent to its end, 0 to 1: what was cancelled has not. */
export function sentOf(account: Account): number {
  const sendable = account.intended - account.invalid - account.duplicates;
  return sendable <= 0 ? 0 : progressOf(account) - account.cancelled / sendable;
}

/** The account before approval, when nothing is counted yet: what can be sent is pending. */
export function plannedAccount(account: Account, accepted: number): Account {
  const counted = equationOf(account);
  return counted.holds ? account : { ...account, pending: account.pending + accepted };
}

if (PLACES.length !== Object.keys(ACCOUNT_WORDS).length - 1)
  throw new Error("a place of the account is not drawn");
