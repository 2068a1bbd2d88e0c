/** Test messages of carriers (spec CHL-1): each is handed over once, by the adapter that hands over everything. */
import { carrierOf } from "../channels/adapters.ts";
import type { Channel } from "../channels/calls.ts";
import type { Batch, Carrier, HandedOver } from "../channels/carrier.ts";
import { type Sql, withRetry } from "../database.ts";

/** A test message as `private.claim_carrier_test()` gives it out. */
export type TestMessage = Channel & {
  reference: string;
  adapter: string;
  /** Whose receipts name its own ids; null: they bring our reference. */
  carrier: string | null;
  callback_url: string;
  phone: string;
};

/** How a hand-over of one message ended, as `private.record_carrier_test()` takes it; `code` says why. */
export type TestOutcome = {
  state: "accepted" | "rejected" | "not_taken" | "unanswered";
  code: string | null;
};

/** Test messages a request: each may take up to 30 s, so all at once. */
const MOST = 5;
const SIGNATURE = "Tidings";
const TEXT = "测试短信，无需回复。This is a test message.";

/** The batch of a test message. It has no link, and nothing of an enterprise. */
export function batchOf({ reference, phone, callback_url, settings }: TestMessage): Batch {
  const messages = [{ reference, to: phone, text: TEXT, link: "", params: {} }];
  // Where no text goes out without a template, the settings name one.
  const { test_template_id } = settings;
  const sms_template = typeof test_template_id === "string" ? test_template_id || null : null;
  const text = {
    kind: "text",
    signature: SIGNATURE,
    template: null,
    sms_template,
    pattern: TEXT,
    parameters: [],
  } as const;
  return {
    id: reference,
    key: reference,
    ...text,
    minted: false,
    days: 1,
    callback_url,
    trace: null,
    messages,
  };
}

/** What the answer of a carrier says of the one message. */
export function outcomeOf(handed: HandedOver, reference: string): TestOutcome {
  if (handed.outcome === "in_doubt") return { state: "unanswered", code: handed.why };
  if (handed.outcome !== "answered") return { state: "not_taken", code: handed.why };
  const result = handed.results.find((one) => one.reference === reference);
  if (!result && handed.rest) return { state: "not_taken", code: handed.rest.why };
  if (!result) return { state: "unanswered", code: "the answer does not name the message" };
  return { state: result.status === "unknown" ? "unanswered" : result.status, code: result.code };
}

/** With the carrier's id, where its receipts name that. */
function recordTest(sql: Sql, { carrier, reference }: TestMessage, handed: HandedOver) {
  const { state, code } = outcomeOf(handed, reference);
  if (carrier === null)
    return sql`select private.record_carrier_test(${reference}, ${state}::text, ${code}::text)`;
  const id = handed.outcome === "answered" ? (handed.results[0]?.carrier_id ?? null) : null;
  return sql`select private.record_submitted_test(${carrier}::uuid, ${reference}, ${state}::text,
    ${code}::text, ${id}::text)`;
}

/** Sends the test messages that wait, each once: of these carriers, whose connections the caller holds, or of all that are called. @throws what the database throws */
export async function sendTests(
  sql: Sql,
  adapters: (name: string) => Carrier = carrierOf,
  carriers: readonly string[] | null = null,
): Promise<void> {
  const whose = carriers && `{${carriers.join(",")}}`;
  const claimed: TestMessage[] = [];
  while (claimed.length < MOST) {
    // Not tried again: a claim whose answer was lost has perhaps been given out.
    const [one] = await sql<TestMessage[]>`select * from private.claim_carrier_test(${whose}::uuid[])`;
    if (!one) break;
    claimed.push(one);
  }
  await Promise.all(
    claimed.map(async (one) => {
      const handed = await adapters(one.adapter).handOver(one, batchOf(one));
      await withRetry(() => recordTest(sql, one, handed));
    }),
  );
}
