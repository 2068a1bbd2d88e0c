import { VersionPhone } from "../ui/card-phone.tsx";
import { useTranslations } from "../ui/words.ts";
import { words } from "./message-words.ts";

interface SendPhoneProps {
  readonly version: string;
  readonly layout: string;
  readonly signature?: string | undefined;
  /** The whole message, as `smsText` makes it. */
  readonly sms?: string;
}

/** What a phone shows of a send: the card of its link with the samples of its template, and the text message. */
export function SendPhone({ sms, ...card }: SendPhoneProps) {
  const t = useTranslations(words);
  return (
    <div className="stack">
      <VersionPhone {...card} />
      <p className="faint">{t("samples")}</p>
      {sms !== undefined && <blockquote className="sms">{sms}</blockquote>}
    </div>
  );
}
