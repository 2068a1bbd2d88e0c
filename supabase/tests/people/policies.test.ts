import assert from "node:assert/strict";
import { test } from "node:test";
import { ACTION_ALIASES, PERMISSION_ACTIONS } from "../../../shared/src/people/action_words.ts";
import { evaluate } from "../../../shared/src/people/evaluate.ts";
import { type Policy, readPolicy } from "../../../shared/src/people/policy.ts";
import { REVIEWER_POLICY, SYSTEM_POLICIES } from "../../../shared/src/people/system_policies.ts";
import { PEOPLE, type Person, testDatabase } from "../test_database.ts";

/** IAM-1, IAM-2: policies and actions are the same in the database and in `shared`. */
const db = await testDatabase();

const byName = (one: { name: string }, other: { name: string }) => (one.name < other.name ? -1 : 1);

test("the eleven system policies of the database and the one for SMS are those of the words, letter by letter", async () => {
  const rows = await db.sql`select name, document from public.policies where enterprise_id is null`;
  assert.deepEqual(
    rows.map(({ name, document }) => ({ name, document })).sort(byName),
    SYSTEM_POLICIES.map(({ name, document }) => ({ name, document })).sort(byName),
  );
});

test("every enterprise starts with the same reviewer policy", async () => {
  const rows = await db.sql`select document from public.policies where name = ${REVIEWER_POLICY.name}`;
  assert.ok(rows.length >= 2);
  for (const { document } of rows) assert.deepEqual(document, REVIEWER_POLICY.document);
});

test("the catalogue of actions is the same in the database and in the words", async () => {
  const rows = await db.sql`select action, own from private.actions`;
  assert.deepEqual(
    rows.map(({ action, own }) => `${action} ${own}`).sort(),
    PERMISSION_ACTIONS.map(({ action, own }) => `${action} ${own}`).sort(),
  );
  const aliases = await db.sql`select alias, action from private.action_aliases`;
  assert.deepEqual(Object.fromEntries(aliases.map(({ alias, action }) => [alias, action])), ACTION_ALIASES);
});

test("what alice, bob, carol and dan may do is what their groups' policies say, action by action", async () => {
  for (const person of ["alice", "bob", "carol", "dan"] as const) {
    const rows = await db.sql`select p.document from public.members m
      join public.group_members gm on gm.member_id = m.id join public.group_policies gp on gp.group_id = gm.group_id
      join public.policies p on p.id = gp.policy_id where m.user_id = ${PEOPLE[person]}`;
    const documents = rows.map((row) => row.document as Policy);
    const expected = PERMISSION_ACTIONS.map((entry) => entry.action).filter((action) =>
      evaluate(documents, action),
    );
    const { data } = await db.as(person).rpc("whoami");
    assert.deepEqual(data.permissions, expected.sort(), person);
  }
});

test("a custom policy decides in the database as it does in the editor's preview, with wildcards and Deny", async () => {
  const policies: Policy[] = [
    { Version: "1.1", Statement: [{ Effect: "Allow", Action: ["koomessage:*Task:*", "KooMessage:te*:l*"] }] },
    {
      Version: "1.1",
      Statement: [
        { Effect: "Allow", Action: ["*:*:*"] },
        { Effect: "Deny", Action: ["KOOMESSAGE:*:create", "*:quota:order"] },
      ],
    },
    { Version: "1.1", Statement: [{ Effect: "Deny", Action: ["KooMessage:*:*"] }] },
  ];
  for (const [index, document] of policies.entries()) {
    const allowed = await decidedBySql("dan", document, `custom ${index}`);
    const expected = PERMISSION_ACTIONS.map((entry) => entry.action).filter((action) =>
      evaluate([document], action),
    );
    assert.deepEqual(allowed, expected.sort(), JSON.stringify(document));
  }
});

/** What the database lets `person` do with this policy alone. It is rolled back. */
async function decidedBySql(person: Person, document: Policy, name: string): Promise<string[]> {
  const undone = new Error("undone");
  let allowed: string[] = [];
  await db.sql
    .begin(async (step) => {
      const [member] =
        await step`select id, enterprise_id from public.members where user_id = ${PEOPLE[person]}`;
      await step`delete from public.group_members where member_id = ${member?.id}`;
      const [policy] = await step`insert into public.policies (enterprise_id, name, document)
        values (${member?.enterprise_id}, ${name}, ${step.json(document)}) returning id`;
      const [group] = await step`insert into public.groups (enterprise_id, name)
        values (${member?.enterprise_id}, ${name}) returning id`;
      await step`insert into public.group_policies (group_id, policy_id, enterprise_id)
        values (${group?.id}, ${policy?.id}, ${member?.enterprise_id})`;
      await step`insert into public.group_members (group_id, member_id, enterprise_id)
        values (${group?.id}, ${member?.id}, ${member?.enterprise_id})`;
      const rows = await step`select action from private.actions a
        where private.allowed(${PEOPLE[person]}, ${member?.enterprise_id}, a.action)`;
      allowed = rows.map((row) => row.action as string).sort();
      throw undone;
    })
    .catch((error: unknown) => {
      if (error !== undone) throw error;
    });
  return allowed;
}

test("a policy the editor finds faulty is refused by the database too, and a good one is taken", async () => {
  const documents = [
    { Version: "1.1", Statement: [{ Effect: "Allow", Action: ["KooMessage:*:list"] }] },
    { Version: "1.0", Statement: [{ Effect: "Allow", Action: ["KooMessage:*:list"] }] },
    { Version: "1.1", Statement: [] },
    { Version: "1.1", Statement: [{ Effect: "allow", Action: ["KooMessage:*:list"] }] },
    { Version: "1.1", Statement: [{ Effect: "Allow", Action: [] }] },
    { Version: "1.1", Statement: [{ Effect: "Allow", Action: "KooMessage:*:list" }] },
    { Version: "1.1", Statement: [{ Effect: "Deny", Action: ["KooMessage:template"] }] },
    { Version: "1.1", Statement: [{ Effect: "Deny", Action: ["KooMessage:template:li st"] }] },
    { Statement: [{ Effect: "Deny", Action: ["KooMessage:*:*"] }] },
    [],
  ];
  for (const document of documents) {
    const refused = await db.sql`select private.check_policy(${db.sql.json(document)})`.then(
      () => false,
      (error: { code?: string }) => error.code === "PGRST",
    );
    assert.equal(refused, "problems" in readPolicy(document), JSON.stringify(document));
  }
});
