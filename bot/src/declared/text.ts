import { timeText } from "@tidings/shared/clock.ts";
import { type Locale, listText, say } from "@tidings/shared/locale.ts";
import type { Row } from "@tidings/shared/resource/define.ts";
import type { Field } from "@tidings/shared/resource/kinds.ts";
import { labelOf } from "@tidings/shared/tone.ts";
import { count } from "../figures.ts";

interface Reader {
  readonly locale: Locale;
  readonly zone: string;
}

/** A column of a row as a text; null where it says nothing. Each kind is written here and nowhere else. */
export function valueText(
  field: Field<Row>,
  value: unknown,
  row: Row,
  { locale, zone }: Reader,
): string | null {
  if (field.when?.(row) === false) return null;
  const own = field.text?.(row);
  if (own !== undefined) return typeof own === "string" ? own : say(own, locale);
  if (value === null || value === undefined || value === "") return null;
  switch (field.kind) {
    case "text":
    case "long":
    case "file":
      return String(value);
    case "texts":
      return listText(value as readonly string[], locale) || null;
    case "references":
      return listText(row[field.names] as readonly string[], locale) || null;
    case "choice":
    case "flag":
      return say(labelOf(field.values, String(value)), locale);
    case "count":
      return count(Number(value));
    case "time": {
      const at = timeText(String(value), field.zone ?? zone);
      const by = field.by === undefined ? null : row[field.by];
      return by ? `${by} · ${at}` : at;
    }
  }
}
