import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";
import {
  account,
  approvedSend,
  booksAgree,
  clearStage,
  done,
  draftSend,
  idOf,
  joins,
  openAllDay,
  refusal,
  sendInput,
  tick,
  waitingSend,
} from "../fixtures.ts";
import { alerts, noCaps, refused } from "../sends/sends_fixtures.ts";
import { testDatabase } from "../test_database.ts";
import { oneAfterTheOther } from "../together.ts";
import { laidText, signatureInput, smsTemplateInput } from "./sms_fixtures.ts";

/** SMS-1: what is approved serves while its edit waits; it is switched off and on, and deleted where nothing uses it. */
const db = await testDatabase({ last: booksAgree });
await joins(db, "erin", ["Owners"]);
await noCaps(db);
await openAllDay(db);
beforeEach(() => clearStage(db));

const bob = () => db.as("bob");
const carol = () => db.as("carol");
const text = (name: string, content = "您的订单有新进展，点击 {link} 查看。", at?: string) =>
  laidText(db, { name, content, ...(at ? { at } : {}) });
const edit = async (id: string, name: string, content: string, who: "bob" | "erin" = "bob") =>
  done(
    db.as(who).rpc("update_sms_template", {
      sms_template: id,
      input: { ...(await smsTemplateInput(db, name)), content },
    }),
  );
const submit = (id: string) => done(bob().rpc("submit_sms_template", { sms_template: id }));
const approve = (id: string) => carol().rpc("approve_sms_template", { sms_template: id });
const said = async (send: string) => (await account(db, send)).sms_text;
const OLD = "您的订单有新进展，点击 {link} 查看。";
const NEW = "您的订单已发出，点击 {link} 查看。";

test("an approved SMS template is edited as a next version: it serves on until another member approves that", async () => {
  const id = await text("改版");
  const draft = await edit(id, "改版", NEW);
  assert.deepEqual([draft.state, draft.version, draft.live_version, draft.usable], ["draft", 2, 1, true]);
  assert.deepEqual([draft.content, draft.live_body], [NEW, OLD]);
  const before = await draftSend(db, { sms_template_id: id });
  assert.equal(await said(before), OLD, "new sends take what is approved");
  await submit(id);
  assert.equal(await refusal(bob().rpc("approve_sms_template", { sms_template: id })), "forbidden");
  const [waits] =
    await db.sql`select id from public.waiting_reviews where resource = 'sms_template' and id = ${id}`;
  assert.ok(waits);
  const now = await done(approve(id));
  assert.deepEqual([now.state, now.version, now.live_version], ["approved", 2, 2]);
  assert.equal(await said(await draftSend(db, { sms_template_id: id })), NEW);
  await done(bob().rpc("submit_send", { send: before }));
  assert.equal(await said(before), OLD, "a send keeps the version that it was made with");
});

test("four eyes are those of a version: who made the first may approve an edit of somebody else", async () => {
  const alice = () => db.as("alice");
  const { id } = await done(
    alice().rpc("create_sms_template", { input: await smsTemplateInput(db, "四眼") }),
  );
  assert.equal(await refusal(alice().rpc("approve_sms_template", { sms_template: id })), "four_eyes");
  await done(approve(id));
  await edit(id, "四眼", NEW, "erin");
  await submit(id);
  assert.equal(await refusal(db.as("erin").rpc("approve_sms_template", { sms_template: id })), "four_eyes");
  const sent = await done(alice().rpc("reject_sms_template", { sms_template: id, reason: "再想想" }));
  assert.deepEqual([sent.state, sent.version, sent.live_version, sent.usable], ["rejected", 2, 1, true]);
  await edit(id, "四眼", NEW, "erin");
  await submit(id);
  assert.equal((await done(alice().rpc("approve_sms_template", { sms_template: id }))).live_version, 2);
});

test("an approval of a send names the version of its text: an edit approved meanwhile changes nothing that was approved", async () => {
  const id = await text("同时");
  const waiting = await waitingSend(db, { sms_template_id: id });
  const approved = await approvedSend(db, {
    sms_template_id: id,
    timing: "scheduled",
    scheduled_at: new Date(Date.now() + 7_200_000).toISOString(),
  });
  const hashes = () =>
    db.sql`select id, hash, private.send_hash(id) as now from public.sends where id in (${waiting}, ${approved})`;
  await edit(id, "同时", NEW);
  await submit(id);
  const { answer, commit } = await carol().open("approve_sms_template", { sms_template: id });
  const decided = await carol().rpc("approve_send", { send: waiting });
  await commit();
  assert.deepEqual([answer.error, decided.error], [null, null]);
  for (const { hash, now } of await hashes()) assert.equal(hash, now);
  for (const send of [waiting, approved]) assert.equal(await said(send), OLD);
  const [bound] = await db.sql`select private.send_bound(${waiting}) -> 'sms_template' as of`;
  assert.deepEqual(bound?.of, { name: "同时", version: 1 });
});

test("what the carrier calls a text belongs to its version: one with another text has none yet", async () => {
  const id = await text("登记", OLD, "sms-1");
  assert.equal((await edit(id, "登记", NEW)).carrier_template_id, null);
  const [live] = await db.sql`select carrier_template_id from public.live_sms_templates where id = ${id}`;
  assert.equal(live?.carrier_template_id, "sms-1");
  const named = await done(
    bob().rpc("register_sms_template", { sms_template: id, input: { carrier_template_id: "sms-2" } }),
  );
  assert.deepEqual([named.carrier_template_id, named.live_carrier_template_id], ["sms-2", "sms-1"]);
  await submit(id);
  await done(approve(id));
  const same = await edit(id, "登记改名", NEW);
  assert.deepEqual(
    [same.version, same.carrier_template_id],
    [3, "sms-2"],
    "the same text is known by the same id",
  );
});

test("switched off, no new send takes it, what was approved is held, and a plan stops at its next time", async () => {
  const id = await text("停用");
  const draft = await draftSend(db, { sms_template_id: id });
  const waiting = await waitingSend(db, { sms_template_id: id });
  const going = await approvedSend(db, { sms_template_id: id });
  const plan = await approvedSend(db, { sms_template_id: id, timing: "recurring", cron: "17 * * * *" });
  const off = await done(bob().rpc("disable_sms_template", { sms_template: id }));
  assert.deepEqual([off.enabled, off.usable, off.sends_ahead], [false, false, 2]);
  const input = await sendInput(db, { sms_template_id: id });
  for (const act of [
    () => bob().rpc("create_send", { input }),
    () => bob().rpc("submit_send", { send: draft }),
    () => carol().rpc("approve_send", { send: waiting }),
  ])
    assert.equal((await refused(db, act, "sms_template_disabled", 409)).name, "停用");
  await tick(db);
  await tick(db);
  const held = await account(db, going);
  assert.deepEqual([held.state, held.pause_code], ["paused", "sms_template_disabled"]);
  await db.sql`update public.sends set next_at = now() - interval '1 second' where id = ${plan}`;
  await tick(db);
  const { state, pause_code } = await account(db, plan);
  assert.deepEqual([state, pause_code], ["paused", "sms_template_disabled"]);
  assert.equal(await alerts(db, "send_paused", plan), 1);
  assert.equal(await refusal(bob().rpc("disable_sms_template", { sms_template: id })), "wrong_state");
  await done(bob().rpc("enable_sms_template", { sms_template: id }));
  await done(carol().rpc("approve_send", { send: waiting }));
});

test("a draft that nothing uses is deleted; what a send uses is not, and the refusal says what", async () => {
  const { id } = await done(bob().rpc("create_sms_template", { input: await smsTemplateInput(db, "误建") }));
  assert.equal(await refusal(bob().rpc("delete_sms_template", { sms_template: id })), "wrong_state");
  await done(carol().rpc("reject_sms_template", { sms_template: id, reason: "误建" }));
  assert.equal(await refusal(db.as("dan").rpc("delete_sms_template", { sms_template: id })), "forbidden");
  assert.equal((await done(bob().rpc("delete_sms_template", { sms_template: id }))).name, "误建");
  assert.equal(
    (await db.sql`select from public.sms_template_versions where sms_template_id = ${id}`).length,
    0,
  );
  await done(bob().rpc("create_sms_template", { input: await smsTemplateInput(db, "误建") }));

  const used = await text("用过");
  await draftSend(db, { sms_template_id: used });
  const { name, uses } = await refused(
    db,
    async () => bob().rpc("delete_sms_template", { sms_template: used }),
    "sms_template_in_use",
    409,
  );
  assert.deepEqual([name, uses], ["用过", [{ zh: "1 个发送任务", en: "1 send" }]]);
});

test("a deletion and a new send at the same instant: one of the two is refused, whoever is second", async () => {
  const input = async (id: string) => ({ input: await sendInput(db, { sms_template_id: id }) });
  const made = await text("同时删一");
  const [send, gone] = await oneAfterTheOther(db, bob().open("create_send", await input(made)), () =>
    db.as("alice").rpc("delete_sms_template", { sms_template: made }),
  );
  assert.deepEqual([send.error, gone.error?.code], [null, "sms_template_in_use"]);
  const late = await text("同时删二");
  const [deleted, refusedSend] = await oneAfterTheOther(
    db,
    db.as("alice").open("delete_sms_template", { sms_template: late }),
    async () => bob().rpc("create_send", await input(late)),
  );
  assert.deepEqual([deleted.error, refusedSend.error?.code], [null, "not_found"]);
});

const signature = (name: string, part: object = {}) =>
  signatureInput(db, name).then((input) =>
    done(bob().rpc("create_sms_signature", { input: { ...input, ...part } })),
  );
const approvedSignature = async (name: string): Promise<string> => {
  const { id } = await signature(name);
  await done(carol().rpc("approve_sms_signature", { sms_signature: id }));
  return id;
};

test("an approved signature gets a next version under its name and kind; its replies go where the approved one says", async () => {
  const id = await approvedSignature("云杉改证");
  const input = await signatureInput(db, "云杉改证");
  const update = (part: object) =>
    bob().rpc("update_sms_signature", { sms_signature: id, input: { ...input, ...part } });
  assert.equal(await refusal(update({ name: "云杉改名" })), "signature_keeps_its_name");
  assert.equal(await refusal(update({ kind: "promotion", members_only: true })), "signature_keeps_its_name");
  const app = (await done(bob().rpc("create_sms_app", { input: { name: "other" } }))).id;
  const { name: _, kind: __, ...rest } = input;
  const next = await done(
    bob().rpc("update_sms_signature", {
      sms_signature: id,
      input: { ...rest, app_id: app, source: "trademark" },
    }),
  );
  assert.deepEqual([next.version, next.live_version, next.state, next.usable], [2, 1, "draft", true]);
  assert.deepEqual([next.source, next.live_source], ["trademark", "company"]);
  const where = async () =>
    (await db.sql`select app_id from public.sms_signatures where id = ${id}`)[0]?.app_id;
  assert.equal(await where(), input.app_id);
  await done(bob().rpc("submit_sms_signature", { sms_signature: id }));
  await done(carol().rpc("approve_sms_signature", { sms_signature: id }));
  assert.equal(await where(), app);
  const [rows] =
    await db.sql`select count(*)::int as n from public.signature_networks where signature_id = ${id}`;
  assert.equal(rows?.n, 4, "its reports at networks stay");
});

test("a signature that is switched off carries neither a new send nor a new SMS template; one that is used is not deleted", async () => {
  const id = await approvedSignature("云杉停签");
  const under = { ...(await smsTemplateInput(db, "停签下")), signature_id: id };
  const made = await done(bob().rpc("create_sms_template", { input: under }));
  await done(carol().rpc("approve_sms_template", { sms_template: made.id }));
  const { uses } = await refused(
    db,
    async () => bob().rpc("delete_sms_signature", { sms_signature: id }),
    "signature_in_use",
    409,
  );
  assert.deepEqual(uses, [{ zh: "1 个短消息模板", en: "1 SMS template" }]);
  await done(bob().rpc("disable_sms_signature", { sms_signature: id }));
  const send = await sendInput(db, { sms_template_id: made.id });
  await refused(db, async () => bob().rpc("create_send", { input: send }), "signature_disabled", 409);
  assert.equal(
    await refusal(bob().rpc("create_sms_template", { input: { ...under, name: "停签下二" } })),
    "signature_disabled",
  );
  await done(bob().rpc("enable_sms_signature", { sms_signature: id }));
  await done(bob().rpc("create_send", { input: send }));
});

test("a signature that nothing uses is deleted with its reports, while one under which a template comes at that instant stays", async () => {
  const id = await approvedSignature("云杉误签");
  await done(bob().rpc("delete_sms_signature", { sms_signature: id }));
  assert.equal((await db.sql`select from public.signature_networks where signature_id = ${id}`).length, 0);
  assert.equal((await db.sql`select from public.sms_signatures where id = ${id}`).length, 0);
  const other = await approvedSignature("云杉同签");
  const input = { ...(await smsTemplateInput(db, "同签下")), signature_id: other };
  const [made, gone] = await oneAfterTheOther(db, bob().open("create_sms_template", { input }), () =>
    db.as("alice").rpc("delete_sms_signature", { sms_signature: other }),
  );
  assert.deepEqual([made.error, gone.error?.code], [null, "signature_in_use"]);
  assert.ok(await idOf(db, "sms_signatures", "云杉同签"));
});
