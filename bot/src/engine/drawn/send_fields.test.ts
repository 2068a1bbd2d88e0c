import assert from "node:assert/strict";
import test from "node:test";
import { type Locale, say } from "@tidings/shared/ground/locale.ts";
import type { Approval as ApprovalProgress, SendCard } from "@tidings/shared/sends/card.ts";
import { approvalsWords, asksMore } from "@tidings/shared/sends/send_texts.ts";
import type { View } from "../view.ts";
import { fieldsOf, textOf } from "./send_fields.ts";

const VIEW = { locale: "en", zone: "Asia/Shanghai", shared: true, permissions: [] } as unknown as View;
const CALM = { channel: null, occurrences: 0 };
const ROW = {
  id: "7f3a19be-0000-4000-8000-000000000000",
  name: "会员日",
  state: "sending",
  timing: "immediate",
  origin: "own",
  signature: "云杉会员",
  sms_text: "点击 {link} 查看",
  link_example: "https://l.example/AbC12xYz",
  segments: 1,
  segments_handed: 0,
  segments_in_all: null,
  goes_to: 10,
  columns: {},
  left_out: 0,
  left_out_lines: [],
  consent: null,
  consent_name: null,
  started_at: null,
  intended: 10,
  accepted: 10,
  pending: 10,
  waits_until: null,
  scheduled_at: null,
  cron: null,
  approvals: null,
  failed: 0,
  delivered: 0,
} as unknown as SendCard;
const shownAs = (label: string, row: object, around: object = {}) =>
  fieldsOf({ ...ROW, ...row }, VIEW, { ...CALM, ...around }).find((field) => field.label === label)?.value;
const approvalsText = (approvals: readonly ApprovalProgress[], locale: Locale) =>
  asksMore({ ...ROW, approvals }) ? say(approvalsWords({ ...ROW, approvals }), locale) : null;
const asked = (more: object = {}): ApprovalProgress =>
  ({
    rule: "Big",
    approvers: 2,
    group: "Reviewers",
    have: 1,
    by: [{ name: "Carol", instead_of: [] }],
    open: 1,
    ...more,
  }) as ApprovalProgress;

test("the card says how many have approved, of which group, and how many are still needed", () => {
  assert.equal(approvalsText([asked()], "en"), "Big: 1 of 2, from “Reviewers” (Carol); 1 more needed");
  assert.equal(approvalsText([asked()], "zh-CN"), "Big：1/2，须来自「审核员」用户组（Carol）；还需 1 人");
  const two = [
    asked({
      have: 2,
      by: [
        { name: "Carol", instead_of: ["Dan"] },
        { name: "Alice", instead_of: [] },
      ],
    }),
    asked({ rule: "Night", group: null, have: 0, by: [], open: 2 }),
  ];
  assert.equal(
    approvalsText(two, "en"),
    "Big: 2 of 2, from “Reviewers” (Carol for Dan, Alice) ✓\nNight: 0 of 2; 2 more needed",
  );
});

test("the card of a send that nobody can let go says so, and what helps", () => {
  assert.equal(
    approvalsText([asked({ open: 0 })], "en"),
    "Big: 1 of 2, from “Reviewers” (Carol); 1 more needed. ⚠ People who can still approve: 0. Ask an owner to add approvers or change the rule",
  );
  const alone = asked({ rule: null, group: null, approvers: 1, have: 0, by: [], open: 0 });
  assert.match(approvalsText([alone], "zh-CN") ?? "", /还能审批的人数：0/);
});

test("where one other person decides, as always, the card does not count", () => {
  assert.equal(approvalsText([asked({ rule: null, approvers: 1, have: 0 })], "en"), null);
  assert.equal(approvalsText([], "en"), null);
});

test("a person's pause is told with who, when and why; the system's with its reason in the reader's language", () => {
  const paused = { state: "paused", paused_at: "2026-11-24T02:00:00Z" };
  const person = { ...paused, pause_code: null, paused_by_name: "Carol", pause_reason: "wrong picture" };
  assert.equal(shownAs("Paused", person), "by Carol, 2026-11-24 10:00: wrong picture");
  const system = {
    ...paused,
    pause_code: "failure_rate",
    pause_details: { failed: 65, ends: 100 },
  };
  assert.equal(
    shownAs("Paused", system),
    "by the system, 2026-11-24 10:00: too many messages failed (65 of 100)",
  );
  const refused = { ...paused, pause_code: "quota_short", pause_details: { missing: 5, needed: 8 } };
  assert.match(
    shownAs("Paused", refused) ?? "",
    /^by the system, 2026-11-24 10:00: Not enough quota: short by 5 of 8 units/,
  );
});

test("a recurring send says when it comes next, until when, and how often it came", () => {
  const row = {
    timing: "recurring",
    cron: "0 10 * * 1",
    next_at: "2026-11-30T02:00:00Z",
    repeat_until: null,
  };
  assert.equal(shownAs("Timing", row), "Recurring · every Mon at 10:00");
  assert.equal(shownAs("Next run", row), "2026-11-30 10:00");
  assert.equal(shownAs("Runs so far", row, { occurrences: 3 }), "3");
  const waiting = { ...row, next_at: null, first_at: "2026-11-30T02:00:00Z" };
  assert.equal(shownAs("Next run", waiting), "2026-11-30 10:00 (if approved by then)");
  assert.equal(shownAs("Next run", {}), undefined);
  assert.equal(
    shownAs("Source", { origin: "resend", parent_name: "会员日" }),
    "resend of “会员日” to undelivered numbers",
  );
});

test("what a send waits for is one line: the window, a sick channel with its next try, a rest, a pause", () => {
  const channel = { name: "sandbox", health: "sick", tries_at: "2026-11-24T02:00:00Z", last_error: "503" };
  const waits = (more: object) => shownAs("Waiting", {}, { channel: { ...channel, ...more } });
  assert.equal(waits({}), "channel “sandbox” is failing; next attempt at 2026-11-24 10:00 (503)");
  assert.equal(
    waits({ health: "throttled" }),
    "the carrier asks channel “sandbox” to pause until 2026-11-24 10:00 (Asia/Shanghai)",
  );
  assert.equal(waits({ health: "paused" }), "channel “sandbox” is paused");
  const window = { waits_until: "2026-11-25T00:00:00Z", scheduled_at: null };
  assert.equal(shownAs("Waiting", window), "marketing hours start at 2026-11-25 08:00");
  assert.equal(shownAs("Waiting", {}), undefined);
});

test("before it is approved the card says what goes beyond the packages, and when that cannot be approved", () => {
  const cost = (more: object) => ({
    ...{ units: 10, packages: 4, pay_as_you_go: 6, allowed: true, segments: 10, currency: "CNY" },
    ...{ units_fen: 24, segments_fen: 45, most_fen: 69 },
    ...more,
  });
  const waits = { state: "in_review", cost: cost({}) };
  assert.equal(
    shownAs("Estimated cost", waits),
    "10 resolutions: 4 from packages, 6 pay-as-you-go (CN¥0.24); 10 SMS segments (CN¥0.45); at most CN¥0.69",
  );
  const covered = cost({ packages: 10, pay_as_you_go: 0, units_fen: 0, most_fen: 45 });
  assert.equal(
    shownAs("Estimated cost", { cost: covered }),
    "10 resolutions: all from packages; 10 SMS segments (CN¥0.45); at most CN¥0.45",
  );
  const charged = { ...covered, open: 2, units: 8, packages: 8, total_fen: 45 };
  assert.equal(
    shownAs("Cost so far", { cost: null, charged }),
    "8 resolutions: all from packages; 10 SMS segments (CN¥0.45); CN¥0.45 in total; 2 more reserved",
  );
  assert.equal(shownAs("Estimated cost", { cost: null, charged }), undefined);
  const said = (row: object) => textOf({ ...ROW, ...row }, VIEW, false).split("\n")[0];
  assert.equal(said(waits), "⚠ Beyond your packages: 6 resolutions are billed as pay-as-you-go.");
  assert.match(said({ ...waits, timing: "recurring" }) ?? "", /pay-as-you-go each run/);
  assert.match(
    said({ state: "draft", cost: cost({ pay_as_you_go: 1, allowed: false }) }) ?? "",
    /1 more resolution is needed and pay-as-you-go is off/,
  );
  assert.equal(said({ state: "draft", cost: cost({ pay_as_you_go: 0 }) }), "");
});

test("a reviewer is warned of a twin before reading the text, and everyone of a broken glass", () => {
  const twin = { id: "s0", name: "昨天", batch_no: "20261123-0001", at: "2026-11-23T02:00:00Z" };
  const text = textOf({ ...ROW, state: "in_review", twin }, VIEW, false);
  assert.match(
    text,
    /^⚠ The same template was sent to the same numbers.*20261123-0001.*\nSMS: 【云杉会员】点击 https:\/\/l\.example\/AbC12xYz 查看$/,
  );
  assert.match(textOf(ROW, VIEW, true), /^⚠ Emergency release/);
});

test("who is asked to approve a send whose time has passed is told so, and what to do instead", () => {
  const late = { state: "in_review", timing: "scheduled", scheduled_at: "2020-11-24T11:03:00Z" };
  const waits = { ...late, waits_until: "2099-11-25T00:00:00Z" };
  const [first] = textOf({ ...ROW, ...late } as SendCard, VIEW, false).split("\n");
  assert.match(
    first ?? "",
    /^⚠ The scheduled time \(2020-11-24 19:03\) has passed.*Its creator can change the time/,
  );
  assert.equal(shownAs("Waiting", waits), undefined);
  const soon = { ...late, scheduled_at: "2099-11-24T11:03:00Z" };
  assert.doesNotMatch(textOf({ ...ROW, ...soon } as SendCard, VIEW, false), /has passed/);
});

test("the card says which columns fill the parameters, who is left out, on what ground, and how many SMS it is", () => {
  const columns = { name: "姓名", order_no: "订单号" };
  assert.equal(shownAs("Parameter columns", { columns }), "name=姓名; order_no=订单号");
  assert.equal(shownAs("Parameter columns", {}), undefined);
  const out = { left_out: 2, left_out_lines: [3, 7] };
  assert.equal(
    shownAs("Not counted", out),
    "2 numbers with a missing or invalid parameter value (lines 3, 7)",
  );
  assert.match(shownAs("Not counted", { ...out, left_out: 3 }) ?? "", /\(lines 3, 7 …\)$/);
  assert.equal(shownAs("Basis of consent", { consent: "terms of May" }), "terms of May");
  assert.equal(shownAs("Proof of consent", { consent: "terms", consent_name: "a.pdf" }), "a.pdf");
  assert.equal(shownAs("SMS segments", { segments: 2 }), "2 per number, 20 in total");
  const going = { started_at: "2026-11-24T02:00:00Z", segments: 2, segments_handed: 6 };
  assert.equal(shownAs("SMS segments", going), "2 per number, 6 sent to the carrier");
});
