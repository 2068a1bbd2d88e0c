import assert from "node:assert/strict";
import { test } from "node:test";
import { done, recordReplies, report } from "../fixtures.ts";
import { type Person, testDatabase } from "../test_database.ts";

/** BSN-2, OPT-1: replies, and the receipts that nobody knows, are looked at by those who may list sends, numbers masked. */
const db = await testDatabase();
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
