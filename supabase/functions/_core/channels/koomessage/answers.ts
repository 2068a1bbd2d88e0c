/** What KooMessage answers to a hand-over, as the outcome of each message. */
import { LACKS } from "@tidings/shared/channels/koomessage_trouble.ts";
import type { Batch, HandedOver, HandoffResult, Message } from "../carrier.ts";
import type { Said } from "./client.ts";
import { codeOf, digitsOf, isRecord, listOf, messageId, nameOf } from "./numbers.ts";

/** What somebody must mend is tried again this much later, in seconds; each try is logged. */
const OUR_FAULT_S = 60;

/** The rest of a task that failed for some of its numbers is tried again this much later. */
const FAILED_TASK_S = 1;

/**
 * Codes that find fault with one message among many, so the batch is handed over in halves until it is found: numbers, values of
 * parameters and variables, words in them.
 */
const OF_A_MESSAGE = new Set([
  ...["KM.00001083", "KM.00001376", "KM.90016414", "KM.90016415", "KM.90016801", "KM.90016802"],
  ...["KM.90016803", "KM.90018111", "E200028", "E200041"],
]);
/** More than it takes: in halves too. */
const TOO_MANY = new Set(["KM.90016416", "E200015"]);
/** The quota of the account is used up: nothing is wrong with the messages, and they wait. */
const NO_QUOTA = new Set(["E000623"]);
/** What the service says of a short message, and of a link that it made, when all is well. */
const FINE = new Set(["000000", "0", ""]);

const rejected =
  (code: string) =>
  ({ reference }: Message): HandoffResult => ({
    ...{ reference, status: "rejected", carrier_id: null, code },
  });

/** A definite no to a whole call. */
function refusedBy(code: string, why: string, messages: readonly Message[]): HandedOver {
  if (NO_QUOTA.has(code)) return { outcome: "nothing_taken", seconds: OUR_FAULT_S, whose: "ours", why };
  if (OF_A_MESSAGE.has(code) || TOO_MANY.has(code)) return { outcome: "refused", why, code };
  // The gateway and the bare status say nothing of the content.
  if (!/^(KM\.|E\d)/.test(code)) return { outcome: "refused", why };
  // Template, signature, channel: no message of the batch can go out, and the share of failures stops the send.
  return { outcome: "answered", results: messages.map(rejected(code)) };
}

/** Each message of an accepted task, but those whose link could not be made. */
function taskResults(body: Readonly<Record<string, unknown>>, batch: Batch): HandedOver {
  const task = nameOf(body.task_id);
  const failed = new Map<string, string>();
  for (const one of listOf(body.failed_short_chains).filter(isRecord)) {
    const digits = digitsOf(one.cust_flag);
    const code = codeOf(one.result_code) ?? "";
    if (digits !== null && !FINE.has(code)) failed.set(digits, code);
  }
  if (body.task_state === "Failed") return failedTask(batch, failed);
  if (task === null) return { outcome: "in_doubt", why: "the carrier answered 200 and names no task" };
  return { outcome: "answered", results: batch.messages.map((message) => resultOf(task, message, failed)) };
}

/** Nothing was sent: those whose link could not be made are named, and with them nobody else was taken. */
function failedTask(batch: Batch, failed: ReadonlyMap<string, string>): HandedOver {
  const results = batch.messages.flatMap((message): HandoffResult[] => {
    const code = failed.get(digitsOf(message.to) ?? message.to);
    return code === undefined ? [] : [rejected(code)(message)];
  });
  const why = LACKS.failed.en;
  return results.length > 0
    ? { outcome: "answered", results, rest: { seconds: FAILED_TASK_S, why } }
    : { outcome: "refused", why };
}

function resultOf(task: string, message: Message, failed: ReadonlyMap<string, string>): HandoffResult {
  const digits = digitsOf(message.to) ?? message.to;
  const code = failed.get(digits);
  if (code !== undefined) return rejected(code)(message);
  const { reference } = message;
  return { reference, status: "accepted", carrier_id: messageId(task, digits), code: null };
}

/** Each short message has an answer of its own; one without stays in doubt. */
function smsResults(body: Readonly<Record<string, unknown>>, batch: Batch): HandedOver {
  const task = nameOf(body.task_id);
  const said = new Map(
    listOf(body.result)
      .filter(isRecord)
      .map((one) => [digitsOf(one.to), one] as const),
  );
  const results = batch.messages.flatMap((message): HandoffResult[] => {
    const digits = digitsOf(message.to) ?? message.to;
    const one = said.get(digits);
    if (one === undefined) return [];
    const code = nameOf(one.send_status) ?? "";
    if (!FINE.has(code)) return [rejected(code)(message)];
    const id = task === null ? nameOf(one.msg_id) : messageId(task, digits);
    return [{ reference: message.reference, status: "accepted", carrier_id: id, code: null }];
  });
  if (results.length > 0) return { outcome: "answered", results };
  if (body.status === "Failed") return { outcome: "refused", why: LACKS.failed.en };
  return { outcome: "in_doubt", why: "the carrier answered 200 and names no message" };
}

function basicResults({ data }: Readonly<Record<string, unknown>>, batch: Batch): HandedOver {
  const body = isRecord(data) ? data : {};
  const task = nameOf(body.task_id);
  if (task !== null) return taskResults({ task_id: task }, batch);
  const code = nameOf(body.ret_code);
  if (code === null || FINE.has(code))
    return { outcome: "in_doubt", why: "the carrier answered 200 and names no task" };
  // A number of its own, as of a template that it no longer has: it is of the whole call.
  if (/^\d{1,6}$/.test(code))
    return { outcome: "answered", results: batch.messages.map(rejected(`VMS:${code}`)) };
  return refusedBy(code, `the carrier answered 200 ${code}`, batch.messages);
}

export function handedOver(said: Said, batch: Batch): HandedOver {
  const why = said.outcome === "done" ? "" : said.why;
  if (said.outcome === "busy") return { outcome: "nothing_taken", seconds: said.seconds, whose: "busy", why };
  if (said.outcome === "denied")
    return { outcome: "nothing_taken", seconds: OUR_FAULT_S, whose: "ours", why };
  if (said.outcome === "unclear") return { outcome: "in_doubt", why };
  if (said.outcome === "refused") return refusedBy(said.code, why, batch.messages);
  if (batch.kind === "basic") return basicResults(said.body, batch);
  return batch.kind === "aim" && !batch.minted ? taskResults(said.body, batch) : smsResults(said.body, batch);
}
