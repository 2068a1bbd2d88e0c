import assert from "node:assert/strict";
import { after, beforeEach, test } from "node:test";
import { DECLARED } from "@tidings/shared/catalogue/declared.ts";
import { headOf, type Noun, rightOf } from "@tidings/shared/resource/nouns.ts";
import { COMMANDS } from "../commands/list.ts";
import { findCommand } from "../registry/registry.ts";
import { typist, whoamiOf } from "../testing/person.ts";
import { NO_ROWS, startRest } from "../testing/rest_double.ts";

/** SND-2, FLD-1: every declared list is narrowed by days, by an id and by own fields, in one way. */
const NOUNS = Object.keys(DECLARED) as Noun[];
const field = (key: string, kind: string, more: object = {}) => ({
  ...{ key, kind, name: key, name_en: null, hint: null, hint_en: null, options: null, min: 0, max: 200 },
  ...{ required: false, bound: true, in_chat: true, state: "active", place: 1, ...more },
});
const FIELDS = [
  field("campaign", "text", { name: "活动", min: 5 }),
  field("region", "choice", { options: [{ key: "east", zh: "华东", en: "East" }] }),
  field("urgent", "flag"),
  field("budget", "count"),
  field("ends", "day"),
];
let queries: URLSearchParams[] = [];
const rest = await startRest(
  {
    whoami: () => ({
      ...whoamiOf(
        "a1",
        "Alice",
        NOUNS.flatMap((noun) => rightOf(noun, "list") ?? []),
      ),
      platform_admin: true,
    }),
  },
  {
    ...Object.fromEntries(
      Object.keys(NO_ROWS).map((view) => [
        view,
        (_who: string | null, query: URLSearchParams) => {
          queries.push(query);
          return [];
        },
      ]),
    ),
    own_field_cards: () => FIELDS,
  },
);
after(() => rest.close());
beforeEach(() => {
  queries = [];
});
const run = typist(rest, "UALICE");
const listOf = (noun: Noun) => headOf(noun).list ?? `${headOf(noun).command} list`;
/** The conditions on a column in the newest query that has any: what room is left is asked for beside the list. */
const asked = (column: string) => queries.findLast((query) => query.has(column))?.getAll(column) ?? [];

test("whatever the panel narrows by days has the first and the last day in chat, in the enterprise's zone", async () => {
  for (const noun of NOUNS) {
    const command = findCommand(COMMANDS, listOf(noun));
    // What the deployment's own people do is not for chat, and the fields themselves are played here.
    if (!command || command.terminalOnly || noun === "own_field") continue;
    const spans = Object.entries(DECLARED[noun].fields).filter(([, { filter }]) => filter === "span");
    const main = spans.find(([, { kind }]) => kind === "time") ?? spans[0];
    for (const [column, { kind }] of spans) {
      const named = column === main?.[0] ? ["from", "to"] : [`${column}_from`, `${column}_to`];
      const days = Object.fromEntries(named.map((name, at) => [name, ["2026-11-01", "2026-11-30"][at]]));
      queries = [];
      await run(listOf(noun), days);
      assert.deepEqual(
        asked(column),
        kind === "day"
          ? ["gte.2026-11-01", "lte.2026-11-30"]
          : ["gte.2026-10-31T16:00:00.000Z", "lt.2026-11-30T16:00:00.000Z"],
        `${noun} ${column}`,
      );
    }
  }
});

test("sends are narrowed by the id of their template, or by its beginning", async () => {
  await run("sends", { template_id: "5e000000-0000-4000-8000-000000000001" });
  const id = "5e000000-0000-4000-8000-000000000001";
  assert.deepEqual(asked("template_id"), [`gte.${id}`, `lte.${id}`]);
  await run("sends", { template_id: "5e00ab12", from: "2026-11-01" });
  assert.deepEqual(asked("template_id"), [
    "gte.5e00ab12-0000-0000-0000-000000000000",
    "lte.5e00ab12-ffff-ffff-ffff-ffffffffffff",
  ]);
  assert.match((await run("sends", { template_id: "an account name" })).text ?? "", /first four/);
});

test("own fields narrow the lists of all that has them: a part of a text, a choice by its word, days from and to", async () => {
  for (const noun of ["template", "send", "filing", "service_account"] as const) {
    await run(listOf(noun), {
      own: "活动=旦; region=East; urgent=yes; budget=7; ends=2026-11-01..2026-11-30",
    });
    assert.deepEqual(
      ["campaign", "region", "urgent", "budget", "ends"].map((key) => asked(`own->>${key}`)),
      [["ilike.%旦%"], ["eq.east"], ["eq.true"], ["eq.7"], ["gte.2026-11-01", "lte.2026-11-30"]],
      noun,
    );
    await run(listOf(noun), { own: "ends=2026-11-05" });
    assert.deepEqual(asked("own->>ends"), ["gte.2026-11-05", "lte.2026-11-05"]);
    await run(listOf(noun), { own: "ends=..2026-11-05" });
    assert.deepEqual(asked("own->>ends"), ["lte.2026-11-05"]);
  }
  for (const [own, words] of [
    ["nothing=1", /campaign \(/],
    ["region=west", /Options: east/],
    ["budget=", /key=value/],
  ] as const)
    assert.match((await run("sends", { own })).text ?? "", words);
});

test("what is no day is said at its option", async () => {
  for (const [input, option] of [
    [{ from: "someday" }, "from"],
    [{ to: "2026-02-30" }, "to"],
  ] as const)
    assert.equal((await run("sends", input)).refusal?.option, option);
});
