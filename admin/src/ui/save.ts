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
