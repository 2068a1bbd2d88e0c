import assert from "node:assert/strict";
import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, test } from "node:test";
import type { Sql } from "postgres";
import { REPORT_SOURCES } from "../../../shared/src/catalogue/exports/report_sources.ts";
import { FILING_FORMS } from "../../../shared/src/filings/forms.ts";
import { PROOFS, proofTrouble } from "../../../shared/src/resource/proofs.ts";
import { layTemplates } from "../../local/database.ts";
import { layAccounts } from "../../local/demo_accounts.ts";
import { layBasic } from "../../local/demo_basic.ts";
import { layFilings } from "../../local/demo_filings.ts";
import { layKeys } from "../../local/demo_keys.ts";
import { layPast } from "../../local/migrate.ts";
import { booksAgree, done, tick, WIDE } from "../fixtures.ts";
import { testDatabase } from "../test_database.ts";

/** P13: the demo's sixty days are held to the checks that the clock uses, and to their own rows. */
const db = await testDatabase();
let functions: Sql;
const home = await mkdtemp(join(tmpdir(), "tidings-demo-"));
after(() => rm(home, { recursive: true }));
await layTemplates(db.url, home);
await layFilings(db.url, home);
await layAccounts(db.url, home);
await layBasic(db.url);
await layKeys(db.url);
assert.equal(await layPast(db.url), true);

const one = async (statement: string) =>
  ({ ...(await db.sql.unsafe(statement))[0] }) as Record<string, number>;
const rows = async (statement: string) => [...(await db.sql.unsafe(statement))];

test("whoever is in the log can be taken out of it: each line by a person is sealed with the mark of their name (RET-1)", async () => {
  const { lines, unmarked } = await one(
    "select count(*)::int as lines, (count(*) filter (where marks = '{}'))::int as unmarked from public.audit_log where actor_name is not null and enterprise_id = (select id from public.enterprises where name = '云杉商城')",
  );
  assert.ok((lines ?? 0) > 500, `${lines} lines`);
  assert.equal(unmarked, 0);
});

test("every material that a filing of the demo has to have is there, and its file opens (FIL-4)", async () => {
  const filings = await rows(
    "select c.form, c.lacks, m.material, d.path from public.filing_cards c join public.filing_materials m on m.version_id = c.version_id join public.filing_documents d on d.id = m.document_id where m.replaced_at is null",
  );
  assert.deepEqual(new Set(filings.map(({ form }) => form)), new Set(Object.keys(FILING_FORMS)));
  for (const { form, material, path } of filings) {
    const bytes = await readFile(join(home, "storage", PROOFS.filing.bucket, String(path)));
    assert.equal(proofTrouble("filing", String(path), bytes), null, `${form} ${material}`);
  }
  for (const [form, { materials }] of Object.entries(FILING_FORMS))
    for (const [material, needed] of Object.entries(materials))
      assert.equal(
        filings.some((one) => one.form === form && one.material === material),
        needed === "required",
        `${form} ${material}`,
      );
});

test("the books agree: ledger, balances, packages, deliveries and what is held (PKG-3, ACC-1)", async () => {
  const { ok, findings, looked_at } = await done(db.as("alice").rpc("audit_quota"));
  assert.deepEqual([ok, findings], [true, []]);
  assert.ok(looked_at.sends > 100 && looked_at.transfers > 500, JSON.stringify(looked_at));
});

test("every message is counted once: accounts and days are the sums of their rows", async () => {
  const counted = `count(*) filter (where d.state = 'delivered') as delivered, count(*) filter (where d.state = 'failed') as failed,
    count(*) filter (where d.state = 'expired') as expired, count(*) filter (where d.state = 'timed_out') as timed_out, count(*) filter (where d.state = 'unknown') as unknown`;
  const names = "delivered, failed, expired, timed_out, unknown";
  const bothWays = (kept: string, real: string) =>
    `(${kept} except ${real}) union all (${real} except ${kept})`;
  assert.deepEqual(
    await rows(
      bothWays(
        `select send_id, ${names}, pending, opted_out, cancelled, resolved from public.send_totals`,
        `select d.send_id, ${counted}, count(*) filter (where d.state = 'pending'), count(*) filter (where d.state = 'opted_out'), count(*) filter (where d.state = 'cancelled'), sum(d.resolved) from public.deliveries d group by 1`,
      ),
    ),
    [],
  );
  assert.deepEqual(
    await rows(
      bothWays(
        `select send_id, day, vendor, message_kind, network, told, ${names} from public.send_days where submission_count > 0`,
        `select d.send_id, (d.handed_at at time zone 'Asia/Shanghai')::date, d.vendor, d.message_kind, coalesce(d.told_network, d.network), count(d.told_network)::integer, ${counted} from public.deliveries d where d.handed_at is not null group by 1, 2, 3, 4, 5`,
      ),
    ),
    [],
  );
});

test("the reports of links are the sums of their events", async () => {
  const real = `select coalesce(l.task_id, d.send_id) as holder, (e.at at time zone 'Asia/Shanghai')::date as day, e.vendor, sum(e.n) filter (where e.kind = 'resolution') as resolutions,
      sum(e.n) filter (where e.kind = 'human') as humans, sum(e.n) filter (where e.kind = 'bot') as bots, sum(e.n) filter (where e.kind = 'refused') as refused
    from public.link_events e left join public.links l on l.id = e.link_id left join public.deliveries d on d.id = e.link_id group by 1, 2, 3`;
  const kept =
    "select coalesce(task_id, send_id), day, vendor, nullif(resolutions, 0), nullif(humans, 0), nullif(bots, 0), nullif(refused, 0) from public.link_days";
  assert.deepEqual(await rows(`(${kept} except ${real}) union all (${real} except ${kept})`), []);
  assert.deepEqual(
    await rows(
      `select l.id from public.links l where l.used <> (select coalesce(sum(e.n), 0) from public.link_events e where e.link_id = l.id and e.kind = 'resolution')`,
    ),
    [],
  );
});

test("what the demo's service account and shortcut show is clicked on most days, in every place, and each click is paid", async () => {
  const places = await rows(
    `select place::text, count(distinct day)::int as days, count(distinct item)::int as items, count(distinct vendor)::int as vendors from public.click_days group by 1 order by 1`,
  );
  assert.deepEqual(
    places.map(({ place, items, vendors }) => [place, items, vendors]),
    [
      ["home", 3, 4],
      ["menu", 5, 4],
      ["shortcut", 3, 4],
    ],
  );
  for (const { place, days } of places) assert.ok(days >= 50, `${place}: ${days} days`);
  const { clicks, paid, kept, week } =
    await one(`select (select sum(clicks) from public.click_days)::int as clicks,
    (select sum(amount) from public.quota_ledger where kind = 'sa_resolution' and account = 'used' and reason = 'click' and package_id is not null)::int as paid,
    (select count(*) from private.clicks)::int as kept, (select sum(clicks) from public.click_days where day > (now() at time zone 'Asia/Shanghai')::date - 7)::int as week`);
  assert.equal(paid, clicks);
  assert.ok((kept ?? 0) >= (week ?? Number.NaN), "the clicks of the last days are kept one by one");
});

test("nobody who said no got another message, and whoever did is on the list", async () => {
  assert.deepEqual(
    await rows(`select d.id from public.opt_outs o join public.deliveries d on d.phone = o.phone and d.handed_at > o.at
      join public.sends s on s.id = d.send_id and s.signature = o.signature`),
    [],
  );
  assert.deepEqual(
    await rows(
      "select k.id from public.replies k where k.opted_out and not exists (select from public.opt_outs o where o.phone = k.phone and o.signature = k.signature)",
    ),
    [],
  );
});

test("it is a life: every day has messages, weekends have fewer, it grows, and one week was bad", async () => {
  const days = await rows(
    `select day, extract(isodow from day)::int as weekday, (now() at time zone 'Asia/Shanghai')::date - day as ago, submission_count::int as sent, (failed + expired)::int as bad
     from public.report_days where submission_count > 0 order by day`,
  );
  assert.ok(days.length >= 60, `${days.length} days`);
  const mean = (some: typeof days, of = "sent") => some.reduce((sum, day) => sum + day[of], 0) / some.length;
  assert.ok(
    mean(days.filter(({ weekday }) => weekday > 5)) < mean(days.filter(({ weekday }) => weekday < 6)),
  );
  assert.ok(mean(days.slice(-30)) > 1.1 * mean(days.slice(0, 30)));
  const bad = days.filter(({ ago }) => ago >= 18 && ago <= 24);
  const usual = days.filter(({ ago }) => ago > 24 || ago < 18);
  assert.ok(mean(bad, "bad") / mean(bad) > 2 * (mean(usual, "bad") / mean(usual)));
});

test("every list has something to show, also what went wrong", async () => {
  const found = await one(`select
    (select count(distinct state) from public.sends)::int as sends, (select count(distinct kind) from public.alerts)::int as alerts, (select count(*) from public.alerts where seen_at is null)::int as unseen,
    (select count(distinct state) from public.orders)::int as orders, (select count(distinct reason) from public.quota_ledger)::int as ledger, (select count(*) from public.replies)::int as replies,
    (select count(*) from public.opt_outs)::int as opt_outs, (select count(distinct state) from public.jump_batches)::int as jumps, (select count(distinct state) from public.exports)::int as exports,
    (select count(distinct state) from public.sms_template_versions)::int as texts, (select count(*) from public.audit_log where outcome = 'refused')::int as refused, (select count(*) from public.number_rejects)::int as rejects`);
  const least = {
    sends: 7,
    alerts: 6,
    unseen: 2,
    orders: 3,
    ledger: 6,
    replies: 50,
    opt_outs: 50,
    jumps: 3,
    exports: 3,
    texts: 2,
    refused: 3,
    rejects: 50,
  };
  for (const [what, number] of Object.entries(least))
    assert.ok((found[what] ?? 0) >= number, `${what}: ${found[what]}`);
});

test("what the system stopped or found wrong has its incident, from the first alert to its end (GRD-1)", async () => {
  assert.deepEqual(
    await rows(
      `select a.id from public.alerts a left join public.incidents i on i.id = a.incident_id
       where private.incident_cause(a.kind) is not null and (i.id is null or i.resource_id is distinct from a.resource_id)`,
    ),
    [],
    "each alert belongs to one",
  );
  const cards = await db.as("alice").rows("select * from public.incident_cards order by number");
  assert.deepEqual(
    cards.map(({ number }) => Number(number)),
    cards.map((_, index) => index + 1),
  );
  assert.deepEqual([...new Set(cards.map(({ cause }) => cause))].sort(), ["channel", "link", "send"]);
  assert.deepEqual([...new Set(cards.map(({ state }) => state))].sort(), ["closed", "open"]);
  const whatOf = ({ events }: (typeof cards)[number]) => events.map(({ what }: { what: string }) => what);
  const guarded = cards.find((card) => whatOf(card).includes("send_paused"));
  assert.deepEqual(whatOf(guarded ?? {}), ["send_paused", "take", "cancel", "over"]);
  assert.equal(guarded?.owner_name, "Alice");
  const sick = cards.filter(({ cause }) => cause === "channel");
  assert.deepEqual(sick.map(whatOf), [
    ["channel_sick", "take", "note", "over"],
    ["channel_sick", "over"],
  ]);
  for (const { events, opened_at, number } of cards) {
    const times = events.map(({ at }: { at: string }) => Date.parse(at));
    assert.equal(times[0], opened_at.getTime(), `${number} begins with its alert`);
    assert.deepEqual(times, times.toSorted(), `${number} is in the order of time`);
  }
  // What the clock would end is over already.
  assert.deepEqual(
    await rows("select i.number from public.incidents i where i.state <> 'closed' and private.is_over(i)"),
    [],
  );
});

test("nothing of it lies in the future, and ids follow the time", async () => {
  assert.deepEqual(
    await rows(`select 'delivery' from public.deliveries where greatest(handed_at, final_at) > now() union all select 'event' from public.link_flushes where at > now() union all select 'click' from private.clicks where at > now()
      union all select 'ledger' from public.quota_ledger where at > clock_timestamp() union all select 'log' from public.audit_log where at > clock_timestamp()
      union all select 'reply' from public.replies where at > now()`),
    [],
  );
  for (const table of ["audit_log", "alerts", "quota_ledger"])
    assert.deepEqual(
      await rows(
        `select id from (select id, at, lag(at) over (order by id) as before from public.${table}) x where before > at`,
      ),
      [],
      table,
    );
});

test("each report can be taken out as a job of the download centre", async () => {
  functions = await db.signedIn("tidings_functions");
  // What was asked for in the past waits before them.
  await db.sql`delete from public.exports`;
  for (const source of Object.keys(REPORT_SOURCES)) {
    const filters = [{ column: "day", op: "from", value: "2020-01-01" }];
    const input = { name: source, source, format: "csv", columns: ["day"], filters, locale: "en" };
    const { id } = await done(db.as("alice").rpc("create_export", { input }));
    const [slice] = await functions<
      { job: { export: string }; n: number }[]
    >`select job, json_array_length(rows) as n from private.next_export_slice()`;
    assert.equal(slice?.job.export, id);
    assert.ok((slice?.n ?? 0) >= 60, `${source}: ${slice?.n} rows`);
  }
});

test("both reports of the basic edition have its messages by day, month and in all, of each template, network and way to send (RPT-2)", async () => {
  const { messages, sends } = await one(
    `select count(*)::int as messages, count(distinct send_id)::int as sends
     from public.deliveries where message_kind = 'basic' and handed_at is not null`,
  );
  const ask = (report: string, period: string, by: string[] = []) =>
    done(db.as("dan").rpc("report", { report, ...WIDE, period, by }));
  for (const name of ["basic_sends", "basic_templates"]) {
    const least = { day: 20, month: 2, total: 1 };
    for (const [period, lines] of Object.entries(least)) {
      const { lines: found, total } = await ask(name, period);
      assert.ok(found.length >= lines, `${name} by ${period}: ${found.length} lines`);
      assert.equal(total.submission_count, messages);
      for (const result of ["delivered", "failed", "expired", "timed_out"])
        assert.ok(total[result] > 0, `${name}: ${result}`);
    }
    const { lines } = await ask(name, "total", ["network"]);
    assert.deepEqual(lines.map(({ network }: { network: string }) => network).sort(), [
      ...["mobile", "telecom", "unicom"],
    ]);
  }
  assert.equal((await ask("basic_sends", "total", ["send"])).lines.length, sends);
  assert.equal((await ask("basic_templates", "total", ["template"])).lines.length, 4);
  assert.deepEqual(
    await rows("select distinct send_type from public.sends where kinds = '{basic}' order by 1"),
    [{ send_type: "group" }, { send_type: "personal" }],
  );
});

test("a send of the basic edition has what its way to send takes: values of each number, or of the fifth row for all (BSN-1)", async () => {
  const wrong = `select s.name, d.ordinal from public.sends s join public.deliveries d on d.send_id = s.id
    join public.template_versions v on v.id = s.version_id join public.numbers n on n.file_id = s.number_file_id and n.line = d.ordinal
    where s.kinds = '{basic}' and (case s.send_type when 'personal' then d.params is distinct from n.params else d.params is not null end
      or not coalesce(s.shared_params, d.params) ?& v.parameters)`;
  assert.deepEqual(await rows(wrong), []);
  assert.deepEqual(
    await rows(`select f.name from public.sends s join public.number_files f on f.id = s.number_file_id
      where (s.kinds = '{basic}') <> (f.purpose = 'basic')`),
    [],
  );
});

test("a number file says how many of its numbers are in which network, as an import does (NET-1)", async () => {
  assert.deepEqual(
    await rows("select f.name from public.number_files f where f.networks <> private.networks_in(f.id)"),
    [],
  );
});

test("its messages are paid by network once each, and what failed or was never heard of was given back (PKG-2)", async () => {
  const { paid, due, open, moved } =
    await one(`select (select sum(settled) from private.reservations where kind = 'basic')::int as paid,
    (select count(*) from public.deliveries where message_kind = 'basic' and state in ('delivered', 'timed_out'))::int as due,
    (select sum(r.reserved - r.settled - r.released) from private.reservations r where r.kind = 'basic'
      and not exists (select from private.holds h where h.holder_id = r.holder_id))::int as open,
    (select count(*) from public.quota_ledger where kind = 'basic' and reason = 'other network')::int as moved`);
  assert.equal(paid, due);
  assert.equal(open, 0);
  assert.ok((moved ?? 0) > 0, "who kept their number in another network");
});

test("people answered messages of the basic edition, and whoever left its signature still gets those of others (OPT-1)", async () => {
  const { said, left, others } =
    await one(`select (count(*) filter (where not k.opted_out))::int as said, (count(*) filter (where k.opted_out))::int as left,
    (select count(*) from public.opt_outs o join public.deliveries d on d.phone = o.phone and d.handed_at > o.at
      join public.sends s on s.id = d.send_id and s.signature <> o.signature)::int as others
    from public.replies k where k.message_kind = 'basic' and k.signature = '云杉影像'`);
  assert.ok((said ?? 0) >= 5 && (left ?? 0) >= 5, `${said} answers, ${left} left`);
  assert.ok((others ?? 0) > 0);
});

test("the overview and the reports count the resolutions of a day alike", async () => {
  const overview = "select day, resolutions from public.report_days where resolutions > 0";
  const reports =
    "select day, sum(resolutions)::bigint as resolutions from public.template_report where resolutions > 0 group by day";
  const [of, other] = await Promise.all(
    [overview, reports].map((query) => db.as("alice").rows(`${query} order by day`)),
  );
  assert.deepEqual(of, other);
  assert.ok((of?.length ?? 0) >= 50, `${of?.length} days`);
});

test("other enterprises have nothing of it", async () => {
  for (const view of [
    "send_cards",
    "alert_cards",
    "reply_cards",
    "report_days",
    "ledger_entries",
    "number_files",
    "export_cards",
  ])
    assert.deepEqual(await db.as("mallory").rows(`select * from public.${view} limit 3`), [], view);
  assert.equal((await done(db.as("mallory").rpc("audit_quota"))).looked_at.sends, 0);
});

test("the clock goes on from there: what it does leaves the books in order, and it seals the log", async () => {
  // A turn seals 500 lines of each log, and there are about 1,700.
  for (let turn = 0; turn < 4; turn++) await tick(db);
  await booksAgree(db);
  assert.equal(
    (await one("select count(*)::int as n from public.alerts where kind = 'books_disagree'")).n,
    0,
  );
  const { broken, unsealed, last } = await done(db.as("alice").rpc("audit_proof", { most: 20000 }));
  assert.deepEqual([broken, unsealed], [null, 0]);
  assert.ok(last > 1000, `${last} rows are sealed`);
});

test("it is laid once, and never where the log is sealed", async () => {
  assert.equal(await layPast(db.url), false);
  await db.sql`delete from supabase_migrations.seed_files where path = 'supabase/demo'`;
  assert.equal(await layPast(db.url), false);
});

test("nothing of it is left to real chance", async () => {
  const folder = new URL("../../demo/", import.meta.url);
  for (const name of (await readdir(folder)).filter((each) => each.endsWith(".sql")))
    assert.doesNotMatch(await readFile(new URL(name, folder), "utf8"), /random/, name);
});
