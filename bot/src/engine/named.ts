import { singular } from "@tidings/shared/ground/nearest.ts";

/** The rows that a text names. */
export interface Named<Row> {
  readonly rows: Row[];
  /** It is only a part of their names, or one of them in another form: enough where nothing is changed. */
  readonly part: boolean;
}

/**
 * The rows that `text` names. An exact name goes before one in another case, that before one in the plural or with other dashes (`send tasks` of
 * `send_task`), and that before a part of a name. `callsOf` says what a row is called, its name first.
 */
export function namedBy<Row>(
  rows: readonly Row[],
  text: string,
  callsOf: (row: Row) => readonly string[],
): Named<Row> {
  const wanted = text.trim();
  const small = wanted.toLowerCase();
  const whole: ((call: string) => boolean)[] = [
    (call) => call === wanted,
    (call) => call.toLowerCase() === small,
  ];
  for (const way of whole) {
    const found = rows.filter((row) => callsOf(row).some(way));
    if (found.length > 0) return { rows: found, part: false };
  }
  const loosely = rows.filter((row) => callsOf(row).some((call) => singular(call) === singular(wanted)));
  if (loosely.length > 0) return { rows: loosely, part: true };
  return { rows: rows.filter((row) => callsOf(row)[0]?.toLowerCase().includes(small)), part: true };
}
