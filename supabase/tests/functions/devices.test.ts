/** check-device: whether a phone can show cards, for programs (DEV-1). */
import assert from "node:assert/strict";
import { test } from "node:test";
import { type Stage, testStage } from "./stage.ts";

const stage = await testStage({ volatile: true }, "check-device");

const ask = (body: unknown, who: Parameters<Stage["call"]>[1] = "dan") =>
  stage.call("check-device", who, body);

test("a phone is judged, and the rule that decided is told in words, for whoever is signed in", async () => {
  const { status, body } = await ask({
    model: "Mate 40 Pro",
    system: "harmonyos",
    system_version: "3.0.0",
    app_version: "11.1.0.551",
  });
  assert.equal(status, 200);
  assert.deepEqual([body.brand, body.model, body.listed], ["huawei", "Mate 40 PRO", true]);
  assert.equal(typeof body.renders, "boolean");
  assert.match(body.rule_words.en, /rule \d|operating system/);
  assert.ok(body.words.zh && body.words.en);
  assert.equal((await ask({ model: "Mate 40 Pro" }, "nobody")).status, 401);
});

test("where nothing says the brand it is asked for, and what is no question is refused by its field", async () => {
  const open = await ask({ model: "no such phone" });
  assert.deepEqual([open.status, open.body.code, open.body.details], [422, "brand_needed", { brands: [] }]);
  const wrong: [unknown, string][] = [
    [{}, "model"],
    [{ model: "" }, "model"],
    [{ model: "x".repeat(61) }, "model"],
    [{ model: "P50", brand: "nokia" }, "brand"],
    [{ model: "P50", app_version: "newest" }, "app_version"],
    [{ model: "P50", engine_version: "many" }, "engine_version"],
    [{ model: "P50", colour: "red" }, "colour"],
    [["P50"], "body"],
  ];
  for (const [body, field] of wrong) {
    const answer = await ask(body);
    assert.deepEqual([answer.status, answer.body.code], [400, "input_invalid"], JSON.stringify(body));
    const { zh, en } = answer.body.details[field] ?? {};
    assert.match(zh ?? "", /\p{Script=Han}/u, JSON.stringify(answer.body.details));
    assert.match(en ?? "", /^[a-z ,.:0-9]+$/, JSON.stringify(answer.body.details));
  }
});
