import assert from "node:assert/strict";
import { after, beforeEach, test } from "node:test";
import { typist, whoamiOf } from "../testing/person.ts";
import { startRest } from "../testing/rest_double.ts";

/** BSN-2: replies and the receipts that nobody knows are declared lists. */

const REPLY = {
  ...{ id: "r1", phone: "+86138****8000", signature: "云杉会员", text: "R", opted_out: true },
  ...{ at: "2026-11-24T02:00:00Z", received_at: "2026-11-24T02:00:05Z", channel: "沙箱通道" },
  ...{ send_id: "5e4d", send_name: "新品上市", batch_no: "20261124-0001", delivery_id: 7 },
  ...{ template_id: "7e3a", template_name: "新品图文", message_kind: "basic", network: "unicom" },
};
const RECEIPT = {
  ...{ id: 1, reference: "no reference of ours", status: "failed", code: "MK:0001", vendor: "huawei" },
  ...{ at: null, received_at: "2026-11-24T02:00:05Z", channel: "沙箱通道" },
};
let queries: URLSearchParams[] = [];
let replies: object[] = [];
const answered =
  (rows: () => object[]) =>
  (_user: string | null, query: URLSearchParams): object[] => {
    queries.push(query);
    const from = Number(query.get("offset") ?? 0);
    return rows().slice(from, from + Number(query.get("limit") ?? 1000));
  };
const rest = await startRest(
  {
    whoami: () => whoamiOf("b0b", "Bob", ["KooMessage:sendTask:list"]),
    find_recipient: () => ({ number: "+86138****8000", rows: [REPLY], more: false }),
  },
  { reply_cards: answered(() => replies), receipt_cards: answered(() => [RECEIPT]) },
);
after(() => rest.close());
beforeEach(() => {
  queries = [];
  replies = [REPLY];
});
const run = typist(rest, "UBOB");

test("replies say who opted out by them, their numbers masked, for whoever asked", async () => {
  const answer = await run("replies", {});
  assert.deepEqual([answer.title, answer.ephemeral], ["Replies (1)", true]);
  assert.deepEqual(answer.table?.rows[0], [
    ...["+86138****8000", "Opted out", "R", "【云杉会员】", "新品上市", "China Unicom", "2026-11-24 10:00"],
  ]);
});

test("replies are narrowed by text, send, template, kind, network, channel and opt-outs, and found by a number that stands in no address", async () => {
  await run("replies", {
    ...{ days: 30, text: "退_订", channel: "沙箱", opted_out: "yes" },
    ...{ send_name: "上市", template_name: "图文", message_kind: "basic", network: "unicom" },
  });
  const [query] = queries;
  assert.deepEqual(
    ["text", "channel", "opted_out", "send_name", "template_name", "message_kind", "network"].map((name) =>
      query?.get(name),
    ),
    [
      ...["ilike.%退\\_订%", "ilike.%sandbox%", "eq.true", "ilike.%上市%", "ilike.%图文%"],
      ...["eq.basic", "eq.unicom"],
    ],
  );
  queries = [];
  const found = await run("replies", { phone: "138 0013 8000" });
  assert.equal(found.table?.rows.length, 1);
  assert.deepEqual(queries, []);
  assert.match((await run("replies", { phone: "1380013800x" })).text ?? "", /isn't a valid mobile number/);
  assert.equal(
    (await run("replies", { phone: "2" })).text,
    "“2” isn't a mobile number. This field searches by mobile number. To go to another page: /tidings reply list --page 2",
  );
});

test("unknown receipts are listed with what the carrier said", async () => {
  const answer = await run("receipts", { status: "failed" });
  assert.equal(answer.title, "Unknown receipts (1)");
  assert.deepEqual(answer.table?.rows[0], [
    ...[
      "no reference of ours",
      "Failed",
      "MK:0001",
      "no description yet",
      "Huawei",
      "沙箱通道",
      "2026-11-24 10:00",
    ],
  ]);
  assert.equal(queries[0]?.get("status"), "eq.failed");
});

test("none is said as none, and a wrong number of days is refused", async () => {
  replies = [];
  assert.equal((await run("replies", {})).text, "No matching reply.");
  assert.equal((await run("replies", { days: 0 })).tone, "bad");
});
