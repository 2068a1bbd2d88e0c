import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";
import {
  account,
  balance,
  booksAgree,
  claim,
  clearStage,
  done,
  draftSend,
  idOf,
  imported,
  recordHandoff,
  references,
  report,
  type SendWishes,
  tick,
  waitingSend,
  yunshan,
} from "../fixtures.ts";
import { bigFile, fresh, noCaps } from "../sends/sends_fixtures.ts";
import { testDatabase } from "../test_database.ts";
import { laidText } from "./sms_fixtures.ts";

/** OPT-1: how many of an audience have opted out is told before anybody decides, and neither cost nor rules nor reservations count them. */
const db = await testDatabase({ last: booksAgree });
await noCaps(db);
beforeEach(() => clearStage(db));

const list = (phones: readonly string[], signature = "云杉商城") =>
  done(db.as("bob").rpc("import_opt_outs", { input: { signature, phones }, reason: "客服登记" }));
const approve = (send: string) => done(db.as("carol").rpc("approve_send", { send }));
const audience = async (wishes: SendWishes = {}, opted = 2) => {
  const numbers = fresh(6);
  await list(numbers.slice(0, opted));
  return { numbers, file: await imported(db, numbers), ...wishes };
};
const counts = async (send: string) => {
  const { opt_outs, goes_to, audience: told, units, cost } = await account(db, send);
  return { opt_outs, goes_to, audience: Number(told), units: Number(units), cost: cost?.units };
};

test("a draft says how many have opted out of its signature, and its cost has them not", async () => {
  const { file, numbers } = await audience();
  await list(numbers.slice(3, 4), "云杉会员");
  const send = await draftSend(db, { file });
  assert.deepEqual(await counts(send), { opt_outs: 2, goes_to: 4, audience: 0, units: 0, cost: 4 });
  await list(numbers.slice(2, 3));
  await done(db.as("bob").rpc("submit_send", { send }));
  assert.deepEqual(await counts(send), { opt_outs: 3, goes_to: 3, audience: 3, units: 3, cost: 3 });
  const { accepted, intended } = await account(db, send);
  assert.deepEqual([accepted, intended], [6, 6], "each number is accounted for all the same");
});

test("a rule by audience asks about those whom a send goes to", async () => {
  const rule = await done(
    db
      .as("alice")
      .rpc("create_approval_rule", { input: { name: "多于四个", min_audience: 5, approvers: 2 } }),
  );
  const asked = async (opted: number) => {
    const { file } = await audience({}, opted);
    return (await account(db, await waitingSend(db, { file }))).approvals.map(
      (each: { rule: string | null }) => each.rule,
    );
  };
  assert.deepEqual([await asked(2), await asked(1)], [[null], ["多于四个"]]);
  await done(db.as("alice").rpc("delete_approval_rule", { approval_rule: rule.id }));
});

test("an approval reserves no unit for them, and laying them out gives none back", async () => {
  const [free = 0, held = 0] = await balance(db);
  const { file } = await audience();
  const send = await waitingSend(db, { file });
  await approve(send);
  assert.deepEqual((await balance(db)).slice(0, 2), [free - 4, held + 4]);
  await tick(db);
  await tick(db);
  const { opted_out, pending } = await account(db, send);
  assert.deepEqual([opted_out, pending], [2, 4]);
  assert.deepEqual((await balance(db)).slice(0, 2), [free - 4, held + 4]);
  const batch = await claim(db);
  await recordHandoff(db, batch?.batch ?? 0, references(batch));
  await report(db, references(batch), "delivered");
  await booksAgree(db);
});

test("who opts out between the approval and the hand-over gives the unit back; who came back has one", async () => {
  const [free = 0, held = 0] = await balance(db);
  const { file, numbers } = await audience();
  const send = await waitingSend(db, { file });
  await approve(send);
  await list(numbers.slice(2, 3));
  await tick(db);
  assert.deepEqual((await balance(db)).slice(0, 2), [free - 3, held + 3]);
  const [row] = await db.sql`select forgone from private.send_progress where send_id = ${send}`;
  assert.equal(row?.forgone, 0);
  await done(db.as("bob").rpc("cancel_send", { send }));
  assert.deepEqual((await balance(db)).slice(0, 2), [free, held]);

  const back = await audience();
  const other = await waitingSend(db, { file: back.file });
  await approve(other);
  const [gone] = await db.sql`select id::text from public.opt_outs where phone = ${back.numbers[0] ?? ""}`;
  await done(db.as("alice").rpc("remove_opt_out", { opt_out: gone?.id, reason: "来信" }));
  await tick(db);
  assert.deepEqual((await balance(db)).slice(0, 2), [free - 5, held + 5]);
  const { opted_out, pending } = await account(db, other);
  assert.deepEqual([opted_out, pending], [1, 5]);
});

test("cancelled while numbers are still to be laid out, a send keeps the units of those on their way", async () => {
  const [free = 0, held = 0] = await balance(db);
  const file = await bigFile(db, 100, 700_000);
  const last =
    await db.sql`select phone from public.numbers where file_id = ${file} order by line desc limit 10`;
  await list(last.map(({ phone }) => phone));
  const send = await waitingSend(db, { file });
  await approve(send);
  await db.sql`select private.expand_slice(${send}, 50)`;
  await db.sql`select private.transition('send', ${send}, 'start')`;
  const batch = await claim(db);
  assert.equal(batch?.ids.length, 50);
  await recordHandoff(db, batch?.batch ?? 0, references(batch));
  await done(db.as("bob").rpc("cancel_send", { send }));
  assert.deepEqual((await balance(db)).slice(0, 2), [free - 50, held + 50]);
});

test("a send whose numbers have all opted out reserves nothing, and is over with all of them accounted for", async () => {
  const [free = 0, held = 0] = await balance(db);
  const { file } = await audience({}, 6);
  const send = await waitingSend(db, { file });
  assert.deepEqual(await counts(send), { opt_outs: 6, goes_to: 0, audience: 0, units: 0, cost: 0 });
  await approve(send);
  for (let turn = 0; turn < 3; turn += 1) await tick(db);
  assert.equal((await claim(db))?.ids.length, 0);
  await tick(db);
  const { state, opted_out } = await account(db, send);
  assert.deepEqual([state, opted_out], ["done", 6]);
  assert.deepEqual((await balance(db)).slice(0, 2), [free, held]);
});

test("an occurrence counts them anew at its time", async () => {
  const [free = 0, held = 0] = await balance(db);
  const { file, numbers } = await audience();
  const plan = await waitingSend(db, { file, timing: "recurring", cron: "17 * * * *" });
  await approve(plan);
  await list(numbers.slice(2, 4));
  await db.sql`update public.sends set next_at = now() - interval '1 second' where id = ${plan}`;
  await tick(db);
  const [made] = await db.sql`select opt_outs, units::int from public.sends where parent_id = ${plan}`;
  assert.deepEqual({ ...made }, { opt_outs: 4, units: 2 });
  assert.deepEqual((await balance(db)).slice(0, 2), [free - 2, held + 2]);
});

test("the segments of a text with variables are counted without theirs", async () => {
  const long = "好".repeat(20);
  const text = await laidText(db, {
    name: "长短",
    content: `您好\${name}${"到".repeat(45)}`,
    variables: [{ name: "name", kind: "text", example: "张女士" }],
  });
  const numbers = fresh(3);
  const home = await yunshan(db);
  const [made] =
    await db.sql`insert into public.number_files (enterprise_id, name, state, columns, phone_column, parts, lines, accepted, content_hash)
    values (${home}, '长短.csv', 'ready', ${["phone", "name"]}, 'phone', 0, 3, 3, ${`long ${numbers[0]}`}) returning id`;
  for (const [n, phone] of numbers.entries())
    await db.sql`insert into public.numbers (file_id, enterprise_id, line, phone, params) values (${made?.id}, ${home}, ${n + 2}, ${phone}, ${db.sql.json({ name: n === 0 ? long : "张" })})`;
  const input = {
    name: "长短",
    sms_template_id: text,
    number_file_id: made?.id,
    channel_id: (await db.sql`select id from public.channels where enterprise_id = ${home} limit 1`)[0]?.id,
  };
  const before = await done(db.as("bob").rpc("create_send", { input }));
  assert.equal(before.cost.segments, 4);
  await list(numbers.slice(0, 1));
  const after = await done(db.as("bob").rpc("create_send", { input }));
  assert.deepEqual([after.opt_outs, after.cost.segments], [1, 2]);
});

test("a file says at its import how many of its numbers have opted out, of which signature", async () => {
  const numbers = fresh(5);
  await list(numbers.slice(0, 3));
  await list(numbers.slice(2, 4), "云杉会员");
  const of = async (file: string) =>
    (await db.sql`select opt_outs from public.number_files where id = ${file}`)[0]?.opt_outs;
  assert.deepEqual(await of(await imported(db, numbers)), { 云杉商城: 3, 云杉会员: 2 });
  assert.deepEqual(await of(await imported(db, fresh(2))), {});
  const typed = await done(db.as("bob").rpc("type_numbers", { input: { phones: numbers.slice(0, 2) } }));
  assert.deepEqual(typed.opt_outs, { 云杉商城: 2 });
  assert.ok(await idOf(db, "sms_signatures", "云杉会员"));
});
