import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { test } from "node:test";
import { sortWords, wordsOf } from "../registry/arguments.ts";
import { options } from "../registry/options.ts";
import { namedCommand } from "../registry/registry.ts";
import { readArgv } from "../surfaces/terminal/argv.ts";
import { EXAMPLES } from "./examples.ts";
import { COMMANDS } from "./list.ts";
import { commandsPage, PAGE } from "./page.ts";

/** docs/commands.md and README, held to the registry. */

const readme = () => readFile(new URL("../../../README.md", import.meta.url), "utf8");

/** What is wrong with a line as the terminal reads it; null: it can run. */
function problemOf(line: string): string | null {
  const { command: first, words } = readArgv(wordsOf(line));
  const { command, name, rest } = namedCommand(COMMANDS, first === null ? [] : [first, ...words]);
  if (command === null) return `there is no ${name}`;
  const { raw, problem } = sortWords(command, rest, "en");
  if (problem !== null) return problem;
  const given: Record<string, unknown> = { ...raw };
  for (const { name: option, kind } of options(command))
    if (kind === "file" && given[option] !== undefined)
      given[option] = { name: "numbers.csv", bytes: 1, open: async () => new ReadableStream() };
  const read = command.input.safeParse(given);
  return read.success ? null : read.error.message;
}

test("docs/commands.md is what the registry says: `node bot/src/commands/page.ts` writes it anew", async () => {
  assert.equal(await readFile(PAGE, "utf8"), commandsPage());
});

test("each example is a line that its command takes, and stands on the page", async () => {
  const page = commandsPage();
  const wrong = EXAMPLES.map(([line]) => [line, problemOf(line)]).filter(([, problem]) => problem !== null);
  assert.deepEqual(wrong, []);
  for (const [line] of EXAMPLES) assert.ok(page.includes(`* \`${line}\``), line);
});

test("each line of README's tour is one that its command takes", async () => {
  const lines = Array.from(
    (await readme()).matchAll(/^npm run -s tidings -- (.*?)(?: +#.*)?$/gm),
    ([, line = ""]) => line,
  );
  assert.ok(lines.length > 10, `${lines.length} lines`);
  assert.deepEqual(
    lines.map((line) => [line, problemOf(line)]).filter(([, problem]) => problem !== null),
    [],
  );
});

test("README's table names commands that exist", async () => {
  const [, table = ""] = (await readme()).split("| to | commands |");
  const names = Array.from((table.split("\n\n")[0] ?? "").matchAll(/`([^`]+)`/g), ([, name = ""]) => name);
  assert.ok(names.length > 40, `${names.length} names`);
  const known = (name: string) =>
    COMMANDS.some((one) =>
      [one.name, ...(one.aliases ?? [])].some((each) => each === name || each.startsWith(`${name} `)),
    );
  assert.deepEqual(
    names.filter((name) => !known(name)),
    [],
  );
});
