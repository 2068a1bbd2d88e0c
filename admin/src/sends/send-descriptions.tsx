import { numberFileName } from "@tidings/shared/numbers/words.ts";
import { SEND_TIMING_WORDS } from "@tidings/shared/sends/words.ts";
import { SIGNATURE_KIND_WORDS } from "@tidings/shared/sms/words.ts";
import { Link } from "react-router";
import { Descriptions } from "../ui/descriptions.tsx";
import { useEnterprise } from "../ui/me.tsx";
import { StateTag } from "../ui/tags.tsx";
import { clock } from "../ui/time.ts";
import { useLocale, useTranslations } from "../ui/words.ts";
import { useMessageItems } from "./message-items.tsx";
import { type SendCard, sentText } from "./row.ts";
import { words as stops } from "./stops-words.ts";
import { useRhythmText } from "./use-rhythm-text.ts";
import { words } from "./words.ts";

interface SendFactsProps {
  readonly send: SendCard;
  /** The resend of this send, if there is one. */
  readonly resend: Pick<SendCard, "id" | "batch_no"> | undefined;
}

/** The settings of a send, who submitted it and who decided. */
export function SendDescriptions({ send, resend }: SendFactsProps) {
  const locale = useLocale();
  const t = useTranslations(words);
  const tStops = useTranslations(stops);
  const rhythm = useRhythmText();
  const message = useMessageItems(send);
  const { zone } = useEnterprise();
  const who = (name: string | null, at: string | null) => (at ? `${name ?? "—"} · ${clock(at, zone)}` : "—");
  const timing = send.scheduled_at
    ? t("scheduled_for", { at: clock(send.scheduled_at, zone) })
    : send.cron
      ? `${t(SEND_TIMING_WORDS[send.timing])} · ${rhythm(send.cron)}`
      : t(SEND_TIMING_WORDS[send.timing]);
  const family = [
    ...(send.parent_id !== null && send.origin !== "own"
      ? [
          {
            key: "origin",
            label: tStops(`origin_${send.origin}`),
            value: <Link to={`/sends/${send.parent_id}`}>{send.parent_name}</Link>,
          },
        ]
      : []),
    ...(resend
      ? [
          {
            key: "resend",
            label: tStops("resent_as"),
            value: <Link to={`/sends/${resend.id}`}>{resend.batch_no}</Link>,
          },
        ]
      : []),
    ...(send.cron === null
      ? []
      : [
          {
            key: "next",
            label: tStops("next_at"),
            // Not approved yet, so there is no next occurrence; show the first one planned.
            value: send.first_at
              ? tStops("first_at", { at: clock(send.first_at, zone) })
              : clock(send.next_at, zone),
          },
          { key: "until", label: tStops("until"), value: clock(send.repeat_until, zone) },
        ]),
  ];
  return (
    <Descriptions
      items={[
        {
          key: "template",
          label: t("template"),
          value: <Link to={`/templates/${send.template_id}`}>{send.template_name}</Link>,
        },
        {
          key: "signature",
          label: t("signature"),
          value: (
            <>
              【{send.signature}】 <StateTag of={SIGNATURE_KIND_WORDS} state={send.signature_kind} />
            </>
          ),
        },
        {
          key: "file",
          label: t("file"),
          value: <Link to={`/numbers/${send.number_file_id}`}>{numberFileName(send.file_name, locale)}</Link>,
        },
        { key: "timing", label: t("timing"), value: timing },
        ...family,
        {
          key: "trial",
          label: t("trial"),
          value: send.trial ? t("trial_first", { count: send.trial_size }) : t("no"),
        },
        { key: "validity", label: t("validity"), value: t("days", { count: send.validity_days }) },
        { key: "submitted", label: t("submitted"), value: who(send.submitted_by_name, send.submitted_at) },
        { key: "decided", label: t("decided"), value: who(send.decided_by_name, send.decided_at) },
        ...(send.reason ? [{ key: "reason", label: t("reason"), value: send.reason }] : []),
        { key: "started", label: t("started"), value: clock(send.started_at, zone, true) },
        { key: "finished", label: t("finished"), value: clock(send.finished_at, zone, true) },
        ...message,
        { key: "sms", label: t("sms"), value: sentText(send) },
      ]}
    />
  );
}
