import assert from "node:assert/strict";
import { test } from "node:test";
import { NAME_VECTORS, TEXT_VECTORS } from "../../../shared/src/ground/names_vectors.ts";
import { groupInput, sendInput } from "../fixtures.ts";
import { refused } from "../sends/sends_fixtures.ts";
import { type Answer, testDatabase } from "../test_database.ts";

/** Names and reasons, whichever verb takes them. */
const db = await testDatabase();

const FORGED = "会员日\n已批准";

test("the database keeps the names that the words call clean, and no other", async () => {
  for (const [name, clean] of NAME_VECTORS) {
    const kept = await db.sql`select private.clean_name(${name}) as name`.then(
      ([row]) => row?.name,
      (error: Error) => JSON.parse(error.message).code,
    );
    assert.equal(kept, clean ? name : "name_unclean", JSON.stringify(name));
  }
});

test("the database has the words' rule of texts, and says where one breaks it", async () => {
  for (const [text, clean] of TEXT_VECTORS) {
    const input = db.sql.json({ a: [{ b: "x" }, { phone: text, text }] });
    const [row] = await db.sql`select private.unseen_place(${input}) as place`;
    assert.equal(row?.place, clean ? null : "a[2].text", JSON.stringify(text));
  }
});

test("no text that customers or reviewers read takes a mark that nobody sees", async () => {
  const turned = "您好\u202e";
  const bob = db.as("bob");
  const [layout] = await db.sql`select v.content, t.layout, v.vendors from public.template_versions v
    join public.templates t on t.id = v.template_id where t.name = '签收提醒'`;
  const content = { ...layout?.content, slots: { ...layout?.content.slots, title: turned } };
  const template = {
    name: "t",
    usage: "commercial",
    layout: layout?.layout,
    vendors: layout?.vendors,
    content,
  };
  const typed = { phones: ["+8613800138000"], name: "n", params: [{ name: turned }] };
  const [signature] = await db.sql`select s.id from public.sms_signatures s
    join public.enterprises e on e.id = s.enterprise_id where e.name = '云杉商城' and s.live_version_id is not null and s.kind <> 'promotion' limit 1`;
  const sms = {
    name: "s",
    signature_id: signature?.id,
    content: turned,
    variables: [],
    purpose: "",
    for_cards: true,
  };
  const takes: readonly (readonly [string, string, object])[] = [
    ["create_template", "content.slots.title", template],
    ["type_numbers", "params[1].name", typed],
    ["create_sms_template", "content", sms],
  ];
  for (const [verb, field, input] of takes) {
    const told = await refused(db, () => bob.rpc(verb, { input }), "text_unclean", 422);
    assert.equal(told.field, field, verb);
  }
});

test("no verb takes a name with a line break in it", async () => {
  const alice = db.as("alice");
  const bob = db.as("bob");
  const [layout] = await db.sql`select v.content, t.layout, v.vendors from public.template_versions v
    join public.templates t on t.id = v.template_id where t.name = '签收提醒'`;
  const input = await sendInput(db);
  const group = await groupInput(db);
  const takes: Record<string, () => Promise<Answer>> = {
    update_enterprise: () => alice.rpc("update_enterprise", { input: { name: FORGED } }),
    create_enterprise: () =>
      alice.rpc("create_enterprise", { input: { name: FORGED, statements: ["koomessage", "sms"] } }),
    create_policy: () => alice.rpc("create_policy", { input: { name: FORGED, document: {} } }),
    create_access_key: () => alice.rpc("create_access_key", { input: { name: FORGED, policies: [] } }),
    create_group: () => alice.rpc("create_group", { input: { name: FORGED, policies: [], members: [] } }),
    create_approval_rule: () => alice.rpc("create_approval_rule", { input: { name: FORGED, approvers: 1 } }),
    add_media: () => bob.rpc("add_media", { input: { name: FORGED, path: "x" } }),
    create_template: () =>
      bob.rpc("create_template", { input: { name: FORGED, usage: "commercial", ...layout } }),
    type_numbers: () => bob.rpc("type_numbers", { input: { phones: ["+8613800138000"], name: FORGED } }),
    create_send: () => bob.rpc("create_send", { input: { ...input, name: FORGED } }),
    create_jump_batch: () =>
      bob.rpc("create_jump_batch", { input: { name: FORGED, purpose: "促销", source: "typed", urls: [] } }),
    create_resolve_task: () => bob.rpc("create_resolve_task", { input: { ...group, name: FORGED } }),
  };
  for (const [verb, act] of Object.entries(takes)) {
    const { error } = await act();
    assert.equal(error?.code, "name_unclean", `${verb}: ${error?.message}`);
  }
});

test("a reason has 500 characters at most, and line breaks alone are none", async () => {
  const [channel] = await db.sql`select c.id from public.channels c
    join public.enterprises e on e.id = c.enterprise_id where e.name = '云杉商城' limit 1`;
  const pause = (reason: string) => () =>
    db.as("alice").rpc("pause_channel", { channel: channel?.id, reason });
  const told = await refused(db, pause("长".repeat(501)), "reason_too_long", 422);
  assert.deepEqual([told.max, told.count], [500, 501]);
  for (const nothing of [" \n\t\u3000", "\u202e\u200b\u2066", "\u3164", "x", " 1. ", "…a…"])
    await refused(db, pause(nothing), "reason_required", 422);
  const turned = await refused(db, pause("停用\u202e"), "text_unclean", 422);
  assert.equal(turned.field, "reason");
  const optOut = { signature: "云杉会员", phones: ["+8613700000009"] };
  const bring = (reason: string) => () => db.as("bob").rpc("import_opt_outs", { input: optOut, reason });
  await refused(db, bring("长".repeat(501)), "reason_too_long", 422);
  assert.equal((await pause("长".repeat(500))()).error, null);
});
