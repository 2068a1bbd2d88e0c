import assert from "node:assert/strict";
import { test } from "node:test";
import { chosen, requestOf } from "./asked.ts";
import { BadRequest } from "./bad_request.ts";

test("words choose a step by its name, and files by their path", () => {
  const step = {
    name: "journeys and screens",
    files: ["e2e/journeys/slack.test.ts", "e2e/screens/focus.test.ts"],
  };
  assert.deepEqual(chosen(step, { words: [] }), step.files);
  assert.deepEqual(chosen(step, { words: ["journeys and"] }), step.files);
  assert.deepEqual(chosen(step, { words: ["slack"] }), ["e2e/journeys/slack.test.ts"]);
  assert.equal(chosen(step, { words: ["law"] }), null);
  assert.deepEqual(chosen({ name: "types", files: [] }, { words: ["types"] }), []);
  assert.equal(chosen(step, { words: [], today: new Date() }), null);
});

test("a plain run repeats nothing; a repeated one says how often, of what, and beside how many busy loops", () => {
  assert.deepEqual(requestOf([]), { words: [], repeat: 0, busy: 0, today: undefined });
  assert.deepEqual(requestOf(["--repeat", "30", "--busy", "2", "slack"]), {
    words: ["slack"],
    repeat: 30,
    busy: 2,
    today: undefined,
  });
});

test("what nobody can mean is refused with the usage", () => {
  for (const args of [
    ["--repeat"],
    ["--repeat", "0", "slack"],
    ["--repeat", "-1", "slack"],
    ["--repeat", "many", "slack"],
    ["--repeat", "30"],
    ["--busy", "2", "slack"],
    ["--often", "slack"],
    ["--today"],
  ]) {
    assert.throws(
      () => requestOf(args),
      (error) => error instanceof BadRequest && error.message.includes("npm test -- --repeat"),
      args.join(" "),
    );
  }
});
