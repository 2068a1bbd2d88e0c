import assert from "node:assert/strict";
import { test } from "node:test";
import { conditionWords } from "../../../shared/src/approval-rules/approval_rule.ts";
import { ColumnSummary } from "../../../shared/src/numbers/column_values.ts";
import {
  account,
  booksAgree,
  claim,
  done,
  type GoodLine,
  handOver,
  idOf,
  importing,
  refusal,
  report,
  sendInput,
  tick,
  yunshan,
} from "../fixtures.ts";
import { laidText } from "../sms/sms_fixtures.ts";
import { testDatabase } from "../test_database.ts";
import { fresh, group, refused } from "./sends_fixtures.ts";

/** SND-1, CHL-1, PKG-2: texts without a card. They are priced by segments, take no units, and pass every brake. */
const db = await testDatabase();
const bob = () => db.as("bob");

/** An approved SMS template for texts alone. */
const textTemplate = (name: string, content: string, variables: object[] = []): Promise<string> =>
  laidText(db, { name, content, variables });

/** A file of these values, as the import leaves it. */
async function file(rows: Record<string, string>[]): Promise<string> {
  const id = await importing(db, 1);
  const numbers = fresh(rows.length);
  const good: GoodLine[] = rows.map((params, at) => ({ line: at + 2, phone: numbers[at] ?? "", params }));
  const headings = [...new Set(rows.flatMap((row) => Object.keys(row)))];
  const gaps = headings.filter((heading) => rows.some((row) => !row[heading]));
  await db.sql.begin(async (step) => {
    await step`select target from private.next_part(${id})`;
    await step`create temp table stage_good (line integer, phone text, params jsonb) on commit drop`;
    await step`create temp table stage_bad (line integer, value text, number text, reason text) on commit drop`;
    await step`insert into stage_good (line, phone, params) select * from jsonb_to_recordset(${step.json(good as never)}) as x (line int, phone text, params jsonb)`;
    await step`select private.finish_part(${id}, 1, true, ',', ${["phone", ...headings]}, 'phone', ${id}, null, ${gaps})`;
    await step`select private.finish_file(${id})`;
  });
  return id;
}

const input = async (sms: string, wishes: Record<string, unknown> = {}) => {
  const {
    template_id: _,
    domain_id: __,
    validity_days: ___,
    ...rest
  } = await sendInput(db, {
    file: await file([
      { name: "李先生", code: "A-1" },
      { name: "张女士", code: "B-2" },
    ]),
  });
  return { ...rest, sms_template_id: sms, ...wishes };
};
const VARIABLES = [
  { name: "name", kind: "text", example: "李先生" },
  { name: "code", kind: "characters", example: "A-1" },
];
const plain = await textTemplate("门店通知", "门店今日十点开门，欢迎光临。");
const filled = await textTemplate("取件通知", "\u0024{name}，您的包裹已到，取件码 \u0024{code}。", VARIABLES);

test("a text goes out without a template, a domain or a unit, to its receipts, and the books agree", async () => {
  const before =
    await db.sql`select sum(balance) as n from public.quota_accounts where account = 'available'`;
  const made = await done(bob().rpc("create_send", { input: await input(filled) }));
  assert.deepEqual(
    [made.kind, made.template_id, made.domain_id, made.version_id],
    ["text", null, null, null],
  );
  const waiting = await done(bob().rpc("submit_send", { send: made.id }));
  assert.deepEqual([waiting.audience, waiting.units, Number(waiting.cost_fen)].map(Number), [
    2,
    0,
    Number(waiting.cost.segments_fen),
  ]);
  assert.deepEqual([waiting.cost.units, waiting.cost.segments, waiting.cost.allowed], [0, 2, true]);
  await done(db.as("carol").rpc("approve_send", { send: made.id }));
  for (let turn = 0; turn < 3; turn += 1) await tick(db);
  const batch = (await claim(db)) as unknown as Record<string, unknown>;
  assert.deepEqual(
    [batch.kind, batch.template, batch.link_base, batch.text],
    ["text", null, null, "\u0024{name}，您的包裹已到，取件码 \u0024{code}。"],
  );
  const rows = await db.sql`select params from public.deliveries where send_id = ${made.id} order by id`;
  assert.deepEqual(
    rows.map((row) => row.params),
    [
      { name: "李先生", code: "A-1" },
      { name: "张女士", code: "B-2" },
    ],
  );
  await db.sql`update private.batches set lease_until = now() - interval '1 second' where done_at is null`;
  const ids = await handOver(db);
  await report(db, ids.slice(0, 1), "delivered");
  await report(db, ids.slice(1), "failed");
  await tick(db);
  const over = await account(db, made.id);
  assert.deepEqual([over.state, over.delivered, over.failed, Number(over.resolved)], ["done", 1, 1, 0]);
  assert.deepEqual(
    [over.charged.units, over.charged.segments, over.charged.open, Number(over.segments_handed)],
    [0, 2, 0, 2],
  );
  const after = await db.sql`select sum(balance) as n from public.quota_accounts where account = 'available'`;
  assert.deepEqual([...after], [...before]);
  await booksAgree(db);
  const [line] = await db.as("dan").rows(`select * from public.send_report where send_id = '${made.id}'`);
  assert.deepEqual(
    [line?.template_name, line?.submission_count, line?.delivered, line?.resolutions].map(String),
    ["null", "2", "1", "0"],
  );
  const days = await db.as("dan").rows("select * from public.template_report where template_id is null");
  assert.deepEqual(
    days.map(({ minted, submission_count }) => [minted, submission_count].map(Number)),
    [[0, 2]],
  );
});

test("texts of different lengths are counted one by one: forecast, deliveries and what was handed over agree", async () => {
  const sms = await textTemplate("长短", `\${name}${"好".repeat(58)}`, [VARIABLES[0] as object]);
  const long = "长".repeat(20);
  const send = (
    await done(
      bob().rpc("create_send", {
        input: await input(sms, {
          number_file_id: await file([{ name: "李" }, { name: long }, { name: `${"🌲".repeat(9)}` }]),
        }),
      }),
    )
  ).id;
  // 【云杉商城】 is 6 and the text 58: 65, 84 and 82 units.
  const card = await account(db, send);
  assert.deepEqual([card.segments, card.segments_in_all, card.cost.segments].map(Number), [2, 5, 5]);
  await done(bob().rpc("submit_send", { send }));
  await done(db.as("carol").rpc("approve_send", { send }));
  for (let turn = 0; turn < 3; turn += 1) await tick(db);
  const rows = await db.sql`select segments from public.deliveries where send_id = ${send} order by id`;
  assert.deepEqual(
    rows.map((row) => row.segments),
    [1, 2, 2],
  );
  assert.equal(Number((await account(db, send)).segments_handed), 0);
  await handOver(db);
  const gone = await account(db, send);
  assert.deepEqual([Number(gone.segments_handed), gone.charged.segments], [5, 5]);
});

test("what the import knows of the columns spares the numbers a look, and says the same", async () => {
  const rows = [
    ...[{ name: "李" }, { name: "长".repeat(20) }, { name: "🌲".repeat(9) }, { name: "www.x.test" }],
    { name: "李【银行】" },
  ];
  const known = (of: typeof rows) => {
    const summary = new ColumnSummary();
    for (const { name } of of) summary.take(name);
    return { name: summary.values };
  };
  const sms = await textTemplate("已知列", `\u0024{name}${"好".repeat(58)}`, [VARIABLES[0] as object]);
  for (const some of [rows, rows.slice(1, 3), rows.slice(0, 1), rows.slice(2)]) {
    const [plainly, knowingly] = [await file(some), await file(some)];
    await db.sql`update public.number_files set column_values = ${db.sql.json(known(some) as never)} where id = ${knowingly}`;
    const figures = async (number_file_id: string) => {
      const { id } = await done(bob().rpc("create_send", { input: await input(sms, { number_file_id }) }));
      const card = await account(db, id);
      return [card.left_out_lines, card.cost.segments, card.segments];
    };
    assert.deepEqual(await figures(knowingly), await figures(plainly));
  }
  const two = known(rows.slice(1));
  const [merged] =
    await db.sql`select private.merged_values(${db.sql.json(known(rows.slice(0, 1)) as never)}, ${db.sql.json(two as never)}) as of`;
  assert.deepEqual(merged?.of.name.unfit.sort(), [...(two.name?.unfit ?? [])].sort());
  assert.deepEqual(
    [merged?.of.name.shortest, merged?.of.name.longest, merged?.of.name.astral],
    [1, 20, true],
  );
});

test("a number whose value is not of its variable's kind gets nothing, and its line is named", async () => {
  const rows = [
    { name: "李", code: "A-1" },
    { name: "张", code: "有汉字" },
    { name: "http://x.test", code: "A-2" },
    { name: "长".repeat(21), code: "A-3" },
    { name: "王", code: "" },
    { name: "【银行】", code: "A-5" },
    { name: "{link}", code: "A-6" },
  ];
  const made = await done(
    bob().rpc("create_send", { input: await input(filled, { number_file_id: await file(rows) }) }),
  );
  assert.deepEqual([made.left_out, made.left_out_lines, made.invalid], [6, [3, 4, 5, 6, 7, 8], 6]);
  const none = await input(filled, { number_file_id: await file(rows.slice(1, 3)) });
  const details = await refused(db, () => bob().rpc("create_send", { input: none }), "values_unfit", 422);
  assert.equal(details.names, "code, name");
});

test("cards and texts have SMS templates of their own, and a text has no domain", async () => {
  const card = await idOf(db, "sms_templates", "订单通知");
  assert.equal(await refusal(bob().rpc("create_send", { input: await input(card) })), "sms_template_of_card");
  const withCard = await input(plain, { template_id: (await sendInput(db)).template_id });
  assert.equal(await refusal(bob().rpc("create_send", { input: withCard })), "sms_template_without_link");
  const [domain] =
    await db.sql`select id from public.domains where is_default and enterprise_id = ${await yunshan(db)}`;
  const withDomain = await input(plain, { domain_id: domain?.id });
  assert.equal(await refusal(bob().rpc("create_send", { input: withDomain })), "input_invalid");
  const missing = await input(filled, { number_file_id: await file([{ name: "李" }]) });
  assert.equal(await refusal(bob().rpc("create_send", { input: missing })), "parameters_missing");
});

test("an approval rule reads audience, units and cost apart: a text of two meets one about its audience or its cost", async () => {
  const rule = (wishes: object) =>
    done(
      db
        .as("alice")
        .rpc("create_approval_rule", { input: { name: `r${Math.random()}`, approvers: 1, ...wishes } }),
    );
  const asked = async () => {
    const { id } = await done(bob().rpc("create_send", { input: await input(plain) }));
    const { approvals } = await done(bob().rpc("submit_send", { send: id }));
    await done(bob().rpc("cancel_send", { send: id }));
    return approvals.map(({ rule }: { rule: string | null }) => rule);
  };
  const units = await rule({ min_units: 1 });
  assert.deepEqual(await asked(), [null]);
  const audience = await rule({ min_audience: 2 });
  assert.deepEqual(await asked(), [audience.name]);
  await done(db.as("alice").rpc("delete_approval_rule", { approval_rule: audience.id }));
  const { cost } = await account(
    db,
    (await done(bob().rpc("create_send", { input: await input(plain) }))).id,
  );
  const dear = await rule({ min_cost_fen: cost.most_fen + 1 });
  const fits = await rule({ min_cost_fen: cost.most_fen });
  assert.deepEqual(await asked(), [fits.name]);
  for (const { id } of [units, dear, fits])
    await done(db.as("alice").rpc("delete_approval_rule", { approval_rule: id }));
});

test("over 5,000 two of a group: a text of three segments needs them, one of a segment to as many numbers does not (APR-1)", async () => {
  const finance = await group(db, "财务", ["alice", "carol"]);
  const price = (price_micros: number) =>
    done(db.as("olga").rpc("set_unit_price", { input: { item: "sms_segment", price_micros } }));
  const long = await textTemplate("门店长通知", "门店今日十点开门，欢迎光临。".repeat(12));
  await price(1_000_000_000);
  const input5000 = { name: "五千以上", min_cost_fen: 500_001, approvers: 2, group_id: finance };
  const rule = await done(db.as("alice").rpc("create_approval_rule", { input: input5000 }));
  const submitted = async (template: string) => {
    const { id } = await done(bob().rpc("create_send", { input: await input(template) }));
    return done(bob().rpc("submit_send", { send: id }));
  };
  const [short, dear] = [await submitted(plain), await submitted(long)];
  assert.deepEqual([short.audience, short.segments, dear.audience, dear.segments].map(Number), [2, 1, 2, 3]);
  assert.deepEqual([short.cost_fen, dear.cost_fen].map(Number), [200_000, 600_000]);
  const asks = ({
    approvals,
  }: {
    approvals: { rule: string | null; approvers: number; group: string | null }[];
  }) => approvals.map((one) => [one.rule, one.approvers, one.group]);
  assert.deepEqual(asks(short), [[null, 1, null]]);
  assert.deepEqual(asks(dear), [["五千以上", 2, "财务"]]);
  assert.notEqual((await done(db.as("carol").rpc("approve_send", { send: short.id }))).state, "in_review");
  assert.equal((await done(db.as("carol").rpc("approve_send", { send: dear.id }))).state, "in_review");
  // What it costs is that of its submission: a price that falls meanwhile asks for no less.
  await price(1_000_000);
  assert.equal(await refusal(db.as("carol").rpc("approve_send", { send: dear.id })), "already_approved");
  assert.notEqual((await done(db.as("alice").rpc("approve_send", { send: dear.id }))).state, "in_review");
  // Tried on last month: from 2,000 on the short one would have needed them too.
  const lower = { ...input5000, min_cost_fen: 200_000 };
  const { sends, currency } = await done(db.as("dan").rpc("try_approval_rules", { rules: [lower] }));
  const tried = (id: string) => sends.find((one: { id: string }) => one.id === id);
  assert.deepEqual(
    [short, dear].map(({ id }) => [
      Number(tried(id).cost_fen),
      tried(id).most,
      tried(id).had,
      tried(id).enough,
    ]),
    [
      [200_000, 2, 1, false],
      [600_000, 2, 2, true],
    ],
  );
  assert.equal(currency, "CNY");
  const [card] = await db
    .as("dan")
    .rows(`select conditions from public.approval_rule_cards where id = '${rule.id}'`);
  assert.equal(conditionWords(card?.conditions).zh, "费用不少于 ¥5,000.01");
  await done(db.as("alice").rpc("delete_approval_rule", { approval_rule: rule.id }));
});

test("a change of the kind, the variables or the channel is a change of what was approved", async () => {
  const { id: send } = await done(bob().rpc("create_send", { input: await input(plain) }));
  await done(bob().rpc("submit_send", { send }));
  await db.sql`update public.sms_template_versions set content = '门店今日关门。' where sms_template_id = ${plain}`;
  assert.equal(await refusal(db.as("carol").rpc("approve_send", { send })), "hash_changed");
  await db.sql`update public.sms_template_versions set content = '门店今日十点开门，欢迎光临。' where sms_template_id = ${plain}`;
  await done(db.as("carol").rpc("approve_send", { send }));
});
