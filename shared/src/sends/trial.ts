import type { Vendor } from "../vendors/words.ts";
import type { ToldCode } from "./codes.ts";
import type { DeliveryState, MessageKind } from "./words.ts";

/**
 * Why a person's policies leave no choice whether a send begins with a trial (IAM-2), as `whoami` tells it of the enterprise in use:
 * the code of the refusal that the other choice meets.
 */
export type TrialBar = "trial_only" | "whole_only";

/** What `whoami` tells of it: the basic edition has rights of its own. */
export interface TrialBars {
  readonly trial_bar: TrialBar | null;
  readonly basic_trial_bar: TrialBar | null;
}

/** That of a send of this kind; null: its author chooses. */
export const trialBarOf = (me: TrialBars, kind: MessageKind): TrialBar | null =>
  kind === "basic" ? me.basic_trial_bar : me.trial_bar;

/** How many numbers a trial may have, as the law holds it (`trial_size_invalid`); fewer than the send has, besides. */
export const TRIAL_SIZES = { min: 1, max: 999_999 } as const;

/** What became of a trial (SND-4), as `send_cards.trial_figures` has it; all values are counts of numbers. */
export interface TrialFigures {
  /** How many numbers the trial has. */
  readonly size: number;
  readonly delivered: number;
  readonly failed: number;
  readonly expired: number;
  readonly timed_out: number;
  readonly unknown: number;
  readonly handed: number;
  readonly opted_out: number;
  readonly capped: number;
  /** Cards that were opened. */
  readonly resolved: number;
  /** Why messages did not arrive, the most frequent first, at most ten. */
  readonly reasons: readonly Reason[];
  readonly vendors: readonly VendorFigures[];
  /** How many numbers `reasons` and `vendors` tell of: 10,000 at most. */
  readonly looked_at: number;
}

export interface Reason extends ToldCode {
  readonly state: DeliveryState;
  readonly code: string | null;
  readonly count: number;
}

export interface VendorFigures {
  /** null: no receipt has named a vendor. */
  readonly vendor: Vendor | null;
  readonly delivered: number;
  readonly failed: number;
  readonly open: number;
  readonly resolved: number;
}

/** The counts of a send or of its trial by what they mean to a reader. */
export interface Outcome {
  /** Went out: the sum of the three below. */
  readonly sent: number;
  readonly delivered: number;
  /** Certainly not delivered: failed or expired. */
  readonly failed: number;
  /** On its way, timed out or unknown: it may have been delivered. */
  readonly open: number;
}

/** Groups the counts of what went out. What was left out (opted out, capped, cancelled) and what waits is in none. */
export function outcomeOf(
  counts: Readonly<Record<"delivered" | "failed" | "expired" | "timed_out" | "unknown" | "handed", number>>,
): Outcome {
  const failed = counts.failed + counts.expired;
  const open = counts.handed + counts.timed_out + counts.unknown;
  return { sent: counts.delivered + failed + open, delivered: counts.delivered, failed, open };
}
