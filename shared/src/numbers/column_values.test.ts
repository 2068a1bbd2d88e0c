import assert from "node:assert/strict";
import { test } from "node:test";
import { ColumnSummary, mergedValues } from "./column_values.ts";

const of = (...values: string[]) => {
  const summary = new ColumnSummary();
  for (const value of values) summary.take(value);
  return summary.values;
};

test("a column knows its lengths in UTF-16 units, and of which kinds of variables all its values are", () => {
  assert.equal(of(), null);
  assert.deepEqual(of("12.50", "7"), {
    longest: 5,
    shortest: 1,
    astral: false,
    unfit: ["phone", "characters"],
  });
  assert.deepEqual(of("李先生", "🌲"), {
    longest: 3,
    shortest: 2,
    astral: true,
    unfit: ["phone", "characters", "time", "money"],
  });
  assert.deepEqual(of("长".repeat(21))?.unfit, ["phone", "characters", "time", "money", "text"]);
  assert.deepEqual(of("🌲".repeat(20))?.unfit, ["phone", "characters", "time", "money"]);
  assert.deepEqual(of("A-1", "http://a.test")?.unfit, ["phone", "characters", "time", "money", "text"]);
});

test("two lots of a column are known together", () => {
  const [one, other] = [of("张"), of("A-12")];
  assert.ok(one && other);
  assert.deepEqual(mergedValues({ name: one }, { name: other, code: other }), {
    name: of("张", "A-12"),
    code: other,
  });
});
