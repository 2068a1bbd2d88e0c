import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";
import {
  account,
  approvedSend,
  buttonOf,
  cardOf,
  done,
  handOver,
  idOf,
  openAllDay,
  report,
  tick,
  waitingSend,
} from "../fixtures.ts";
import { clearRules, erinApproves, noCaps, refused, sendEdit } from "../sends/sends_fixtures.ts";
import { notice, submit } from "../templates/checks.ts";
import { type Person, testDatabase } from "../test_database.ts";

/** APR-1, T2: a decision is about what was shown. What has changed between the look and the click is not decided by it. */
const db = await testDatabase();
await openAllDay(db);
await noCaps(db);
await erinApproves(db);
beforeEach(async () => {
  await clearRules(db);
  await openAllDay(db);
});

/** What is shown to this person of what the verb decides. */
const look = async (person: Person, resource: string, id: string, verb?: string): Promise<string> =>
  (await buttonOf(db.as(person), resource, id, verb))?.shown;
const approve = (send: string, person: Person, shown: string | null) =>
  db.as(person).rpc("approve_send", { send, shown });
const twoApprovers = () =>
  done(db.as("alice").rpc("create_approval_rule", { input: { name: "两人", approvers: 2 } }));
const approvalsOf = (send: string) =>
  db.sql`select approver from public.send_approvals where send_id = ${send}`;
/** The fields that a refused click names, each with its value then and now. */
const fieldsOf = ({ differs }: Record<string, unknown>) =>
  (differs as { field: string; before: string | null; after: string | null }[]).map(
    ({ field, before, after: now }) => `${field}: ${before} → ${now}`,
  );

test("a template that was withdrawn, changed and submitted again between the look and the click is not decided by it", async () => {
  const template = await idOf(db, "templates", "积分到期提醒");
  await submit(db, template);
  const shown = await look("carol", "template", template);
  await done(db.as("bob").rpc("withdraw_template", { template }));
  await done(db.as("bob").rpc("update_template", { template, input: { content: notice("另一段话") } }));
  await submit(db, template);
  for (const act of [
    () => db.as("carol").rpc("approve_template", { template, shown }),
    () => db.as("carol").rpc("reject_template", { template, shown, reason: "文案有误" }),
  ]) {
    const details = await refused(db, act, "shown_changed", 409);
    assert.ok(fieldsOf(details).some((field) => field.startsWith("content.") && field.endsWith("另一段话")));
    assert.equal(details.by, "Bob");
  }
  const card = await cardOf(db, "template_cards", template);
  assert.equal(card.state, "in_review");
  const again = await look("carol", "template", template);
  assert.notEqual(again, shown);
  await done(db.as("carol").rpc("approve_template", { template, shown: again }));
});

test("a send whose numbers, text or window have changed since the look is not approved, and the refusal says what changed", async () => {
  const changes: [change: string, putRight: string, field: string][] = [
    [
      "update public.number_files set accepted = accepted + 1, lines = lines + 1",
      "update public.number_files set accepted = accepted - 1, lines = lines - 1",
      "file.accepted: 6 → 7",
    ],
    [
      "update public.sms_template_versions set content = '别的' || content",
      "update public.sms_template_versions set content = substr(content, 3)",
      "sms: ",
    ],
    [
      "update public.enterprises set marketing_to = '20:00'",
      "update public.enterprises set marketing_to = '24:00'",
      "window.to: 24:00:00 → 20:00:00",
    ],
  ];
  const send = await waitingSend(db);
  const shown = await look("carol", "send", send);
  for (const [change, putRight, field] of changes) {
    await db.sql.unsafe(change);
    const details = await refused(db, () => approve(send, "carol", shown), "shown_changed", 409);
    assert.deepEqual([fieldsOf(details).length, details.by], [1, undefined], "nobody submitted it again");
    assert.ok(fieldsOf(details)[0]?.startsWith(field), fieldsOf(details)[0]);
    await db.sql.unsafe(putRight);
  }
  assert.equal((await account(db, send)).state, "in_review");
  assert.deepEqual([...(await approvalsOf(send))], []);
  assert.equal(
    (await done(approve(send, "carol", shown))).state,
    "expanding",
    "as it was, it is what she saw",
  );
});

test("what was rejected and submitted again is another submission, even without a change", async () => {
  const send = await waitingSend(db);
  const shown = await look("carol", "send", send);
  await done(db.as("erin").rpc("reject_send", { send, reason: "再等等" }));
  await done(db.as("bob").rpc("submit_send", { send }));
  for (const act of [
    () => approve(send, "carol", shown),
    () => db.as("carol").rpc("reject_send", { send, shown, reason: "不" }),
  ]) {
    const details = await refused(db, act, "shown_changed", 409);
    assert.deepEqual([fieldsOf(details), details.by], [[], "Bob"]);
  }
});

test("a look at one send decides about no other, and one at a cancelled send about nothing", async () => {
  const [one, other] = [await waitingSend(db), await waitingSend(db)];
  const shown = await look("carol", "send", one);
  await refused(db, () => approve(other, "carol", shown), "shown_changed", 409);
  await done(db.as("bob").rpc("cancel_send", { send: one }));
  await refused(db, () => approve(one, "carol", shown), "wrong_state", 409);
});

test("without a look nothing is approved, rejected or released", async () => {
  const send = await waitingSend(db);
  for (const shown of [null, "", "  "]) {
    await refused(db, () => approve(send, "carol", shown), "shown_required", 422);
    await refused(
      db,
      () => db.as("carol").rpc("reject_send", { send, shown, reason: "不" }),
      "shown_required",
      422,
    );
  }
  await refused(db, () => approve(send, "carol", "0".repeat(64)), "shown_changed", 409);
  await done(db.as("bob").rpc("cancel_send", { send }));
  const held = await heldTrial();
  await refused(
    db,
    () => db.as("bob").rpc("release_send", { send: held, shown: null }),
    "shown_required",
    422,
  );
});

test("a release is about the trial that has ended, not about what was approved before it", async () => {
  const waiting = await waitingSend(db, { trial: true, trial_size: 2 });
  const approved = await look("carol", "send", waiting);
  await done(approve(waiting, "carol", approved));
  const send = await heldTrial(waiting);
  const release = (shown: string) => db.as("bob").rpc("release_send", { send, shown });
  await refused(db, () => release(approved), "shown_changed", 409);
  const seen = await look("bob", "send", send, "release");
  await db.sql`update public.enterprises set marketing_to = '20:00'`;
  const details = await refused(db, () => release(seen), "shown_changed", 409);
  assert.deepEqual(fieldsOf(details), ["window.to: 24:00:00 → 20:00:00"]);
  await openAllDay(db);
  assert.equal((await done(release(seen))).state, "sending");
});

test("two who looked at one submission both approve it: the first approval changes nothing of what the second saw", async () => {
  await twoApprovers();
  const send = await waitingSend(db);
  const [carols, erins] = [await look("carol", "send", send), await look("erin", "send", send)];
  assert.equal(carols, erins);
  assert.equal((await done(approve(send, "carol", carols))).state, "in_review");
  assert.equal((await done(approve(send, "erin", erins))).state, "expanding");
});

test("a rule that changes between the look and the click is a matter of the law: the click counts, and the law decides", async () => {
  const send = await waitingSend(db);
  const shown = await look("carol", "send", send);
  await twoApprovers();
  assert.equal((await done(approve(send, "carol", shown))).state, "in_review");
  assert.equal((await done(approve(send, "erin", shown))).state, "expanding");
});

test("of several at once each is decided by its own look", async () => {
  const ids = [await waitingSend(db), await waitingSend(db), await waitingSend(db)];
  const [one = "", two = "", three = ""] = ids;
  const shown = { [one]: await look("carol", "send", one), [two]: await look("carol", "send", one) };
  const outcomes = await done(
    db.as("carol").rpc("transition_many", { resource: "send", verb: "approve", ids, shown }),
  );
  assert.deepEqual(
    outcomes.map(({ id, refusal }: { id: string; refusal: { code: string } | null }) => [
      id,
      refusal?.code ?? "done",
    ]),
    [
      [one, "done"],
      [two, "shown_changed"],
      [three, "shown_required"],
    ],
  );
});

test("two hundred clicks on one card decide once, and the other hear that it was decided", async () => {
  const send = await waitingSend(db);
  const shown = await look("carol", "send", send);
  const who: Person[] = ["carol", "erin", "alice"];
  const answers = await Promise.all(
    Array.from({ length: 200 }, (_, n) => approve(send, who[n % who.length] ?? "carol", shown)),
  );
  const codes = answers.map(({ error }) => error?.code ?? "done").sort();
  assert.deepEqual(codes, ["done", ...Array(199).fill("wrong_state")]);
  assert.equal((await approvalsOf(send)).length, 1);
  const lines =
    await db.sql`select outcome from public.audit_log where resource_id = ${send} and verb = 'approve'`;
  assert.deepEqual(lines.map(({ outcome }) => outcome).sort(), ["granted", ...Array(199).fill("refused")]);
});

test("what may be done and what was shown are read at one instant: nothing that is asked on the way takes a later look", async () => {
  const all = await db.sql<{ name: string; looks: string; text: string }[]>`
    select n.nspname || '.' || p.proname as name, p.provolatile as looks, pg_get_functiondef(p.oid) as text
    from pg_proc p join pg_namespace n on n.oid = p.pronamespace where n.nspname in ('private', 'public') and p.prokind = 'f'`;
  const [rules] = await db.sql`select
    (select string_agg(concat_ws(' ', t.blocked_by, t.condition, t.trial), ' ') from private.transitions t) as transitions,
    (select string_agg(r.bound, ' ') from private.resources r) as bound`;
  const asked = (text: string) =>
    [...text.matchAll(/\b(?:private|public)\.\w+(?=\s*\()/g)].map(([name]) => name);
  const todo = ["private.allowed_of", ...asked(`${rules?.transitions} ${rules?.bound}`)];
  const found = new Set<string>();
  for (let name = todo.pop(); name; name = todo.pop()) {
    if (found.has(name)) continue;
    found.add(name);
    for (const one of all) if (one.name === name) todo.push(...asked(one.text));
  }
  assert.ok(found.has("private.late_bar") && found.has("private.look_at"));
  assert.deepEqual(
    all.filter(({ name, looks }) => found.has(name) && looks === "v").map(({ name }) => name),
    [],
  );
});

/** A send (a new one unless told) whose trial of two has ended. */
async function heldTrial(approved?: string): Promise<string> {
  const send = approved ?? (await approvedSend(db, { trial: true, trial_size: 2 }));
  await tick(db);
  await tick(db);
  await report(db, await handOver(db), "delivered");
  await tick(db);
  assert.equal((await account(db, send)).state, "trial_hold");
  return send;
}

/** What a row in review changes, each difference with its value before and now. */
const changesOf = async (person: Person, resource: string, id: string) => {
  const told = await done(db.as(person).rpc("review_changes", { resource, id }));
  return told && { ...told, differs: fieldsOf(told) };
};

test("a send that was rejected, edited and submitted again says what it changes of its submission before", async () => {
  const send = await waitingSend(db);
  assert.equal(await changesOf("carol", "send", send), null, "nothing came before it");
  const shown = await look("carol", "send", send);
  await done(db.as("carol").rpc("reject_send", { send, shown, reason: "有效期太长" }));
  assert.equal(await changesOf("carol", "send", send), null, "nothing is to be decided");
  const [row] = await db.sql`select * from public.sends where id = ${send}`;
  const edit = await sendEdit(db, send, { name: "会员日 第二次", validity_days: 3 });
  await done(db.as("bob").rpc("update_send", edit));
  await done(db.as("bob").rpc("submit_send", { send }));
  const told = await changesOf("carol", "send", send);
  assert.deepEqual(
    [told.base, told.version, told.rows.template, told.differs],
    [
      "submission",
      null,
      row?.version_id,
      [`name: ${row?.name} → 会员日 第二次`, `validity_days: ${row?.validity_days} → 3`],
    ],
  );
  // To another enterprise it does not exist, and what is no id is no row.
  for (const [person, id] of [
    ["mallory", send],
    ["carol", "nothing"],
  ] as const)
    await refused(db, () => db.as(person).rpc("review_changes", { resource: "send", id }), "not_found", 404);
});
