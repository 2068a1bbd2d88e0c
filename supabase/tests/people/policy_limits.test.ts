import assert from "node:assert/strict";
import { test } from "node:test";
import { buttonsOf, done, memberOf, yunshan } from "../fixtures.ts";
import { fullDatabase } from "../full_database.ts";
import { linkChat } from "../one_of_each.ts";
import { PEOPLE } from "../test_database.ts";

/** IAM-2: a statement for one's own rows alone, or from one place alone, and the right to send SMS. */
const { db, resources } = await fullDatabase();

const OWN = ["*:*:*:*:own"];
const from = (...sources: string[]) => ({ StringEquals: { "tidings:Source": sources } });
const LIST = { Effect: "Allow", Action: ["KooMessage:*:list"] };

/** Dan has this and nothing else. */
async function give(...Statement: object[]): Promise<void> {
  const home = await yunshan(db);
  const document = { Version: "1.1", Statement };
  await done(db.as("alice").rpc("create_policy", { input: { name: `试用 ${Math.random()}`, document } }));
  await db.sql`delete from public.group_members gm using public.members m where m.id = gm.member_id and m.user_id = ${PEOPLE.dan}`;
  await db.sql`with g as (insert into public.groups (enterprise_id, name) values (${home}, ${`组 ${Math.random()}`}) returning id),
    p as (select id from public.policies where enterprise_id = ${home} order by created_at desc limit 1),
    a as (insert into public.group_policies (group_id, policy_id, enterprise_id) select g.id, p.id, ${home} from g, p)
    insert into public.group_members (group_id, member_id, enterprise_id)
    select g.id, m.id, ${home} from g, public.members m where m.user_id = ${PEOPLE.dan} and m.enterprise_id = ${home}`;
}

const may = (action: string) => done(db.as("dan").rpc("may", { action }));
const codes = async (resource: string, id: string) =>
  Object.fromEntries((await buttonsOf(db.as("dan"), resource, id)).map(({ verb, code }) => [verb, code]));

test("what is given for one's own rows holds for these: the button, the verb and the words say so", async () => {
  await give(LIST, {
    Effect: "Allow",
    Action: ["KooMessage:sendTask:cancel", "KooMessage:template:submit"],
    Resource: OWN,
  });
  const { draft, waiting } = resources.sends;
  assert.deepEqual(
    [(await codes("send", draft)).cancel, (await codes("send", draft)).submit],
    ["own_only", "forbidden"],
  );
  const refused = await db.as("dan").rpc("cancel_send", { send: draft });
  assert.deepEqual([refused.error?.code, refused.status], ["own_only", 403]);
  await db.sql`update public.sends set created_by = ${PEOPLE.dan} where id = ${draft}`;
  assert.equal((await codes("send", draft)).cancel, null);
  assert.equal((await codes("send", waiting)).cancel, "own_only");
  assert.equal((await db.as("dan").rehearse("cancel_send", { send: draft })).error, null);
  // That some row may be cancelled is what the menus ask.
  assert.equal(await may("KooMessage:sendTask:cancel"), true);
  assert.equal((await codes("template", resources.templates.draft)).submit, "own_only");
});

test("a Deny for one's own rows takes these from what an Allow gives", async () => {
  const release = ["KooMessage:sendTask:cancel"];
  await give(LIST, { Effect: "Allow", Action: release }, { Effect: "Deny", Action: release, Resource: OWN });
  assert.deepEqual(
    [
      (await codes("send", resources.sends.draft)).cancel,
      (await codes("send", resources.sends.waiting)).cancel,
    ],
    ["own_only", null],
  );
});

test("what is given from one place holds there, for reading too, and the refusal says that it is the place", async () => {
  const chat = "slack:T9:UDAN";
  await linkChat(db, "dan", chat);
  await give(
    { ...LIST, Condition: from("slack") },
    { Effect: "Allow", Action: ["KooMessage:report:list"] },
    { Effect: "Allow", Action: ["KooMessage:alert:update"], Condition: from("session", "discord") },
  );
  const inSlack = db.as("bot", chat);
  assert.equal((await inSlack.rows("select id from public.templates")).length > 0, true);
  assert.deepEqual(await db.as("dan").rows("select id from public.templates"), []);
  assert.equal(await may("KooMessage:report:list"), true);
  assert.equal(await may("KooMessage:template:list"), false);
  assert.equal(await done(inSlack.rpc("may", { action: "KooMessage:template:list" })), true);
  assert.deepEqual((await done(db.as("dan").rpc("whoami"))).permissions, [
    "KooMessage:alert:update",
    "KooMessage:report:list",
  ]);
  const { error, status } = await inSlack.rpc("see_alert", { alert: resources.alert });
  assert.deepEqual([error?.code, status], ["not_from_here", 403]);
});

test("a client cannot claim a place: panel, terminal and API are one", async () => {
  await give({ ...LIST, Condition: from("slack", "discord") });
  for (const source of ["slack", "discord", "admin", "terminal", "api"])
    assert.equal(
      await done(db.claiming("dan", { source }).rpc("may", { action: "KooMessage:template:list" })),
      false,
      source,
    );
});

test("a Deny from one place holds there alone, and where the place is not known", async () => {
  const chat = "slack:T9:UDAN2";
  await linkChat(db, "dan", chat);
  await give(LIST, { Effect: "Deny", Action: ["KooMessage:quota:*"], Condition: from("slack") });
  assert.equal(await may("KooMessage:quota:list"), true);
  assert.equal(await done(db.as("bot", chat).rpc("may", { action: "KooMessage:quota:list" })), false);
  const [unknown] =
    await db.sql`select private.holds('Deny', false, '["slack"]', null, false, null, null) as denies,
    private.holds('Allow', false, '["slack"]', null, false, null, null) as allows`;
  assert.deepEqual([unknown?.denies, unknown?.allows], [true, false]);
});

test("trials, but never the rest: a whole send is refused with what to do, a trial of all numbers is none, and a resend is whole", async () => {
  const home = await yunshan(db);
  const { draft } = resources.sends;
  const submit = "KooMessage:sendTask:submit";
  const [file] =
    await db.sql`select s.trial, s.trial_size, f.accepted - s.left_out as numbers from public.sends s join public.number_files f on f.id = s.number_file_id where s.id = ${draft}`;
  const make = (trial: boolean, size: number) =>
    db.sql`update public.sends set trial = ${trial}, trial_size = ${size} where id = ${draft}`;
  const attempt = () => db.as("dan").rehearse("submit_send", { send: draft });
  const trial = (value: string) => ({ StringEquals: { "tidings:Trial": [value] } });
  const sender = { Effect: "Allow", Action: ["KooMessage:*:list", "SMS:message:send"] };
  for (const statements of [
    [{ Effect: "Allow", Action: [submit], Condition: trial("yes") }],
    [
      { Effect: "Allow", Action: ["KooMessage:sendTask:*"] },
      { Effect: "Deny", Action: [submit], Condition: trial("no") },
      { Effect: "Deny", Action: ["KooMessage:sendTask:release"] },
    ],
  ]) {
    await give(sender, ...statements);
    assert.equal(await may(submit), true);
    const me = await done(db.as("dan").rpc("whoami"));
    assert.ok(me.permissions.includes(submit));
    assert.equal(me.trial_bar, "trial_only");
    const [able] = await db.sql`select ${PEOPLE.dan} in (select private.who_may(${home}, ${submit})) as yes`;
    assert.equal(able?.yes, true);
    for (const [is, size] of [
      [false, file?.trial_size],
      [true, file?.numbers],
    ]) {
      await make(is, size);
      assert.equal((await codes("send", draft)).submit, "trial_only");
      const { error, status } = await attempt();
      assert.deepEqual([error?.code, status], ["trial_only", 403]);
      assert.match(error?.hint ?? "", /choose a trial|先试发/);
    }
    await make(true, file?.numbers - 1);
    assert.equal((await codes("send", draft)).submit, null);
    assert.equal((await attempt()).error, null);
  }
  await give(sender, { Effect: "Allow", Action: [submit], Condition: trial("no") });
  assert.deepEqual(
    [(await codes("send", draft)).submit, (await attempt()).error?.code],
    ["whole_only", "whole_only"],
  );
  const bar = async () => (await done(db.as("dan").rpc("whoami"))).trial_bar;
  assert.equal(await bar(), "whole_only");
  await give(sender, {
    Effect: "Allow",
    Action: [submit],
    Resource: ["*:*:*:*:own"],
    Condition: trial("yes"),
  });
  assert.equal(await bar(), "trial_only", "a send that one is about to make is one's own");
  await give(sender, { Effect: "Allow", Action: [submit] });
  assert.equal(await bar(), null, "either");
  await give(sender, {
    Effect: "Allow",
    Action: ["KooMessageBasic:sendTask:submit"],
    Condition: trial("yes"),
  });
  assert.equal(await bar(), null, "the basic edition has rights of its own");
  assert.equal((await done(db.as("dan").rpc("whoami"))).basic_trial_bar, "trial_only");
  await give(sender);
  assert.equal(await bar(), null, "neither");
  await make(file?.trial, file?.trial_size);
});

test("the simulator tells a send with a trial from one without, and of a row which one it is", async () => {
  const submit = "KooMessage:sendTask:submit";
  await give(LIST, {
    Effect: "Allow",
    Action: [submit],
    Condition: { StringEquals: { "tidings:Trial": ["yes"], "tidings:Source": ["session", "slack"] } },
  });
  const dan = await memberOf(db, "dan");
  const ask = (more: object) =>
    done(db.as("alice").rpc("explain_right", { action: submit, member: dan, source: "session", ...more }));
  const told = ({ cases }: { cases: { mine: boolean; trial: boolean | null; allowed: boolean }[] }) =>
    cases.map(({ mine, trial, allowed }) => `${mine} ${trial} ${allowed}`);
  assert.deepEqual(told(await ask({})), [
    "false false false",
    "false true true",
    "true false false",
    "true true true",
  ]);
  await db.sql`update public.sends set trial = false where id = ${resources.sends.draft}`;
  const [one, ...more] = told(await ask({ resource: "send", id: resources.sends.draft }));
  assert.match(one ?? "", / false false$/);
  assert.deepEqual(more, []);
  const { members } = await done(db.as("alice").rpc("who_can", { action: submit }));
  const of = (name: string) => members.find((one: { name: string }) => one.name === name);
  assert.deepEqual(
    [of("Dan").always, of("Dan").trial, of("Dan").sources],
    [false, true, ["session", "slack"]],
  );
  assert.deepEqual([of("Alice").always, of("Alice").trial], [true, null]);
});

test("every action that may be limited to trials is asked about single sends alone, and each asks for it", async () => {
  // An urge sends nothing: it asks again for the decision about what was submitted.
  const asked =
    await db.sql`select t.verb, t.from_state, t.trial, a.action from private.actions a join private.transitions t on a.action in (t.needs, t.needs_also) where a.trial and t.verb <> 'urge'`;
  assert.ok(asked.length > 1);
  for (const { verb, from_state, trial } of asked) {
    assert.notEqual(from_state, "none", verb);
    assert.notEqual(trial, null, verb);
  }
  assert.equal(asked.find(({ verb }) => verb === "resend")?.trial, "false");
  const mixed =
    await db.sql`select verb from private.transitions where needs is not null group by resource, verb having count(distinct coalesce(trial, '')) > 1`;
  assert.deepEqual([...mixed], []);
});

test("who can manage members from chat alone is not the owner who is left", async () => {
  const home = await yunshan(db);
  const owner = {
    Version: "1.1",
    Statement: [{ Effect: "Allow", Action: ["KooMessage:member:*"], Condition: from("slack") }],
  };
  const [full] = await db.sql`select document from public.policies where name = 'KooMessage FullAccess'`;
  await db.sql`update public.policies set document = ${db.sql.json(owner)} where name = 'KooMessage FullAccess'`;
  const [kept] =
    await db.sql`select count(*)::int as n from private.who_may(${home}, 'KooMessage:member:manage', source => 'session')`;
  const [somewhere] =
    await db.sql`select count(*)::int as n from private.who_may(${home}, 'KooMessage:member:manage')`;
  await db.sql`update public.policies set document = ${db.sql.json(full?.document)} where name = 'KooMessage FullAccess'`;
  assert.deepEqual([kept?.n, somewhere?.n], [0, 1]);
});

test("whoever may make sends and has no right to send SMS is told so, by button and verb (§11.1)", async () => {
  await give({ Effect: "Allow", Action: ["KooMessage:*:*"] });
  const { draft, over } = resources.sends;
  assert.deepEqual(
    [(await codes("send", draft)).submit, (await codes("send", over)).resend],
    ["forbidden", "forbidden"],
  );
  const { error } = await db.as("dan").rpc("submit_send", { send: draft });
  assert.deepEqual(
    [error?.code, JSON.parse(error?.details ?? "{}").action],
    ["forbidden", "SMS:message:send"],
  );
  await give({ Effect: "Allow", Action: ["KooMessage:*:*", "SMS:message:send"] });
  assert.equal((await codes("send", draft)).submit, null);
});

test("every action that may be limited to own rows is asked about single rows alone, whose maker is known", async () => {
  const actions = (await db.sql`select action from private.actions where own`).map(
    ({ action }) => action as string,
  );
  assert.ok(actions.length > 5);
  const asked =
    await db.sql`select t.needs, t.resource, t.verb, t.from_state, r.made_by from private.transitions t join private.resources r using (resource)
    where t.needs = any (${actions}) or t.needs_also = any (${actions})`;
  for (const { needs, resource, verb, from_state, made_by } of asked) {
    assert.notEqual(from_state, "none", `${resource} ${verb} ${needs}`);
    assert.notEqual(made_by, "null::uuid", `${resource} ${verb} ${needs}`);
  }
  // No function and no policy asks for one by its name, but that which tells somebody about a send of their own that is not made yet.
  const named =
    await db.sql`select p.proname as name, a.action from pg_proc p join unnest(${actions}::text[]) as a (action) on strpos(p.prosrc, quote_literal(a.action)) > 0
    where p.pronamespace in ('private'::regnamespace, 'public'::regnamespace) and p.proname not in ('lay_groups', 'trial_bar')
    union all select p.policyname, a.action from pg_policies p join unnest(${actions}::text[]) as a (action) on strpos(p.qual, a.action) > 0`;
  assert.deepEqual([...named], []);
});
