import assert from "node:assert/strict";
import { test } from "node:test";
import { BadRequest, chosen, requestOf } from "./asked.ts";

test("words choose a step by its name, and files by their path", () => {
  const step = {
    name: "journeys and screens",
    files: ["e2e/journeys/slack.test.ts", "e2e/screens/focus.test.ts"],
  };
  assert.deepEqual(chosen(step, []), step.files);
  assert.deepEqual(chosen(step, ["journeys and"]), step.files);
  assert.deepEqual(chosen(step, ["slack"]), ["e2e/journeys/slack.test.ts"]);
  assert.equal(chosen(step, ["law"]), null);
  assert.deepEqual(chosen({ name: "types", files: [] }, ["types"]), []);
});

test("a plain run repeats nothing; a repeated one says how often, of what, and beside how many busy loops", () => {
  assert.deepEqual(requestOf([]), { words: [], repeat: 0, busy: 0 });
  assert.deepEqual(requestOf(["--repeat", "30", "--busy", "2", "slack"]), {
    words: ["slack"],
    repeat: 30,
    busy: 2,
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
  ]) {
    assert.throws(
      () => requestOf(args),
      (error) => error instanceof BadRequest && error.message.includes("npm test -- --repeat"),
      args.join(" "),
    );
  }
});
