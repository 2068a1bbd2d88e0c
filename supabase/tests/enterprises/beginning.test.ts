import assert from "node:assert/strict";
import { test } from "node:test";
import { BEGINNING_STEPS, type Beginning } from "@tidings/shared/people/beginning.ts";
import { STATEMENT_EDITION, STATEMENTS } from "@tidings/shared/people/statements.ts";
import { done, invited, joins } from "../fixtures.ts";
import { refused } from "../sends/sends_fixtures.ts";
import { laidSignature } from "../sms/sms_fixtures.ts";
import { PEOPLE, type Person, testDatabase } from "../test_database.ts";

/** ENT-2, OVW-1: what an enterprise opens with, and how far it has come on its way to the first message. */
const db = await testDatabase();

const both = Object.keys(STATEMENTS);
const opens = (person: Person, name: string, more: object = {}, request?: string) =>
  db
    .as(person)
    .rpc("create_enterprise", { input: { name, statements: both, ...more }, request: request ?? null });
const stepsOf = async (person: Person) => {
  const { steps, ...rest }: Beginning = await done(db.as(person).rpc("beginning"));
  return { ...rest, steps: Object.fromEntries(steps.map(({ step, state }) => [step, state])) };
};
const rowsOf = (person: Person, table: string) => db.as(person).rows(`select * from public.${table}`);

test("an enterprise opens with groups, a domain, and a channel of its own to the sandbox", async () => {
  await done(opens("erin", "艾琳的店", { time_zone: "europe/berlin" }));
  const [domain] = await rowsOf("erin", "domains");
  assert.deepEqual(
    [domain?.name, domain?.state, domain?.enabled, domain?.is_default],
    ["default", "approved", true, true],
  );
  const [channel, ...others] = await rowsOf("erin", "channels");
  assert.deepEqual(
    [channel?.name, channel?.adapter, channel?.state, others],
    ["sandbox", "sandbox", "active", []],
  );
  const ports = await db.sql`select number from public.channels`;
  assert.equal(new Set(ports.map(({ number }) => number)).size, ports.length, "each has a port of its own");
  const [secret] =
    await db.sql`select credentials ->> 'api_key' as api_key from private.channel_secrets where channel_id = ${channel?.id}`;
  assert.equal(secret?.api_key, "key");
  const { enterprise } = await done(db.as("erin").rpc("whoami"));
  assert.equal(enterprise.time_zone, "Europe/Berlin");
  const texts = await db
    .as("erin")
    .rows("select statement, edition::text, user_id from public.statement_acceptances order by 1");
  assert.deepEqual(
    texts.map((row) => ({ ...row })),
    both.map((statement) => ({ statement, edition: STATEMENT_EDITION, user_id: PEOPLE.erin })),
  );
});

test("a deployment without a sandbox opens an enterprise without a channel", async () => {
  await db.sql`update public.carriers set open_to_all = false`;
  await done(opens("frank", "无沙箱"));
  assert.deepEqual(await rowsOf("frank", "channels"), []);
  assert.equal((await stepsOf("frank")).steps.channel, "open");
  await db.sql`update public.carriers set open_to_all = true`;
});

test("two clicks open one enterprise, whatever their request ids, and also at the same instant", async () => {
  const request = crypto.randomUUID();
  const [first, again] = [
    await done(opens("frank", "双击", {}, request)),
    await done(opens("frank", "双击", {}, request)),
  ];
  assert.equal(first.enterprise.id, again.enterprise.id);
  const answers = await Promise.all([1, 2, 3].map(() => opens("frank", "同时", {}, crypto.randomUUID())));
  assert.deepEqual(answers.map(({ error }) => error?.code ?? "opened").sort(), [
    "enterprise_opened",
    "enterprise_opened",
    "opened",
  ]);
  await refused(db, () => opens("frank", " 同时 "), "enterprise_opened", 409);
  assert.equal((await opens("erin", "同时")).error, null, "somebody else's name is no secret that is told");
  const [{ n } = { n: 0 }] =
    await db.sql`select count(*)::int as n from public.enterprises where name in ('双击', '同时')`;
  assert.equal(n, 3);
});

test("the steps are read from what there is: nothing, under way, sent back, done", async () => {
  await done(opens("dan", "从零开始"));
  const begun = await stepsOf("dan");
  assert.deepEqual(Object.keys(begun.steps), [...BEGINNING_STEPS]);
  assert.deepEqual(begun, {
    sent: false,
    steps: {
      ...{ enterprise: "done", people: "open", filing: "open", channel: "done" },
      ...{ app: "open", signature: "open", sms_template: "open", template: "open", send: "open" },
    },
  });
  const home = (await done(db.as("dan").rpc("whoami"))).enterprise.id;
  const is = async (step: string, state: string) =>
    assert.equal((await stepsOf("dan")).steps[step], state, step);

  await invited(db, "erin", ["Readers"], "dan");
  await is("people", "waiting");
  await joins(db, "erin", ["Readers"], "dan");
  await is("people", "open");
  await joins(db, "carol", ["Reviewers"], "dan");
  await is("people", "done");

  const app = await done(db.as("dan").rpc("create_sms_app", { input: { name: "mall" } }));
  await is("app", "done");
  const sign = await laidSignature(db, { home, app: app.id, name: "从零", state: "rejected" });
  await is("signature", "returned");
  await db.sql`update public.sms_signature_versions set state = 'in_review' where signature_id = ${sign}`;
  await is("signature", "waiting");
  await db.sql`update public.sms_signature_versions set state = 'approved' where signature_id = ${sign}`;
  await is("signature", "done");
  await done(
    db.as("dan").rpc("pause_channel", {
      channel: (await rowsOf("dan", "channels")).find((row) => row.enterprise_id === home)?.id,
      reason: "maintenance",
    }),
  );
  await is("channel", "waiting");
});

test("who works in no enterprise is told so, and a reader sees the steps", async () => {
  await db.sql`update public.profiles set enterprise_id = null where user_id = ${PEOPLE.frank}`;
  await refused(db, () => db.as("frank").rpc("beginning"), "no_enterprise", 403);
  const { sent } = await stepsOf("carol");
  assert.equal(sent, false);
});

test("a step says its right, and of one that the reader may not do who may", async () => {
  const enterprise = (await done(db.as("dan").rpc("whoami"))).enterprise.id;
  await done(db.as("carol").rpc("switch_enterprise", { enterprise }));
  const { steps }: Beginning = await done(db.as("carol").rpc("beginning"));
  const of = (name: string) => steps.find(({ step }) => step === name);
  assert.deepEqual(of("people"), {
    ...{ step: "people", state: "done", needs: "KooMessage:member:manage", may: false, who: [] },
  });
  assert.deepEqual(of("filing"), {
    ...{ step: "filing", state: "open", needs: "KooMessage:filing:create", may: false, who: ["Dan"] },
  });
  assert.deepEqual([of("enterprise")?.needs, of("enterprise")?.may], [null, true]);
  const mine: Beginning = await done(db.as("dan").rpc("beginning"));
  assert.deepEqual(
    mine.steps.filter(({ may, who }) => !may || who.length > 0),
    [],
  );
  // Who may not list members is told no name.
  await done(db.as("dan").rpc("create_group", { input: { name: "无权", policies: [], members: [] } }));
  await joins(db, "frank", ["无权"], "dan");
  await done(db.as("frank").rpc("switch_enterprise", { enterprise }));
  const theirs: Beginning = await done(db.as("frank").rpc("beginning"));
  assert.deepEqual(
    theirs.steps.find(({ step }) => step === "filing"),
    of("filing") && { ...of("filing"), who: [] },
  );
});
