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
import { words } from "./words.ts";

/** What a send is made of, who submitted it and who decided. */
export function SendFacts({ send }: { send: SendCard }) {
  const say = useWords(words);
  const speak = useSay();
  const { zone } = useEnterprise();
  const who = (name: string | null, at: string | null) => (at ? `${name ?? "—"} · ${clock(at, zone)}` : "—");
  const timing = send.scheduled_at
    ? say("scheduled_for", { at: clock(send.scheduled_at, zone) })
    : speak(SEND_TIMING_WORDS[send.timing]);
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
