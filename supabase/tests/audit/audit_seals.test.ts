import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { test } from "node:test";
import { done, idOf, tick } from "../fixtures.ts";
import { testDatabase } from "../test_database.ts";

/** IAM-4: the audit log is a chain of hashes: what is changed, taken away or slipped in is found, and named. */
const db = await testDatabase();
await tick(db);

const proof = () => done(db.as("dan").rpc("audit_proof"));

/** Does what only the owner of the database can do, looks, and takes it back. */
async function meddled(statement: string, lookAt: () => Promise<unknown>): Promise<void> {
  await db.sql.unsafe(
    "alter table public.audit_log disable trigger user; alter table public.audit_seals disable trigger user",
  );
  await db.sql.unsafe(
    "create table private.kept as table public.audit_log; create table private.kept_seals as table public.audit_seals",
  );
  try {
    await db.sql.unsafe(statement);
    await lookAt();
  } finally {
    await db.sql.unsafe(`delete from public.audit_seals; delete from public.audit_log;
      insert into public.audit_log overriding system value table private.kept; insert into public.audit_seals table private.kept_seals;
      drop table private.kept, private.kept_seals;
      alter table public.audit_log enable trigger user; alter table public.audit_seals enable trigger user`);
  }
}

test("after a turn of the clock every row is sealed, and the proof holds", async () => {
  const { proved, last, broken, head, unsealed } = await proof();
  const [rows] =
    await db.sql`select count(*)::int as n from public.audit_log l join public.enterprises e on e.id = l.enterprise_id where e.name = '云杉商城'`;
  assert.deepEqual([proved, last, broken, unsealed], [rows?.n, head.seq, null, 0]);
  assert.match(head.hash, /^[0-9a-f]{64}$/);
});

test("a row that the owner of the database changes breaks the chain, and the proof says which", async () => {
  const [row] =
    await db.sql`select id, verb from public.audit_log where resource = 'template' and verb = 'approve' order by id limit 1`;
  for (const change of [
    "actor_name = 'Mallory'",
    "at = at + interval '1 microsecond'",
    "reason = 'Never mind.'",
    "after = null",
    "trace_id = '4bf92f3577b34da6a3ce929d0e0e4736'",
  ])
    await meddled(`update public.audit_log set ${change} where id = ${row?.id}`, async () => {
      const { broken } = await proof();
      assert.deepEqual(
        [broken?.why, broken?.log_id, broken?.verb],
        ["row_changed", Number(row?.id), "approve"],
        change,
      );
    });
  assert.equal((await proof()).broken, null);
});

test("a row or a seal that was taken away, and a row that was slipped in, are found", async () => {
  const [row] =
    await db.sql`select l.id, s.seq from public.audit_log l join public.audit_seals s on s.log_id = l.id where l.resource = 'template' and l.verb = 'submit' order by l.id limit 1`;
  await meddled(`delete from public.audit_log where id = ${row?.id}`, async () =>
    assert.deepEqual(
      [(await proof()).broken?.why, (await proof()).broken?.log_id],
      ["row_missing", Number(row?.id)],
    ),
  );
  await meddled(`delete from public.audit_seals where log_id = ${row?.id}`, async () =>
    assert.deepEqual(
      [(await proof()).broken?.why, (await proof()).broken?.seq],
      ["seal_missing", Number(row?.seq)],
    ),
  );
  await meddled(
    `insert into public.audit_log (enterprise_id, source, resource, verb, outcome, xact) select enterprise_id, source, resource, verb, outcome, '1'::xid8 from public.audit_log where id = ${row?.id}`,
    async () => assert.equal((await proof()).broken?.why, "row_unsealed"),
  );
});

test("a row that was moved into the log of another enterprise is found by both", async () => {
  const [row] =
    await db.sql`select id from public.audit_log where resource = 'template' and verb = 'approve' order by id limit 1`;
  await meddled(
    `update public.audit_log set enterprise_id = (select id from public.enterprises where name = 'Other Ltd') where id = ${row?.id}`,
    async () => {
      assert.deepEqual(
        [(await proof()).broken?.why, (await proof()).broken?.log_id],
        ["row_changed", Number(row?.id)],
      );
      const { broken } = await done(db.as("mallory").rpc("audit_proof"));
      assert.deepEqual([broken?.why, broken?.log_id], ["row_unsealed", Number(row?.id)]);
    },
  );
});

test("whoever seals the whole chain anew has another head than the published one", async () => {
  const { head } = await proof();
  await meddled("select 1", async () => {
    await db.sql.unsafe(`update public.audit_log set reason = 'Never mind.' where id = (select min(id) from public.audit_log where resource = 'template');
      delete from public.audit_seals; update private.audit_cursor set xact = '0', id = 0`);
    await db.sql`select private.seal_audit(100000)`;
    const { broken, head: forged } = await proof();
    assert.equal(broken, null);
    assert.notEqual(forged.hash, head.hash);
  });
});

test("what a transaction that is still open has written comes later in the chain than what it could not see", async () => {
  const template = await idOf(db, "templates", "积分到期提醒");
  const before = (await proof()).head.seq;
  const slow = await db.as("bob").open("submit_template", { template });
  await done(db.as("alice").rpc("set_locale", { input: { locale: "en" } }));
  await tick(db);
  const waiting = await proof();
  assert.deepEqual([waiting.broken, waiting.head.seq >= before], [null, true]);
  await slow.commit();
  await tick(db);
  const { broken, unsealed } = await proof();
  assert.deepEqual([broken, unsealed], [null, 0]);
});

test("an export of a period can be proved without the database", async () => {
  const rows: { seq: number; hash: string; previous: string | null; row: string }[] = await done(
    db.as("dan").rpc("audit_export", { from_time: "2000-01-01T00:00:00Z", to_time: "2100-01-01T00:00:00Z" }),
  );
  assert.ok(rows.length > 5);
  for (const { hash, previous, row } of rows) {
    assert.equal(
      createHash("sha256")
        .update(`${previous ?? ""}${row}`)
        .digest("hex"),
      hash,
    );
    const keys = Object.keys(JSON.parse(row));
    assert.deepEqual(keys, keys.toSorted());
  }
  assert.deepEqual(
    await done(
      db
        .as("dan")
        .rpc("audit_export", { from_time: "2001-01-01T00:00:00Z", to_time: "2002-01-01T00:00:00Z" }),
    ),
    [],
  );
  assert.equal(
    (await db.as("dan").rpc("audit_export", { from_time: "yesterday", to_time: "" })).error?.code,
    "input_invalid",
  );
});

test("nobody of another enterprise sees a seal, and nobody writes one", async () => {
  const [mine] = await db.as("dan").rows("select count(*)::int as n from public.audit_seals");
  const chains = await db.as("mallory").rows("select distinct chain from public.audit_seals");
  assert.ok(mine.n > 0);
  assert.equal(chains.length, 1);
  for (const statement of [
    "update public.audit_seals set hash = 'x'",
    "delete from public.audit_seals",
    "insert into public.audit_seals (chain, seq, log_id, hash) values (gen_random_uuid(), 1, 1, 'x')",
  ])
    await assert.rejects(db.as("alice").rows(statement), { code: "42501" }, statement);
  await assert.rejects(db.sql`update public.audit_seals set hash = 'x'`, /append-only/);
});

test("the deployment's own log is proved and taken out by a platform admin, and by nobody else", async () => {
  await db.sql`select private.audit(null, 'offer', 'x', 'create', null, '{"name": "一"}')`;
  await db.sql`select private.seal_audit()`;
  const period = { from_time: "2000-01-01T00:00:00Z", to_time: "", deployment: true };
  const { head, broken, proved } = await done(db.as("olga").rpc("audit_proof", { deployment: true }));
  assert.deepEqual([broken, proved], [null, head.seq]);
  const rows = await done(db.as("olga").rpc("audit_export", period));
  assert.equal(rows.length, head.seq);
  assert.match(rows.at(-1).row, /"offer"/);
  for (const person of ["alice", "mallory", "erin"] as const)
    for (const answer of [
      await db.as(person).rpc("audit_proof", { deployment: true }),
      await db.as(person).rpc("audit_export", period),
    ])
      assert.deepEqual([answer.error?.code, answer.status], ["platform_admin_only", 403], person);
});

test("many lines at once, as the demo's past has, are sealed a part in each turn of the clock: one that is cut off would seal none", async () => {
  await db.sql`select private.seal_audit(100000)`;
  await db.sql`select private.audit(null, 'offer', 'x', 'create', null, '{"name": "一"}') from generate_series(1, 1100)`;
  const sealed: number[] = [];
  for (let turn = 0; turn < 4; turn += 1) sealed.push((await tick(db)).sealed);
  assert.deepEqual(sealed, [500, 500, 100, 0]);
  const { broken, unsealed } = await done(db.as("olga").rpc("audit_proof", { deployment: true }));
  assert.deepEqual([broken, unsealed], [null, 0]);
});
