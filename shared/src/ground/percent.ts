/**
 * A share in per cent with one decimal; null when the whole is 0. 100.0 and 0.0 are exact: nearly all is rounded down to
 * 99.9, and nearly nothing up to 0.1.
 */
export function percentText(part: number, whole: number): string | null {
  if (whole <= 0) return null;
  const text = ((part / whole) * 100).toFixed(1);
  if (text === "100.0" && part !== whole) return part < whole ? "99.9" : "100.1";
  return text === "0.0" && part > 0 ? "0.1" : text;
}
