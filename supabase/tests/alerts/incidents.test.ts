import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";
import { channelOf, clearStage, done, startedSend, tick, yunshan } from "../fixtures.ts";
import { ALICE_IN_CHAT, linkChat } from "../one_of_each.ts";
import { noCaps, refused } from "../sends/sends_fixtures.ts";
import { type Person, testDatabase } from "../test_database.ts";

/** GRD-1: what the system stops, or finds wrong, is one incident a thing, with a time line, an owner and an end. */
const db = await testDatabase();
const home = await yunshan(db);
const channel = await channelOf(db, home);
await noCaps(db);
await linkChat(db, "alice", ALICE_IN_CHAT);
beforeEach(async () => {
  await clearStage(db);
  await db.sql`delete from private.alert_posts`;
  await db.sql`delete from private.chat_cards`;
  await db.sql`update public.channels set failures = 0, sick_since = null`;
  await db.sql`delete from public.alerts`;
  await db.sql`delete from public.incident_events`;
  await db.sql`delete from public.incidents`;
  await done(inChat().rpc("subscribe_chat_channel", { input: { chat_channel: "C1" } }));
});

const inChat = () => db.as("bot", ALICE_IN_CHAT);
const posts = () => done(db.as("bot").rpc("claim_alert_posts", { most: 50 }));
const incidents = () => db.as("bob").rows("select * from public.incident_cards order by number");
const act = (person: Person, verb: string, incident: string, more = {}) =>
  db.as(person).rpc(`${verb}_incident`, { incident, ...more });
const fails = (error: string) =>
  db.sql`select private.channel_failed(${channel}, ${error}) from generate_series(1, 5)`;
const what = ({ events }: { events: { what: string; by: string | null }[] }) =>
  events.map((each) => (each.by ? `${each.what} ${each.by}` : each.what));

test("a sick carrier opens one incident; its card is posted once, what follows goes into its thread, and it ends with the cause", async () => {
  await fails("HTTP 503");
  const [first, ...none] = await posts();
  assert.deepEqual([first.kind, first.chat_channel, none.length], ["channel_sick", "C1", 0]);
  const card = { provider: "slack", chat_channel: "C1", message: "1.1", resource: "incident", locale: "en" };
  await done(inChat().rpc("register_card", { ...card, resource_id: first.incident }));
  await done(db.as("bot").rpc("finish_alert_post", { post: first.post_id }));

  await done(act("carol", "take", first.incident));
  await done(act("carol", "note", first.incident, { reason: "运营商在处理" }));
  await done(db.as("alice").rpc("pause_channel", { channel, reason: "等运营商" }));
  await done(db.as("alice").rpc("resume_channel", { channel }));
  await tick(db);
  const [row, ...others] = await incidents();
  assert.equal(others.length, 0);
  assert.deepEqual(what(row), [
    "channel_sick",
    "take Carol",
    "note Carol",
    "pause Alice",
    "resume Alice",
    "over",
  ]);
  assert.deepEqual([row.state, row.owner_name, row.closed_by_name], ["closed", "Carol", null]);
  const threads = (await posts()).map(({ kind, thread, chat_channel }: Record<string, string>) => [
    kind,
    thread,
    chat_channel,
  ]);
  assert.deepEqual(threads, Array(5).fill(["incident_update", "1.1", "C1"]));

  await fails("HTTP 503");
  assert.equal((await incidents()).length, 2, "again is another");
});

test("a second alert about the same thing is added to the incident that is open, and posted to nobody twice", async () => {
  const send = await startedSend(db);
  const tell = (kind: string) =>
    db.sql`select private.alert(${home}, ${kind}, 'send', ${send}, '{"name": "会员日", "failed": 60, "ends": 100}')`;
  await db.sql`select private.stop_send(${send}, 'failure_rate', '60 of 100', '{"failed": 60, "ends": 100}')`;
  await tell("send_failed");
  const [row, ...others] = await incidents();
  assert.deepEqual([what(row), others.length], [["send_paused", "send_failed"], 0]);
  const told = (await posts()).filter(({ kind }: { kind: string }) => kind.startsWith("send_"));
  assert.deepEqual(
    told.map(({ kind }: { kind: string }) => kind),
    ["send_paused"],
  );
  await done(db.as("bob").rpc("resume_send", { send }));
  await tick(db);
  assert.equal((await incidents())[0].state, "open", "what failed at its end is closed by a person");
  await done(act("bob", "close", row.id, { reason: "名单过旧" }));
  assert.equal((await incidents())[0].closed_reason, "名单过旧");
});

test("a paused send that goes on is over by itself", async () => {
  const send = await startedSend(db);
  await db.sql`select private.stop_send(${send}, 'failure_rate', '60 of 100', '{"failed": 60, "ends": 100}')`;
  await tick(db);
  assert.equal((await incidents())[0].state, "open");
  await done(db.as("bob").rpc("resume_send", { send }));
  await tick(db);
  const [row] = await incidents();
  assert.deepEqual([row.state, what(row)], ["closed", ["send_paused", "resume Bob", "over"]]);
});

test("books that agree again end their incident", async () => {
  await startedSend(db);
  const sweep = async () => (await done(db.as("bot").rpc("clock_sweep"))).books_wrong;
  await db.sql`update public.quota_accounts set balance = balance + 1 where account = 'reserved'`;
  await sweep();
  await db.sql`update public.quota_accounts set balance = balance - 1 where account = 'reserved'`;
  assert.deepEqual([(await incidents())[0].state, await sweep()], ["open", 0]);
  assert.deepEqual([(await incidents())[0].state, (await incidents())[0].cause], ["closed", "books"]);
});

test("whoever may act on alerts takes it, from others too, and not twice; a closed one takes nothing more", async () => {
  await fails("HTTP 503");
  const [{ id }] = await incidents();
  await refused(db, () => act("dan", "take", id), "forbidden", 403);
  await refused(db, () => act("mallory", "take", id), "not_found", 404);
  await done(act("bob", "take", id));
  await refused(db, () => act("bob", "take_over", id), "incident_yours", 409);
  // Carol's card still shows that nobody has it.
  await refused(db, () => act("carol", "take", id), "wrong_state", 409);
  assert.equal((await done(act("carol", "take_over", id))).owner_name, "Carol");
  await refused(db, () => act("carol", "close", id), "reason_required", 422);
  await done(act("carol", "close", id, { reason: "好了" }));
  await refused(db, () => act("carol", "note", id, { reason: "再看" }), "wrong_state", 409);
  assert.deepEqual(await db.as("mallory").rows("select id from public.incident_events"), []);
});
