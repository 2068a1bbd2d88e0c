import assert from "node:assert/strict";
import { test } from "node:test";
import { claim, idOf, imported, startedSend, tick } from "../fixtures.ts";
import { ALICE_IN_CHAT, linkChat } from "../one_of_each.ts";
import { fresh, noCaps } from "../sends/sends_fixtures.ts";
import { claimsOf, type Person, proofOf, speakAs, testDatabase } from "../test_database.ts";

/** One id leads from a click, command or call to its line of the log, to the send that it made, and to the carrier. */
const db = await testDatabase();
await noCaps(db);
await linkChat(db, "alice", ALICE_IN_CHAT);

const TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";
const headerOf = (trace: string) => `00-${trace}-00f067aa0ba902b7-01`;

/** What a person does with a request of these headers; answers the trace of the line that it left. */
async function traced(person: Person, headers: Record<string, string>, statement: string) {
  await db.sql.begin(async (step) => {
    await speakAs(step, claimsOf(person), headers);
    await step.unsafe(statement);
  });
  const [line] =
    await db.sql`select trace_id, source, outcome from public.audit_log order by id desc limit 1`;
  return line;
}

const TYPES = `select public.type_numbers('{"phones": ["+8613800138000"]}')`;

test("a line has the trace of the request that caused it, from panel, terminal, chat and API alike", async () => {
  for (const source of ["admin", "terminal", "api"]) {
    const line = await traced("bob", { "x-tidings-source": source, traceparent: headerOf(TRACE) }, TYPES);
    assert.deepEqual([line?.trace_id, line?.source], [TRACE, source]);
  }
  const chat = { ...proofOf(ALICE_IN_CHAT), traceparent: headerOf("a".repeat(32)) };
  const line = await traced("bot", chat, TYPES);
  assert.deepEqual([line?.trace_id, line?.source], ["a".repeat(32), "slack"]);
});

test("so has the line of what was refused", async () => {
  const [{ id } = { id: "" }] = await db.sql`select id from public.templates limit 1`;
  const refused = `select public.approve_template('${id}')`;
  const line = await traced("dan", { traceparent: headerOf(TRACE) }, refused);
  assert.deepEqual([line?.trace_id, line?.outcome], [TRACE, "refused"]);
});

test("what is no traceparent leaves nothing in the log, and stops nobody", async () => {
  for (const bad of [
    "",
    TRACE,
    headerOf(TRACE).toUpperCase(),
    headerOf("0".repeat(32)),
    `00-${TRACE}-${"0".repeat(16)}-01`,
    headerOf(TRACE).replace("00-", "ff-"),
    `${headerOf(TRACE)}, ${headerOf(TRACE)}`,
    `${headerOf(TRACE)}\n`,
    "'; drop table public.audit_log; --",
  ])
    assert.equal((await traced("bob", { traceparent: bad }, TYPES))?.trace_id, null, bad);
  assert.equal((await traced("bob", {}, TYPES))?.trace_id, null);
});

test("a trace gives no right: that of somebody's act does not lend it", async () => {
  const template = await idOf(db, "templates", "积分到期提醒");
  await traced("alice", { traceparent: headerOf(TRACE) }, TYPES);
  const line = await traced(
    "mallory",
    { traceparent: headerOf(TRACE) },
    `select public.submit_template('${template}')`,
  );
  assert.deepEqual([line?.trace_id, line?.outcome], [TRACE, "refused"]);
});

test("the log is asked by it, and whoever may not list the log sees nothing", async () => {
  const ask = "select verb from public.audit_entries where trace_id = $1";
  assert.ok((await db.as("dan").rows(ask, [TRACE])).length >= 4);
  assert.equal((await db.as("mallory").rows(`${ask} and source = 'admin'`, [TRACE])).length, 0);
});

test("a send has the trace of what made it: the carrier is told, and what the clock does with it stands under it", async () => {
  const send = await startedSend(db, { file: await imported(db, fresh(3)) });
  const [made] = await db.sql`select trace_id from public.sends where id = ${send}`;
  assert.match(made?.trace_id, /^[0-9a-f]{32}$/, "nobody named one, so it has its own");
  await tick(db);
  const batch = await claim(db);
  assert.equal(batch?.trace_id, made?.trace_id);
  const system = await db.sql`select trace_id from public.audit_log
    where resource = 'send' and resource_id = ${send} and actor is null`;
  assert.ok(system.length > 0 && system.every(({ trace_id }) => trace_id === made?.trace_id));
});

test("a send made in a trace goes on in it", async () => {
  const send = await startedSend(db, { file: await imported(db, fresh(3)) });
  const [{ input }] =
    (await db.sql`select jsonb_build_object('name', s.name || ' II', 'template_id', s.template_id,
    'sms_template_id', s.sms_template_id, 'number_file_id', s.number_file_id, 'domain_id', s.domain_id,
    'channel_id', s.channel_id, 'columns', s.columns, 'consent', s.consent, 'timing', 'immediate') as input
    from public.sends s where s.id = ${send}`) as unknown as [{ input: object }];
  await db.sql.begin(async (step) => {
    await speakAs(step, claimsOf("bob"), { traceparent: headerOf(TRACE) });
    await step`select public.create_send(${step.json(input as never)})`;
  });
  const [last] = await db.sql`select trace_id from public.sends order by created_at desc limit 1`;
  assert.equal(last?.trace_id, TRACE);
});
