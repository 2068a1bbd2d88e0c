import { useLocale } from "./words.ts";

/** Formats numbers for the current language. */
export function useAmount(): (value: number | string | null | undefined) => string {
  const format = new Intl.NumberFormat(useLocale());
  return (value) => (value === null || value === undefined ? "—" : format.format(Number(value)));
}

/** Bytes in a readable unit: 1.5 MB. */
export function bytesText(bytes: number): string {
  if (bytes < 1024) return `${bytes} B`;
  if (bytes < 1024 * 1024) return `${(bytes / 1024).toFixed(1)} KB`;
  return `${(bytes / 1024 / 1024).toFixed(1)} MB`;
}
