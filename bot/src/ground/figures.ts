import { percentText } from "@tidings/shared/ground/percent.ts";

/** `12,345` in both languages. */
export function count(value: number | string | null | undefined): string {
  return Number(value ?? 0).toLocaleString("en-US");
}

/** `42.3 %`; a dash when there is nothing to compare with. */
export function percent(part: number, whole: number): string {
  const text = percentText(part, whole);
  return text === null ? "—" : `${text} %`;
}

/** 1.5 MB, 820 KB. */
export function sizeText(bytes: number): string {
  if (bytes < 1024) return `${bytes} B`;
  if (bytes < 1024 * 1024) return `${Math.round(bytes / 1024)} KB`;
  return `${(bytes / 1024 / 1024).toFixed(1)} MB`;
}
