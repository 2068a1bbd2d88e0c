import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";
import {
  approvedSend,
  booksAgree,
  buttonOf,
  cardOf,
  clearStage,
  done,
  draftSend,
  idOf,
  openAllDay,
  refusal,
  sendInput,
} from "../fixtures.ts";
import { noCaps, refused } from "../sends/sends_fixtures.ts";
import { testDatabase } from "../test_database.ts";
import { oneAfterTheOther } from "../together.ts";
import { check, draftTemplate, notice, recordTemplateStates, submit } from "./checks.ts";

/** TPL-1: a template is copied from any state, and deleted where nothing waits with it. */
const db = await testDatabase({ last: booksAgree });
await noCaps(db);
await openAllDay(db);
beforeEach(() => clearStage(db));

const bob = () => db.as("bob");
const copy = (template: string, input?: object) =>
  bob().rpc("copy_template", { template, ...(input ? { input } : {}) });
const remove = (template: string) => bob().rpc("delete_template", { template });

/** A template that a vendor has approved: sends may take it. */
async function approved(name: string): Promise<string> {
  const template = await draftTemplate(db, { name });
  await submit(db, template);
  const { shown } = await buttonOf(db.as("carol"), "template", template);
  await done(db.as("carol").rpc("approve_template", { template, shown }));
  const [row] = await db.sql`select h.reference from private.vendor_handoffs h
    join public.templates t on t.latest_version_id = h.version_id where t.id = ${template}`;
  await recordTemplateStates(db, [{ reference: row?.reference, vendor: "huawei", state: "approved" }]);
  return template;
}

test("a copy has the content, vendors and own fields of the latest version, is a draft of whoever copies, and leaves the first alone", async () => {
  const live = await idOf(db, "templates", "签收提醒");
  const first = await cardOf(db, "template_cards", live);
  const made = await done(copy(live));
  assert.notEqual(made.id, live);
  assert.deepEqual(
    [made.name, made.state, made.version, made.revision, made.live_version_id],
    ["签收提醒 副本", "draft", 1, 1, null],
  );
  for (const column of ["usage", "category", "layout", "vendors", "content", "parameters", "own"])
    assert.deepEqual(made[column], first[column], column);
  assert.deepEqual(
    [made.submitted_by, made.decided_at, made.reason, made.vendor_states],
    [null, null, null, []],
  );
  assert.deepEqual(await cardOf(db, "template_cards", live), first);
  const lines = await db.sql`select verb, resource_id from public.audit_log where resource = 'template'
    and resource_id in (${live}, ${made.id}) and verb in ('copy', 'create') order by id desc limit 2`;
  assert.deepEqual(
    lines.map(({ verb, resource_id }) => [verb, resource_id]),
    [
      ["copy", live],
      ["create", made.id],
    ],
    "the log has both",
  );
});

test("copies of one template are told apart, a copy of a copy counts on, and whoever names one has that name", async () => {
  const first = await draftTemplate(db, { name: "春节海报" });
  const names: string[] = [];
  for (let n = 0; n < 3; n += 1) names.push((await done(copy(first))).name);
  assert.deepEqual(names, ["春节海报 副本", "春节海报 副本 2", "春节海报 副本 3"]);
  const second = await idOf(db, "templates", "春节海报 副本 2");
  assert.equal((await done(copy(second))).name, "春节海报 副本 4");
  assert.equal((await done(copy(first, { name: " 元宵海报 " }))).name, "元宵海报");
  assert.equal((await done(copy(first, { name: "  " }))).name, "春节海报 副本 5");
  assert.equal(await refusal(copy(first, { name: "元宵海报" })), "name_taken");
  assert.equal(await refusal(copy(first, { name: "长".repeat(65) })), "name_required");
  const long = await draftTemplate(db, { name: "长".repeat(64) });
  assert.equal((await done(copy(long))).name, `${"长".repeat(61)} 副本`);
  const english = await draftTemplate(db, { name: "Spring sale" });
  assert.equal((await done(copy(english))).name, "Spring sale copy");
});

test("who may not make templates copies none, and nobody copies those of another enterprise", async () => {
  const template = await idOf(db, "templates", "签收提醒");
  assert.equal(await refusal(db.as("dan").rpc("copy_template", { template })), "forbidden");
  assert.equal(await refusal(db.as("mallory").rpc("copy_template", { template })), "not_found");
  assert.equal(await refusal(db.as("mallory").rpc("delete_template", { template })), "not_found");
  assert.equal(await refusal(db.as("dan").rpc("delete_template", { template })), "forbidden");
});

test("whoever copies a template is its author: another person decides about the copy", async () => {
  const { id } = await done(
    db.as("alice").rpc("copy_template", { template: await idOf(db, "templates", "签收提醒") }),
  );
  await check(db, id);
  await done(bob().rpc("submit_template", { template: id }));
  assert.equal(await refusal(db.as("alice").rpc("approve_template", { template: id })), "four_eyes");
});

test("a draft of which nothing was made is deleted whole, and its name is free; what waits for a decision is not", async () => {
  const template = await draftTemplate(db, { name: "误建" });
  await submit(db, template);
  assert.equal(await refusal(remove(template)), "wrong_state");
  await done(bob().rpc("withdraw_template", { template }));
  const gone = await done(remove(template));
  assert.deepEqual([gone.name, gone.state], ["误建", "draft"]);
  assert.equal((await db.sql`select from public.templates where id = ${template}`).length, 0);
  assert.equal(
    (await db.sql`select from public.template_versions where template_id = ${template}`).length,
    0,
  );
  assert.equal(await refusal(remove(template)), "not_found");
  await draftTemplate(db, { name: "误建" });
  const [line] = await db.sql`select before ->> 'name' as name, after from public.audit_log
    where resource = 'template' and resource_id = ${template} and verb = 'delete' and outcome = 'granted'`;
  assert.deepEqual(line, { name: "误建", after: null });
});

test("a template that a send waits with is not deleted, and the refusal says what waits", async () => {
  const template = await approved("等待中");
  const draft = await draftSend(db, { template_id: template });
  const { name, uses } = await refused(db, async () => remove(template), "template_in_use", 409);
  assert.equal(name, "等待中");
  assert.match(JSON.stringify(uses), /1 个发送任务/);
  const { blocked } = await buttonOf(bob(), "template", template, "delete");
  assert.equal(blocked, "template_in_use");
  await done(bob().rpc("cancel_send", { send: draft }));
  await done(remove(template));
});

test("after the last send is over a template goes: the send and the reports keep its name, links keep its card, and nothing new is made of it", async () => {
  const template = await approved("去年的会员日");
  const send = await approvedSend(db, { template_id: template });
  await db.sql`update public.sends set state = 'done', finished_at = now() where id = ${send}`;
  await done(remove(template));
  assert.equal(
    (await db.as("dan").rows("select from public.template_cards where id = $1", [template])).length,
    0,
  );
  assert.equal((await cardOf(db, "send_cards", send)).template_name, "去年的会员日");
  const [version] = await db.sql`select v.content from public.sends s
    join public.template_versions v on v.id = s.version_id where s.id = ${send}`;
  assert.deepEqual(version?.content, notice());
  const input = await sendInput(db, { template_id: template });
  assert.equal(
    (await refused(db, async () => bob().rpc("create_send", { input }), "template_deleted", 409)).name,
    "去年的会员日",
  );
  for (const verb of ["copy", "update", "submit", "enable", "disable", "delete"]) {
    const more = verb === "update" ? { input: { content: notice() } } : {};
    assert.equal(await refusal(bob().rpc(`${verb}_template`, { template, ...more })), "not_found", verb);
  }
  // Its name is free for another, and both are told apart by their ids.
  await approved("去年的会员日");
});

test("what a vendor decides of a deleted template later changes nothing, and stops nothing", async () => {
  const template = await draftTemplate(db, { name: "迟到的决定", vendors: ["huawei", "xiaomi"] });
  await submit(db, template);
  const { shown } = await buttonOf(db.as("carol"), "template", template);
  await done(db.as("carol").rpc("approve_template", { template, shown }));
  const [row] = await db.sql`select h.reference from private.vendor_handoffs h
    join public.templates t on t.latest_version_id = h.version_id where t.id = ${template}`;
  const say = (vendor: string, state: string, at: string) =>
    recordTemplateStates(db, [{ reference: row?.reference, vendor, state, at }]);
  await say("huawei", "rejected", "2026-11-01T00:00:00Z");
  await say("xiaomi", "rejected", "2026-11-01T00:00:00Z");
  await done(remove(template));
  assert.equal(await say("huawei", "approved", "2026-11-02T00:00:00Z"), 1);
  const [left] =
    await db.sql`select latest_version_id, live_version_id, enabled from public.templates where id = ${template}`;
  assert.deepEqual(left, { latest_version_id: null, live_version_id: null, enabled: false });
});

test("a send that is being made is waited for, and keeps its template; one that is too late finds none", async () => {
  const template = await approved("同时");
  const input = await sendInput(db, { template_id: template });
  const alice = () => db.as("alice");
  const [made, kept] = await oneAfterTheOther(db, bob().open("create_send", { input }), () =>
    alice().rpc("delete_template", { template }),
  );
  assert.deepEqual([made.error, kept.error?.code], [null, "template_in_use"]);
  await done(bob().rpc("cancel_send", { send: made.data.id }));
  const [gone, late] = await oneAfterTheOther(db, alice().open("delete_template", { template }), () =>
    bob().rpc("create_send", { input }),
  );
  assert.deepEqual([gone.error, late.error?.code], [null, "template_deleted"]);
});
