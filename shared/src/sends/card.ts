import type { Decider } from "../people/deputy_words.ts";
import type { Charges, Cost } from "../quotas/cost.ts";
import type { ViewRow } from "../resource/view.ts";
import { LINK, smsText } from "../sms/text.ts";
import { namesIn } from "../templates/parameters.ts";
import type { LinksMade } from "./links_made.ts";
import type { NetworkPart } from "./networks.ts";
import type { Reason, TrialFigures } from "./trial.ts";
import type { MessageKind, TallyPlace } from "./words.ts";

/** What one rule asks of a send in review, and who has approved it. */
export interface Approval {
  /** null: no rule meets the send, so one approver is enough. */
  readonly rule: string | null;
  readonly approvers: number;
  readonly group: string | null;
  readonly have: number;
  readonly by: readonly Decider[];
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

type View = ViewRow<"send_cards">;
type Counted = TallyPlace | "resolved" | "accepted" | "goes_to" | "segments_handed";

/** A row of `send_cards`: a send task with its names and its tally; all counts are numbers of people, times RFC 3339. */
export type SendCard = Omit<
  View,
  | Counted
  | "own"
  | "kind"
  | "columns"
  | "approvals"
  | "twin"
  | "cost"
  | "charged"
  | "trial_figures"
  | "failures_said"
  | "networks"
  | "links_made"
> &
  Readonly<Record<Counted, number>> & {
    readonly own: Readonly<Record<string, unknown>>;
    readonly kind: MessageKind;
    /** Which columns of the file fill the parameters that are called otherwise. */
    readonly columns: Readonly<Record<string, string>>;
    /** What the approval rules ask for, while it is in review. */
    readonly approvals: readonly Approval[] | null;
    readonly twin: Twin | null;
    /** What an approval would reserve, while it is not approved. */
    readonly cost: Cost | null;
    /** What it did cost, once it is approved. */
    readonly charged: Charges | null;
    /** Live until the rest is released, and as it was then afterwards. */
    readonly trial_figures: TrialFigures | null;
    /** By network: the forecast of its file, and what became of it; null while its file is not counted. */
    readonly networks: readonly NetworkPart[] | null;
    /** Who makes its links, where another service does. */
    readonly links_made: LinksMade | null;
    /** Why its messages failed, the most frequent first; null while few did. */
    readonly failures_said: readonly Reason[] | null;
  };

/**
 * The message as a phone shows it, with a link as long as those of the send, and the values that are known; the place of a
 * variable without one stays, as that of a link where the deployment has none.
 */
export function sentText(
  send: Pick<SendCard, "signature" | "sms_text" | "link_example">,
  values: Readonly<Record<string, string>> = {},
): string {
  const { signature, sms_text, link_example } = send;
  const places = Object.fromEntries(namesIn(sms_text).map((name) => [name, `\${${name}}`]));
  return smsText({
    signature,
    body: sms_text,
    link: link_example ?? LINK,
    params: { ...places, ...values },
  });
}

/** What a number file fills in the text of a send without a card. */
export function variablesIn({ kind, sms_text }: Pick<SendCard, "kind" | "sms_text">): string[] {
  return kind === "text" ? namesIn(sms_text) : [];
}

/** How many numbers a resend would go to: those certainly not reached. */
export function notReached(send: Pick<SendCard, "failed" | "expired" | "timed_out">): number {
  return send.failed + send.expired + send.timed_out;
}

/** Is more than one further approval needed? Then a single approval does not start the send. */
export function needsMore(send: Pick<SendCard, "approvals">): boolean {
  return (send.approvals ?? []).some((one) => one.have + 1 < one.approvers);
}

/** Have enough approved, although no click let it go? An approver was away for a while, or a rule was deleted. */
export function isComplete({ approvals }: Pick<SendCard, "approvals">): boolean {
  return (approvals ?? []).length > 0 && (approvals ?? []).every(({ approvers, have }) => have >= approvers);
}

/** Does it recur? Then each of its runs is a send of its own. */
export const isPlan = ({ timing }: Pick<SendCard, "timing">) => timing === "recurring";

/** It has begun: sent back for review, it keeps its units, and goes on where it stopped. */
export const hasBegun = (send: Pick<SendCard, "started_at">): boolean => send.started_at !== null;

/** Numbers that nothing has gone out to yet. */
export const openOf = (send: Pick<SendCard, "expanded" | "goes_to" | "pending">) =>
  send.expanded === null ? send.goes_to : send.pending;

/** The numbers that wait for the release of a trial. */
export function restOf(send: Pick<SendCard, "dispatch_limit" | "accepted">): number {
  return send.dispatch_limit === null ? 0 : Math.max(0, send.accepted - send.dispatch_limit);
}
