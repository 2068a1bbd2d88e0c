import assert from "node:assert/strict";
import { after, test } from "node:test";
import { typist, whoamiOf } from "../../testing/person.ts";
import { startRest } from "../../testing/rest_double.ts";

/** IAM-3 in chat: who may do what, and why. */
const STATEMENT = { policy_id: "p1", own: false, sources: null, trial: null };
const BOB = { id: "b1", name: "Bob", state: "active", confirmed: true };
const rest = await startRest(
  {
    whoami: () => whoamiOf("a1", "Alice"),
    explain_right: (args) => ({
      action: args.action,
      member: BOB,
      statements: [
        { ...STATEMENT, group: "Trial", policy: "No release", statement: 2, effect: "Deny" },
        { ...STATEMENT, group: "Operators", policy: "Daily", statement: 1, effect: "Allow", own: true },
      ],
      cases:
        args.resource === "send"
          ? [{ source: "session", mine: true, trial: null, allowed: true, by: [1] }]
          : ["session", "slack", "discord"].flatMap((source) =>
              [false, true].map((mine) => ({ source, mine, trial: null, allowed: false, by: [0] })),
            ),
    }),
    who_can: (args) => ({
      action: args.action,
      members: [
        {
          id: "a1",
          name: "Alice",
          email: "alice@demo.test",
          always: true,
          mine_only: false,
          sources: [],
          trial: null,
        },
        {
          id: "b1",
          name: "Bob",
          email: "bob@demo.test",
          always: false,
          mine_only: true,
          sources: ["slack"],
          trial: true,
        },
      ],
    }),
  },
  { member_cards: () => [{ id: "b1", name: "Bob", email: "bob@demo.test" }] },
);
after(() => rest.close());
const run = typist(rest, "UALICE");

test("it says that a member may not, and the statement, policy and group that say so", async () => {
  const { title, text, tone } = await run("may", { action: "release sends", member: "Bob" });
  assert.equal(title, "Bob · Not allowed: “Release sends after their trial”");
  assert.equal(text, "statement 2 of policy “No release” in group “Trial” denies it");
  assert.equal(tone, "warn");
  const same = await run("may", { action: "release sends", member: "bob@demo.test" });
  assert.equal(same.title, title, "and by the address");
});

test("an action is named in words, by its parts, or as the guide names it; an unknown one is told with some that there are", async () => {
  for (const [typed, action] of [
    ["审批发送任务", "KooMessage:sendTask:approve"],
    ["sendTask:approve", "KooMessage:sendTask:approve"],
    ["kooMessage:devSendTask:create", "KooMessage:sendTask:create"],
  ]) {
    await run("who-can", { action: typed });
    assert.equal(rest.calls.findLast((call) => call.verb === "who_can")?.args.action, action);
  }
  const { text, title } = await run("who-can", { action: "fly" });
  assert.match(`${title} ${text}`, /No action is called “fly”/);
});

test("the members who can stand in a table, each with when", async () => {
  const { table } = await run("who-can", { action: "KooMessage:sendTask:cancel" });
  assert.deepEqual(table?.rows, [
    ["Alice", "alice@demo.test", "always"],
    ["Bob", "bob@demo.test", "only what they created, only with a trial, only from Slack"],
  ]);
});
