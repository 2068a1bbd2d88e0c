import assert from "node:assert/strict";
import test from "node:test";
import { COMMANDS } from "../../commands/list.ts";
import { slashCommands } from "./commands.ts";

interface Shape {
  readonly name: string;
  readonly description: string;
  readonly name_localizations?: Record<string, string>;
  readonly description_localizations?: Record<string, string>;
  readonly required?: boolean;
  readonly options?: readonly Shape[];
}

const NAME = /^[-_\p{L}\p{N}]{1,32}$/u;

test("every command is a subcommand of /tidings, named and described in both languages", () => {
  const [tidings] = slashCommands(COMMANDS) as unknown as Shape[];
  assert.equal(tidings?.name, "tidings");
  assert.deepEqual(
    tidings?.options?.map((each) => each.name),
    COMMANDS.map((command) => command.name),
  );
  const check = (each: Shape) => {
    assert.match(each.name, NAME);
    assert.ok(each.description.length >= 1 && each.description.length <= 100, each.name);
    assert.match(each.description_localizations?.["zh-CN"] ?? "", /^.{1,100}$/);
    if (each.name_localizations) assert.match(each.name_localizations["zh-CN"] ?? "", NAME);
    for (const option of each.options ?? []) check(option);
  };
  for (const each of tidings?.options ?? []) check(each);
  const chinese = tidings?.options?.map((each) => each.name_localizations?.["zh-CN"] ?? each.name) ?? [];
  assert.equal(new Set(chinese).size, chinese.length);
});

test("required options come first, as Discord demands", () => {
  const [tidings] = slashCommands(COMMANDS) as unknown as Shape[];
  for (const command of tidings?.options ?? []) {
    const flags = (command.options ?? []).map((option) => option.required === true);
    assert.deepEqual(
      flags,
      [...flags].sort((a, b) => Number(b) - Number(a)),
      command.name,
    );
  }
});

test("more commands than Discord takes are found out before it refuses them", () => {
  const many = Array.from({ length: 26 }, () => COMMANDS[0]).filter((command) => command !== undefined);
  assert.throws(() => slashCommands(many), /takes 25/);
});
