import { type Locale, listText, say, type Words, w } from "../ground/locale.ts";
import { labelOf, YES_NO } from "../ground/tone.ts";
import { type Compared, differencesOf, type Entry } from "../resource/difference.ts";
import type { ReadRow } from "../resource/view.ts";
import { PURPOSE } from "./promotion.ts";
import { type SmsVariable, variablesText } from "./variables.ts";
import { SIGNATURE_SOURCE_WORDS } from "./words.ts";

/** What the latest version of a signature, and of an SMS template, says otherwise than the one in use (SMS-1, BOT-3). */

export const APP: Words = w("所属应用", "Application");
export const SOURCE: Words = w("签名来源", "Signature source");
export const THIRD: Words = w("是否涉及第三方权益", "Third-party rights");
export const LICENCE: Words = w("营业执照", "Business licence");
export const SIGNATURE: Words = w("所属签名", "Signature");
export const CONTENT: Words = w("模板内容", "Text");
export const VARIABLES: Words = w("变量属性", "Variables");

const entry = (key: string, label: Words, value: string, locale: Locale, mark?: string): Entry => ({
  key,
  field: say(label, locale),
  value,
  mark,
});

interface Signature {
  readonly app: string | null;
  readonly source: string | null;
  readonly third: boolean | null;
  readonly purpose: string | null;
  readonly proofs: unknown;
}

function signatureEntries({ app, source, third, purpose, proofs }: Signature, locale: Locale): Entry[] {
  const files = (proofs ?? []) as readonly { readonly name?: string | null; readonly path?: string | null }[];
  const names = files.map(({ name }) => name ?? "");
  const places = files.map(({ path }) => path ?? "").join(" ");
  return [
    entry("app", APP, app ?? "", locale),
    entry("source", SOURCE, source ? say(labelOf(SIGNATURE_SOURCE_WORDS, source), locale) : "", locale),
    entry("third_party", THIRD, say(YES_NO[`${third === true}`], locale), locale),
    entry("purpose", PURPOSE.label, purpose ?? "", locale),
    entry("proofs", LICENCE, listText(names, locale), locale, places),
  ];
}

/** Of a signature: its application, source, rights, licences and reason; name and kind stay. */
export function signatureChanges(row: ReadRow<"sms_signature_cards">, locale: Locale): Compared | null {
  const { version, live_version: live } = row;
  if (live === null || live === version) return null;
  const was: Signature = {
    ...{ app: row.live_app_name, source: row.live_source, third: row.live_third_party },
    ...{ purpose: row.live_purpose, proofs: row.live_proofs },
  };
  const now: Signature = {
    ...{ app: row.app_name, source: row.source, third: row.third_party },
    ...{ purpose: row.purpose, proofs: row.proofs },
  };
  return { live, lines: differencesOf(signatureEntries(was, locale), signatureEntries(now, locale)) };
}

/** Of an SMS template: its signature, its text as it goes to the carrier, and its variables. */
export function textChanges(row: ReadRow<"sms_template_cards">, locale: Locale): Compared | null {
  const { version, live_version: live } = row;
  if (live === null || live === version) return null;
  const entries = (signature: string | null, text: string | null, variables: unknown): Entry[] => [
    entry("signature", SIGNATURE, signature ?? "", locale),
    entry("content", CONTENT, text ?? "", locale),
    entry(
      "variables",
      VARIABLES,
      say(variablesText((variables ?? []) as readonly SmsVariable[]), locale),
      locale,
    ),
  ];
  return {
    live,
    lines: differencesOf(
      entries(row.live_signature_name, row.live_body, row.live_variables),
      entries(row.signature_name, row.body, row.variables),
    ),
  };
}
