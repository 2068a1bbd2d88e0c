import assert from "node:assert/strict";
import test from "node:test";
import { escaped } from "./escape.ts";

test("the stars of masked numbers are shown, and pair with nothing", () => {
  assert.equal(escaped("+86138****0007 **x** _y_"), "+86138\\*\\*\\*\\*0007 \\*\\*x\\*\\* \\_y\\_");
});
