import assert from "node:assert/strict";
import { test } from "node:test";
import { buttonOf, cardOf, done, draftSend, givePolicy, memberOf, refusal, sendInput } from "../fixtures.ts";
import { PEOPLE, testDatabase } from "../test_database.ts";
import { byKey, layVoice, madeKey, madePolicy } from "./key_fixtures.ts";

/** APR-1 for keys: what a key submits, whoever made it or was shown a secret of it decides about no more than if they had submitted it. */
const db = await testDatabase();
await layVoice(db);
await madePolicy(
  db,
  "发送",
  ...["KooMessage:sendTask:*", "KooMessage:template:*", "KooMessage:numberFile:*", "SMS:message:send"],
  ...["KooMessage:sms:list", "KooMessage:channel:list", "KooMessage:domain:list"],
);
const key = await madeKey(db, { name: "营销系统", policies: ["发送"] });
const its = () => byKey(db, key.key_id);

/** A send that the key has made and submitted. */
async function keysSend(): Promise<string> {
  const { id } = await done(its().rpc("create_send", { input: await sendInput(db) }));
  await done(its().rpc("submit_send", { send: id }));
  return id;
}
// Alice, who made the key, may do everything; carol reviews.
await givePolicy(
  db,
  "审批人",
  [await memberOf(db, "dan")],
  [
    {
      Effect: "Allow",
      Action: [
        "KooMessage:sendTask:approve",
        "KooMessage:accessKey:manage",
        "KooMessage:sendTask:*",
        "KooMessage:template:*",
        "KooMessage:numberFile:*",
        "SMS:message:send",
        "KooMessage:sms:list",
        "KooMessage:channel:list",
        "KooMessage:domain:list",
      ],
    },
  ],
);

test("a send of a key waits in review as the key's, and the key approves nothing", async () => {
  const send = await keysSend();
  const card = await cardOf(db, "send_cards", send);
  assert.deepEqual([card.state, card.submitted_by_name], ["in_review", `营销系统 (${key.key_id})`]);
  assert.equal(await refusal(its().rpc("approve_send", { send })), "person_required");
});

test("its maker is a hand of it; another approver is not, until a secret was shown to them", async () => {
  const send = await keysSend();
  assert.equal(await refusal(db.as("alice").rpc("approve_send", { send })), "four_eyes");
  assert.equal((await buttonOf(db.as("alice"), "send", send))?.code, "four_eyes");
  assert.equal((await buttonOf(db.as("dan"), "send", send))?.code, null);
  await done(db.as("dan").rpc("rotate_access_key", { access_key: key.id }));
  assert.equal((await buttonOf(db.as("dan"), "send", send))?.code, "four_eyes");
  assert.equal(await refusal(db.as("dan").rpc("approve_send", { send })), "four_eyes");
  const [open] = await db.sql`select (private.approvals_of(${send}) -> 0 ->> 'open')::int as n`;
  const [able] =
    await db.sql`select count(*)::int as n from private.who_may((select enterprise_id from public.sends where id = ${send}), 'KooMessage:sendTask:approve')`;
  assert.equal(open?.n, able?.n - 2, "neither of the two is waited for");
  await done(db.as("carol").rpc("approve_send", { send }));
  assert.notEqual((await cardOf(db, "send_cards", send)).state, "in_review");
});

test("an approval that stood before they were shown a secret counts no more", async () => {
  await done(db.as("alice").rpc("create_approval_rule", { input: { name: "两人", approvers: 2 } }));
  const other = await madeKey(db, { name: "另一个", policies: ["发送"] });
  const { id } = await done(byKey(db, other.key_id).rpc("create_send", { input: await sendInput(db) }));
  await done(byKey(db, other.key_id).rpc("submit_send", { send: id }));
  await done(db.as("dan").rpc("approve_send", { send: id }));
  const have = async () =>
    (await db.sql`select (private.approvals_of(${id}) -> 0 ->> 'have')::int as n`)[0]?.n;
  assert.equal(await have(), 1);
  await done(db.as("dan").rpc("rotate_access_key", { access_key: other.id }));
  assert.equal(await have(), 0);
});

test("so it is with what a key has changed, and with the numbers that it imported", async () => {
  const template = (await done(its().rpc("copy_template", { template: await templateId() }))).id;
  assert.ok(template);
  const [touched] =
    await db.sql`select count(*)::int as n from private.touches where person = ${key.id} and row_id in
    (select latest_version_id::text from public.templates where id = ${template})`;
  assert.equal(touched?.n, 1);
  const send = await draftSend(db);
  await db.sql`update public.number_files set created_by = ${key.id}
    where id = (select number_file_id from public.sends where id = ${send})`;
  const hands = await db.sql`select private.send_hands(${send}) as person`;
  assert.deepEqual(
    [PEOPLE.alice, PEOPLE.dan, PEOPLE.carol].map((one) => hands.some(({ person }) => person === one)),
    [true, true, false],
    "both know its secret",
  );
});

async function templateId(): Promise<string> {
  const [row] =
    await db.sql`select t.id from public.templates t join public.template_versions v on v.id = t.live_version_id where v.kind = 'aim' limit 1`;
  return row?.id;
}
