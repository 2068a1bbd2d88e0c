import { fillPlaces, type Locale, say, type Words } from "@tidings/shared/locale.ts";
import { columnsText } from "@tidings/shared/numbers/columns.ts";
import { LINK, smsText } from "@tidings/shared/sms/text.ts";
import type { Field } from "../answer.ts";
import { count } from "../figures.ts";
import type { SendCard } from "./rows.ts";

/** What the card of a send says of its message: what fills it, on what ground it goes out, what it is billed as. */

const LABELS = {
  columns: { zh: "参数对应的列", en: "Columns" },
  left_out: { zh: "未计入", en: "Left out" },
  consent: { zh: "同意依据", en: "Consent" },
  segments: { zh: "短信条数", en: "SMS" },
} as const satisfies Record<string, Words>;

const SAYS = {
  left_out: {
    zh: "{count} 个号码缺少模板参数的值（第 {lines} 行）",
    en: "{count} {count:number|numbers} without a value for a parameter (lines {lines})",
  },
  consent: { zh: "{ground}（{file}）", en: "{ground} ({file})" },
  planned: {
    zh: "每个号码 {each} 条，共 {total} 条",
    en: "{each} a number, {total} in all",
  },
  handed: {
    zh: "每个号码 {each} 条，已提交运营商 {total} 条",
    en: "{each} a number, {total} handed to the carrier",
  },
} as const satisfies Record<string, Words>;

type Translate = (words: Words, places?: object) => string;

/** These fields, without those that do not apply. */
export function messageFields(row: SendCard, locale: Locale): Field[] {
  const told: Translate = (words, places = {}) => fillPlaces(say(words, locale), { ...places });
  const { consent, consent_name } = row;
  const values: readonly (readonly [keyof typeof LABELS, string | null])[] = [
    ["columns", columnsText(row.columns)],
    ["left_out", row.left_out > 0 ? told(SAYS.left_out, leftOut(row, locale)) : null],
    ["consent", consent_name ? told(SAYS.consent, { ground: consent, file: consent_name }) : consent],
    ["segments", segmentsText(row, told)],
  ];
  return values.flatMap(([name, value]) => (value ? [{ label: say(LABELS[name], locale), value }] : []));
}

function leftOut({ left_out, left_out_lines }: SendCard, locale: Locale): object {
  const lines = left_out_lines.join(locale === "zh-CN" ? "、" : ", ");
  return { count: count(left_out), lines: left_out > left_out_lines.length ? `${lines} …` : lines };
}

/** The SMS are counted beside the resolutions: before the hand-off all that would go, then all that went. */
function segmentsText(
  { segments, segments_handed, accepted, started_at }: SendCard,
  told: Translate,
): string | null {
  if (segments === 0) return null;
  const total = started_at === null ? segments * accepted : segments_handed;
  return told(started_at === null ? SAYS.planned : SAYS.handed, { each: segments, total: count(total) });
}

/** The message as a phone shows it; without a link of the deployment the place stays. */
export const wholeText = ({ signature, sms_text, link_example }: SendCard): string =>
  smsText({ signature, body: sms_text, link: link_example ?? LINK });
