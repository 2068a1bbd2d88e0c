/** A message as the submit_sm that carry it. Always UCS-2: a text begins with 【signature】, which GSM 03.38 does not have. */
import { LONG_SEGMENT, SINGLE_SEGMENT } from "@tidings/shared/ground/segments.ts";
import { type Fields, ucs2 } from "./codec.ts";
import type { Settings } from "./settings.ts";

const UDH = 0x40;
/** Header of 6 octets, with a reference of 8 bits: it leaves 67 units of a part, as a segment is billed. One of 16 bits would leave 66. */
const headerOf = (group: number, parts: number, part: number) =>
  Buffer.from([5, 0, 3, group & 0xff, parts, part]);
/** What one header can number. */
const MOST_PARTS = 255;

export type Envelope = { number: string; to: string; text: string; settings: Settings; group: number };

/** Nobody's phone but the number itself: SMPP gives the plus as the kind of number. */
const INTERNATIONAL = { dest_addr_ton: 1, dest_addr_npi: 1 };

/**
 * The fields of each submit_sm of a message: one, or where a long text goes in parts, one for each. A receipt is asked for every one.
 * Null: the text is longer than 255 parts.
 */
export function submissionsOf({ number, to, text, settings, group }: Envelope): Fields[] | null {
  const common = {
    source_addr_ton: settings.source_ton,
    source_addr_npi: settings.source_npi,
    source_addr: number,
    ...INTERNATIONAL,
    destination_addr: to.replace(/^\+/, ""),
    registered_delivery: 1,
    data_coding: 8,
  };
  if (text.length <= SINGLE_SEGMENT) return [{ ...common, esm_class: 0, short_message: ucs2(text) }];
  if (settings.long_texts === "payload") return [{ ...common, esm_class: 0, message_payload: ucs2(text) }];
  const parts = Math.ceil(text.length / LONG_SEGMENT);
  if (parts > MOST_PARTS) return null;
  return Array.from({ length: parts }, (_, n) => {
    const units = text.slice(n * LONG_SEGMENT, (n + 1) * LONG_SEGMENT);
    const short_message = Buffer.concat([headerOf(group, parts, n + 1), ucs2(units)]);
    return { ...common, esm_class: UDH, short_message };
  });
}
