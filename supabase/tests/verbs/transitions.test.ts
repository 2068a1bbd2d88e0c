import assert from "node:assert/strict";
import { before, test } from "node:test";
import { nounsThat } from "../../../shared/src/resource/nouns.ts";
import { checkBasicly, draftBasic } from "../basic/storyboards.ts";
import { filedFor, wholeFiling } from "../filings/filing_fixtures.ts";
import { askedDomain, done, draftSend, idOf, sendInput } from "../fixtures.ts";
import { REVIEWED } from "../reviewed.ts";
import { PEOPLE, type Person, testDatabase } from "../test_database.ts";

/** Every row of private.transitions works for the people it is meant for; no other transition works, from any state. */
const db = await testDatabase();
type Resource = { id: string; table: string; row: string; states: string[]; verbs: string[] };
const resources: Record<string, Resource> = {};
type Transition = {
  resource: string;
  verb: string;
  from_state: string;
  to_state: string;
  needs: string | null;
  or_needs: string | null;
  four_eyes: boolean;
  needs_reason: boolean;
};
let transitions: Transition[];
/**
 * Transitions with a condition that the resources of this file never meet: the send is a person's own, starts at once, is not
 * expanded, and needs one approval; the domain is enabled where it is approved. sends_*.test.ts and domains.test.ts cover them.
 */
const OTHERS = [
  "send approve in_review",
  "send approve recurring",
  "send resume ready",
  "send resume sending",
  "send resume recurring",
  "send occur expanding",
  "send collect in_review",
  "send test expanding",
  "domain enable approved",
  // It had begun, or its decision holds no more: sends_stand.test.ts.
  "send approve sending",
  "send break_glass sending",
  "send resume in_review",
  "send release in_review",
  // Covered by a standing approval: keys/standing_approvals.test.ts.
  "send submit expanding",
];
/**
 * What is about another row than the one whose state is walked: the live version of a template, what failed of a send that is
 * done, the fields that the enterprise has added; or about what no other act leaves: restores.test.ts covers it.
 */
const ELSEWHERE = [
  "template enable",
  "template disable",
  "template test",
  "send resend",
  // Each refusal has its state: sends_resend.test.ts.
  "delivery resend",
  "send retry",
  // Of the last 30 s, by whoever decided: sends_undo.test.ts.
  "send undo",
  "template set_own",
  "basic_template enable",
  "basic_template disable",
  "basic_template test",
  "basic_template set_own",
  "send set_own",
  "filing set_own",
];
/** What a verb takes beside the id. */
const INPUTS: Record<string, object> = Object.fromEntries(
  nounsThat("reviewed").map((noun) => [`assign_${noun}`, { person: PEOPLE.carol }]),
);

before(async () => {
  transitions = await db.sql<Transition[]>`select * from private.transitions`;
  const states = async (name: string) =>
    (await db.sql`select enumlabel as state from pg_enum where enumtypid = ${`public.${name}`}::regtype`).map(
      ({ state }) => state,
    );
  const verbs = (resource: string) => [
    ...new Set(transitions.filter((one) => one.resource === resource && walked(one)).map(({ verb }) => verb)),
  ];
  const template = await idOf(db, "templates", "积分到期提醒");
  const [version] = await db.sql`select v.id, v.content from public.template_versions v
    join public.templates t on t.latest_version_id = v.id where t.id = ${template}`;
  INPUTS.update_template = { content: version?.content };
  INPUTS.update_domain = { name: "transitions.example.com", custom_codes: true };
  const made = await sendInput(db);
  const send = await draftSend(db, { file: made.number_file_id as string });
  INPUTS.update_send = { ...made, revision: 1 };
  resources.template = {
    id: template,
    table: "template_versions",
    row: version?.id,
    states: await states("version_state"),
    verbs: verbs("template"),
  };
  const basic = await draftBasic(db);
  await checkBasicly(db, basic);
  const [storyboard] =
    await db.sql`select latest_version_id as row from public.templates where id = ${basic}`;
  INPUTS.update_basic_template = { validity_days: 90 };
  resources.basic_template = {
    id: basic,
    table: "template_versions",
    row: storyboard?.row,
    states: await states("version_state"),
    verbs: verbs("basic_template"),
  };
  resources.send = {
    id: send,
    table: "sends",
    row: send,
    states: await states("send_state"),
    verbs: verbs("send"),
  };
  const domain = await askedDomain(db, "transitions.example.com");
  const batch = await idOf(db, "jump_batches", "双十二会场");
  const reviewed = (table: string, id: string, name: string): Resource => ({
    ...{ id, table, row: id, verbs: verbs(name) },
    states: reviews,
  });
  const reviews = await states("review_state");
  resources.domain = reviewed("domains", domain, "domain");
  const filing = await filedFor(db, "send_task");
  // Whole, so that it can be submitted from whichever state it is put into.
  INPUTS.update_filing = await wholeFiling(db, "send_task");
  await done(db.as("bob").rpc("update_filing", { filing, input: INPUTS.update_filing }));
  const [filed] = await db.sql`select latest_version_id as row from public.filings where id = ${filing}`;
  resources.filing = { ...reviewed("filing_versions", filing, "filing"), row: filed?.row };
  resources.jump_batch = reviewed("jump_batches", batch, "jump_batch");
});

/** Sets a resource's state directly, with the submitter (bob unless told) that a submission leaves. */
async function put(resource: Resource, state: string, by: Person = "bob"): Promise<void> {
  await db.sql.unsafe(
    `update public.${resource.table} set state = $1, submitted_by = $2, submitted_at = now() where id = $3`,
    [state, PEOPLE[by], resource.row],
  );
  if (resource.table === "domains")
    await db.sql`update public.domains set enabled = state = 'approved' where id = ${resource.row}`;
  if (resource.table === "sends")
    await db.sql`with s as (update public.sends set hash = private.send_hash(id), decided_by = ${PEOPLE.carol}
        where id = ${resource.row} returning *)
      insert into public.send_approvals (send_id, enterprise_id, approver, hash, submitted_at)
      select s.id, s.enterprise_id, s.decided_by, s.hash, s.submitted_at from s
      where s.state not in ('draft', 'in_review', 'rejected')`;
}

/** A transition of a row that is there already. */
const walked = ({ resource, verb, from_state }: Transition) =>
  from_state !== "none" && !ELSEWHERE.includes(`${resource} ${verb}`);
const inputOf = (name: string, verb: string) => {
  const input = INPUTS[`${verb}_${name}`];
  return input ? { input } : {};
};
/** Who has made a send edits it, while nothing of it goes out; one that starts at once goes out as soon as it is approved. */
const editBar = (person: Person, name: string, verb: string, state: string) => {
  if (`${verb}_${name}` !== "update_send") return undefined;
  if (["expanding", "ready"].includes(state)) return "send_begun";
  return person === "bob" ? undefined : "not_the_author";
};
const call = (person: Person, name: string, verb: string, reason: string | null) => {
  const about = { [name]: resources[name]?.id, ...inputOf(name, verb) };
  const takesReason = ["reject", "approve", "cancel", "pause", "break_glass"].includes(verb);
  const input = takesReason ? { ...about, reason } : about;
  return db.as(person).rehearse(`${verb}_${name}`, input);
};
const legal = (resource: string, verb: string, from: string) =>
  transitions.find(
    (transition) =>
      transition.resource === resource &&
      transition.verb === verb &&
      transition.from_state === from &&
      !OTHERS.includes(`${resource} ${verb} ${transition.to_state}`) &&
      // It had begun.
      `${resource} ${from} ${verb}` !== "send rejected stop",
  );

test("the table of transitions is what the guide and the design say", () => {
  const lines = transitions
    .map(({ resource, verb, from_state, to_state }) => `${resource}: ${from_state} ${verb} ${to_state}`)
    .sort();
  assert.deepEqual(
    lines,
    [
      ...["draft", "in_review", "rejected", "expanding", "ready", "sending", "trial_hold"].map(
        (state) => `send: ${state} cancel cancelled`,
      ),
      ...["recurring", "paused"].map((state) => `send: ${state} cancel cancelled`),
      ...["expanding", "ready", "sending", "recurring"].map((state) => `send: ${state} pause paused`),
      ...["expanding", "ready", "sending", "recurring"].map((state) => `send: paused resume ${state}`),
      ...["expanding", "ready", "sending", "trial_hold", "recurring", "paused"].map(
        (state) => `send: ${state} stop paused`,
      ),
      "send: in_review stop rejected",
      ...["in_review", "rejected"].map((state) => `send: ${state} stop paused`),
      ...["ready", "sending", "recurring"].map((state) => `send: ${state} return in_review`),
      ...["resume", "retry"].map((verb) => `send: paused ${verb} in_review`),
      ...["approve", "break_glass"].map((verb) => `send: in_review ${verb} sending`),
      "send: trial_hold release in_review",
      ...["in_review", "rejected", "expanding", "ready", "recurring", "sending"].map(
        (state) => `send: ${state} undo in_review`,
      ),
      "send: sending undo trial_hold",
      ...["expanding", "ready", "sending"].map((state) => `send: paused retry ${state}`),
      "restore: open accept accepted",
      "restore: open dismiss dismissed",
      ...transitions
        .filter(({ verb }) => verb === "set_own")
        .map(({ resource, from_state }) => `${resource}: ${from_state} set_own ${from_state}`),
      ...[
        "none create active",
        "active update active",
        "active retire retired",
        "retired restore active",
      ].map((act) => `own_field: ${act}`),
      ...nounsThat("reviewed").flatMap((noun) => [
        `${noun}: in_review assign in_review`,
        `${noun}: in_review escalate in_review`,
        `${noun}: in_review urge in_review`,
      ]),
      "send: draft occur expanding",
      "send: draft collect in_review",
      "send: in_review approve in_review",
      "send: in_review approve recurring",
      "send: in_review break_glass expanding",
      "send: recurring finish done",
      ...Object.keys(REVIEWED).flatMap((text) => [
        `${text}: in_review approve approved`,
        `${text}: in_review reject rejected`,
        `${text}: none create in_review`,
        `${text}: rejected submit in_review`,
        `${text}: rejected update rejected`,
      ]),
      "basic_signature: draft submit in_review",
      "basic_signature: draft update draft",
      "basic_signature: approved update draft",
      ...["draft", "rejected", "approved"].map((at) => `basic_signature: ${at} delete none`),
      ...[
        "none create draft",
        "draft update draft",
        "draft submit in_review",
        "in_review approve approved",
        "in_review reject rejected",
        "rejected update rejected",
        "rejected submit in_review",
        "approved update approved",
      ].map((act) => `filing: ${act}`),
      "service_account: none create active",
      "service_account: active freeze frozen",
      "service_account: frozen unfreeze active",
      ...["draft", "rejected", "approved"].map((at) => `account_part: ${at} update ${at}`),
      ...["draft", "rejected"].map((at) => `account_part: ${at} submit in_review`),
      "account_part: in_review withdraw draft",
      "account_part: in_review approve approved",
      "account_part: in_review reject rejected",
      "shortcut: none create draft",
      ...["draft", "rejected", "approved"].map((at) => `shortcut: ${at} update ${at}`),
      ...["draft", "rejected"].map((at) => `shortcut: ${at} submit in_review`),
      "shortcut: in_review withdraw draft",
      "shortcut: in_review approve approved",
      "shortcut: in_review reject rejected",
      ...["draft", "in_review", "approved", "rejected"].flatMap((at) => [
        `shortcut: ${at} freeze ${at}`,
        `shortcut: ${at} unfreeze ${at}`,
      ]),
      ...["port", "port_binding"].flatMap((one) => [
        `${one}: none create active`,
        `${one}: active delete none`,
      ]),
      ...["draft", "rejected"].map((at) => `send: ${at} submit expanding`),
      "standing_approval: approved close approved",
      "access_key: none create active",
      ...["update", "rotate", "retire"].map((verb) => `access_key: active ${verb} active`),
      "access_key: active revoke revoked",
      "access_key_request: kept again kept",
      "sms_app: none create active",
      ...["update", "enable", "disable", "rotate", "resume"].map((verb) => `sms_app: active ${verb} active`),
      ...["draft", "in_review", "approved", "rejected"].map((at) => `sms_template: ${at} register ${at}`),
      // What is approved serves while its edit waits, and is switched off and on meanwhile.
      ...["sms_signature", "sms_template"].flatMap((noun) => [
        `${noun}: approved update approved`,
        ...["draft", "in_review", "approved", "rejected"].flatMap((at) => [
          `${noun}: ${at} enable ${at}`,
          `${noun}: ${at} disable ${at}`,
        ]),
        ...["draft", "rejected", "approved"].map((at) => `${noun}: ${at} delete none`),
      ]),
      "domain: in_review approve approved",
      "domain: in_review reject rejected",
      "domain: rejected submit in_review",
      // What was moved in from an account elsewhere is a draft.
      "import_item: found bring brought",
      ...["domain", "sms_signature", "sms_template"].flatMap((noun) => [
        `${noun}: draft submit in_review`,
        `${noun}: draft update draft`,
      ]),
      "jump_batch: in_review approve approved",
      "jump_batch: in_review reject rejected",
      "domain: none create in_review",
      "domain: rejected update rejected",
      ...["enable", "disable", "set_default"].map((verb) => `domain: approved ${verb} approved`),
      "export: done delete none",
      "export: done download done",
      "export: done expire expired",
      "export: expired delete none",
      "export: expired retry queued",
      "export: failed delete none",
      "export: failed retry queued",
      "export: none create queued",
      "export: queued delete none",
      "export: queued fail failed",
      "export: queued start running",
      "export: running delete none",
      "export: running fail failed",
      "export: running finish done",
      "jump_batch: none create in_review",
      ...["generating", "partial", "done", "failed"].map((from) => `resolve_task: ${from} cancel cancelled`),
      ...["generating", "partial", "done"].flatMap((at) =>
        ["add_validity", "freeze", "unfreeze"].map((verb) => `resolve_task: ${at} ${verb} ${at}`),
      ),
      ...["link", "send_link"].flatMap((one) => [
        `${one}: live freeze live`,
        `${one}: frozen unfreeze frozen`,
      ]),
      "resolve_task: none create generating",
      "resolve_task: done add_resolutions done",
      "profile: none set_locale none",
      "profile: none set_notices none",
      "profile: none set_delegate none",
      "recipient: none reveal none",
      "recipient: none trace none",
      "erasure: none create running",
      "retention_period: active update active",
      "erasure: running finish done",
      "session: active revoke none",
      "session: none revoke_others none",
      "chat_identity: none begin_link none",
      "chat_identity: active unlink none",
      "chat_identity: none unlink_all none",
      ...["create", "switch", "update"].map((verb) => `enterprise: none ${verb} none`),
      ...["marketing_window", "approver_mfa", "operation_protection", "review_hours"].map(
        (setting) => `${setting}: active update active`,
      ),
      ...["member: none leave left", "member: active disable disabled", "member: disabled enable active"],
      ...["left", "disabled", "active"].map((from) => `member: ${from} pseudonymise left`),
      ...["none create open", "none accept accepted", "open revoke revoked", "open lapse revoked"].map(
        (line) => `invitation: ${line}`,
      ),
      ...["policy", "group"].flatMap((resource) => [
        `${resource}: none create active`,
        `${resource}: active update active`,
        `${resource}: active delete none`,
      ]),
      "alert: open see open",
      "alert: seen see seen",
      ...["update", "resume", "test", "replay", "rotate"].map((verb) => `callback: active ${verb} active`),
      ...["taken", "dropped"].map((from) => `callback_post: ${from} replay waiting`),
      "robot: none create active",
      "robot: active test active",
      "robot: active pause paused",
      "robot: paused resume active",
      ...["active", "paused"].flatMap((at) => [
        `robot: ${at} update ${at}`,
        `robot: ${at} rotate ${at}`,
        `robot: ${at} delete none`,
      ]),
      "incident: open take taken",
      "incident: taken take_over taken",
      ...["open", "taken"].flatMap((at) => [
        `incident: ${at} note ${at}`,
        `incident: ${at} close closed`,
        `incident: ${at} end closed`,
      ]),
      "chat_channel: none subscribe active",
      "chat_channel: active update active",
      "chat_channel: active unsubscribe none",
      "resolve_task: failed regenerate generating",
      "resolve_task: generating fail failed",
      "resolve_task: generating finish done",
      "resolve_task: generating finish_partly partial",
      "resolve_task: partial regenerate generating",
      "link_rules: active update active",
      "list_view: mine clear_default mine",
      "list_view: mine delete none",
      "list_view: mine set_default mine",
      "list_view: mine share mine",
      "list_view: mine update mine",
      "list_view: none create mine",
      "list_view: shared clear_default shared",
      "list_view: shared delete none",
      "list_view: shared set_default shared",
      "list_view: shared unshare shared",
      "list_view: shared update shared",
      "number_file: none begin uploading",
      "number_file: none type ready",
      "number_file: uploading add_part uploading",
      "number_file: uploading start_import importing",
      ...["importing", "ready"].map((at) => `number_file: ${at} start_import ${at}`),
      ...["ready", "failed"].map((end) => `number_file: importing import ${end}`),
      ...["uploading", "importing", "ready", "failed"].map((from) => `number_file: ${from} discard none`),
      ...["draft", "in_review", "rejected", "expanding", "ready", "recurring", "paused"].map(
        (state) => `send: ${state} update draft`,
      ),
      "send: draft submit in_review",
      "send: none create draft",
      "send: done resend done",
      ...[
        ...["pending", "handed", "delivered", "failed", "expired", "timed_out", "unknown"],
        ...["opted_out", "capped", "cancelled"],
      ].map((state) => `delivery: ${state} resend ${state}`),
      "approval_rule: none create active",
      "approval_rule: active update active",
      "approval_rule: active delete none",
      "send: expanding expand ready",
      "send: in_review approve expanding",
      "send: in_review reject rejected",
      "send: ready start sending",
      "send: rejected submit in_review",
      "send: sending finish done",
      "send: sending hold trial_hold",
      "send: trial_hold release sending",
      ...["active", "held"].map((at) => `channel: ${at} pause paused`),
      ...["active", "paused"].map((at) => `channel: ${at} resume active`),
      "channel: paused resume held",
      ...["active", "paused", "held"].map((at) => `channel: ${at} update ${at}`),
      ...["active", "paused", "held"].map((at) => `channel: ${at} set_default ${at}`),
      ...["active", "paused", "held"].map((at) => `channel: ${at} set_minter ${at}`),
      ...["active", "paused"].map((at) => `carrier: ${at} register_callbacks ${at}`),
      "channel: none grant active",
      ...["active", "paused", "held"].map((at) => `channel: ${at} revoke revoked`),
      ...["active", "held"].map((at) => `channel: revoked restore ${at}`),
      "channel: active hold held",
      "channel: held unhold active",
      "carrier: none create active",
      ...["active", "paused"].flatMap((at) => [`carrier: ${at} update ${at}`, `carrier: ${at} rotate ${at}`]),
      ...["pending", "rejected"].map((at) => `vendor_review: ${at} pass approved`),
      ...["pending", "approved"].map((at) => `vendor_review: ${at} refuse rejected`),
      ...["not_yet", "refused"].map((at) => `signature_network: ${at} report reported`),
      ...["not_yet", "reported"].map((at) => `signature_network: ${at} refuse refused`),
      ...["reported", "refused"].map((at) => `signature_network: ${at} withdraw not_yet`),
      ...["banned_word", "holiday", "number_prefix", "result_code", "public_template"].flatMap((of) => [
        `${of}: none create active`,
        `${of}: active update active`,
        `${of}: active delete none`,
      ]),
      ...["copy", "enable", "disable"].map((act) => `public_template: active ${act} active`),
      "call_limit: active update active",
      "carrier: active test active",
      "carrier: active pause paused",
      "carrier: paused resume active",
      "media: none add active",
      "media: active cover active",
      "media: active update active",
      "media: active trash trashed",
      "media: trashed restore active",
      "media: trashed purge none",
      "offer: none create listed",
      "offer: listed update listed",
      "offer: listed withdraw withdrawn",
      "unit_price: none set active",
      "sale_settings: none set active",
      "feedback: none set active",
      "order: none create ordered",
      ...["cancel cancelled", "confirm paid", "confirm_itself paid", "decline declined"].map(
        (line) => `order: ordered ${line}`,
      ),
      "opt_out: none import active",
      "opt_out: active remove none",
      "send_settings: active update active",
      "send: draft test expanding",
      ...["template", "basic_template"].flatMap((noun) => [
        `${noun}: none create draft`,
        ...["draft", "rejected", "approved"].map((at) => `${noun}: ${at} update ${at}`),
        ...["draft", "in_review", "vendor_review", "approved", "rejected"].flatMap((at) =>
          ["enable", "disable", "test"].map((verb) => `${noun}: ${at} ${verb} ${at}`),
        ),
        ...["draft", "in_review", "vendor_review", "approved", "rejected"].map(
          (at) => `${noun}: ${at} copy ${at}`,
        ),
        ...["draft", "rejected", "approved"].map((at) => `${noun}: ${at} delete none`),
        `${noun}: draft submit in_review`,
        `${noun}: in_review approve vendor_review`,
        `${noun}: in_review reject rejected`,
        `${noun}: in_review withdraw draft`,
        `${noun}: rejected submit in_review`,
        `${noun}: rejected vendor_approve approved`,
        `${noun}: vendor_review vendor_approve approved`,
        `${noun}: vendor_review vendor_reject rejected`,
      ]),
      "vendor_key: none add active",
      "vendor_key: none retire retired",
      "vendor_range: none add active",
      "vendor_range: none remove removed",
    ].sort(),
  );
});

const mayEither = async (person: Person, needs: string, or_needs: string | null): Promise<boolean> => {
  const may = async (action: string) => (await db.as(person).rpc("may", { action })).data === true;
  return (await may(needs)) || (or_needs !== null && (await may(or_needs)));
};

test("from every state, every person gets exactly what the table of transitions and their rights say", async () => {
  let granted = 0;
  for (const [name, resource] of Object.entries(resources)) {
    for (const state of resource.states) {
      await put(resource, state);
      for (const verb of resource.verbs) {
        const { needs, or_needs } =
          transitions.find((transition) => transition.resource === name && transition.verb === verb) ?? {};
        if (!needs) continue;
        for (const person of ["alice", "bob", "carol", "dan"] as const) {
          const may = await mayEither(person, needs, or_needs ?? null);
          const transition = legal(name, verb, state);
          const expected: string | undefined = !may
            ? "forbidden"
            : !transition
              ? "wrong_state"
              : transition.four_eyes && person === "bob"
                ? "four_eyes"
                : editBar(person, name, verb, state);
          const { data, error } = await call(person, name, verb, "因为");
          assert.equal(error?.code, expected, `${person}: ${name} ${state} ${verb}`);
          if (!error) {
            granted += 1;
            assert.ok(data, `${person}: ${name} ${state} ${verb} answers`);
            // An edit of an approved version makes the next one, a copy another row; what is deleted is answered as it was.
            const next =
              ["template", "basic_template", "filing"].includes(name) &&
              verb === "update" &&
              state === "approved";
            const to = transition?.to_state === "none" ? state : transition?.to_state;
            assert.equal(data.state, next || verb === "copy" ? "draft" : to, `${name} ${state} ${verb}`);
          }
        }
      }
    }
  }
  assert.ok(granted > 30, `${granted} granted`);
});

test("the buttons drawn from allowed_transitions are the verbs that work, and say why another does not", async () => {
  for (const [name, resource] of Object.entries(resources)) {
    for (const state of resource.states) {
      await put(resource, state);
      for (const person of ["alice", "bob", "carol", "dan"] as const) {
        const found = await done(
          db.as(person).rpc("allowed_transitions", { resource: name, ids: [resource.id] }),
        );
        const buttons = found[resource.id].filter(
          ({ verb }: Transition) => !ELSEWHERE.includes(`${name} ${verb}`),
        );
        const expected = resource.verbs.filter((verb) => legal(name, verb, state)?.needs);
        assert.deepEqual(
          buttons.map(({ verb }: Transition) => verb),
          expected.sort(),
        );
        for (const { verb, to, allowed, code, needs_reason } of buttons) {
          const { data, error } = await call(person, name, verb, needs_reason ? "因为" : null);
          assert.deepEqual(
            [allowed, code ?? undefined],
            [!error, error?.code],
            `${person}: ${name} ${state} ${verb}`,
          );
          // For `approve` the button's `to` is the state without this approval, which is not counted before it is given;
          // an edit of an approved version makes the next one; a copy is another row, and what is deleted is answered as it was.
          if (allowed && !["approve", "update", "copy", "delete"].includes(verb))
            assert.equal(data.state, to);
        }
      }
    }
  }
});

test("transitions of the system are made by no verb, and only from the state they begin in", async () => {
  for (const { resource, verb } of transitions.filter(({ needs }) => needs === null)) {
    const [row] = await db.sql`select count(*)::int as n from pg_proc
      where proname = ${`${verb}_${resource}`} and pronamespace = 'public'::regnamespace`;
    assert.equal(row?.n, 0);
    for (const state of resources[resource]?.states ?? []) {
      await put(resources[resource] as Resource, state);
      const attempt = db.sql.begin(async (step) => {
        await step`select private.transition(${resource}, ${resources[resource]?.id ?? null}, ${verb}, '因为')`;
        throw new Error("taken back");
      });
      const message = legal(resource, verb, state) ? /taken back/ : /wrong_state/;
      await assert.rejects(attempt, { message }, `${resource} ${state} ${verb}`);
    }
  }
});

test("four eyes: not even an owner decides what they submitted, by any door", async () => {
  for (const [name, resource] of Object.entries(resources)) {
    await put(resource, "in_review", "alice");
    for (const verb of ["approve", "reject"]) {
      const { error, status } = await call("alice", name, verb, "因为");
      assert.deepEqual([error?.code, status], ["four_eyes", 403], `${name} ${verb}`);
      assert.equal((await call("carol", name, verb, "因为")).error, null);
    }
  }
});

test("a rejection needs a reason, and spaces are none", async () => {
  for (const [name, resource] of Object.entries(resources)) {
    await put(resource, "in_review");
    for (const reason of [null, "", "   "]) {
      const { error, status } = await call("carol", name, "reject", reason);
      assert.deepEqual([error?.code, status], ["reason_required", 422], name);
    }
    assert.equal((await call("carol", name, "approve", null)).error, null);
  }
});

test("what nobody has is not found, whatever the verb", async () => {
  for (const id of ["00000000-0000-4000-8000-000000000000", null]) {
    for (const [name, { verbs }] of Object.entries(resources)) {
      for (const verb of verbs.filter((one) =>
        transitions.some(
          (transition) => transition.verb === one && transition.resource === name && transition.needs,
        ),
      )) {
        const reason = ["reject", "break_glass"].includes(verb) ? { reason: "因为" } : {};
        const input = { [name]: id, ...inputOf(name, verb), ...reason };
        assert.equal(
          (await db.as("alice").rpc(`${verb}_${name}`, input)).error?.code,
          "not_found",
          `${verb} ${name}`,
        );
      }
    }
  }
  assert.deepEqual(
    (await db.as("alice").rpc("allowed_transitions", { resource: "nothing", ids: [null] })).data,
    {},
  );
});
