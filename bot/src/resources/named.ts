/**
 * The rows that `text` names. An exact name goes before one in another case, and that before a part of a name. `callsOf` says
 * what a row is called, its name first.
 */
export function namedBy<Row>(
  rows: readonly Row[],
  text: string,
  callsOf: (row: Row) => readonly string[],
): Row[] {
  const wanted = text.trim();
  const small = wanted.toLowerCase();
  const ways: ((call: string, index: number) => boolean)[] = [
    (call) => call === wanted,
    (call) => call.toLowerCase() === small,
    (call, index) => index === 0 && call.toLowerCase().includes(small),
  ];
  for (const way of ways) {
    const found = rows.filter((row) => callsOf(row).some(way));
    if (found.length > 0) return found;
  }
  return [];
}
