import assert from "node:assert/strict";
import { test } from "node:test";
import { TEXT_VECTORS } from "../../../shared/src/sms/text_vectors.ts";
import {
  account,
  claim,
  done,
  draftSend,
  handOver,
  kept,
  openAllDay,
  phones,
  sendInput,
  startedSend,
  typed,
  waitingSend,
} from "../fixtures.ts";
import { testDatabase } from "../test_database.ts";
import { fresh, refused } from "./sends_fixtures.ts";

/** SMS-1, CNS-1: the text of a send, what it is counted as, and on what ground marketing goes out. */
const db = await testDatabase();
await openAllDay(db);

const bob = () => db.as("bob");
/** Writes another content into an SMS template, as if it had been filed so. */
const filed = (name: string, content: string) =>
  db.sql`update public.sms_template_versions v set content = ${content} from public.sms_templates m where m.id = v.sms_template_id and m.name = ${name}`;
const NOTICE = "您的订单有新进展，点击 {link} 查看。";
const MARKETING = "会员日福利已到账，点击 {link} 领取。拒收请回复R";

test("the database makes and counts a message as the panel does", async () => {
  for (const { name, signature, content, marketing, link, params = {}, ...expected } of TEXT_VECTORS) {
    const [row] = await db.sql`
      select b.body, t.text, private.sms_units(t.text) as units, private.sms_segments(t.text) as segments
      from private.sms_body(${content}, ${marketing}) as b (body)
      cross join lateral private.sms_text(${signature}, b.body, ${link}, ${db.sql.json(params)}) as t (text)`;
    assert.deepEqual({ ...row }, expected, name);
  }
  const [none] = await db.sql`select private.sms_segments('') as n`;
  assert.equal(none?.n, 0);
});

test("an SMS template without the place of the link carries no card: refused when made, submitted and approved", async () => {
  const [draft, waiting] = [await draftSend(db), await waitingSend(db)];
  const input = await sendInput(db);
  await filed("订单通知", "您的订单有新进展。");
  const details = await refused(
    db,
    () => bob().rpc("create_send", { input }),
    "sms_template_without_link",
    422,
  );
  assert.deepEqual(details, { name: "订单通知", place: "{link}" });
  await refused(db, () => bob().rpc("submit_send", { send: draft }), "sms_template_without_link", 422);
  const late = await db.as("carol").rpc("approve_send", { send: waiting });
  assert.equal(late.error?.code, "hash_changed", "it is not what was submitted either");
  await filed("订单通知", NOTICE);
});

test("what was approved is handed over: marketing gets the opt-out words before it is shown, counted and sent", async () => {
  await filed("会员福利", "会员日福利已到账，点击{link}领取。");
  const send = await startedSend(db, { file: await typed(db, fresh(2)), sms: "会员福利" });
  const text = "会员日福利已到账，点击 {link} 领取。拒收请回复R";
  const [row] = await db.sql`select private.send_bound(${send}) ->> 'sms' as bound`;
  assert.deepEqual([row?.bound, (await account(db, send)).sms_text], [text, text]);
  // A template that is filed anew afterwards changes nothing of what was approved.
  await filed("会员福利", "另一段文字 {link}");
  const batch = (await claim(db)) as unknown as { text: string };
  assert.equal(batch.text, text);
  await filed("会员福利", MARKETING);
});

test("segments are those of the whole message with its real link, in the card, the cost and the deliveries", async () => {
  const [{ base } = { base: "" }] = await db.sql`select link_base_url as base from private.deployment`;
  // 【云杉商城】 6, a link with its two spaces and code, and text up to the end of the first segment.
  const room = 70 - 6 - (base.length + 1 + 8 + 2);
  for (const [content, segments] of [
    [`${"好".repeat(room)}{link}`, 1],
    [`${"好".repeat(room - 1)}🌲{link}`, 2],
  ] as const) {
    await filed("订单通知", content);
    const send = await waitingSend(db, { file: await typed(db, fresh(3)) });
    const card = await account(db, send);
    const counts = [card.segments, card.cost.segments, card.segments_handed].map(Number);
    assert.deepEqual(counts, [segments, 3 * segments, 0], content);
    assert.equal(card.link_example.length, base.length + 9);
  }
  await filed("订单通知", `${"好".repeat(room)}🌲{link}`);
  const send = await startedSend(db, { file: await typed(db, fresh(3)) });
  const rows = await db.sql`select distinct segments from public.deliveries where send_id = ${send}`;
  assert.deepEqual(
    rows.map((row) => row.segments),
    [2],
  );
  await handOver(db);
  assert.equal(Number((await account(db, send)).segments_handed), 6);
  await filed("订单通知", NOTICE);
});

test("marketing states the ground of consent before it is submitted; the approval binds it", async () => {
  const input = {
    ...(await sendInput(db, { sms: "会员福利", file: await typed(db, phones(2)) })),
    consent: " ",
  };
  const { id: send } = await done(bob().rpc("create_send", { input }));
  await refused(db, () => bob().rpc("submit_send", { send }), "consent_required", 422);
  const long = { consent: "长".repeat(501) };
  await refused(db, () => bob().rpc("submit_send", { send, input: long }), "consent_too_long", 422);
  const none = { consent: "入会时勾选", consent_proof: { path: "x/nothing.pdf", name: "协议.pdf" } };
  await refused(db, () => bob().rpc("submit_send", { send, input: none }), "file_invalid", 422);
  const path = await kept(db, "consent-proofs", { ending: "pdf" });
  const given = { consent: "入会时勾选", consent_proof: { path, name: "协议.pdf" } };
  const card = await done(bob().rpc("submit_send", { send, input: given }));
  assert.deepEqual([card.state, card.consent, card.consent_name], ["in_review", "入会时勾选", "协议.pdf"]);
  await db.sql`update public.sends set consent = '别的依据' where id = ${send}`;
  assert.equal((await db.as("carol").rpc("approve_send", { send })).error?.code, "hash_changed");
  await db.sql`update public.sends set consent = '入会时勾选' where id = ${send}`;
  await done(db.as("carol").rpc("approve_send", { send }));
  const [logged] =
    await db.sql`select after from public.audit_log where resource_id = ${send} and verb = 'submit' and code is null`;
  assert.equal(logged?.after.consent, "入会时勾选");
});

test("a notice needs no ground of consent, and keeps one that it has", async () => {
  const send = await waitingSend(db, { consent: "合同约定" });
  assert.equal((await account(db, send)).consent, "合同约定");
});
