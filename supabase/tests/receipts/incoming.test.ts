import assert from "node:assert/strict";
import { test } from "node:test";
import { cardOf, done, handOver, phones, recordReplies, report, startedSend, typed } from "../fixtures.ts";
import { noCaps } from "../sends/sends_fixtures.ts";
import { type Person, testDatabase } from "../test_database.ts";

/** BSN-2, OPT-1: replies, and the receipts that nobody knows, are looked at by those who may list sends, numbers masked. */
const db = await testDatabase();
await noCaps(db);
await recordReplies(db, [
  { id: "a", from: "+8613912345678", signature: "云杉会员", text: "TD", at: null },
  { id: "b", from: "+8613912345679", signature: "云杉会员", text: "请打 13800138000 找我", at: null },
]);
await report(db, ["no reference of ours", "13912345678"], "failed");

const seen = (person: Person, view: string) => db.as(person).rows(`select * from public.${view} order by id`);

test("a reply is shown with its channel, what it did, and no whole number, also in its text", async () => {
  const replies = await seen("dan", "reply_cards");
  assert.deepEqual(
    replies.map(({ phone, text, opted_out, channel: name }) => [phone, text, opted_out, name]),
    [
      ["+86139****5678", "TD", true, "sandbox"],
      ["+86139****5679", "请打 138****8000 找我", false, "sandbox"],
    ],
  );
  const found = await done(
    db.as("dan").rpc("find_recipient", { resource: "reply", number: "139 1234 5678" }),
  );
  assert.deepEqual([found.number, found.rows.length, found.more], ["+86139****5678", 1, false]);
  assert.equal(found.rows[0].channel, "sandbox");
});

test("an unknown receipt is shown with what the carrier said of it", async () => {
  const receipts = await seen("dan", "receipt_cards");
  assert.deepEqual(
    receipts.map(({ reference, status, code, vendor, channel: name }) => [
      reference,
      status,
      code,
      vendor,
      name,
    ]),
    [
      ["139****5678", "failed", "FAILED", "huawei", "sandbox"],
      ["no reference of ours", "failed", "FAILED", "huawei", "sandbox"],
    ],
  );
});

test("nobody of another enterprise sees one, nor who may not list sends", async () => {
  for (const view of ["reply_cards", "receipt_cards"]) {
    assert.deepEqual(await seen("mallory", view), []);
    assert.deepEqual(await seen("erin", view), []);
  }
  const { error } = await db.as("erin").rpc("find_recipient", { resource: "reply", number: "13912345678" });
  assert.ok(error);
});

/** A reply as its card shows it to dan: what it answers. */
async function answered(id: string) {
  const [row] = await db.as("dan").rows("select * from public.reply_cards where reply_id = $1", [id]);
  return row as Record<string, unknown>;
}

test("a reply knows the last message to its number under its signature: send, template and network", async () => {
  const [one = "", two = ""] = phones(2);
  const file = await typed(db, [one, two]);
  const sends: string[] = [];
  const handed: string[][] = [];
  for (const name of ["第一次", "第二次"]) {
    sends.push(await startedSend(db, { file, name }));
    handed.push(await handOver(db));
  }
  const card = await cardOf(db, "send_cards", sends[1] as string);
  await recordReplies(db, [
    { id: "answers", from: one, signature: card.signature, text: "收到", at: null },
    { id: "another signature", from: one, signature: "云杉到家", text: "收到", at: null },
    { id: "a stranger", from: "+8613300000000", signature: card.signature, text: "收到", at: null },
  ]);
  const reply = await answered("answers");
  assert.deepEqual(
    [reply.send_id, reply.send_name, reply.batch_no, reply.template_name, reply.message_kind],
    [sends[1], "第二次", card.batch_no, card.template_name, "aim"],
  );
  const delivery = await cardOf(db, "delivery_cards", String(reply.delivery_id));
  assert.ok(handed[1]?.includes(String(reply.delivery_id)));
  assert.equal(reply.network, delivery.network);
  for (const id of ["another signature", "a stranger"]) {
    const { send_id, template_id, message_kind } = await answered(id);
    assert.deepEqual([send_id, template_id, message_kind], [null, null, null], id);
  }
  assert.equal((await answered("a stranger")).network, "telecom", "by the prefix of the number");
});

test("a reply that was written before the last message is to the one before", async () => {
  const [one = ""] = phones(1);
  const file = await typed(db, [one]);
  const first = await startedSend(db, { file, name: "先" });
  const [message = ""] = await handOver(db);
  await db.sql`update public.deliveries set handed_at = handed_at - interval '2 hours' where id = ${message}`;
  await db.sql`update public.sends set started_at = started_at - interval '2 hours' where id = ${first}`;
  await startedSend(db, { file, name: "后" });
  await handOver(db);
  const { signature } = await cardOf(db, "send_cards", first);
  const at = new Date(Date.now() - 3_600_000).toISOString();
  await recordReplies(db, [{ id: "late", from: one, signature, text: "好", at }]);
  assert.equal((await answered("late")).send_id, first);
});

test("replies of one send are found by its number, and no others", async () => {
  const { send_id } = await answered("answers");
  const [one = ""] = phones(2);
  const find = (of: unknown) =>
    done(db.as("dan").rpc("find_recipient", { resource: "reply", number: one, ...(of ? { of } : {}) }));
  const here = (await find(send_id)).rows.map(({ reply_id }: { reply_id: string }) => reply_id);
  assert.ok(here.includes("answers") && !here.includes("another signature"));
  assert.ok((await find(undefined)).rows.length > here.length);
});
