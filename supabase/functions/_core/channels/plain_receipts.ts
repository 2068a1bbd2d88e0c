/** Receipts as nearly every carrier call has them, read without a schema: a tenth of the CPU. */
import { VENDORS } from "@tidings/shared/vendors/vendors.ts";
import type { Receipt } from "./carrier.ts";

const VENDOR_NAMES: ReadonlySet<unknown> = new Set(VENDORS);
const STATUSES: ReadonlySet<unknown> = new Set(["delivered", "failed", "expired"]);
/** As `toISOString` writes it; a day that every month has. */
const TIME = /^20\d\d-(?:0[1-9]|1[0-2])-(?:0[1-9]|1\d|2[0-8])T(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d\.\d{3}Z$/;

function isText(value: unknown, most: number): value is string {
  return typeof value === "string" && value.length <= most && !value.includes("\0") && value.isWellFormed();
}

const isMaybe = (value: unknown, most: number) =>
  value === undefined || value === null || isText(value, most);

/**
 * The receipt, when there is nothing about it to mend or to refuse; null sends it to the schema, which says exactly
 * what is wrong. What is read here, the schema reads alike.
 */
export function plainReceipt(item: unknown): Receipt | null {
  if (typeof item !== "object" || item === null) return null;
  const { reference, carrier_id, status, code, vendor, at } = item as Record<string, unknown>;
  if (!isText(reference, 128) || reference === "" || !STATUSES.has(status)) return null;
  if (!isMaybe(carrier_id, 128) || !isMaybe(code, 64)) return null;
  if (vendor !== undefined && vendor !== null && !VENDOR_NAMES.has(vendor)) return null;
  if (at !== undefined && at !== null && !(typeof at === "string" && TIME.test(at))) return null;
  return {
    reference,
    carrier_id: carrier_id ?? null,
    status,
    code: code ?? null,
    vendor: vendor ?? null,
    at: at ?? null,
  } as Receipt;
}
