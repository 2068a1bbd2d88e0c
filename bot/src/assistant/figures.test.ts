import assert from "node:assert/strict";
import test from "node:test";
import type { Answer } from "../ground/answer.ts";
import { markedFigures } from "./figures.ts";

const QUOTA = '{"fields":[["Left","176,920"],["Share","98.2 %"],["Price","0.05"]]}';
const marks = (answer: string, texts: readonly string[] = [QUOTA], answers: readonly Answer[] = []) =>
  markedFigures(answer, { texts, answers }).unknown;

test("a figure that nobody gave is marked where it stands, once in the list", () => {
  assert.deepEqual(
    markedFigures("176,922 are left, of 176,922 and 176,920.", { texts: [QUOTA], answers: [] }),
    {
      text: "176,922 ⚠ are left, of 176,922 ⚠ and 176,920.",
      unknown: ["176,922"],
    },
  );
  assert.deepEqual(marks("还剩176,922条，占97%"), ["176,922", "97%"]);
  assert.deepEqual(marks("A send costs 0.06."), ["0.06"]);
  assert.deepEqual(marks("还剩17.8万"), ["17.8万"]);
});

test("a figure that was given is known however it is written", () => {
  for (const said of [
    "176920 are left",
    "还剩176,920条",
    "还剩17.7万",
    "还剩17.69万",
    "98.2%",
    "98%",
    "0.05 each",
    "about 177,000",
    "约177000条",
    "0.18 million left",
  ])
    assert.deepEqual(marks(said), [], said);
  assert.deepEqual(marks("177,000 are left"), ["177,000"], "round, and not said to be");
});

test("what the person said, and what was said before, is known; what was marked before is not", () => {
  assert.deepEqual(marks("The last 30 days.", ["report 30"]), []);
  assert.deepEqual(marks("As I said, 176,922.", ["176,922 ⚠ are left"]), ["176,922"]);
});

test("dates, times, ids, numbering and masked numbers are no figures", () => {
  for (const said of [
    ...[
      "On 2026-11-30 at 10:00.",
      "2026年11月30日10点",
      "11月30日",
      "30 Nov 2026, Nov 3",
      "on the 3rd",
      "in 2026",
      "2026/1/5",
    ],
    ...["20261129-0002 and 20261001-P001-2", "7ad9e032", "v1.2", "138****0001", "+8613900000001"],
    "1. The first.\n2) The second.\n3、第三",
  ])
    assert.deepEqual(marks(said, []), [], said);
  assert.deepEqual(marks("「双11」", ['{"title":"双11"}']), [], "a name is that of a row");
});

test("what can be counted in an answer is known: all rows, and those that have the same in a column", () => {
  const answer: Answer = {
    tone: "plain",
    table: {
      name: "sends",
      columns: [{ title: "Name" }, { title: "State" }],
      rows: [
        ["A", "Done"],
        ["B", "Done"],
        ["C", "Done"],
        ["D", "Rejected"],
        ["E", "Rejected"],
      ],
    },
  };
  assert.deepEqual(marks("5 sends: 3 are done, 2 rejected.", [], [answer]), []);
  assert.deepEqual(marks("4 sends are done.", [], [answer]), ["4"]);
  assert.deepEqual(marks("近 5 条任务", [], [answer]), []);
});
