import type { BasicContent } from "@tidings/shared/basic/content.ts";
import { BasicPhone } from "../ui/basic-phone.tsx";
import { VersionPhone } from "../ui/card-phone.tsx";
import { useTranslations } from "../ui/words.ts";
import { words as basicWords } from "./basic-words.ts";
import { words } from "./message-words.ts";

interface BasicSendPhoneProps {
  readonly content: BasicContent;
  readonly signature: string | undefined;
  readonly params?: Readonly<Record<string, string>> | undefined;
  /** Its parameters show samples. */
  readonly samples: boolean;
  /** Whose values they are, where they are no samples. */
  readonly note?: string | null;
}

/** What phones show of a send of the basic edition. */
export function BasicSendPhone({ content, signature, params, samples, note }: BasicSendPhoneProps) {
  const t = useTranslations(basicWords);
  const text = samples ? t("samples") : note;
  return (
    <div className="stack" data-testid="basic-preview">
      <BasicPhone content={content} signature={signature ?? null} params={params} />
      {text && <p className="faint">{text}</p>}
    </div>
  );
}

interface SendPhoneProps {
  /** Null: a text without a card. */
  readonly version: string | null;
  readonly layout: string | null;
  readonly signature?: string | undefined;
  /** What parameters are filled with; without it the samples of the template. */
  readonly params?: Readonly<Record<string, string>> | undefined;
  /** Whose values they are; null for nothing to say, without it that they are samples. */
  readonly note?: string | null;
  /** The whole message, as `smsText` makes it. */
  readonly sms?: string;
}

/** What a phone shows of a send: the card of its link, and the text message. */
export function SendPhone({ sms, note, version, layout, ...card }: SendPhoneProps) {
  const t = useTranslations(words);
  return (
    <div className="stack">
      {version !== null && layout !== null && <VersionPhone {...card} version={version} layout={layout} />}
      {note !== null && <p className="faint">{note ?? t(version === null ? "samples_text" : "samples")}</p>}
      {sms !== undefined && <blockquote className="sms">{sms}</blockquote>}
    </div>
  );
}
