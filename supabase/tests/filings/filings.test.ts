import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";
import { isCreditCode, isOrganisationCode } from "../../../shared/src/filings/codes.ts";
import { CREDIT_CODES, ORGANISATION_CODES } from "../../../shared/src/filings/codes_vectors.ts";
import { FILING_FORMS, type FilingForm, materialsOf } from "../../../shared/src/filings/forms.ts";
import { buttonOf, cardOf, done, fault, refusal, yunshan } from "../fixtures.ts";
import { openTestDatabase, type Person, testDatabase } from "../test_database.ts";
import {
  allMaterials,
  FACTS,
  filedFor,
  filingInReview,
  storedMaterial,
  wholeFiling,
} from "./filing_fixtures.ts";

/** FIL-1 to FIL-5: bob files, carol decides, the gate reads what is approved. */
const db = await testDatabase();
beforeEach(async () => {
  const home = await yunshan(db);
  await db.sql`update public.filings set latest_version_id = null, live_version_id = null where enterprise_id = ${home}`;
  await db.sql`delete from public.filing_materials where enterprise_id = ${home}`;
  await db.sql`delete from public.filing_versions where enterprise_id = ${home}`;
  await db.sql`delete from public.filings where enterprise_id = ${home}`;
  await db.sql`delete from public.filing_documents where enterprise_id = ${home}`;
  await db.sql`delete from public.own_fields where enterprise_id = ${home}`;
});

const begin = async (form: string) => (await done(db.as("bob").rpc("create_filing", { input: { form } }))).id;
const edit = (filing: string, input: object) => db.as("bob").rpc("update_filing", { filing, input });
const submit = (filing: string) => db.as("bob").rpc("submit_filing", { filing });
const approve = (filing: string) => db.as("carol").rpc("approve_filing", { filing });
const reject = (filing: string, reason = "公章不清晰") =>
  db.as("carol").rpc("reject_filing", { filing, reason });
const gate = async (form: string) => {
  const [row] = await db.sql`select private.must_be_filed(${await yunshan(db)}, ${form}) as done`.catch(
    (error: Error) => [{ done: JSON.parse(error.message).code }],
  );
  return row?.done || "open";
};
const card = (id: string) => cardOf(db, "filing_cards", id);

test("the law asks for what the tables ask for, of every form", async () => {
  const rows =
    await db.sql`select form::text, certificates::text[], facts, materials::text[], required::text[] from private.filing_forms order by filing_forms.form`;
  const told = Object.entries(FILING_FORMS).map(([form, { certificates, facts, materials }]) => ({
    form,
    certificates,
    facts,
    materials: Object.keys(materials),
    required: Object.entries(materials).flatMap(([name, need]) => (need === "required" ? [name] : [])),
  }));
  assert.deepEqual(
    rows.map((row) => ({ ...row })),
    told,
  );
  // Table 6-2 is table 6-1 and the register; table 6-3 has the facts, and needs no relation.
  assert.deepEqual(materialsOf("send_task"), materialsOf("short_link"));
  assert.deepEqual(
    materialsOf("basic").filter((name) => !materialsOf("send_task").includes(name)),
    ["port_register"],
  );
  assert.equal(FILING_FORMS.service_account.materials.company_relation, "optional");
});

test("both read the check characters of codes alike", async () => {
  for (const [code, good, why] of CREDIT_CODES) {
    const [row] = await db.sql`select private.is_credit_code(${code}) as good`;
    assert.deepEqual([isCreditCode(code), row?.good], [good, good], why);
  }
  for (const [code, good, why] of ORGANISATION_CODES) {
    const [row] = await db.sql`select private.is_organisation_code(${code}) as good`;
    assert.deepEqual([isOrganisationCode(code), row?.good], [good, good], why);
  }
});

test("a draft may lack anything; a submission says what is missing, and each thing missing is refused", async () => {
  for (const form of Object.keys(FILING_FORMS) as FilingForm[]) {
    const id = await begin(form);
    const { facts, materials } = FILING_FORMS[form];
    const required = [...facts, ...materialsOf(form).filter((name) => materials[name] === "required")];
    const { error } = await submit(id);
    assert.equal(error?.code, "filing_incomplete");
    assert.deepEqual((await card(id)).lacks, required);
    const whole = await wholeFiling(db, form);
    for (const lacking of required) {
      await done(edit(id, { ...whole, [lacking]: null }));
      assert.equal(await refusal(submit(id)), "filing_incomplete", `${form} without ${lacking}`);
      assert.deepEqual((await card(id)).lacks, [lacking]);
    }
    const optional = materialsOf(form).filter((name) => materials[name] === "optional");
    await done(edit(id, { ...whole, ...Object.fromEntries(optional.map((name) => [name, null])) }));
    await done(submit(id));
  }
});

test("who sends under their own name alone proves no relation, where a form has to have it; elsewhere it is not asked", async () => {
  const id = await begin("basic");
  const { company_relation: _, ...others } = await wholeFiling(db, "basic");
  await done(edit(id, { ...others, company_relation: null }));
  assert.deepEqual((await card(id)).lacks, ["company_relation"]);
  await done(edit(id, { own_name: true }));
  assert.deepEqual([(await card(id)).own_name, (await card(id)).lacks], [true, []]);
  await done(edit(id, { own_name: null }));
  assert.equal(await refusal(submit(id)), "filing_incomplete");
  await done(edit(id, { own_name: true }));
  await done(submit(id));
  const account = await begin("service_account");
  assert.equal(await refusal(edit(account, { own_name: true })), "filing_not_asked");
  await done(edit(account, { own_name: false }));
});

test("bad input is refused at its field, and leaves nothing", async () => {
  const id = await begin("service_account");
  await done(edit(id, await wholeFiling(db, "service_account")));
  const before = await card(id);
  const elsewhere = { path: `${crypto.randomUUID()}/a.pdf`, name: "a.pdf" };
  const gone = { path: `${await yunshan(db)}/${crypto.randomUUID()}.pdf`, name: "a.pdf" };
  const bad: [object, string, string][] = [
    [{ credit_code: "91350100M000100Y44" }, "credit_code_invalid", "credit_code"],
    [{ credit_code: "91350100M000010Y43" }, "credit_code_invalid", "credit_code"],
    [{ credit_code: "D2143569X" }, "credit_code_invalid", "credit_code"],
    [{ certificate: "non_profit" }, "organisation_code_invalid", "credit_code"],
    [{ certificate: "non_profit", credit_code: "D21435698" }, "organisation_code_invalid", "credit_code"],
    [{ certificate: "business_licence" }, "filing_not_asked", "certificate"],
    [{ company_name: "云".repeat(101) }, "input_invalid", "company_name"],
    [{ company_name: "云杉\n商城" }, "input_invalid", "company_name"],
    [{ company_name: "云杉\u202e商城" }, "input_invalid", "company_name"],
    [{ contact: "云".repeat(65) }, "input_invalid", "contact"],
    [{ contact_phone: "12345" }, "input_invalid", "contact_phone"],
    [{ contact_phone: "1380013800" }, "input_invalid", "contact_phone"],
    [{ contact_phone: "0571" }, "input_invalid", "contact_phone"],
    [{ contact_email: "nobody" }, "input_invalid", "contact_email"],
    [{ contact_email: "a@b" }, "input_invalid", "contact_email"],
    [{ contact_email: "a b@c.com" }, "input_invalid", "contact_email"],
    [{ ends_on: "2027-02-30" }, "input_invalid", "ends_on"],
    [{ ends_on: "tomorrow" }, "input_invalid", "ends_on"],
    [{ ends_on: "1999-01-01" }, "input_invalid", "ends_on"],
    [{ enterprise_type: "club" }, "input_invalid", "enterprise_type"],
    [{ industry: "mining" }, "input_invalid", "industry"],
    [{ certificate: "none" }, "input_invalid", "certificate"],
    [{ licence: elsewhere }, "file_invalid", "licence"],
    [{ licence: gone }, "file_invalid", "licence"],
    [{ licence: { path: "a.pdf", name: "a.pdf" } }, "file_invalid", "licence"],
    [
      { huawei_authorisation: { ...(await storedMaterial(db, "a")), name: "" } },
      "file_invalid",
      "huawei_authorisation",
    ],
    [{ licence: "a.pdf" }, "input_invalid", "licence"],
    [{ port_register: await storedMaterial(db, "a") }, "filing_not_asked", "port_register"],
  ];
  for (const [part, code, field] of bad)
    assert.equal(await fault(edit(id, part)), `${code} ${field}`, JSON.stringify(part));
  assert.deepEqual(await card(id), before);
  const aim = await begin("send_task");
  for (const fact of ["company_name", "credit_code", "contact_phone", "industry"] as const)
    assert.equal(await fault(edit(aim, { [fact]: FACTS[fact] })), `filing_not_asked ${fact}`);
  assert.equal(
    await refusal(db.as("bob").rpc("create_filing", { input: { form: "send_task" } })),
    "filing_exists",
  );
  const unknown = db.as("bob").rpc("create_filing", { input: { form: "sms" } });
  assert.equal(await fault(unknown), "input_invalid form");
});

test("codes are stored as they are written on the certificate", async () => {
  const id = await begin("service_account");
  const made = await done(edit(id, { ...FACTS, credit_code: " 91350100m000100y43 " }));
  assert.equal(made.credit_code, "91350100M000100Y43");
  const other = await done(edit(id, { certificate: "non_profit", credit_code: "D2143569-X" }));
  assert.equal(other.credit_code, "D2143569X");
});

test("another member decides; in review nothing is edited or submitted again, and what is rejected goes in again", async () => {
  const id = await filingInReview(db, "basic");
  assert.equal(await refusal(edit(id, {})), "wrong_state");
  assert.equal(await refusal(submit(id)), "wrong_state");
  assert.equal(await refusal(db.as("bob").rpc("approve_filing", { filing: id })), "forbidden");
  assert.equal(
    await refusal(db.as("alice").rpc("approve_filing", { filing: id, shown: "x" })),
    "shown_changed",
  );
  assert.equal(await refusal(db.as("carol").rpc("reject_filing", { filing: id })), "reason_required");
  await done(reject(id));
  assert.equal(await gate("basic"), "filing_missing");
  const stamp = await storedMaterial(db, "盖章");
  await done(edit(id, { commitment: stamp }));
  await done(submit(id));
  await done(approve(id));
  assert.equal(await gate("basic"), "open");
  const { standing, state, version, live_version, commitment_name } = await card(id);
  assert.deepEqual(
    [standing, state, version, live_version, commitment_name],
    ["filed", "approved", 1, 1, "盖章.pdf"],
  );
});

test("what waits stands among the reviews", async () => {
  const id = await filingInReview(db, "basic");
  const waits = () =>
    db
      .as("carol")
      .rows(
        "select title, submitted_by_name, mine from public.waiting_reviews where resource = 'filing' and id = $1",
        [id],
      );
  assert.deepEqual(
    [...(await waits())].map((row) => ({ ...row })),
    [{ title: "智能信息基础版 (basic)", submitted_by_name: "Bob", mine: false }],
  );
  await done(approve(id));
  assert.deepEqual([...(await waits())], []);
});

test("nobody who had a part in it approves it", async () => {
  const { id } = await done(db.as("alice").rpc("create_filing", { input: { form: "basic" } }));
  await done(edit(id, await wholeFiling(db, "basic")));
  await done(submit(id));
  assert.equal(await refusal(db.as("alice").rpc("approve_filing", { filing: id })), "four_eyes");
  await done(approve(id));
});

test("what is approved holds while its edit waits, and is replaced when that is approved", async () => {
  const id = await filingInReview(db, "send_task");
  await done(approve(id));
  const stays = await card(id);
  await done(edit(id, { signature_authorisation: await storedMaterial(db, "新签名") }));
  let now = await card(id);
  assert.deepEqual([now.standing, now.state, now.version, now.live_version], ["filed", "draft", 2, 1]);
  assert.equal(await gate("send_task"), "open");
  await done(submit(id));
  await done(reject(id));
  assert.equal(await gate("send_task"), "open");
  await done(submit(id));
  await done(approve(id));
  now = await card(id);
  assert.deepEqual([now.standing, now.state, now.version, now.live_version], ["filed", "approved", 2, 2]);
  assert.notEqual(now.signature_authorisation_path, stays.signature_authorisation_path);
  assert.equal(now.licence_path, stays.licence_path);
  const [first] =
    await db.sql`select state, private.filing_paths(id) as files from public.filing_versions where filing_id = ${id} and version = 1`;
  assert.equal(first?.state, "approved");
  assert.equal(first?.files.signature_authorisation, stays.signature_authorisation_path);
});

test("a decision is about the version that was shown", async () => {
  const id = await filingInReview(db, "basic");
  const { shown } = await buttonOf(db.as("carol"), "filing", id);
  await done(reject(id));
  await done(edit(id, { commitment: await storedMaterial(db, "另一版本") }));
  await done(submit(id));
  const { error } = await db.as("carol").rpc("approve_filing", { filing: id, shown });
  assert.equal(error?.code, "shown_changed");
  assert.match(String(error?.details), /materials\.commitment/);
});

test("whoever saves second is told, and nothing is lost", async () => {
  const id = await begin("basic");
  const { revision } = await card(id);
  await done(edit(id, { ...(await allMaterials(db, "basic")), base_revision: revision }));
  assert.equal(await refusal(edit(id, { licence: null, base_revision: revision })), "filing_edited");
  assert.notEqual((await card(id)).licence_name, null);
});

test("what is approved in one scene is not asked for again in another", async () => {
  const first = await filingInReview(db, "send_task", { ends_on: "2099-12-31" });
  assert.equal((await card(await begin("short_link"))).licence_name, null, "in review is not approved");
  await done(approve(first));
  const had = await card(first);
  const basic = await card(await begin("basic"));
  for (const material of ["licence", "commitment", "signature_authorisation", "company_relation"])
    assert.equal(basic[`${material}_path`], had[`${material}_path`], material);
  assert.deepEqual(
    [basic.special_path, basic.ends_on.toISOString?.() ?? basic.ends_on, basic.lacks],
    [null, had.ends_on.toISOString?.() ?? had.ends_on, ["port_register"]],
  );
  assert.deepEqual(basic.shared, {
    licence: "send_task",
    commitment: "send_task",
    signature_authorisation: "send_task",
    company_relation: "send_task",
  });
  const account = await card(await begin("service_account"));
  assert.deepEqual(Object.keys(account.shared).sort(), ["company_relation", "licence"]);
});

test("who sends under their own name alone is not asked so again, where a form asks it", async () => {
  const first = await begin("send_task");
  const { company_relation: _, ...others } = await wholeFiling(db, "send_task");
  await done(edit(first, { ...others, own_name: true, company_relation: null, ends_on: "2099-12-31" }));
  await done(submit(first));
  assert.equal((await card(await begin("short_link"))).own_name, false, "in review is not approved");
  await done(approve(first));
  const basic = await card(await begin("basic"));
  assert.deepEqual([basic.own_name, basic.lacks], [true, ["port_register"]]);
  assert.equal((await card(await begin("service_account"))).own_name, false);
});

test("a material that is replaced stays in the history, with whoever handed it in", async () => {
  const id = await begin("basic");
  for (const name of ["第一份", "第二份", "第三份"])
    await done(edit(id, { commitment: await storedMaterial(db, name) }));
  const rows = await db
    .as("dan")
    .rows(
      "select name, latest, holds, created_by_name from public.filing_history where filing_id = $1 order by created_at",
      [id],
    );
  assert.deepEqual(
    rows.map(({ name, latest, created_by_name }: Record<string, unknown>) => [name, latest, created_by_name]),
    [
      ["第一份.pdf", false, "Bob"],
      ["第二份.pdf", false, "Bob"],
      ["第三份.pdf", true, "Bob"],
    ],
  );
});

test("the same bytes under another name are another document of the history, and under the same name the same", async () => {
  const id = await begin("basic");
  const { path } = await storedMaterial(db, "原件");
  for (const name of ["原件.pdf", "盖章.pdf", "盖章.pdf"])
    await done(edit(id, { commitment: { path, name } }));
  const now = await card(id);
  assert.deepEqual([now.commitment_name, now.commitment_path], ["盖章.pdf", path]);
  const rows = await db
    .as("dan")
    .rows("select name, latest from public.filing_history where filing_id = $1 order by created_at", [id]);
  assert.deepEqual(
    rows.map(({ name, latest }: Record<string, unknown>) => [name, latest]),
    [
      ["原件.pdf", false],
      ["盖章.pdf", true],
    ],
  );
});

test("the submitter is told how it was decided, with the reason", async () => {
  const id = await filingInReview(db, "basic");
  await done(reject(id, "缺少公章"));
  await done(submit(id));
  await done(approve(id));
  const rows = await db
    .as("bob")
    .rows(
      "select details from public.alerts where kind = 'filing_decided' and resource_id = $1 order by id",
      [id],
    );
  assert.deepEqual(
    rows.map(({ details }: { details: object }) => details),
    [
      { form: "basic", decision: "rejected", by: "Carol", reason: "缺少公章" },
      { form: "basic", decision: "approved", by: "Carol" },
    ],
  );
});

test("a decision is news to everybody but whoever made it, until somebody has seen it", async () => {
  const id = await filingInReview(db, "basic");
  await done(approve(id));
  const looks = async (who: Person) => {
    const sql = "select id, state from public.alert_cards where kind = 'filing_decided' and resource_id = $1";
    const [row] = await db.as(who).rows(sql, [id]);
    return row as { id: number; state: string };
  };
  const { id: alert, state } = await looks("carol");
  assert.deepEqual(
    [state, (await looks("bob")).state, (await looks("alice")).state],
    ["own", "open", "open"],
  );
  await done(db.as("alice").rpc("see_alert", { alert: String(alert) }));
  assert.deepEqual([(await looks("carol")).state, (await looks("bob")).state], ["seen", "seen"]);
});

test("whoever waits reminds the reviewers, once in two hours, and after each submission anew", async () => {
  const id = await begin("basic");
  const urge = () => db.as("bob").rpc("urge_filing", { filing: id });
  assert.equal(await refusal(urge()), "wrong_state");
  await done(edit(id, await wholeFiling(db, "basic")));
  await done(submit(id));
  assert.notEqual((await done(urge())).waits_for.urged_at, null);
  assert.equal(await refusal(urge()), "urged_already");
  await done(reject(id));
  await done(submit(id));
  await done(urge());
  const rows =
    await db.sql`select details from public.alerts where kind = 'review_waiting' and resource_id = ${id} and details ? 'urged'`;
  assert.equal(rows.length, 2);
});

test("people are told 30, 7 and 1 days before a filing ends; then the gate says so, and no edit of that day is approved", async () => {
  const id = await filingInReview(db, "send_task", { ends_on: "2099-12-31" });
  await done(approve(id));
  const told = async () =>
    (
      await db.sql`select details -> 'days' as days from public.alerts where kind = 'filing_ends' and resource_id = ${id} order by id`
    ).map(({ days }) => days);
  const inDays = async (days: number) => {
    await db.sql`update public.filing_versions v set ends_on = private.day_of(v.enterprise_id, clock_timestamp()) + ${days}::integer where v.filing_id = ${id}`;
    await db.sql`select private.remind_filings()`;
    await db.sql`select private.remind_filings()`;
  };
  for (const days of [31, 30, 29, 8, 7, 6, 2, 1, 0]) await inDays(days);
  assert.deepEqual(await told(), [30, 7, 1]);
  assert.equal(await gate("send_task"), "open", "the last day counts");
  await inDays(-1);
  assert.deepEqual(await told(), [30, 7, 1]);
  assert.equal(await gate("send_task"), "filing_ended");
  assert.equal((await card(id)).standing, "ended");
  await done(edit(id, {}));
  assert.equal(await fault(submit(id)), "filing_ended ends_on");
  await done(edit(id, { ends_on: "2099-12-31" }));
  await done(submit(id));
  await done(approve(id));
  assert.equal(await gate("send_task"), "open");
});

test("own fields stand on the version: asked for at the submission, part of what is decided, free ones set at any time", async () => {
  const field = { resource: "filing", kind: "text", in_chat: true };
  const add = (more: object) =>
    done(db.as("alice").rpc("create_own_field", { input: { ...field, ...more } }));
  await add({ key: "region", name: "地区", required: true, bound: true });
  await add({ key: "note", name: "备注", required: false, bound: false });
  const id = await begin("basic");
  await done(edit(id, await wholeFiling(db, "basic")));
  assert.equal(await refusal(submit(id)), "own_missing");
  assert.equal(await refusal(edit(id, { own: { unknown: "x" } })), "own_unknown");
  await done(edit(id, { own: { region: "华东" } }));
  await done(submit(id));
  await done(approve(id));
  const set = (own: object) => db.as("bob").rpc("set_own_filing", { filing: id, input: { own } });
  assert.equal(await refusal(set({ region: "华南" })), "own_is_bound");
  assert.deepEqual((await done(set({ note: "纸质件在档" }))).own, { region: "华东", note: "纸质件在档" });
  const two = await done(edit(id, { own: { region: "华南" } }));
  assert.deepEqual([two.version, two.own], [2, { region: "华南", note: "纸质件在档" }]);
});

test("another enterprise sees and reaches nothing of it", async () => {
  const id = await filingInReview(db, "basic");
  for (const view of [
    "filing_cards",
    "filing_history",
    "filings",
    "filing_versions",
    "filing_documents",
    "filing_materials",
  ])
    assert.deepEqual(
      await db
        .as("mallory")
        .rows(`select 1 from public.${view} where enterprise_id = $1`, [await yunshan(db)]),
      [],
      view,
    );
  assert.equal(await refusal(db.as("mallory").rpc("update_filing", { filing: id, input: {} })), "not_found");
  const theirs =
    await db.sql`select f.id from public.filings f where f.enterprise_id <> ${await yunshan(db)} limit 1`;
  const { path } = await storedMaterial(db, "偷看");
  const { error } = await db
    .as("mallory")
    .rpc("update_filing", { filing: theirs[0]?.id, input: { licence: { path, name: "a.pdf" } } });
  assert.equal(error?.code, "file_invalid");
});

test("the demo is filed for everything", async () => {
  for (const form of Object.keys(FILING_FORMS))
    assert.equal(await filedFor(db, form), undefined, "cleared above");
  const fresh = await openTestDatabase();
  try {
    const rows = await fresh.as("dan").rows("select form, standing from public.filing_cards order by form");
    assert.deepEqual(
      rows.map(({ form, standing }: Record<string, unknown>) => [form, standing]),
      [
        ["send_task", "filed"],
        ["short_link", "filed"],
        ["basic", "filed"],
        ["service_account", "filed"],
      ],
    );
  } finally {
    await fresh.close();
  }
});
