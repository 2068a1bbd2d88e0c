import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { test } from "node:test";
import { topOf } from "../surfaces/discord/tops.ts";
import { COMMANDS } from "./list.ts";

/** README's table of commands, held to the registry in both directions. */

const text = () => readFile(new URL("../../../README.md", import.meta.url), "utf8");

const table = async () => {
  const [, after = ""] = (await text()).split("| command | what it does |");
  return (
    after
      .split("\n\n")[0]
      ?.split("\n")
      .filter((line) => line.startsWith("| `")) ?? []
  );
};

/** The names in the first cell of a row: "`port list`, `add`" are `port list` and `port add`; options and examples of values are left out. */
function namesOf(row: string, known: ReadonlySet<string>): string[] {
  const cell = row.split(/(?<!\\)\|/)[1] ?? "";
  let noun = "";
  return Array.from(cell.matchAll(/(\(?)`([^`]+)`/g), ([, alias, said = ""]) => {
    const name = said.split(/ [<[-]/)[0] ?? "";
    if (known.has(`${noun} ${name}`) || !known.has(name)) return `${noun} ${name}`.trim();
    if (alias === "") noun = name.split(" ")[0] ?? "";
    return name;
  });
}

test("README's table has every command, and no other", async () => {
  const named = new Set(COMMANDS.flatMap(({ name, aliases = [] }) => [name, ...aliases]));
  const rows = await table();
  assert.ok(rows.length > 40, `${rows.length} rows`);
  const said = rows.flatMap((row) => namesOf(row, named));
  assert.deepEqual(
    said.filter((name) => !named.has(name)),
    [],
    "these do not exist",
  );
  const told = new Set(said);
  assert.deepEqual(
    COMMANDS.filter(({ name, aliases = [] }) => ![name, ...aliases].some((each) => told.has(each)))
      .map(({ name }) => name)
      // Said once above the table, for every noun.
      .filter((name) => !name.endsWith(" show")),
    [],
    "these are not in it",
  );
});

test("README names every slash command of Discord, and says of each command on call that it is one", async () => {
  const [, place = ""] = /On Discord, where a command takes 25\n([^\n]*)/.exec(await text()) ?? [];
  const tops = new Set(COMMANDS.filter(({ terminalOnly }) => !terminalOnly).map(topOf));
  assert.deepEqual(
    [...tops].filter((top) => top !== "tidings" && !place.includes(`\`/${top}\``)),
    [],
  );
  const [, said = ""] = /\(([^)]*)\) under `\/tidings-on-call`/.exec(place) ?? [];
  const onCall = COMMANDS.filter((each) => !each.terminalOnly && topOf(each) === "tidings-on-call");
  assert.deepEqual(
    [...new Set(onCall.map(({ name }) => name.replace(/ .*/, " …")))].sort(),
    Array.from(said.matchAll(/`([^`]*)`/g), ([, name = ""]) => name).sort(),
  );
});
