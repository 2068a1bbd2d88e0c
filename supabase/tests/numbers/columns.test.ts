import assert from "node:assert/strict";
import { test } from "node:test";
import {
  account,
  balance,
  booksAgree,
  clearStage,
  done,
  draftSend,
  type GoodLine,
  handOver,
  importing,
  report,
  sendInput,
  tick,
} from "../fixtures.ts";
import { fresh, overSend, refused } from "../sends/sends_fixtures.ts";
import { type Person, testDatabase } from "../test_database.ts";

/** SND-1, SND-5, TPL-3: which columns of a file fill the parameters, and whom an empty cell keeps out. */
const db = await testDatabase();

const bob = () => db.as("bob");
const MAPPED = { name: "姓名", order_no: "订单号" };

/** A file of these lines under these headings, as the import function leaves it; `bytes` above a million get a partition. */
async function file(headings: string[], rows: Record<string, string>[], bytes = 1000): Promise<string> {
  const id = await importing(db, 1);
  await db.sql`update public.number_files set bytes = ${bytes} where id = ${id}`;
  const numbers = fresh(rows.length);
  const good: GoodLine[] = rows.map((params, at) => ({ line: at + 2, phone: numbers[at] ?? "", params }));
  const gaps = headings.filter((heading) => rows.some((row) => !row[heading]));
  const columns = ["phone", ...headings];
  await db.sql.begin(async (step) => {
    const [next] = await step`select target from private.next_part(${id})`;
    await step`create temp table stage_good (line integer, phone text, params jsonb) on commit drop`;
    await step`create temp table stage_bad (line integer, value text, number text, reason text) on commit drop`;
    await step.unsafe(
      `insert into ${next?.target ?? "stage_good"} (line, phone, params) select * from jsonb_to_recordset($1) as x (line int, phone text, params jsonb)`,
      [step.json(good as never)] as never,
    );
    await step`select private.finish_part(${id}, 1, true, ',', ${columns}, 'phone', ${id}, ${next?.target ? good.length : null}, ${gaps})`;
    await step`select private.finish_file(${id})`;
  });
  return id;
}

const row = (n: number, more: object = {}) => ({
  name: `李${n}`,
  order_no: `YS${n}`,
  pickup_code: `6-${n}`,
  ...more,
});
const values = async (send: string) =>
  (await db.sql`select ordinal, params from public.deliveries where send_id = ${send} order by ordinal`).map(
    (one) => [one.ordinal, one.params],
  );

/** Approved and expanded. */
async function going(send: string): Promise<void> {
  await done(bob().rpc("submit_send", { send }));
  await done(db.as("carol").rpc("approve_send", { send }));
  for (let turn = 0; turn < 3; turn += 1) await tick(db);
}

test("an empty cell that the template does not use keeps nobody out, and nothing that it does not use is handed on", async () => {
  const remarks = [row(1, { remark: "老客户" }), row(2), row(3)] as Record<string, string>[];
  const id = await file(["name", "order_no", "pickup_code", "remark"], remarks);
  const send = await draftSend(db, { file: id });
  const card = await account(db, send);
  assert.deepEqual([card.accepted, card.invalid, card.left_out, card.left_out_lines], [3, 0, 0, []]);
  await going(send);
  assert.deepEqual(await values(send), [
    [1, row(1)],
    [2, row(2)],
    [3, row(3)],
  ]);
});

for (const [kind, bytes] of [
  ["a small", 1000],
  ["a large", 2_000_000],
] as const) {
  test(`who lacks a value that the template needs is left out of ${kind} file's send, counted and told with the line`, async () => {
    const before = await balance(db);
    const rows = [row(1), { ...row(2), name: "" }, row(3), { name: "李4" }, row(5)].map((one) =>
      Object.fromEntries(Object.entries(one).filter(([, value]) => value !== "")),
    );
    const send = await draftSend(db, {
      file: await file(["name", "order_no", "pickup_code"], rows, bytes),
      trial: true,
    });
    const card = await account(db, send);
    assert.deepEqual(
      [
        card.intended,
        card.accepted,
        card.invalid,
        card.left_out,
        card.left_out_lines,
        card.trial_size,
        card.cost.units,
      ],
      [5, 3, 2, 2, [3, 5], 2, 3],
    );
    await going(send);
    assert.deepEqual(
      await values(send),
      [row(1), row(3), row(5)].map((one, at) => [at + 1, one]),
    );
    const { intended, invalid, pending, state, units } = await account(db, send);
    assert.deepEqual([intended, invalid, pending, state, Number(units)], [5, 2, 3, "sending", 3]);
    assert.deepEqual((await balance(db))[1], (before[1] ?? 0) + 3);
    await report(db, await handOver(db), "delivered");
    await booksAgree(db);
  });
}

test("a file of which no number has the values is refused", async () => {
  const id = await file(["name", "order_no", "pickup_code"], [{ name: "李" }, { order_no: "YS" }]);
  const input = await sendInput(db, { file: id });
  const details = await refused(db, () => bob().rpc("create_send", { input }), "values_missing", 422);
  assert.equal(details.names, "name, order_no, pickup_code");
});

test("columns under other headings are offered in the refusal, and fill the parameters that the send names", async () => {
  const rows = [1, 2].map((n) => ({ 姓名: `李${n}`, 订单号: `YS${n}`, pickup_code: `6-${n}`, 身份证: "1" }));
  const id = await file(["姓名", "订单号", "pickup_code", "身份证"], rows);
  const input = await sendInput(db, { file: id });
  const details = await refused(db, () => bob().rpc("create_send", { input }), "parameters_missing", 422);
  assert.deepEqual([details.names, details.columns], ["name, order_no", "姓名, 订单号, pickup_code, 身份证"]);
  const columns = { ...MAPPED, pickup_code: "pickup_code" };
  const made = await done(bob().rpc("create_send", { input: { ...input, columns } }));
  assert.deepEqual(made.columns, MAPPED);
  await going(made.id);
  assert.deepEqual(await values(made.id), [
    [1, row(1)],
    [2, row(2)],
  ]);
});

test("a mapping that does not hold is refused with what is wrong and what there is", async () => {
  const id = await file(["姓名", "订单号", "pickup_code"], [{ 姓名: "李", 订单号: "YS", pickup_code: "6" }]);
  const input = await sendInput(db, { file: id });
  const wrong: [unknown, string][] = [
    [{ ...MAPPED, name: "名字" }, "name=名字"],
    [{ ...MAPPED, amount: "姓名" }, "amount=姓名"],
    [{ ...MAPPED, name: "phone" }, "name=phone"],
    [{ ...MAPPED, name: null }, "name="],
  ];
  for (const [columns, said] of wrong) {
    const create = () => bob().rpc("create_send", { input: { ...input, columns } as never });
    const details = await refused(db, create, "columns_invalid", 422);
    assert.deepEqual([details.wrong, details.columns], [said, "姓名, 订单号, pickup_code"]);
  }
  for (const columns of [[], "name", { name: { a: 1 } }])
    await refused(
      db,
      () => bob().rpc("create_send", { input: { ...input, columns } as never }),
      "input_invalid",
      422,
    );
});

test("the approval binds the columns: another one voids it", async () => {
  const id = await file(["姓名", "订单号", "pickup_code"], [{ 姓名: "李", 订单号: "YS", pickup_code: "6" }]);
  const send = await draftSend(db, { file: id, columns: MAPPED });
  await done(bob().rpc("submit_send", { send }));
  await db.sql`update public.sends set columns = ${db.sql.json({ ...MAPPED, name: "订单号" })} where id = ${send}`;
  assert.equal((await db.as("carol").rpc("approve_send", { send })).error?.code, "hash_changed");
});

test("links of a mapped send's audience have the same values, and nothing else of the file", async () => {
  const rows = [1, 2].map((n) => ({ 姓名: `李${n}`, 订单号: `YS${n}`, pickup_code: `6-${n}`, 身份证: "1" }));
  const id = await file(["姓名", "订单号", "pickup_code", "身份证"], rows);
  const send = await draftSend(db, { file: id, columns: MAPPED });
  const input = { kind: "personal", name: "短链", send_id: send, signatures: ["云杉商城"] };
  const task = await done(bob().rpc("create_resolve_task", { input }));
  await db.sql`select private.mint_slice(${task.id})`;
  const links = await db.sql`select params from public.links where task_id = ${task.id} order by ordinal`;
  assert.deepEqual(
    links.map(({ params }) => params),
    [row(1), row(2)],
  );
});

test("a resend of mapped columns, and an occurrence, go out with the same values", async () => {
  await clearStage(db);
  const rows = [1, 2].map((n) => ({ 姓名: `李${n}`, 订单号: `YS${n}`, pickup_code: `6-${n}` }));
  const mapped = await file(["姓名", "订单号", "pickup_code"], rows);
  const send = await overSend(db, { delivered: 1, failed: 1 }, { file: mapped, columns: MAPPED });
  const again = await done(bob().rpc("resend_send", { send }));
  await done(db.as("carol").rpc("approve_send", { send: again.id }));
  await tick(db);
  assert.deepEqual(await values(again.id), [[1, row(2)]]);
  const gap = await file(
    ["姓名", "order_no", "pickup_code"],
    [
      { 姓名: "李1", order_no: "YS1", pickup_code: "6-1" },
      { 姓名: "李2", pickup_code: "6" },
    ],
  );
  const plan = await draftSend(db, {
    file: gap,
    columns: { name: "姓名" },
    timing: "recurring",
    cron: "0 10 * * *",
  });
  await done(bob().rpc("submit_send", { send: plan }));
  await done(db.as("carol").rpc("approve_send", { send: plan }));
  await db.sql`update public.sends set next_at = now() where id = ${plan}`;
  await tick(db);
  const [made] = await db.sql`select id from public.sends where parent_id = ${plan}`;
  await tick(db);
  assert.deepEqual(await values(made?.id), [[1, row(1)]]);
  assert.equal((await account(db, made?.id)).invalid, 1);
});

const first = async (person: Person, send: string) => {
  const { data, error } = await db.as(person).rpc("first_message", { send });
  return error ? error.code : data;
};

for (const [kind, bytes] of [
  ["a small", 1000],
  ["a large", 2_000_000],
] as const) {
  test(`what the first number of ${kind} file's send gets is shown masked, and is what goes out`, async () => {
    const rows = [
      { 姓名: "", 订单号: "YS1", pickup_code: "6-1" },
      { 姓名: "李女士", 订单号: "2026-11 YS2", pickup_code: "7" },
      { 姓名: "王女士", 订单号: "13912345678", pickup_code: "6-3" },
    ].map((one) => Object.fromEntries(Object.entries(one).filter(([, value]) => value !== "")));
    const id = await file(["姓名", "订单号", "pickup_code"], rows, bytes);
    const send = await draftSend(db, { file: id, columns: MAPPED });
    const phones =
      (await db.sql`select line, private.mask(phone) as phone, phone as whole from public.numbers where file_id = ${id} order by line`) as unknown as {
        line: number;
        phone: string;
        whole: string;
      }[];
    const second = {
      phone: phones[1]?.phone,
      values: { name: "李**", order_no: "2***-** ***", pickup_code: "*" },
    };
    // The reader, as everybody else: the first line lacks its name.
    for (const person of ["dan", "bob", "alice"] as const)
      assert.deepEqual(await first(person, send), second, person);
    assert.equal(await first("mallory", send), "not_found");
    const [signature] =
      await db.sql`select g.name from public.sends s join public.sms_signatures g on g.id = s.sms_signature_id where s.id = ${send}`;
    await db.sql`insert into public.opt_outs (enterprise_id, signature, phone, reason)
      select s.enterprise_id, ${signature?.name}, ${phones[1]?.whole ?? ""}, 'asked' from public.sends s where s.id = ${send}`;
    const third = {
      phone: phones[2]?.phone,
      values: { name: "王**", order_no: "1**********", pickup_code: "6-*" },
    };
    assert.deepEqual(await first("dan", send), third, "the second has opted out");
    await going(send);
    assert.deepEqual(await first("dan", send), third, "of the messages the first that goes out");
    await db.sql`delete from public.opt_outs where phone = ${phones[1]?.whole ?? ""}`;
    assert.deepEqual(await first("dan", send), third, "what is made stays as it was made");
    await done(db.as("carol").rpc("pause_send", { send, reason: "enough" }));
    await done(db.as("carol").rpc("cancel_send", { send }));
    await tick(db); // what was not handed over is cancelled
    assert.equal(await first("dan", send), null, "nobody gets it");
  });
}

test("nothing is shown of a send's first number before its file is checked, nor to whoever may not read sends", async () => {
  const id = await file(["name", "order_no", "pickup_code"], [row(1)]);
  const send = await draftSend(db, { file: id });
  assert.equal((await first("dan", send)).values.name, "李*");
  await db.sql`update public.number_files set state = 'importing' where id = ${id}`;
  assert.equal(await first("dan", send), null);
  await db.sql`update public.number_files set state = 'ready' where id = ${id}`;
  const groups =
    await db.sql`delete from public.group_members gm using public.members m where m.id = gm.member_id and m.email = 'dan@demo.test' returning gm.*`;
  assert.equal(await first("dan", send), "not_found");
  for (const one of groups) await db.sql`insert into public.group_members ${db.sql(one as never)}`;
  assert.equal((await first("dan", send)).values.name, "李*");
  await assert.rejects(db.nobody.rows("select public.first_message($1)", [send]), { code: "42501" });
});
