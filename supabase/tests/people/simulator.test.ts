import assert from "node:assert/strict";
import { test } from "node:test";
import { done, givePolicy, memberOf } from "../fixtures.ts";
import { fullDatabase } from "../full_database.ts";
import { PEOPLE } from "../test_database.ts";
import { verbsOf } from "../verbs.ts";

/** IAM-2, IAM-3: who may do what, and why, answered by the law that the verbs ask. */
const { db, resources } = await fullDatabase();
const PEOPLE_HERE = ["alice", "bob", "carol", "dan"] as const;
const members: Record<string, string> = {};
for (const person of PEOPLE_HERE) members[person] = await memberOf(db, person);

const explain = (input: object) =>
  done(db.as("alice").rpc("explain_right", input as Record<string, unknown>));

test("for every action of the catalogue and each member of the demo, the simulator says what the law decides", async () => {
  const actions = (await db.sql`select action from private.actions`).map(({ action }) => action as string);
  const may = await Promise.all(
    PEOPLE_HERE.map(async (person) => new Set<string>((await done(db.as(person).rpc("whoami"))).permissions)),
  );
  for (const action of actions) {
    const able: string[] = (await done(db.as("alice").rpc("who_can", { action }))).members.map(
      (one: { id: string }) => one.id,
    );
    for (const [at, person] of PEOPLE_HERE.entries()) {
      const expected = may[at]?.has(action);
      const { cases } = await explain({ action, member: members[person] });
      assert.deepEqual(
        [...new Set(cases.map((one: { allowed: boolean }) => one.allowed))],
        [expected],
        `${person} ${action}`,
      );
      assert.equal(able.includes(members[person] ?? ""), expected, `${person} ${action}`);
    }
  }
});

test("each verb that needs a right is refused as forbidden just where the simulator says so", async () => {
  const needs = await db.sql<
    { name: string; needs: string; needs_also: string | null; or_needs: string | null }[]
  >`
    select verb || '_' || resource as name, min(needs) as needs, min(needs_also) as needs_also, min(or_needs) as or_needs from private.transitions where needs like '%:%' group by 1`;
  const asked = new Map(needs.map((one) => [one.name, one]));
  let compared = 0;
  for (const [name, verb] of verbsOf("member")) {
    const right = asked.get(name);
    if (!right) continue;
    for (const person of PEOPLE_HERE) {
      const { error } = await db.as(person).rehearse(name, verb.input(resources));
      if (error?.code === "not_found") continue;
      const says = async (action: string | null): Promise<boolean | null> =>
        action === null
          ? null
          : (await explain({ action, member: members[person], source: "session" })).cases[0].allowed;
      const needs: boolean | null = await says(right.needs);
      const also: boolean | null = await says(right.needs_also);
      const or: boolean | null = await says(right.or_needs ?? null);
      const allowed: boolean = (needs === true || or === true) && also !== false;
      assert.equal(error?.code === "forbidden", !allowed, `${person} ${name}: ${error?.code}`);
      compared += 1;
    }
  }
  assert.ok(compared > 150, `${compared} compared`);
});

test("it names the statement that decides, with its policy and group: a Deny before every Allow", async () => {
  const Statement = [
    { Effect: "Allow", Action: ["KooMessage:sendTask:*", "SMS:message:send"] },
    { Effect: "Deny", Action: ["kooMessage:devSendTask:create"] },
  ];
  await givePolicy(db, "不许新建", [members.bob ?? ""], Statement);
  const { action, member, statements, cases } = await explain({
    action: "kooMessage:DEVSENDTASK:create",
    member: members.bob,
  });
  assert.deepEqual([action, member.name], ["KooMessage:sendTask:create", "Bob"]);
  assert.deepEqual(
    statements.map(({ group, policy, statement, effect }: Record<string, unknown>) => [
      group,
      policy,
      statement,
      effect,
    ]),
    [
      ["不许新建组", "不许新建", 2, "Deny"],
      ["Operators", "KooMessage CommonOperations", 1, "Allow"],
      ["不许新建组", "不许新建", 1, "Allow"],
    ],
  );
  for (const one of cases) assert.deepEqual([one.allowed, one.by], [false, [0]]);
  const { error } = await db.as("bob").rpc("create_send", { input: {} });
  assert.equal(error?.code, "forbidden");
});

test("about a row it tells one's own from others', and from which place", async () => {
  const Statement = [
    { Effect: "Allow", Action: ["KooMessage:*:list"] },
    {
      Effect: "Allow",
      Action: ["KooMessage:sendTask:cancel"],
      Resource: ["*:*:*:*:own"],
      Condition: { StringEquals: { "tidings:Source": ["slack"] } },
    },
  ];
  await givePolicy(db, "只在 Slack", [members.dan ?? ""], Statement);
  await db.sql`update public.sends set created_by = ${PEOPLE.dan} where id = ${resources.sends.draft}`;
  const ask = async (id: string) =>
    (await explain({ action: "KooMessage:sendTask:cancel", member: members.dan, resource: "send", id }))
      .cases;
  const told = (cases: { source: string; mine: boolean; allowed: boolean }[]) =>
    cases.map(({ source, mine, allowed }) => `${source} ${mine} ${allowed}`);
  assert.deepEqual(told(await ask(resources.sends.draft)), [
    "session true false",
    "slack true true",
    "discord true false",
  ]);
  assert.deepEqual(told(await ask(resources.sends.waiting)), [
    "session false false",
    "slack false false",
    "discord false false",
  ]);
  const { members: able } = await done(
    db.as("alice").rpc("who_can", { action: "KooMessage:sendTask:cancel" }),
  );
  const dan = able.find((one: { name: string }) => one.name === "Dan");
  assert.deepEqual([dan.always, dan.mine_only, dan.sources], [false, true, ["slack"]]);
  const alice = able.find((one: { name: string }) => one.name === "Alice");
  assert.deepEqual([alice.always, alice.mine_only], [true, false]);
});

test("everybody asks about themselves; of others who may list members does; nobody of another enterprise", async () => {
  const action = "KooMessage:template:list";
  assert.equal((await done(db.as("bob").rpc("explain_right", { action }))).member.name, "Bob");
  const { error: strange } = await db.as("mallory").rpc("explain_right", { action, member: members.bob });
  assert.equal(strange?.code, "not_found");
  const { error: foreign } = await db
    .as("mallory")
    .rpc("explain_right", { action, resource: "send", id: resources.sends.draft });
  assert.equal(foreign?.code, "not_found");
  for (const input of [{ action: "KooMessage:nothing:list" }, { action: "*" }, { action, source: "panel" }]) {
    const { error } = await db.as("alice").rpc("explain_right", input);
    assert.equal(error?.code, "input_invalid", JSON.stringify(input));
  }
  await done(db.as("alice").rpc("disable_member", { member: members.carol }));
  const { statements, cases, member } = await explain({ action, member: members.carol });
  assert.deepEqual([member.state, statements, cases[0].allowed], ["disabled", [], false]);
});
