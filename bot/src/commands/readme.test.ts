import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { test } from "node:test";
import { COMMANDS } from "./list.ts";

/** README's table of commands, held to the registry in both directions. */

const table = async () => {
  const readme = await readFile(new URL("../../../README.md", import.meta.url), "utf8");
  const [, after = ""] = readme.split("| command | what it does |");
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
