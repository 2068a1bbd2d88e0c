import assert from "node:assert/strict";
import { test } from "node:test";
import { timeText } from "../../../shared/src/ground/clock.ts";
import { granted, madeCarrier } from "../carriers/carrier_fixtures.ts";
import { cardOf, confirmThemselves, done, idOf, offered, ordered, yunshan } from "../fixtures.ts";
import { refused } from "../sends/sends_fixtures.ts";
import { testDatabase } from "../test_database.ts";

/** What platform admins keep for the whole deployment: vendors' decisions by hand, words, the calendar, limits; and what waits for them. */
const db = await testDatabase();

const olga = () => db.as("olga");
const waits = async (): Promise<Record<string, number>> => {
  const { waiting } = await done(olga().rpc("platform_overview"));
  return Object.fromEntries(waiting.map(({ kind, count }: { kind: string; count: number }) => [kind, count]));
};
const template = async () => cardOf(db, "template_cards", await idOf(db, "templates", "会员日图文"), "bob");

test("where the resolver is by hand, an approved template goes to no carrier, and olga writes down what each vendor decides", async () => {
  await db.sql`update public.channels set resolver = 'by_hand' where enterprise_id = ${await yunshan(db)}`;
  const { id } = await template();
  await done(db.as("carol").rpc("approve_template", { template: id }));
  assert.equal((await db.sql`select * from private.claim_vendor_handoffs()`).length, 0);
  const reviews = await olga().rows(
    "select id, vendor, state, enterprise_name, template_name, content from public.vendor_review_cards order by vendor",
  );
  assert.equal(reviews.length, 6);
  assert.deepEqual(
    [reviews[0].state, reviews[0].enterprise_name, reviews[0].template_name, typeof reviews[0].content],
    ["pending", "云杉商城", "会员日图文", "object"],
  );
  assert.equal((await waits()).vendor_reviews, 6);
  const [huawei, xiaomi] = reviews.map((row) => row.id);
  await refused(
    db,
    () => olga().rpc("refuse_vendor_review", { vendor_review: xiaomi }),
    "reason_required",
    422,
  );
  await done(olga().rpc("refuse_vendor_review", { vendor_review: xiaomi, reason: "图片不清晰" }));
  assert.equal((await template()).state, "vendor_review");
  const card = await done(olga().rpc("pass_vendor_review", { vendor_review: huawei }));
  assert.deepEqual([card.state, card.decided_by_name], ["approved", "Olga"]);
  const live = await template();
  assert.deepEqual([live.state, live.live_version_id !== null], ["approved", true]);
  await refused(db, () => olga().rpc("pass_vendor_review", { vendor_review: huawei }), "wrong_state", 409);
  // A vendor changes its mind.
  await done(olga().rpc("pass_vendor_review", { vendor_review: xiaomi }));
  const log = await db
    .as("alice")
    .rows(
      "select verb, actor_name, reason from public.audit_log where resource = 'vendor_review' and outcome = 'granted' order by id",
    );
  assert.deepEqual(
    log.map(({ verb, reason }) => [verb, reason]),
    [
      ["refuse", "图片不清晰"],
      ["pass", null],
      ["pass", null],
    ],
  );
  await refused(
    db,
    () => db.as("alice").rpc("pass_vendor_review", { vendor_review: xiaomi }),
    "not_found",
    404,
  );
});

test("what the carrier tells, nobody writes down by hand, and olga does not read it", async () => {
  const [row] =
    await db.sql`select r.id from public.vendor_reviews r join private.vendor_handoffs h on h.version_id = r.version_id where not h.by_hand limit 1`;
  await refused(
    db,
    () => olga().rpc("refuse_vendor_review", { vendor_review: row?.id, reason: "xx" }),
    "vendor_tells_itself",
    409,
  );
  assert.deepEqual(
    await olga().rows("select 1 from public.vendor_review_cards where id = $1", [row?.id]),
    [],
  );
});

const smsInput = async (content: string) => ({
  name: `词 ${content.length}`,
  signature_id: (await db.sql`select id from public.sms_signatures where name = '云杉商城'`)[0]?.id,
  content,
  for_cards: false,
  variables: [],
});

test("a text with a banned word is not taken for review, however it is written, and says why", async () => {
  const make = (content: string) => async () =>
    db.as("bob").rpc("create_sms_template", { input: await smsInput(content) });
  for (const content of ["本店最佳商品 {link}", "最 佳 {link}", "最，佳 {link}", "国家级 {link}"]) {
    const { error, status } = await (await make(content))();
    assert.deepEqual([error?.code, status], ["word_banned", 422], content);
    assert.match(String(error?.message), /广告法第九条/);
  }
  await done(olga().rpc("create_banned_word", { input: { word: "ＡＢＣ特供", why: "测试" } }));
  await refused(db, await make("Abc特供到货 {link}"), "word_banned", 422);
  const [word] = await olga().rows("select id from public.banned_word_cards where word = 'ＡＢＣ特供'");
  await done(olga().rpc("delete_banned_word", { banned_word: word.id }));
  await done((await make("Abc特供到货 {link}"))());
});

test("a template is looked through too, each of its texts by itself, and not its pictures", async () => {
  const draft = await idOf(db, "templates", "积分到期提醒");
  const put = (body: string) =>
    db.sql`update public.template_versions v set content = jsonb_set(v.content, '{slots,body}', to_jsonb(${body}::text))
      from public.templates t where t.id = ${draft} and v.id = t.latest_version_id`;
  await put("最高级的享受");
  await refused(db, () => db.as("bob").rpc("submit_template", { template: draft }), "word_banned", 422);
  const [row] =
    await db.sql`select private.texts_in('{"a": "最", "b": ["佳", "data:image/png;base64,最佳"]}') as said`;
  assert.equal(row?.said, "最 | 佳");
});

test("banned words that are typed wrong are refused", async () => {
  const add = (input: Record<string, unknown>) => () => olga().rpc("create_banned_word", { input });
  await refused(db, add({ word: "最 佳", why: "x" }), "word_known", 409);
  await refused(db, add({ word: "，。", why: "x" }), "input_invalid", 422);
  await refused(db, add({ word: "", why: "x" }), "input_invalid", 422);
  await refused(db, add({ word: "词".repeat(33), why: "x" }), "name_required", 422);
  await refused(db, add({ word: "词".repeat(101), why: "x" }), "input_invalid", 422);
  await refused(db, add({ word: "好", why: "" }), "name_required", 422);
  await refused(db, add({ word: "a\u202eb", why: "x" }), "name_unclean", 422);
  await refused(db, add({ word: 1, why: "x" }), "input_invalid", 422);
  await refused(
    db,
    () => db.as("alice").rpc("create_banned_word", { input: { word: "好", why: "x" } }),
    "platform_admin_only",
    403,
  );
});

test("the days of the next year are added in one go, and reviews are due by them", async () => {
  const due = async () =>
    (await db.sql`select due_at::text, certain from private.review_due('2027-02-05 10:00+08')`)[0];
  assert.deepEqual({ ...(await due()) }, { due_at: "2027-02-09 02:00:00+00", certain: false });
  const [year = 0, month = 0] = timeText(new Date(), "Asia/Shanghai").split("-").map(Number);
  const asked = month < 11 ? year : year + 1;
  assert.equal((await waits()).calendar, asked > 2026 ? 1 : undefined, "the calendar ends with 2026");
  const input = { day: "2027-02-06", until: "2027-02-12", kind: "off", name: "春节" };
  const { holidays } = await done(olga().rpc("create_holiday", { input }));
  assert.equal(holidays.length, 7);
  assert.deepEqual({ ...(await due()) }, { due_at: "2027-02-16 02:00:00+00", certain: true });
  const [{ id }] = holidays;
  await done(
    olga().rpc("update_holiday", { holiday: id, input: { day: "2027-02-13", kind: "off", name: "春节" } }),
  );
  await done(olga().rpc("delete_holiday", { holiday: id }));
  const [row] =
    await db.sql`select count(*)::int as n from public.holidays where day between '2027-02-06' and '2027-02-13'`;
  assert.equal(row?.n, 6);
});

test("days that are typed wrong are refused, and no day is added", async () => {
  const [before] = await db.sql`select count(*)::int as n from public.holidays`;
  const add = (more: Record<string, unknown>) => () =>
    olga().rpc("create_holiday", { input: { day: "2028-01-01", kind: "off", name: "元旦", ...more } });
  await refused(db, add({ day: "2027-02-30" }), "input_invalid", 422);
  await refused(db, add({ day: "2027-13-01" }), "input_invalid", 422);
  await refused(db, add({ day: "01.01.2028" }), "input_invalid", 422);
  await refused(db, add({ day: "1999-01-01" }), "input_invalid", 422);
  await refused(db, add({ until: "2027-12-31" }), "input_invalid", 422);
  await refused(db, add({ until: "2028-02-01" }), "input_invalid", 422);
  await refused(db, add({ kind: "holiday" }), "input_invalid", 422);
  await refused(db, add({ name: " " }), "name_required", 422);
  await refused(db, add({ day: "2026-01-01" }), "day_taken", 409);
  await refused(db, add({ day: "2025-12-30", until: "2026-01-02" }), "day_taken", 409);
  assert.deepEqual([...(await db.sql`select count(*)::int as n from public.holidays`)], [before]);
});

test("a limit is changed by olga alone, and holds from the next call", async () => {
  const [limit] = await olga().rows(
    "select id, per from public.call_limit_cards where name = 'person_enterprises'",
  );
  assert.equal(limit.per, "1 day");
  await refused(
    db,
    () => olga().rpc("update_call_limit", { call_limit: limit.id, input: { most: 0 } }),
    "input_invalid",
    422,
  );
  await refused(
    db,
    () => db.as("alice").rpc("update_call_limit", { call_limit: limit.id, input: { most: 1 } }),
    "not_found",
    404,
  );
  await done(olga().rpc("update_call_limit", { call_limit: limit.id, input: { most: 1 } }));
  const open = (name: string) =>
    db.as("erin").rpc("create_enterprise", { input: { name, statements: ["koomessage", "sms"] } });
  await done(open("第一家"));
  assert.equal((await open("第二家")).error?.code, "too_many_requests");
});

test("what waits for olga is told with how many: orders, sick carriers, carriers without a key", async () => {
  await confirmThemselves(db, false);
  await ordered(db, await offered(db));
  const carrier = await madeCarrier(db, "病");
  const channel = await granted(db, carrier, await yunshan(db), "病");
  for (let time = 0; time < 5; time += 1) await db.sql`select private.channel_failed(${channel}, 'x')`;
  await db.sql`insert into public.carriers (name, adapter, base_url) values ('无钥', 'sandbox', 'https://none.test')`;
  const { orders, carriers, keys } = await waits();
  assert.deepEqual([orders, carriers, keys], [1, 1, 1]);
});
