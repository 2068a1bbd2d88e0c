import assert from "node:assert/strict";
import { test } from "node:test";
import { cardOf, done, fault, kept, refusal, yunshan } from "../fixtures.ts";
import { testDatabase } from "../test_database.ts";
import {
  approvedSignature,
  askedSignature,
  authorisation,
  basicSignatureInput,
  fileSignatures,
} from "./signature_fixtures.ts";

/** BSG-1 (§8.3): bob asks for a signature of the basic edition, carol decides. */
const db = await testDatabase();
const bob = () => db.as("bob");
const create = (input: object) => bob().rpc("create_basic_signature", { input });
const update = (id: string, input: object) =>
  bob().rpc("update_basic_signature", { basic_signature: id, input });
const card = (id: string) => cardOf(db, "basic_signature_cards", id);

test("a signature is in review as it is asked for, and another member decides", async () => {
  const id = await askedSignature(db, "云杉优选");
  const { state, company_name, third_party, proof_name, submitted_by_name, filed } = await card(id);
  assert.deepEqual(
    { state, company_name, third_party, proof_name, submitted_by_name, filed },
    {
      ...{ state: "in_review", company_name: "云杉商城", third_party: false, filed: false },
      ...{ proof_name: "签名授权函.pdf", submitted_by_name: "Bob" },
    },
  );
  const waiting = await db
    .as("carol")
    .rows("select title from public.waiting_reviews where resource = 'basic_signature'");
  assert.deepEqual(
    waiting.map(({ title }) => title),
    ["云杉优选"],
  );
  const approve = { basic_signature: id };
  assert.equal(await refusal(bob().rpc("approve_basic_signature", approve)), "forbidden");
  await done(db.as("carol").rpc("approve_basic_signature", approve));
  assert.equal((await card(id)).state, "approved");
});

test("whoever asked for it approves it not, whatever their rights", async () => {
  const input = await basicSignatureInput(db, "云杉自审");
  const { id } = await done(db.as("alice").rpc("create_basic_signature", { input }));
  const approve = db.as("alice").rpc("approve_basic_signature", { basic_signature: id });
  assert.equal(await refusal(approve), "four_eyes");
});

test("what does not fit is refused at its field", async () => {
  const good = await basicSignatureInput(db, "云杉退回");
  for (const [part, told] of [
    [{ name: "云" }, "signature_name_invalid"],
    [{ name: "【云杉】" }, "signature_name_invalid"],
    [{ name: "云".repeat(19) }, "signature_name_invalid"],
    [{ company_name: "云" }, "input_invalid company_name"],
    [{ company_name: "云".repeat(101) }, "input_invalid company_name"],
    [{ third_party: "perhaps" }, "input_invalid third_party"],
    [{ note: "云".repeat(501) }, "input_invalid note"],
    [{ proof: { path: "elsewhere/a.pdf", name: "a.pdf" } }, "file_invalid proof"],
    [{ other: { path: "elsewhere/a.zip", name: "a.zip" } }, "file_invalid other"],
    [{ other: await authorisation(db) }, "file_invalid other"],
  ] as const)
    assert.equal(await fault(create({ ...good, ...part })), told, JSON.stringify(part));
  assert.deepEqual(await bob().rows("select id from public.basic_signatures where name = '云杉退回'"), []);
});

test("without third-party rights only under the full name that is filed", async () => {
  const good = await basicSignatureInput(db, "云杉文具");
  const other = { ...good, company_name: "云杉文具（上海）有限公司" };
  assert.equal(await fault(create(other)), "signature_of_another third_party");
  const { id } = await done(create({ ...other, third_party: true }));
  // The name of a filing goes before the enterprise's own.
  const home = await yunshan(db);
  await db.sql`update public.filing_versions v set company_name = '云杉文具（上海）有限公司' from public.filings f
    where f.live_version_id = v.id and f.enterprise_id = ${home} and f.form = 'service_account'`;
  await done(db.as("carol").rpc("reject_basic_signature", { basic_signature: id, reason: "并非第三方" }));
  await done(update(id, { ...other, third_party: false }));
  assert.equal(await fault(update(id, good)), "signature_of_another third_party");
  await db.sql`update public.filing_versions v set company_name = null from public.filings f
    where f.live_version_id = v.id and f.enterprise_id = ${home} and f.form = 'service_account'`;
});

test("an authorisation is asked for only where that of the filing does not name the signature", async () => {
  const { proof: _, ...bare } = await basicSignatureInput(db, "云杉书店");
  assert.equal(await fault(create(bare)), "signature_unauthorised proof");
  await fileSignatures(db, ["云杉茶舍", "云杉书店"]);
  const { id, filed } = await done(create(bare));
  assert.equal(filed, true);
  assert.equal(await fault(create({ ...bare, name: "云杉花店" })), "signature_unauthorised proof");
  // Named no more when it is submitted again, it needs its own.
  await done(db.as("carol").rpc("reject_basic_signature", { basic_signature: id, reason: "请补充" }));
  await fileSignatures(db, ["云杉茶舍"]);
  const submit = () => bob().rpc("submit_basic_signature", { basic_signature: id });
  assert.equal(await fault(submit()), "signature_unauthorised proof");
  await done(update(id, { ...bare, proof: await authorisation(db) }));
  await done(submit());
});

test("a filing of another form names no signatures, and none names more than 20 or what is no signature", async () => {
  const filings = await bob().rows("select id, form from public.filing_cards");
  const edit = (form: string, signatures: unknown) =>
    bob().rpc("update_filing", {
      filing: filings.find((one) => one.form === form)?.id,
      input: { signatures },
    });
  assert.equal(await fault(edit("send_task", ["云杉茶舍"])), "filing_not_asked signatures");
  assert.equal(await refusal(edit("basic", ["【云杉】"])), "signature_name_invalid");
  const many = Array.from({ length: 21 }, (_, n) => `云杉${n}`);
  assert.equal(await fault(edit("basic", many)), "input_invalid signatures");
  assert.deepEqual((await done(edit("basic", ["云杉茶舍", " 云杉茶舍 ", "云杉米铺"]))).signatures, [
    "云杉茶舍",
    "云杉米铺",
  ]);
});

test("further material is a zip or rar", async () => {
  for (const [ending, type] of [
    ["zip", "application/zip"],
    ["rar", "application/vnd.rar"],
  ] as const) {
    const other = { path: await kept(db, "signature-materials", { ending, type }), name: `材料.${ending}` };
    const id = await askedSignature(db, `云杉${ending}`, { other });
    assert.equal((await card(id)).other_name, `材料.${ending}`);
  }
});

test("an approved signature that is edited waits for another decision before it serves", async () => {
  const id = await approvedSignature(db, "云杉咖啡");
  const serves = async () => {
    const [row] = await db.sql`
      select (private.require_basic_signature(${id}, ${await yunshan(db)})).state as state`.catch(
      (error: Error) => [{ state: JSON.parse(error.message).code }],
    );
    return row?.state;
  };
  assert.equal(await serves(), "approved");
  await done(update(id, { ...(await basicSignatureInput(db, "云杉咖啡馆")), note: "改名" }));
  assert.deepEqual([(await card(id)).state, await serves()], ["draft", "basic_signature_not_approved"]);
  await done(bob().rpc("submit_basic_signature", { basic_signature: id }));
  await done(db.as("carol").rpc("approve_basic_signature", { basic_signature: id }));
  assert.equal(await serves(), "approved");
});

test("an enterprise has a signature of a name once; deleted, the name is free again", async () => {
  const id = await askedSignature(db, "云杉面包");
  assert.equal(await refusal(create(await basicSignatureInput(db, "云杉面包"))), "name_taken");
  const remove = () => bob().rpc("delete_basic_signature", { basic_signature: id });
  assert.equal(await refusal(remove()), "wrong_state");
  await done(db.as("carol").rpc("reject_basic_signature", { basic_signature: id, reason: "重复" }));
  assert.equal((await done(remove())).name, "云杉面包");
  assert.equal(await refusal(remove()), "not_found");
  await askedSignature(db, "云杉面包");
});

test("another enterprise sees and reaches nothing of it", async () => {
  const id = await askedSignature(db, "云杉私有");
  const mallory = db.as("mallory");
  assert.deepEqual(await mallory.rows("select id from public.basic_signature_cards"), []);
  assert.equal(await refusal(mallory.rpc("approve_basic_signature", { basic_signature: id })), "not_found");
  const reader = db.as("dan");
  assert.equal((await reader.rows("select id from public.basic_signature_cards")).length > 0, true);
  const input = await basicSignatureInput(db, "云杉只读");
  assert.equal(await refusal(reader.rpc("create_basic_signature", { input })), "forbidden");
});

test("what a template was made with is neither deleted nor called otherwise, and what goes out stays as it is", async () => {
  const id = await approvedSignature(db, "云杉花市");
  const content = { slots: { subject: "", frames: [] } };
  const template = { name: "花市上新", content, signature_id: id };
  await done(bob().rpc("create_basic_template", { input: template }));
  const remove = () => bob().rpc("delete_basic_signature", { basic_signature: id });
  const { error } = await remove();
  assert.equal(error?.code, "basic_signature_in_use");
  assert.deepEqual(JSON.parse(error?.details ?? "{}").uses, [
    { zh: "1 个基础版模板", en: "1 basic template" },
  ]);
  const renamed = await basicSignatureInput(db, "云杉花园");
  assert.equal(await refusal(update(id, renamed)), "basic_signature_keeps_its_name");
});
