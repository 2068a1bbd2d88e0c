import assert from "node:assert/strict";
import { test } from "node:test";
import { done } from "../fixtures.ts";
import { fullDatabase } from "../full_database.ts";
import { contents, linkChat } from "../one_of_each.ts";
import { type Actor, PEOPLE, sessionOf } from "../test_database.ts";
import { oneAfterTheOther } from "../together.ts";
import { verbsOf } from "../verbs.ts";

/** BOT-2: a chat account acts for one member, who linked it with a one-time code. */
const { db, resources } = await fullDatabase();

const begin = async (person: "alice" | "bob" | "carol" | "dan") =>
  (await done(db.as(person).rpc("begin_link"))).code;
const finish = (chat: string, code: string | null) => db.as("bot", chat).rpc("finish_link", { code });
const who = async (chat: string) => (await done(db.as("bot", chat).rpc("whoami"))).user_id;

test("a code of eight letters, easy to read out, links a chat account to the person who made it", async () => {
  const code = await begin("bob");
  assert.match(code, /^[A-HJ-NP-Z2-9]{8}$/);
  assert.equal(await who("slack:T1:UBOB"), null);
  const linked = await done(finish("slack:T1:UBOB", `  ${code.toLowerCase()} `));
  assert.deepEqual([linked.name, linked.email, linked.locale], ["Bob", "bob@demo.test", "en"]);
  assert.equal(await who("slack:T1:UBOB"), PEOPLE.bob);
  assert.deepEqual(
    (await done(db.as("bot", "slack:T1:UBOB").rpc("whoami"))).permissions,
    (await done(db.as("bob").rpc("whoami"))).permissions,
  );
});

test("a code works once, and the database keeps only its hash", async () => {
  const code = await begin("carol");
  const kept = await db.sql`select to_jsonb(c)::text as row from private.link_codes c`;
  assert.ok(kept.length > 0);
  for (const { row } of kept) assert.ok(!row.includes(code));
  await done(finish("slack:T1:UCAROL", code));
  const { error, status } = await finish("slack:T1:UOTHER", code);
  assert.deepEqual([error?.code, status], ["link_code_unknown", 404]);
});

test("two chat accounts with one code at the same instant: one is linked", async () => {
  const code = await begin("dan");
  const [first, second] = await oneAfterTheOther(
    db,
    db.as("bot", "slack:T1:UD1").open("finish_link", { code }),
    () => finish("slack:T1:UD2", code),
  );
  assert.deepEqual([first.error?.code, second.error?.code], [undefined, "link_code_unknown"]);
});

test("one chat account with two codes at the same instant: one links it, the other hears that it is linked", async () => {
  const codes = [await begin("bob"), await begin("carol")];
  const [first, second] = await oneAfterTheOther(
    db,
    db.as("bot", "slack:T1:UTWO").open("finish_link", { code: codes[0] }),
    () => finish("slack:T1:UTWO", codes[1]),
  );
  assert.deepEqual([first.error?.code, second.error?.code], [undefined, "already_linked"]);
  assert.equal(await who("slack:T1:UTWO"), PEOPLE.bob);
});

test("a code is good for ten minutes", async () => {
  const code = await begin("bob");
  await db.sql`update private.link_codes set expires_at = clock_timestamp() - interval '1 second' where used_at is null`;
  const { error, status } = await finish("discord:-:1001", code);
  assert.deepEqual([error?.code, status], ["link_code_expired", 410]);
  assert.equal(await who("discord:-:1001"), null);
  const [life] =
    await db.sql`select extract(epoch from (${(await done(db.as("bob").rpc("begin_link"))).expires_at}::timestamptz - now()))::int as s`;
  assert.ok(life?.s > 590 && life?.s <= 600, `${life?.s} s`);
});

test("after five wrong codes in ten minutes a chat account has to wait, even with a right one; others need not", async () => {
  const chat = "discord:-:2002";
  for (let n = 0; n < 5; n += 1)
    assert.equal((await finish(chat, "WRONGONE")).error?.code, "link_code_unknown");
  const code = await begin("dan");
  const { error, status } = await finish(chat, code);
  assert.deepEqual([error?.code, status], ["too_many_attempts", 429]);
  assert.equal((await finish("discord:-:3003", null)).error?.code, "link_code_unknown");
  await db.sql`update private.link_attempts set at = at - interval '11 minutes'`;
  assert.equal((await finish(chat, code)).error, null);
});

test("a link code is not made in chat, and is not used by anyone but the bot", async () => {
  assert.equal((await db.as("bot", "slack:T1:UBOB").rpc("begin_link")).error?.code, "sudo_required");
  const code = await begin("carol");
  assert.equal((await db.as("mallory", "slack:T1:UM").rpc("finish_link", { code })).error?.code, "bot_only");
  for (const chat of ["slack", "slack:T1", "slack:T1:U:9"]) {
    assert.equal((await finish(chat, code)).error?.code, "input_invalid", chat);
  }
  assert.equal((await db.as("bot").rpc("finish_link", { code })).error?.code, "input_invalid");
});

test("an unlinked chat person can do nothing and sees nothing", async () => {
  for (const chat of [
    undefined,
    "slack:T1:UNOBODY",
    "slack:T2:UBOB",
    "discord:T1:UBOB",
    "::",
    "slack:T1:%",
  ]) {
    const bot = db.as("bot", chat);
    const before = await contents(db);
    for (const [name, verb] of verbsOf("member")) {
      const { error, status } = await bot.rpc(name, verb.input(resources));
      assert.deepEqual([error?.code, status], ["not_linked", 403], `${chat} ${name}`);
    }
    assert.deepEqual(await contents(db), before);
    for (const table of [
      "templates",
      "sends",
      "members",
      "policies",
      "profiles",
      "chat_identities",
      "audit_log",
    ]) {
      assert.deepEqual(await bot.rows(`select * from public.${table}`), [], `${chat} ${table}`);
    }
  }
});

test("a chat header means nothing from a person who is not the bot", async () => {
  const { user_id, bot } = await done(db.as("mallory", "slack:T1:UBOB").rpc("whoami"));
  assert.deepEqual([user_id, bot], [PEOPLE.mallory, false]);
  assert.deepEqual(await db.as("mallory", "slack:T1:UALICE").rows("select * from public.templates"), []);
});

test("a member unlinks their own chat accounts, in the panel or from the account itself, and it is told who did", async () => {
  await linkChat(db, "dan", "slack:T1:UDAN");
  const [identity] = await db
    .as("dan")
    .rows("select id from public.chat_identities where chat_user = 'UDAN'");
  for (const other of ["bob", "mallory"] as const)
    assert.equal(
      (await db.as(other).rpc("unlink_chat_identity", { identity: identity.id })).error?.code,
      "not_found",
    );
  await done(db.as("bot", "slack:T1:UDAN").rpc("unlink_chat_identity", { identity: identity.id }));
  assert.equal(await who("slack:T1:UDAN"), null);
  const [line] =
    await db.sql`select actor_name, source from public.audit_log where verb = 'unlink' order by id desc limit 1`;
  assert.deepEqual([line?.actor_name, line?.source], ["Dan", "slack"]);
  await linkChat(db, "bob", "slack:T1:UDAN");
  assert.equal(await who("slack:T1:UDAN"), PEOPLE.bob, "it may speak for another then");
});

test("an owner unlinks a member's chat account with a password just given, and sees whose they are; others see their own", async () => {
  await linkChat(db, "carol", "slack:T1:UCAR2");
  const query = "select id from public.chat_identities where chat_user = 'UCAR2'";
  const [identity] = await db.as("alice").rows(query);
  assert.ok(identity, "alice may list members");
  assert.deepEqual(await db.as("mallory").rows(query), []);
  const unlink = (actor: Actor) => actor.rpc("unlink_chat_identity", { identity: identity.id });
  assert.equal((await unlink(db.as("bot", "slack:T1:UALICE"))).error?.code, "sudo_required");
  await db.sql`update auth.sessions set created_at = now() - interval '11 minutes' where id = ${sessionOf("alice")}`;
  assert.equal((await unlink(db.as("alice"))).error?.code, "sudo_required");
  await db.sql`update auth.sessions set created_at = now() where id = ${sessionOf("alice")}`;
  await done(unlink(db.as("alice")));
  assert.equal(await who("slack:T1:UCAR2"), null);
  const [line] =
    await db.sql`select actor_name, before from public.audit_log where verb = 'unlink' order by id desc limit 1`;
  assert.deepEqual([line?.actor_name, line?.before.user_id], ["Alice", PEOPLE.carol]);
});

test("an owner of another enterprise, and the owner of one that the member has left, unlink nothing", async () => {
  await linkChat(db, "dan", "slack:T1:UDAN9");
  const [identity] = await db.sql`select id from public.chat_identities where chat_user = 'UDAN9'`;
  const unlink = (who: "alice" | "mallory") =>
    db.as(who).rpc("unlink_chat_identity", { identity: identity?.id });
  assert.equal((await unlink("mallory")).error?.code, "not_found");
  await db.sql`update public.members set state = 'disabled' where user_id = ${PEOPLE.dan}`;
  assert.equal((await unlink("alice")).error?.code, "not_found");
  await db.sql`update public.members set state = 'active' where user_id = ${PEOPLE.dan}`;
});

test("a second code ends the first", async () => {
  const { code: first } = await done(db.as("erin").rpc("begin_link"));
  const { code: second } = await done(db.as("erin").rpc("begin_link"));
  assert.equal((await finish("slack:T1:UERIN", first)).error?.code, "link_code_expired");
  await done(finish("slack:T1:UERIN", second));
});

test("rotating accounts in one workspace guess 50 times, and lock out nobody in another", async () => {
  await db.sql`delete from private.link_attempts`;
  const wrong = (chat: string) => finish(chat, "WRONGONE").then(({ error }) => error?.code);
  for (let n = 0; n < 50; n += 1) assert.equal(await wrong(`slack:TBAD:U${n}`), "link_code_unknown");
  assert.equal(await wrong("slack:TBAD:U50"), "too_many_attempts");
  assert.equal(await wrong("slack:TGOOD:U1"), "link_code_unknown");
  assert.equal(await wrong("discord:-:77"), "link_code_unknown");
});

test("rotating workspaces guess 200 times together; one in which somebody is linked keeps its own count", async () => {
  await db.sql`delete from private.link_attempts`;
  await db.sql`insert into private.link_attempts (provider, team, chat_user)
    select 'slack', 'TNEW' || n % 20, 'U' || n from generate_series(1, 200) as n`;
  const code = await begin("carol");
  assert.equal((await finish("slack:TFRESH:U1", code)).error?.code, "too_many_attempts");
  await done(finish("slack:T1:UCAROL7", code));
  await db.sql`delete from private.link_attempts`;
  await db.sql`insert into private.link_attempts (provider, team, chat_user)
    select 'discord', '-', n::text from generate_series(1, 200) as n`;
  assert.equal((await finish("discord:-:999", "WRONGONE")).error?.code, "too_many_attempts");
});
