import assert from "node:assert/strict";
import { test } from "node:test";
import {
  account,
  balance,
  done,
  draftSend,
  idOf,
  imported,
  importing,
  inHours,
  phones,
  sendInput,
  typed,
  waitingSend,
} from "../fixtures.ts";
import { claimsOf, speakAs, testDatabase } from "../test_database.ts";

/** SND-1, table 7-2, APR-1: refusals of a send when it is made, submitted and approved. */
const db = await testDatabase();
const file = await imported(db, phones(6));

const nobodys = "00000000-0000-4000-8000-000000000000";
const create = async (wishes: object = {}) =>
  db.as("bob").rpc("create_send", { input: { ...(await sendInput(db, { file })), ...wishes } });

test("a send that is filled in wrongly is refused by the field, and nothing is made", async () => {
  const draft = await idOf(db, "templates", "积分到期提醒");
  const wrong: [object, string, string?][] = [
    [{ name: " " }, "name_required"],
    [{ name: "长".repeat(65) }, "name_required"],
    [{ template_id: "7" }, "input_invalid", "template_id"],
    [{ template_id: null }, "sms_template_of_card"],
    [{ template_id: nobodys }, "not_found", "template"],
    [{ template_id: draft }, "template_not_approved"],
    [{ sms_template_id: "x" }, "input_invalid", "sms_template_id"],
    [{ sms_template_id: nobodys }, "not_found", "sms_template"],
    [{ number_file_id: "x" }, "input_invalid", "number_file_id"],
    [{ number_file_id: nobodys }, "not_found", "number_file"],
    [{ domain_id: "x" }, "input_invalid", "domain_id"],
    [{ domain_id: nobodys }, "not_found", "domain"],
    [{ validity_days: 0 }, "validity_out_of_range"],
    [{ validity_days: 8 }, "validity_out_of_range"],
    [{ validity_days: "two" }, "input_invalid", "validity_days"],
    [{ timing: "later" }, "input_invalid", "timing"],
    [{ timing: "scheduled" }, "schedule_required"],
    [{ timing: "scheduled", scheduled_at: "" }, "input_invalid", "scheduled_at"],
    [{ timing: "scheduled", scheduled_at: "next week" }, "input_invalid", "scheduled_at"],
    [{ timing: "scheduled", scheduled_at: "infinity" }, "input_invalid", "scheduled_at"],
    [{ timing: "scheduled", scheduled_at: inHours(-1) }, "schedule_in_past"],
    [{ trial: "maybe" }, "input_invalid", "trial"],
    [{ trial: true, trial_size: 0 }, "trial_size_invalid"],
    [{ trial: true, trial_size: 1_000_000 }, "trial_size_invalid"],
    [{ trial: true, trial_size: "ten" }, "input_invalid", "trial_size"],
    [{ trial: true, trial_size: 7 }, "trial_too_large"],
    [{ trial: true, trial_size: 6 }, "trial_too_large"],
  ];
  for (const [wishes, code, about] of wrong) {
    const { error } = await create(wishes);
    assert.equal(error?.code, code, JSON.stringify(wishes));
    const details = JSON.parse(error?.details ?? "{}");
    if (about) assert.equal(details.field ?? details.resource, about);
  }
  for (const input of [null, [], "x", {}]) {
    assert.ok((await db.as("bob").rpc("create_send", { input })).error, JSON.stringify(input));
  }
  assert.deepEqual(await db.as("dan").rows("select id from public.sends"), []);
});

test("resources of another enterprise cannot be sent with", async () => {
  const [theirs] =
    await db.sql`select d.id from public.domains d join public.enterprises e on e.id = d.enterprise_id where e.name = 'Other Ltd'`;
  assert.equal((await create({ domain_id: theirs?.id })).error?.code, "not_found");
  const { id } = await done(db.as("mallory").rpc("type_numbers", { input: { phones: phones(1) } }));
  assert.equal((await create({ number_file_id: id })).error?.code, "not_found");
});

test("a draft has a batch number of its day, counted up", async () => {
  const [one, two] = [await done(create()), await done(create())];
  assert.match(one.batch_no, /^20\d{6}-0001$/);
  assert.equal(two.batch_no, one.batch_no.replace("-0001", "-0002"));
  assert.deepEqual(
    [one.state, one.validity_days, one.trial, one.timing, one.is_marketing],
    ["draft", 7, false, "immediate", false],
  );
  const scheduled = await done(
    create({ timing: "scheduled", scheduled_at: inHours(1), validity_days: 3, trial: true, trial_size: 2 }),
  );
  assert.deepEqual([scheduled.validity_days, scheduled.trial, scheduled.trial_size], [3, true, 2]);
});

/** Causes of refusal that arise later: how each arises, how it is undone, and whether the content hash changes with it. */
const obstacles: [string, string, string][] = [
  [
    "filing_missing",
    "update public.filings set live_version_id = null where form = 'send_task'",
    "update public.filings set live_version_id = latest_version_id where form = 'send_task'",
  ],
  [
    "template_disabled",
    "update public.templates set enabled = false",
    "update public.templates set enabled = true",
  ],
  [
    "template_not_approved",
    "update public.vendor_reviews set state = 'rejected'",
    "update public.vendor_reviews set state = 'approved'",
  ],
  [
    "signature_not_approved",
    "update public.sms_signatures set live_version_id = null",
    "update public.sms_signatures set live_version_id = latest_version_id",
  ],
  [
    "sms_template_not_approved",
    "update public.sms_templates set live_version_id = null",
    "update public.sms_templates set live_version_id = latest_version_id",
  ],
  [
    "sms_template_unregistered",
    "update public.channels set adapter = 'koomessage'",
    "update public.channels set adapter = 'sandbox'",
  ],
  [
    "domain_not_approved",
    "update public.domains set state = 'in_review'",
    "update public.domains set state = 'approved'",
  ],
  [
    "file_not_ready",
    "update public.number_files set state = 'failed'",
    "update public.number_files set state = 'ready'",
  ],
  [
    "channel_not_ready",
    "create table private.kept as table private.channel_secrets; delete from private.channel_secrets",
    "insert into private.channel_secrets table private.kept; drop table private.kept",
  ],
  [
    "deployment_unset",
    "create table private.kept as table private.deployment; delete from private.deployment",
    "insert into private.deployment table private.kept; drop table private.kept",
  ],
];

test("whatever comes to stand against a send is found when it is made, submitted and approved, and moves nothing", async () => {
  const [draft, waiting] = [await draftSend(db, { file }), await waitingSend(db, { file })];
  const before = await balance(db);
  for (const [code, happens, putRight] of obstacles) {
    await db.sql.unsafe(happens);
    assert.equal((await create()).error?.code, code);
    const submitted = await db.as("bob").rpc("submit_send", { send: draft });
    const approved = await db.as("carol").rpc("approve_send", { send: waiting });
    assert.deepEqual([submitted.error?.code, approved.error?.code], [code, code]);
    await db.sql.unsafe(putRight);
    assert.deepEqual(
      [(await account(db, draft)).state, (await account(db, waiting)).state],
      ["draft", "in_review"],
      code,
    );
  }
  assert.deepEqual(await balance(db), before);
  assert.equal((await db.as("carol").rpc("approve_send", { send: waiting })).error, null, "all put right");
});

test("an SMS text with variables, and a file that is not imported, are refused", async () => {
  const sms = await idOf(db, "sms_templates", "会员福利（带称呼）");
  assert.equal((await create({ sms_template_id: sms })).error?.code, "sms_template_has_variables");
  assert.equal((await create({ number_file_id: await importing(db, 1) })).error?.code, "file_not_ready");
});

/** Everything that an approval binds, each changed between submission and approval. */
const changes = [
  "update public.sms_template_versions set content = content || '！'",
  "update public.sends set signature = signature || '甲'",
  "update public.template_versions set content_hash = 'other'",
  "update public.number_files set content_hash = 'other'",
  "update public.number_files set accepted = accepted + 1, lines = lines + 1",
  "update public.sends set validity_days = 1",
  "update public.sends set trial = not trial",
  "update public.sends set trial_size = trial_size + 1",
  "update public.sends set timing = 'scheduled', scheduled_at = now() + interval '1 hour'",
  "update public.sends set sms_template_id = (select id from public.sms_templates where name = '会员福利')",
  "update public.enterprises set marketing_to = '20:59'",
  "update public.enterprises set time_zone = 'Asia/Urumqi'",
];
/** What the refusal names of some of them: of a setting of the enterprise nobody thinks who looks at the send alone. */
const CHANGED = [
  ["marketing_to", "window.to"],
  ["time_zone", "zone"],
  ["timing = 'scheduled'", "scheduled_at, timing"],
] as const;

test("an approval binds what was submitted: any later change voids it, and nothing is reserved", async () => {
  const send = await waitingSend(db, { file });
  const before = await balance(db);
  const takenBack = new Error("taken back");
  for (const change of changes) {
    await db.sql
      .begin(async (step) => {
        await step.unsafe(change);
        await speakAs(step, claimsOf("carol"));
        // She looks at what there is now: it is not what was submitted.
        const [row] = await step`
          select public.approve_send(${send}, (select b ->> 'shown' from jsonb_array_elements(public.allowed_transitions('send', array[${send}]) -> ${send}) as b
            where b ->> 'verb' = 'approve')) as said, current_setting('response.status') as status`;
        assert.deepEqual([row?.said.code, row?.status], ["hash_changed", "409"], change);
        const named = CHANGED.find(([part]) => change.includes(part))?.[1];
        if (named) assert.equal(JSON.parse(row?.said.details).fields, named, change);
        throw takenBack;
      })
      .catch((error) => assert.equal(error, takenBack));
  }
  assert.deepEqual(await balance(db), before);
  assert.equal((await db.as("carol").rpc("approve_send", { send })).error, null, "unchanged, it is approved");
});

test("what was voided is rejected with a reason, submitted again and approved", async () => {
  const send = await waitingSend(db, { file });
  await db.sql`update public.sms_template_versions v set content = content || ' ' from public.sms_templates m where m.id = v.sms_template_id and m.name = '订单通知'`;
  assert.equal((await db.as("carol").rpc("approve_send", { send })).error?.code, "hash_changed");
  await done(db.as("carol").rpc("reject_send", { send, reason: "文案改过了" }));
  assert.equal((await account(db, send)).reason, "文案改过了");
  await done(db.as("bob").rpc("submit_send", { send }));
  const { reason, decided_by, units } = await account(db, send);
  assert.deepEqual([reason, decided_by, Number(units)], [null, null, 6]);
  assert.equal(
    (await done(db.as("carol").rpc("approve_send", { send, reason: "好" }))).decided_by_name,
    "Carol",
  );
});

test("a send whose file lacks a parameter of the template is refused: nobody reads a gap", async () => {
  const bob = db.as("bob");
  const bare = (await done(bob.rpc("type_numbers", { input: { phones: phones(2) } }))).id;
  const { error, status } = await bob.rpc("create_send", { input: await sendInput(db, { file: bare }) });
  assert.deepEqual([error?.code, status], ["typed_params_missing", 422], "typed numbers are no file");
  assert.equal(JSON.parse(error?.details ?? "{}").names, "name, order_no, pickup_code");
  // The phone column fills no parameter, even when it has a parameter's name.
  const called = await draftSend(db, { file: await typed(db, phones(2)) });
  const of = (send: string) => db.sql`select number_file_id from public.sends where id = ${send}`;
  await db.sql`update public.number_files set phone_column = 'name' where id = ${(await of(called))[0]?.number_file_id}`;
  const late = await bob.rpc("submit_send", { send: called });
  assert.deepEqual(
    [late.error?.code, JSON.parse(late.error?.details ?? "{}").names],
    ["typed_params_missing", "name"],
  );
  const waiting = await waitingSend(db, { file: await typed(db, phones(2)) });
  await db.sql`update public.number_files set columns = '{phone,name,order_no}' where id = ${(await of(waiting))[0]?.number_file_id}`;
  assert.equal(
    (await db.as("carol").rpc("approve_send", { send: waiting })).error?.code,
    "typed_params_missing",
  );
  const file = await imported(db, phones(3));
  await db.sql`update public.number_files set columns = '{phone,name}' where id = ${file}`;
  const columns = await bob.rpc("create_send", { input: await sendInput(db, { file }) });
  assert.equal(columns.error?.code, "parameters_missing");
});
