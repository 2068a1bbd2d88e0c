/**
 * PDUs of SMPP 3.4 as a strict SMSC reads and writes them, byte by byte: written anew here, so that the client's library is not its own
 * witness. What the specification refuses is thrown as a `Fault` with the status that it is answered with.
 */

export const COMMANDS = {
  generic_nack: 0x80000000,
  bind_receiver: 0x00000001,
  bind_transmitter: 0x00000002,
  submit_sm: 0x00000004,
  submit_sm_resp: 0x80000004,
  deliver_sm: 0x00000005,
  deliver_sm_resp: 0x80000005,
  unbind: 0x00000006,
  unbind_resp: 0x80000006,
  bind_transceiver: 0x00000009,
  bind_transceiver_resp: 0x80000009,
  enquire_link: 0x00000015,
  enquire_link_resp: 0x80000015,
} as const;

export const STATUS = {
  OK: 0x00,
  INVALID_LENGTH: 0x01,
  INVALID_COMMAND_LENGTH: 0x02,
  INVALID_COMMAND: 0x03,
  NOT_BOUND: 0x04,
  ALREADY_BOUND: 0x05,
  INVALID_PRIORITY: 0x06,
  INVALID_REGISTERED_DELIVERY: 0x07,
  SYSTEM_ERROR: 0x08,
  INVALID_SOURCE: 0x0a,
  INVALID_DESTINATION: 0x0b,
  BIND_FAILED: 0x0d,
  INVALID_PASSWORD: 0x0e,
  INVALID_SYSTEM_ID: 0x0f,
  QUEUE_FULL: 0x14,
  INVALID_ESM_CLASS: 0x43,
  SUBMIT_FAILED: 0x45,
  INVALID_SOURCE_TON: 0x48,
  INVALID_SOURCE_NPI: 0x49,
  INVALID_SYSTEM_TYPE: 0x53,
  INVALID_REPLACE: 0x54,
  THROTTLED: 0x58,
  INVALID_SCHEDULE: 0x61,
  INVALID_EXPIRY: 0x62,
  INVALID_DATA_CODING: 0x104,
  INVALID_TLV_STREAM: 0xc0,
  INVALID_TLV_LENGTH: 0xc2,
} as const;

/** What the specification refuses, and with which status. */
export class Fault extends Error {
  readonly status: number;
  constructor(status: number, what: string) {
    super(what);
    this.name = "Fault";
    this.status = status;
  }
}

export type Pdu = { command: number; status: number; sequence: number; body: Buffer };

/** The header of a frame that is whole. @throws Fault where it breaks the rules for headers */
export function pduOf(frame: Buffer): Pdu {
  const sequence = frame.readUInt32BE(12);
  if (sequence < 1 || sequence > 0x7fffffff)
    throw new Fault(STATUS.INVALID_COMMAND_LENGTH, `sequence_number ${sequence} is out of range`);
  return {
    command: frame.readUInt32BE(4),
    status: frame.readUInt32BE(8),
    sequence,
    body: frame.subarray(16),
  };
}

export function frameOf(
  command: number,
  status: number,
  sequence: number,
  body: Buffer = Buffer.alloc(0),
): Buffer {
  const head = Buffer.alloc(16);
  head.writeUInt32BE(16 + body.length, 0);
  head.writeUInt32BE(command, 4);
  head.writeUInt32BE(status, 8);
  head.writeUInt32BE(sequence, 12);
  return Buffer.concat([head, body]);
}

/** Reads the fields of a body one after the other. @throws Fault at the first that breaks its rule */
export class Reader {
  readonly #body: Buffer;
  #at = 0;
  constructor(body: Buffer) {
    this.#body = body;
  }
  byte(what: string): number {
    if (this.#at >= this.#body.length) throw new Fault(STATUS.INVALID_COMMAND_LENGTH, `${what} is missing`);
    return this.#body.readUInt8(this.#at++);
  }
  /** A C-octet string of at most `most` octets, its NUL among them. */
  text(what: string, most: number, status: number = STATUS.INVALID_COMMAND_LENGTH): string {
    const end = this.#body.indexOf(0, this.#at);
    if (end < 0) throw new Fault(STATUS.INVALID_COMMAND_LENGTH, `${what} does not end`);
    const text = this.#body.toString("latin1", this.#at, end);
    if (end - this.#at + 1 > most) throw new Fault(status, `${what} has more than ${most - 1} octets`);
    if (!/^[\x20-\x7e]*$/.test(text)) throw new Fault(status, `${what} is not ASCII`);
    this.#at = end + 1;
    return text;
  }
  octets(what: string, length: number): Buffer {
    if (this.#at + length > this.#body.length)
      throw new Fault(STATUS.INVALID_LENGTH, `${what} is shorter than its length says`);
    this.#at += length;
    return this.#body.subarray(this.#at - length, this.#at);
  }
  /** The rest as optional parameters by their tags. */
  tlvs(): Map<number, Buffer> {
    const found = new Map<number, Buffer>();
    while (this.#at < this.#body.length) {
      if (this.#at + 4 > this.#body.length)
        throw new Fault(STATUS.INVALID_TLV_STREAM, "the optional parameters end within one");
      const tag = this.#body.readUInt16BE(this.#at);
      const length = this.#body.readUInt16BE(this.#at + 2);
      this.#at += 4;
      if (this.#at + length > this.#body.length)
        throw new Fault(
          STATUS.INVALID_TLV_LENGTH,
          `optional parameter ${tag.toString(16)} is longer than the rest`,
        );
      if (found.has(tag))
        throw new Fault(STATUS.INVALID_TLV_STREAM, `optional parameter ${tag.toString(16)} twice`);
      found.set(tag, this.octets("an optional parameter", length));
    }
    return found;
  }
}

export const cstring = (text: string) => Buffer.from(`${text}\0`, "latin1");

export function tlv(tag: number, value: Buffer): Buffer {
  const head = Buffer.alloc(4);
  head.writeUInt16BE(tag, 0);
  head.writeUInt16BE(value.length, 2);
  return Buffer.concat([head, value]);
}

/** UTF-16 as it is on the wire. */
export const ucs2 = (text: string) => Buffer.from(text, "utf16le").swap16();
export const fromUcs2 = (octets: Buffer) => Buffer.from(octets).swap16().toString("utf16le");
