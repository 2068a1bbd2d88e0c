import assert from "node:assert/strict";
import { after, beforeEach, test } from "node:test";
import type { Transition } from "@tidings/shared/resource/transitions.ts";
import { makeDispatcher } from "../../chat/dispatcher.ts";
import { Refusal } from "../../ground/errors.ts";
import { findCommand, namedCommand } from "../../registry/registry.ts";
import { openForm } from "../../surfaces/slack/open_form.ts";
import { typist, whoamiOf } from "../../testing/person.ts";
import { startRest } from "../../testing/rest_double.ts";
import { allowing } from "../../testing/transitions.ts";
import { COMMANDS } from "../list.ts";

/** SND-1: a send is edited in chat: only what is named changes, and it is submitted again. */

const SEND = {
  ...{ id: "7f3a19be-0000-4000-8000-000000000001", name: "会员日", state: "rejected", revision: 3, own: {} },
  ...{ timing: "scheduled", scheduled_at: "2099-12-01T02:00:00Z", cron: null, repeat_until: null },
  ...{ origin: "own", batch_no: "20261124-0001", signature: "云杉会员", consent: null, consent_name: null },
  ...{ template_id: "t1", template_name: "签收提醒", sms_template_id: "s1", sms_template_name: "订单通知" },
  ...{ number_file_id: "f1", file_name: "a.csv", domain_id: "d1", columns: { name: "姓名" } },
  ...{ trial: false, trial_size: 10, validity_days: 7, intended: 10, accepted: 10, sms_text: "点击 {link}" },
  ...{
    link_example: null,
    segments: 1,
    left_out: 0,
    started_at: null,
    channel_id: "c1",
    channel_name: "sandbox",
  },
  ...{ kind: "aim", domain_name: "default", segments_in_all: null },
  send_type: null as string | null,
};
const FILE = { id: "f2", enterprise_id: "e1", name: "手动输入", lines: 1, accepted: 1 };
const RIGHTS = ["KooMessage:sendTask:create", "KooMessage:sendTask:submit"];

let row: typeof SEND & { approvals?: object[] };
let rights: string[];
let transitions: (Partial<Transition> & { verb: string })[];
let refusal: Refusal | null;
let fileState: string;
let bar: "trial_only" | null;
let basicBar: typeof bar;
const rest = await startRest(
  {
    whoami: () => ({ ...whoamiOf("b0b", "Bob", rights), trial_bar: bar, basic_trial_bar: basicBar }),
    allowed_transitions: allowing(() => transitions),
    type_numbers: () => ({ ...FILE, parts: 0, invalid: 0, duplicates: 0, columns: ["手机号"] }),
    update_send: () => {
      if (refusal) throw refusal;
      return {};
    },
    create_send: () => ({ id: SEND.id }),
    submit_send: () => {
      if (row.consent === "") throw new Refusal("consent_required", 422);
      return {};
    },
    discard_number_file: () => ({}),
    mint_tokens: ({ tokens }) => (tokens as unknown[]).map((_, index) => `token${index}`),
  },
  {
    send_cards: () => [row],
    number_files: () => [{ id: "f1", state: fileState, purpose: "aim" }],
    own_field_cards: () => [],
    template_versions: () => [],
    audit_entries: () => [],
    live_sms_templates: () => [
      { id: "s2", name: "会员福利", state: "approved", content: "点击 {link} 领取" },
    ],
    sms_template_cards: () => [
      { id: "s2", name: "会员福利", state: "approved", content: "点击 {link} 领取" },
    ],
    sms_signatures: () => [{ id: "g1", kind: "notification" }],
    basic_template_cards: () => [{ id: "t1", name: "会员欢迎", state: "approved", live_version_id: null }],
    template_cards: () => [{ id: "t1", name: "签收提醒", state: "approved", category: "notice" }],
  },
);
after(() => rest.close());
beforeEach(() => {
  row = SEND;
  rights = RIGHTS;
  refusal = null;
  fileState = "ready";
  bar = null;
  basicBar = null;
  transitions = [{ verb: "update", allowed: true, code: null, needs: RIGHTS[0] ?? "" }];
  rest.calls.length = 0;
});
const run = typist(rest, "UBOB");
const called = (verb: string) => rest.calls.find((call) => call.verb === verb)?.args;
const saved = () => called("update_send")?.input as Record<string, unknown> | undefined;

/** What the form of an edit begins with. */
async function formOf(resource: string): Promise<Readonly<Record<string, unknown>>> {
  const command = findCommand(COMMANDS, "edit");
  assert.ok(command);
  const who = { provider: "slack", chatUser: "slack:T1:UBOB", team: "T1", localeHint: "en" } as const;
  const form = await makeDispatcher(rest.database, COMMANDS).filled(who, command, { resource });
  assert.ok(!form.refusal);
  return form.raw;
}

test("only what is named changes, and it is submitted again", async () => {
  const answer = await run("edit", { resource: "会员日", schedule: "2099-12-02 18:30" });
  assert.deepEqual(saved(), {
    ...{ name: "会员日", template_id: "t1", sms_template_id: "s1", number_file_id: "f1" },
    ...{ columns: { name: "姓名" }, timing: "scheduled", scheduled_at: "2099-12-02T10:30:00.000Z" },
    ...{ trial: false, trial_size: 10, validity_days: 7, channel_id: "c1", domain_id: "d1", revision: 3 },
  });
  assert.equal(called("submit_send")?.send, SEND.id);
  assert.match(answer.text ?? "", /^Saved and resubmitted for review/);
});

test("the type of a send of the basic edition is an option, and stays where it is not named", async () => {
  const basic = { kind: "basic", send_type: "group", consent: "入会时勾选", domain_id: null };
  row = { ...SEND, ...basic, sms_template_id: null, sms_template_name: null } as unknown as typeof row;
  await run("edit", { resource: "会员日", name: "改名" });
  assert.equal(saved()?.send_type, "group");
  rest.calls.length = 0;
  await run("edit", { resource: "会员日", type: "personal" });
  assert.deepEqual([saved()?.send_type, saved()?.name], ["personal", "会员日"]);
  const form = await formOf("会员日");
  assert.equal(form.type, "group", "its form begins with what it has");
});

test("whoever may send only with a trial of cards chooses for the basic edition, whose rights are its own", async () => {
  const basic = { kind: "basic", send_type: "group", consent: "入会时勾选", domain_id: null };
  row = { ...SEND, ...basic, sms_template_id: null, sms_template_name: null } as unknown as typeof row;
  bar = "trial_only";
  await run("edit", { resource: "会员日", name: "改名" });
  assert.equal(saved()?.trial, false);
  [bar, basicBar] = [null, "trial_only"];
  rest.calls.length = 0;
  assert.equal((await run("edit", { resource: "会员日", name: "改名" })).refusal?.option, "trial");
  assert.equal((await formOf("会员日")).trial, true);
  assert.equal(saved(), undefined);
});

test("a copy is a draft with the same content and numbers, under a free name", async () => {
  const answer = await run("send copy", { resource: "会员日" });
  assert.deepEqual(called("create_send")?.input, {
    ...{ name: "会员日 副本", template_id: "t1", sms_template_id: "s1", number_file_id: "f1", own: {} },
    ...{ columns: { name: "姓名" }, timing: "scheduled", scheduled_at: "2099-12-01T02:00:00Z" },
    ...{ trial: false, trial_size: 10, validity_days: 7, channel_id: "c1", domain_id: "d1" },
  });
  assert.match(answer.text ?? "", /^Saved as a draft/);
  assert.equal(called("submit_send"), undefined, "nobody decides before it is submitted");
});

test("of a send whose time has passed the copy asks for one, and of one whose numbers are gone for others", async () => {
  row = { ...SEND, scheduled_at: "2020-12-01T02:00:00Z" };
  assert.match((await run("send copy", { resource: "会员日" })).text ?? "", /Give the send time/);
  assert.equal(called("create_send"), undefined);
  const timed = await run("send copy", { resource: "会员日", schedule: "2099-12-02 18:30", name: "十二月" });
  assert.equal((called("create_send")?.input as { name: string } | undefined)?.name, "十二月");
  assert.match(timed.text ?? "", /Not copied: Send time \(time has passed\)/);
  [row, fileState] = [SEND, "purged"];
  assert.equal((await run("send copy", { resource: "会员日" })).refusal?.option, "file");
  await run("send copy", { resource: "会员日", numbers: "13800138000" });
  assert.equal(
    (called("create_send")?.input as { number_file_id: string } | undefined)?.number_file_id,
    "f1",
  );
});

test("send edit is typed as well as edit", () => {
  const typed = namedCommand(COMMANDS, ["send", "edit", "会员日"]);
  assert.deepEqual([typed.command?.name, typed.rest], ["edit", ["会员日"]]);
});

test("what an approval or a review is worth after it is said", async () => {
  row = { ...SEND, state: "ready" };
  const ready = await run("edit", { resource: "会员日", name: "改名" });
  assert.match(ready.text ?? "", /The earlier approval is void, and the reserved quota has been returned/);
  const asked = { rule: "Big", group: null, approvers: 2, by: [], open: 2 };
  row = { ...SEND, state: "in_review", approvals: [{ ...asked, have: 1 }] };
  const waiting = await run("edit", { resource: "会员日", name: "改名" });
  assert.match(waiting.text ?? "", /Earlier approvals are void/);
  row = { ...SEND, state: "in_review", approvals: [{ ...asked, have: 0 }] };
  const untouched = await run("edit", { resource: "会员日", name: "改名" });
  assert.doesNotMatch(untouched.text ?? "", /void/, "nobody had approved it");
});

test("a bare name changes nothing: it is asked what to change", async () => {
  const asked = await run("edit", { resource: "会员日" });
  assert.match(
    asked.text ?? "",
    /Specify what to change, for example \/tidings edit 20261124-0001 --schedule/,
  );
  const both = await run("edit", { resource: "会员日", schedule: "10:00", cron: "0 10 * * *" });
  assert.match(both.text ?? "", /not both/);
  const plan = await run("edit", { resource: "会员日", until: "2099-12-31" });
  assert.match(plan.text ?? "", /until option is only for recurring sends/);
  const time = await run("edit", { resource: "会员日", schedule: "mañana" });
  assert.deepEqual([time.refusal?.option, /Can't read the time “/.test(time.text ?? "")], ["schedule", true]);
  const empty = await run("edit", { resource: "会员日", schedule: "" });
  assert.match(empty.text ?? "", /Can't read the time “/);
  assert.equal(saved(), undefined);
});

test("the way it goes out is changed by its option, or by what belongs to another way", async () => {
  await run("edit", { resource: "会员日", timing: "immediate", schedule: "2099-12-01 10:00" });
  assert.partialDeepStrictEqual(saved(), { timing: "immediate" });
  rest.calls.length = 0;
  await run("edit", { resource: "会员日", cron: "0 10 * * 1", until: "2099-12-31" });
  assert.partialDeepStrictEqual(saved(), {
    ...{ timing: "recurring", cron: "0 10 * * 1", repeat_until: "2099-12-31T15:59:00.000Z" },
  });
  rest.calls.length = 0;
  const left = await run("edit", { resource: "会员日", timing: "immediate", schedule: "2099-12-02 10:00" });
  assert.equal(left.refusal?.option, "schedule", "a new time is not dropped in silence");
  assert.equal(saved(), undefined);
});

test("numbers are exchanged; those typed for a refused edit are given back", async () => {
  const done = await run("edit", { resource: "会员日", numbers: "13800138000" });
  assert.partialDeepStrictEqual(saved(), { number_file_id: "f2", columns: {} });
  assert.match(done.text ?? "", /1 line: 1 valid/);
  refusal = new Refusal("send_edited", 409, { details: { name: "会员日" } });
  const late = await run("edit", { resource: "会员日", numbers: "13800138000" });
  assert.equal(late.refusal?.code, "send_edited");
  assert.equal(called("discard_number_file")?.file, "f2");
});

test("who may not edit it hears why from the database, before any number is taken in", async () => {
  transitions = [{ verb: "update", allowed: false, code: "not_the_author", needs: RIGHTS[0] ?? "" }];
  refusal = new Refusal("not_the_author", 403, { details: { name: "会员日", author: "Alice" } });
  const refused = await run("edit", { resource: "会员日", numbers: "13800138000" });
  assert.equal(refused.refusal?.code, "not_the_author");
  assert.match(`${refused.title} ${refused.text}`, /Alice/);
  assert.equal(called("type_numbers"), undefined);
});

test("an edit stays where it cannot be submitted, and says why", async () => {
  row = { ...SEND, consent: "" as never };
  const answer = await run("edit", { resource: "会员日", name: "改名" });
  assert.match(answer.text ?? "", /^Saved as a draft, but it couldn't be submitted: .*gave consent/);
  assert.equal(answer.refusal, undefined);
  row = SEND;
  rest.calls.length = 0;
  assert.match(
    (await run("edit", { resource: "会员日", name: "改", draft: true })).text ?? "",
    /Saved as a draft/,
  );
  rights = RIGHTS.slice(0, 1);
  await run("edit", { resource: "会员日", name: "改名" });
  assert.equal(called("submit_send"), undefined);
});

test("Slack's form is filled with the send as it is, and keeps its revision", async () => {
  const command = findCommand(COMMANDS, "edit");
  assert.ok(command);
  const dispatcher = makeDispatcher(rest.database, COMMANDS);
  const who = { provider: "slack", chatUser: "slack:T1:UBOB", team: "T1", localeHint: "en" } as const;
  const note = { command: "edit", channel: "C1", locale: "en" } as const;
  const opens: unknown[] = [];
  const context = {
    dispatcher,
    budget: { run: (_name: string, _urgency: string, call: () => Promise<unknown>) => call() },
    once: { views: { open: async (asked: unknown) => opens.push(asked) } },
  } as never;
  assert.equal(await openForm(context, "trigger", who, command, { resource: "会员日" }, note), null);
  const text = JSON.stringify(opens[0]);
  for (const filled of [
    '"initial_date":"2099-12-01"',
    '"initial_time":"10:00"',
    '"value":"签收提醒"',
    '"value":"scheduled"',
    String.raw`\"hidden\":{\"revision\":3}`,
  ])
    assert.ok(text.includes(filled), filled);
  assert.ok(!text.includes('"block_id":"revision"'));
  const nobody = await openForm(context, "trigger", who, command, {}, note);
  assert.match(nobody?.text ?? "", /Specify the send to edit/);
  assert.equal(opens.length, 1);
});

test("a form that comes back as it was filled changes only what a person changed in it", async () => {
  const command = findCommand(COMMANDS, "edit");
  const dispatcher = makeDispatcher(rest.database, COMMANDS);
  const who = { provider: "slack", chatUser: "slack:T1:UBOB", team: "T1", localeHint: "en" } as const;
  assert.ok(command);
  const filled = await dispatcher.filled(who, command, { resource: "会员日" });
  assert.ok(!filled.refusal);
  await run("edit", { ...filled.raw, validity_days: 3 });
  const { validity_days, ...same } = saved() ?? {};
  assert.equal(validity_days, 3);
  assert.partialDeepStrictEqual(same, {
    ...{ scheduled_at: SEND.scheduled_at, template_id: "t1", sms_template_id: "s1" },
    ...{ columns: { name: "姓名" }, revision: 3 },
  });
});

test("the card offers the edit; where its time has passed, the new time first", async () => {
  const labels = async () =>
    (await run("status", { send: "会员日" })).actions?.map(({ command, asks, form }) => [
      command,
      asks?.option ?? form ?? null,
    ]);
  assert.deepEqual(await labels(), [["edit", true]]);
  row = { ...SEND, state: "in_review", scheduled_at: "2020-12-01T02:00:00Z" };
  transitions = [
    ...transitions,
    { verb: "approve", allowed: false, code: "schedule_in_past", blocked: "schedule_in_past" },
    { verb: "reject", allowed: true, code: null },
  ];
  assert.deepEqual(await labels(), [
    ["edit", "schedule"],
    ["reject", "reason"],
    ["edit", true],
  ]);
  assert.match((await run("status", { send: "会员日" })).text ?? "", /Its creator can change the time/);
});

test("a form's button needs no token; Discord, which has no such forms, says at a press what to type", async () => {
  const { slackMessage } = await import("../../surfaces/slack/blocks.ts");
  const { discordMessage } = await import("../../surfaces/discord/message.ts");
  const card = await run("status", { send: "会员日" });
  const buttons = await makeDispatcher(rest.database, COMMANDS).buttons(card.actions ?? []);
  assert.equal(called("mint_tokens"), undefined);
  const drawn = JSON.stringify(slackMessage(card, { buttons, pictureId: null, locale: "en" }).blocks);
  assert.match(drawn, /"action_id":"form:0:edit","value":"\{\\"resource\\":\\"7f3a19be-/);
  const [row] = discordMessage(card, buttons, "en").body.components as { components: object[] }[];
  const id = "form:edit:en:7f3a19be-0000-4000-8000-000000000001";
  assert.deepEqual(row?.components, [{ type: 2, style: 2, label: "Edit", custom_id: id }]);
});

test("whoever may send only with a trial is told so at the option before an edit without one is saved", async () => {
  bar = "trial_only";
  const refused = await run("edit", { resource: "会员日", name: "改名" });
  assert.equal(refused.refusal?.option, "trial");
  assert.match(refused.text ?? "", /Set trial to yes/);
  assert.equal(saved(), undefined);
  await run("edit", { resource: "会员日", name: "改名", trial: true });
  assert.equal(saved()?.trial, true);
  assert.equal((await formOf("会员日")).trial, true, "its form begins with yes");
});
