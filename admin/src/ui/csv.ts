export type Cell = string | number | boolean | null | undefined;

/**
 * One file of comma-separated values: UTF-8 with a byte-order mark (without it Excel reads Chinese as garbage), lines
 * end in CRLF. Cells that a spreadsheet would run as a formula are disarmed with an apostrophe.
 */
export function csvText(header: readonly string[], rows: readonly (readonly Cell[])[]): string {
  return `\uFEFF${csvLines([header, ...rows])}`;
}

/** Lines that go on a file which `csvText` began. */
export function csvLines(rows: readonly (readonly Cell[])[]): string {
  return rows.map((row) => `${row.map(csvCell).join(",")}\r\n`).join("");
}

function csvCell(value: Cell): string {
  if (value === null || value === undefined) return "";
  const text = typeof value === "string" && /^[=+\-@\t\r]/.test(value) ? `'${value}` : String(value);
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** Hands the person a file to keep, whole or in parts. */
export function saveFile(
  name: string,
  text: string | readonly string[],
  type = "text/csv;charset=utf-8",
): void {
  saveBlob(name, new Blob(typeof text === "string" ? [text] : [...text], { type }));
}

/** Hands the person a file of any kind to keep. */
export function saveBlob(name: string, content: Blob): void {
  const address = URL.createObjectURL(content);
  const link = document.createElement("a");
  link.href = address;
  link.download = name;
  link.click();
  // The browser has taken the file when the click returns; the address is kept a moment for slow ones.
  setTimeout(() => URL.revokeObjectURL(address), 10_000);
}
