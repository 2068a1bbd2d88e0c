import { VersionPhone } from "../ui/card-phone.tsx";
import { useTranslations } from "../ui/words.ts";
import { words } from "./message-words.ts";

interface SendPhoneProps {
  readonly version: string;
  readonly layout: string;
  readonly signature?: string | undefined;
  /** What parameters are filled with; without it the samples of the template. */
  readonly params?: Readonly<Record<string, string>> | undefined;
  /** Whose values they are; null for nothing to say, without it that they are samples. */
  readonly note?: string | null;
  /** The whole message, as `smsText` makes it. */
  readonly sms?: string;
}

/** What a phone shows of a send: the card of its link, and the text message. */
export function SendPhone({ sms, note, ...card }: SendPhoneProps) {
  const t = useTranslations(words);
  return (
    <div className="stack">
      <VersionPhone {...card} />
      {note !== null && <p className="faint">{note ?? t("samples")}</p>}
      {sms !== undefined && <blockquote className="sms">{sms}</blockquote>}
    </div>
  );
}
