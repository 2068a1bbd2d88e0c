/** Test messages of carriers (spec CHL-1): each is handed over once, by the adapter that hands over everything. */
import { carrierOf } from "../channels/adapters.ts";
import type { Channel } from "../channels/calls.ts";
import type { Batch, Carrier, HandedOver } from "../channels/carrier.ts";
import { type Sql, withRetry } from "../database.ts";

/** A test message as `private.claim_carrier_test()` gives it out. */
export type TestMessage = Channel & {
  reference: string;
  adapter: string;
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
export function batchOf({ reference, phone, callback_url }: TestMessage): Batch {
  const messages = [{ reference, to: phone, text: TEXT, link: "", params: {} }];
  const text = { kind: "text", signature: SIGNATURE, template: null } as const;
  return { key: reference, ...text, callback_url, trace: null, messages };
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

/** Whose test messages are sent, and where is written how each ended. */
export type TestDoor = {
  carriers: readonly string[] | null;
  record(reference: string, outcome: TestOutcome, handed: HandedOver): Promise<unknown>;
};

/** Of the carriers that are called. */
const called = (sql: Sql): TestDoor => ({
  carriers: null,
  record: (reference, { state, code }) =>
    sql`select private.record_carrier_test(${reference}, ${state}::text, ${code}::text)`,
});

/** Sends the test messages that wait, each once. @throws what the database throws */
export async function sendTests(
  sql: Sql,
  adapters: (name: string) => Carrier = carrierOf,
  door: TestDoor = called(sql),
): Promise<void> {
  const whose = door.carriers && `{${door.carriers.join(",")}}`;
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
      await withRetry(() => door.record(one.reference, outcomeOf(handed, one.reference), handed));
    }),
  );
}
