import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";
import {
  account,
  approvedSend,
  booksAgree,
  claim,
  clearStage,
  handOver,
  idOf,
  inHours,
  joins,
  phones,
  recordHandoff,
  recordReplies,
  references,
  report,
  resolve,
  startedSend,
  tick,
  waitingSend,
} from "../fixtures.ts";
import { type Answer, type TestDatabase, testDatabase } from "../test_database.ts";
import { oneAfterTheOther, untilWaiting, waiting } from "../together.ts";

/** Two acts at the same instant: one decision, correct totals, and no deadlock. */
const db = await testDatabase();
await joins(db, "erin", ["Reviewers"]);
beforeEach(() => clearStage(db));

test("two reviewers who approve a template at the same instant decide it once, and the second hears who was first", async () => {
  const template = await idOf(db, "templates", "会员日图文");
  const [first, second] = await oneAfterTheOther(
    db,
    db.as("carol").open("approve_template", { template }),
    () => db.as("erin").rpc("approve_template", { template }),
  );
  assert.equal(first.error, null);
  assert.deepEqual([second.error?.code, second.status], ["wrong_state", 409]);
  const told = JSON.parse(second.error?.details ?? "{}");
  assert.deepEqual([told.state, told.by], ["vendor_review", "Carol"]);
  const lines =
    await db.sql`select outcome from public.audit_log where resource_id = ${template} and verb = 'approve' order by id`;
  assert.deepEqual(
    lines.map(({ outcome }) => outcome),
    ["granted", "refused"],
  );
});

test("approve and reject of a send at the same instant: the one that was first holds, and quota is reserved once or never", async () => {
  for (const [one, other] of [
    ["approve", "reject"],
    ["reject", "approve"],
    ["approve", "approve"],
  ]) {
    const send = await waitingSend(db);
    const input = (verb?: string) => (verb === "reject" ? { send, reason: "因为" } : { send });
    const [first, second] = await oneAfterTheOther(db, db.as("carol").open(`${one}_send`, input(one)), () =>
      db.as("erin").rpc(`${other}_send`, input(other)),
    );
    assert.equal(first.error, null);
    assert.equal(second.error?.code, "wrong_state");
    const { state } = await account(db, send);
    assert.equal(state, one === "approve" ? "expanding" : "rejected");
    const [row] = await db.sql`select count(*)::int as n from private.reservations where holder_id = ${send}`;
    assert.equal(row?.n, one === "approve" ? 1 : 0);
  }
  await booksAgree(db);
});

test("an edit and an approval at the same instant: one of them holds, and the books know of no other", async () => {
  const input = async (send: string) => {
    const now = await account(db, send);
    const { name, template_id, sms_template_id, number_file_id, revision } = now;
    return { send, input: { name, template_id, sms_template_id, number_file_id, revision } };
  };
  const edited = await waitingSend(db);
  const [edit, late] = await oneAfterTheOther(db, db.as("bob").open("update_send", await input(edited)), () =>
    db.as("carol").rpc("approve_send", { send: edited }),
  );
  assert.deepEqual([edit.error, late.error?.code], [null, "wrong_state"]);
  const approved = await waitingSend(db);
  const saves = await input(approved);
  const [approval, tooLate] = await oneAfterTheOther(
    db,
    db.as("carol").open("approve_send", { send: approved }),
    () => db.as("bob").rpc("update_send", saves),
  );
  assert.deepEqual([approval.error, tooLate.error?.code], [null, "send_begun"]);
  const states = await Promise.all([edited, approved].map(async (send) => (await account(db, send)).state));
  assert.deepEqual(states, ["draft", "expanding"]);
  await booksAgree(db);
});

test("a scheduled send whose time comes while it is edited: it starts, or it is edited, never both", async () => {
  const at = { timing: "scheduled", scheduled_at: inHours(1) };
  for (const first of ["edit", "start"]) {
    const send = await approvedSend(db, { ...at, file: undefined });
    await tick(db);
    const { name, template_id, sms_template_id, number_file_id, revision } = await account(db, send);
    const input = { name, template_id, sms_template_id, number_file_id, revision, ...at };
    if (first === "edit") {
      const open = await db.as("bob").open("update_send", { send, input });
      // The start passes a row by that an edit holds, and finds a draft afterwards.
      const started = await db.sql`select private.start_due() as n`;
      await open.commit();
      assert.deepEqual([open.answer.error, started[0]?.n], [null, 0]);
      await db.sql`update public.sends set scheduled_at = now() where id = ${send}`;
      await tick(db);
      assert.equal((await account(db, send)).state, "draft");
    } else {
      let late: Promise<Answer> | null = null;
      await db.sql.begin(async (step) => {
        await step`update public.sends set scheduled_at = now() where id = ${send}`;
        assert.equal((await step`select private.start_due() as n`)[0]?.n, 1);
        late = db.as("bob").rpc("update_send", { send, input });
        await untilWaiting(db, [late]);
      });
      assert.equal(((await late) as Answer | null)?.error?.code, "wrong_state");
      assert.equal((await account(db, send)).state, "sending");
    }
  }
  await booksAgree(db);
});

test("six clicks released at once decide once", async () => {
  const send = await waitingSend(db);
  const click = (who: "carol" | "erin") => () => db.as(who).rpc("approve_send", { send });
  const answers = await waiting(db, `select from public.sends where id = '${send}' for update`, [
    click("carol"),
    click("erin"),
    click("carol"),
    click("erin"),
    click("carol"),
    click("erin"),
  ]);
  assert.deepEqual(answers.map(({ error }) => error?.code ?? "done").sort(), [
    "done",
    ...Array(5).fill("wrong_state"),
  ]);
  await booksAgree(db);
});

test("a cancel that comes while a batch is claimed waits for it, and cancels the rest", async () => {
  await db.sql`update public.channels set batch_size = 2`;
  const send = await startedSend(db);
  const cancelling = await db.sql.begin(async (step) => {
    await step`select from private.send_progress where send_id = ${send} for update`;
    const cancel = db.as("bob").rpc("cancel_send", { send });
    await untilWaiting(db, [cancel]);
    // The claim must not wait for the cancel, although its batch refers to the send, whose row the cancel has locked.
    const [row] = await step`select ids from private.claim_batch()`;
    assert.equal(row?.ids.length, 2);
    return { cancel };
  });
  assert.equal((await cancelling.cancel).error, null);
  const { state, pending, cancelled } = await account(db, send);
  assert.deepEqual([state, pending, cancelled], ["cancelled", 2, 4]);
  assert.equal(await claim(db), null);
  await booksAgree(db);
});

test("a cancel that comes while the carrier's answer is recorded waits for it, and counts what was left after it", async () => {
  await db.sql`update public.channels set batch_size = 2`;
  const send = await startedSend(db);
  const batch = await claim(db);
  const ids = references(batch);
  let cancel: ReturnType<ReturnType<TestDatabase["as"]>["rpc"]> | undefined;
  await db.sql.begin(async (step) => {
    // record_handoff, stopped between its first lock and its last write.
    await step`select from public.send_totals where send_id = ${send} for update`;
    cancel = db.as("bob").rpc("cancel_send", { send });
    await untilWaiting(db, [cancel]);
    const none = ids.map(() => null);
    await step`select private.record_handoff(${batch?.batch ?? null}, ${ids}::bigint[], ${ids.map(() => "accepted")}::text[],
      ${none}::text[], ${none}::text[])`;
  });
  assert.equal((await cancel)?.error, null);
  const { pending, handed, cancelled } = await account(db, send);
  assert.deepEqual([pending, handed, cancelled], [0, 2, 4]);
  await booksAgree(db);
});

test("a cancel and receipts at the same instant both succeed", async () => {
  await db.sql`update public.channels set batch_size = 2`;
  const send = await startedSend(db);
  const ids = await handOver(db);
  const { answer, commit } = await db.as("bob").open("cancel_send", { send });
  const receipts = report(db, ids, "delivered");
  await untilWaiting(db, [receipts]);
  await commit();
  await receipts;
  assert.equal(answer.error, null);
  const { delivered, cancelled } = await account(db, send);
  assert.deepEqual([delivered, cancelled], [2, 4]);
  await booksAgree(db);
});

test("a receipt that comes while the answer to its hand-off is recorded waits for it, and is counted after it", async () => {
  await db.sql`update public.channels set batch_size = 6`;
  const send = await startedSend(db);
  const batch = await claim(db);
  const ids = references(batch);
  let receipts: ReturnType<typeof report> | undefined;
  await db.sql.begin(async (step) => {
    const none = ids.map(() => null);
    await step`select private.record_handoff(${batch?.batch ?? null}, ${ids}::bigint[], '{accepted}', ${none}::text[], '{}')`;
    receipts = report(db, ids.slice(0, 4), "delivered");
    await untilWaiting(db, [receipts]);
  });
  assert.equal((await receipts)?.applied, 4);
  const { pending, handed, delivered } = await account(db, send);
  assert.deepEqual([pending, handed, delivered], [0, 2, 4]);
  await booksAgree(db);
});

test("the clock and receipts wait for each other in one order only", async () => {
  await db.sql`update public.channels set batch_size = 1000`;
  const opened = await startedSend(db);
  const [first = ""] = await handOver(db);
  await resolve(db, first);
  // The first number has opted out, so the expansion takes the quota's lock.
  const replies = [{ id: "1", from: phones(1)[0], signature: "云杉商城", text: "R" }];
  await recordReplies(db, replies);
  const expanding = await approvedSend(db);
  let turn: Promise<unknown> | undefined;
  await db.sql.begin(async (step) => {
    // The locks of a receipt, in their order: first the send's totals, then the quota.
    await step`select from public.send_totals where send_id = ${opened} for update`;
    turn = tick(db);
    await untilWaiting(db, [turn]);
    await step`select private.lock_quota(enterprise_id, 'aim_resolution') from public.sends where id = ${opened}`;
  });
  await turn;
  assert.equal((await account(db, expanding)).opted_out, 1);
  assert.equal(Number((await account(db, opened)).resolved), 1);
  await booksAgree(db);
});

test("a batch recorded by two dispatchers at the same instant is counted once", async () => {
  const send = await startedSend(db);
  const batch = await claim(db);
  assert.ok(batch);
  const record = () => recordHandoff(db, batch.batch, references(batch));
  const [one, two] = await waiting(db, `select from private.batches where id = ${batch.batch} for update`, [
    record,
    record,
  ]);
  assert.deepEqual([one.accepted, two.accepted].sort(), [0, references(batch).length]);
  assert.equal((await account(db, send)).handed, references(batch).length);
  await booksAgree(db);
});
