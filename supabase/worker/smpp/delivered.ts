/** What a deliver_sm says: a receipt, a reply of a person or a part of one, or nothing that is for us. */
import { createHash } from "node:crypto";
import { textOf } from "./codec.ts";
import { receiptIds } from "./ids.ts";
import type { Settings } from "./settings.ts";

/** A receipt of one submit_sm. `ids`: how it may be kept. */
export type Confirmation = {
  ids: string[];
  status: "delivered" | "failed" | "expired";
  code: string | null;
  at: string | null;
  number: string;
};
/** A reply, or a part of one: then `group` tells which parts belong together. */
export type Answer = {
  id: string;
  from: string;
  number: string;
  text: string;
  part: number;
  parts: number;
  group: number;
};
export type Delivered =
  | { kind: "receipt"; receipt: Confirmation }
  | { kind: "reply"; reply: Answer }
  | { kind: "nothing"; why: string };

/** esm_class, §5.2.12: an SMSC's receipt, one of a phone, and an intermediate note. */
const KIND = 0x3c;
const SMSC_RECEIPT = 0x04;
const INTERMEDIATE = 0x20;
const UDH = 0x40;

const FINAL: Readonly<Record<string, Confirmation["status"]>> = {
  DELIVRD: "delivered",
  DELIVERED: "delivered",
  EXPIRED: "expired",
  UNDELIV: "failed",
  UNDELIVERABLE: "failed",
  REJECTD: "failed",
  REJECTED: "failed",
  DELETED: "failed",
};
/** message_state, §5.2.28. */
const BY_STATE: Readonly<Record<number, string>> = {
  2: "DELIVRD",
  3: "EXPIRED",
  4: "DELETED",
  5: "UNDELIV",
  8: "REJECTD",
};

type Body = Readonly<Record<string, unknown>>;
const text = (value: unknown) => (typeof value === "string" ? value.replace(/\0+$/, "") : "");
const octets = (value: unknown) => (Buffer.isBuffer(value) ? value : Buffer.alloc(0));
const number = (value: unknown) => (typeof value === "number" ? value : 0);

/** YYMMDDhhmm, and seconds where they are given: of the SMSC's zone, which it does not say, so it is read only as far as it is near to now. */
function timeOf(said: string | undefined, now: number): string | null {
  const [, year, month, day, hour, minute, second = "00"] =
    /^(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)?$/.exec(said ?? "") ?? [];
  if (year === undefined) return null;
  const at = Date.parse(`20${year}-${month}-${day}T${hour}:${minute}:${second}Z`);
  return Number.isNaN(at) || Math.abs(at - now) > 120_000 ? null : new Date(at).toISOString();
}

/** `key:value` pairs of a receipt's text, in any case and order; `submit date` and `done date` have a space in their names. */
export function pairsOf(said: string): Map<string, string> {
  const pairs = new Map<string, string>();
  const body = said.replace(/\btext:.*$/is, "");
  for (const [, key = "", value = ""] of body.matchAll(
    /\b(id|sub|dlvrd|submit date|done date|stat|err)\s*:\s*(\S*)/gi,
  ))
    pairs.set(key.toLowerCase(), value);
  return pairs;
}

function codeOf(state: string, err: string | undefined, network: Buffer): string {
  if (state === "DELIVRD") return state;
  const reason =
    err !== undefined && !/^0*$/.test(err)
      ? err
      : network.length === 3
        ? String(network.readUInt16BE(1))
        : "";
  return reason === "" || reason === "0" ? state : `${state}:${reason}`.slice(0, 64);
}

function receiptOf(body: Body, said: string, settings: Settings, now: number): Delivered {
  const pairs = pairsOf(said);
  const ids = receiptIds(pairs.get("id") ?? null, text(body.receipted_message_id) || null, settings.ids);
  if (ids.length === 0) return { kind: "nothing", why: "a receipt without an id" };
  const spelt = pairs.get("stat")?.toUpperCase();
  const state = spelt ?? BY_STATE[number(body.message_state)] ?? "";
  const status = Object.hasOwn(FINAL, state) ? FINAL[state] : undefined;
  // ACCEPTD, ENROUTE, UNKNOWN and what nobody has heard of are not final.
  if (!status) return { kind: "nothing", why: `a receipt that says ${state || "nothing"}` };
  const code = codeOf(state, pairs.get("err"), octets(body.network_error_code));
  const at = timeOf(pairs.get("done date"), now);
  return { kind: "receipt", receipt: { ids, status, code, at, number: text(body.destination_addr) } };
}

/** What the header of a text says of its parts; anything else in it is passed over. */
function placeOf(header: Buffer): { group: number; parts: number; part: number } | null {
  for (let at = 1; at + 1 < header.length; at += 2 + (header[at + 1] ?? 0)) {
    const [kind, length] = [header[at], header[at + 1]];
    const value = header.subarray(at + 2, at + 2 + (length ?? 0));
    if (kind === 0 && value.length === 3)
      return { group: value[0] ?? 0, parts: value[1] ?? 1, part: value[2] ?? 1 };
    if (kind === 8 && value.length === 4)
      return { group: value.readUInt16BE(0), parts: value[2] ?? 1, part: value[3] ?? 1 };
  }
  return null;
}

function partOf(body: Body, all: Buffer): { text: Buffer; group: number; parts: number; part: number } {
  const whole = { group: 0, parts: 1, part: 1 };
  if ((number(body.esm_class) & UDH) !== 0 && all.length > 0) {
    const length = (all[0] ?? 0) + 1;
    return { text: all.subarray(length), ...(placeOf(all.subarray(0, length)) ?? whole) };
  }
  const parts = number(body.sar_total_segments);
  if (parts < 2) return { text: all, ...whole };
  return { text: all, parts, group: number(body.sar_msg_ref_num), part: number(body.sar_segment_seqnum) };
}

/** A number as we write it: of people in E.164. */
export const e164 = (said: string) =>
  /^1\d{10}$/.test(said) ? `+86${said}` : `+${said.replace(/^(\+|00)/, "")}`;

/** Ten minutes: an SMSC repeats what it was not answered within seconds, and a person the same word after longer. */
const SAME_MS = 600_000;

function replyOf(body: Body, all: Buffer, now: number): Delivered {
  const { text: said, ...place } = partOf(body, all);
  if (place.part < 1 || place.part > place.parts || place.parts > 255)
    return { kind: "nothing", why: `part ${place.part} of ${place.parts}` };
  const from = e164(text(body.source_addr));
  const to = text(body.destination_addr).replace(/^\+/, "");
  const words = textOf(said, number(body.data_coding) & 0x0f)
    .replaceAll("\0", "")
    .toWellFormed();
  // An SMSC gives replies no id: a repeat of the same is told by what it says, and when.
  const id = createHash("sha256")
    .update([from, to, words, place.group, Math.floor(now / SAME_MS)].join("\n"))
    .digest("hex")
    .slice(0, 32);
  return { kind: "reply", reply: { id, from, number: to, text: words, ...place } };
}

export function readDelivered(body: Body, settings: Settings, now = Date.now()): Delivered {
  const kind = number(body.esm_class) & KIND;
  const short = octets(body.short_message);
  const all = short.length > 0 ? short : octets(body.message_payload);
  if (kind === 0 && body.receipted_message_id === undefined) return replyOf(body, all, now);
  if (kind === INTERMEDIATE) return { kind: "nothing", why: "an intermediate note" };
  if (kind !== SMSC_RECEIPT && kind !== 0) return { kind: "nothing", why: `esm_class ${kind}` };
  // ASCII, whatever its data_coding says; some write it in UCS-2 all the same.
  const said = (number(body.data_coding) & 0x0f) === 8 ? textOf(all, 8) : all.toString("latin1");
  return receiptOf(body, said, settings, now);
}
