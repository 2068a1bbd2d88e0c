import { type Words, w } from "../ground/locale.ts";
import { type Label, label } from "../ground/tone.ts";

/**
 * The phone makers that render cards (spec TPL-2), in the order of the catalogue. Honor phones follow
 * Huawei. Same values and order as the Postgres enum `vendor`.
 */
export const VENDORS = ["huawei", "xiaomi", "oppo", "vivo", "meizu", "samsung"] as const;
export type Vendor = (typeof VENDORS)[number];

/** The vendors' names in their usual spelling. */
export const VENDOR_WORDS: Readonly<Record<Vendor, Words>> = {
  huawei: w("华为", "Huawei"),
  xiaomi: w("小米", "Xiaomi"),
  oppo: w("OPPO", "OPPO"),
  vivo: w("vivo", "vivo"),
  meizu: w("魅族", "Meizu"),
  samsung: w("三星", "Samsung"),
};

/** The same as a choice takes them: no vendor is better or worse. */
export const VENDOR_LABELS: Readonly<Record<string, Label>> = Object.fromEntries(
  Object.entries(VENDOR_WORDS).map(([vendor, { zh, en }]) => [vendor, label("neutral", zh, en)]),
);

/** Is `value` one of the vendors? */
export function isVendor(value: unknown): value is Vendor {
  return (VENDORS as readonly unknown[]).includes(value);
}

/** `vendors` without duplicates, in the order of the catalogue; other values are dropped. */
export function inVendorOrder(vendors: readonly string[]): Vendor[] {
  return VENDORS.filter((vendor) => vendors.includes(vendor));
}
