import assert from "node:assert/strict";
import test from "node:test";
import { COMMANDS } from "../../commands/list.ts";
import { type Top, topOf } from "../../registry/discord_tops.ts";
import { onMessages } from "../../registry/registry.ts";
import { slashCommands } from "./commands.ts";

interface Shape {
  readonly name: string;
  readonly type?: number;
  readonly value?: string;
  readonly description?: string;
  readonly name_localizations?: Record<string, string>;
  readonly description_localizations?: Record<string, string>;
  readonly required?: boolean;
  readonly options?: readonly Shape[];
  readonly choices?: readonly Shape[];
}

const NAME = /^[-_\p{L}\p{N}]{1,32}$/u;

const GROUP = 2;
const REGISTERED = slashCommands(COMMANDS) as unknown as Shape[];
const SLASH = REGISTERED.filter(({ type }) => type === 1);

/** The names of a slash command's subcommands: `approval-rule add` for one in a group. */
const calls = (slash: Shape | undefined): string[] =>
  (slash?.options ?? []).flatMap((each) =>
    each.type === GROUP ? (each.options ?? []).map((one) => `${each.name} ${one.name}`) : [each.name],
  );

/** The length that Discord counts towards 8,000 in the longer of its languages. */
const size = (each: Shape): number => {
  const longer = (own: string | undefined, other: string | undefined) =>
    Math.max(own?.length ?? 0, other?.length ?? 0);
  const own =
    longer(each.name, each.name_localizations?.["zh-CN"]) +
    longer(each.description, each.description_localizations?.["zh-CN"]) +
    (each.value?.length ?? 0);
  return [...(each.options ?? []), ...(each.choices ?? [])].reduce((sum, one) => sum + size(one), own);
};

test("every command is under /tidings, or /tidings-links, or for setting things up /tidings-admin, with its words in both languages", () => {
  assert.deepEqual(
    SLASH.map((each) => each.name),
    [
      "tidings",
      "tidings-content",
      "tidings-basic",
      "tidings-links",
      "tidings-sms",
      "tidings-accounts",
      "tidings-quota",
      "tidings-people",
      "tidings-keys",
      "tidings-assistant",
      "tidings-on-call",
      "tidings-admin",
    ],
  );
  for (const slash of SLASH) {
    const own = COMMANDS.filter((command) => topOf(command) === (slash.name as Top) && !command.terminalOnly);
    assert.deepEqual(calls(slash).sort(), own.map((command) => command.name).sort());
  }
  const check = (each: Shape) => {
    assert.match(each.name, NAME);
    assert.ok(/^.{1,100}$/.test(each.description ?? ""), each.name);
    assert.match(each.description_localizations?.["zh-CN"] ?? "", /^.{1,100}$/);
    if (each.name_localizations) assert.match(each.name_localizations["zh-CN"] ?? "", NAME);
    for (const option of each.options ?? []) check(option);
  };
  for (const slash of SLASH) {
    check(slash);
    for (const level of [slash, ...(slash.options ?? []).filter((each) => each.type === GROUP)]) {
      // A subcommand and a group of one name: Discord refuses all of them.
      const names = level.options?.map(({ name }) => name) ?? [];
      assert.equal(new Set(names).size, names.length, `no two have one name in ${level.name}`);
      const chinese = level.options?.map((each) => each.name_localizations?.["zh-CN"] ?? each.name) ?? [];
      assert.equal(new Set(chinese).size, chinese.length, `no two read the same in ${level.name}`);
    }
  }
});

test("none of them is larger than Discord takes", () => {
  for (const slash of SLASH) {
    const groups = (slash.options ?? []).filter((each) => each.type === GROUP);
    for (const level of [slash, ...groups]) assert.ok((level.options?.length ?? 0) <= 25, level.name);
    assert.ok(size(slash) <= 8_000, `${slash.name} ${size(slash)}`);
  }
});

test("commands about a message stand in its menu, under their titles in both languages", () => {
  assert.deepEqual(
    REGISTERED.filter(({ type }) => type === 3),
    onMessages(COMMANDS).map(({ words: { title } }) => ({
      type: 3,
      name: title.en,
      name_localizations: { "zh-CN": title.zh },
    })),
  );
});

test("required options come first, as Discord demands", () => {
  const all = SLASH.flatMap((slash) => slash.options ?? []);
  for (const command of all.flatMap((each) => (each.type === GROUP ? (each.options ?? []) : [each]))) {
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
