/** The text that a phone gets: a template of SMS with values in its places. */
import { lengthOf } from "../ground/json.ts";
import type { SmsTemplate, Variable } from "./rows.ts";

const VALUES: Readonly<Record<Variable, (value: string) => boolean>> = {
  NEWTEXT: (value) => lengthOf(value) <= 256 && /^[^\s]+$/.test(value),
  PHONE: (value) => /^[\d+-]{1,15}$/.test(value),
  CHARDIGIT: (value) => /^[A-Za-z0-9]{1,20}$/.test(value) && !/^1[3-9]\d{9}$/.test(value),
  DATETIME: (value) => lengthOf(value) >= 1 && lengthOf(value) <= 20,
  MONEY: (value) => lengthOf(value) >= 1 && lengthOf(value) <= 20 && !/[￥$¥]/.test(value),
  TEXT: (value) => lengthOf(value) >= 1 && lengthOf(value) <= 20 && !/[.。'<>{}]/.test(value),
};

/** What is wrong with the values, by their places; null when nothing is. */
export function faultOf({ variables }: SmsTemplate, values: readonly string[]): string | null {
  if (variables.length !== values.length) return `${values.length} values for ${variables.length} variables`;
  const bad = variables.findIndex((kind, n) => !VALUES[kind](values[n] ?? ""));
  return bad < 0 ? null : `variable ${bad + 1} is no ${variables[bad]}`;
}

export function textOf({ template_content }: SmsTemplate, sign: string, values: readonly string[]): string {
  const content = template_content.replace(/\$\{(\d+)\}/g, (_, n) => values[Number(n) - 1] ?? "");
  return `【${sign}】${content}`;
}
