import { timeText } from "../ground/clock.ts";
import { say, type Words, w } from "../ground/locale.ts";
import { type Difference, differenceLines } from "../refusals/differences.ts";
import { stateText } from "../refusals/values.ts";
import type { Resource, Row } from "../resource/define.ts";
import type { DifferenceLine } from "../resource/difference.ts";
import type { Field } from "../resource/kinds.ts";
import { type Reader, valueText } from "../resource/text.ts";

/** An entry of the audit log, as far as it says what an act changed. */
export interface Change {
  readonly resource: string;
  /** What held before and what holds after, column by column; null for what was made, or is gone. */
  readonly before: unknown;
  readonly after: unknown;
}

const STATE: Words = w("状态", "State");

/**
 * These are written with other columns of the row, which an entry does not have; of JSON the texts in it are told, since nobody reads the
 * rest.
 */
const TOLD_BY_VALUE = new Set(["file", "reference", "references", "changes", "json"]);

/**
 * What an act changed, before → after, line by line: for histories, cards and the audit log of every house. `of`, the declaration of the noun,
 * has the words of its columns; without it, or for a column that it lacks, those of what is decided are used, else the column is named as it is.
 */
export function changesOf(
  { resource, before, after }: Change,
  of: Resource | undefined,
  reader: Reader,
): readonly DifferenceLine[] {
  const [was, now] = [flat(before), flat(after)];
  // A row is told by its name, not by its id beside it.
  const ids = new Set(Object.values(of?.fields ?? {}).flatMap((field) => ("id" in field ? [field.id] : [])));
  return [...new Set([...Object.keys(was), ...Object.keys(now)])].flatMap((key) => {
    if (ids.has(key)) return [];
    if (JSON.stringify(was[key]) === JSON.stringify(now[key])) return [];
    const field = of?.fields[key] ?? nameIn(of, key);
    if (field && !TOLD_BY_VALUE.has(field.kind)) {
      const text = (value: unknown, row: object) =>
        valueText(bare(field, key, value), value, row as Row, reader) ?? "—";
      return [
        {
          key,
          field: say(field.label, reader.locale),
          before: text(was[key], was),
          after: text(now[key], now),
        },
      ];
    }
    if (key === "state") {
      const text = (state: unknown) => (state ? stateText(resource, String(state), reader.locale) : "—");
      return [{ key, field: say(STATE, reader.locale), before: text(was[key]), after: text(now[key]) }];
    }
    const difference: Difference = { field: key, before: asText(was[key]), after: asText(now[key]) };
    return differenceLines([difference], reader.locale, (at) => timeText(at, reader.zone));
  });
}

/** A column that has the known name of another row: an entry calls it as what it names. */
function nameIn(of: Resource | undefined, key: string): Field<Row> | undefined {
  const field = of?.fields[`${key}_name`];
  return field?.kind === "text" && field.known ? field : undefined;
}

/** As it is written without the rest of its row: in its own words only where they read no other column. */
function bare(field: Field<Row>, key: string, value: unknown): Field<Row> {
  const alone = value !== null && value !== undefined && field.reads?.every((column) => column === key);
  return { ...field, text: alone ? field.text : undefined, when: undefined };
}

const asText = (value: unknown): string | null =>
  value === null || value === undefined ? null : typeof value === "string" ? value : JSON.stringify(value);

/** The values by path: those inside an object under `outer.inner`. */
function flat(value: unknown, path = ""): Record<string, unknown> {
  if (value === null || value === undefined) return {};
  if (typeof value !== "object" || Array.isArray(value)) return path === "" ? {} : { [path]: value };
  return Object.assign(
    {},
    ...Object.entries(value).map(([key, inner]) => flat(inner, path === "" ? key : `${path}.${key}`)),
  );
}
