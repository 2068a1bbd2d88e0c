import type { Transition } from "@tidings/shared/resource/transitions.ts";
import type { SendCard } from "@tidings/shared/sends/card.ts";
import { EMPTY_RHYTHM, rhythmOf } from "@tidings/shared/sends/rhythm_words.ts";
import type { SendForm } from "./form.ts";

/** The form filled with a send, to edit it. Its numbers, also typed ones, are those of its file: whole numbers are not shown again. */
export function formOf(send: SendCard): SendForm {
  return {
    name: send.name,
    kind: send.kind,
    sendType: send.send_type === "personal" ? "personal" : "group",
    template: send.template_id,
    sms: send.sms_template_id,
    audience: "file",
    file: send.number_file_id,
    typed: "",
    params: {},
    columns: send.columns,
    consent: send.consent ?? "",
    timing: send.timing,
    scheduledAt: send.scheduled_at,
    rhythm: send.cron === null ? EMPTY_RHYTHM : rhythmOf(send.cron),
    repeatUntil: send.repeat_until,
    trial: send.trial,
    trialSize: send.trial_size,
    validityDays: send.validity_days,
    domain: send.domain_id,
    channel: send.channel_id,
    own: send.own,
  };
}

/** What saving an edit takes back: nothing of a draft; the review of what waits for one, with approvals where some were given; the approval itself of what waits for its time. */
type Voids = "nothing" | "waiting" | "review" | "approval";

export function voidsOf({ state, approvals }: Pick<SendCard, "state" | "approvals">): Voids {
  if (state === "draft" || state === "rejected") return "nothing";
  if (state !== "in_review") return "approval";
  return (approvals ?? []).some(({ have }) => have > 0) ? "review" : "waiting";
}

/** Why the person may not edit it now, as a code of the refusals; null: they may. */
export function editBar(transitions: readonly Transition[]): string | null {
  const edit = transitions.find(({ verb }) => verb === "update");
  if (!edit) return "send_begun";
  return edit.allowed ? null : edit.code;
}

const BARS = ["send_begun", "not_the_author", "occurrence_not_edited", "forbidden"] as const;

/** Has the editor words of its own for this code? */
export function isBar(code: string): code is (typeof BARS)[number] {
  return (BARS as readonly string[]).includes(code);
}
