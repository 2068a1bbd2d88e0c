import assert from "node:assert/strict";
import { test } from "node:test";
import {
  balance,
  booksAgree,
  bought,
  cardOf,
  done,
  groupInput,
  idOf,
  linesOf,
  madeTask,
  personalTask,
  resolve,
  startedSend,
  tick,
  WIDE,
} from "../fixtures.ts";
import { testDatabase } from "../test_database.ts";

/** RPT-1, PKG-2, GRD-1: each link event is reported, charged and seen by the guard exactly once. */
const db = await testDatabase();

/** `n` requests of one kind for one link, counted in one flush. */
const ask = async (id: string, n: number, asked = "resolution", vendor: string | null = "huawei") =>
  linesOf(
    (
      await db.sql`select private.resolve_batch(array[${id}::bigint], array[${asked}::public.link_event_kind],
      array[${vendor}::public.vendor], array[${n}::integer]) as r`
    )[0]?.r,
    [n],
  )[0];

/** Asserts that reports and events agree, kind by kind. */
async function reportsAgree(): Promise<void> {
  const [row] = await db.sql`
    select (select jsonb_build_array(sum(resolutions), sum(humans), sum(bots), sum(refused)) from public.link_days) as days,
      (select jsonb_build_array(sum(n) filter (where kind = 'resolution'), sum(n) filter (where kind = 'human'), sum(n) filter (where kind = 'bot'),
        sum(n) filter (where kind = 'refused')) from public.link_events) as events,
      (select sum(used) from public.links) + (select sum(resolved) from public.deliveries) as counted`;
  assert.deepEqual(row?.days, row?.events);
  assert.equal(Number(row?.counted), row?.events[0]);
}
const card = (id: string) => cardOf(db, "resolve_task_cards", id);

test("the reports show each event once, by template, by group link, by vendor and by day, and the quota pays for each once", async () => {
  const send = await startedSend(db, { count: 2 });
  const [delivery] = await db.sql`select id::text from public.deliveries where send_id = ${send} limit 1`;
  const group = await madeTask(db, await groupInput(db, { max_resolutions: 7 }));
  const personal = await personalTask(db, ["A", "B"]);
  const [one] = await db
    .as("dan")
    .rows("select id::text from public.link_cards where task_id = $1 order by id", [personal.id]);
  const [, , used] = await balance(db);
  await ask(group.link_id, 5);
  await ask(group.link_id, 4, "resolution", "vivo");
  await ask(group.link_id, 3, "human", null);
  await ask(group.link_id, 6, "bot", null);
  await ask(one.id, 2);
  await resolve(db, delivery?.id);
  const rolled = await Promise.all([1, 2, 3].map(() => db.sql`select private.roll_up_links() as n`));
  assert.equal(
    rolled.reduce((sum, [row]) => sum + row?.n, 0),
    3,
    "one of them has found two tasks and a send",
  );
  await tick(db);
  await tick(db);
  await reportsAgree();

  const dan = db.as("dan");
  const { resolved, humans, bots, refused, status } = await card(group.id);
  assert.deepEqual([resolved, humans, bots, refused, status].map(String), ["7", "3", "6", "2", "used_up"]);
  const [day] = await dan.rows(
    "select sum(resolutions) as resolutions, sum(refused) as refused, min(task_name) as task_name from public.group_link_days where link_id = $1",
    [group.link_id],
  );
  assert.deepEqual([day.resolutions, day.refused, day.task_name].map(String), ["7", "2", "会员群发"]);
  const filters = [{ column: "task_id", op: "is", value: personal.id }];
  const asked = { ...WIDE, period: "day", by: ["task", "vendor"], filters };
  const own = await done(dan.rpc("report", { report: "personal_links", ...asked }));
  assert.deepEqual(
    own.lines.map(({ task_name, vendor, minted, resolutions, refused }: Record<string, unknown>) => [
      ...[task_name, vendor, minted, resolutions, refused],
    ]),
    [
      ["会员群发", null, 2, 0, 0],
      ["会员群发", "huawei", 0, 1, 1],
    ],
  );
  const [template] = await dan.rows(
    "select min(template_id::text) as template_id, sum(minted) as minted, sum(resolutions) as resolutions, sum(refused) as refused from public.template_report where template_name = '开卡欢迎图文'",
  );
  const [seeded] =
    await db.sql`select count(*)::int as n from public.resolve_tasks where name = '会员开卡群发'`;
  assert.deepEqual(
    [Number(template.minted) - seeded?.n, template.resolutions, template.refused].map(String),
    ["3", "8", "3"],
  );
  const [days] = await dan.rows(
    "select sum(resolutions) as n from public.template_resolution_days where template_id = $1",
    [template.template_id],
  );
  assert.equal(days.n, template.resolutions.toString());
  const vendors = await dan.rows(
    "select vendor, sum(resolutions)::int as n from public.template_report where template_name = '开卡欢迎图文' and vendor is not null group by 1 order by 1",
  );
  assert.deepEqual(vendors, [
    { vendor: "huawei", n: 6 },
    { vendor: "vivo", n: 2 },
  ]);
  assert.equal(Number((await cardOf(db, "send_cards", send)).resolved), 1);
  const [total] = await dan.rows(
    "select sum(resolved) as sent, sum(resolutions) as of_all from public.report_days",
  );
  assert.deepEqual(
    [total.sent, total.of_all].map(Number),
    [1, 9],
    "the day counts links of tasks and of sends",
  );

  const [, , after] = await balance(db);
  assert.equal((after ?? 0) - (used ?? 0), 9, "seven, one, and one of the send");
  await booksAgree(db);
});

test("an event of a transaction that is still open when others are rolled up is rolled up after it, and none twice", async () => {
  const { id, link_id } = await madeTask(db, await groupInput(db));
  await db.sql.begin(async (step) => {
    await step`select private.resolve_batch(array[${link_id}::bigint], array['human'::public.link_event_kind], array[null::public.vendor], array[2])`;
    await ask(link_id, 3);
    await tick(db);
    assert.equal(Number((await card(id)).humans), 0);
  });
  await tick(db);
  await tick(db);
  const { humans, resolved } = await card(id);
  assert.deepEqual([humans, resolved].map(Number), [2, 3]);
  await reportsAgree();
});

test("more events than one roll-up takes are taken by the next ones, whole transactions at a time", async () => {
  const { id, link_id } = await madeTask(db, await groupInput(db));
  for (let n = 0; n < 5; n += 1) await ask(link_id, 1, "human", null);
  for (let n = 0; n < 5; n += 1) await db.sql`select private.roll_up_links(2)`;
  assert.equal(Number((await card(id)).humans), 5);
  await reportsAgree();
});

test("the packages that expire first pay first, and what they do not cover is pay-as-you-go", async () => {
  const soon = await bought(db, 3, { expires: new Date(Date.now() + 86_400_000).toISOString() });
  const { link_id } = await madeTask(db, await groupInput(db));
  await ask(link_id, 5);
  await tick(db);
  const lines =
    await db.sql`select package_id, amount::int from public.quota_ledger where reason = 'resolution' and account = 'used' order by id desc limit 2`;
  assert.deepEqual(lines.map(({ amount }) => amount).sort(), [2, 3]);
  assert.ok(lines.some(({ package_id, amount }) => package_id === soon && amount === 3));
  const home = await idOf(db, "enterprises", "Other Ltd");
  await db.sql`select private.charge(${home}, 'aim_resolution', 4, 'resolution', null)`;
  const [row] =
    await db.sql`select payg_used::int as n from public.quota_balances where enterprise_id = ${home} and kind = 'aim_resolution'`;
  assert.equal(row?.n, 4);
  await booksAgree(db);
});

test("carol freezes a task, and one link of another, with a reason; a frozen link shows nothing and counts nothing", async () => {
  const carol = db.as("carol");
  const group = await madeTask(db, await groupInput(db));
  const personal = await personalTask(db, ["A", "B"]);
  const [one, two] = await db
    .as("dan")
    .rows("select id::text from public.link_cards where task_id = $1 order by id", [personal.id]);
  assert.equal(
    (await db.as("bob").rpc("freeze_link", { link: group.id, reason: "投诉" })).error?.code,
    "forbidden",
  );
  assert.equal(
    (await carol.rpc("freeze_link", { link: group.id, reason: " " })).error?.code,
    "reason_required",
  );
  assert.deepEqual(await done(carol.rpc("freeze_link", { link: String(group.link_id), reason: "投诉" })), {
    resource: "resolve_task",
    task_id: group.id,
    send_id: null,
    link_id: null,
    frozen: true,
  });
  assert.equal(
    (await carol.rpc("freeze_link", { link: group.id, reason: "投诉" })).error?.code,
    "wrong_state",
  );
  await done(carol.rpc("freeze_link", { link: one.id, reason: "泄露" }));
  for (const asked of ["resolution", "human", "bot"]) {
    assert.equal((await resolve(db, group.link_id, asked)).verdict, "frozen");
    assert.equal((await resolve(db, one.id, asked)).verdict, "frozen");
  }
  assert.equal((await resolve(db, two.id)).verdict, "ok");
  const { status, frozen_reason, frozen_by_name } = await card(group.id);
  assert.deepEqual([status, frozen_reason, frozen_by_name], ["frozen", "投诉", "Carol"]);
  await done(carol.rpc("unfreeze_link", { link: group.id, reason: "已核实" }));
  await done(carol.rpc("unfreeze_link", { link: one.id, reason: "已核实" }));
  assert.equal(
    (await carol.rpc("unfreeze_link", { link: one.id, reason: "已核实" })).error?.code,
    "wrong_state",
  );
  assert.equal((await resolve(db, group.link_id)).verdict, "ok");
  assert.equal((await resolve(db, one.id)).verdict, "ok");
});

test("a burst freezes the link and calls a person: a group link's by its limit, a personal one's by its own, a send's too", async () => {
  const alarms = async () =>
    (await db.sql`select kind, resource, resource_id, details from public.alerts order by id`).map((row) => ({
      ...row,
    }));
  await done(db.as("alice").rpc("update_link_rules", { input: { group_burst: 50, personal_burst: 10 } }));
  const group = await madeTask(db, await groupInput(db, { max_resolutions: 20 }));
  const quiet = await madeTask(db, await groupInput(db));
  const personal = await personalTask(db, ["A"]);
  const [one] = await db
    .as("dan")
    .rows("select id::text from public.link_cards where task_id = $1", [personal.id]);
  const send = await startedSend(db, { count: 1 });
  const [delivery] = await db.sql`select id::text from public.deliveries where send_id = ${send}`;
  const before = (await alarms()).length;
  await ask(group.link_id, 30);
  await tick(db);
  assert.equal((await resolve(db, group.link_id)).verdict, "used_up", "not yet");
  await ask(group.link_id, 60);
  await ask(quiet.link_id, 40);
  await ask(quiet.link_id, 500, "bot", null);
  await ask(one.id, 12);
  await ask(delivery?.id, 12);
  await tick(db);
  for (const id of [group.link_id, one.id, delivery?.id])
    assert.equal((await resolve(db, id)).verdict, "frozen");
  assert.equal((await resolve(db, quiet.link_id)).verdict, "ok", "previews are no burst");
  const raised = (await alarms()).slice(before);
  assert.deepEqual(raised.map(({ kind, resource }) => `${kind} ${resource}`).sort(), [
    "link_frozen resolve_task",
    "link_frozen resolve_task",
    "link_frozen send",
  ]);
  const { details } = raised.find((alert) => alert.details.link_id === Number(group.link_id)) ?? {};
  const { name, address, frozen_reason } = await card(group.id);
  assert.deepEqual([details?.name, details?.address], [name, address]);
  assert.ok(details?.requests > 50);
  assert.equal(frozen_reason, `burst:${details?.requests}`);
  await done(db.as("carol").rpc("unfreeze_link", { link: group.id, reason: "活动高峰" }));
  await tick(db);
  assert.equal(
    (await card(group.id)).status,
    "used_up",
    "the burst that was looked at freezes nothing again",
  );
  await tick(db);
  assert.equal((await alarms()).length, before + 3);
});
