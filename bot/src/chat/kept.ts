import type { Answer } from "../ground/answer.ts";

/** An answer as its run keeps it until it is shown: words, fields and buttons, without bytes and without long tables. */

/** A table of more rows is in the file that is lost with the bot that made it. */
const MOST_ROWS = 30;

/** The answer without pictures and files. A card gets its picture back when it is redrawn. */
export function kept(answer: Answer): Answer {
  const { picture: _picture, file: _file, table, more, instead, ...rest } = answer;
  return {
    ...rest,
    ...(table ? { table: { ...table, rows: table.rows.slice(0, MOST_ROWS) } } : {}),
    ...(more ? { more: more.map(kept) } : {}),
    ...(instead ? { instead: kept(instead) } : {}),
  };
}
