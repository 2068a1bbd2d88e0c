import assert from "node:assert/strict";
import { test } from "node:test";
import { fitsVariable, VARIABLE_KIND_WORDS } from "../../../shared/src/sms/variables.ts";
import {
  callbacksDue,
  callbacksFailADay,
  claimCallbacks,
  settleCallback,
} from "../callbacks/callback_fixtures.ts";
import { cardOf, done, fault, idOf, recordReplies, refusal, yunshan } from "../fixtures.ts";
import { testDatabase } from "../test_database.ts";
import { appOf, signatureInput, smsTemplateInput } from "./sms_fixtures.ts";

/** SMS-1: bob adds applications and asks for signatures and SMS templates, carol decides, approved ones serve. */
const db = await testDatabase();

const template = async (part: object) =>
  db.as("bob").rpc("create_sms_template", { input: { ...(await smsTemplateInput(db, "试写")), ...part } });
const signature = async (part: object) =>
  db.as("bob").rpc("create_sms_signature", { input: { ...(await signatureInput(db, "云杉试写")), ...part } });

test("an application is named once, whatever the case, and there are at most 20", async () => {
  const add = (name: string) => db.as("bob").rpc("create_sms_app", { input: { name } });
  await done(add("shop_1"));
  assert.equal(await refusal(add("SHOP_1")), "name_taken");
  assert.equal(await refusal(add("商城")), "sms_app_name_invalid");
  for (let count = 2; count < 20; count += 1) await done(add(`shop_${count}`));
  assert.equal(await refusal(add("shop_20")), "rows_full");
});

test("signatures and SMS templates too are limited, each enterprise by itself", async () => {
  for (const [resource, most, act] of [
    ["sms_signature", 2, () => signature({ name: "云杉多余" })],
    ["sms_template", 3, () => template({ name: "多余" })],
  ] as const) {
    const [was] = await db.sql`update private.resources r set most = ${most} where r.resource = ${resource}
      returning (select o.most from private.resources o where o.resource = ${resource})`;
    const { error } = await act();
    assert.deepEqual(
      [error?.code, JSON.parse(error?.details ?? "{}")],
      ["rows_full", { resource, max: most }],
    );
    await db.sql`update private.resources r set most = ${was?.most} where r.resource = ${resource}`;
  }
});

test("an application has an address for replies or none: public, of a domain or of IP:port", async () => {
  const id = await appOf(db);
  const set = (more: object) =>
    db.as("bob").rpc("update_sms_app", { sms_app: id, input: { name: "mall", ...more } });
  for (const url of [
    "https://crm.example.com/replies?to=1",
    "http://8.8.8.8:8080/in",
    "http://crm.example.com",
  ])
    assert.equal((await done(set({ uplink_url: ` ${url} ` }))).uplink_url, url);
  assert.equal((await done(set({}))).uplink_url, "http://crm.example.com", "without the key it is kept");
  for (const url of [
    "crm.example.com",
    "http://10.0.0.1/in",
    "http://localhost:80",
    "ftp://a.example.com",
    "http://8.8.8.8:0",
    "http://8.8.8.8:22",
    "https://a.example.com:25/in",
  ]) {
    assert.equal(await fault(set({ uplink_url: url })), "sms_uplink_invalid uplink_url", url);
  }
  assert.equal((await done(set({ uplink_url: "" }))).uplink_url, null);
});

test("replies are posted to the address of their application: in order, with one id until they are taken, and given up with an alert", async () => {
  const id = await appOf(db);
  const [row] = await db.sql`select id from public.callbacks where app_id = ${id}`;
  const uplink = row?.id;
  const signature = (await db.sql`select name from public.sms_signatures where app_id = ${id} limit 1`)[0]
    ?.name;
  const address = (uplink_url: string) =>
    done(db.as("bob").rpc("update_sms_app", { sms_app: id, input: { name: "mall", uplink_url } }));
  const reply = (text: string) =>
    recordReplies(db, [{ id: text, from: "+8613912345678", signature, text, at: "2026-11-24T02:00:00Z" }]);
  const rotate = (person: "alice" | "bob") => db.as(person).rpc("rotate_sms_app", { sms_app: id });
  const health = () => cardOf(db, "sms_app_cards", id);

  assert.equal(await refusal(rotate("alice")), "wrong_state", "there is no address");
  await address("http://crm.example.com/replies");
  await reply("before");
  assert.deepEqual(
    [await claimCallbacks(db), (await health()).uplink_health],
    [[], "off"],
    "an address alone is told nothing",
  );
  assert.equal(await refusal(rotate("bob")), "forbidden", "whole numbers are not bob's to give away");
  const { secret } = await done(rotate("alice"));
  assert.match(secret, /^whsec_[A-Za-z0-9+/]{43}=$/);
  assert.ok(!JSON.stringify(await health()).includes("whsec_"));

  await reply("one");
  await reply("two");
  const [claimed, ...none] = await claimCallbacks(db);
  const [post] = claimed?.posts ?? [];
  const body = JSON.parse(post?.body ?? "");
  assert.deepEqual(
    [none.length, claimed?.url, claimed?.secrets, body.replies.map((each: { text: string }) => each.text)],
    [0, "http://crm.example.com/replies", [secret], ["one", "two"]],
  );
  assert.deepEqual(
    [body.type, body.application, body.replies[0].from],
    ["replies", "mall", "+8613912345678"],
  );
  await reply("three");
  await settleCallback(db, uplink, [[post?.id ?? 0, "HTTP 503"]]);
  assert.deepEqual([(await health()).uplink_health, (await health()).uplink_error], ["failing", "HTTP 503"]);
  await callbacksDue(db);
  assert.deepEqual((await claimCallbacks(db))[0]?.posts, [post], "the same post once more");
  await settleCallback(db, uplink, [[post?.id ?? 0, null]]);
  assert.equal((await health()).uplink_health, "well");

  const [next] = (await claimCallbacks(db))[0]?.posts ?? [];
  await settleCallback(db, uplink, [[next?.id ?? 0, "HTTP 500"]]);
  await callbacksFailADay(db);
  await callbacksDue(db);
  await claimCallbacks(db);
  await settleCallback(db, uplink, [[next?.id ?? 0, "HTTP 500"]]);
  assert.equal((await health()).uplink_health, "stopped");
  const [told] = await db.sql`select details from public.alerts where kind = 'uplink_stopped'`;
  assert.deepEqual(told?.details, { name: "mall", error: "HTTP 500" });
  await done(db.as("bob").rpc("resume_sms_app", { sms_app: id }));
  assert.deepEqual((await claimCallbacks(db))[0]?.posts, [next], "what had waited goes first");
  // A reply that is taken away at the end of its period leaves nothing to tell.
  await db.sql`delete from public.replies`;
  await callbacksDue(db);
  assert.deepEqual(await claimCallbacks(db), []);

  await address("http://other.example.com");
  assert.equal((await health()).uplink_health, "off", "what was allowed was to tell the former");
  await address("");
});

test("nothing new comes under an application that is switched off; what is there goes on", async () => {
  const id = await appOf(db);
  await done(db.as("bob").rpc("disable_sms_app", { sms_app: id }));
  assert.equal(await refusal(signature({ name: "云杉停用" })), "sms_app_disabled");
  assert.equal(await refusal(template({ name: "停用" })), "sms_app_disabled");
  assert.equal(await refusal(db.as("bob").rpc("disable_sms_app", { sms_app: id })), "wrong_state");
  const [text] = await db
    .as("bob")
    .rows("select state from public.sms_template_cards where name = '订单通知'");
  assert.equal(text?.state, "approved");
  await done(db.as("bob").rpc("enable_sms_app", { sms_app: id }));
  await done(template({ name: "再启用" }));
});

test("a signature has 2 to 18 characters without brackets, and the licence of whom it belongs to", async () => {
  for (const name of ["云", "【云杉】", "云".repeat(19)])
    assert.equal(await refusal(signature({ name })), "signature_name_invalid", name);
  assert.equal(await refusal(signature({ proofs: null })), "licence_required");
  const elsewhere = { path: `${crypto.randomUUID()}/a.jpg`, name: "a.jpg" };
  assert.equal(await refusal(signature({ proofs: [elsewhere] })), "file_invalid");
  const licences = async (count: number) =>
    Promise.all(Array.from({ length: count }, async () => (await signatureInput(db, "云杉")).proofs[0]));
  const five = await licences(5);
  const made = await done(signature({ name: "云杉五照", proofs: [...five, five[0]].slice(0, 5) }));
  assert.deepEqual(made.proofs, five);
  const { proofs } = await done(signature({ name: "云杉重照", proofs: [five[0], five[0]] }));
  assert.deepEqual(proofs, [five[0]], "the same picture counts once");
  assert.equal(await refusal(signature({ name: "云杉六照", proofs: await licences(6) })), "input_invalid");
  assert.equal(await refusal(signature({ name: "云杉商城" })), "name_taken");
});

test("whoever asks for a promotion confirms that it goes to members only", async () => {
  assert.equal(await refusal(signature({ kind: "promotion" })), "promotion_unconfirmed");
  const made = await done(signature({ kind: "promotion", members_only: true, name: "云杉促销" }));
  assert.deepEqual([made.kind, made.state], ["promotion", "in_review"]);
  const under = { signature_id: await idOf(db, "sms_signatures", "云杉会员") };
  assert.equal(await refusal(template(under)), "promotion_unconfirmed");
  const { kind, body } = await done(template({ ...under, members_only: true, name: "促销" }));
  assert.equal(kind, "promotion");
  assert.match(body, /拒收请回复R$/);
});

test("another member decides; a rejected one is edited and asked for again", async () => {
  const { id } = await done(signature({ name: "云杉物流" }));
  assert.equal(await refusal(template({ signature_id: id })), "signature_not_approved");
  assert.equal(await refusal(db.as("bob").rpc("approve_sms_signature", { sms_signature: id })), "forbidden");
  assert.equal(
    await refusal(db.as("alice").rpc("approve_sms_signature", { sms_signature: id, shown: "x" })),
    "shown_changed",
  );
  await done(db.as("carol").rpc("reject_sms_signature", { sms_signature: id, reason: "执照模糊" }));
  const { proofs: _kept, ...again } = await signatureInput(db, "云杉速运");
  const edited = await done(db.as("bob").rpc("update_sms_signature", { sms_signature: id, input: again }));
  assert.deepEqual(
    [edited.name, edited.proofs.map(({ name }: { name: string }) => name)],
    ["云杉速运", ["营业执照.jpg"]],
  );
  await done(db.as("bob").rpc("submit_sms_signature", { sms_signature: id }));
  await done(db.as("carol").rpc("approve_sms_signature", { sms_signature: id }));
  await done(template({ signature_id: id, name: "揽收通知" }));
});

test("the link is put in where a text for cards lacks it, once, and no address stands in the text", async () => {
  const { content } = await done(template({ name: "无位置", content: "您的订单有新进展" }));
  assert.equal(content, "您的订单有新进展 {link}");
  const plain = await done(template({ name: "纯短信", content: "您的订单有新进展", for_cards: false }));
  assert.equal(plain.content, "您的订单有新进展");
  assert.equal(await refusal(template({ content: "{link} 或 {link}" })), "sms_link_twice");
  assert.equal(await refusal(template({ content: "见 HTTPS://a.example.com" })), "sms_content_address");
  assert.equal(await refusal(template({ content: "【别家】您好" })), "sms_content_signed");
});

test("length counts signature, link, opt-out words and examples", async () => {
  const long = "长".repeat(500);
  const { error } = await template({ content: long });
  assert.equal(error?.code, "sms_content_length");
  assert.ok(JSON.parse(error?.details ?? "{}").length > 500);
  const { segments } = await done(template({ name: "两条", content: `${"字".repeat(60)}{link}` }));
  assert.equal(segments, 2);
});

test("every variable of the text has a kind and an example of that kind, and nothing else has", async () => {
  const name = { name: "name", kind: "text", example: "张女士" };
  const text = { content: `\${name}，您好`, for_cards: false };
  assert.equal(await refusal(template(text)), "sms_variables_differ");
  assert.equal(
    await refusal(template({ ...text, variables: [name, { ...name, name: "amount" }] })),
    "sms_variables_differ",
  );
  assert.equal(
    await refusal(template({ ...text, variables: [{ ...name, example: "" }] })),
    "sms_variable_example_invalid",
  );
  assert.equal(await refusal(template({ content: `\${名}`, for_cards: false })), "sms_variable_name_invalid");
  assert.equal(
    await refusal(template({ ...text, for_cards: true, variables: [name] })),
    "sms_template_has_variables",
  );
  const { variables } = await done(template({ ...text, name: "带称呼", variables: [name] }));
  assert.deepEqual(variables, [name]);
});

test("the database and the form agree which examples fit which kind", async () => {
  const examples = [
    "",
    "1",
    "张女士",
    "+8613800138000",
    "YS-20261124",
    "12:30",
    "50",
    "50.5",
    "50.555",
    "a b",
    "www.a.com",
    "字".repeat(21),
  ];
  for (const kind of Object.keys(VARIABLE_KIND_WORDS) as (keyof typeof VARIABLE_KIND_WORDS)[])
    for (const example of examples) {
      const [row] = await db.sql`select private.fits_variable(${kind}, ${example}) as fits`;
      assert.equal(row?.fits, fitsVariable({ kind, example }), `${kind} ${example}`);
    }
});

test("what waits stands in the queue of reviews, and numbers in its purpose are masked", async () => {
  const { purpose } = await done(template({ name: "带号码", purpose: "给 13800138000 看" }));
  assert.equal(purpose, "给 138****8000 看");
  const waiting = await db
    .as("carol")
    .rows("select title from public.waiting_reviews where resource = 'sms_template'");
  assert.ok(waiting.some(({ title }) => title === "带号码"));
  assert.ok(await yunshan(db));
});
