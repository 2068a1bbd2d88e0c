import assert from "node:assert/strict";
import test from "node:test";
import { actionWords, PERMISSION_ACTIONS } from "./action_words.ts";
import { evaluate } from "./evaluate.ts";
import { matches } from "./patterns.ts";
import { type Policy, readPolicy } from "./policy.ts";
import { policyWords } from "./policy_texts.ts";
import { REVIEWER_POLICY, SYSTEM_POLICIES } from "./system_policies.ts";

const allow = (...Action: string[]): Policy => ({ Version: "1.1", Statement: [{ Effect: "Allow", Action }] });
const deny = (...Action: string[]): Policy => ({ Version: "1.1", Statement: [{ Effect: "Deny", Action }] });
const named = (...names: string[]) =>
  [...SYSTEM_POLICIES, REVIEWER_POLICY]
    .filter((policy) => names.includes(policy.name))
    .map((policy) => policy.document);
const allowedWith = (policies: Policy[]) =>
  PERMISSION_ACTIONS.map((entry) => entry.action).filter((action) => evaluate(policies, action));

test("nothing is allowed by default", () => {
  assert.equal(evaluate([], "KooMessage:template:list"), false);
  assert.equal(evaluate([deny("KooMessage:*:*")], "KooMessage:template:list"), false);
  assert.equal(evaluate([allow("KooMessage:template:list")], "KooMessage:template:create"), false);
});

test("a Deny wins over every Allow, in whatever policy and order", () => {
  const full = allow("KooMessage:*:*");
  const no = deny("kooMessage:sendTask:create");
  for (const policies of [
    [full, no],
    [no, full],
    [full, no, full],
  ]) {
    assert.equal(evaluate(policies, "KooMessage:sendTask:create"), false);
    assert.equal(evaluate(policies, "KooMessage:sendTask:list"), true);
  }
});

test("trials, but never the rest: a whole send is denied, one with a trial is not", () => {
  const trial = (value: "yes" | "no") => ({ StringEquals: { "tidings:Trial": [value] as ["yes" | "no"] } });
  const submit = "KooMessage:sendTask:submit";
  const statement = { Action: [submit] };
  const policies: Policy[][] = [
    [{ Version: "1.1", Statement: [{ ...statement, Effect: "Allow", Condition: trial("yes") }] }],
    [
      allow("KooMessage:sendTask:*"),
      { Version: "1.1", Statement: [{ ...statement, Effect: "Deny", Condition: trial("no") }] },
    ],
  ];
  for (const some of policies)
    assert.deepEqual(
      [true, false].map((is) => evaluate(some, submit, { mine: false, source: "session", trial: is })),
      [true, false],
    );
  assert.equal(
    policyWords(policies[1]?.[1] as Policy).en,
    "Denies: Submit sends (only full sends without a trial)",
  );
});

test("case does not matter and * stands for any run of characters", () => {
  const cases: [string, string, boolean][] = [
    ["KooMessage:*:*", "koomessage:template:list", true],
    ["koomessage:TEMPLATE:LIST", "KooMessage:template:list", true],
    ["*:*:*", "KooMessage:template:list", true],
    ["KooMessage:*:list", "KooMessage:template:create", false],
    ["KooMessage:send*:list", "KooMessage:sendTask:list", true],
    ["KooMessage:*Task:l*t", "KooMessage:sendTask:list", true],
    ["KooMessage:*:*", "KooMessageBasic:template:list", false],
    ["KooMessage*:template:list", "KooMessageSA:template:list", true],
    ["KooMessage:template:lis", "KooMessage:template:list", false],
    ["KooMessage:te*te:list", "KooMessage:te:list", false],
    ["KooMessage:template:*list*", "KooMessage:template:list", true],
  ];
  for (const [pattern, action, expected] of cases)
    assert.equal(matches(pattern, action), expected, `${pattern} ${action}`);
});

test("there are the eleven system policies of the guide and the one for SMS, each a good document", () => {
  assert.deepEqual(SYSTEM_POLICIES.map((policy) => policy.name).sort(), [
    "KooMessage Basic Edition CommonOperations",
    "KooMessage Basic Edition Development",
    "KooMessage Basic Edition FullAccess",
    "KooMessage Basic Edition ReadOnlyAccess",
    "KooMessage CommonOperations",
    "KooMessage Development",
    "KooMessage FullAccess",
    "KooMessage ReadOnlyAccess",
    "KooMessage SA CommonOperations",
    "KooMessage SA FullAccess",
    "KooMessage SA ReadOnlyAccess",
    "RTC Administrator",
  ]);
  for (const { document } of [...SYSTEM_POLICIES, REVIEWER_POLICY])
    assert.deepEqual(readPolicy(document), { policy: document });
});

const KOO = PERMISSION_ACTIONS.map((entry) => entry.action).filter((action) =>
  action.startsWith("KooMessage:"),
);

test("alice may do all, bob all daily work, carol decide, dan only see", () => {
  assert.deepEqual(allowedWith(named("KooMessage FullAccess")), KOO);
  const bob = allowedWith(named("KooMessage CommonOperations"));
  assert.deepEqual(
    KOO.filter((action) => !bob.includes(action)),
    KOO.filter((action) =>
      /:(review|approve|breakGlass|order|manage|remove|freeze|reveal|trace|erase|share)$/.test(action),
    ),
  );
  const dan = allowedWith(named("KooMessage ReadOnlyAccess"));
  assert.deepEqual(
    dan,
    KOO.filter((action) => action.endsWith(":list")),
  );
  const carol = allowedWith(named("KooMessage ReadOnlyAccess", "Tidings Reviewer"));
  const reviews = PERMISSION_ACTIONS.map(({ action }) => action).filter((action) =>
    /^KooMessage(Basic|SA)?:\w+:review$/.test(action),
  );
  assert.ok(reviews.includes("KooMessage:template:review"));
  assert.deepEqual(
    carol.filter((action) => !dan.includes(action)).sort(),
    [
      ...reviews,
      "KooMessage:alert:update",
      "KooMessage:report:export",
      "KooMessage:resolveTask:freeze",
      "KooMessage:sendTask:approve",
      "KooMessage:sendTask:cancel",
      "KooMessage:sendTask:pause",
      "KooMessage:sendTask:release",
      "KooMessageBasic:report:export",
      ...["approve", "cancel", "pause", "release"].map((act) => `KooMessageBasic:sendTask:${act}`),
      "KooMessageSA:serviceAccount:freeze",
      "KooMessageSA:shortcut:freeze",
    ].sort(),
  );
});

test("a policy that is not well formed is answered with every place and what belongs there", () => {
  const problems = (source: unknown) => {
    const result = readPolicy(source);
    return "problems" in result ? result.problems.map((problem) => problem.where) : [];
  };
  const words = (source: unknown) => {
    const result = readPolicy(source);
    return "problems" in result ? (result.problems[0]?.words.en ?? "") : "";
  };
  assert.deepEqual(
    problems('{"Version":"1.1","Statement":[{"Effect":"Allow","Action":["KooMessage:*:*"]}]}'),
    [],
  );
  assert.match(words("{"), /^Invalid JSON/);
  assert.deepEqual(problems(7), [""]);
  assert.deepEqual(problems({}), ["Version", "Statement"]);
  assert.deepEqual(problems({ Version: "1.0", Statement: [] }), ["Version", "Statement"]);
  assert.deepEqual(problems({ Version: "1.1", Statement: ["x"] }), ["Statement[0]"]);
  const bad = {
    Version: "1.1",
    Extra: 1,
    Statement: [
      { Effect: "allow", Action: [] },
      { Effect: "Deny", Action: ["KooMessage:template", 7], Resource: "*", Principal: "bob" },
    ],
  };
  assert.deepEqual(problems(bad).sort(), [
    "Extra",
    "Statement[0].Action",
    "Statement[0].Effect",
    "Statement[1].Action[0]",
    "Statement[1].Action[1]",
    "Statement[1].Principal",
    "Statement[1].Resource",
  ]);
  assert.match(
    words({ Version: "1.1", Statement: [{ Effect: "Deny", Action: ["a:b"] }] }),
    /“a:b” isn't in the format service/,
  );
});

test("every action has words in both languages and stands in the catalogue once", () => {
  const names = PERMISSION_ACTIONS.map((entry) => entry.action);
  assert.equal(new Set(names).size, names.length);
  assert.deepEqual(actionWords("koomessage:TEMPLATE:review"), { zh: "审核模板", en: "Review templates" });
  assert.deepEqual(actionWords("kooMessage:devSendTask:create").en, "Create sends");
  assert.deepEqual(actionWords("Other:resource:list"), {
    zh: "Other:resource:list",
    en: "Other:resource:list",
  });
});

test("each system policy governs something, and no action is out of all reach of its service's FullAccess", () => {
  for (const { name, document } of SYSTEM_POLICIES) assert.ok(allowedWith([document]).length > 0, name);
  const all = SYSTEM_POLICIES.map(({ document }) => document);
  assert.deepEqual(
    allowedWith(all),
    PERMISSION_ACTIONS.map((entry) => entry.action),
  );
});

test("the guide's own deny of kooMessage:devSendTask:create means what the guide says", () => {
  const document = deny("kooMessage:devSendTask:create");
  assert.deepEqual(readPolicy(document), { policy: document });
  const policies = [...named("KooMessage FullAccess"), document];
  assert.deepEqual(
    KOO.filter((action) => !evaluate(policies, action)),
    ["KooMessage:sendTask:create"],
  );
  assert.equal(evaluate(policies, "KooMessage:devSendTask:create"), false);
});

test("a statement for one's own rows, or from one place, holds there alone; a Deny too", () => {
  const cancel = "KooMessage:sendTask:cancel";
  const own: Policy = {
    Version: "1.1",
    Statement: [{ Effect: "Allow", Action: [cancel], Resource: ["*:*:*:*:own"] }],
  };
  assert.equal(evaluate([own], cancel, { mine: true, source: "session" }), true);
  assert.equal(evaluate([own], cancel, { mine: false, source: "session" }), false);
  const notSlack: Policy = {
    Version: "1.1",
    Statement: [
      { Effect: "Allow", Action: ["KooMessage:*:*"] },
      { Effect: "Deny", Action: [cancel], Condition: { StringEquals: { "tidings:Source": ["slack"] } } },
    ],
  };
  assert.equal(evaluate([notSlack], cancel, { mine: false, source: "slack" }), false);
  assert.equal(evaluate([notSlack], cancel, { mine: false, source: "discord" }), true);
});
