import assert from "node:assert/strict";
import { test } from "node:test";
import {
  account,
  booksAgree,
  bought,
  claim,
  done,
  fault,
  handOver,
  idOf,
  inHours,
  openAllDay,
  phones,
  recordHandoff,
  recordReplies,
  references,
  refusal,
  report,
  tick,
  typed,
} from "../fixtures.ts";
import { testDatabase } from "../test_database.ts";
import {
  basicApproved,
  basicBalance,
  basicDraft,
  basicFile,
  basicInput,
  basicStarted,
  basicTemplate,
} from "./basic_fixtures.ts";
import { clearQueue, fresh, noCaps } from "./sends_fixtures.ts";

/** BSN-1, BSN-2: sends of the basic edition through the core that all sends have. */
const db = await testDatabase();
await openAllDay(db);
await noCaps(db);
await bought(db, 1000, { kind: "basic" });
const bob = db.as("bob");
const create = async (wishes: Record<string, unknown>) =>
  fault(bob.rpc("create_send", { input: await basicInput(db, wishes) }));

test("a send of the basic edition goes from its draft to its receipts without a text, a link or an SMS", async () => {
  await clearQueue(db);
  const send = await basicStarted(db);
  const card = await account(db, send);
  assert.deepEqual(
    [
      card.kind,
      card.send_type,
      card.signature,
      card.sms_text,
      card.segments,
      card.domain_id,
      card.sms_template_id,
    ],
    ["basic", "group", "云杉影像", "", 0, null, null],
  );
  assert.deepEqual([card.units, card.audience].map(Number), [6, 6]);
  const [held] = await db.sql`select private.open_units(${send})::int as n`;
  assert.equal(held?.n, 6);
  const batch = await claim(db);
  assert.equal(batch?.ids.length, 6);
  const { kind, template, signature, text, parameters, shared_params, days, link_base, sms_template } =
    batch as never;
  assert.deepEqual(
    [kind, signature, text, parameters, shared_params, days, link_base, sms_template],
    ["basic", "云杉影像", "", [], {}, null, null, null],
  );
  assert.match(template, /^tpl-/);
  await recordHandoff(db, batch?.batch ?? 0, references(batch));
  const ids = references(batch);
  const before = await basicBalance(db);
  await report(db, ids.slice(0, 4), "delivered");
  await report(db, ids.slice(4), "failed");
  await tick(db);
  const [available = 0, reserved = 0, used = 0] = await basicBalance(db);
  assert.deepEqual(
    [available - (before[0] ?? 0), reserved - (before[1] ?? 0), used - (before[2] ?? 0)],
    [2, -6, 4],
  );
  await booksAgree(db);
  await tick(db);
  assert.equal((await account(db, send)).state, "done");
  const { charged } = await account(db, send);
  assert.deepEqual([charged.units, charged.packages, charged.open], [4, 4, 0]);
});

test("a group send takes the fifth row for all, and its messages hold no values of their own", async () => {
  await clearQueue(db);
  const template = await basicTemplate(db, ["name", "amount"]);
  const columns = ["name", "金额"];
  const fifth_row = { name: "会员", 金额: "50" };
  const file = await basicFile(db, { numbers: fresh(3), columns, fifth_row });
  const send = await basicStarted(db, { template, file, send_type: "group", columns: { amount: "金额" } });
  const { shared_params } = await account(db, send);
  assert.deepEqual(shared_params, { name: "会员", amount: "50" });
  const batch = (await claim(db)) as never as Record<string, unknown> | null;
  assert.deepEqual(
    [batch?.parameters, batch?.shared_params],
    [["name", "amount"], { name: "会员", amount: "50" }],
  );
  const rows = await db.sql`select distinct params from public.deliveries where send_id = ${send}`;
  assert.deepEqual(
    rows.map(({ params }) => params),
    [null],
  );
  assert.deepEqual(await done(db.as("dan").rpc("first_message", { send })).then(({ values }) => values), {
    name: "会*",
    amount: "5*",
  });
});

test("a personal send has the values of each number, and leaves out who lacks one", async () => {
  await clearQueue(db);
  const template = await basicTemplate(db, ["name"]);
  const params = (place: number): Record<string, string> => (place === 1 ? {} : { name: `第${place}位` });
  const file = await basicFile(db, { numbers: fresh(3), columns: ["name"], params });
  await db.sql`update public.number_files set gaps = '{name}' where id = ${file}`;
  const send = await basicStarted(db, { template, file, send_type: "personal" });
  const card = await account(db, send);
  assert.deepEqual([card.left_out, Number(card.units), card.shared_params], [1, 2, null]);
  const rows = await db.sql`select params from public.deliveries where send_id = ${send} order by id`;
  assert.deepEqual(
    rows.map(({ params: one }) => one),
    [{ name: "第0位" }, { name: "第2位" }],
  );
});

test("what does not fit is refused by its name", async () => {
  const dynamic = await basicTemplate(db, ["name"]);
  const plain = await basicTemplate(db);
  const withName = await basicFile(db, { columns: ["name"] });
  const group = { template: dynamic, send_type: "group" };
  assert.equal(await create({ template: dynamic, file: withName }), "send_type_required");
  assert.equal(await create({ template: plain, send_type: "personal" }), "send_type_static");
  assert.equal(await create({ template: plain, send_type: "everyone" }), "input_invalid send_type");
  assert.equal(
    await create({ sms_template_id: await idOf(db, "sms_templates", "订单通知") }),
    "input_invalid sms_template_id",
  );
  assert.equal(await create({ domain_id: crypto.randomUUID() }), "input_invalid domain_id");
  assert.equal(await create({ template_id: crypto.randomUUID() }), "not_found");
  assert.equal(await create({ template: plain, file: await typed(db, phones(2)) }), "file_of_cards");
  assert.equal(await create({ template: plain, file: withName }), "file_carries_parameters");
  const short = await basicFile(db, { numbers: phones(2), columns: ["name"] });
  assert.equal(await create({ ...group, file: short }), "fifth_row_empty");
  const empty = await basicFile(db, { columns: ["name"], fifth_row: { name: " " } });
  assert.equal(await create({ ...group, file: empty }), "fifth_row_empty");
  assert.equal(await create({ ...group, file: await basicFile(db) }), "parameters_missing");
  assert.equal(
    await create({ template: dynamic, send_type: "personal", file: await basicFile(db) }),
    "parameters_missing",
  );
  const [other] =
    await db.sql`insert into public.channels (enterprise_id, carrier_id, name, adapter, base_url, number)
    select c.enterprise_id, c.carrier_id, '第二通道', c.adapter, c.base_url, '10690002' from public.channels c where c.enterprise_id = (select enterprise_id
      from public.templates where id = ${plain}) order by c.created_at limit 1 returning id`;
  assert.equal(await create({ template: plain, channel_id: other?.id }), "template_of_channel");
  await db.sql`delete from private.channel_secrets where channel_id = ${other?.id}`;
  await db.sql`delete from public.channels where id = ${other?.id}`;
  const send = await basicDraft(db, { consent: null });
  assert.equal(await refusal(bob.rpc("submit_send", { send })), "consent_required");
});

test("a card takes no send type and no file of the basic edition", async () => {
  const card = {
    name: "故事",
    template_id: await idOf(db, "templates", "签收提醒"),
    sms_template_id: await idOf(db, "sms_templates", "订单通知"),
    number_file_id: await typed(db, phones(2)),
  };
  assert.equal(
    await fault(bob.rpc("create_send", { input: { ...card, send_type: "group" } })),
    "input_invalid send_type",
  );
  const number_file_id = await basicFile(db, { columns: ["name", "order_no", "pickup_code", "amount"] });
  assert.equal(
    await fault(bob.rpc("create_send", { input: { ...card, number_file_id } })),
    "file_of_basic_edition",
  );
});

test("what has come between the draft and its approval is refused with its reason", async () => {
  const template = await basicTemplate(db);
  const send = await basicDraft(db, { template });
  const version = db.sql`(select live_version_id from public.templates where id = ${template})`;
  const gates: [string, () => Promise<unknown>, () => Promise<unknown>][] = [
    [
      "filing_missing",
      () => db.sql`update public.filings set live_version_id = null where form = 'basic'`,
      () => db.sql`update public.filings set live_version_id = latest_version_id where form = 'basic'`,
    ],
    [
      "template_disabled",
      () => db.sql`update public.templates set enabled = false where id = ${template}`,
      () => db.sql`update public.templates set enabled = true where id = ${template}`,
    ],
    [
      "template_expired",
      () => db.sql`update public.template_versions set valid_until = now() where id = ${version}`,
      () =>
        db.sql`update public.template_versions set valid_until = now() + interval '1 day' where id = ${version}`,
    ],
    [
      "basic_signature_not_approved",
      () => db.sql`update public.basic_signatures set state = 'draft'`,
      () => db.sql`update public.basic_signatures set state = 'approved'`,
    ],
    [
      "channel_cannot_carry",
      () => db.sql`update public.channels set adapter = 'smpp', resolver = 'by_hand'`,
      () => db.sql`update public.channels set adapter = 'sandbox', resolver = 'carrier'`,
    ],
  ];
  for (const [code, breaks, mends] of gates) {
    await breaks();
    assert.equal(await refusal(bob.rpc("submit_send", { send })), code);
    await mends();
  }
  // A time at which it will have expired is refused before it comes.
  const late = await basicInput(db, { template, timing: "scheduled", scheduled_at: inHours(48) });
  assert.equal(await refusal(bob.rpc("create_send", { input: late })), "template_expired");
  await done(bob.rpc("submit_send", { send }));
  await db.sql`update public.templates set enabled = false where id = ${template}`;
  assert.equal(await refusal(db.as("carol").rpc("approve_send", { send })), "template_disabled");
});

test("an edit changes the type and the file, and voids what was approved", async () => {
  const template = await basicTemplate(db, ["name"]);
  const file = await basicFile(db, { columns: ["name"], fifth_row: { name: "甲" } });
  const send = await basicApproved(db, {
    template,
    file,
    send_type: "group",
    timing: "scheduled",
    scheduled_at: inHours(5),
  });
  const { revision } = await account(db, send);
  const input = { ...(await basicInput(db, { template, file, send_type: "personal" })), revision };
  const card = await done(bob.rpc("update_send", { send, input }));
  assert.deepEqual(
    [card.state, card.send_type, card.shared_params, Number(card.units)],
    ["draft", "personal", null, 0],
  );
  const [held] = await db.sql`select private.open_units(${send})::int as n`;
  assert.equal(held?.n, 0);
});

test("an opt-out of its signature holds, whichever edition it was said to", async () => {
  await clearQueue(db);
  const numbers = fresh(4);
  const send = await basicStarted(db, { file: await basicFile(db, { numbers }) });
  await recordReplies(db, [{ id: "no1", from: numbers[1], signature: "云杉影像", text: "退订" }]);
  assert.equal((await handOver(db)).length, 3);
  await tick(db);
  const { opted_out, handed } = await account(db, send);
  assert.deepEqual([opted_out, handed], [1, 3]);
  const [held] = await db.sql`select private.open_units(${send})::int as n`;
  assert.equal(held?.n, 3);
  await booksAgree(db);
  // The next send does not even reserve for that number.
  const next = await basicApproved(db, { file: await basicFile(db, { numbers }) });
  assert.equal(Number((await account(db, next)).units), 3);
  assert.equal((await db.sql`select private.open_units(${next})::int as n`)[0]?.n, 3);
});

test("a resend goes once to what failed or timed out, with the values of the first, and reserves afresh", async () => {
  await clearQueue(db);
  const template = await basicTemplate(db, ["name"]);
  const file = await basicFile(db, { numbers: fresh(4), columns: ["name"], fifth_row: { name: "会员" } });
  const send = await basicStarted(db, { template, file, send_type: "group" });
  const ids = await handOver(db);
  await report(db, ids.slice(0, 1), "delivered");
  await report(db, ids.slice(1, 2), "failed");
  await report(db, ids.slice(2, 3), "expired");
  await db.sql`update private.batches set done_at = now() - interval '80 hours' where send_id = ${send}`;
  await tick(db);
  await tick(db);
  assert.equal((await account(db, send)).state, "done");
  const again = await done(bob.rpc("resend_send", { send }));
  assert.deepEqual(
    [again.state, again.send_type, again.shared_params, Number(again.units)],
    ["in_review", "group", { name: "会员" }, 3],
  );
  assert.equal(await refusal(bob.rpc("resend_send", { send })), "resent_already");
  await done(db.as("carol").rpc("approve_send", { send: again.id }));
  assert.equal((await db.sql`select private.open_units(${again.id})::int as n`)[0]?.n, 3);
  await booksAgree(db, "moved");
});

test("a trial is held, and its rest released", async () => {
  await clearQueue(db);
  const send = await basicStarted(db, {
    file: await basicFile(db, { numbers: fresh(5) }),
    trial: true,
    trial_size: 2,
  });
  await report(db, await handOver(db), "delivered");
  await tick(db);
  const card = await account(db, send);
  assert.equal(card.state, "trial_hold");
  const [release] = (
    await done(db.as("carol").rpc("allowed_transitions", { resource: "send", ids: [send] }))
  )[send].filter(({ verb }: { verb: string }) => verb === "release");
  assert.equal(release.needs, "KooMessageBasic:sendTask:release");
  await done(db.as("carol").rpc("release_send", { send, shown: release.shown }));
  assert.equal((await handOver(db)).length, 3);
});

test("a recurring send makes occurrences of its kind, each with its units", async () => {
  await clearQueue(db);
  const file = await basicFile(db, { numbers: fresh(3) });
  const plan = await basicApproved(db, { file, timing: "recurring", cron: "0 10 * * *" });
  assert.equal((await account(db, plan)).state, "recurring");
  await db.sql`update public.sends set next_at = now() where id = ${plan}`;
  await tick(db);
  const [made] =
    await db.sql`select id, kinds::text, signature, send_type, shared_params from public.sends where parent_id = ${plan}`;
  assert.deepEqual(
    [made?.kinds, made?.signature, made?.send_type, made?.shared_params],
    ["{basic}", "云杉影像", "group", {}],
  );
  assert.equal((await db.sql`select private.open_units(${made?.id})::int as n`)[0]?.n, 3);
});

test("the hash of an approval binds the values for all and the type", async () => {
  const template = await basicTemplate(db, ["name"]);
  const file = await basicFile(db, { columns: ["name"], fifth_row: { name: "甲" } });
  const send = await basicDraft(db, { template, file, send_type: "group" });
  await done(bob.rpc("submit_send", { send }));
  await db.sql`update public.sends set shared_params = '{"name": "乙"}' where id = ${send}`;
  const { error } = await db.as("carol").rpc("approve_send", { send });
  assert.equal(error?.code, "hash_changed");
});

test("a test of a template goes to typed numbers at once", async () => {
  await clearQueue(db);
  const template = await basicTemplate(db, ["name"]);
  const input = { numbers: fresh(2), params: [{ name: "试" }] };
  const card = await done(bob.rpc("test_basic_template", { basic_template: template, input }));
  assert.deepEqual([card.kind, card.origin, card.send_type], ["basic", "test", "personal"]);
  assert.equal((await db.sql`select private.open_units(${card.id})::int as n`)[0]?.n, 2);
});

test("an erased number is in no value for all", async () => {
  const template = await basicTemplate(db, ["name"]);
  const [gone] = fresh(1);
  const file = await basicFile(db, { columns: ["name"], fifth_row: { name: `请拨 ${gone}` } });
  const send = await basicDraft(db, { template, file, send_type: "group" });
  await done(bob.rpc("submit_send", { send }));
  await db.sql`select private.erase_deliveries(row(gen_random_uuid(), s.enterprise_id, ${gone ?? ""}, 'deliveries', null, 0, now())::private.erasure_work, 10)
    from public.sends s where s.id = ${send}`;
  const [row] = await db.sql`select shared_params from public.sends where id = ${send}`;
  assert.deepEqual(row?.shared_params, { name: "请拨 ***" });
  const [{ kept } = {}] =
    await db.sql`select count(*)::int as kept from private.submissions where bound::text like ${`%${gone}%`}`;
  assert.equal(kept, 0);
});
