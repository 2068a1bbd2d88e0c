import assert from "node:assert/strict";
import { test } from "node:test";
import { cardOf, done, groupInput, madeTask, refusal, resolve } from "../fixtures.ts";
import { accountChannel, read } from "../moving/moving_fixtures.ts";
import { testDatabase } from "../test_database.ts";
import { check, draftTemplate, notice, recordTemplateStates, submit } from "./checks.ts";

/**
 * TPL-2: what a vendor cannot show is offered to it by no door. A notice has eight pairs on Huawei and four on Xiaomi; this one has five. A draft may
 * hold anything; it goes no further.
 */
const db = await testDatabase();
const bob = db.as("bob");
const BOTH = ["huawei", "xiaomi"];

const five = () => {
  const { slots } = notice();
  return {
    slots: {
      ...slots,
      pairs: Array.from({ length: 5 }, (_, index) => ({ label: `项目${index}`, value: `YS${index}` })),
    },
  };
};
const card = (id: string) => cardOf(db, "template_cards", id);

/** With the check and without, alone and among many, it stays a draft, and is told which vendor takes how many. */
async function goesNoFurther(template: string) {
  await db.sql`delete from private.content_checks`;
  assert.equal(await refusal(bob.rpc("submit_template", { template })), "content_unchecked");
  await check(db, template);
  const { error } = await bob.rpc("submit_template", { template });
  assert.equal(error?.code, "content_has_errors");
  assert.match(error?.message ?? "", /has 5 items: Xiaomi takes 4/);
  const many = await done(
    bob.rpc("transition_many", { resource: "template", verb: "submit", ids: [template] }),
  );
  assert.match(JSON.stringify(many), /content_has_errors/);
  assert.equal((await card(template)).state, "draft");
}

/** Live on Huawei. */
async function live(): Promise<string> {
  const template = await draftTemplate(db, { vendors: ["huawei"], content: five() });
  await submit(db, template);
  await done(db.as("carol").rpc("approve_template", { template }));
  const [handed] =
    await db.sql`select reference, vendors::text[] as vendors from private.claim_vendor_handoffs(20)`;
  assert.deepEqual(handed?.vendors, ["huawei"]);
  const word = { reference: handed?.reference, at: new Date().toISOString(), state: "approved" };
  assert.equal(await recordTemplateStates(db, [{ ...word, vendor: "xiaomi" }]), 0, "nobody asked Xiaomi");
  assert.equal(await recordTemplateStates(db, [{ ...word, vendor: "huawei" }]), 1);
  await db.sql`delete from private.content_checks`;
  return template;
}

test("made for both it stays a draft, by whatever client", async () => {
  await goesNoFurther(await draftTemplate(db, { vendors: BOTH, content: five() }));
});

test("a live one that is edited for both stays live for Huawei, and the edit goes no further", async () => {
  const template = await live();
  const edit = await done(
    bob.rpc("update_template", { template, input: { vendors: BOTH, content: five() } }),
  );
  assert.deepEqual([edit.version, edit.live_version], [2, 1]);
  await goesNoFurther(template);
  await done(bob.rpc("update_template", { template, input: { vendors: BOTH, content: notice() } }));
  await submit(db, template);
  assert.equal((await card(template)).state, "in_review", "with one pair it fits both");
});

test("a draft that fits, is checked, and is then edited has no check any more", async () => {
  const template = await draftTemplate(db, { vendors: BOTH });
  await check(db, template);
  await done(bob.rpc("update_template", { template, input: { content: five() } }));
  await goesNoFurther(template);
});

test("another one made of the same content, and one that comes from another account, go no further", async () => {
  const template = await live();
  const { content } = await card(template);
  await goesNoFurther(await draftTemplate(db, { vendors: BOTH, content }));
  const channel = await accountChannel(db, "云消息");
  const facts = { layout: "notice", usage: "commercial", vendors: BOTH, content, media: [], summary: "" };
  const item = {
    ...{ kind: "template", outside_id: "600000009", name: "外来通知", outside_state: "approved", facts },
    ...{ problem: null, problem_details: null },
  };
  await read(db, channel, [item] as never);
  const [found] = await db.sql`select id from public.import_items where name = '外来通知'`;
  const { became } = await done(bob.rpc("bring_import_item", { import_item: found?.id }));
  await db.sql`update public.channels set state = 'revoked' where id = ${channel}`;
  await goesNoFurther(became);
});

test("a phone of Xiaomi is shown no card of it, whoever sent the link", async () => {
  const template = await live();
  const task = await madeTask(db, { ...(await groupInput(db)), template_id: template });
  const [link] = await db.sql`select min(id) as id from public.links where task_id = ${task.id}`;
  const verdicts = await Promise.all(BOTH.map((vendor) => resolve(db, link?.id, "resolution", vendor)));
  assert.deepEqual(
    verdicts.map(({ verdict }) => verdict),
    ["ok", "vendor_unsupported"],
  );
});
