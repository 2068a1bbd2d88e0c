import assert from "node:assert/strict";
import { test } from "node:test";
import { approvedAccount, filledAccount } from "../accounts/account_fixtures.ts";
import { booksAgree, bought, done, tick } from "../fixtures.ts";
import { servingShortcut, shortcutInput } from "../shortcuts/shortcut_fixtures.ts";
import { testDatabase } from "../test_database.ts";

/** PKG-1, RPT-2: clicks on service accounts and shortcuts are counted once each, paid, and reported by hour and day. */
const db = await testDatabase();
const account = await approvedAccount(db, "云杉点击号");
const shortcut = await servingShortcut(db, "云杉点击");

type Told = [event: string, place: string, of: string, item: string, version?: number | null, at?: string];
/** What became of clicks that huawei tells. */
async function told(...clicks: Told[]) {
  const column = (place: number) => clicks.map((click) => click[place] ?? null) as string[];
  const now = new Date().toISOString();
  const [row] =
    await db.sql`select private.record_clicks('huawei', ${column(0)}, ${column(1)}::public.click_place[], ${column(2)}::uuid[],
    ${column(3)}, ${column(4)}::integer[], ${clicks.map((click) => click[5] ?? now)}::timestamptz[]) as done`;
  return row?.done;
}
const detail = (where: string) =>
  db
    .as("dan")
    .rows(
      `select item_name, clicks::int from public.click_detail_days where ${where} order by item, item_name`,
    );
const used = async () =>
  Number(
    (
      await db.sql`select coalesce(sum(amount), 0)::int as n from public.quota_ledger where kind = 'sa_resolution' and account = 'used' and reason = 'click'`
    )[0]?.n,
  );

test("each event counts once, however often it is told, in one call or several at once", async () => {
  const click: Told = ["e1", "menu", account.id, "1.2"];
  assert.deepEqual(await told(click, click, ["e2", "menu", account.id, "2"]), {
    ...{ counted: 2, repeated: 1 },
    faults: [],
  });
  const many = Array.from({ length: 60 }, (_, n): Told => [`m${n}`, "home", account.id, "page"]);
  const answers = await Promise.all([many, [...many].reverse(), many].map((clicks) => told(...clicks)));
  assert.equal(
    answers.reduce((sum, { counted }) => sum + counted, 0),
    60,
  );
  await tick(db);
  await tick(db);
  assert.deepEqual(
    (await detail(`account_id = '${account.id}'`)).map(({ item_name, clicks }) => [item_name, clicks]),
    [
      ["联系客服", 1],
      ["会员", 1],
      ["", 60],
    ],
  );
  assert.equal(await used(), 62);
});

test("what was not shown, is frozen or too old is told by its place and counts for nothing", async () => {
  const draft = await filledAccount(db, "云杉未审号");
  const frozen = await servingShortcut(db, "云杉停用");
  await done(db.as("carol").rpc("freeze_shortcut", { shortcut: frozen, reason: "核查" }));
  const ago = (hours: number) => new Date(Date.now() - hours * 3_600_000).toISOString();
  const clicks: [string | null, Told][] = [
    [null, ["f0", "shortcut", shortcut, "1"]],
    [null, ["f1", "shortcut", shortcut, "1.3"]],
    ["click_unknown", ["f2", "shortcut", shortcut, "2.1"]],
    ["click_unknown", ["f3", "menu", account.id, "3"]],
    ["click_unknown", ["f4", "menu", account.id, "1.2", 2]],
    ["click_unknown", ["f5", "menu", draft.id, "1.2"]],
    ["click_unknown", ["f6", "menu", crypto.randomUUID(), "1"]],
    ["click_unknown", ["f7", "home", account.id, "app.2"]],
    ["click_frozen", ["f8", "shortcut", frozen, "1"]],
    ["click_out_of_time", ["f9", "shortcut", shortcut, "1", null, ago(73)]],
    ["click_out_of_time", ["f10", "shortcut", shortcut, "1", null, ago(-1)]],
    [null, ["f11", "home", account.id, "hotline", 1, ago(71)]],
  ];
  const before = await used();
  const { counted, faults } = await told(...clicks.map(([, click]) => click));
  assert.equal(counted, 3);
  assert.deepEqual(
    faults,
    clicks.flatMap(([fault], place) => (fault === null ? [] : [[place, fault]])),
  );
  await tick(db);
  assert.equal((await used()) - before, 3);
});

test("a click on the version before is named as it was called then", async () => {
  const input = {
    ...(await shortcutInput(db, "云杉点击")),
    buttons: [{ name: "新名", action: "dial", phone: "10086" }],
  };
  await done(db.as("bob").rpc("update_shortcut", { shortcut, input }));
  await done(db.as("bob").rpc("submit_shortcut", { shortcut }));
  await done(db.as("carol").rpc("approve_shortcut", { shortcut }));
  await told(["v1", "shortcut", shortcut, "1", 1], ["v2", "shortcut", shortcut, "1"]);
  await tick(db);
  const rows = await detail(`shortcut_id = '${shortcut}' and item = '1'`);
  assert.deepEqual(
    rows.map(({ item_name, clicks }) => [item_name, clicks]),
    [
      ["官网 🛍️", 2],
      ["新名", 1],
    ],
  );
});

test("packages of service accounts pay first, and what goes beyond them is pay-as-you-go; the books agree", async () => {
  await bought(db, 5, { kind: "sa_resolution" });
  const clicks = Array.from({ length: 8 }, (_, n): Told => [`p${n}`, "menu", account.id, "2"]);
  await told(...clicks);
  await tick(db);
  const [row] = await db.sql`select
    sum(amount) filter (where package_id is not null)::int as packaged, sum(amount) filter (where package_id is null)::int as beyond
    from public.quota_ledger where kind = 'sa_resolution' and account = 'used' and at > now() - interval '1 minute' and reason = 'click'`;
  assert.equal(row?.packaged, 5);
  await booksAgree(db);
  const total = await db.sql`select sum(clicks)::int as n from public.click_days`;
  assert.equal(total[0]?.n, await used());
});

test("with pay-as-you-go off a click beyond the packages is counted and owed, below nothing goes no balance, and the next package pays", async () => {
  const alice = db.as("alice");
  const kind = "sa_resolution";
  const balance = async () => {
    const [row] = await db
      .as("dan")
      .rows(
        `select available::int, payg_used::int, unpaid::int from public.quota_balances where kind = '${kind}'`,
      );
    return { ...row };
  };
  const { payg_used } = await balance();
  await done(alice.rpc("update_send_settings", { input: { pay_as_you_go: false } }));
  await bought(db, 3, { kind });
  const before = await used();
  await told(...Array.from({ length: 8 }, (_, n): Told => [`u${n}`, "menu", account.id, "1.2"]));
  await tick(db);
  await tick(db);
  assert.deepEqual(await balance(), { available: 0, payg_used, unpaid: 5 });
  assert.deepEqual(
    [await used(), Number((await asked("clicks", {})).total.clicks)],
    [before + 3, before + 8],
  );
  assert.equal(
    (await db.as("mallory").rows("select 1 from public.quota_balances where unpaid > 0")).length,
    0,
  );
  await booksAgree(db);
  await bought(db, 4, { kind });
  await tick(db);
  assert.deepEqual(await balance(), { available: 0, payg_used, unpaid: 1 });
  await done(alice.rpc("update_send_settings", { input: { pay_as_you_go: true } }));
  await tick(db);
  assert.deepEqual(await balance(), { available: 0, payg_used: payg_used + 1, unpaid: 0 });
  assert.equal(await used(), before + 8);
  await booksAgree(db);
});

const asked = async (report: string, more: object) =>
  done(
    db.as("dan").rpc("report", { report, first: day(-6), last: day(1), period: "total", by: [], ...more }),
  );
const day = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);

test("one report tells clicks by account, place and vendor, another what was clicked, found by whole names", async () => {
  const [real] =
    await db.sql`select count(*)::int as all, count(*) filter (where account_id is null)::int as shortcuts,
    count(*) filter (where item = 'page')::int as opened from private.clicks`;
  const { lines, total } = await asked("clicks", { by: ["account"] });
  assert.equal(total.clicks, real?.all);
  assert.equal(total.menus + total.homes + total.shortcuts, total.clicks);
  assert.deepEqual(
    lines.map((line: Record<string, unknown>) => [line.account_name ?? null, line.clicks]),
    [
      ["云杉点击号", real?.all - real?.shortcuts],
      [null, real?.shortcuts],
    ],
  );
  const is = (column: string, value: string) => ({ column, op: "is", value });
  const opened = await asked("click_detail", {
    by: ["place", "item", "vendor"],
    filters: [is("name", "云杉点击号"), is("place", "home"), is("account_id", account.id)],
  });
  assert.deepEqual(
    opened.lines.map((line: Record<string, unknown>) => [
      line.place,
      line.item_name,
      line.vendor,
      line.clicks,
    ]),
    [
      ["home", "", "huawei", real?.opened],
      ["home", "400-123-4567", "huawei", 1],
    ],
  );
  const whole = await asked("click_detail", { filters: [is("item_name", "会员")] });
  assert.equal(whole.total.clicks, 9);
  assert.equal((await asked("click_detail", { filters: [is("item_name", "会")] })).total.clicks, 0);
  for (const [source, columns] of [
    ["click_report", ["day", "name", "clicks"]],
    ["click_detail", ["day", "item_name", "item", "vendor"]],
  ]) {
    const input = {
      name: "点击",
      source,
      format: "csv",
      columns,
      filters: [is("name", "云杉点击号")],
      locale: "zh-CN",
    };
    assert.equal((await db.as("dan").rpc("create_export", { input })).error?.code, "forbidden");
    await done(db.as("bob").rpc("create_export", { input }));
  }
  const byDay = await asked("clicks", { by: ["account"], period: "day" });
  const byMonth = await asked("clicks", { by: ["account"], period: "month" });
  for (const { lines } of [byDay, byMonth])
    assert.equal(
      lines.reduce((sum: number, { clicks }: { clicks: number }) => sum + clicks, 0),
      real?.all,
    );
  assert.equal(
    (await db.as("erin").rpc("report", { report: "clicks", first: day(-1), last: day(0) })).error?.code,
    "no_enterprise",
  );
});

test("a day that is not the sum of its clicks is found with the books, and so is a click that nobody paid for or owes", async () => {
  const takenBack = new Error("taken back");
  const faults = [
    ["update public.click_days set clicks = clicks + 1 where item = 'page'", ["clicks", "click_report"]],
    ["delete from public.click_days where item = 'page'", ["clicks", "click_report"]],
    ["delete from private.clicks where event = 'p0'", ["click_report"]],
    [
      "insert into private.click_charges select id, 1 from public.enterprises where name = '云杉商城'",
      ["clicks"],
    ],
  ] as const;
  for (const [fault, found] of faults) {
    const planted = db.sql.begin(async (step) => {
      await step.unsafe(fault);
      const [row] =
        await step`select private.books(e.id, null) as said from public.enterprises e where e.name = '云杉商城'`;
      assert.deepEqual(
        row?.said.findings.map(({ what }: { what: string }) => what),
        found,
        fault,
      );
      throw takenBack;
    });
    await assert.rejects(planted, takenBack);
  }
});

test("strangers read nothing of it, nor does whoever may not read reports", async () => {
  for (const view of ["click_report_days", "click_detail_days"]) {
    assert.equal((await db.as("mallory").rows(`select 1 from public.${view}`)).length, 0);
    assert.ok((await db.as("dan").rows(`select 1 from public.${view}`)).length > 0);
  }
  const [row] = await db
    .as("dan")
    .rows(
      `select sum(menus)::int as menus, sum(homes)::int as homes, sum(shortcuts)::int as shortcuts, sum(clicks)::int as clicks from public.click_report_days`,
    );
  assert.equal(row.menus + row.homes + row.shortcuts, row.clicks);
});
