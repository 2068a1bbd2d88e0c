import { timeText } from "../ground/clock.ts";
import { type Locale, listText, say } from "../ground/locale.ts";
import { moneyText, unitPriceText } from "../ground/money.ts";
import { labelOf } from "../ground/tone.ts";
import type { Resource, Row } from "./define.ts";
import type { Field } from "./kinds.ts";
import { knownText } from "./known.ts";
import { NOUNS } from "./nouns.ts";

/** For whom a text is written. */
export interface Reader {
  readonly locale: Locale;
  readonly zone: string;
  /** How a time is written, where not to the minute. */
  timeText?(at: string, zone: string): string;
}

/** A column of a row as a text; null where it says nothing. Each kind is written here and nowhere else. */
export function valueText(
  field: Field<Row>,
  value: unknown,
  row: Row,
  { locale, zone, timeText: written = timeText }: Reader,
): string | null {
  if (field.when?.(row) === false) return null;
  const own = field.text?.(row, zone);
  if (own !== undefined) return typeof own === "string" ? own : say(own, locale);
  if (value === null || value === undefined || value === "") return null;
  if (field.kind === "choice") return say(field.tag?.(row) ?? labelOf(field.values, String(value)), locale);
  switch (field.kind) {
    case "text":
    case "long":
      return knownText(field.known, String(value), locale);
    case "phone":
    case "file":
    case "person":
    case "day":
    case "address":
    case "reference":
      return String(value);
    case "json":
    case "changes":
      return JSON.stringify(value);
    case "money":
      return moneyOf(field, value, row, locale);
    case "texts":
      return textsOf(field, value, locale) || null;
    case "files":
      return (
        listText(
          (value as readonly { readonly name?: string | null }[]).map(({ name }) => name ?? ""),
          locale,
        ) || null
      );
    case "references":
      return listText(row[field.names] as readonly string[], locale) || null;
    case "choices":
      return listText(
        (value as readonly string[]).map((one) => say(field.values[one] ?? { zh: one, en: one }, locale)),
        locale,
      );
    case "flag":
      return say(labelOf(field.values, String(value)), locale);
    case "count":
      return Number(value).toLocaleString("en-US");
    case "hour":
      return String(value).slice(0, 5);
    case "share":
      return `${Math.round(Number(value) * 100)} %`;
    case "time": {
      const at = written(String(value), field.zone ?? zone);
      const by = field.by === undefined ? null : row[field.by];
      return by ? `${by} · ${at}` : at;
    }
  }
}

/** What a row is called. */
export function titleText({ single, noun, fields, title }: Resource, row: Row, reader: Reader): string {
  if (single) return say(NOUNS[noun].many, reader.locale);
  const named = fields[title];
  return (named && valueText(named, row[title], row, reader)) ?? String(row[title]);
}

/** What tells a row from others of its name, as its field writes it. */
export function numberText({ fields, number }: Resource, row: Row, reader: Reader): string | null {
  if (number === undefined) return null;
  const field = fields[number];
  return (field && valueText(field, row[number], row, reader)) ?? String(row[number]);
}

/** The row with what it is called in place of its title: for the texts that name it. */
export const calledRow = (of: Resource, row: Row, reader: Reader): Row => ({
  ...row,
  [of.title]: titleText(of, row, reader),
});

/** Several short texts as a list. */
export const textsOf = (field: Field<Row> & { kind: "texts" }, value: unknown, locale: Locale): string =>
  listText(
    (value as readonly string[]).map((one) => knownText(field.known, one, locale)),
    locale,
  );

/** An amount of a row with its currency. */
export function moneyOf(
  field: Field<Row> & { kind: "money" },
  value: unknown,
  row: Row,
  locale: Locale,
): string {
  const text = field.parts === undefined ? moneyText : unitPriceText;
  return text(Number(value), String(row[field.currency]), locale);
}
