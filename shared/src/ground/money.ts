import type { Locale } from "./locale.ts";

/** Money as people read it. Amounts are integers: fen are hundredths of the currency, micros millionths. */

function money(amount: number, currency: string, locale: Locale, digits: number): string {
  return new Intl.NumberFormat(locale, { style: "currency", currency, maximumFractionDigits: digits }).format(
    amount,
  );
}

/** `¥3,000.00`, in English `CN¥3,000.00`. */
export function moneyText(fen: number, currency: string, locale: Locale): string {
  return money(fen / 100, currency, locale, 2);
}

/** The price of a unit, which may be less than a fen: `¥0.045`. */
export function unitPriceText(micros: number, currency: string, locale: Locale): string {
  return money(micros / 1_000_000, currency, locale, 6);
}

const TYPED = /^[0-9]{1,12}(\.[0-9]+)?$/;

/** A typed amount (`3000`, `0.045`) in parts of 1/`parts`, or null where it is none or is finer than a part. */
export function typedAmount(typed: string, parts: 100 | 1_000_000): number | null {
  if (!TYPED.test(typed.trim())) return null;
  const [whole = "0", rest = ""] = typed.trim().split(".");
  const places = Math.log10(parts);
  if (rest.replace(/0+$/, "").length > places) return null;
  const amount = Number(whole + rest.slice(0, places).padEnd(places, "0"));
  return Number.isSafeInteger(amount) ? amount : null;
}
