/** DLC-1: who may export what, and what becomes of an export while nobody looks. */
import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";
import { sourceWith } from "../../../shared/src/catalogue/exports/sources.ts";
import { cellsOf, type FileShape, headings } from "../../../shared/src/exports/cells.ts";
import { nounsThat } from "../../../shared/src/resource/nouns.ts";
import { done, draftSend, fault, idOf, personalTask, phones, refusal, yunshan } from "../fixtures.ts";
import { PEOPLE, type Person, testDatabase } from "../test_database.ts";

const db = await testDatabase();
const functions = await db.signedIn("tidings_functions");
beforeEach(() => db.sql`delete from public.exports`);

const DOMAINS = { name: "域名", source: "domain", format: "csv", columns: ["name"], locale: "zh-CN" };
const make = (who: Person, input: object, reason?: string) =>
  db.as(who).rpc("create_export", { input: { ...DOMAINS, ...input }, ...(reason ? { reason } : {}) });

// biome-ignore lint/suspicious/noExplicitAny: a job is free JSON, and each test asserts what it expects of it
type Slice = { job: any; rows: any[] };
const take = async () =>
  (await functions<Slice[]>`select job, rows from private.next_export_slice()`)[0] as Slice;
const record = async ({ job }: Slice, lease = job.lease) => {
  const [row] =
    await functions`select private.record_export_slice(${job.export}::uuid, ${lease}::uuid, ${job.object},
    ${job.taken}::integer, 10, ${functions.json(job.after)}, null, ${job.last}) as kept`;
  return row?.kept;
};
const stateOf = async (id: string) => {
  const [row] =
    await db.sql`select state::text, error, rows::int, slices from public.exports where id = ${id}`;
  return row && { ...row };
};
const free = (id: string) => db.sql`update public.exports set leased_until = '-infinity' where id = ${id}`;

test("an export has the rows that its maker sees, and only its maker sees it", async () => {
  const { id, state } = await done(make("dan", {}));
  assert.equal(state, "queued");
  const { job, rows } = await take();
  const seen = await db
    .as("dan")
    .rows("select name from public.domain_cards order by created_at desc, id desc");
  assert.deepEqual(
    rows.map(({ name }: { name: string }) => name),
    seen.map(({ name }) => name),
  );
  assert.deepEqual([job.export, job.last, job.taken], [id, true, seen.length]);
  for (const person of ["alice", "bob", "mallory"] as const) {
    assert.deepEqual(await db.as(person).rows("select id from public.exports"), []);
    for (const verb of ["download_export", "retry_export", "delete_export"])
      assert.equal(
        (await db.as(person).rpc(verb, { export: id })).error?.code,
        "not_found",
        `${person} ${verb}`,
      );
  }
});

test("what cannot be exported so is refused before anything is written", async () => {
  assert.equal(await fault(make("dan", { source: "sends" })), "input_invalid source");
  for (const columns of [["name", "name"], ["proof_path"], ["name); drop table x --"]])
    assert.equal(await fault(make("dan", { columns })), "input_invalid columns", String(columns));
  const filter = (column: string, op: string, value: string) => ({ filters: [{ column, op, value }] });
  assert.equal(await fault(make("dan", filter("proof_path", "is", "x"))), "input_invalid filters");
  assert.equal(await refusal(make("dan", filter("state", "is", "nonsense"))), "input_invalid");
  assert.equal(await refusal(make("dan", filter("created_at", "from", "one day"))), "input_invalid");
  assert.equal(await fault(make("dan", { sort: ["name", "asc; --"] })), "input_invalid sort");
  assert.equal(await fault(make("dan", { of: await yunshan(db) })), "input_invalid of");
  assert.equal(await fault(make("dan", { source: "delivery", columns: ["phone"] })), "input_invalid of");
  assert.equal(await fault(make("dan", { source: "link", columns: ["address"] })), "forbidden");
  assert.equal((await db.sql`select from public.exports`).length, 0);
});

test("filters and order narrow and sort, and a value is never read as SQL", async () => {
  const names = async (input: object) => {
    const { id } = await done(make("dan", input));
    const { rows } = await take();
    await db.sql`delete from public.exports where id = ${id}`;
    return rows.map(({ name }: { name: string }) => name);
  };
  const all = await names({ sort: ["name", "asc"] });
  assert.deepEqual(all, [...all].sort());
  assert.deepEqual(await names({ sort: ["name", "desc"] }), [...all].reverse());
  assert.deepEqual(await names({ filters: [{ column: "name", op: "is", value: all[0] }] }), [all[0]]);
  assert.deepEqual(await names({ filters: [{ column: "name", op: "part", value: "' or true --" }] }), []);
  assert.deepEqual(
    await names({ filters: [{ column: "created_at", op: "until", value: "2000-01-01" }] }),
    [],
  );
});

test("whoever loses the right meanwhile gets no more rows, and the export says so", async () => {
  const { id } = await done(make("dan", {}));
  const member = await idOf(db, "members", "Dan");
  await done(db.as("alice").rpc("disable_member", { member }));
  assert.equal((await take()).job, null);
  assert.deepEqual(await stateOf(id), { state: "failed", error: "forbidden", rows: 0, slices: 0 });
  await done(db.as("alice").rpc("enable_member", { member }));
  await done(db.as("dan").rpc("switch_enterprise", { enterprise: await yunshan(db) }));
  await done(db.as("dan").rpc("retry_export", { export: id }));
  await record(await take());
  assert.equal((await stateOf(id))?.state, "done");
});

test("a slice is written once, whoever comes late with it", async () => {
  const { id } = await done(make("dan", {}));
  const slow = await take();
  assert.equal((await take()).job, null, "somebody is at it");
  await free(id);
  const quick = await take();
  assert.deepEqual([quick.job.slice, quick.rows], [slow.job.slice, slow.rows]);
  assert.notEqual(quick.job.object, slow.job.object);
  assert.equal(await record(quick), true);
  assert.equal(await record(slow), false);
  const objects = await db.sql`select name from private.export_objects where export_id = ${id} and kept`;
  assert.deepEqual(
    objects.map(({ name }) => name),
    [quick.job.object],
  );
});

test("a slice that fails five times ends its export, and holds up no other", async () => {
  const { id } = await done(make("dan", {}));
  const other = await done(make("dan", { name: "另一个" }));
  await record(await take());
  for (let tries = 0; tries < 5; tries++) {
    assert.equal((await take()).job.export, other.id);
    await free(other.id);
  }
  assert.equal((await take()).job, null);
  assert.equal((await stateOf(id))?.state, "done");
  assert.deepEqual(await stateOf(other.id), { state: "failed", error: "stuck", rows: 0, slices: 0 });
});

test("a file is downloaded by a ticket for a minute, kept for a week, and then its objects go", async () => {
  const { id } = await done(make("dan", {}));
  assert.equal((await db.as("dan").rpc("download_export", { export: id })).error?.code, "wrong_state");
  const slice = await take();
  await record(slice);
  const { ticket } = await done(db.as("dan").rpc("download_export", { export: id }));
  const open = async (told: string) =>
    (await functions`select private.open_export(${told}) as file`)[0]?.file;
  assert.deepEqual((await open(ticket)).objects, [slice.job.object]);
  assert.equal(await open(`${ticket}0`), null);
  await db.sql`update private.export_tickets set expires_at = now() - interval '1 second'`;
  assert.equal(await open(ticket), null);
  const [kept] =
    await db.sql`select expires_at - finished_at = interval '7 days' as week, downloaded_at is not null as taken from public.exports`;
  assert.deepEqual({ ...kept }, { week: true, taken: true });
  assert.deepEqual((await functions`select private.objects_to_remove() as names`)[0]?.names, []);
  await db.sql`update public.exports set expires_at = now() - interval '1 second'`;
  assert.equal((await db.as("dan").rpc("download_export", { export: id })).error?.code, "wrong_state");
  await done(db.as("bot").rpc("clock_sweep"));
  assert.equal((await stateOf(id))?.state, "expired");
  assert.deepEqual((await functions`select private.objects_to_remove() as names`)[0]?.names, [
    slice.job.object,
  ]);
  await functions`select private.forget_objects(${[slice.job.object]})`;
  assert.equal((await db.sql`select from private.export_objects where export_id = ${id}`).length, 0);
});

test("numbers are masked; whole ones are for whoever may reveal them, for a reason, not in chat, and it is logged", async () => {
  const [one = "", two = ""] = phones(2);
  const task = await personalTask(db, [one.slice(3), two.slice(3)]);
  const links = { source: "link", columns: ["ordinal", "cust_flag"], of: task.id };
  await done(make("alice", links));
  const masked = await take();
  assert.match(masked.rows[0].cust_flag, /\*{4}/);
  await record(masked);
  const whole = { ...links, whole: true };
  assert.equal((await make("bob", whole, "交接")).error?.code, "forbidden");
  assert.equal((await make("alice", whole)).error?.code, "reason_required");
  assert.equal(await fault(make("alice", { ...whole, columns: ["ordinal"] }, "交接")), "input_invalid whole");
  const { id } = await done(make("alice", whole, "交给短信平台"));
  const { rows } = await take();
  assert.deepEqual(
    rows.map(({ cust_flag }: { cust_flag: string }) => cust_flag),
    [one.slice(3), two.slice(3)],
  );
  assert.ok("params" in rows[0] && !("whole_id" in rows[0]));
  const [line] =
    await db.sql`select actor, reason, after from public.audit_log where resource_id = ${id} and verb = 'create'`;
  assert.deepEqual([line?.actor, line?.reason, line?.after.whole], [PEOPLE.alice, "交给短信平台", true]);
});

test("own fields are exported and narrow an export, in all that has them; figures stay figures, and another enterprise's are none (FLD-1)", async () => {
  const send = await draftSend(db);
  const kinds = {
    ...{ campaign: "text", region: "choice", urgent: "flag", budget: "count", ends: "day" },
  };
  const own = { campaign: "双旦", region: "east", urgent: true, budget: 1200, ends: "2026-12-31" };
  const columns = Object.keys(kinds).map((key) => `own_${key}`);
  for (const resource of nounsThat("own")) {
    for (const [key, kind] of Object.entries(kinds))
      await done(
        db.as("alice").rpc("create_own_field", {
          input: {
            ...{ resource, key, kind, name: key, bound: false, required: false, in_chat: false },
            ...(kind === "choice" ? { choices: ["east=华东/East", "west=西/West"] } : {}),
            ...(kind === "count" ? { max: 10_000 } : {}),
          },
        }),
      );
    const input = { source: resource, columns: ["name", ...columns] };
    await done(make("alice", input));
    const { job } = await take();
    assert.deepEqual(
      job.own.map(({ key }: { key: string }) => `own_${key}`),
      columns,
    );
    await db.sql`delete from public.exports`;
    assert.equal(await fault(make("alice", { ...input, columns: ["own_nothing"] })), "input_invalid columns");
    const unknown = [{ column: "own_nothing", op: "is", value: "x" }];
    assert.equal(await fault(make("alice", { ...input, filters: unknown })), "input_invalid filters");
  }
  await db.sql`update public.sends set own = ${db.sql.json(own)} where id = ${send}`;
  const narrowed = async (column: string, op: string, value: string) => {
    await done(
      make("alice", { source: "send", columns: ["name", ...columns], filters: [{ column, op, value }] }),
    );
    const { job, rows } = await take();
    await db.sql`delete from public.exports`;
    const shape: FileShape = {
      ...{ source: sourceWith("send", job), columns: job.columns, whole: false },
      ...{ locale: "en", zone: "UTC" },
    };
    assert.deepEqual(headings(shape).slice(1), Object.keys(kinds));
    return rows.map((row) => cellsOf(shape)(row).slice(1));
  };
  const line = ["双旦", "East", "Yes", 1200, "2026-12-31"];
  for (const [column, op, value] of [
    ["own_campaign", "part", "旦"],
    ["own_region", "is", "east"],
    ["own_urgent", "is", "true"],
    ["own_budget", "is", "1200"],
    ["own_ends", "from", "2026-12-31"],
  ] as const)
    assert.deepEqual(await narrowed(column, op, value), [line], column);
  assert.deepEqual(await narrowed("own_ends", "until", "2026-12-31"), []);
  assert.deepEqual(await narrowed("own_region", "is", "' or true --"), []);
  const [field] = await db
    .as("alice")
    .rows("select id from public.own_field_cards where resource = 'send' and key = 'region'");
  await done(db.as("alice").rpc("retire_own_field", { own_field: field?.id }));
  assert.deepEqual(
    await narrowed("own_campaign", "part", "旦"),
    [line],
    "what is retired is still what it was",
  );
  const mallory = await make("mallory", { source: "send", columns: ["name", "own_campaign"] });
  assert.equal(mallory.error?.code, "input_invalid");
});

test("ten exports of one person wait at most", async () => {
  for (let n = 0; n < 10; n++) await done(make("dan", { name: `第 ${n} 个` }));
  assert.equal((await make("dan", {})).error?.code, "exports_waiting");
  assert.equal((await make("bob", {})).error, null);
});
