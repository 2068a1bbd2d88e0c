import assert from "node:assert/strict";
import { test } from "node:test";
import {
  account,
  booksAgree,
  bought,
  claim,
  done,
  fault,
  handOver,
  phones,
  recordHandoff,
  references,
  refusal,
  report,
  tick,
} from "../fixtures.ts";
import { testDatabase } from "../test_database.ts";
import {
  basicApproved,
  basicBalance,
  basicDraft,
  basicFile,
  basicInput,
  basicStarted,
  basicTemplate,
} from "./basic_fixtures.ts";
import { clearQueue, noCaps, openAllDay } from "./sends_fixtures.ts";

const db = await testDatabase();
await openAllDay(db);
await noCaps(db);
await bought(db, 1000, { kind: "basic" });
const bob = db.as("bob");

test("a send of the basic edition goes from its draft to its receipts without a text, a link or an SMS", async () => {
  await clearQueue(db);
  const send = await basicStarted(db);
  const card = await account(db, send);
  assert.deepEqual(
    [
      card.kind,
      card.send_type,
      card.signature,
      card.sms_text,
      card.segments,
      card.domain_id,
      card.sms_template_id,
    ],
    ["basic", "group", "云杉影像", "", 0, null, null],
  );
  assert.deepEqual([card.units, card.audience].map(Number), [6, 6]);
  const [held] = await db.sql`select private.open_units(${send})::int as n`;
  assert.equal(held?.n, 6);
  const batch = await claim(db);
  assert.equal(batch?.ids.length, 6);
  const { kind, template, signature, text, parameters, shared_params, days, link_base, sms_template } =
    batch as never;
  assert.deepEqual(
    [kind, signature, text, parameters, shared_params, days, link_base, sms_template],
    ["basic", "云杉影像", "", [], {}, null, null, null],
  );
  assert.match(template, /^tpl-/);
  await recordHandoff(db, batch?.batch ?? 0, references(batch));
  const ids = references(batch);
  const before = await basicBalance(db);
  await report(db, ids.slice(0, 4), "delivered");
  await report(db, ids.slice(4), "failed");
  await tick(db);
  const [available = 0, reserved = 0, used = 0] = await basicBalance(db);
  assert.deepEqual(
    [available - (before[0] ?? 0), reserved - (before[1] ?? 0), used - (before[2] ?? 0)],
    [2, -6, 4],
  );
  await booksAgree(db);
  await tick(db);
  assert.equal((await account(db, send)).state, "done");
  const { charged } = await account(db, send);
  assert.deepEqual([charged.units, charged.packages, charged.open], [4, 4, 0]);
});
