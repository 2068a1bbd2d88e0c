/**
 * Calls of KooMessage, which come one set an account and unsigned: receipts of messages and of cards that vendors have shown,
 * decisions about templates, receipts and replies of the basic edition. What they are follows from their fields.
 */
import { createHash } from "node:crypto";
import type { Issue } from "../calls.ts";
import type { StateThere } from "../resolver.ts";
import { basicStatesOf, isOfBasic } from "./basic_states.ts";
import { digitsOf, e164Of, isRecord, listOf, messageId, nameOf } from "./numbers.ts";
import { statesOf } from "./states.ts";
import { timeOf } from "./times.ts";

/** A receipt of a message. `ids`: how its answer may have named it. */
export type Receipt = {
  ids: string[];
  status: "delivered" | "failed" | "expired";
  code: string | null;
  at: string | null;
};
/** A card that a vendor has shown. `id` is that of a message whose link was minted with it, `flag` and `url` are of a link that was minted before; empty where they cannot be. */
export type Opened = { id: string; flag: string; url: string };
export type Reply = { id: string; message_id: string; phone: string; text: string; at: string | null };
export type Told = { receipts: Receipt[]; opened: Opened[]; replies: Reply[]; states: StateThere[] };

/** Room for a batch of 5,000 of the basic edition, and more than any other call has. */
const MOST = 10_000;
const MOST_ISSUES = 20;

class Reading {
  readonly told: Told = { receipts: [], opened: [], replies: [], states: [] };
  readonly issues: Issue[] = [];

  /** Something that cannot be read, by its place: never by what it says. */
  wrong(where: string, what: string): void {
    if (this.issues.length < MOST_ISSUES) this.issues.push({ where, what });
  }

  get count(): number {
    const { receipts, opened, replies, states } = this.told;
    return receipts.length + opened.length + replies.length + states.length;
  }
}

/** What `send_status` and `code` say is final. Anything else is a failure, with itself as the code. */
const DELIVERED = /^(DELIVRD|DELIVERD|DELIVERED)$/;
const EXPIRED = /^EXPIRED?$/;
/** These say nothing yet, or that nobody knows. */
const OPEN = /^(|UNKNOWN|ENROUTE|ACCEPTD|SENDING)$/;

function endOf(said: unknown): Pick<Receipt, "status" | "code"> | null {
  const code = (nameOf(said) ?? "").toUpperCase();
  if (OPEN.test(code)) return null;
  if (DELIVERED.test(code)) return { status: "delivered", code: "DELIVRD" };
  return { status: EXPIRED.test(code) ? "expired" : "failed", code };
}

type Item = Readonly<Record<string, unknown>>;

function readReceipt(one: Item, where: string, reading: Reading): void {
  const [task, digits, message] = [nameOf(one.task_id), digitsOf(one.cust_flag), nameOf(one.msg_id)];
  const ids = [task !== null && digits !== null ? messageId(task, digits) : null, message];
  const known = ids.filter((id) => id !== null);
  const end = endOf(one.send_status);
  if (known.length === 0) reading.wrong(where, "names no message");
  else if (end === null) reading.wrong(`${where}.send_status`, "says nothing final");
  else
    reading.told.receipts.push({ ids: known, ...end, at: timeOf(one.receive_time) ?? timeOf(one.send_time) });
}

/** An address without its scheme, which the service writes now and then. */
const addressOf = (value: unknown) => (nameOf(value, 300) ?? "").replace(/^https?:\/\//, "");

function readOpened(one: Item, where: string, reading: Reading): void {
  // Only a card that was shown is told; another status is told in case.
  if (`${one.status ?? 0}` !== "0") {
    reading.wrong(`${where}.status`, "is not 0");
    return;
  }
  const [task, digits] = [nameOf(one.task_id), digitsOf(one.cust_flag)];
  const opened = {
    id: task !== null && digits !== null ? messageId(task, digits) : "",
    flag: nameOf(one.cust_flag) ?? "",
    url: addressOf(one.aim_url),
  };
  if (opened.id === "" && (opened.flag === "" || opened.url === "")) reading.wrong(where, "names no link");
  else reading.told.opened.push(opened);
}

/** The fields of the basic edition, in the shape of the others. */
function readBasic(one: Item, where: string, reading: Reading): void {
  const { task_id, mobile, status, code, stime, rtime } = one;
  const send_status = nameOf(code) ?? (`${status}` === "0" ? "DELIVRD" : "UNDELIV");
  readReceipt(
    { task_id, cust_flag: mobile, send_status, receive_time: rtime, send_time: stime },
    where,
    reading,
  );
}

const MOST_TEXT = 1_000;

/** `content` is encoded as in the address of a form; a lone % is none. */
function textOf(content: unknown): string {
  const said = typeof content === "string" ? content.replaceAll("+", " ") : "";
  const decode = () => {
    try {
      return decodeURIComponent(said);
    } catch {
      return said; // it was not encoded
    }
  };
  return decode().replaceAll("\0", "").toWellFormed().slice(0, MOST_TEXT);
}

function readReply(one: Item, where: string, reading: Reading): void {
  const [task, digits, text] = [nameOf(one.task_id), digitsOf(one.mobile), textOf(one.content)];
  if (task === null || digits === null || text === "") {
    reading.wrong(where, "is no reply");
    return;
  }
  const at = timeOf(one.rtime);
  // It has no id: the same words to the same message at the same second are one.
  const id = createHash("sha256").update([task, digits, text, at].join("\n")).digest("hex").slice(0, 32);
  reading.told.replies.push({ id, message_id: messageId(task, digits), phone: e164Of(digits), text, at });
}

function each(
  items: readonly unknown[],
  where: string,
  reading: Reading,
  read: (one: Item, where: string, reading: Reading) => void,
): void {
  if (items.length > MOST) reading.wrong(where, `has more than ${MOST} items`);
  for (const [n, one] of items.slice(0, MOST).entries())
    if (isRecord(one)) read(one, `${where}.${n}`, reading);
    else reading.wrong(`${where}.${n}`, "is no object");
}

/** The body within the call: a text that holds JSON, of one or of many. */
function within(body: unknown): readonly unknown[] | null {
  const json = (): unknown => {
    try {
      return typeof body === "string" ? JSON.parse(body) : body;
    } catch {
      return null; // no JSON: nothing can be read
    }
  };
  const read = json();
  if (Array.isArray(read)) return read;
  return isRecord(read) ? [read] : null;
}

function readCall(call: Item, reading: Reading): void {
  const { callback_type, reports, result } = call;
  if (callback_type === "sms" || callback_type === "shortchain") {
    const items = within(call.body);
    if (items === null) reading.wrong("body", "is not JSON of receipts");
    else each(items, "body", reading, callback_type === "sms" ? readReceipt : readOpened);
  } else if (reports !== undefined) each(listOf(reports), "reports", reading, readBasic);
  else if (result !== undefined) each(listOf(result), "result", reading, readReply);
  else if (call.tpl_id === undefined || call.audit_state === undefined)
    reading.wrong("callback_type", "is unknown");
  else reading.told.states.push(...(isOfBasic(call) ? basicStatesOf(call) : statesOf(call)));
}

/** What a call tells, and what in it cannot be read; null for the one: nothing at all can. */
export function readTold(bytes: Uint8Array): { told: Told | null; issues: Issue[] } {
  const reading = new Reading();
  try {
    const call: unknown = JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(bytes));
    if (isRecord(call)) readCall(call, reading);
    else reading.wrong("body", "is no object");
  } catch {
    reading.wrong("body", "is not JSON in UTF-8");
  }
  const isEmpty = reading.count === 0 && reading.issues.length > 0;
  return { told: isEmpty ? null : reading.told, issues: reading.issues };
}
