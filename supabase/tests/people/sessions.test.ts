import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import { test } from "node:test";
import { done, idOf, joins } from "../fixtures.ts";
import { linkChat } from "../one_of_each.ts";
import { type Actor, claimsOf, PEOPLE, type Person, sessionOf, testDatabase } from "../test_database.ts";

/** IAM-5: a session is who somebody is, for as long as it exists; sign-ins stand in the log. */
const db = await testDatabase();

/** Signs somebody in, as Auth does. */
async function signIn(person: Person, agent = "Mozilla/5.0", ip: string | null = null): Promise<string> {
  const [row] =
    await db.sql`insert into auth.sessions (id, user_id, created_at, updated_at, user_agent, ip, aal)
    values (${randomUUID()}, ${PEOPLE[person]}, now(), now(), ${agent}, ${ip}, 'aal1') returning id`;
  return row?.id;
}
const lines = (verb: string) =>
  db.sql`select a.*, e.name as enterprise from public.audit_log a join public.enterprises e on e.id = a.enterprise_id
    where a.resource = 'session' and a.verb = ${verb} order by a.id desc`;
const seen = (actor: Actor) => actor.rows("select * from public.session_cards order by seen_at desc");
const erase = () => db.sql`delete from auth.sessions where user_agent is not null`;

test("a token whose session is gone is nobody's at once: it reads nothing, does nothing, and is told to sign in", async () => {
  const session_id = await signIn("bob");
  const bob = db.claiming("bob", { session_id });
  assert.equal((await done(bob.rpc("whoami"))).user_id, PEOPLE.bob);
  assert.ok((await bob.rows("select id from public.templates")).length > 0);
  await db.sql`delete from auth.sessions where id = ${session_id}`;
  assert.deepEqual(await bob.rows("select id from public.templates"), []);
  for (const [verb, input] of [
    ["whoami", {}],
    ["revoke_other_sessions", {}],
    ["set_locale", { input: { locale: "en" } }],
    ["submit_template", { template: await idOf(db, "templates", "积分到期提醒") }],
    ["claim_job", { job: "dispatch", seconds: 30 }],
  ] as const) {
    const { error, status } = await bob.rpc(verb, input);
    assert.deepEqual([error?.code, status], ["session_ended", 401], verb);
  }
});

test("a token that names no session, somebody else's, one that has run out, or nonsense is nobody's, and no error", async () => {
  const ended = await signIn("bob");
  await db.sql`update auth.sessions set not_after = now() - interval '1 second' where id = ${ended}`;
  for (const session_id of [undefined, "", "x", "'; drop table", randomUUID(), sessionOf("carol"), ended]) {
    const bob = db.claiming("bob", { session_id });
    assert.equal((await bob.rpc("whoami")).error?.code, "session_ended", session_id);
    assert.deepEqual(await bob.rows("select id from public.templates"), [], session_id);
  }
  for (const sub of ["x", "", PEOPLE.carol.replace("c", "d")])
    assert.equal((await db.claiming("bob", { sub }).rpc("whoami")).error?.code, "session_ended", sub);
});

test("one's own sessions are listed, the last used first, and which one asks", async () => {
  await erase();
  const laptop = await signIn("bob", "Mozilla/5.0\r\nforged: line", "203.0.113.7");
  await db.sql`update auth.sessions set created_at = now() - interval '2 days', refreshed_at = (now() + interval '1 minute') at time zone 'UTC' where id = ${laptop}`;
  const [first, second, ...more] = await seen(db.as("bob"));
  assert.deepEqual(more, []);
  assert.deepEqual(
    [first.id, first.address, first.client, first.aal, first.current],
    [laptop, "203.0.113.7", "Mozilla/5.0 forged: line", "aal1", false],
  );
  assert.ok(new Date(first.seen_at) > new Date(second.seen_at), "the refresh counts, in UTC");
  assert.deepEqual([second.id, second.current], [sessionOf("bob"), true]);
  const [dans] = await seen(db.as("dan"));
  assert.equal(dans.id, sessionOf("dan"), "nobody sees another's");
});

test("one session is ended, one's own included; another person's is not found", async () => {
  await erase();
  const [phone, laptop] = [await signIn("bob"), await signIn("bob")];
  const bob = db.claiming("bob", { session_id: laptop });
  for (const session of [sessionOf("alice"), randomUUID(), "x", null])
    assert.equal((await bob.rpc("revoke_session", { session })).error?.code, "not_found");
  assert.equal((await done(bob.rpc("revoke_session", { session: phone.toUpperCase() }))).id, phone);
  assert.equal((await done(bob.rpc("revoke_session", { session: laptop }))).id, laptop);
  assert.equal((await bob.rpc("whoami")).error?.code, "session_ended");
  const [line] = await lines("revoke");
  assert.deepEqual([line?.actor_name, line?.resource_id, line?.outcome], ["Bob", laptop, "granted"]);
});

test("all others are ended, also from chat, where all are others", async () => {
  await erase();
  for (let n = 0; n < 3; n += 1) await signIn("carol");
  assert.deepEqual(await done(db.as("carol").rpc("revoke_other_sessions")), { ended: 3, accounts: [] });
  assert.equal((await seen(db.as("carol"))).length, 1);
  await linkChat(db, "carol", "slack:T1:UCAROL");
  const inChat = db.as("bot", "slack:T1:UCAROL");
  assert.deepEqual(
    (await seen(inChat)).map(({ current }: { current: boolean }) => current),
    [false],
  );
  assert.equal((await done(inChat.rpc("revoke_other_sessions"))).ended, 1);
  assert.equal((await db.as("carol").rpc("whoami")).error?.code, "session_ended");
  await db.sql`insert into auth.sessions (id, user_id, created_at) values (${sessionOf("carol")}, ${PEOPLE.carol}, now())`;
});

test("a refresh token goes with its session, so that a revoked session cannot be renewed", async () => {
  const session = await signIn("bob");
  await db.sql`insert into auth.refresh_tokens (id, token, user_id, session_id) values (gen_random_uuid(), 'r1', ${PEOPLE.bob}, ${session})`;
  await done(db.as("bob").rpc("revoke_session", { session }));
  assert.deepEqual([...(await db.sql`select from auth.refresh_tokens where token = 'r1'`)], []);
});

test("a sign-in and its end stand in the log of each enterprise of the person, with no token; the bot's stand in none", async () => {
  await joins(db, "dan", ["Readers"], "mallory");
  const session = await signIn("dan", `Mozilla/5.0\u202e${"x".repeat(5000)}`, "2001:db8::1");
  await db.sql`delete from auth.sessions where id = ${session}`;
  for (const verb of ["sign_in", "sign_out"]) {
    const found = (await lines(verb)).slice(0, 2);
    assert.deepEqual(found.map(({ enterprise }) => enterprise).sort(), ["Other Ltd", "云杉商城"], verb);
    for (const { actor, source, resource_id, details } of found) {
      assert.deepEqual([actor, source, resource_id], [PEOPLE.dan, "system", session]);
      assert.deepEqual([details.address, details.user_agent.length], ["2001:db8::1", 300]);
      assert.doesNotMatch(details.user_agent, /\u202e/);
    }
  }
  const [before] = await db.sql`select count(*)::int as n from public.audit_log`;
  await signIn("bot");
  await signIn("erin");
  await signIn("olga");
  await db.sql`update public.members set state = 'disabled' where user_id = ${PEOPLE.carol}`;
  await signIn("carol");
  await db.sql`update public.members set state = 'active' where user_id = ${PEOPLE.carol}`;
  const [now] = await db.sql`select count(*)::int as n from public.audit_log`;
  assert.equal(now?.n, before?.n, "nor of people without an enterprise, or disabled in it");
});

test("a thousand sessions are ended in one line that says how many", async () => {
  await erase();
  await db.sql`insert into auth.sessions (id, user_id, created_at) select gen_random_uuid(), ${PEOPLE.alice}, now() - interval '1 day' from generate_series(1, 1000)`;
  assert.equal((await done(db.as("alice").rpc("revoke_other_sessions"))).ended, 1000);
  const [line] = await lines("sign_out");
  assert.deepEqual([line?.details.sessions, line?.resource_id, line?.actor_name], [1000, null, "Alice"]);
});

test("a wrong password stands in the log of the account's enterprises, ten times a quarter of an hour, and tells nobody of accounts", async () => {
  const failed = (email: string | null, address: string | null = "203.0.113.9") =>
    db.service.rpc("record_failed_sign_in", { email, address });
  for (let n = 0; n < 15; n += 1) await done(failed("  BOB@demo.test "));
  const found = (await lines("sign_in")).filter(({ outcome }) => outcome === "refused");
  assert.equal(found.length, 10);
  assert.deepEqual(
    [found[0]?.code, found[0]?.actor, found[0]?.enterprise, found[0]?.details],
    ["bad_password", null, "云杉商城", { name: "Bob", address: "203.0.113.9" }],
  );
  await db.sql`select private.record_failed_sign_in('carol@demo.test', 'no address''; --')`;
  assert.deepEqual((await lines("sign_in"))[0]?.details, { name: "Carol" });
  const known = await failed("bob@demo.test");
  for (const stranger of ["nobody@nowhere.test", "", null, "bot@tidings.test", "x".repeat(100_000)])
    assert.deepEqual(await failed(stranger, null), known, stranger ?? "null");
  for (const person of ["alice", "bot"] as const)
    await assert.rejects(
      db.as(person).rpc("record_failed_sign_in", { email: "bob@demo.test", address: null }),
      { code: "42501" },
    );
});

test("a list asks once who asks, not once a row: no filter of a table or view calls the identity", async () => {
  const relations = await db.sql`select c.relname as name from pg_class c
    where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p', 'v')`;
  const plans = await Promise.all(
    relations.map(({ name }) =>
      db.as("alice").rows(`explain (verbose, costs off) select 1 from public.${name}`),
    ),
  );
  const filters = plans
    .flat()
    .map((row) => row["QUERY PLAN"].trim())
    .filter((line) => /^(Filter|Index Cond|Join Filter)/.test(line));
  assert.ok(filters.length > 30);
  const slow = filters.filter((line) =>
    /private\.(actor|signed_in|session_id|is_bot|chat_\w+|may_in|my_enterprises)\(/.test(line),
  );
  assert.deepEqual(slow, []);
});

test("who acts is settled for a request and not beyond it: other claims are another person, and a session that has ended is nobody", async () => {
  const own = { ...claimsOf("carol"), session_id: randomUUID() };
  await db.sql`insert into auth.sessions (id, user_id, created_at, updated_at) values (${own.session_id}, ${PEOPLE.carol}, now(), now())`;
  const asked = await db.sql.begin(async (step) => {
    const who = async (claims: object, headers = {}) => {
      await step`select set_config('request.jwt.claims', ${JSON.stringify(claims)}, true), set_config('request.headers', ${JSON.stringify(headers)}, true)`;
      return (await step`select private.actor() as id`)[0]?.id;
    };
    const first = [await who(own), await who(claimsOf("mallory")), await who({}), await who(own)];
    await step`delete from auth.sessions where id = ${own.session_id}`;
    // The request goes on as whoever began it; with other headers it is another one.
    return [...first, await who(own), await who(own, { "x-tidings-source": "admin" })];
  });
  assert.deepEqual(asked, [PEOPLE.carol, PEOPLE.mallory, null, PEOPLE.carol, PEOPLE.carol, null]);
  const [later] = await db.sql.begin(async (step) => {
    await step`select set_config('request.jwt.claims', ${JSON.stringify(own)}, true)`;
    return step`select private.actor() as id`;
  });
  assert.equal(later?.id, null);
});
