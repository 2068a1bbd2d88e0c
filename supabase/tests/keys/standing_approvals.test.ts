import assert from "node:assert/strict";
import { test } from "node:test";
import { cardOf, done, idOf, refusal, type SendWishes, sendInput, yunshan } from "../fixtures.ts";
import { PEOPLE, testDatabase } from "../test_database.ts";
import { byKey, layVoice, madeKey, standingStage } from "./key_fixtures.ts";

/** API-1: what a key may send under a standing approval, and that it may send nothing else by itself. */
const db = await testDatabase();
await layVoice(db);
await db.sql`update public.enterprises set marketing_from = '00:00', marketing_to = '23:59:59'`;
const { fresh, inputOf, standing, handed, sent, good: GOOD } = await standingStage(db);

test("a send that fits goes out as it is submitted, counted, with whoever approved the plan", async () => {
  const key = await fresh();
  const plan = await standing(key);
  const { id, state } = await sent(key, { count: 2 });
  assert.equal(state, "expanding");
  const card = await cardOf(db, "send_cards", id);
  assert.deepEqual([card.submitted_by_name, card.decided_by_name], [`${key.name} (${key.key_id})`, "Carol"]);
  const [use] =
    await db.sql`select standing_approval_id as plan, numbers::int from public.standing_uses where send_id = ${id}`;
  assert.deepEqual({ ...use }, { plan, numbers: 2 });
  const seen = await cardOf(db, "standing_approval_cards", plan, "carol");
  assert.deepEqual([seen.standing, Number(seen.used_today)], ["stands", 2]);
  const [line] = await db.sql`select verb, after ->> 'state' as state, actor from public.audit_log
    where resource = 'send' and resource_id = ${id} order by id desc limit 1`;
  assert.deepEqual({ ...line }, { verb: "submit", state: "expanding", actor: key.id });
  const waiting = await db.as("carol").rows("select id from public.waiting_reviews where resource = 'send'");
  assert.ok(!waiting.some((row) => row.id === id));
});

test("what does not fit waits in review: too many at once, too many a day, nothing approved", async () => {
  const key = await fresh();
  assert.equal((await sent(key, { count: 1 })).state, "in_review", "no plan yet");
  await standing(key);
  assert.equal((await sent(key, { count: 4 })).state, "in_review", "more than three a call");
  assert.equal((await sent(key, { count: 3 })).state, "expanding");
  assert.equal((await sent(key, { count: 3 })).state, "in_review", "more than five a day");
  assert.equal((await sent(key, { count: 2 })).state, "expanding", "exactly five");
  assert.equal((await sent(key, { count: 1 })).state, "in_review");
});

test("a plan of one key is none of another, and of no person", async () => {
  const [key, other] = [await fresh(), await fresh()];
  await standing(key);
  assert.equal((await sent(other, { count: 1 })).state, "in_review");
  const input = await sendInput(db, { count: 1 });
  const { id } = await done(db.as("bob").rpc("create_send", { input }));
  assert.equal((await done(db.as("bob").rpc("submit_send", { send: id }))).state, "in_review");
  // What a person has made, the key does not send under its plan either.
  const theirs = await done(db.as("bob").rpc("create_send", { input: await sendInput(db, { count: 1 }) }));
  const answer = await byKey(db, key.key_id).rpc("submit_send", { send: theirs.id });
  assert.equal(answer.data?.state ?? answer.error?.code, "in_review");
});

test("a plan that is not approved, rejected, ended or over covers nothing", async () => {
  const key = await fresh();
  const { id } = await done(db.as("bob").rpc("create_standing_approval", { input: inputOf(key) }));
  assert.equal((await sent(key, { count: 1 })).state, "in_review");
  await done(db.as("carol").rpc("reject_standing_approval", { standing_approval: id, reason: "每日太多" }));
  assert.equal((await sent(key, { count: 1 })).state, "in_review");
  const plan = await standing(key);
  assert.equal((await sent(key, { count: 1 })).state, "expanding");
  await db.sql`update public.standing_approvals set last_day = (now() at time zone 'Asia/Shanghai')::date - 1 where id = ${plan}`;
  assert.equal((await sent(key, { count: 1 })).state, "in_review");
  assert.equal((await cardOf(db, "standing_approval_cards", plan, "carol")).standing, "over");
  const next = await standing(key);
  await done(db.as("bob").rpc("close_standing_approval", { standing_approval: next }));
  assert.equal((await sent(key, { count: 1 })).state, "in_review");
  assert.equal((await cardOf(db, "standing_approval_cards", next, "carol")).standing, "ended");
  assert.equal(
    await refusal(db.as("bob").rpc("close_standing_approval", { standing_approval: next })),
    "wrong_state",
  );
});

test("a changed template pauses the plan, and one that changed while it waited is not approved", async () => {
  const key = await fresh();
  const plan = await standing(key);
  const { id: waiting } = await done(db.as("bob").rpc("create_standing_approval", { input: inputOf(key) }));
  const [was] =
    await db.sql`select live_version_id as id from public.templates where id = ${GOOD.template_id as string}`;
  const [next] =
    await db.sql`insert into public.template_versions select (jsonb_populate_record(v, jsonb_build_object('id', gen_random_uuid(), 'version', v.version + 50))).*
    from public.template_versions v where v.id = ${was?.id} returning id`;
  await db.sql`insert into public.vendor_reviews select (jsonb_populate_record(r, jsonb_build_object('id', gen_random_uuid(), 'version_id', ${next?.id}::text))).*
    from public.vendor_reviews r where r.version_id = ${was?.id}`;
  await db.sql`update public.templates set live_version_id = ${next?.id} where id = ${GOOD.template_id as string}`;
  assert.equal((await cardOf(db, "standing_approval_cards", plan, "carol")).standing, "template_changed");
  assert.equal((await sent(key, { count: 1 })).state, "in_review");
  assert.equal(
    await refusal(db.as("carol").rpc("approve_standing_approval", { standing_approval: waiting })),
    "standing_stale",
  );
  await db.sql`update public.templates set live_version_id = ${was?.id} where id = ${GOOD.template_id as string}`;
  assert.equal((await sent(key, { count: 1 })).state, "expanding");
});

test("hours are of the enterprise, and hold for when it is to go out", async () => {
  const key = await fresh();
  const [day] =
    await db.sql`select to_char((clock_timestamp() at time zone 'Asia/Shanghai')::date + 1, 'YYYY-MM-DD') as next`;
  const tomorrow = (hour: string) => ({
    count: 1,
    timing: "scheduled",
    scheduled_at: `${day?.next}T${hour}:00+08:00`,
  });
  await standing(key, { hour_from: "09:00", hour_until: "11:00" });
  for (const [hour, state] of [
    ["08:59", "in_review"],
    ["09:00", "expanding"],
    ["10:59", "expanding"],
    ["11:00", "in_review"],
  ] as const)
    assert.equal((await sent(key, tomorrow(hour))).state, state, hour);
});

test("so many numbers a day are those that go out on it: what is scheduled counts on its own day, and no day gets more", async () => {
  const key = await fresh();
  const plan = await standing(key);
  const [day] =
    await db.sql`select to_char((clock_timestamp() at time zone 'Asia/Shanghai')::date + 1, 'YYYY-MM-DD') as next`;
  const tomorrow = { timing: "scheduled", scheduled_at: `${day?.next}T12:00:00+08:00` };
  assert.equal((await sent(key, { count: 3, ...tomorrow })).state, "expanding");
  assert.equal((await sent(key, { count: 3 })).state, "expanding", "today has its own");
  assert.equal((await sent(key, { count: 3, ...tomorrow })).state, "in_review", "six tomorrow");
  assert.equal((await sent(key, { count: 2, ...tomorrow })).state, "expanding", "exactly five");
  const seen = await cardOf(db, "standing_approval_cards", plan, "carol");
  assert.equal(Number(seen.used_today), 3);
  // Submitted a day earlier, they take of tomorrow all the same.
  await db.sql`update public.standing_uses set submitted_at = submitted_at - interval '1 day'
    where standing_approval_id = ${plan}`;
  assert.equal((await sent(key, { count: 1, ...tomorrow })).state, "in_review");
});

test("a marketing send that says no ground of consent has that of the plan, which its approver was shown", async () => {
  const key = await fresh();
  const marketing = { count: 1, sms_template_id: await idOf(db, "sms_templates", "会员福利") };
  assert.equal(await refusal((await handed(key, marketing)).submitted), "consent_required", "no plan");
  const plan = { sms_template_id: marketing.sms_template_id };
  const ended = await standing(key, { ...plan, consent: "门店登记" });
  await done(db.as("bob").rpc("close_standing_approval", { standing_approval: ended }));
  assert.equal(await refusal((await handed(key, marketing)).submitted), "consent_required", "it has ended");
  const { consent } = await cardOf(
    db,
    "standing_approval_cards",
    await standing(key, { ...plan, most_a_call: 1, consent: " 入会时勾选 " }),
    "carol",
  );
  assert.equal(consent, "入会时勾选");
  const grounds = async (wishes: SendWishes) => {
    const { id, state } = await sent(key, { ...marketing, ...wishes });
    return [state, (await cardOf(db, "send_cards", id)).consent];
  };
  assert.deepEqual(await grounds({}), ["expanding", "入会时勾选"]);
  assert.deepEqual(await grounds({ consent: "官网订阅" }), ["expanding", "官网订阅"], "its own goes before");
  assert.deepEqual(
    await grounds({ count: 2 }),
    ["in_review", "入会时勾选"],
    "too many a call is shown it too",
  );
  assert.deepEqual(
    await refusal(
      db.as("bob").rpc("create_standing_approval", { input: inputOf(key, { consent: "长".repeat(501) }) }),
    ),
    "consent_too_long",
  );
});

test("one end of the hours alone is from the beginning of the day, or until its end", async () => {
  const key = await fresh();
  const hoursOf = async (more: object) => {
    const card = await cardOf(db, "standing_approval_cards", await standing(key, more));
    return [card.hour_from, card.hour_until];
  };
  assert.deepEqual(await hoursOf({ hour_from: "22:00" }), ["22:00:00", "24:00:00"]);
  assert.deepEqual(await hoursOf({ hour_until: "08:00" }), ["00:00:00", "08:00:00"]);
  assert.deepEqual(await hoursOf({}), [null, null]);
});

test("rules of approvals ask still: for two approvers, or for one of a group", async () => {
  const key = await fresh();
  await standing(key);
  const rule = await done(
    db.as("alice").rpc("create_approval_rule", { input: { name: "两人起", approvers: 2, min_audience: 2 } }),
  );
  assert.equal((await sent(key, { count: 2 })).state, "in_review");
  assert.equal((await sent(key, { count: 1 })).state, "expanding");
  const [group] =
    await db.sql`select id from public.groups where name = 'Owners' and enterprise_id = ${await yunshan(db)}`;
  await done(
    db.as("alice").rpc("update_approval_rule", {
      approval_rule: rule.id,
      input: { name: "两人起", approvers: 1, min_audience: 1, group_id: group?.id },
    }),
  );
  assert.equal((await sent(key, { count: 1 })).state, "in_review", "carol is no owner");
  await done(db.as("alice").rpc("delete_approval_rule", { approval_rule: rule.id }));
});

test("neither whoever submitted it nor a hand of the key approves it, and who becomes one is its approver no more", async () => {
  const key = await fresh();
  const { id } = await done(db.as("bob").rpc("create_standing_approval", { input: inputOf(key) }));
  assert.equal(
    await refusal(db.as("bob").rpc("approve_standing_approval", { standing_approval: id })),
    "forbidden",
  );
  assert.equal(
    await refusal(db.as("alice").rpc("approve_standing_approval", { standing_approval: id })),
    "four_eyes",
  );
  assert.equal(
    await refusal(byKey(db, key.key_id).rpc("approve_standing_approval", { standing_approval: id })),
    "not_found",
  );
  await done(db.as("dan").rpc("approve_standing_approval", { standing_approval: id }));
  assert.equal((await sent(key, { count: 1 })).state, "expanding");
  await done(db.as("dan").rpc("rotate_access_key", { access_key: key.id }));
  assert.equal((await cardOf(db, "standing_approval_cards", id, "carol")).standing, "approver_gone");
  assert.equal((await sent(key, { count: 1 })).state, "in_review");
});

test("two calls at the same instant share the day", async () => {
  const key = await fresh();
  await standing(key, { most_a_call: 3, most_a_day: 3 });
  const its = () => byKey(db, key.key_id);
  const made = async () =>
    (await done(its().rpc("create_send", { input: await sendInput(db, { count: 2 }) }))).id as string;
  const [one, two] = [await made(), await made()];
  const first = await its().open("submit_send", { send: one });
  const second = its().rpc("submit_send", { send: two });
  await first.commit();
  assert.deepEqual([first.answer.data.state, (await done(second)).state], ["expanding", "in_review"]);
});

test("what a plan names is the enterprise's own and in use", async () => {
  const key = await fresh();
  const hers = await madeKey(db, { by: "mallory" });
  const make = (more: object) => db.as("bob").rpc("create_standing_approval", { input: inputOf(key, more) });
  assert.equal(await refusal(make({ access_key_id: hers.id })), "not_found");
  assert.equal(await refusal(make({ template_id: PEOPLE.bob })), "not_found");
  assert.equal(await refusal(make({ sms_template_id: PEOPLE.bob })), "not_found");
  assert.equal(await refusal(make({ channel_id: PEOPLE.bob })), "not_found");
  assert.equal(await refusal(make({ template_id: null, sms_template_id: null })), "input_invalid");
  assert.equal(await refusal(make({ most_a_call: 6 })), "input_invalid");
  assert.equal(await refusal(make({ hour_until: "00:00" })), "input_invalid");
  assert.equal(await refusal(make({ hour_from: "09:00", hour_until: "08:00" })), "input_invalid");
  await done(db.as("alice").rpc("revoke_access_key", { access_key: key.id }));
  assert.equal(await refusal(make({})), "not_found");
});
