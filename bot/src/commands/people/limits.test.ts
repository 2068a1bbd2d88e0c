import assert from "node:assert/strict";
import { after, test } from "node:test";
import { Refusal } from "../../ground/errors.ts";
import { typist, whoamiOf } from "../../testing/person.ts";
import { startRest } from "../../testing/rest_double.ts";

/** IAM-6 in chat and terminal: the limits, and the refusal of one. */

let used = 37;
const rest = await startRest({
  whoami: () => whoamiOf("a1", "Alice"),
  limits_report: () => [
    { name: "enterprise_sends", scope: "enterprise", most: 1500, per: "1 hour", used, refused_today: 2 },
    { name: "address_all", scope: "address", most: 9000, per: "1 minute", used: null, refused_today: 1 },
  ],
  audit_quota: () => {
    const details = { limit: "person_all", most: 1500, per: "1 minute", again: "12 seconds", again_in: 12 };
    throw new Refusal("too_many_requests", 429, { details });
  },
});
after(() => rest.close());
const run = typist(rest, "UALICE");

test("each limit is told with how much of it is used and what was refused today", async () => {
  const { tone, table } = await run("limits", {});
  assert.equal(tone, "plain");
  assert.deepEqual(table?.rows, [
    ["sends created per enterprise", "1,500 per 1 hour", "37 (2 %)", "2"],
    ["actions per IP address", "9,000 per 1 minute", "—", "1"],
  ]);
  used = 1500;
  assert.equal((await run("limits", {})).tone, "warn");
});

test("what a limit refuses is told with when to try again, and is not tried again by itself", async () => {
  const { tone, title, text, refusal } = await run("audit quota", {});
  assert.deepEqual([tone, refusal], ["bad", { code: "too_many_requests", status: 429 }]);
  assert.equal(title, "Too many requests (actions per member): at most 1,500 times in 1 minute.");
  assert.equal(text, "Try again in 12 seconds.");
  assert.equal(rest.calls.filter((call) => call.verb === "audit_quota").length, 1);
});
