import assert from "node:assert/strict";
import { test } from "node:test";
import {
  account,
  approvedSend,
  claim,
  clearStage,
  done,
  givePolicy,
  idOf,
  joins,
  laidOut,
  memberOf,
  openAllDay,
  phones,
  recordHandoff,
  references,
  report,
  startedSend,
  tick,
} from "../fixtures.ts";
import { type Person, testDatabase } from "../test_database.ts";
import { bigFile, noCaps, pass } from "./sends_fixtures.ts";

/** SND-3: the result of every message over all sends, by signature, template, number, result and time. */
const db = await testDatabase();
const [refuser = ""] = phones(1);
await noCaps(db);
await openAllDay(db);
/** A notice to six: three delivered, one failed, two without a receipt. */
const notice = await startedSend(db, { name: "通知" });
const batch = await claim(db);
const ids = references(batch);
await recordHandoff(db, batch?.batch ?? 0, ids);
await report(db, ids.slice(0, 3), "delivered");
await report(db, ids.slice(3, 4), "failed");
const listed = { signature: "云杉会员", phones: [refuser], proof: "工单 1" };
await done(db.as("bob").rpc("import_opt_outs", { input: listed, reason: "来电" }));
/** Marketing to four, handed over after it: one has opted out. */
const promotion = await startedSend(db, {
  name: "促销",
  count: 4,
  template: "开卡欢迎图文",
  sms: "会员福利",
});
assert.equal(await pass(db), 3);

type Line = { id: number; send_id: string; phone: string; state: string; sent_at: string };
type Answer = { from: string; to: string; rows: Line[]; more: boolean };
const ask = (input: object, person: Person = "dan") =>
  db.as(person).rpc("send_details", input as Record<string, unknown>);
const look = async (input: object = {}, person: Person = "dan"): Promise<Answer> =>
  done(ask({ most: 100, ...input }, person));
const states = ({ rows }: Answer) => rows.map(({ state }) => state).sort();
const sends = ({ rows }: Answer) => [...new Set(rows.map(({ send_id }) => send_id))].sort();
const ago = (hours: number) => new Date(Date.now() - hours * 3_600_000).toISOString();

/** Makes every hand-over of a send this many hours older. */
async function earlier(send: string, hours: number): Promise<void> {
  const by = `${hours} hours`;
  await db.sql`update public.sends set started_at = started_at - ${by}::interval,
    finished_at = finished_at - ${by}::interval where id = ${send}`;
  await db.sql`update private.batches set claimed_at = claimed_at - ${by}::interval, done_at = done_at - ${by}::interval where send_id = ${send}`;
  await db.sql`update public.deliveries set handed_at = handed_at - ${by}::interval, final_at = final_at - ${by}::interval where send_id = ${send}`;
}

test("dan, who may only read, sees the messages of the last day over all sends, the last batch first", async () => {
  const seen = await look();
  assert.equal(seen.more, false);
  assert.deepEqual(
    seen.rows.map(({ send_id }) => send_id),
    [...Array(4).fill(promotion), ...Array(6).fill(notice)],
  );
  const first = await account(db, promotion);
  const { phone, sent_at, id, final_at, ...line } = seen.rows[0] as Line & Record<string, unknown>;
  assert.deepEqual(line, {
    send_id: promotion,
    send_name: "促销",
    batch_no: first.batch_no,
    origin: "own",
    template_id: first.template_id,
    template_name: "开卡欢迎图文",
    signature: "云杉会员",
    state: "handed",
    code: null,
    code_said: null,
    vendor: null,
    network: "mobile",
    network_told: false,
  });
  assert.ok(Number(id) > 0 && Date.parse(sent_at) > 0 && final_at === null);
  assert.match(phone, /^\+86139\*{4}\d{4}$/);
});

test("what is exported are the same messages, masked, of at most a day; nobody else's", async () => {
  const functions = await db.signedIn("tidings_functions");
  const make = (who: Person, filters: object[] = []) => {
    const input = { name: "明细", source: "send_detail", format: "csv", locale: "zh-CN", filters };
    return db
      .as(who)
      .rpc("create_export", { input: { ...input, columns: ["id", "phone", "send_name", "sent_at"] } });
  };
  const rowsOf = async (who: Person, filters?: object[]) => {
    const { id } = await done(make(who, filters));
    const [slice] = await functions<{ rows: Line[] }[]>`select rows from private.next_export_slice()`;
    await db.sql`delete from public.exports where id = ${id}`;
    return slice?.rows ?? [];
  };
  const idsOf = (rows: readonly Line[]) => rows.map(({ id }) => Number(id)).sort((one, two) => one - two);
  const rows = await rowsOf("dan");
  assert.deepEqual(idsOf(rows), idsOf((await look()).rows));
  for (const { phone } of rows) assert.match(phone, /^\+86139\*{4}\d{4}$/);
  const failed = await rowsOf("dan", [{ column: "state", op: "is", value: "failed" }]);
  assert.deepEqual(idsOf(failed), idsOf((await look({ results: ["failed"] })).rows));
  assert.deepEqual(await rowsOf("dan", [{ column: "sent_at", op: "until", value: ago(25) }]), []);
  assert.deepEqual(await rowsOf("mallory"), []);
  const long = await make("dan", [{ column: "sent_at", op: "from", value: ago(25) }]);
  assert.equal(long.error?.code, "range_too_long");
  const never = await make("dan", [{ column: "sent_at", op: "from", value: "tomorrow" }]);
  assert.equal(never.error?.code, "input_invalid");
});

test("mallory sees nothing of it, also with the ids of it, and erin, who is nowhere, is refused", async () => {
  const [last] = (await look()).rows;
  const template = await idOf(db, "templates", "签收提醒");
  for (const input of [{}, { number: refuser }, { template }, { signature: "云杉商城" }, { after: last?.id }])
    assert.deepEqual((await look(input, "mallory")).rows, [], JSON.stringify(input));
  const { error, status } = await ask({}, "erin");
  assert.deepEqual([error?.code, status], ["no_enterprise", 403]);
});

test("a member who may not list sends is refused", async () => {
  await joins(db, "erin", ["Readers"]);
  assert.equal((await look({}, "erin")).rows.length, 10);
  const Statement = [
    { Effect: "Deny", Action: ["KooMessage:sendTask:list", "KooMessageBasic:sendTask:list"] },
  ];
  await givePolicy(db, "无发送", [await memberOf(db, "erin")], Statement);
  const { error, status } = await ask({}, "erin");
  assert.deepEqual([error?.code, status], ["forbidden", 403]);
});

test("by signature, by template and by result; what is nobody's finds nothing", async () => {
  const template = await idOf(db, "templates", "开卡欢迎图文");
  assert.deepEqual(sends(await look({ signature: "云杉商城" })), [notice]);
  assert.deepEqual(sends(await look({ template })), [promotion]);
  assert.deepEqual(states(await look({ results: ["delivered"] })), Array(3).fill("delivered"));
  assert.deepEqual(states(await look({ results: ["failed"], signature: "云杉商城" })), ["failed"]);
  assert.deepEqual(states(await look({ results: ["failed"], template })), []);
  assert.deepEqual([...new Set(states(await look({ results: ["delivered", "failed"] })))].sort(), [
    "delivered",
    "failed",
  ]);
  assert.deepEqual((await look({ results: [] })).rows, (await look({})).rows);
  assert.deepEqual(states(await look({ signature: "云杉" })), []);
});

test("by number: the whole of it, in every send that had it, and whoever was passed by among them", async () => {
  const found = await look({ number: refuser });
  assert.deepEqual(
    found.rows.map(({ send_id, state }) => [send_id, state]),
    [
      [promotion, "opted_out"],
      [notice, "delivered"],
    ],
  );
  assert.deepEqual((await look({ number: `${refuser.slice(3, 6)} ${refuser.slice(6)}` })).rows, found.rows);
  const { error } = await db.as("dan").rpc("send_details", { number: refuser.slice(0, -1) });
  assert.equal(error?.code, "invalid_number", "a part of a number is none");
  assert.deepEqual(
    (await look({ number: phones(6)[5] })).rows.map(({ send_id }) => send_id),
    [notice],
  );
});

test("more than 24 hours is refused, also without an end, and what ends before it begins; 24 hours are not", async () => {
  const to = ago(0);
  for (const [sent_from, sent_to] of [
    [ago(24.001), to],
    [ago(24.001), null],
  ]) {
    const { error, status, audit } = await db.as("dan").rehearse("send_details", { sent_from, sent_to });
    assert.deepEqual([error?.code, status], ["range_too_long", 422], `${sent_from} ${sent_to}`);
    assert.deepEqual(JSON.parse(error?.details ?? "{}"), { hours: 24 });
    assert.deepEqual(audit, [], "reading leaves no line");
  }
  const always = "select public.send_details('-infinity', 'infinity')";
  await assert.rejects(db.as("dan").rows(always), { code: "PGRST", message: /input_invalid/ });
  const backwards = await ask({ sent_from: to, sent_to: ago(1) });
  assert.equal(backwards.error?.code, "input_invalid");
  const day = new Date(Date.parse(to) - 86_400_000).toISOString();
  assert.equal((await look({ sent_from: day, sent_to: to })).rows.length, 10);
});

test("by time of the hand-off: the last hour, an hour long ago, and nothing outside of it", async () => {
  await earlier(notice, 30);
  assert.deepEqual(sends(await look()), [promotion]);
  assert.deepEqual(sends(await look({ sent_from: ago(1) })), [promotion]);
  const then = await look({ sent_from: ago(31), sent_to: ago(29) });
  assert.deepEqual([sends(then), then.rows.length], [[notice], 6]);
  assert.deepEqual((await look({ sent_from: ago(29), sent_to: ago(28) })).rows, []);
  await earlier(notice, -30);
  const [{ sent_at = "" } = {}] = (await look({ results: ["failed"] })).rows;
  const next = new Date(Date.parse(sent_at) + 1).toISOString();
  assert.equal((await look({ sent_from: sent_at, sent_to: next, results: ["failed"] })).rows.length, 1);
  assert.equal((await look({ sent_from: ago(1), sent_to: sent_at, results: ["failed"] })).rows.length, 0);
});

test("what was claimed long ago and is handed over only now, was sent now", async () => {
  await clearStage(db);
  const send = await startedSend(db, { count: 2, file: await bigFile(db, 2, 500) });
  const batch = await claim(db);
  await db.sql`update private.batches set claimed_at = claimed_at - interval '40 hours' where id = ${batch?.batch ?? 0}`;
  assert.ok(!sends(await look()).includes(send), "nobody knows yet whether it was sent");
  await recordHandoff(db, batch?.batch ?? 0, references(batch));
  assert.ok(sends(await look({ sent_from: ago(1) })).includes(send));
  assert.deepEqual((await look({ sent_from: ago(41), sent_to: ago(39) })).rows, []);
  await clearStage(db);
});

test("what had no turn yet, and what was cancelled before it, was not sent and does not stand here", async () => {
  const send = await startedSend(db, { trial: true, trial_size: 2 });
  await pass(db);
  assert.equal((await look()).rows.filter(({ send_id }) => send_id === send).length, 2);
  await done(db.as("bob").rpc("cancel_send", { send }));
  await tick(db);
  assert.equal((await look()).rows.filter(({ send_id }) => send_id === send).length, 2);
  assert.deepEqual((await look({ results: ["cancelled"] })).rows, []);
  assert.deepEqual((await look({ results: ["pending"] })).rows, []);
});

test("page after page, nobody stands twice and nobody is missing, while two sends go on side by side", async () => {
  await clearStage(db);
  await db.sql`update public.channels set batch_size = 3`;
  for (const from of [700, 800]) await approvedSend(db, { file: await bigFile(db, 20, from) });
  for (let turn = 0; turn < 3; turn += 1) await tick(db);
  for (let turn = 0; turn < 8; turn += 1) assert.equal(await pass(db), 3);
  const all = (await look()).rows.map(({ id }) => id);
  assert.equal(new Set(all).size, all.length);
  const paged: number[] = [];
  let page = await look({ most: 5 });
  for (;;) {
    paged.push(...page.rows.map(({ id }) => id));
    if (!page.more) break;
    assert.equal(page.rows.length, 5);
    if (paged.length === 10) assert.equal(await pass(db), 3);
    const { from: sent_from, to: sent_to } = page;
    page = await look({ most: 5, after: paged.at(-1), sent_from, sent_to });
  }
  assert.deepEqual(paged, all);
  assert.deepEqual(
    all.length,
    (await db.sql`select 1 from public.deliveries where state not in ('pending', 'cancelled')`).length - 3,
  );
  await clearStage(db);
  await db.sql`update public.channels set batch_size = 1000`;
});

test("a large send, whose partition is its own, stands beside small ones; a number in it is found between dirty lines", async () => {
  const file = await bigFile(db, 20_500, 10_000);
  // Line numbers as an import leaves them when lines at the beginning, in the middle and before the end were rejected.
  await db.sql`update public.numbers set line = -line - 7 - case when line > 9000 then 2 else 0 end - case when line > 20000 then 40 else 0 end
    where file_id = ${file}`;
  await db.sql`update public.numbers set line = -line where file_id = ${file}`;
  const send = await approvedSend(db, { file });
  await laidOut(db, send);
  while ((await pass(db)) > 0);
  for (const ordinal of [1, 8_999, 9_000, 19_999, 20_000, 20_500]) {
    const number = `+86139${10_000_000 + 10_000 + ordinal - 1}`;
    const { rows } = await look({ number });
    assert.deepEqual(sends({ rows } as Answer), [send], number);
    const [row] =
      await db.sql`select ordinal, phone from public.deliveries where id = ${String(rows[0]?.id)}`;
    assert.deepEqual([row?.ordinal, row?.phone], [ordinal, number]);
  }
  const { rows, more } = await look();
  assert.deepEqual([rows.length, more], [100, true]);
  assert.deepEqual(states(await look({ results: ["failed"] })), ["failed"]);
  const [plan] =
    await db.sql`select count(*)::int as n from private.ordinals_of(${file}, 20500, '+8613900000000')`;
  assert.equal(plan?.n, 0);
});
