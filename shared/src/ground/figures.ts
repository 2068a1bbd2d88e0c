import { percentText } from "./percent.ts";

/** `12,345` in both languages. */
export function count(value: number | string | null | undefined): string {
  return Number(value ?? 0).toLocaleString("en-US");
}

/** `42.3 %`; a dash when there is nothing to compare with. */
export function percent(part: number, whole: number): string {
  const text = percentText(part, whole);
  return text === null ? "—" : `${text} %`;
}
