export type Cell = string | number | boolean | null | undefined;

/**
 * A CSV file: UTF-8 with a byte-order mark (Excel garbles Chinese without it), lines end in CRLF. Cells that a
 * spreadsheet would run as a formula get a leading apostrophe.
 */
export function csvText(header: readonly string[], rows: readonly (readonly Cell[])[]): string {
  return `\uFEFF${csvLines([header, ...rows])}`;
}

/** Further lines of a file begun with `csvText`. */
export function csvLines(rows: readonly (readonly Cell[])[]): string {
  return rows.map((row) => `${row.map(csvCell).join(",")}\r\n`).join("");
}

function csvCell(value: Cell): string {
  if (value === null || value === undefined) return "";
  const text = typeof value === "string" && /^[=+\-@\t\r]/.test(value) ? `'${value}` : String(value);
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** Downloads a CSV, given whole or in parts. */
export function saveFile(
  name: string,
  text: string | readonly string[],
  type = "text/csv;charset=utf-8",
): void {
  saveBlob(name, new Blob(typeof text === "string" ? [text] : [...text], { type }));
}

/** Downloads a file of any type. */
export function saveBlob(name: string, content: Blob): void {
  const address = URL.createObjectURL(content);
  const link = document.createElement("a");
  link.href = address;
  link.download = name;
  link.click();
  // Most browsers read the URL during the click; revoke it later for those that do not.
  setTimeout(() => URL.revokeObjectURL(address), 10_000);
}
