import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";
import {
  account,
  approvedSend,
  clearStage,
  done,
  idOf,
  imported,
  importing,
  phones,
  startedSend,
  tick,
} from "../fixtures.ts";
import { testDatabase } from "../test_database.ts";
import { oneAfterTheOther } from "../together.ts";

/** CRN-1: each job runs once however many bots there are, and a clock tick returns what is left to do. */
const db = await testDatabase();
beforeEach(() => clearStage(db));

const bot = () => db.as("bot");
const claimJob = (job: string, seconds = 30) => bot().rpc("claim_job", { job, seconds });

test("of two bots that claim a job at the same instant, new or known, one runs it", async () => {
  for (const round of ["new", "known"]) {
    const [first, second] = await oneAfterTheOther(
      db,
      bot().open("claim_job", { job: "dispatch", seconds: 30 }),
      () => claimJob("dispatch"),
    );
    assert.deepEqual([first.data, second.data], [true, false], round);
    await done(bot().rpc("finish_job", { job: "dispatch" }));
  }
});

test("a job is free again when it is finished, or when its bot died and the lease ran out", async () => {
  assert.equal((await claimJob("digest")).data, true);
  assert.equal((await claimJob("digest")).data, false);
  assert.equal((await claimJob("another")).data, true, "another job is another");
  await done(bot().rpc("finish_job", { job: "digest", error: "e".repeat(600) }));
  const [row] = await db.sql`select last_error, finished_at from private.jobs where job = 'digest'`;
  assert.equal(row?.last_error.length, 500);
  assert.ok(row?.finished_at);
  assert.equal((await claimJob("digest")).data, true);
  await db.sql`update private.jobs set lease_until = now() - interval '1 second'`;
  assert.equal((await claimJob("digest")).data, true);
});

test("the clock is turned by the bot alone", async () => {
  for (const verb of ["clock_tick", "clock_sweep"]) {
    for (const who of ["alice", "mallory", "erin"] as const) {
      const { error, status } = await db.as(who).rpc(verb);
      assert.deepEqual([error?.code, status], ["bot_only", 403]);
    }
  }
});

test("a turn with nothing to do says so", async () => {
  await tick(db);
  const { dispatch, templates, callbacks, imports, exports, files, mails, ...counts } = await tick(db);
  assert.deepEqual(
    [dispatch, templates, callbacks, imports, exports, files, mails],
    [false, false, false, [], false, false, false],
  );
  assert.deepEqual([...new Set(Object.values(counts))], [0]);
});

test("number files are imported one of an enterprise in turn, the one first that waited longest", async () => {
  const mine = [await importing(db, 1), await importing(db, 1), await importing(db, 1)];
  const [theirs] = await db.sql`
    insert into public.number_files (enterprise_id, name, bytes, parts, state)
    select id, '别家.csv', 10, 1, 'importing' from public.enterprises where name <> '云杉商城' order by name limit 1 returning id`;
  const due = async () => (await tick(db)).imports as string[];
  assert.deepEqual(await due(), [mine[0], theirs?.id]);
  await db.sql`select private.try_part(${mine[0] ?? null}, 1), private.try_part(${theirs?.id}, 1)`;
  assert.deepEqual(await due(), [mine[1]], "what was tried just now rests, and nobody waits for it");
  await db.sql`update private.import_tries set again_at = tried_at`;
  assert.deepEqual(await due(), [mine[1], theirs?.id]);
  await db.sql`update public.number_files set state = 'failed' where state = 'importing'`;
});

test("a turn says what waits: files to import, versions for the vendors, batches to hand over", async () => {
  const file = await importing(db, 1);
  assert.deepEqual((await tick(db)).imports, [file]);
  await db.sql`select private.fail_import(${file}, 'file_empty')`;
  await done(db.as("carol").rpc("approve_template", { template: await idOf(db, "templates", "会员日图文") }));
  assert.equal((await tick(db)).templates, true);
  await db.sql`select private.claim_vendor_handoffs(20)`;
  assert.equal((await tick(db)).templates, false, "leased");
  await startedSend(db);
  assert.equal((await tick(db)).dispatch, true);
  await db.sql`select private.claim_batch()`;
  assert.equal((await tick(db)).dispatch, false);
  await db.sql`update private.batches set lease_until = now() - interval '1 second' where done_at is null`;
  assert.equal((await tick(db)).dispatch, true);
});

test("a file is expanded in slices: each number once, in the order of the file, from where the last slice ended", async () => {
  const numbers = phones(10).toReversed();
  const send = await approvedSend(db, { file: await imported(db, numbers) });
  const slice = async (most: number) =>
    (await db.sql`select made from private.expand_slice(${send}, ${most})`)[0]?.made;
  assert.deepEqual([await slice(4), await slice(4)], [4, 4]);
  const killed = db.sql.begin(async (step) => {
    await step`select private.expand_slice(${send}, 4)`;
    throw new Error("killed");
  });
  await assert.rejects(killed, { message: "killed" });
  assert.deepEqual([await slice(4), await slice(4)], [2, 0]);
  const rows = await db.sql`select phone, ordinal from public.deliveries where send_id = ${send} order by id`;
  assert.deepEqual(
    rows.map(({ phone }) => phone),
    numbers,
  );
  assert.deepEqual(
    rows.map(({ ordinal }) => ordinal),
    numbers.map((_, index) => index + 1),
  );
  assert.equal((await account(db, send)).state, "ready");
});

test("two bots that turn the clock at the same instant expand a send once", async () => {
  const send = await approvedSend(db);
  const turns = await Promise.all([tick(db), tick(db), tick(db)]);
  assert.equal(
    turns.reduce((sum, turn) => sum + (turn?.expanded ?? 0), 0),
    6,
  );
  const [row] = await db.sql`select count(*)::int as n from public.deliveries where send_id = ${send}`;
  assert.equal(row?.n, 6);
});

test("the segments of a text count the signature, its brackets and the link", async () => {
  const parts = async (content: string) => {
    await db.sql`update public.sms_template_versions v set content = ${content} from public.sms_templates m where m.id = v.sms_template_id and m.name = '订单通知'`;
    const send = await startedSend(db, { count: 1 });
    const [row] = await db.sql`select segments from public.deliveries where send_id = ${send}`;
    return row?.segments;
  };
  // 【云杉商城】 is 6, http://l.test/l/12345678 is 24, its two spaces 2: 38 more fill one message of 70.
  assert.equal(await parts(`{link}${"字".repeat(38)}`), 1);
  assert.equal(await parts(`{link}${"字".repeat(39)}`), 2);
  assert.equal(await parts(`{link}${"字".repeat(102)}`), 2, "134");
  assert.equal(await parts(`{link}${"字".repeat(103)}`), 3, "135");
});

test("a sweep deletes what has served its moment, and nothing that is still good", async () => {
  await done(db.as("alice").rpc("begin_link"));
  await done(bot().rpc("mint_tokens", { tokens: [{ command: "show", input: {} }] }));
  await done(bot().rpc("clock_sweep"));
  const counts = async () =>
    (
      await db.sql`select (select count(*)::int from private.link_codes) as codes, (select count(*)::int from private.tokens) as tokens`
    )[0];
  assert.deepEqual(await counts(), { codes: 1, tokens: 1 });
  await db.sql`update private.link_codes set expires_at = now() - interval '25 hours'`;
  await db.sql`update private.tokens set expires_at = now() - interval '25 hours'`;
  await done(bot().rpc("clock_sweep"));
  assert.deepEqual(await counts(), { codes: 0, tokens: 0 });
});
