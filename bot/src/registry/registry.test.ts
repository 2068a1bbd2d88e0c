import assert from "node:assert/strict";
import test from "node:test";
import { PERMISSION_ACTIONS } from "@tidings/shared/people/action_words.ts";
import { z } from "zod";
import { GROUP_WORDS } from "../commands/groups.ts";
import { COMMANDS } from "../commands/list.ts";
import { DECLARED_GROUPS } from "../engine/commands.ts";
import { missingOption, options } from "./options.ts";
import { file, findCommand, namedCommand } from "./registry.ts";

test("every command has its words in both languages, for itself and for each option", () => {
  for (const command of COMMANDS) {
    const texts = [
      command.words.title,
      command.words.description,
      ...options(command).map((each) => each.words),
    ];
    for (const { zh, en } of texts) assert.ok(zh.trim() !== "" && en.trim() !== "", command.name);
    assert.match(command.words.description.zh, /[\u4e00-\u9fff]/, command.name);
    assert.deepEqual(Object.keys(command.words.options), Object.keys(command.input.shape), command.name);
  }
});

test("names and titles are unique, so that a command can be called by either", () => {
  for (const kind of ["name", "zh", "en"] as const) {
    const all = COMMANDS.map((command) => (kind === "name" ? command.name : command.words.title[kind]));
    assert.equal(new Set(all.map((each) => each.toLowerCase())).size, all.length, kind);
  }
  assert.equal(findCommand(COMMANDS, "Approve")?.name, "approve");
  assert.equal(findCommand(COMMANDS, "通过")?.name, "approve");
  assert.equal(findCommand(COMMANDS, "frobnicate"), null);
});

test("a command asks for a permission of the catalogue, or for none", () => {
  const known = new Set(PERMISSION_ACTIONS.map((each) => each.action));
  for (const command of COMMANDS) {
    for (const each of [command.permission ?? []].flat())
      assert.ok(known.has(each), `${command.name} ${each}`);
  }
});

test("only help and link are open to people who are not linked", () => {
  assert.deepEqual(
    COMMANDS.filter((command) => command.open).map((command) => command.name),
    ["help", "link"],
  );
});

test("what may be typed without its name are options of the command, and no file comes before a text", () => {
  for (const command of COMMANDS) {
    const names = options(command).map((each) => each.name);
    for (const name of command.positional) assert.ok(names.includes(name), `${command.name} ${name}`);
    for (const name of Object.keys(command.suggests ?? {}))
      assert.ok(names.includes(name), `${command.name} ${name}`);
  }
});

test("the kind, limits and choices of an option are read from the schema", () => {
  const command = {
    ...COMMANDS[0],
    name: "sample",
    words: {
      title: { zh: "样", en: "Sample" },
      description: { zh: "样", en: "Sample" },
      options: {},
      choices: { a: { zh: "甲", en: "A" } },
    },
    input: z.object({
      text: z.string().max(5),
      size: z.int().min(1).max(9).optional(),
      on: z.boolean().default(false),
      pick: z.enum(["a", "b"]).optional(),
      data: file().optional(),
    }),
  } as unknown as (typeof COMMANDS)[number];
  assert.deepEqual(
    options(command).map(({ name, kind, required, min, max, maxLength }) => [
      name,
      kind,
      required,
      min,
      max,
      maxLength,
    ]),
    [
      ["text", "string", true, undefined, undefined, 5],
      ["size", "integer", false, 1, 9, undefined],
      ["on", "boolean", false, undefined, undefined, undefined],
      ["pick", "choice", false, undefined, undefined, undefined],
      ["data", "file", false, undefined, undefined, undefined],
    ],
  );
  assert.deepEqual(options(command)[3]?.choices, [
    { value: "a", words: { zh: "甲", en: "A" } },
    { value: "b", words: { zh: "b", en: "b" } },
  ]);
});

test("a send lacks its numbers until there is a file or there are typed ones", () => {
  const send = findCommand(COMMANDS, "send");
  assert.ok(send);
  assert.equal(missingOption(send, {}), "sms");
  assert.equal(missingOption(send, { template: "会员日", sms: "福利" }), "file");
  assert.equal(missingOption(send, { template: "会员日", sms: "福利", numbers: "13800138000" }), null);
});

test("a command of two words is found by both of them, by its title, and never by the first word alone", () => {
  const named = (line: string) => {
    const { command, rest } = namedCommand(COMMANDS, line.split(" "));
    return [command?.name ?? null, rest];
  };
  assert.deepEqual(named("approval-rule add Big 2"), ["approval-rule add", ["Big", "2"]]);
  assert.deepEqual(named("approval-rules"), ["approval-rule list", []]);
  assert.deepEqual(named("添加规则 Big"), ["approval-rule add", ["Big"]]);
  assert.deepEqual(named("approve approval-rule"), ["approve", ["approval-rule"]]);
  assert.deepEqual(named("approval-rule"), [null, []]);
  assert.equal(namedCommand(COMMANDS, []).command?.name, "help");
});

test("a command is still called by its earlier names, and none of them is another command's name or title", () => {
  const named = (line: string) => {
    const { command, rest } = namedCommand(COMMANDS, line.split(" "));
    return [command?.name ?? null, rest];
  };
  assert.deepEqual(named("policies"), ["policy list", []]);
  assert.deepEqual(named("Approval-Rule Remove Big"), ["approval-rule delete", ["Big"]]);
  assert.deepEqual(named("试算策略 --days 7"), ["approval-rule try", ["--days", "7"]]);
  for (const command of COMMANDS)
    for (const alias of command.aliases ?? []) {
      assert.equal(alias, alias.toLowerCase(), alias);
      assert.equal(findCommand(COMMANDS, alias)?.name, command.name, alias);
    }
});

test("the first word of several commands has words of its own, for where it stands alone", () => {
  const firsts = new Set(
    COMMANDS.map(({ name }) => name.split(" "))
      .filter((words) => words.length > 1)
      .map(([first]) => first),
  );
  assert.deepEqual([...firsts].sort(), Object.keys({ ...GROUP_WORDS, ...DECLARED_GROUPS }).sort());
});
