import assert from "node:assert/strict";
import { test } from "node:test";
import { done, handOver, report, resolve, sendInput, startedSend, tick, yunshan } from "../fixtures.ts";
import { refused } from "../sends/sends_fixtures.ts";
import { PEOPLE, testDatabase } from "../test_database.ts";

/** ENT-1: name and time zone of an enterprise, and what its days are when the zone has changed. */
const db = await testDatabase();

const set = (input: object, person: "alice" | "bob" = "alice") =>
  db.as(person).rpc("update_enterprise", { input });

test("an owner sets name and zone; what is not named stays, and the log has what was before", async () => {
  const { enterprise } = await done(set({ name: " 云杉百货 " }));
  assert.deepEqual([enterprise.name, enterprise.time_zone], ["云杉百货", "Asia/Shanghai"]);
  const moved = await done(set({ time_zone: "europe/berlin" }));
  assert.deepEqual([moved.enterprise.name, moved.enterprise.time_zone], ["云杉百货", "Europe/Berlin"]);
  const lines = await db.sql`select before, after from public.audit_log
    where resource = 'enterprise' and verb = 'update' and actor = ${PEOPLE.alice} order by id`;
  assert.deepEqual(
    lines.map(({ before, after }) => [before, after]),
    [
      [{ name: "云杉商城" }, { name: "云杉百货" }],
      [{ time_zone: "Asia/Shanghai" }, { time_zone: "Europe/Berlin" }],
    ],
  );
  await done(set({ name: "云杉商城", time_zone: "Asia/Shanghai" }));
});

test("bad names and zones are refused and nothing is set", async () => {
  const before = (await done(db.as("alice").rpc("whoami"))).enterprise;
  for (const [input, code] of [
    [{ name: null }, "name_required"],
    [{ name: "   " }, "name_required"],
    [{ name: "店" }, "name_required"],
    [{ name: "长".repeat(65) }, "name_required"],
    [{ name: "云杉\n商城" }, "name_unclean"],
    [{ name: "云杉‮商城" }, "name_unclean"],
    [{ name: 7 }, "input_invalid"],
    [{ name: "长".repeat(301) }, "input_invalid"],
    [{ time_zone: "" }, "zone_unknown"],
    [{ time_zone: "Mars/Olympus" }, "zone_unknown"],
    [{ time_zone: "CST" }, "zone_unknown"],
    [{ time_zone: "posix/Asia/Shanghai" }, "zone_unknown"],
    [{ time_zone: "+08:00" }, "zone_unknown"],
    [{ time_zone: null }, "input_invalid"],
    [{ time_zone: "x".repeat(65) }, "input_invalid"],
    [{ name: "好名字", time_zone: "Nowhere" }, "zone_unknown"],
    [{ colour: "red" }, "input_invalid"],
  ] as const) {
    const { error } = await set(input);
    assert.equal(error?.code, code, JSON.stringify(input));
    assert.ok(error?.message && error?.hint, "a sentence and what to do");
  }
  assert.deepEqual((await done(db.as("alice").rpc("whoami"))).enterprise, before);
  assert.deepEqual([...(await db.sql`select zone from private.former_zones where zone = 'x'`)], []);
});

test("who does not manage members sets nothing", async () => {
  await refused(db, () => set({ name: "鲍勃的店" }, "bob"), "forbidden", 403);
});

test("a receipt that comes after the zone has changed moves the day on which its message was counted", async () => {
  const home = await yunshan(db);
  const send = await startedSend(db, { count: 3 });
  const ids = await handOver(db);
  // Of these two, which are 25 hours apart, one has another day now than Shanghai.
  const [zone] = await db.sql`select z from unnest(array['Pacific/Kiritimati', 'Pacific/Pago_Pago']) as z
    where (now() at time zone z)::date <> (now() at time zone 'Asia/Shanghai')::date limit 1`;
  const { enterprise } = await done(set({ time_zone: zone?.z }));
  assert.equal(enterprise.time_zone, zone?.z);
  await report(db, ids, "delivered");
  const days = await db.sql`select day::text, send_count, delivered,
    day = (now() at time zone 'Asia/Shanghai')::date as shanghai from public.send_days where send_id = ${send} and delivered > 0`;
  assert.deepEqual(
    days.map(({ send_count, delivered, shanghai }) => [send_count, delivered, shanghai]),
    [[3, 3, true]],
    JSON.stringify(days),
  );
  await tick(db);
  const [minted] = await db
    .as("dan")
    .rows("select day::text from public.template_resolution_days where minted > 0 order by day limit 1");
  assert.equal(minted?.day, days[0]?.day, "an approval before keeps its day too");
  // From the next quarter of an hour on the days are those of the new zone.
  await db.sql`update private.former_zones set until = now() - interval '15 minutes' where enterprise_id = ${home}`;
  await resolve(db, ids[0] ?? null);
  await tick(db);
  const [opened] =
    await db.sql`select day = (now() at time zone ${zone?.z})::date as here from public.link_days where send_id = ${send}`;
  assert.equal(opened?.here, true);
  // The zone's end was moved behind what was counted, so the days of reports are others now; the money is not.
  const { findings } = await done(db.as("alice").rpc("audit_quota"));
  assert.deepEqual(
    findings.filter(({ what }: { what: string }) => !what.endsWith("_report")),
    [],
  );
  const [left] =
    await db.sql`select zone from private.former_zones where enterprise_id = ${home} order by until desc limit 1`;
  assert.equal(left?.zone, "Asia/Shanghai");
  await done(set({ time_zone: "Asia/Shanghai" }));
});

test("while a recurring send waits or runs, the zone stays", async () => {
  const input = await sendInput(db, {
    timing: "recurring",
    cron: "0 10 * * 1",
    repeat_until: new Date(Date.now() + 180 * 86_400_000).toISOString(),
    name: "每周一",
  });
  const { id } = await done(db.as("bob").rpc("create_send", { input }));
  await done(set({ time_zone: "Europe/Berlin" }));
  await done(set({ time_zone: "Asia/Shanghai" }));
  await done(db.as("bob").rpc("submit_send", { send: id }));
  await refused(db, () => set({ time_zone: "Europe/Berlin" }), "zone_has_plans", 409);
  await done(set({ name: "云杉商城", time_zone: "asia/shanghai" }));
  await done(db.as("bob").rpc("cancel_send", { send: id }));
  await done(set({ time_zone: "Europe/Berlin" }));
});
