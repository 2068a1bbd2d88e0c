/**
 * The carrier's ids of messages, written alike. An SMSC may write an id one way in its answer and another way in its receipts: in capitals,
 * with zeros in front, in hexadecimal here and in decimal there. `ids` of the carrier says which; small letters and no zeros hold for all.
 */
import type { Settings } from "./settings.ts";

const DECIMAL = /^\d+$/;
const HEX = /^[0-9a-f]+$/;

const plain = (id: string) => {
  const trimmed = id.trim().toLowerCase();
  return trimmed.replace(/^0+(?=.)/, "");
};

/** The id of an answer to submit_sm, as receipts will write it. */
export function answerId(id: string, ids: Settings["ids"]): string {
  const read = plain(id);
  if (ids === "hex_to_decimal" && HEX.test(read)) return BigInt(`0x${read}`).toString();
  if (ids === "decimal_to_hex" && DECIMAL.test(read)) return BigInt(read).toString(16);
  return read;
}

/** The id of a receipt, as it may have been kept: its text's own, and that of its optional parameter, which some write as the answer was. */
export function receiptIds(text: string | null, tlv: string | null, ids: Settings["ids"]): string[] {
  const found = [text, tlv].filter((id) => id !== null && id.trim() !== "").map((id) => plain(id ?? ""));
  if (tlv !== null && tlv.trim() !== "") found.push(answerId(tlv, ids));
  return [...new Set(found)];
}
