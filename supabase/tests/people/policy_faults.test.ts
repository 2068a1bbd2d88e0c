import assert from "node:assert/strict";
import { test } from "node:test";
import { readPolicy } from "../../../shared/src/people/policy.ts";
import { refusalWords } from "../../../shared/src/refusals/register.ts";
import { testDatabase } from "../test_database.ts";

/** IAM-2: what is wrong with a policy is refused with a sentence and its place, by the verb as by the editor. */
const db = await testDatabase();

const policy = (...Statement: unknown[]) => ({ Version: "1.1", Statement });
const statement = { Effect: "Allow", Action: ["KooMessage:sendTask:cancel"] };
const submit = { Effect: "Deny", Action: ["KooMessage:sendTask:submit"] };
const trial = (value: unknown) => ({ StringEquals: { "tidings:Trial": value } });
const sources = (value: unknown) => ({ StringEquals: { "tidings:Source": value } });

/** Each with its place, and what its sentence says. */
const BAD: readonly [document: unknown, where: string, says: RegExp][] = [
  [[], "Policy", /JSON object/],
  ["Allow all", "Policy", /JSON object/],
  [{ ...policy(statement), Version: "1.0" }, "Version", /Must be "1\.1"/],
  [{ Statement: [statement] }, "Version", /Must be "1\.1"/],
  [policy(), "Statement", /1 to 100/],
  [{ Version: "1.1", Statement: statement }, "Statement", /1 to 100/],
  [{ ...policy(statement), Id: "x" }, "Id", /unknown field/i],
  [policy("Allow"), "Statement[0]", /\{Effect, Action\}/],
  [policy(statement, { ...statement, Effect: "allow" }), "Statement[1].Effect", /Allow or Deny/],
  [policy({ Action: statement.Action }), "Statement[0].Effect", /Allow or Deny/],
  [policy({ Effect: "Deny" }), "Statement[0].Action", /1 to 200/],
  [policy({ ...statement, Action: [] }), "Statement[0].Action", /1 to 200/],
  [policy({ ...statement, Action: "KooMessage:*:*" }), "Statement[0].Action", /1 to 200/],
  [policy({ ...statement, NotAction: ["*:*:*"] }), "Statement[0].NotAction", /unknown field/i],
  [
    policy({ ...statement, Action: ["*:*:*", "KooMessage:template"] }),
    "Statement[0].Action[1]",
    /“KooMessage:template” isn't in the format service:resource:operation/,
  ],
  [policy({ ...statement, Action: [7] }), "Statement[0].Action[0]", /“7” isn't in the format service/],
  [
    policy({ ...statement, Action: ["KooMessage:temp%:list"] }),
    "Statement[0].Action[0]",
    /isn't in the format service/,
  ],
  [
    policy({ ...statement, Effect: "Deny", Action: ["KooMessage:sendTasks:create"] }),
    "Statement[0].Action[0]",
    /No action is called “KooMessage:sendTasks:create”/,
  ],
  [
    policy({ ...statement, Action: ["OBS:*:*"] }),
    "Statement[0].Action[0]",
    /No action is called “OBS:\*:\*”/,
  ],
  [policy({ ...statement, Resource: ["*"] }), "Statement[0].Resource", /remove Resource/],
  [
    policy({ ...statement, Resource: ["OBS:*:*:bucket:mine"] }),
    "Statement[0].Resource",
    /what the member created/,
  ],
  [
    policy({ ...statement, Action: ["KooMessage:sendTask:*"], Resource: ["*:*:*:*:own"] }),
    "Statement[0].Action[0]",
    /includes “.* sends”/,
  ],
  [
    policy({ ...statement, Action: ["KooMessage:devSendTask:create"], Resource: ["*:*:*:*:own"] }),
    "Statement[0].Action[0]",
    /includes “Create sends”/,
  ],
  [
    policy({ ...statement, Condition: { Bool: { "g:MFAPresent": ["true"] } } }),
    "Statement[0].Condition",
    /are not enforced/,
  ],
  [
    policy({ ...statement, Condition: { DateLessThan: { "g:CurrentTime": "2026-12-01T00:00:00Z" } } }),
    "Statement[0].Condition",
    /Other conditions \(time, address/,
  ],
  [
    policy({ ...statement, Condition: sources([]) }),
    "Statement[0].Condition",
    /one or more of these sources, without repeats/,
  ],
  [
    policy({ ...statement, Condition: sources(["slack", "slack"]) }),
    "Statement[0].Condition",
    /without repeats/,
  ],
  [
    policy({ ...statement, Condition: sources(["panel"]) }),
    "Statement[0].Condition",
    /"session", "slack", "discord"/,
  ],
  [
    policy({ ...statement, Condition: sources("slack") }),
    "Statement[0].Condition",
    /only be source and trial/,
  ],
  [policy({ ...statement, Condition: {} }), "Statement[0].Condition", /only be source and trial/],
  [policy({ ...statement, Condition: { StringEquals: {} } }), "Statement[0].Condition", /source and trial/],
  [policy({ ...submit, Condition: trial("yes") }), "Statement[0].Condition", /"yes" or "no"/],
  [policy({ ...submit, Condition: trial(["yes", "no"]) }), "Statement[0].Condition", /"yes" or "no"/],
  [policy({ ...submit, Condition: trial([true]) }), "Statement[0].Condition", /"yes" or "no"/],
  [
    policy({ ...submit, Condition: { StringEquals: { "tidings:Trial": ["no"], "tidings:Hour": ["9"] } } }),
    "Statement[0].Condition",
    /are not enforced/,
  ],
  [
    policy({ ...submit, Action: ["KooMessage:sendTask:release"], Condition: trial(["no"]) }),
    "Statement[0].Action[0]",
    /includes “Release sends after their trial”, but the trial condition only applies to submitting/,
  ],
  [
    policy({ ...submit, Action: ["KooMessage:sendTask:*"], Condition: trial(["no"]) }),
    "Statement[0].Action[0]",
    /List only KooMessage:sendTask:submit/,
  ],
];

test("each bad policy is refused by the verb with a sentence and its place, in both languages, and nothing is stored", async () => {
  for (const [document, where, says] of BAD) {
    const text = JSON.stringify(document);
    const { error, status } = await db.as("alice").rpc("create_policy", { input: { name: "坏", document } });
    assert.deepEqual([error?.code, status], ["policy_invalid", 422], text);
    const details = JSON.parse(error?.details ?? "{}");
    assert.equal(details.where, where, text);
    const en = refusalWords("policy_invalid", "en", details).message;
    assert.match(en, says, text);
    const zh = refusalWords("policy_invalid", "zh-CN", details).message;
    assert.match(zh, /[\u4e00-\u9fff]/, text);
    assert.doesNotMatch(en + zh, /—|undefined/, text);
  }
  const kept = await db.sql`select id from public.policies where name = '坏'`;
  assert.equal(kept.length, 0);
});

test("the editor tells the same place with the same sentence", () => {
  for (const [document, where, says] of BAD) {
    const read = readPolicy(JSON.stringify(document));
    assert.ok("problems" in read, JSON.stringify(document));
    const same = read.problems.find((problem) => (problem.where || "Policy") === where);
    assert.match(same?.words.en ?? "", says, JSON.stringify(document));
  }
});

test("what the editor takes the database takes, limits included", async () => {
  const good = [
    policy(statement),
    policy({ ...statement, Resource: ["*:*:*:*:own"], Condition: sources(["session", "discord"]) }),
    policy({ ...submit, Condition: trial(["no"]) }),
    policy({
      ...submit,
      Resource: ["*:*:*:*:own"],
      Condition: { StringEquals: { "tidings:Source": ["slack"], "tidings:Trial": ["yes"] } },
    }),
    policy({
      ...statement,
      Effect: "Deny",
      Action: ["kooMessage:devSendTask:create", "*:*:*", "koomessage:*Task:c*"],
    }),
  ];
  for (const document of good) {
    assert.deepEqual(readPolicy(document), { policy: document });
    const [row] = await db.sql`select private.policy_fault(${db.sql.json(document as never)}) as fault`;
    assert.equal(row?.fault, null, JSON.stringify(document));
  }
});
