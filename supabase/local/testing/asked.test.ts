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
  assert.deepEqual(requestOf([]), {
    words: [],
    repeat: 0,
    busy: 0,
    today: undefined,
    postgres: undefined,
  });
  assert.deepEqual(requestOf(["--postgres", "18", "law"]).postgres, "18");
  assert.deepEqual(requestOf(["--repeat", "30", "--busy", "2", "slack"]), {
    words: ["slack"],
    repeat: 30,
    busy: 2,
    today: undefined,
    postgres: undefined,
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
    ["--postgres"],
  ]) {
    assert.throws(
      () => requestOf(args),
      (error) => error instanceof BadRequest && error.message.includes("npm test -- --repeat"),
      args.join(" "),
    );
  }
});

test("a Postgres that the suite does not know is refused with those that it knows", () => {
  for (const said of ["16", "17", "18.4", "eighteen", ""])
    assert.throws(
      () => requestOf(["--postgres", said]),
      /--postgres takes 18 \(without it: 17, as hosted\), not "/,
    );
});
