import assert from "node:assert/strict";
import { test } from "node:test";
import { GAUGES, isHigh } from "../../../shared/src/health/gauges.ts";
import { done, waitingSend, yunshan } from "../fixtures.ts";
import { ALICE_IN_CHAT, linkChat } from "../one_of_each.ts";
import { PEOPLE, testDatabase } from "../test_database.ts";

/** How the deployment is: ages of what waits, for platform admins and the bot. */
const db = await testDatabase();
const home = await yunshan(db);

const health = () => done(db.as("olga").rpc("deployment_health"));

test("the figures are those that have words, and an idle deployment waits for nothing", async () => {
  await done(db.as("bot").rpc("clock_tick"));
  const now = await health();
  assert.deepEqual(Object.keys(now).sort(), Object.keys(GAUGES).sort());
  for (const name of [
    "dispatch_seconds",
    "export_seconds",
    "import_seconds",
    "roll_up_seconds",
    "chat_run_seconds",
    "alert_seconds",
  ])
    assert.equal(now[name], 0, name);
  assert.ok(now.clock_seconds < 30 && now.connections > 0);
});

test("what waits shows by how long, and what is sick or disagrees by how many", async () => {
  const { sql } = db;
  const send = await waitingSend(db);
  await sql`update private.jobs set finished_at = now() - interval '5 minutes' where job = 'tick'`;
  await sql`insert into public.link_flushes (enterprise_id, at, link_ids, kinds, vendors, counts) values (${home}, now() - interval '90 seconds', '{1}', '{resolution}', '{huawei}', '{1}')`;
  await sql`insert into public.exports (enterprise_id, made_by, name, source, format, columns, locale, zone, created_at)
    select ${home}, m.user_id, 'a', 'send', 'csv', '{name}', 'en', 'UTC', now() - interval '2 hours' from public.members m where m.enterprise_id = ${home} limit 1`;
  await sql`update public.channels set sick_since = now() where enterprise_id = ${home}`;
  await sql`select private.alert(${home}, 'books_disagree', 'quota', null)`;
  await sql`update public.alerts set at = now() - interval '1 hour'`;
  // A mail that a server has put off for an hour holds up no chat.
  await sql`insert into private.alert_posts (alert_id, provider, team, person, chat_user, locale)
    select a.id, 'mail', '-', ${PEOPLE.alice}, '', 'en' from public.alerts a limit 1`;
  await sql`update public.sends set state = 'paused' where id = ${send}`;
  const now = await health();
  const about = (name: string, from: number) =>
    assert.ok(now[name] >= from && now[name] < from + 60, `${name} ${now[name]}`);
  about("clock_seconds", 300);
  about("roll_up_seconds", 90);
  about("export_seconds", 7_200);
  assert.equal(now.alert_seconds, 0);
  assert.deepEqual([now.sick_channels > 0, now.books_wrong, now.paused_sends], [true, 1, 1]);
  assert.deepEqual(
    (["clock_seconds", "roll_up_seconds", "export_seconds", "sick_channels", "books_wrong"] as const).filter(
      (name) => !isHigh(name, now[name]),
    ),
    [],
  );
  assert.equal(isHigh("paused_sends", 5), false);
});

test("platform admins read it, and the bot for itself; no member does, nor anybody through the bot", async () => {
  await linkChat(db, "alice", ALICE_IN_CHAT);
  assert.equal((await db.as("bot").rpc("deployment_health")).error, null);
  for (const caller of [db.as("alice"), db.as("mallory"), db.as("bot", ALICE_IN_CHAT)])
    assert.equal((await caller.rpc("deployment_health")).error?.code, "platform_admin_only");
});
