/** `POST /receive-receipts/<carrier id>/<secret>`: calls of a carrier that signs nothing (koomessage, docs/carrier.md). */
import { callerAddress } from "../_core/address.ts";
import { addressOf, blockOf, isWithin } from "../_core/blocks.ts";
import { readTold } from "../_core/channels/koomessage/receipts.ts";
import { json, log, Refusal } from "../_core/reply.ts";
import type { Door, UnsignedRecords } from "./unsigned_records.ts";

/** Whether one of the sources, addresses and blocks apart by commas, holds the address. */
export function isFrom(sources: string, said: string): boolean {
  const address = addressOf(said);
  return address !== null && sources.split(",").some((source) => isWithin(address, blockOf(source.trim())));
}

function mayCall({ sources, address_header, trusted_hops }: Door, headers: Headers): boolean {
  if (sources === null || sources.trim() === "") return true;
  return isFrom(sources, callerAddress(headers, address_header, trusted_hops));
}

const forged = () => new Refusal(401, "forged", "The signature does not fit.");

/**
 * Answers 200 after the commit, with what was new; 401 to a wrong address, to a wrong secret and to a caller from elsewhere, 400 to
 * what cannot be read at all. What cannot be read of a call is told and logged, and the rest is taken.
 */
export async function receiveUnsigned(
  records: UnsignedRecords,
  carrier: string,
  secret: string,
  headers: Headers,
  body: Uint8Array,
): Promise<Response> {
  const door = await records.door(carrier, secret);
  if (door === null) {
    log("receive-receipts", "forged call", { carrier, why: "the address is wrong" });
    throw forged();
  }
  if (!mayCall(door, headers)) {
    log("receive-receipts", "forged call", { carrier, why: "it comes from elsewhere" });
    throw forged();
  }
  const { told, issues } = readTold(body);
  if (told === null) {
    log("receive-receipts", "malformed call", { carrier, faults: issues });
    throw new Refusal(400, "malformed", "The call cannot be read.", { details: issues });
  }
  if (issues.length > 0) log("receive-receipts", "items left out", { carrier, faults: issues });
  return json({ ...(await records.record(carrier, told)), faults: issues });
}
