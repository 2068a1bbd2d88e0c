import assert from "node:assert/strict";
import { after, beforeEach, test } from "node:test";
import { timeText } from "@tidings/shared/ground/clock.ts";
import type { Transition } from "@tidings/shared/resource/transitions.ts";
import { makeDispatcher } from "../../chat/dispatcher.ts";
import { Refusal } from "../../ground/errors.ts";
import { findCommand } from "../../registry/registry.ts";
import { openContext, runCommand } from "../../registry/run.ts";
import { typist, whoamiOf } from "../../testing/person.ts";
import { NO_ROWS, startRest } from "../../testing/rest_double.ts";
import { allowing } from "../../testing/transitions.ts";
import { COMMANDS } from "../list.ts";

/** Sends in chat: what a person may not do is said before they are asked, and nothing is guessed. */

const SEND = { id: "7f3a19be-0000-4000-8000-000000000001", name: "会员日", state: "in_review" };
/** As much of a card as is drawn. */
const FULL_ROW = {
  ...{ ...SEND, timing: "immediate", origin: "own", batch_no: "20261124-0001", signature: "云杉会员" },
  ...{ template_name: "会员日图文", file_name: "a.csv", intended: 10, accepted: 10 },
  ...{
    sms_text: "点击 {link} 查看",
    link_example: null,
    segments: 1,
    columns: {},
    left_out: 0,
    started_at: null,
  },
};
const WAITING = {
  id: SEND.id,
  origin: "own",
  resource: "send",
  title: "会员日",
  number: "20261124-0001",
  submitted_at: "2026-11-24T02:00:00Z",
};
const family = (origin: string, batch_no: string, state: string, id: number) => ({
  ...{ ...SEND, id: `7f3a19be-0000-4000-8000-00000000000${id}` },
  ...{ origin, batch_no, state },
});
const FAMILY = [
  family("own", "20261124-0001", "done", 1),
  family("resend", "20261124-0001-R0", "in_review", 2),
  family("resend", "20261124-0001-R1", "done", 3),
];
const _day = { day: "2026-11-24", submission_count: 1, send_count: 1, delivered: 1, failed: 0, expired: 0 };
const TYPED = {
  id: "f1",
  enterprise_id: "e1",
  name: "手动输入",
  parts: 0,
  lines: 1,
  accepted: 1,
  invalid: 0,
  duplicates: 0,
};
let refuses = false;
let unsubmitted = false;
let waiting: object[] = [];
let transitions: (Partial<Transition> & { verb: string })[] = [];
let templates: object[] = [];
let sends: object[] = [];
let versions: object[] = [];
let first: object | null = null;
let bar: "trial_only" | "whole_only" | null = null;
const rest = await startRest(
  {
    whoami: () => ({ ...whoamiOf("b0b", "Bob", ["KooMessage:sendTask:list"]), trial_bar: bar }),
    allowed_transitions: allowing(() => transitions),
    type_numbers: () => TYPED,
    create_send: () => {
      if (refuses) throw new Refusal("trial_too_large", 422);
      return { id: SEND.id };
    },
    submit_send: () => {
      if (unsubmitted) throw new Refusal("trial_only", 403);
      return {};
    },
    first_message: () => first,
    cancel_send: () => ({}),
    discard_number_file: () => ({}),
  },
  {
    ...NO_ROWS,
    send_cards: () => sends,
    template_versions: () => versions,
    waiting_reviews: () => waiting,
    audit_entries: () => [],
    template_cards: () => templates,
    live_sms_templates: () => [
      { id: "s1", name: "订单通知", state: "approved", content: "点击 {link} 查看" },
    ],
    sms_template_cards: () => [
      { id: "s1", name: "订单通知", state: "approved", content: "点击 {link} 查看" },
    ],
    sms_signatures: () => [{ id: "g1", kind: "notification" }],
  },
);
after(() => rest.close());
beforeEach(() => {
  transitions = [];
  sends = [SEND];
  templates = [];
  versions = [];
  waiting = [];
  first = null;
  bar = null;
  rest.calls.length = 0;
});

const run = typist(rest, "UBOB");

test("the card of a send has the picture of what phones show, while it does not count by itself", async () => {
  sends = [{ ...FULL_ROW, layout: "notice", version_id: "v1", waits_until: null }];
  versions = [{ version: 1, vendors: ["huawei"], content: { slots: { title: "订单发货通知" } } }];
  const picture = async () => (await run("show", { resource: "会员日" })).picture;
  assert.match((await picture())?.alt ?? "", /^Phone preview: 会员日.*: 订单发货通知$/);
  sends = [{ ...sends[0], state: "ready" }];
  assert.equal(await picture(), undefined, "it begins at once, and counts");
  versions = [];
  sends = [{ ...sends[0], state: "in_review" }];
  assert.equal(await picture(), undefined, "who may not see the version sees no picture of it");
});

test("a card shows what the first number gets, or says that its picture has samples, and which columns fill the parameters", async () => {
  sends = [{ ...FULL_ROW, layout: "notice", version_id: "v1", waits_until: null, columns: { name: "姓名" } }];
  // biome-ignore lint/suspicious/noTemplateCurlyInString: how a template writes its parameters
  const content = { slots: { title: "${name}，取件码 ${code}" } };
  versions = [{ version: 1, vendors: ["huawei"], content }];
  const shown = () => run("show", { resource: "会员日" });
  const text = async () => (await shown()).text ?? "";
  assert.match(
    await text(),
    /Parameters: name ← 姓名, code\. The preview shows the template's sample values/,
  );
  first = { phone: "+86138****8000", values: { name: "张**", code: "6-*" } };
  const answer = await shown();
  assert.match(
    answer.text ?? "",
    /What the first number, \+86138\*\*\*\*8000, will see; only the first character/,
  );
  assert.match(answer.picture?.alt ?? "", /: 张\*\*，取件码 6-\*$/);
  versions = [{ version: 1, vendors: ["huawei"], content: { slots: { title: "订单发货通知" } } }];
  assert.doesNotMatch(await text(), /sample values/);
});

test("nobody is asked whether they are sure to break a glass that they may not break", async () => {
  const needs = "KooMessage:sendTask:breakGlass";
  transitions = [{ verb: "break_glass", allowed: false, code: "forbidden", needs }];
  const refused = await run("break-glass", { resource: "会员日", reason: "urgent" });
  assert.equal(refused.refusal?.code, "forbidden");
  assert.equal(refused.actions, undefined);
  transitions = [];
  const late = await run("break-glass", { resource: "会员日", reason: "urgent" });
  assert.equal(late.refusal?.code, "wrong_state");
  assert.match(late.title ?? "", /“emergency-release” isn't available while/);
  transitions = [{ verb: "break_glass", allowed: true, code: null, needs }];
  const asked = await run("break-glass", { resource: "会员日", reason: "urgent" });
  assert.equal(asked.refusal, undefined);
  assert.equal(asked.actions?.length, 1);
  transitions = [{ verb: "break_glass", allowed: true, code: null, needs, needs_sudo: true }];
  const inChat = await run("break-glass", { resource: "会员日", reason: "urgent" });
  assert.equal(inChat.refusal?.code, "sudo_required");
  assert.equal(inChat.actions, undefined, "chat cannot ask for a password");
  assert.ok(!rest.calls.some(({ verb }) => verb === "break_glass_send"));
});

test("a name that fits several lists them by number, with what each is and how it stands", async () => {
  sends = FAMILY;
  const asked = await run("show", { resource: "会员日" });
  assert.equal(
    asked.text,
    [
      "“会员日” matches several results. Be more specific, or use the number at the start of a line:",
      "20261124-0001  会员日  (send, Done)",
      "20261124-0001-R0  会员日  (send, Resend, Awaiting approval)",
      "20261124-0001-R1  会员日  (send, Resend, Done)",
    ].join("\n"),
  );
  transitions = [{ verb: "break_glass", allowed: true, code: null, needs: "x" }];
  const one = await run("break-glass", { resource: "20261124-0001-r0", reason: "urgent" });
  assert.equal(one.actions?.[0]?.input.resource, FAMILY[1]?.id, "its number means that one alone");
});

test("what cannot be undone is not done to a send of which only a part of the name was given", async () => {
  sends = [{ ...SEND, name: "会员日第二批", batch_no: "20261124-0002", origin: "own" }];
  for (const command of ["cancel", "release"]) {
    const asked = await run(command, { resource: "会员日" });
    assert.equal(
      asked.text,
      [
        "“会员日” is only part of a name, and this action makes changes. Enter the full name or the number at the start of a line:",
        "20261124-0002  会员日第二批  (send, Awaiting approval)",
      ].join("\n"),
    );
  }
  assert.ok(!rest.calls.some(({ verb }) => verb === "cancel_send" || verb === "release_send"));
  transitions = [{ verb: "break_glass", allowed: true, code: null, needs: "x" }];
  const asked = await run("break-glass", { resource: "会员日", reason: "urgent" });
  assert.equal(asked.actions?.length, 1, "who is asked by the whole name may give a part of it");
});

test("cancelling a send that is over does not cancel the resend that came of it: it is named, and asked for", async () => {
  sends = FAMILY;
  const asked = await run("cancel", { resource: "会员日" });
  assert.match(asked.text ?? "", /matches several results.*\n20261124-0001 .*\n20261124-0001-R0 .*Resend/);
  assert.ok(!rest.calls.some(({ verb }) => verb === "cancel_send"));
  sends = [FAMILY[0], { ...FAMILY[2], origin: "own", state: "sending" }].map((each) => ({
    ...FULL_ROW,
    ...each,
  }));
  await run("cancel", { resource: "会员日", sure: true });
  assert.ok(
    rest.calls.some(({ verb, args }) => verb === "cancel_send" && args.send === FAMILY[2]?.id),
    "of two sends of one name only the open one can be meant",
  );
});

test("an empty time is no time at all: nothing is sent at once because of it", async () => {
  templates = [{ id: "t1", name: "签收提醒", state: "approved", category: "notice" }];
  for (const time of [{ schedule: "" }, { schedule: " " }, { cron: "" }]) {
    const asked = await run("send", {
      template: "签收提醒",
      sms: "订单通知",
      numbers: "13800138000",
      ...time,
    });
    assert.match(asked.text ?? "", /Can't read the (time|recurrence) “/);
  }
  assert.ok(!rest.calls.some(({ verb }) => verb === "create_send"));
});

test("a time and a recurrence are taken as people say them, and what was understood is said back", async () => {
  templates = [{ id: "t1", name: "签收提醒", state: "approved", category: "notice" }];
  sends = [FULL_ROW];
  const asked = { template: "签收提醒", sms: "订单通知", numbers: "13800138000" };
  const made = () =>
    rest.calls.findLast(({ verb }) => verb === "create_send")?.args.input as Record<string, unknown>;
  const timed = await run("send", { ...asked, schedule: "tomorrow 10" });
  const { timing, scheduled_at } = made();
  assert.equal(timing, "scheduled");
  const at = timeText(String(scheduled_at), "Asia/Shanghai");
  assert.match(at, / 10:00$/);
  assert.match(timed.text ?? "", new RegExp(`“tomorrow 10” is \\w+ ${at} \\(Asia/Shanghai\\)`));
  const plan = await run("send", { ...asked, cron: "每周五10点" });
  assert.deepEqual([made().timing, made().cron], ["recurring", "0 10 * * 5"]);
  assert.match(plan.text ?? "", /“每周五10点” is every Fri at 10:00/);
  const full = await run("send", { ...asked, schedule: "2099-12-01 10:00" });
  assert.doesNotMatch(full.text ?? "", /“2099/, "what was typed in full is not repeated");
  const none = await run("send", { ...asked, cron: "every moon" });
  assert.deepEqual([none.refusal?.option, /every fri at 10:00/.test(none.text ?? "")], ["cron", true]);
});

test("whoever may send only with a trial sends with one, in a form too; without one is refused at the option before anything is made", async () => {
  templates = [{ id: "t1", name: "签收提醒", state: "approved", category: "notice" }];
  sends = [FULL_ROW];
  const asked = { template: "签收提醒", sms: "订单通知", numbers: "13800138000" };
  const trials = () =>
    rest.calls.flatMap(({ verb, args }) =>
      verb === "create_send" ? [(args.input as { trial: boolean }).trial] : [],
    );
  const command = findCommand(COMMANDS, "send");
  assert.ok(command);
  const who = { provider: "slack", chatUser: "slack:T1:UBOB", team: "T1", localeHint: "en" } as const;
  const form = async (typed: object) => {
    const filled = await makeDispatcher(rest.database, COMMANDS).filled(who, command, { ...typed });
    assert.ok(!filled.refusal);
    return filled.raw;
  };
  assert.deepEqual(await form({}), { template: "签收提醒", sms: "订单通知", trial: false }, "the only ones");
  bar = "trial_only";
  assert.equal((await form({ sms: "会员福利" })).trial, true);
  await run("send", asked);
  const refused = await run("send", { ...asked, trial: false });
  assert.equal(refused.refusal?.option, "trial");
  assert.match(refused.text ?? "", /Your policies require a trial before each send\. Set trial to yes/);
  bar = "whole_only";
  await run("send", asked);
  const sized = await run("send", { ...asked, trial_size: 1 });
  assert.equal(sized.refusal?.option, "trial");
  assert.deepEqual(trials(), [true, false]);
  assert.equal(rest.calls.filter(({ verb }) => verb === "type_numbers").length, 2);
});

test("a size of the trial together with no trial is refused: one of the two was not meant", async () => {
  templates = [{ id: "t1", name: "签收提醒", state: "approved", category: "notice" }];
  const asked = {
    template: "签收提醒",
    sms: "订单通知",
    numbers: "13800138000",
    trial: false,
    trial_size: 1,
  };
  assert.match((await run("send", asked)).text ?? "", /A trial size needs a trial/);
  assert.ok(!rest.calls.some(({ verb }) => verb === "create_send"));
});

test("a file that has a header alone is told so, and nothing of it is uploaded", async () => {
  templates = [{ id: "t1", name: "签收提醒", state: "approved", category: "notice" }];
  for (const text of ["手机号,姓名\n", "手机号,姓名\r\n\r\n", "phone"]) {
    const bytes = new TextEncoder().encode(text);
    const file = { name: "a.csv", bytes: bytes.length, open: async () => new Blob([bytes]).stream() };
    const asked = await run("send", { template: "签收提醒", sms: "订单通知", file });
    assert.equal(asked.text, "The file has only a header and no data below it.", text);
  }
  assert.ok(!rest.calls.some(({ verb }) => verb === "begin_number_file"));
});

test("what is offered while a name is typed has the numbers of those that share it", async () => {
  sends = FAMILY;
  const command = findCommand(COMMANDS, "show");
  const session = rest.database.forChat("slack:T1:UBOB", "slack");
  const context = await openContext({ session, commands: COMMANDS, localeHint: "en" });
  const offered = await command?.suggests?.resource?.(context, "会员", {});
  for (const batch of FAMILY.map(({ batch_no }) => batch_no)) assert.ok(offered?.includes(batch), batch);
});

test("a terminal that asks for a language gets it, whatever the member's own is", async () => {
  const command = findCommand(COMMANDS, "reviews");
  assert.ok(command);
  const session = rest.database.forChat("slack:T1:UBOB", "terminal");
  const asked = { command, raw: {}, session, commands: COMMANDS, localeHint: "en", asked: "zh-CN" } as const;
  assert.equal((await runCommand(asked)).text, "没有待审核的内容。");
});

test("reviews in a room says how many more wait than it shows, and how they are seen", async () => {
  sends = [FULL_ROW];
  waiting = Array.from({ length: 7 }, () => WAITING);
  const many = await run("reviews", {});
  assert.equal(many.title, "Pending reviews: 7");
  assert.equal(
    many.text,
    "Below are the 5 of 7 items that have waited longest. For the rest, use /tidings show <number>.",
  );
  assert.deepEqual([many.more?.length, many.table?.rows.length], [5, 7]);
  waiting = waiting.slice(0, 5);
  assert.equal((await run("reviews", {})).text, undefined, "all are shown");
});

test("a refused send leaves nothing behind: the numbers that were typed for it are given back", async () => {
  templates = [{ id: "t1", name: "签收提醒", state: "approved", category: "notice" }];
  sends = [FULL_ROW];
  const asked = { template: "签收提醒", sms: "订单通知", numbers: "13800138000" };
  const given = () =>
    rest.calls.filter(({ verb }) => verb === "discard_number_file").map(({ args }) => args.file);
  refuses = true;
  assert.equal((await run("send", { ...asked, trial_size: 5 })).refusal?.code, "trial_too_large");
  assert.deepEqual(given(), ["f1"]);
  refuses = false;
  const made = await run("send", asked);
  assert.match(made.text ?? "", /^1 line: 1 valid, 0 invalid, 0 duplicates/);
  assert.deepEqual(given(), ["f1"], "what was made keeps its numbers");
  // Its form does not come back, so that nobody makes it twice.
  unsubmitted = true;
  const kept = await run("send", asked);
  unsubmitted = false;
  assert.match(
    kept.text ?? "",
    /Saved as a draft, but it couldn't be submitted: .*require a trial send.*with \/tidings edit \w{8}\. Running \/tidings send again creates another send\./,
  );
  assert.deepEqual([kept.refusal, kept.tone, kept.card?.id], [undefined, "warn", SEND.id]);
  assert.deepEqual(given(), ["f1"], "the draft keeps its numbers");
});
