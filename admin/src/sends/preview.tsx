import { VersionPhone } from "../ui/card-phone.tsx";

interface SendPhoneProps {
  readonly version: string;
  readonly layout: string;
  readonly signature?: string | undefined;
  /** The whole message, as `smsText` makes it. */
  readonly sms?: string;
}

/** What a phone shows of a send: the card of its link, and the text message. */
export function SendPhone({ sms, ...card }: SendPhoneProps) {
  return (
    <div className="stack">
      <VersionPhone {...card} />
      {sms !== undefined && <blockquote className="sms">{sms}</blockquote>}
    </div>
  );
}
