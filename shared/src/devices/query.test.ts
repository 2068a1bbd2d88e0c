import assert from "node:assert/strict";
import { test } from "node:test";
import { deviceQuestion, judgeDevice, ruleWords } from "./query.ts";

test("a model that one brand has is judged; one that several have, or none, asks for the brand", () => {
  const known = judgeDevice({
    model: "Mate 40 Pro",
    system: "harmonyos",
    system_version: "3.0",
    app_version: "12.0.1",
  });
  assert.equal(known.found && known.brand, "huawei");
  assert.deepEqual(judgeDevice({ model: "no such phone" }), { brands: [] });
  const named = judgeDevice({ model: "no such phone", brand: "samsung" });
  assert.equal(named.found?.listed, false);
});

test("the rule that decided is told in words", () => {
  assert.deepEqual(ruleWords("app:5"), {
    zh: "信息 APP 版本要求，第 5 条",
    en: "Messaging app version, rule 5",
  });
  assert.equal(ruleWords("switches")?.en, "Switches in SMS settings");
  assert.equal(ruleWords("unknown"), null);
});

test("what is no question is none: another key, a version in words, a brand that is none", () => {
  for (const wrong of [
    {},
    { model: "" },
    { model: "P50\u0000" },
    { model: "P50", colour: "red" },
    { model: "P50", app_version: "new" },
    { model: "P50", brand: "nokia" },
    { model: "P50", engine_version: -1 },
  ])
    assert.equal(deviceQuestion.safeParse(wrong).success, false, JSON.stringify(wrong));
});
