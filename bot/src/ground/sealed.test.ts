import assert from "node:assert/strict";
import { test } from "node:test";
import { keyFor, seal, unseal } from "./sealed.ts";

const KEY = keyFor("test", "0f".repeat(32));

test("what is sealed opens with its key for its owner alone, and not once it was changed", () => {
  const sealed = seal(KEY, "T1", "xoxb-secret");
  assert.equal(unseal(KEY, "T1", sealed), "xoxb-secret");
  assert.equal(sealed.includes("secret"), false);
  assert.notEqual(seal(KEY, "T1", "xoxb-secret"), sealed);
  assert.throws(() => unseal(KEY, "T2", sealed));
  assert.throws(() => unseal(keyFor("other", "0f".repeat(32)), "T1", sealed));
  assert.throws(() => unseal(keyFor("test", "0e".repeat(32)), "T1", sealed));
  const bytes = Buffer.from(sealed, "base64url");
  bytes[bytes.length - 1] = (bytes.at(-1) ?? 0) ^ 1;
  assert.throws(() => unseal(KEY, "T1", bytes.toString("base64url")));
  assert.throws(() => unseal(KEY, "T1", sealed.slice(0, 10)));
});
