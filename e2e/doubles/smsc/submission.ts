/** A submit_sm, read as strictly as the specification allows (SMPP 3.4, §4.4.1, §5.2). */
import { Fault, fromUcs2, Reader, STATUS } from "./pdu.ts";

const MESSAGE_PAYLOAD = 0x0424;
const UCS2 = 8;
/** What one short message holds on the air. */
const OCTETS = 140;
const KINDS_OF_NUMBER = 6;
const PLANS = new Set([0, 1, 3, 4, 6, 8, 9, 10, 14, 18]);
const CODINGS = new Set([0, 1, 3, 8]);

export type Submission = {
  from: string;
  to: string;
  text: string;
  registered: boolean;
  /** Of a long message: which of its parts, by the header of its text. */
  part: number;
  parts: number;
  group: number | null;
  payload: boolean;
};

function header(octets: Buffer): { text: Buffer; part: number; parts: number; group: number } {
  const length = octets[0] ?? 0;
  if (octets.length < length + 1)
    throw new Fault(STATUS.INVALID_LENGTH, "the header of the text is cut short");
  const elements = octets.subarray(1, length + 1);
  const kind = elements[0];
  const size = elements[1];
  if (!((kind === 0 && size === 3) || (kind === 8 && size === 4)) || elements.length !== 2 + size)
    throw new Fault(STATUS.INVALID_ESM_CLASS, "the header of the text is no concatenation");
  const group = kind === 0 ? elements.readUInt8(2) : elements.readUInt16BE(2);
  const parts = elements.readUInt8(size);
  const part = elements.readUInt8(size + 1);
  if (part < 1 || part > parts) throw new Fault(STATUS.INVALID_ESM_CLASS, `part ${part} of ${parts}`);
  return { text: octets.subarray(length + 1), part, parts, group };
}

const textOf = (octets: Buffer, coding: number) => {
  if (coding !== UCS2) return octets.toString("latin1");
  if (octets.length % 2 === 1) throw new Fault(STATUS.INVALID_LENGTH, "UCS-2 of an odd number of octets");
  return fromUcs2(octets);
};

/** @throws Fault with the status that the SMSC answers */
export function submissionOf(body: Buffer): Submission {
  const read = new Reader(body);
  read.text("service_type", 6);
  const ton = read.byte("source_addr_ton");
  const npi = read.byte("source_addr_npi");
  if (ton > KINDS_OF_NUMBER) throw new Fault(STATUS.INVALID_SOURCE_TON, `source_addr_ton ${ton}`);
  if (!PLANS.has(npi)) throw new Fault(STATUS.INVALID_SOURCE_NPI, `source_addr_npi ${npi}`);
  const from = read.text("source_addr", 21, STATUS.INVALID_SOURCE);
  if (read.byte("dest_addr_ton") > KINDS_OF_NUMBER || !PLANS.has(read.byte("dest_addr_npi")))
    throw new Fault(STATUS.INVALID_DESTINATION, "the kind or the plan of the destination");
  const to = read.text("destination_addr", 21, STATUS.INVALID_DESTINATION);
  if (!/^\d{5,20}$/.test(to)) throw new Fault(STATUS.INVALID_DESTINATION, "destination_addr is no number");
  const esm = read.byte("esm_class");
  if ((esm & 0x3c) !== 0) throw new Fault(STATUS.INVALID_ESM_CLASS, `esm_class ${esm}`);
  read.byte("protocol_id");
  if (read.byte("priority_flag") > 3) throw new Fault(STATUS.INVALID_PRIORITY, "priority_flag");
  if (![0, 16].includes(read.text("schedule_delivery_time", 17).length))
    throw new Fault(STATUS.INVALID_SCHEDULE, "schedule_delivery_time");
  if (![0, 16].includes(read.text("validity_period", 17).length))
    throw new Fault(STATUS.INVALID_EXPIRY, "validity_period");
  const registered = read.byte("registered_delivery");
  if ((registered & 0x03) === 3 || registered > 31)
    throw new Fault(STATUS.INVALID_REGISTERED_DELIVERY, `registered_delivery ${registered}`);
  if (read.byte("replace_if_present_flag") > 1) throw new Fault(STATUS.INVALID_REPLACE, "replace_if_present");
  const coding = read.byte("data_coding");
  if (!CODINGS.has(coding)) throw new Fault(STATUS.INVALID_DATA_CODING, `data_coding ${coding}`);
  read.byte("sm_default_msg_id");
  const length = read.byte("sm_length");
  if (length > 254) throw new Fault(STATUS.INVALID_LENGTH, "sm_length of more than 254");
  const short = read.octets("short_message", length);
  const payload = read.tlvs().get(MESSAGE_PAYLOAD);
  if (payload && length > 0)
    throw new Fault(STATUS.INVALID_LENGTH, "short_message and message_payload at once");
  if (!payload && length === 0) throw new Fault(STATUS.INVALID_LENGTH, "a message without a text");
  if (!payload && length > OCTETS)
    throw new Fault(STATUS.INVALID_LENGTH, `${length} octets in one short message`);
  const octets = payload ?? short;
  const plain = { text: octets, part: 1, parts: 1, group: null };
  const { text, ...place } = (esm & 0x40) !== 0 ? header(octets) : plain;
  return {
    from,
    to,
    text: textOf(text, coding),
    registered: (registered & 1) === 1,
    ...place,
    payload: payload !== undefined,
  };
}
