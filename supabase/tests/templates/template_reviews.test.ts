import assert from "node:assert/strict";
import { test } from "node:test";
import { buttonOf, cardOf, done } from "../fixtures.ts";
import { type Person, testDatabase } from "../test_database.ts";
import { oneAfterTheOther } from "../together.ts";
import { draftTemplate, notice, recordTemplateStates, submit } from "./checks.ts";

/** APR-1, T9: who decides about a version, and about what. Alice may edit and review, bob edits, carol reviews. */
const db = await testDatabase();

const edit = (person: Person, template: string, body: string, more: object = {}) =>
  db.as(person).rpc("update_template", { template, input: { content: notice(body), ...more } });
const approve = (person: Person, template: string) => db.as(person).rpc("approve_template", { template });
/** The button of a decision as a person is shown it. */
const button = (person: Person, template: string, verb?: string) =>
  buttonOf(db.as(person), "template", template, verb);
/** Lets huawei approve the version that was handed to the vendors. */
async function vendorApproves(template: string): Promise<void> {
  const [version] =
    await db.sql`select latest_version_id as reference from public.templates where id = ${template}`;
  const word = { ...version, vendor: "huawei", state: "approved", at: new Date().toISOString() };
  await recordTemplateStates(db, [word]);
}

test("whoever edited another person's draft does not decide about it, and the button says why", async () => {
  const template = await draftTemplate(db);
  await done(edit("alice", template, "爱丽丝改过"));
  await done(edit("bob", template, "鲍勃又改"));
  await submit(db, template);
  for (const verb of ["approve", "reject"]) {
    const { allowed, code } = await button("alice", template, verb);
    assert.deepEqual([allowed, code], [false, "four_eyes"]);
    const { error, status } = await db.as("alice").rpc(`${verb}_template`, { template, reason: "好" });
    assert.deepEqual([error?.code, status], ["four_eyes", 403]);
  }
  assert.equal((await done(approve("carol", template))).state, "vendor_review");
});

test("four eyes are of a version: whoever edited the first one approves the second, which they have not touched", async () => {
  const template = await draftTemplate(db);
  await done(edit("alice", template, "第一版"));
  await submit(db, template);
  await done(approve("carol", template));
  await vendorApproves(template);
  assert.equal((await done(edit("bob", template, "第二版"))).version, 2);
  await submit(db, template);
  assert.equal((await done(approve("alice", template))).state, "vendor_review");
});

test("a version that is edited after a rejection is still the version of whoever had it in hand before", async () => {
  const template = await draftTemplate(db);
  await done(edit("alice", template, "第一稿"));
  await submit(db, template);
  await done(db.as("carol").rpc("reject_template", { template, reason: "文案有误" }));
  await done(edit("bob", template, "第二稿"));
  await submit(db, template);
  assert.equal((await approve("alice", template)).error?.code, "four_eyes");
});

test("an approval is of what was shown: of what was changed meanwhile it hears what differs, leaf by leaf", async () => {
  const template = await draftTemplate(db);
  await submit(db, template);
  const { name } = await cardOf(db, "template_cards", template);
  const { shown } = await button("carol", template);
  const nothing = await db.as("carol").rpc("approve_template", { template, shown: "" });
  assert.deepEqual([nothing.error?.code, nothing.status], ["shown_required", 422]);
  await done(db.as("bob").rpc("withdraw_template", { template }));
  await done(edit("bob", template, "改过", { name: `${name} 改`, vendors: ["huawei", "vivo"] }));
  await submit(db, template);
  const { error, status } = await db.as("carol").rpc("approve_template", { template, shown });
  assert.deepEqual([error?.code, status], ["shown_changed", 409]);
  const { differs } = JSON.parse(error?.details ?? "{}");
  assert.deepEqual(differs, [
    { field: "content.slots.body", before: "您好", after: "改过" },
    { field: "name", before: name, after: `${name} 改` },
    { field: "vendors", before: '["huawei"]', after: '["huawei", "vivo"]' },
  ]);
  const now = await button("carol", template);
  const { state } = await done(db.as("carol").rpc("approve_template", { template, shown: now.shown }));
  assert.equal(state, "vendor_review");
});

test("two people who edit an approved template at once make one next version", async () => {
  const template = await draftTemplate(db);
  await submit(db, template);
  await done(approve("carol", template));
  await vendorApproves(template);
  const alices = { template, input: { content: notice("爱丽丝") } };
  const [first, second] = await oneAfterTheOther(db, db.as("alice").open("update_template", alices), () =>
    edit("bob", template, "鲍勃"),
  );
  assert.deepEqual([first.data.version, first.data.revision], [2, 1]);
  assert.deepEqual([second.data.version, second.data.revision], [2, 2]);
});

test("the log says what an edit, a submission and a switch changed, and nothing else", async () => {
  const template = await draftTemplate(db);
  await done(edit("bob", template, "改过"));
  await submit(db, template);
  await done(approve("carol", template));
  await vendorApproves(template);
  await done(db.as("bob").rpc("disable_template", { template }));
  const lines = await db
    .as("dan")
    .rows("select verb, before, after from public.audit_log where resource_id = $1 order by id", [template]);
  const keys = lines.map(({ verb, before, after }) => [verb, Object.keys({ ...before, ...after }).join()]);
  assert.deepEqual(keys, [
    ["create", "name,state,usage,layout,enabled,vendors,version,content_hash,sms_signatures"],
    ["update", "content_hash"],
    ["submit", "state"],
    ["approve", "state"],
    ["vendor_approved", "state,vendor"],
    ["vendor_approve", "state"],
    ["disable", "enabled"],
  ]);
});
