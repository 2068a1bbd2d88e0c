import type { Enum } from "../ground/enums.ts";
import { OPT_OUT_SUFFIX, offersOptOut } from "../ground/optout.ts";
import { fillText } from "../templates/parameters.ts";

/**
 * The text of a message (spec SMS-1). The database computes the same (`private.sms_body`, `private.sms_text`); both are held to
 * `text_vectors.ts`.
 */

/** Where the system puts the link into an SMS template. */
export const LINK = "{link}";

/** The same characters as in `private.sms_body`: neither side's `\s` depends on its locale then. */
const AROUND_LINK = /[ \t\n\r\f\v\u00a0\u3000]*\{link\}[ \t\n\r\f\v\u00a0\u3000]*/g;

/**
 * The text that goes to the carrier for the content of an SMS template: one space on either side of the link (a phone takes
 * what touches an address for a part of it), and the opt-out words at the end of a marketing text that lacks them. `{link}` and
 * `${name}` are still places.
 */
export function smsBody(content: string, marketing: boolean): string {
  const body = content.replace(AROUND_LINK, ` ${LINK} `);
  return marketing && !offersOptOut(content) ? body + OPT_OUT_SUFFIX : body;
}

/** A whole message as a phone shows it: 【signature】 and the body, with its link and the values of its variables. */
export function smsText(parts: {
  signature: string;
  /** What `smsBody` answers. */
  body: string;
  link: string;
  params?: Readonly<Record<string, string>>;
}): string {
  const { signature, body, link, params = {} } = parts;
  return signedText(
    signature,
    fillText(
      body.replaceAll(LINK, () => link),
      params,
    ),
  );
}

/** 【signature】 and a text that is whole already. */
export const signedText = (signature: string, text: string): string =>
  `【${signature.replace(/^【|】$/g, "")}】${text}`;

/**
 * Why an SMS template does not fit messages of a kind. With a card it needs the place of the link (`link`) and has no variables
 * (table 7-2); a text alone has no link to put there (`card`). Null: it fits.
 */
export function unfitFor(kind: Enum<"message_kind">, content: string): "link" | "variables" | "card" | null {
  if (kind === "text") return content.includes(LINK) ? "card" : null;
  if (content.includes("${")) return "variables";
  return content.includes(LINK) ? null : "link";
}
