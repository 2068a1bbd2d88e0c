import assert from "node:assert/strict";
import { test } from "node:test";
import {
  account,
  booksAgree,
  bought,
  claim,
  done,
  handOver,
  joins,
  openAllDay,
  recordReplies,
  report,
  tick,
} from "../fixtures.ts";
import {
  basicApproved,
  basicDraft,
  basicFile,
  basicInput,
  basicStarted,
  basicTemplate,
} from "../sends/basic_fixtures.ts";
import { clearQueue, noCaps } from "../sends/sends_fixtures.ts";
import { testDatabase } from "../test_database.ts";
import { oneAfterTheOther } from "../together.ts";

/** Two acts about the basic edition at the same instant, and units of several networks when a send ends before its time. */
const db = await testDatabase();
await openAllDay(db);
await noCaps(db);
await joins(db, "erin", ["Reviewers"]);
const bob = db.as("bob");

const ownSignature = async (send: string) =>
  (await db.sql`select basic_signature_id as id from public.sends where id = ${send}`)[0]?.id;
const edited = (id: string) => ({
  basic_signature: id,
  input: { name: "云杉影像", company_name: "别家有限公司", third_party: true },
});

test("an edit of a signature and the approval of a send under it at the same instant: one of them holds", async () => {
  await clearQueue(db);
  const submitted = async () => {
    const send = await basicDraft(db);
    await done(bob.rpc("submit_send", { send }));
    return send;
  };
  const first = await submitted();
  const signature = await ownSignature(first);
  await db.sql`update public.basic_signatures set proof_path = 'x/y.pdf', proof_name = 'y.pdf'`;
  const [approval, refusedEdit] = await oneAfterTheOther(
    db,
    db.as("carol").open("approve_send", { send: first }),
    () => bob.rpc("update_basic_signature", edited(signature)),
  );
  assert.equal(approval.error, null);
  assert.equal(refusedEdit.error?.code, "basic_signature_in_use");
  await done(bob.rpc("cancel_send", { send: first }));
  const second = await submitted();
  const [edit, refusedApproval] = await oneAfterTheOther(
    db,
    bob.open("update_basic_signature", edited(signature)),
    () => db.as("carol").rpc("approve_send", { send: second }),
  );
  assert.equal(edit.error, null);
  assert.equal(refusedApproval.error?.code, "basic_signature_not_approved");
  await db.sql`update public.basic_signatures set state = 'approved'`;
  await booksAgree(db);
});

test("a template that is deleted while a send is made of it: the send is refused, or the deletion", async () => {
  const template = await basicTemplate(db);
  const input = await basicInput(db, { template });
  const [made, kept] = await oneAfterTheOther(db, bob.open("create_send", { input }), () =>
    bob.rpc("delete_basic_template", { basic_template: template }),
  );
  assert.deepEqual([made.error, kept.error?.code], [null, "template_in_use"]);
  const other = await basicTemplate(db);
  const late = await basicInput(db, { template: other });
  const [gone, refused] = await oneAfterTheOther(
    db,
    bob.open("delete_basic_template", { basic_template: other }),
    () => bob.rpc("create_send", { input: late }),
  );
  assert.deepEqual([gone.error, refused.error?.code], [null, "template_deleted"]);
});

test("two turns that pay for the same receipts pay once", async () => {
  await clearQueue(db);
  await bought(db, 10, { kind: "basic" });
  const send = await basicStarted(db);
  await report(db, await handOver(db), "delivered");
  const charged = await Promise.all([1, 2, 3].map(() => db.sql`select private.charge_deliveries() as n`));
  assert.equal(
    charged.reduce((sum, [row]) => sum + Number(row?.n), 0),
    6,
  );
  const [row] =
    await db.sql`select sum(settled)::int as settled from private.reservations where holder_id = ${send}`;
  assert.equal(row?.settled, 6);
  await booksAgree(db);
});

let used = 0;
const numbersOf = (...prefixes: string[]) =>
  prefixes.map((prefix) => {
    used += 1;
    return `+86${prefix}${String(40_000_000 + used)}`;
  });
const openOf = async (send: string) =>
  (
    await db.sql`select network::text, sum(reserved - settled - released)::int as n from private.reservations
      where holder_id = ${send} group by 1 having sum(reserved - settled - released) > 0 order by 1`
  ).map(({ network, n }) => `${network} ${n}`);

test("who opts out before the send is laid out gives back a unit of the own network", async () => {
  await clearQueue(db);
  for (const spec of ["mobile", "unicom", "telecom"]) await bought(db, 5, { kind: "basic", spec });
  const numbers = numbersOf("139", "139", "130", "133", "133");
  await recordReplies(db, [{ id: "early", from: numbers[0], signature: "云杉影像", text: "退订" }]);
  const send = await basicApproved(db, { file: await basicFile(db, { numbers }) });
  assert.deepEqual(await openOf(send), ["mobile 1", "telecom 2", "unicom 1"].sort());
  await recordReplies(db, [{ id: "late", from: numbers[1], signature: "云杉影像", text: "退订" }]);
  while ((await account(db, send)).state !== "sending") await tick(db);
  assert.deepEqual(await openOf(send), ["telecom 2", "unicom 1"]);
  await booksAgree(db);
});

test("a cancelled send keeps the units of the networks that are on their way", async () => {
  await clearQueue(db);
  await db.sql`update public.channels set batch_size = 2`;
  for (const spec of ["mobile", "unicom", "telecom"]) await bought(db, 5, { kind: "basic", spec });
  const numbers = numbersOf("133", "130", "139", "133", "130");
  const send = await basicStarted(db, { file: await basicFile(db, { numbers }) });
  const on = await claim(db);
  assert.equal(on?.ids.length, 2);
  await done(bob.rpc("cancel_send", { send }));
  assert.deepEqual(await openOf(send), ["telecom 1", "unicom 1"].sort());
  await booksAgree(db);
});
