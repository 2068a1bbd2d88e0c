/** Receipts as nearly every carrier call has them, read without a schema: a tenth of the CPU. */
import { NETWORKS } from "@tidings/shared/numbers/networks.ts";
import { VENDORS } from "@tidings/shared/vendors/words.ts";
import { z } from "zod";
import type { Receipt } from "./carrier.ts";

const VENDOR_NAMES: ReadonlySet<unknown> = new Set(VENDORS);
const NETWORK_NAMES: ReadonlySet<unknown> = new Set(NETWORKS);
const STATUSES: ReadonlySet<unknown> = new Set(["delivered", "failed", "expired"]);
/** As `toISOString` writes it. The calendar is the schema's own: a day that does not exist goes there, and its time is left out. */
const TIME = z.regexes.datetime({ precision: 3 });

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
  const { reference, carrier_id, status, code, vendor, at, network } = item as Record<string, unknown>;
  if (!isText(reference, 128) || reference === "" || !STATUSES.has(status)) return null;
  if (!isMaybe(carrier_id, 128) || !isMaybe(code, 64)) return null;
  if (vendor !== undefined && vendor !== null && !VENDOR_NAMES.has(vendor)) return null;
  if (network !== undefined && network !== null && !NETWORK_NAMES.has(network)) return null;
  // There is no year 0 to the database, and the schema leaves such a time out.
  if (at !== undefined && at !== null && !(typeof at === "string" && TIME.test(at) && !at.startsWith("0000")))
    return null;
  return {
    reference,
    carrier_id: carrier_id ?? null,
    status,
    code: code ?? null,
    vendor: vendor ?? null,
    at: at ?? null,
    network: network ?? null,
  } as Receipt;
}
