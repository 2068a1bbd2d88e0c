import type { Charges, Cost } from "@tidings/shared/quotas/cost.ts";
import type { TrialFigures } from "@tidings/shared/sends/trial.ts";
import type { AccountPlace } from "@tidings/shared/sends/words.ts";
import { LINK, smsText } from "@tidings/shared/sms/text.ts";
import type { NonNullKeys, Override, RowOf } from "../ui/rows.ts";

/** What a rule requires of a send in review, and who has approved. */
export interface Approval {
  /** null: no rule applies, so one approver is enough. */
  readonly rule: string | null;
  readonly approvers: number;
  readonly group_id: string | null;
  readonly group: string | null;
  readonly have: number;
  readonly by: readonly string[];
  /** How many people may still approve under this rule. */
  readonly open: number;
}

/** A recent send of the same template to the same numbers. */
export interface Twin {
  readonly id: string;
  readonly name: string;
  readonly batch_no: string;
  readonly at: string;
}

/** A row of `send_cards`: a send task with its names and its account (all counts are numbers of people). */
export type SendCard = Override<
  NonNullKeys<RowOf<"send_cards">, AccountPlace | "resolved" | "accepted" | "segments_handed">,
  {
    readonly columns: Readonly<Record<string, string>>;
    readonly approvals: readonly Approval[] | null;
    readonly twin: Twin | null;
    readonly cost: Cost | null;
    /** Live until the rest is released, and as it was then afterwards. */
    readonly trial_figures: TrialFigures | null;
    readonly charged: Charges | null;
  }
>;

/** The message as a phone shows it, with a link as long as those of the send. */
export function sentText(send: Pick<SendCard, "signature" | "sms_text" | "link_example">): string {
  const { signature, sms_text, link_example } = send;
  return smsText({ signature, body: sms_text, link: link_example ?? LINK });
}

/** How many numbers a resend would go to: those certainly not reached. */
export function notReached(send: Pick<SendCard, "failed" | "expired" | "timed_out">): number {
  return send.failed + send.expired + send.timed_out;
}

/** Is more than one further approval needed? Then a single approval does not start the send. */
export function needsMore(send: Pick<SendCard, "approvals">): boolean {
  return (send.approvals ?? []).some((one) => one.have + 1 < one.approvers);
}

/** A row of `delivery_cards`: one message to one number. */
export type Delivery = RowOf<"delivery_cards">;

/** How often the page of a send reads it, in ms; 0: it is over, and nothing of it is on its way. */
export function pollOf(send: Pick<SendCard, "state" | "handed"> | undefined): number {
  if (!send) return 2_000;
  if (["expanding", "ready", "sending"].includes(send.state)) return 1_200;
  if (send.state === "in_review" || send.state === "trial_hold") return 2_000;
  // A cancelled send still gets receipts for what was handed over.
  const over = send.state === "done" || send.state === "cancelled";
  return send.handed > 0 ? 2_000 : over ? 0 : 5_000;
}
