import { SEND_TIMING_WORDS } from "@tidings/shared/sends/words.ts";
import { smsText } from "@tidings/shared/sms/segments.ts";
import { SIGNATURE_KIND_WORDS } from "@tidings/shared/sms/words.ts";
import { Link } from "react-router";
import { Facts } from "../ui/facts.tsx";
import { useEnterprise } from "../ui/me.tsx";
import { StateTag } from "../ui/tags.tsx";
import { clock } from "../ui/time.ts";
import { useSay, useWords } from "../ui/words.ts";
import { LINK_PLACE } from "./link-place.ts";
import type { SendCard } from "./row.ts";
import { words as stops } from "./stops-words.ts";
import { useRhythmText } from "./use-rhythm-text.ts";
import { words } from "./words.ts";

interface SendFactsProps {
  readonly send: SendCard;
  /** The send to whom this one did not reach, once it is made. */
  readonly resend: Pick<SendCard, "id" | "batch_no"> | undefined;
}

/** What a send is made of, who submitted it and who decided. */
export function SendFacts({ send, resend }: SendFactsProps) {
  const say = useWords(words);
  const sayStop = useWords(stops);
  const rhythm = useRhythmText();
  const speak = useSay();
  const { zone } = useEnterprise();
  const who = (name: string | null, at: string | null) => (at ? `${name ?? "—"} · ${clock(at, zone)}` : "—");
  const timing = send.scheduled_at
    ? say("scheduled_for", { at: clock(send.scheduled_at, zone) })
    : send.cron
      ? `${speak(SEND_TIMING_WORDS[send.timing])} · ${rhythm(send.cron)}`
      : speak(SEND_TIMING_WORDS[send.timing]);
  const family = [
    ...(send.parent_id !== null && send.origin !== "own"
      ? [
          {
            key: "origin",
            label: sayStop(`origin_${send.origin}`),
            value: <Link to={`/sends/${send.parent_id}`}>{send.parent_name}</Link>,
          },
        ]
      : []),
    ...(resend
      ? [
          {
            key: "resend",
            label: sayStop("resent_as"),
            value: <Link to={`/sends/${resend.id}`}>{resend.batch_no}</Link>,
          },
        ]
      : []),
    ...(send.cron === null
      ? []
      : [
          {
            key: "next",
            label: sayStop("next_at"),
            // Nobody has approved it yet: then its first time is a promise of the plan alone.
            value: send.first_at
              ? sayStop("first_at", { at: clock(send.first_at, zone) })
              : clock(send.next_at, zone),
          },
          { key: "until", label: sayStop("until"), value: clock(send.repeat_until, zone) },
        ]),
  ];
  return (
    <Facts
      facts={[
        {
          key: "template",
          label: say("template"),
          value: <Link to={`/templates/${send.template_id}`}>{send.template_name}</Link>,
        },
        {
          key: "signature",
          label: say("signature"),
          value: (
            <>
              【{send.signature}】 <StateTag of={SIGNATURE_KIND_WORDS} state={send.signature_kind} />
            </>
          ),
        },
        {
          key: "file",
          label: say("file"),
          value: <Link to={`/numbers/${send.number_file_id}`}>{send.file_name}</Link>,
        },
        { key: "timing", label: say("timing"), value: timing },
        ...family,
        {
          key: "trial",
          label: say("trial"),
          value: send.trial ? say("trial_first", { count: send.trial_size }) : say("no"),
        },
        { key: "validity", label: say("validity"), value: say("days", { count: send.validity_days }) },
        { key: "submitted", label: say("submitted"), value: who(send.submitted_by_name, send.submitted_at) },
        { key: "decided", label: say("decided"), value: who(send.decided_by_name, send.decided_at) },
        ...(send.reason ? [{ key: "reason", label: say("reason"), value: send.reason }] : []),
        { key: "started", label: say("started"), value: clock(send.started_at, zone, true) },
        { key: "finished", label: say("finished"), value: clock(send.finished_at, zone, true) },
        {
          key: "sms",
          label: say("sms"),
          value: smsText({ signature: send.signature, content: send.sms_content, link: LINK_PLACE }),
        },
      ]}
    />
  );
}
