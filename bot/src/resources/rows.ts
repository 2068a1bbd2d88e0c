import type { Charges, Cost } from "@tidings/shared/quotas/cost.ts";
import type { Reason, TrialFigures } from "@tidings/shared/sends/trial.ts";
import type { SendOrigin, SendState } from "@tidings/shared/sends/words.ts";
import type { Vendor } from "@tidings/shared/vendors/vendors.ts";
import type { Resource } from "../answer.ts";

/** Row types of the views, with the columns that the bot reads. Times are RFC 3339. */

export type VersionState = "draft" | "in_review" | "vendor_review" | "approved" | "rejected";

export interface TemplateCard {
  readonly id: string;
  readonly name: string;
  readonly usage: "commercial" | "trial";
  readonly layout: string;
  readonly enabled: boolean;
  readonly version: number;
  readonly vendors: readonly Vendor[];
  readonly content: unknown;
  readonly state: VersionState;
  readonly reason: string | null;
  readonly submitted_by_name: string | null;
  readonly submitted_at: string | null;
  readonly decided_by_name: string | null;
  readonly decided_at: string | null;
  readonly live_version: number | null;
  readonly vendor_states: readonly {
    readonly vendor: Vendor;
    readonly state: "pending" | "approved" | "rejected";
    readonly reason: string | null;
  }[];
}

/** The states a number of a send can be in. Their counts add up to `intended` (spec ACC-1). */
export const ACCOUNT_PLACES = [
  "delivered",
  "failed",
  "expired",
  "timed_out",
  "unknown",
  "opted_out",
  "capped",
  "cancelled",
  "handed",
  "pending",
  "invalid",
  "duplicates",
] as const;
export type AccountPlace = (typeof ACCOUNT_PLACES)[number];

export interface SendCard extends Readonly<Record<AccountPlace, number>> {
  readonly id: string;
  readonly name: string;
  readonly batch_no: string;
  readonly state: SendState;
  readonly timing: "immediate" | "scheduled" | "recurring";
  readonly scheduled_at: string | null;
  /** Of a recurring send: its schedule in the enterprise's time zone, its end, and the next occurrence. */
  readonly cron: string | null;
  readonly repeat_until: string | null;
  readonly next_at: string | null;
  /** The first occurrence, while it is not approved. */
  readonly first_at: string | null;
  readonly origin: SendOrigin;
  readonly parent_name: string | null;
  readonly channel_id: string;
  readonly paused_by_name: string | null;
  readonly paused_at: string | null;
  /** Why the system paused it: `failure_rate`, or the code of the refusal of an occurrence; null when a person paused it. */
  readonly pause_code: string | null;
  readonly pause_reason: string | null;
  /** The values for the places in the words of `pause_code`. */
  readonly pause_details: unknown;
  /** What the approval rules ask for, while it is in review. */
  readonly approvals: readonly ApprovalProgress[] | null;
  /** A recent send of the same template to the same numbers. */
  readonly twin: { readonly name: string; readonly batch_no: string; readonly at: string } | null;
  /** What an approval would reserve, while it is not approved. When `allowed` is false, the approval would be refused. */
  readonly cost: Cost | null;
  /** What it did cost, once it is approved. */
  readonly charged: Charges | null;
  readonly trial: boolean;
  readonly trial_size: number;
  /** What became of its trial: live until the rest is released, and as it was then afterwards. */
  readonly trial_figures: TrialFigures | null;
  readonly units: number;
  readonly reason: string | null;
  readonly template_name: string;
  readonly signature: string;
  /** The text as it is handed over, with `{link}` in place of each link; a link as long as those. */
  readonly sms_text: string;
  readonly link_example: string | null;
  /** The SMS that each message is billed as, and those of all messages handed to the carrier so far. */
  readonly segments: number;
  readonly segments_handed: number;
  readonly file_name: string;
  /** Which columns of the file fill the parameters that are called otherwise. */
  readonly columns: Readonly<Record<string, string>>;
  /** Numbers without a value for a parameter, counted as invalid, and the first of their lines. */
  readonly left_out: number;
  readonly left_out_lines: readonly number[];
  /** CNS-1: the ground of consent, and the name of its evidence. */
  readonly consent: string | null;
  readonly consent_name: string | null;
  readonly is_marketing: boolean;
  readonly submitted_by_name: string | null;
  readonly submitted_at: string | null;
  readonly decided_by_name: string | null;
  readonly decided_at: string | null;
  readonly started_at: string | null;
  readonly finished_at: string | null;
  /** Why its messages failed, the most frequent first; null while few did. */
  readonly failure_reasons: readonly Reason[] | null;
  readonly intended: number;
  readonly resolved: number;
  readonly accepted: number;
  readonly expanded: number | null;
  readonly dispatch_limit: number | null;
  /** When the marketing window opens, if the send waits for it. */
  readonly waits_until: string | null;
}

/** What one rule asks of a send, and who has approved; `rule` null: no rule meets the send, so one approver is enough. */
export interface ApprovalProgress {
  readonly rule: string | null;
  readonly approvers: number;
  readonly group: string | null;
  readonly have: number;
  readonly by: readonly string[];
  /** How many people may still approve under this rule. */
  readonly open: number;
}

/** A row of `channel_cards`. */
export interface ChannelCard {
  readonly id: string;
  readonly name: string;
  readonly adapter: string;
  readonly number: string;
  readonly rate_per_s: number | null;
  readonly failures: number;
  readonly last_error: string | null;
  readonly health: "well" | "throttled" | "sick" | "paused";
  readonly tries_at: string | null;
}

export type ReviewState = "draft" | "in_review" | "approved" | "rejected";

interface ReviewedRow {
  readonly id: string;
  readonly name: string;
  readonly state: ReviewState;
  /** The review note. */
  readonly reason: string | null;
  readonly proof_name: string | null;
  readonly submitted_by_name: string | null;
  readonly submitted_at: string | null;
  readonly decided_by_name: string | null;
  readonly decided_at: string | null;
  readonly created_at: string;
}

export interface DomainCard extends ReviewedRow {
  readonly enabled: boolean;
  readonly is_default: boolean;
  readonly custom_codes: boolean;
}

export interface JumpCard extends ReviewedRow {
  readonly batch_no: string;
  readonly purpose: string;
  readonly source: "typed" | "file";
  readonly links: number;
  readonly first_urls: readonly string[];
  readonly due_at: string;
  readonly due_certain: boolean;
}

/** A row of `waiting_reviews`. */
export interface WaitingReview {
  readonly resource: Resource;
  readonly id: string;
  readonly title: string;
  /** The batch number of a send or of jump links. */
  readonly number: string | null;
  readonly origin: SendOrigin | null;
  readonly submitted_by_name: string | null;
  readonly submitted_at: string;
  readonly mine: boolean;
}
