import assert from "node:assert/strict";
import test from "node:test";
import { isInDoubt, troubleOf } from "./trouble.ts";

test("bob reads a refusal in the register's words, with its values filled in", () => {
  const refusal = {
    code: "schedule_outside_window",
    message: "english from the database",
    details: JSON.stringify({ from: "08:00", to: "21:00" }),
    hint: null,
  };
  const trouble = troubleOf(refusal, "zh-CN");
  assert.equal(trouble.kind, "refused");
  assert.match(trouble.message, /08:00–21:00/);
  assert.match(troubleOf(refusal, "en").message, /between 08:00 and 21:00/);
});

test("dan, who may only read, is told so and not that something broke", () => {
  assert.equal(troubleOf({ code: "forbidden", details: '{"action":"x"}' }, "en").kind, "forbidden");
  assert.equal(
    troubleOf({ code: "42501", message: "permission denied for table sends" }, "en").kind,
    "forbidden",
  );
});

test("a broken line is named as such, and only then may the same request be sent again", () => {
  const down = { code: "", message: "TypeError: Failed to fetch", details: "", hint: "" };
  assert.equal(troubleOf(down, "en").kind, "offline");
  assert.equal(isInDoubt(down), true);
  assert.equal(isInDoubt({ message: "upstream", status: 500 }), true);
  assert.equal(isInDoubt({ code: "wrong_state", details: '{"state":"done"}' }), false);
});

test("an ended session asks for a new sign-in", () => {
  assert.equal(troubleOf({ code: "PGRST303", message: "JWT expired" }, "en").kind, "signed_out");
});

test("an error nobody foresaw still says something in both languages", () => {
  assert.match(troubleOf(null, "zh-CN").message, /[\u4e00-\u9fff]/);
  assert.equal(troubleOf(new Error("odd"), "en").message, "odd");
});
