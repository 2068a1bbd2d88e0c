/** How long to wait before a batch is tried again, in whole seconds. */

const LONGEST = 120;
/**
 * A channel that is not idempotent says "not taken" for sure only of calls that ended more than 60 s ago, so a
 * batch that may be under way is asked about no sooner.
 */
const ASK_AFTER = 65;

/** 2, 4, 8 … at most 120 s, of which a half is luck, so that many do not come back at once. */
export function backOff(attempts: number, luck: number = Math.random()): number {
  const wait = Math.min(LONGEST, 2 ** Math.min(attempts, 10));
  return Math.max(1, Math.round(wait * (1 - luck / 2)));
}

/** After something was sent and its fate is not known. */
export function afterDoubt(attempts: number, idempotent: boolean, luck?: number): number {
  return idempotent ? backOff(attempts, luck) : Math.max(ASK_AFTER, backOff(attempts, luck));
}
