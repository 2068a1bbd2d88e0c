import assert from "node:assert/strict";
import test from "node:test";
import { errorAnswer, isUnexpected, Refusal } from "./errors.ts";

test("an error of Postgres itself is told as a defect, in the reader's language, and logged", () => {
  const broken = new Refusal("42883", 404, { message: "operator does not exist: bigint ~~* unknown" });
  assert.equal(isUnexpected(broken), true);
  for (const [locale, said] of [
    ["en", /went wrong on our side.*\n.*42883/],
    ["zh-CN", /系统内部出错.*\n.*42883/],
  ] as const) {
    const { title, text } = errorAnswer(broken, locale);
    assert.match(`${title}\n${text}`, said);
    assert.doesNotMatch(`${title}\n${text}`, /operator|bigint/);
  }
});

test("a refusal of the register is told in its words, and not logged", () => {
  const refused = new Refusal("incident_yours", 409);
  assert.equal(isUnexpected(refused), false);
  assert.match(errorAnswer(refused, "en").title ?? "", /already/);
});
