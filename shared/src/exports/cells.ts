import { type Cell, csvLines, csvText } from "../ground/csv.ts";
import { fillPlaces, type Locale, say, type Words, w } from "../ground/locale.ts";
import type { Row } from "../resource/define.ts";
import type { Field } from "../resource/kinds.ts";
import { type Reader, valueText } from "../resource/text.ts";
import type { Source } from "./source.ts";
import { zonedText } from "./zoned.ts";

/** Rows of an export as the cells of a file. */

const PARAMS: Words = w("参数", "Parameters");
const IN_UNIT: Words = w("{title}（{unit}）", "{title} ({unit})");

/** What a file is written with. `whole`: it has whole numbers, and their parameters in a column of their own. */
export interface FileShape {
  readonly source: Source;
  readonly columns: readonly string[];
  readonly whole: boolean;
  readonly locale: Locale;
  readonly zone: string;
}

/** The headings. */
export function headings({ source, columns, whole, locale }: FileShape): string[] {
  const titles = columns.map((column) => {
    const field = source.fields[column];
    if (field === undefined) return column;
    const unit = field.kind === "money" ? source.currency : undefined;
    const title = say(field.label, locale);
    return unit === undefined ? title : fillPlaces(say(IN_UNIT, locale), { title, unit });
  });
  return whole ? [...titles, say(PARAMS, locale)] : titles;
}

/** A row in the columns of the file. Figures stay figures; times are of the file's zone, to the second. */
export function cellsOf(shape: FileShape): (row: Row) => Cell[] {
  const cells = shape.columns.map((column) => cellOf(column, shape.source.fields[column], shape));
  if (shape.whole) cells.push(({ params }) => paramsText(params));
  return (row) => cells.map((cell) => cell(row));
}

function cellOf(
  column: string,
  field: Field<Row> | undefined,
  { source, locale, zone }: FileShape,
): (row: Row) => Cell {
  if (field === undefined) return () => null;
  if (field.kind === "money" && source.currency !== undefined) {
    const { parts = 100 } = field;
    return ({ [column]: value }) => (typeof value === "number" ? value / parts : null);
  }
  const reader: Reader = { locale, zone, timeText: zonedText };
  const isFigure = (row: Row) =>
    field.kind === "count" && field.when?.(row) !== false && field.text?.(row, zone) === undefined;
  return (row) => {
    const value = row[column];
    if (value !== null && value !== undefined && isFigure(row)) return Number(value);
    return valueText(field, value, row, reader);
  };
}

/** `name=李雷; amount=3` */
function paramsText(params: unknown): Cell {
  if (typeof params !== "object" || params === null) return null;
  return Object.entries(params)
    .map(([name, value]) => `${name}=${typeof value === "string" ? value : JSON.stringify(value)}`)
    .join("; ");
}

/** Rows as NDJSON: one JSON object a line, with the columns and the values as the database has them. */
export function ndjsonSlice({ columns }: FileShape, rows: readonly Row[]): string {
  return rows
    .map(
      (row) =>
        `${JSON.stringify(Object.fromEntries(columns.map((column) => [column, row[column] ?? null])))}\n`,
    )
    .join("");
}

/** A slice of a CSV file; the first one begins it. */
export function csvSlice(shape: FileShape, rows: readonly Row[], first: boolean): string {
  const cells = rows.map(cellsOf(shape));
  return first ? csvText(headings(shape), cells) : csvLines(cells);
}
