import assert from "node:assert/strict";
import { after, test } from "node:test";
import { typist, whoamiOf } from "../../testing/person.ts";
import { NO_ROWS, startRest } from "../../testing/rest_double.ts";
import { COMMANDS } from "../list.ts";

/** What is exported is named as people name it. */

const everything = COMMANDS.flatMap(({ permission }) => [permission ?? []].flat());
const FILE = {
  id: "5e0b1c4d-0000-4000-8000-000000000001",
  name: "发送任务 2026-11-24",
  state: "failed",
  rows: 0,
  bytes: 0,
};
const rest = await startRest(
  { whoami: () => whoamiOf("a1", "Alice", everything), create_export: () => ({ id: FILE.id }) },
  { ...NO_ROWS, export_cards: () => [{ ...FILE, format: "csv", total: null }] },
);
after(() => rest.close());
const run = typist(rest, "UALICE");
const asked = () =>
  rest.calls.findLast(({ verb }) => verb === "create_export")?.args.input as { source?: string };

test("a source is named by its kind in any form: one or many, in either language, as people call it", async () => {
  for (const [what, source] of [
    ["Sends", "send"],
    ...["sends", "send", "send_task", "send task", "发送任务", "群发"].map((each) => [each, "send"]),
    ...["templates", "模板", "template", "模板管理"].map((each) => [each, "template"]),
    ...["号码文件", "number files", "replies"].map((each, at) => [each, at === 2 ? "reply" : "number_file"]),
  ] as [string, string][]) {
    await run("export add", { what });
    assert.equal(asked().source, source, what);
  }
});

test("what cannot be exported is answered with what may be meant, not with all there is", async () => {
  const { text, refusal } = await run("export add", { what: "templtes" });
  assert.match(text ?? "", /can't be exported. Did you mean Templates\?$/);
  assert.equal(refusal?.option, "what");
  assert.match((await run("export add", { what: "frobnicate" })).text ?? "", /Available: .*Templates/);
});

test("a file is fetched by a part of its name: nothing is changed by that", async () => {
  const { text, tone } = await run("export get", { export: "发送" });
  assert.doesNotMatch(text ?? "", /only part of a name/);
  assert.notEqual(tone, undefined);
});
