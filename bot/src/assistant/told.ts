import type { Answer } from "../ground/answer.ts";

/** The answer of a command as a model reads it. */

/** 40 rows are a list that a person reads too; a report of 90 days is told by its sums and its first days. */
const MOST_ROWS = 40;
const MOST_PARTS = 10;
/** About 2,500 tokens. */
const MOST_CHARACTERS = 8_000;

/** JSON text of at most 8,000 characters. What was left out is said, so that nobody counts what is not all. */
export function toldOf(answer: Answer): string {
  const { more = [] } = answer;
  const parts = more.slice(0, MOST_PARTS).map(partOf);
  const left = more.length - parts.length;
  return cut(
    JSON.stringify({
      ...partOf(answer),
      ...(parts.length > 0 ? { more: parts } : {}),
      ...(left > 0 ? { left_out: left } : {}),
    }),
  );
}

function partOf({ title, text, fields, table, note, refusal, sections, progress }: Answer): object {
  return {
    ...(title === undefined ? {} : { title }),
    ...(text === undefined ? {} : { text }),
    ...(fields === undefined ? {} : { fields: fields.map(({ label, value }) => [label, value]) }),
    ...(progress === undefined ? {} : { progress }),
    ...(table === undefined
      ? {}
      : {
          table: {
            columns: table.columns.map((column) => column.title),
            rows: table.rows.slice(0, MOST_ROWS),
            rows_in_all: table.rows.length,
          },
        }),
    ...(sections === undefined ? {} : { sections }),
    ...(note === undefined ? {} : { note }),
    ...(refusal === undefined ? {} : { refused: refusal.code }),
  };
}

function cut(text: string): string {
  if (text.length <= MOST_CHARACTERS) return text;
  return `${text.slice(0, MOST_CHARACTERS)} … cut: ${text.length} characters in all; ask for less`;
}
