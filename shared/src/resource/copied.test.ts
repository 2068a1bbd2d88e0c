import assert from "node:assert/strict";
import test from "node:test";
import { serviceAccount } from "../accounts/account.ts";
import { PART_INPUTS } from "../accounts/asked.ts";
import { shortcut } from "../accounts/shortcuts/shortcut.ts";
import { approvalRule } from "../approval-rules/approval_rule.ts";
import { DECLARED } from "../catalogue/declared.ts";
import { beginningOf, copiedFrom, copiedText, freeName } from "./copied.ts";
import { drawable, type Form, type Row } from "./define.ts";

const NOW = new Date("2026-12-01T06:00:00Z");
const createOf = (of: typeof approvalRule) => drawable(of.forms.create) as Form;
const from = (of: typeof approvalRule, row: object, taken: readonly string[] = []) =>
  copiedFrom({ of, form: createOf(of), row: row as Row, taken, now: NOW, zone: "Asia/Shanghai" });

test("a copy has a free name: a copy of a copy counts on, in the language of the name, and no longer than a name may be", () => {
  assert.equal(freeName("双十一", []), "双十一 副本");
  assert.equal(freeName("双十一 副本", ["双十一 副本"]), "双十一 副本 2");
  assert.equal(freeName("Sale", ["Sale", "Sale copy", "Sale copy 2"]), "Sale copy 3");
  const long = freeName("长".repeat(64), []);
  assert.equal([...long].length, 64);
  assert.ok(long.startsWith(beginningOf("长".repeat(64))), "it is found among the names that begin so");
  assert.equal([...freeName("号".repeat(40), [], 32)].length, 32);
});

test("a rule is copied with what it asks for, but for its name", () => {
  const rule = { id: "1", name: "大额", approvers: 2, group_id: "g", min_cost_fen: 10_000, marketing: true };
  const { values, left } = from(approvalRule, rule, ["大额"]);
  assert.equal(values.name, "大额 副本");
  assert.deepEqual([values.approvers, values.group_id, values.marketing], [2, "g", true]);
  assert.equal(values.min_cost_fen, "100");
  assert.deepEqual(left, []);
});

test("times of a shortcut that have passed are left out, and said once; what is to come stays, and so do its proofs", () => {
  const timed = (begins_at: string, ends_at: string) => ({
    name: begins_at,
    begins_at,
    ends_at,
    buttons: [],
  });
  const row = {
    id: "1",
    signature: "云杉商城",
    proofs: [{ path: "p", name: "n.png", width: 1, height: 1 }],
    regions: [110_000],
    buttons: [],
    timed: [
      timed("2026-11-01T00:00:00Z", "2026-11-11T00:00:00Z"),
      timed("2026-11-30T00:00:00Z", "2026-12-12T00:00:00Z"),
    ],
  };
  const { values, left } = from(shortcut, row);
  const [past, open] = values.timed as { begins_at: unknown; ends_at: unknown }[];
  assert.deepEqual([past?.begins_at, past?.ends_at], ["", ""]);
  assert.deepEqual([open?.begins_at, open?.ends_at], ["", "2026-12-12T00:00:00Z"]);
  assert.equal(values.signature, "云杉商城", "a signature is no name of its own");
  assert.deepEqual(values.proofs, [{ path: "p", name: "n.png" }]);
  const [, said] = copiedText("云杉商城", left, "en");
  assert.equal(said.match(/time has passed/g)?.length, 2, said);
});

test("the letter of an account is signed for one name, so a copy asks for another; its picture stays", () => {
  const picture = (name: string) => ({ path: name, name: `${name}.png`, width: 1, height: 1 });
  const content = { name: "云杉", remark: null, logo: picture("logo"), authorisation: picture("letter") };
  const row = { id: "1", kind: "profile", content, live_version: null };
  const { values, left } = from(serviceAccount, row, ["云杉", "云杉 副本"]);
  const profile = values.profile as Record<string, unknown>;
  assert.equal(profile.name, "云杉 副本 2");
  assert.deepEqual([profile.logo, profile.authorisation], [{ path: "logo", name: "logo.png" }, null]);
  assert.deepEqual(
    left.map(({ why }) => why),
    ["anew"],
  );
  assert.ok(PART_INPUTS.profile.inputs.authorisation);
});

test("every noun that is copied can be made, and the name that gets a free one is asked for", () => {
  for (const of of Object.values(DECLARED)) {
    if (!of.copies) continue;
    assert.ok(of.forms.create, of.noun);
    const form = drawable(of.forms.create);
    const [top = ""] = (of.copies.name ?? "").split(".");
    if (form && top) assert.ok(Object.hasOwn(form.inputs, top), of.noun);
  }
});
