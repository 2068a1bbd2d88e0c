import assert from "node:assert/strict";
import { test } from "node:test";
import { setTimeout as pause } from "node:timers/promises";
import { approvedAccount } from "../accounts/account_fixtures.ts";
import { cardOf, done, idOf } from "../fixtures.ts";
import { linkChat } from "../one_of_each.ts";
import { draftTemplate, notice } from "../templates/checks.ts";
import { proofOf } from "../test_database.ts";
import { tick } from "./sends.ts";
import { type Json, type Stage, testStage } from "./stage.ts";

const stage = await testStage({ volatile: true }, "check-template", "receive-receipts", "submit-templates");

const NO_ACCOUNTS = { accounts: { handed: 0, left: 0 } };

test("an approved template goes to the carrier, and each vendor's word comes back", async () => {
  const { sql } = stage.db;
  await stage.control({ template_delay_ms: [0, 20], template_reject: { oppo: "图片不清晰" } });
  const template = await idOf(stage.db, "templates", "会员日图文");
  await done(stage.db.as("carol").rpc("approve_template", { template, reason: "Fine." }));
  assert.equal((await tick(stage)).templates, true);

  await stage.control({ error_rate: 1 });
  assert.deepEqual((await stage.call("submit-templates", "bot")).body, {
    submitted: 0,
    failed: 1,
    ...NO_ACCOUNTS,
  });
  await stage.control({ error_rate: 0 });
  assert.deepEqual(
    (await stage.call("submit-templates", "bot")).body,
    { submitted: 0, failed: 0, ...NO_ACCOUNTS },
    "it waits",
  );
  await sql`update private.vendor_handoffs set lease_until = '-infinity' where done_at is null`;
  assert.deepEqual((await stage.call("submit-templates", "bot")).body, {
    submitted: 1,
    failed: 0,
    ...NO_ACCOUNTS,
  });
  for (;;) {
    const waiting =
      await sql`select from public.vendor_reviews r join public.template_versions v on v.id = r.version_id
      where v.template_id = ${template} and r.state = 'pending'`;
    if (waiting.length === 0) break;
    await pause(20);
  }
  const { state, vendor_states } = await cardOf(stage.db, "template_cards", template, "bob");
  const states: Record<string, Json> = Object.fromEntries(
    vendor_states.map((one: Json) => [one.vendor, one]),
  );
  assert.equal(state, "approved");
  assert.deepEqual(
    [states.huawei.state, states.oppo.state, states.oppo.reason],
    ["approved", "rejected", "图片不清晰"],
  );
});

test("an approved service account comes to phones, is gone while it is frozen, and a refusal is read on its page", async () => {
  const { db } = stage;
  const account = await approvedAccount(db, "云杉门店");
  const submit = async () => (await stage.call("submit-templates", "bot")).body.accounts;
  const shown = async () => {
    const { accounts } = (await (await fetch(`${stage.carrier}/phones/accounts`)).json()) as Json;
    return accounts.find(({ reference }: Json) => reference === account.id);
  };
  assert.deepEqual(await submit(), { handed: 1, left: 0 });
  const seen = await shown();
  assert.deepEqual(
    [seen.profile.name, seen.menus.length, seen.home.hotline],
    ["云杉门店", 2, "400-123-4567"],
  );
  assert.equal(seen.profile.authorisation, undefined);
  await done(db.as("carol").rpc("freeze_service_account", { service_account: account.id, reason: "核查" }));
  assert.deepEqual([await submit(), await shown()], [{ handed: 1, left: 0 }, undefined]);

  await stage.control({ account_reject: "名称与授权书不符" });
  await done(db.as("carol").rpc("unfreeze_service_account", { service_account: account.id }));
  assert.deepEqual(await submit(), { handed: 0, left: 1 });
  const card = () => cardOf(db, "service_account_cards", account.id, "bob");
  const refused = await card();
  assert.deepEqual([refused.handoff, refused.handoff_why.zh], ["refused", "名称与授权书不符"]);
  assert.deepEqual(await submit(), { handed: 0, left: 0 });
  await stage.control({ account_reject: null, error_rate: 1 });
  await db.sql`select private.queue_account(${account.id})`;
  assert.deepEqual([await submit(), (await card()).handoff], [{ handed: 0, left: 1 }, "waiting"]);
  await stage.control({ error_rate: 0 });
  await db.sql`update private.account_handoffs set lease_until = '-infinity'`;
  assert.deepEqual([await submit(), (await card()).handoff], [{ handed: 1, left: 0 }, "handed"]);
  assert.equal((await shown()).profile.name, "云杉门店");
});

test("only the bot and the service key hand templates over", async () => {
  const status = async (who: Parameters<Stage["call"]>[1]) =>
    (await stage.call("submit-templates", who)).status;
  assert.deepEqual(
    await Promise.all([status("nobody"), status("alice"), status("bot"), status("service")]),
    [401, 403, 200, 200],
  );
});

test("a draft is checked by whoever may see it, in the panel or in chat, and then its errors stop it", async () => {
  const bob = stage.db.as("bob");
  const content = notice();
  content.slots.buttons = [{ text: "领取", action: { type: "open_link", target: "javascript:alert(1)" } }];
  const template = await draftTemplate(stage.db, { content });
  const answers = await Promise.all(
    (["nobody", "mallory", "bob"] as const).map((who) => stage.call("check-template", who, { template })),
  );
  assert.deepEqual(
    answers.map(({ status, body }) => [status, body.code ?? body.findings.map((one: Json) => one.code)]),
    [
      [401, "not_signed_in"],
      [404, "not_found"],
      [200, ["url"]],
    ],
  );
  assert.equal((await bob.rpc("submit_template", { template })).error?.code, "content_has_errors");

  await done(bob.rpc("update_template", { template, input: { content: notice() } }));
  await linkChat(stage.db, "alice", "slack:T1:UALICE");
  const inChat = await fetch(`${stage.api}/functions/v1/check-template`, {
    method: "POST",
    headers: { ...(await stage.headers("bot")), ...proofOf("slack:T1:UALICE") },
    body: JSON.stringify({ template }),
  });
  assert.deepEqual([inChat.status, (await inChat.json()).findings], [200, []]);
  assert.equal((await done(bob.rpc("submit_template", { template }))).state, "in_review");
});

test("a banned word is named at its place with its reason, and vivo's signatures are asked for", async () => {
  const template = await draftTemplate(stage.db, {
    vendors: ["huawei", "vivo"],
    content: notice("国家 级服务"),
  });
  const { body } = await stage.call("check-template", "bob", { template });
  assert.deepEqual(
    body.findings.map(({ path, code, level }: Json) => [path, code, level]),
    [
      ["slots.body", "word_banned", "error"],
      ["sms_signatures", "sms_signatures", "warning"],
    ],
  );
  assert.match(body.findings[0].words.en, /国家级.*article 9 \(3\) of the Advertising Law/);
});

test("at the last door a version that a vendor cannot show is handed to none, and its author reads why", async () => {
  const { sql } = stage.db;
  const content = notice();
  content.slots.pairs = Array.from({ length: 5 }, (_, index) => ({ label: `项目${index}`, value: "YS" }));
  const template = await draftTemplate(stage.db, { vendors: ["huawei", "xiaomi"], content });
  // As a check of weaker rules would have left it.
  await sql`select private.record_content_check(v.content_hash, '[]') from public.templates t
    join public.template_versions v on v.id = t.latest_version_id where t.id = ${template}`;
  await done(stage.db.as("bob").rpc("submit_template", { template }));
  await done(stage.db.as("carol").rpc("approve_template", { template }));
  const { body } = await stage.call("submit-templates", "bot");
  assert.deepEqual([body.submitted, body.failed], [0, 1]);
  const card = await cardOf(stage.db, "template_cards", template, "bob");
  assert.equal(card.state, "rejected");
  assert.match(card.reason, /有 5 个：小米最多 4 个/);
});

test("a check without a template's id says what to send", async () => {
  const { status, body } = await stage.call("check-template", "bob", { template: "x" });
  assert.deepEqual([status, body.code], [400, "input_invalid"]);
});

test("a limit answers 429 with Retry-After, of a verb as of a function, and no x-forwarded-for makes a caller somebody else", async () => {
  const { sql } = stage.db;
  const post = async (path: string, body: object, forwarded: string) => {
    const answer = await fetch(`${stage.api}${path}`, {
      method: "POST",
      headers: {
        ...(await stage.headers("bob")),
        "content-type": "application/json",
        "x-forwarded-for": forwarded,
        "cf-connecting-ip": forwarded,
      },
      body: JSON.stringify(body),
    });
    const { code, details } = await answer.json();
    return { status: answer.status, code, details, after: answer.headers.get("retry-after") };
  };
  const verb = (forwarded: string) => post("/rest/v1/rpc/set_locale", { input: { locale: "en" } }, forwarded);
  await sql`truncate private.limit_counts`;
  await sql`update private.limits set most = 2, per = '1 day' where name in ('address_all', 'person_checks')`;
  assert.deepEqual([(await verb("1.1.1.1")).status, (await verb("2.2.2.2, 3.3.3.3")).status], [200, 200]);
  const refused = await verb("4.4.4.4");
  assert.deepEqual([refused.status, refused.code], [429, "too_many_requests"]);
  assert.equal(JSON.parse(refused.details).limit, "address_all");
  assert.equal(Number(refused.after), JSON.parse(refused.details).again_in);

  const check = () => post("/functions/v1/check-template", { template: crypto.randomUUID() }, "5.5.5.5");
  assert.deepEqual([(await check()).status, (await check()).status], [404, 404]);
  const third = await check();
  assert.deepEqual([third.status, third.code], [429, "too_many_requests"]);
  assert.equal(Number(third.after), JSON.parse(third.details).again_in);
});
