import assert from "node:assert/strict";
import { test } from "node:test";
import { refusalWords } from "../../../shared/src/refusals/register.ts";
import { done, givePolicy, idOf, invited, joins, memberOf } from "../fixtures.ts";
import { type Answer, PEOPLE, testDatabase } from "../test_database.ts";
import { invitationsOf } from "./people_fixtures.ts";

/** IAM-2, IAM-3, IAM-5: nobody gives a right that they do not have. */
const db = await testDatabase();

const { invite, accept, leave, groupsOf } = invitationsOf(db);
const allow = (...actions: string[]) => ({ Effect: "Allow", Action: actions });
const deny = (...actions: string[]) => ({ Effect: "Deny", Action: actions });
const policy = (...Statement: object[]) => ({ Version: "1.1", Statement });

// Erin manages members, and that is all.
await joins(db, "erin", ["Readers"]);
const erin = await memberOf(db, "erin");
const [bob, dan] = [await memberOf(db, "bob"), await memberOf(db, "dan")];
await givePolicy(db, "管人", [erin], [allow("KooMessage:member:*")]);
const as = () => db.as("erin");

/** The groups as they are, to be saved with another thing. */
async function saved(name: string, more: object = {}) {
  const [group] = await db
    .as("alice")
    .rows(`select id, policies, members from public.group_cards where name = '${name}'`);
  return { user_group: group.id, input: { name, policies: group.policies, members: group.members, ...more } };
}
const membersOf = async (name: string) => (await saved(name)).input.members as string[];
const madePolicy = (name: string, document: object) =>
  as().rpc("create_policy", { input: { name, document } });
async function notHeld(
  act: Promise<Answer>,
  code = "right_not_held",
): Promise<{ actions: string; count: number }> {
  const { error } = await act;
  assert.equal(error?.code, code, JSON.stringify(error));
  return JSON.parse(error?.details ?? "{}");
}

test("what is given to a disabled member counts: whoever enables them would give it unawares", async () => {
  await done(as().rpc("disable_member", { member: dan }));
  const owners = await saved("Owners", { members: [...(await membersOf("Owners")), dan] });
  await notHeld(as().rpc("update_group", owners));
  await done(db.as("alice").rpc("enable_member", { member: dan }));
  assert.equal(await done(db.as("dan").rpc("may", { action: "KooMessage:sendTask:approve" })), false);
});

test("who manages members, and nothing else, makes nobody an owner, themselves least of all", async () => {
  const told = await notHeld(
    as().rpc("update_group", await saved("Owners", { members: [...(await membersOf("Owners")), erin] })),
  );
  assert.equal(told.actions.split(", ").length, 5);
  assert.ok(told.count > 50);
  await notHeld(
    as().rpc("update_group", await saved("Owners", { members: [...(await membersOf("Owners")), dan] })),
  );
  await notHeld(
    as().rpc("create_group", { input: { name: "甲", policies: ["KooMessage FullAccess"], members: [] } }),
  );
  await notHeld(
    as().rpc("update_group", await saved("管人组", { policies: ["管人", "KooMessage CommonOperations"] })),
  );
  await notHeld(invite("frank@nowhere.test", ["Readers", "Operators"], "erin"));
  await notHeld(madePolicy("全部", policy(allow("*:*:*"))));
  const own = {
    policy: await idOf(db, "policies", "管人"),
    input: { name: "管人", document: policy(allow("*:*:*")) },
  };
  await notHeld(as().rpc("update_policy", own));
  assert.deepEqual(await groupsOf("erin"), ["Readers", "管人组"]);
});

test("the refusal names what is missing, in both languages", async () => {
  const told = await notHeld(madePolicy("订购", policy(allow("KooMessage:quota:order"))));
  assert.deepEqual(told, { actions: "KooMessage:quota:order", count: 1 });
  assert.match(refusalWords("right_not_held", "zh-CN", told).message, /自己没有的权限.*订购/);
  assert.match(refusalWords("right_not_held", "en", told).message, /don't have yourself \(1\): .*rder/);
});

test("what one has is given: to a group, by an invitation, in a policy; and what anybody has is taken away", async () => {
  await done(
    as().rpc("update_group", await saved("Readers", { members: [...(await membersOf("Readers")), bob] })),
  );
  await done(as().rpc("update_group", await saved("Operators", { members: [] })));
  const made = await done(madePolicy("读", policy(allow("KooMessage:*:list"), deny("KooMessage:quota:*"))));
  await done(as().rpc("delete_policy", { policy: made.id }));
  const { token } = await invited(db, "frank", ["Readers"], "erin");
  await done(accept("frank", token));
  await leave("frank");
  await notHeld(as().rpc("update_group", await saved("Operators", { members: [bob] })));
  await done(db.as("alice").rpc("update_group", await saved("Operators", { members: [bob] })));
});

test("a Deny that is taken away gives, wherever it stands", async () => {
  await givePolicy(db, "不停", [bob], [deny("KooMessage:sendTask:pause")]);
  const group = await saved("不停组");
  await notHeld(as().rpc("update_group", { ...group, input: { ...group.input, members: [] } }));
  await notHeld(as().rpc("update_group", { ...group, input: { ...group.input, policies: [] } }));
  await notHeld(as().rpc("delete_group", { user_group: group.user_group }));
  const softer = { name: "不停", document: policy(deny("KooMessage:sendTask:cancel")) };
  await notHeld(as().rpc("update_policy", { policy: await idOf(db, "policies", "不停"), input: softer }));
  await done(db.as("alice").rpc("delete_group", { user_group: group.user_group }));
});

test("a Deny of one's own counts, and a limit of one's own goes with what is given", async () => {
  const chat = { StringEquals: { "tidings:Source": ["session"] } };
  await givePolicy(
    db,
    "限",
    [erin],
    [
      { ...allow("KooMessage:sendTask:cancel"), Resource: ["*:*:*:*:own"] },
      { ...allow("KooMessage:report:export"), Condition: chat },
      { ...allow("KooMessage:sendTask:submit"), Condition: { StringEquals: { "tidings:Trial": ["yes"] } } },
      allow("KooMessage:media:create"),
      deny("KooMessage:media:create"),
    ],
  );
  for (const [index, one] of [
    allow("KooMessage:sendTask:cancel"),
    allow("KooMessage:report:export"),
    {
      ...allow("KooMessage:report:export"),
      Condition: { StringEquals: { "tidings:Source": ["session", "slack"] } },
    },
    allow("KooMessage:sendTask:submit"),
    allow("KooMessage:media:create"),
  ].entries())
    await notHeld(madePolicy(`宽 ${index}`, policy(one)));
  const { id } = await done(
    madePolicy(
      "同限",
      policy(
        { ...allow("KooMessage:sendTask:cancel"), Resource: ["*:*:*:*:own"] },
        { ...allow("KooMessage:report:export"), Condition: chat },
        { ...allow("KooMessage:sendTask:submit"), Condition: { StringEquals: { "tidings:Trial": ["yes"] } } },
      ),
    ),
  );
  await done(as().rpc("delete_policy", { policy: id }));
  await done(db.as("alice").rpc("delete_group", { user_group: await idOf(db, "groups", "限组") }));
});

test("a disabled member is enabled by whoever has what they had", async () => {
  await done(as().rpc("disable_member", { member: bob }));
  await notHeld(as().rpc("enable_member", { member: bob }));
  await done(db.as("alice").rpc("enable_member", { member: bob }));
});

test("an invitation is worth what its maker may do when it is accepted", async () => {
  await givePolicy(db, "素材", [erin], [allow("KooMessage:media:create")]);
  const uploads = await done(
    db.as("alice").rpc("create_group", { input: { name: "上传", policies: ["素材"], members: [] } }),
  );
  const { token } = await invited(db, "frank", ["上传"], "erin");
  assert.equal((await done(db.as("frank").rpc("invitation_for", { token }))).state, "open");
  // The group has more than erin has, and then erin has less than the group.
  const grown = { name: "上传", policies: ["素材", "KooMessage CommonOperations"], members: [] };
  await done(db.as("alice").rpc("update_group", { user_group: uploads.id, input: grown }));
  assert.deepEqual(await done(db.as("frank").rpc("invitation_for", { token })), {
    state: "revoked",
    yours: true,
  });
  assert.equal((await accept("frank", token)).error?.code, "invitation_over");
  await done(
    db.as("alice").rpc("update_group", { user_group: uploads.id, input: { ...grown, policies: ["素材"] } }),
  );
  await done(db.as("alice").rpc("delete_group", { user_group: await idOf(db, "groups", "素材组") }));
  assert.equal((await accept("frank", token)).error?.code, "invitation_over");
  assert.deepEqual(await groupsOf("frank"), []);
});

test("a right that no manager of members would have any more stays with the last one, since nobody could give it back", async () => {
  const owners = await saved("Owners", {
    policies: (await saved("Owners")).input.policies.filter((name: string) => name !== "RTC Administrator"),
  });
  assert.deepEqual(await notHeld(db.as("alice").rpc("update_group", owners), "right_lost"), {
    actions: "SMS:message:send",
    count: 1,
  });
  const home = (await idOf(db, "enterprises", "云杉商城")) as string;
  await notHeld(db.as("alice").rpc("leave_enterprise", { enterprise: home }), "right_lost");
  await notHeld(as().rpc("disable_member", { member: await memberOf(db, "alice") }), "right_lost");
  await joins(db, "frank", ["Owners"]);
  await done(as().rpc("disable_member", { member: await memberOf(db, "alice") }));
  await done(db.as("frank").rpc("enable_member", { member: await memberOf(db, "alice") }));
  const [line] =
    await db.sql`select code from public.audit_log where actor = ${PEOPLE.erin} and code = 'right_lost'`;
  assert.ok(line);
});
