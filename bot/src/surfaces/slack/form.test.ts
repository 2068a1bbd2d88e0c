import assert from "node:assert/strict";
import test from "node:test";
import { COMMANDS } from "../../commands/list.ts";
import { findCommand } from "../../registry/registry.ts";
import { type AskNote, askView } from "./ask_view.ts";
import { formView } from "./form.ts";
import { formInput } from "./form_input.ts";

const send = findCommand(COMMANDS, "send");
assert.ok(send);
const note = { command: "send", channel: "C1", locale: "zh-CN" as const };

test("a command's form has a field for each option, filled with what was typed", () => {
  const view = formView(send, { template: "开卡", trial: true, trial_size: 20 }, note);
  const inputs = view.blocks.filter((block) => block.type === "input");
  assert.deepEqual(
    inputs.map((block) => [block.block_id, "element" in block && block.element.type]),
    [
      ["template", "external_select"],
      ["sms", "external_select"],
      ["file", "file_input"],
      ["numbers", "plain_text_input"],
      ["name", "plain_text_input"],
      ["trial", "radio_buttons"],
      ["trial_size", "number_input"],
      ["schedule", "datepicker"],
      ["schedule:hour", "timepicker"],
      ["cron", "external_select"],
    ],
  );
  assert.equal(view.submit?.text, "提交审核");
  const text = JSON.stringify(inputs);
  for (const filled of [
    '"initial_value":"20"',
    '"value":"开卡"',
    '"initial_option":{"text":{"type":"plain_text","text":"是"}',
  ]) {
    assert.ok(text.includes(filled), filled);
  }
  const files = { file: { id: "F1", name: "名单.csv" } };
  const [kept] = formView(send, {}, { ...note, files }).blocks.filter((block) => block.block_id === "file");
  assert.match(
    JSON.stringify(kept),
    /"optional":true.*已保留文件「名单.csv」/,
    "Slack cannot fill a file in",
  );
});

test("what few need is behind More; what was typed of it, and what is wrong with it, is never hidden", () => {
  const shown = (...[raw, more, problem]: [object, object?, string?]) =>
    formView(
      send,
      { ...raw },
      { ...note, ...more },
      problem ? { text: "?", option: problem } : undefined,
    ).blocks.map(({ block_id = "" }) => block_id);
  assert.deepEqual(shown({}).at(-1), "more");
  const rare = [
    "params",
    "map",
    "consent",
    "consent_file",
    "until",
    "until:hour",
    "validity_days",
    "channel",
    "domain",
    "own",
  ];
  assert.deepEqual(
    shown({}).filter((each) => rare.includes(each)),
    [],
  );
  assert.deepEqual(
    shown({}, { more: true })
      .filter((each) => rare.includes(each))
      .sort(),
    [...rare].sort(),
  );
  assert.ok(!shown({}, { more: true }).includes("more"));
  assert.ok(shown({ map: "name=姓名" }).includes("map"));
  assert.ok(shown({}, {}, "consent").includes("consent"));
  assert.ok(shown({}, { files: { consent_file: { id: "F1" } } }).includes("consent_file"));
});

test("a time is picked by day and hour; words that no picker shows stay words", () => {
  const at = (schedule: string) =>
    formView(send, { schedule }, { ...note, locale: "en" }).blocks.flatMap((block) =>
      block.block_id?.startsWith("schedule") && "element" in block ? [block.element] : [],
    );
  assert.deepEqual(at("2099-12-01 10:00"), [
    { type: "datepicker", action_id: "value", initial_date: "2099-12-01" },
    { type: "timepicker", action_id: "value", initial_time: "10:00" },
  ]);
  assert.deepEqual(
    at("tomorrow 10").map((element) => [element.type, "initial_value" in element && element.initial_value]),
    [["plain_text_input", "tomorrow 10"]],
  );
  const picked = (selected_date: string | null, selected_time: string | null) =>
    formInput(send, {
      schedule: { value: { selected_date } },
      "schedule:hour": { value: { selected_time } },
    }).schedule;
  assert.equal(picked("2099-12-01", "10:00"), "2099-12-01 10:00");
  assert.equal(picked(null, "10:00"), "10:00");
  assert.equal(picked(null, null), undefined);
  const ask = {
    token: "t",
    option: "schedule",
    act: "Reschedule",
    onlyTheirs: false,
    channel: "C1",
    locale: "en",
  } as const;
  const view = askView(ask, "2099-12-01 10:00");
  assert.equal(view.submit?.text, "Reschedule");
  assert.match(JSON.stringify(view.blocks), /"initial_date":"2099-12-01".*"initial_time":"10:00"/);
});

test("no form's button says Run: it says what it does", () => {
  const said = (name: string) => {
    const command = findCommand(COMMANDS, name);
    assert.ok(command, name);
    return formView(command, {}, { ...note, command: name, locale: "en" }).submit?.text;
  };
  assert.equal(said("send"), "Submit for review");
  assert.equal(said("reject"), "Reject");
  assert.equal(said("report"), "Show");
  for (const { name } of COMMANDS) assert.notEqual(said(name), "Run", name);
});

test("Slack's limits for views are kept by every command's form, in both languages", () => {
  for (const locale of ["zh-CN", "en"] as const) {
    for (const command of COMMANDS) {
      const view = formView(command, {}, { ...note, command: command.name, locale });
      for (const part of [view.title, view.submit, view.close])
        assert.ok((part?.text.length ?? 0) <= 24, command.name);
      assert.ok((view.private_metadata?.length ?? 0) <= 3_000 && view.blocks.length <= 100);
    }
    const ask = askView({
      token: "t".repeat(32),
      option: "reason",
      onlyTheirs: false,
      channel: "C1",
      locale,
    });
    assert.ok(ask.title.text.length <= 24);
  }
});

test("what comes back from a form is the command's raw input; empty fields are left out", () => {
  const raw = formInput(send, {
    template: { x: { selected_option: { value: "开卡欢迎图文" } } },
    sms: { x: { selected_option: null } },
    file: { x: { files: [{ id: "F1", name: "numbers.csv" }] } },
    numbers: { value: { value: null } },
    name: { value: { value: "  双十一 " } },
    trial: { value: { selected_option: { value: "yes" } } },
    trial_size: { value: { value: "20" } },
  });
  assert.deepEqual(raw, {
    template: "开卡欢迎图文",
    file: { id: "F1", name: "numbers.csv" },
    name: "双十一",
    trial: true,
    trial_size: 20,
  });
});

test("what a button asks for is chosen where its command suggests it, and keeps the choice after a refusal", () => {
  const asked = { token: "t", option: "person", onlyTheirs: false, channel: "C1", locale: "en" } as const;
  const element = (note: AskNote, typed?: string) =>
    askView(note, typed).blocks.flatMap((block) => ("element" in block ? [block.element] : []))[0];
  assert.equal(element(asked)?.type, "plain_text_input");
  const chosen = element({ ...asked, suggested: true }, "Carol");
  assert.deepEqual(
    [chosen?.type, chosen && "initial_option" in chosen && chosen.initial_option?.value],
    ["external_select", "Carol"],
  );
  assert.ok(!("initial_option" in (element({ ...asked, suggested: true }) ?? {})));
});
