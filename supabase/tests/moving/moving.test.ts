// biome-ignore-all lint/suspicious/noTemplateCurlyInString: ${name} is how a template writes a parameter
/** Moving in: what an account at another service has is read, shown and brought, unapproved by us (CHL-1). */
import assert from "node:assert/strict";
import { test } from "node:test";
import { signatureItem, smsTemplateItem } from "../../../shared/src/moving/koomessage.ts";
import { granted } from "../carriers/carrier_fixtures.ts";
import { buttonOf, cardOf, channelOf, done, idOf, kept, refusal, yunshan } from "../fixtures.ts";
import { check, notice } from "../templates/checks.ts";
import { PEOPLE, testDatabase } from "../test_database.ts";
import { accountChannel, accountItems, read } from "./moving_fixtures.ts";

const db = await testDatabase();
const channel = await accountChannel(db, "云消息");
const accountOf = async (id: string, person: string) =>
  (await db.sql`select private.account_of(${id}, ${person}) as said`)[0]?.said;
const found = async (name: string, kind: string) =>
  (
    await db.sql`select id from public.import_items where name = ${name} and kind = ${kind}::public.import_kind`
  )[0]?.id as string;
const bring = (id: string, who: "bob" | "carol" | "dan" | "mallory" = "bob") =>
  db.as(who).rpc("bring_import_item", { import_item: id });
const planOf = async (id: string) => (await cardOf(db, "import_item_cards", id)).plan;

test("who may bring things reads the account behind a channel of their own, and nobody else", async () => {
  const account = await accountOf(channel, PEOPLE.bob);
  assert.equal(account.credentials.access_key, "AK0123456789ABCDEFGH");
  assert.equal(account.enterprise, await yunshan(db));
  assert.equal((await accountOf(channel, PEOPLE.dan)).code, "forbidden");
  assert.equal((await accountOf(channel, PEOPLE.mallory)).code, "not_found");
  const sandbox = await channelOf(db, await yunshan(db));
  assert.equal((await accountOf(sandbox, PEOPLE.bob)).code, "import_no_account");
});

test("an account that several enterprises send through is read by none of them", async () => {
  const shared = await accountChannel(db, "合用");
  const [row] = await db.sql`select carrier_id from public.channels where id = ${shared}`;
  const [other] = await db.sql`select id from public.enterprises where id <> ${await yunshan(db)} limit 1`;
  await granted(db, row?.carrier_id, other?.id, "合用二");
  assert.equal((await accountOf(shared, PEOPLE.bob)).code, "import_account_shared");
});

test("what was read is shown with what becomes of it; read again, it is the same rows", async () => {
  assert.deepEqual(await read(db, channel, accountItems("jia")), { read: 5, fresh: 5 });
  assert.deepEqual(await read(db, channel, accountItems("jia")), { read: 5, fresh: 0 });
  const cards = await db
    .as("dan")
    .rows("select kind, plan from public.import_item_cards where outside_id like '%jia%' order by kind");
  assert.deepEqual(
    cards.map(({ kind, plan }) => [kind, plan]),
    [
      ["signature", "new"],
      ["sms_template", "new"],
      ["domain", "new"],
      ["send_task", "history"],
      ["resolve_task", "history"],
    ],
  );
  assert.deepEqual(await db.as("mallory").rows("select id from public.import_item_cards"), []);
});

test("a signature and its text become drafts, which ask for what is missing before they go in review", async () => {
  await read(db, channel, accountItems("yi"));
  const text = await found("yi发货", "sms_template");
  assert.equal(await refusal(bring(text)), "import_needs_signature");
  assert.equal(await refusal(bring(text, "dan")), "forbidden");
  assert.equal(await refusal(bring(text, "mallory")), "not_found");
  const card = await done(bring(await found("yi商城", "signature")));
  assert.deepEqual([card.state, card.plan], ["brought", "here"]);
  const [sign] = await db.sql`select * from public.sms_signature_cards where id = ${card.became}`;
  assert.deepEqual([sign?.state, sign?.name, sign?.created_by], ["draft", "yi商城", PEOPLE.bob]);
  assert.equal(
    await refusal(db.as("bob").rpc("submit_sms_signature", { sms_signature: sign?.id })),
    "licence_required",
  );

  const made = await done(bring(text));
  const [draft] = await db.sql`select * from public.sms_template_cards where id = ${made.became}`;
  assert.equal(draft?.content, "您的订单${v1}已发出，查看 {link} 。");
  assert.deepEqual(
    [draft?.state, draft?.carrier_template_id, draft?.signature_id],
    ["draft", "t-yi", sign?.id],
  );
  const submitText = () => db.as("bob").rpc("submit_sms_template", { sms_template: draft?.id });
  assert.equal(await refusal(submitText()), "signature_not_approved");

  const home = await yunshan(db);
  const proof = {
    path: await kept(db, "licence-proofs", { enterprise: home, ending: "jpg", type: "image/jpeg" }),
    name: "营业执照.jpg",
  };
  const { name, app_id, kind, source, third_party, purpose } = sign ?? {};
  const input = { name, app_id, kind, source, third_party, purpose, proofs: [proof] };
  await done(db.as("bob").rpc("update_sms_signature", { sms_signature: sign?.id, input }));
  await done(db.as("bob").rpc("submit_sms_signature", { sms_signature: sign?.id }));
  // Whoever brought it had a hand in it.
  assert.equal(
    await refusal(db.as("bob").rpc("approve_sms_signature", { sms_signature: sign?.id })),
    "forbidden",
  );
  const { shown } = await buttonOf(db.as("carol"), "sms_signature", sign?.id);
  await done(db.as("carol").rpc("approve_sms_signature", { sms_signature: sign?.id, shown }));
  await done(submitText());
  assert.equal((await cardOf(db, "sms_template_cards", draft?.id)).state, "in_review");
  assert.equal(await refusal(bring(text)), "wrong_state");
});

test("what has the name of a row here joins it; a promotion is one; an account says what cannot come", async () => {
  const app = { app_name: "mall", status: "PASS" };
  const twin = signatureItem({
    signature_id: "twin",
    signature_name: "云杉商城",
    signature_type: "NOTIFY_TYPE",
    ...app,
  });
  const nobody = smsTemplateItem(
    {
      template_id: "nobody",
      template_name: "无签名",
      template_content: "您好",
      template_type: "NOTIFY_TYPE",
    },
    [],
    new Map(),
  );
  await read(db, channel, [twin, nobody]);
  const id = await found("云杉商城", "signature");
  assert.equal(await planOf(id), "joins");
  const before = await db.sql`select count(*)::int as n from public.sms_signatures`;
  assert.equal((await done(bring(id))).became, await idOf(db, "sms_signatures", "云杉商城"));
  assert.deepEqual(await db.sql`select count(*)::int as n from public.sms_signatures`, before);
  const blocked = await found("无签名", "sms_template");
  assert.equal(await planOf(blocked), "cannot");
  assert.equal(await refusal(bring(blocked)), "import_unnamed_signature");
});

test("a domain becomes a draft that is submitted as it is, and tasks are kept to look at", async () => {
  await read(db, channel, accountItems("bing"));
  const card = await done(bring(await found("bing.example.com", "domain")));
  await done(db.as("bob").rpc("submit_domain", { domain: card.became }));
  assert.equal((await cardOf(db, "domain_cards", card.became)).state, "in_review");
  const task = await done(bring(await found("双十一", "send_task")));
  assert.deepEqual([task.plan, task.became], ["here", null]);
});

test("a template comes as the vendors have approved it, and goes to them again only when it was changed", async () => {
  const facts = {
    layout: "notice",
    usage: "commercial",
    vendors: ["huawei"],
    content: notice(),
    media: [],
    summary: "",
  };
  const item = (name: string, outside_id: string) => ({
    ...{ kind: "template", outside_id, name, outside_state: "approved", facts },
    ...{ problem: null, problem_details: null },
  });
  await read(db, channel, [item("会员通知", "600000007"), item("改过的", "600000008")] as never);
  const approved = async (name: string, edit: boolean) => {
    const { became } = await done(bring(await found(name, "template")));
    if (edit)
      await done(
        db.as("bob").rpc("update_template", { template: became, input: { content: notice("改过") } }),
      );
    await check(db, became);
    await done(db.as("bob").rpc("submit_template", { template: became }));
    const { shown } = await buttonOf(db.as("carol"), "template", became);
    await done(db.as("carol").rpc("approve_template", { template: became, shown }));
    const [handoff] =
      await db.sql`select h.carrier_id, h.done_at is not null as done from private.vendor_handoffs h
      join public.templates t on t.latest_version_id = h.version_id where t.id = ${became}`;
    return [handoff?.carrier_id, handoff?.done];
  };
  assert.deepEqual(await approved("会员通知", false), ["600000007", true]);
  assert.deepEqual(await approved("改过的", true), [null, false]);
});
