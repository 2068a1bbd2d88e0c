import assert from "node:assert/strict";
import test from "node:test";
import { policyText } from "@tidings/shared/people/policy_texts.ts";
import { REVIEWER_POLICY, SYSTEM_POLICIES } from "@tidings/shared/people/system_policies.ts";
import { actionsOf, groupsOf, NEW_STATEMENT, textOf, visualOf } from "./visual-policy.ts";

const document = (...Statement: unknown[]) => JSON.stringify({ Version: "1.1", Statement });
const SUBMIT = { Effect: "Deny", Action: ["KooMessage:sendTask:submit"] };
const LIMITED = {
  Effect: "Deny",
  Action: ["KooMessage:sendTask:cancel", "koomessage:*Task:PAUSE", "KooMessage:sendTask:release"],
  Resource: ["*:*:*:*:own"],
  Condition: { StringEquals: { "tidings:Source": ["discord", "slack"] } },
};

test("JSON → visual → JSON loses nothing: order, case, stars, limits", () => {
  const texts = [
    ...[...SYSTEM_POLICIES, REVIEWER_POLICY].map((policy) => policyText(policy.document)),
    document(LIMITED, { Effect: "Allow", Action: ["*:*:*"] }),
    document({ ...SUBMIT, Condition: { StringEquals: { "tidings:Trial": ["no"] } } }),
    document({
      ...SUBMIT,
      Condition: { StringEquals: { "tidings:Source": ["slack"], "tidings:Trial": ["yes"] } },
    }),
  ];
  for (const text of texts) {
    const statements = visualOf(text);
    assert.ok(statements);
    assert.deepEqual(JSON.parse(textOf(statements)), JSON.parse(text));
    for (const { actions } of statements) assert.deepEqual(actionsOf(groupsOf(actions)), actions);
  }
});

test("neighbours of one resource stand in one line, and others keep their place", () => {
  const actions = ["a:b:list", "a:b:create", "a:c:list", "a:b:delete"];
  assert.deepEqual(groupsOf(actions), [
    { service: "a", resource: "b", operations: ["list", "create"] },
    { service: "a", resource: "c", operations: ["list"] },
    { service: "a", resource: "b", operations: ["delete"] },
  ]);
});

test("what the visual view could not write again it does not show", () => {
  const statement = { Effect: "Allow", Action: ["KooMessage:*:list"] };
  for (const text of [
    "{",
    "[]",
    JSON.stringify({ Version: "1.0", Statement: [statement] }),
    JSON.stringify({ Version: "1.1", Statement: [] }),
    JSON.stringify({ Version: "1.1", Statement: [statement], Note: "x" }),
    document({ ...statement, Principal: "bob" }),
    document({ ...statement, Effect: "allow" }),
    document({ ...statement, Action: "KooMessage:*:list" }),
    document({ ...statement, Action: ["KooMessage:list"] }),
    document({ ...statement, Resource: ["*"] }),
    document({ ...statement, Condition: { Bool: { "g:MFAPresent": ["true"] } } }),
    document({ ...statement, Condition: { StringEquals: { "tidings:Source": [] } } }),
    document({ ...statement, Condition: { StringEquals: { "tidings:Source": ["panel"] } } }),
    document({ ...statement, Condition: { StringEquals: {} } }),
    document({ ...statement, Condition: { StringEquals: { "tidings:Trial": ["yes", "no"] } } }),
    document({ ...statement, Condition: { StringEquals: { "tidings:Trial": "yes" } } }),
  ])
    assert.equal(visualOf(text), null, text);
});

test("a new policy begins with one unfinished statement, whose text says so", () => {
  assert.deepEqual(visualOf(""), [NEW_STATEMENT]);
  assert.deepEqual(visualOf(textOf([NEW_STATEMENT])), [NEW_STATEMENT]);
});
