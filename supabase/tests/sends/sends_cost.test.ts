import assert from "node:assert/strict";
import { test } from "node:test";
import {
  account,
  approvedSend,
  booksAgree,
  bought,
  clearStage,
  done,
  draftSend,
  handOver,
  idOf,
  openCards,
  report,
  startedSend,
  tick,
  waitingSend,
  yunshan,
} from "../fixtures.ts";
import { testDatabase } from "../test_database.ts";

/** PKG-2: the card of a send in review shows what it needs beyond the packages. */
const db = await testDatabase();

const price = (item: string, price_micros: number) =>
  done(db.as("olga").rpc("set_unit_price", { input: { item, price_micros } }));

test("what a send did cost: its resolutions beyond the packages and its segments, at the prices of its approval", async () => {
  await db.sql`update public.packages set expires_at = now() - interval '1 second'`;
  await tick(db);
  await bought(db, 2);
  await price("aim_resolution", 45_000);
  const send = await startedSend(db, { count: 5 });
  await price("aim_resolution", 990_000);
  await price("sms_segment", 990_000);
  const none = { packages: 0, pay_as_you_go: 0, currency: "CNY", units_fen: 0, segment_micros: 45_000 };
  assert.deepEqual((await account(db, send)).charged, {
    ...none,
    ...{ units: 0, open: 5, segments: 0, segments_fen: 0, total_fen: 0 },
  });
  const ids = await handOver(db);
  await report(db, ids.slice(0, 4), "delivered");
  await report(db, ids.slice(4), "failed");
  await openCards(db, ids.slice(0, 3));
  const { charged, cost: forecast } = await account(db, send);
  // Three opened: two of the package, one at 0.045. Five segments went to the carrier at 0.045. That is 4.5 and 22.5 fen, and 27 in all.
  assert.deepEqual(charged, {
    ...none,
    ...{ units: 3, packages: 2, pay_as_you_go: 1, open: 1, segments: 5 },
    ...{ units_fen: 5, segments_fen: 23, total_fen: 27 },
  });
  assert.equal(forecast, null);
  // The same in the reports: the day of the hand-over, by template, and of nothing else.
  const [{ day, template_id } = { day: "", template_id: "" }] =
    await db.sql`select d.day::text, s.template_id from public.send_days d
      join public.sends s on s.id = d.send_id where s.id = ${send}`;
  const of = (asked: object) =>
    done(db.as("alice").rpc("spending", { first: day, last: day, report: "sends", ...asked }));
  const only = [{ column: "send_id", op: "is", value: send }];
  const spent = await of({ period: "day", by: ["template"], filters: only });
  const line = { period: day, send_id: null, template_id, signature: null, fen: 27 };
  assert.deepEqual(spent, { currency: "CNY", total_fen: 27, before_fen: 0, lines: [line] });
  assert.deepEqual((await of({ report: "basic_sends", filters: only })).total_fen, 0);
  await sameInFiles(day, only, spent.lines);
  assert.equal(
    (await db.as("mallory").rpc("spending", { first: day, last: day, filters: only })).data.total_fen,
    0,
  );
  assert.equal(
    (await db.as("alice").rpc("spending", { first: day, last: day, by: ["network"] })).error?.code,
    "input_invalid",
  );
  assert.equal((await cost(await draftSend(db))).unit_micros, 990_000, "the next one has the new price");
  await price("aim_resolution", 40_000);
  await price("sms_segment", 45_000);
  await clearStage(db);
  await booksAgree(db);
});

/** The file of a report has the costs of the panel, of each of its types; by network it has none. */
async function sameInFiles(day: string, filters: object[], lines: object[]): Promise<void> {
  const functions = await db.signedIn("tidings_functions");
  const costs = async (period: string, by: string[]) => {
    const asked = { period, by, first: day, last: day };
    const input = { name: "x", source: "send_report", format: "csv", locale: "en", filters, report: asked };
    const { id } = await done(db.as("alice").rpc("create_export", { input }));
    const [slice] = await functions`select job, rows from private.next_export_slice()`;
    await db.sql`delete from public.exports where id = ${id}`;
    assert.equal(slice?.job.export, id);
    return slice?.job.spending;
  };
  try {
    assert.deepEqual(await costs("day", ["template"]), { currency: "CNY", lines });
    for (const [period, told] of [
      ["month", day.slice(0, 7)],
      ["total", ""],
    ] as const)
      assert.deepEqual(
        (await costs(period, ["template"])).lines,
        lines.map((line) => ({ ...line, period: told })),
      );
    assert.equal(await costs("total", ["network"]), null);
    await costsOfSlice(day);
  } finally {
    await functions.end();
  }
}

/** Of a slice by send only its sends are priced; one whose costs fail is tried again, and holds up no other export. */
async function costsOfSlice(day: string): Promise<void> {
  const functions = await db.signedIn("tidings_functions");
  const asked = { period: "total", by: ["send"], first: day, last: day };
  const input = { name: "x", source: "send_report", format: "csv", locale: "en", filters: [], report: asked };
  const { id } = await done(db.as("alice").rpc("create_export", { input }));
  const take = async () => (await functions`select job, rows from private.next_export_slice()`)[0];
  try {
    await db.sql`alter function private.spending_of(uuid, jsonb, jsonb) rename to spending_lost`;
    assert.equal((await take())?.job, null);
    await db.sql`alter function private.spending_lost(uuid, jsonb, jsonb) rename to spending_of`;
    assert.equal((await db.sql`select tries from public.exports where id = ${id}`)[0]?.tries, 1);
    await db.sql`update public.exports set leased_until = '-infinity' where id = ${id}`;
    const { job, rows } = (await take()) ?? {};
    assert.ok(rows.length > 0 && job.spending.lines.length > 0, JSON.stringify(job));
    const other = [{ period: "", send_id: "5e000000-0000-4000-8000-00000000dead" }];
    const [none] =
      await db.sql`select private.export_costs(e, ${JSON.stringify(other)}::text::json) as costs from public.exports e where e.id = ${id}`;
    assert.deepEqual(none?.costs, { currency: "CNY", lines: [] });
  } finally {
    await db.sql`delete from public.exports where id = ${id}`;
    await functions.end();
  }
}

test("without a price the amount is unknown, and a cost of nothing is nothing", async () => {
  const [row] =
    await db.sql`select private.fen_of(3, null) as unknown, private.fen_of(0, null)::int as nothing,
    private.fen_of(1000000, 1)::int as fen, private.fen_of(10000000, 1000000000)::text as most`;
  assert.deepEqual({ ...row }, { unknown: null, nothing: 0, fen: 100, most: "1000000000000" });
});

test("a preview asks for a number of numbers that there can be", async () => {
  for (const args of [
    { numbers: -1, segments: 1 },
    { numbers: 10_000_001, segments: 1 },
    { numbers: 1, segments: -1 },
    { numbers: 1, segments: 101 },
  ]) {
    assert.equal((await db.as("bob").rpc("preview_cost", args)).error?.code, "input_invalid");
  }
});

/** Leaves this many resolutions in the packages. */
async function left(count: number): Promise<void> {
  const home = await yunshan(db);
  await db.sql`update public.quota_accounts a set balance = 0 where a.enterprise_id = ${home} and a.account = 'available' and a.package_id is not null`;
  await db.sql`update public.quota_accounts a set balance = ${count} where a.account = 'available' and a.package_id = (
    select p.id from public.packages p where p.enterprise_id = ${home} and p.kind = 'aim_resolution' and p.expires_at > now() limit 1)`;
}
const cost = async (send: string) => (await account(db, send)).cost;

test("a draft and a send in review say what comes from the packages, and what is pay-as-you-go", async () => {
  await left(4);
  // The demo's prices: 0.04 a resolution, 0.045 an SMS segment.
  const prices = { currency: "CNY", unit_micros: 40_000, segment_micros: 45_000 };
  const counted = { units: 6, packages: 4, pay_as_you_go: 2, allowed: true, segments: 6 };
  const packages = { pays_beyond: true, left: { three_network: 4 }, networks: null };
  const expected = { ...counted, ...packages, ...prices, units_fen: 8, segments_fen: 27, most_fen: 35 };
  assert.deepEqual(await cost(await draftSend(db)), expected);
  const send = await waitingSend(db);
  assert.deepEqual(await cost(send), expected);
  await left(6);
  assert.deepEqual(await cost(send), {
    ...expected,
    ...{ packages: 6, pay_as_you_go: 0, units_fen: 0, most_fen: 27, left: { three_network: 6 } },
  });
  const preview = await done(db.as("bob").rpc("preview_cost", { numbers: 6, segments: 1 }));
  assert.deepEqual(preview, await cost(send), "the same before there is a send");
});

test("with pay-as-you-go off it says that the approval will be refused, and so it is", async () => {
  await left(4);
  await db.as("alice").rpc("update_send_settings", { input: { pay_as_you_go: false } });
  const send = await waitingSend(db);
  const { allowed, pay_as_you_go, pays_beyond } = await cost(send);
  assert.deepEqual([allowed, pay_as_you_go, pays_beyond], [false, 2, false]);
  assert.equal((await db.as("carol").rpc("approve_send", { send })).error?.code, "quota_short");
  await db.as("alice").rpc("update_send_settings", { input: { pay_as_you_go: true } });
});

test("once approved it is reserved, and no forecast any more; a package that has expired pays nothing", async () => {
  await left(4);
  assert.equal(await cost(await approvedSend(db)), null);
  await left(4);
  const home = await idOf(db, "enterprises", "云杉商城");
  await db.sql`update public.packages set expires_at = now() - interval '1 minute' where enterprise_id = ${home} and kind = 'aim_resolution'`;
  assert.equal((await cost(await waitingSend(db))).packages, 0);
});
