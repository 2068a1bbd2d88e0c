import assert from "node:assert/strict";
import { test } from "node:test";
import { DECLARED } from "../catalogue/declared.ts";
import { REFUSALS } from "../refusals/register.ts";
import { MISSING_ROWS, mayLeave, wayOutOf } from "./way_out.ts";

test("what is refused for lack of a filing leads to the form of that filing", () => {
  for (const code of ["filing_missing", "filing_ended"])
    assert.equal(wayOutOf(code, JSON.stringify({ form: "basic" }))?.to, "/filings/for/basic");
  assert.equal(wayOutOf("filing_missing", null), null);
  assert.equal(wayOutOf("filing_incomplete", { form: "basic" }), null);
});

test("a row that isn't approved is found by its name, one that may not exist is filed anew", () => {
  const to = (code: string, details: unknown) => wayOutOf(code, details)?.to;
  assert.equal(to("signature_not_approved", { name: "云杉" }), "/signatures?name=%E4%BA%91%E6%9D%89");
  assert.equal(to("sms_template_not_approved", '{"name":"a"}'), "/sms-templates?name=a");
  assert.equal(to("domain_not_approved", null), "/domains");
  assert.equal(to("signature_unknown", { name: "云杉" }), "/signatures/new");
  assert.equal(to("basic_signature_required", null), "/basic-signatures");
  assert.equal(to("template_not_approved", { name: "a" }), "/templates?name=a");
  assert.equal(to("basic_template_not_approved", { name: "a" }), "/basic-templates?name=a");
  assert.equal(to("jump_not_approved", { url: "https://example.com" }), "/jumps/new");
  assert.equal(to("wrong_state", { name: "a" }), undefined);
  assert.equal(to(null as never, null), undefined);
});

test("a second step that is missing is set up in one's own account, which anybody may open", () => {
  for (const code of ["mfa_required", "second_factor_first"]) {
    const out = wayOutOf(code, null);
    assert.deepEqual([out?.to, out?.label.en], ["/account", "Open: My account"]);
    assert.equal(out && mayLeave(out, []), true);
  }
});

test("an act that asks for the password leads to the page of its row, where the panel asks for it", () => {
  const out = wayOutOf("sudo_required", { resource: "send", id: "s1" });
  assert.deepEqual([out?.to, out?.label.en], ["/sends/s1", "Open: send"]);
  assert.equal(out && mayLeave(out, []), true);
  assert.equal(wayOutOf("sudo_required", { resource: "member" })?.to, "/members");
  for (const unknown of [null, { resource: "nobody", id: "s1" }])
    assert.equal(wayOutOf("sudo_required", unknown), null);
});

test("the way out says where it leads, and is for those who may open that page", () => {
  const list = wayOutOf("signature_not_approved", { name: "云杉" });
  const form = wayOutOf("signature_unknown", { name: "云杉" });
  const filings = wayOutOf("filing_missing", { form: "basic" });
  assert.ok(list && form && filings);
  assert.deepEqual(
    [list.label.en, form.label.en, filings.label.en],
    ["Open: Signatures", "New: signature", "Open: Enterprise filing"],
  );
  assert.deepEqual([list.label.zh, form.label.zh], ["打开：短消息签名", "新建：短消息签名"]);
  const reader = ["koomessage:SMS:list", "KooMessage:filing:create"];
  assert.deepEqual(
    [list, form, filings].map((out) => mayLeave(out, reader)),
    [true, false, false],
  );
  assert.equal(mayLeave(form, ["KooMessage:sms:create"]), true);
});

test("each list that a refusal leads to by name can be searched by it, and each form exists", () => {
  for (const [code, noun] of Object.entries(MISSING_ROWS)) {
    const { forms, fields } = DECLARED[noun];
    assert.ok(forms.create, noun);
    if (/\{name\}/.test(REFUSALS[code as keyof typeof MISSING_ROWS].zh))
      assert.equal((fields as unknown as Record<string, { filter?: string }>).name?.filter, "part", noun);
  }
});
