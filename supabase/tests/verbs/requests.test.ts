import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import { test } from "node:test";
import { done, sendInput, waitingSend } from "../fixtures.ts";
import { fullDatabase } from "../full_database.ts";
import { contents } from "../one_of_each.ts";
import { check } from "../templates/checks.ts";
import { claimsOf, speakAs } from "../test_database.ts";
import { oneAfterTheOther } from "../together.ts";
import { doer, VERBS } from "../verbs.ts";

/** A verb called twice with one request id acts once, however often the network repeats the click. */
const { db, resources } = await fullDatabase();
const rows =
  await db.sql`select proname from pg_proc where pronamespace = 'public'::regnamespace and 'request' = any (proargnames)`;
const repeatable = rows.map(({ proname }) => proname);

test("every verb of a person's that changes something takes a request id", () => {
  const changing = Object.entries(VERBS)
    .filter(([, { kind }]) => kind === "member" || kind === "platform")
    .map(([name]) => name);
  // Setting a language, choosing an enterprise or making a new code twice has the same result, or does no harm.
  assert.deepEqual(
    [...repeatable].sort(),
    [
      ...changing,
      ...["create_enterprise", "accept_invitation", "leave_enterprise", "set_delegate"],
      ...["transition_many", "subscribe_chat_channel", "unlink_chat_identity", "unlink_chat_identities"],
      ...["revoke_session", "revoke_other_sessions"],
      ...["create_export", "retry_export", "delete_export"],
      ...["create_list_view", "update_list_view", "delete_list_view"],
      ...["set_default_list_view", "clear_default_list_view"],
    ].sort(),
  );
});

test("a request id is for one act: used for another verb or another resource it is refused, and that is written down", async () => {
  const request = randomUUID();
  const bob = db.as("bob");
  await done(bob.rpc("type_numbers", { input: { phones: ["+8613800138000"] }, request }));
  const { live: one, off: other } = resources.templates;
  const { error, status } = await bob.rpc("disable_template", { template: one, request });
  assert.deepEqual([error?.code, status], ["request_mismatch", 409]);
  const next = randomUUID();
  await done(bob.rpc("disable_template", { template: one, request: next }));
  await done(bob.rpc("enable_template", { template: one }));
  const elsewhere = await bob.rehearse("disable_template", { template: other, request: next });
  assert.equal(elsewhere.error?.code, "request_mismatch");
  assert.deepEqual(
    elsewhere.audit.map(({ code }) => code),
    ["request_mismatch"],
  );
});

test("a request id is for one input: with another one it is refused, and not answered with what was made before", async () => {
  const bob = db.as("bob");
  const input = await sendInput(db);
  const request = randomUUID();
  const { id } = await done(bob.rpc("create_send", { input, request }));
  const turned = Object.fromEntries(Object.entries(input).reverse());
  assert.equal(
    (await done(bob.rpc("create_send", { input: turned, request }))).id,
    id,
    "the same, in another order",
  );
  const other = await bob.rpc("create_send", { input: { ...input, name: "另一个" }, request });
  assert.deepEqual([other.error?.code, other.status], ["request_reused", 409]);
  const typing = randomUUID();
  await done(bob.rpc("type_numbers", { input: { phones: ["+8613800138003"] }, request: typing }));
  const again = await bob.rpc("type_numbers", { input: { phones: ["+8613800138004"] }, request: typing });
  assert.equal(again.error?.code, "request_reused");
});

test("a request id is one person's: the same one from another person is another act", async () => {
  const request = randomUUID();
  const bobs = await done(
    db.as("bob").rpc("type_numbers", { input: { phones: ["+8613800138001"] }, request }),
  );
  const alices = await done(
    db.as("alice").rpc("type_numbers", { input: { phones: ["+8613800138001"] }, request }),
  );
  assert.notEqual(bobs.id, alices.id);
});

test("a refused act is not remembered: put right, it succeeds under the same id", async () => {
  const request = randomUUID();
  assert.equal(
    (await db.as("bob").rpc("type_numbers", { input: { phones: ["12"] }, request })).error?.code,
    "invalid_number",
  );
  assert.equal(
    (await db.as("bob").rpc("type_numbers", { input: { phones: ["+8613800138002"] }, request })).error,
    null,
  );
});

test("two copies of one click at the same instant act once, and both hear the one answer", async () => {
  const send = await waitingSend(db);
  const input = { send, request: randomUUID() };
  const [first, second] = await oneAfterTheOther(db, db.as("carol").open("approve_send", input), () =>
    db.as("carol").rpc("approve_send", input),
  );
  assert.equal(first.error, null);
  assert.deepEqual(second, first);
  const [row] = await db.sql`select count(*)::int as n from public.quota_ledger where send_id = ${send}`;
  assert.equal(row?.n, 2, "one reservation, two lines");
});

test("a program that repeats a request while it runs is told so at once, and later gets the first answer", async () => {
  const input = { phones: ["+8613800138005"] };
  const request = randomUUID();
  const asProgram = () =>
    db.sql.begin(async (step) => {
      await speakAs(step, claimsOf("bob"), { "idempotency-key": "a-key" });
      const [row] = await step`
        select public.type_numbers(${step.json(input)}, ${request}) as said, current_setting('response.status', true) as status`;
      return { status: row?.status, ...row?.said };
    });
  const logged = async () => (await db.sql`select count(*)::int as n from public.audit_log`)[0]?.n;
  const first = await db.as("bob").open("type_numbers", { input, request });
  const before = await logged();
  const { status, code } = await asProgram();
  assert.deepEqual([status, code, await logged()], ["409", "request_running", before]);
  await first.commit();
  assert.equal((await asProgram()).id, first.answer.data.id);
});

test("request ids are kept for seven days", async () => {
  const [before] = await db.sql`select count(*)::int as n from private.requests`;
  await db.sql`update private.requests set at = now() - interval '8 days' where verb = 'type_number_file'`;
  await done(db.as("bot").rpc("clock_sweep"));
  const [now] =
    await db.sql`select count(*)::int as n, count(*) filter (where verb = 'type_number_file')::int as old from private.requests`;
  assert.equal(now?.old, 0);
  assert.ok(now?.n > 0 && now.n < before?.n);
});

/** What is answered the first time only. */
const ONCE: Readonly<Record<string, readonly string[]>> = {
  create_invitation: ["token"],
  reveal_recipient: ["number", "params"],
  rotate_access_key: ["secret"],
  rotate_callback: ["secret"],
  rotate_sms_app: ["secret"],
};

test("the second time a verb answers as the first time, and changes nothing", async () => {
  // In an order in which each act leaves the next one possible.
  const last = [
    ...["delete_approval_rule", "retire_own_field", "delete_list_view"],
    ...["update_marketing_window", "pause_channel", "resume_channel", "disable_sms_app"],
    ...[
      "disable_template",
      "disable_basic_template",
      "cancel_resolve_task",
      "cancel_send",
      "unlink_chat_identity",
      "disable_member",
    ],
    ...["delete_policy", "delete_group", "leave_enterprise", "revoke_other_sessions"],
    "unsubscribe_chat_channel",
    // It pauses what is in motion and gives reviews back.
    "accept_restore",
  ];
  // Somebody is asked while it waits.
  const first = repeatable.filter((name) => /^(assign|urge)_/.test(name));
  const order = [...first, ...repeatable.filter((name) => ![...first, ...last].includes(name)), ...last];
  for (const name of order) {
    const verb = VERBS[name];
    assert.ok(verb);
    if (AGAIN.includes(name)) await wait(name);
    if (name === "submit_template") await check(db, resources.templates.draft);
    const input = { ...verb.input(resources), request: randomUUID() };
    const first = await doer(db, verb).rpc(name, input);
    assert.equal(first.error, null, `${name}: ${JSON.stringify(first.error)}`);
    const before = await contents(db);
    const second = await doer(db, verb).rpc(name, input);
    // A secret is answered once, and is stored nowhere.
    for (const secret of ONCE[name] ?? []) delete first.data[secret];
    assert.deepEqual(second, first, name);
    assert.deepEqual(await contents(db), before, name);
  }
});

/** Verbs whose resource an earlier verb of the order has taken to another state. */
const AGAIN = [
  ...["update_template", "withdraw_template", "reject_template", "reject_send", "cancel_send"],
  ...["update_basic_template", "withdraw_basic_template", "reject_basic_template"],
  ...["reject_domain", "update_domain", "reject_jump_batch"],
  ...["update_filing", "reject_filing", "pseudonymise_member", "accept_restore"],
  // All posts of a time wait again, and one of them is asked for after that.
  "replay_callback_post",
];

/** Puts the resource of a verb back into the state that the verb starts from. */
async function wait(name: string): Promise<void> {
  const { templates, basics, sends, domains, filings, jumps, former, restore, callbacks } = resources;
  const { draft, waiting } = name.endsWith("basic_template") ? basics : templates;
  const template = name.startsWith("update_") ? draft : waiting;
  const version = `(select latest_version_id from public.templates where id = '${template}')`;
  const filing = filings[name === "update_filing" ? "draft" : "waiting"];
  const before: Record<string, string> = {
    ...{
      update_template: "draft",
      update_basic_template: "draft",
      pseudonymise_member: "disabled",
      accept_restore: "open",
      replay_callback_post: "taken",
    },
  };
  const state = before[name] ?? (name.startsWith("update_") ? "rejected" : "in_review");
  const rows: Record<string, [table: string, id: string]> = {
    template: ["template_versions", version],
    basic_template: ["template_versions", version],
    filing: ["filing_versions", `(select latest_version_id from public.filings where id = '${filing}')`],
    send: ["sends", `'${name === "cancel_send" ? sends.draft : sends.waiting}'`],
    domain: ["domains", `'${name === "update_domain" ? domains.rejected : domains.waiting}'`],
    jump_batch: ["jump_batches", `'${jumps}'`],
    member: ["members", `'${former}'`],
    restore: ["restores", `'${restore}'`],
    callback_post: ["callback_posts", String(callbacks.post)],
  };
  const [table, id] = rows[name.slice(name.indexOf("_") + 1)] ?? [];
  await db.sql.unsafe(`update public.${table} set state = '${state}' where id = ${id}`);
}
