import type { AccountPlace, DeliveryState, SendState } from "@tidings/shared/sends/words.ts";
import type { Vendor } from "@tidings/shared/vendors/vendors.ts";
import type { Row } from "../ui/data.ts";

/** A row of `send_cards`: a send task with its names and its account (all counts are numbers of people). */
export interface SendCard extends Row, Readonly<Record<AccountPlace, number>> {
  readonly id: string;
  readonly name: string;
  readonly batch_no: string;
  readonly template_id: string;
  readonly version_id: string;
  readonly template_name: string;
  readonly layout: string;
  readonly sms_template_name: string;
  readonly sms_content: string;
  readonly signature: string;
  readonly signature_kind: "notification" | "promotion";
  readonly validity_days: number;
  readonly number_file_id: string;
  readonly file_name: string;
  readonly timing: "immediate" | "scheduled";
  readonly scheduled_at: string | null;
  readonly is_marketing: boolean;
  readonly trial: boolean;
  readonly trial_size: number;
  readonly state: SendState;
  readonly units: number;
  readonly submitted_by: string | null;
  readonly submitted_by_name: string | null;
  readonly submitted_at: string | null;
  readonly decided_by_name: string | null;
  readonly decided_at: string | null;
  readonly reason: string | null;
  readonly started_at: string | null;
  readonly finished_at: string | null;
  readonly created_at: string;
  /** Numbers of the file that can be sent to. */
  readonly accepted: number;
  /** Links resolved, that is cards shown. */
  readonly resolved: number;
  readonly expanded: number | null;
  /** How many may be handed over before the rest is released. */
  readonly dispatch_limit: number | null;
  /** A marketing send waits until then. */
  readonly waits_until: string | null;
}

/** A row of `deliveries`: one message to one number. */
export interface Delivery extends Row {
  readonly id: number;
  readonly ordinal: number;
  readonly phone: string;
  readonly state: DeliveryState;
  readonly code: string | null;
  readonly vendor: Vendor | null;
  readonly link_code: string | null;
  readonly segments: number;
  readonly handed_at: string | null;
  readonly final_at: string | null;
}

/** Read again so often while something moves by itself. */
export function pollOf(send: Pick<SendCard, "state" | "handed" | "pending"> | undefined): number {
  if (!send) return 2_000;
  if (["expanding", "ready", "sending"].includes(send.state)) return 1_200;
  // A cancelled or finished send may still get receipts for what was handed over.
  return send.handed > 0 || send.state === "in_review" || send.state === "trial_hold" ? 2_000 : 5_000;
}
