import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import { beforeEach, test } from "node:test";
import {
  cardOf,
  clearStage,
  done,
  fault,
  handOver,
  recordReceipts,
  refusal,
  report,
  setSendSettings,
  startedSend,
} from "../fixtures.ts";
import { ALICE_IN_CHAT, linkChat } from "../one_of_each.ts";
import { testDatabase } from "../test_database.ts";
import {
  ADDRESS,
  type ClaimedCallback,
  callbackOf,
  callbacksDue,
  callbacksFailADay,
  claimCallbacks,
  closeCallbacks,
  openCallback,
  settleCallback,
  told,
  WORKER,
} from "./callback_fixtures.ts";

/** CBK-1: addresses that are told of what happens, by set, in order, at least once. */
const db = await testDatabase();
// Several tests send to the same number within one minute, more often than the caps allow.
await setSendSettings(db, { notice_per_minute: 1000, notice_per_day: 1000 });
beforeEach(async () => {
  await clearStage(db);
  await closeCallbacks(db);
});

/** A send whose messages are handed over: their ids. */
const sent = async (count: number): Promise<string[]> => {
  await startedSend(db, { count });
  return handOver(db);
};
const card = (id: string) => cardOf(db, "callback_cards", id);

test("a batch address is told of receipts in one post, in the service's own fields", async () => {
  const { id, secret } = await openCallback(db, "send_batch");
  const [first = "", second = ""] = await sent(2);
  await recordReceipts(db, [
    { ref: first, status: "delivered", code: "DELIVRD", at: "2026-11-24T02:00:00Z" },
    { ref: second, status: "failed", code: "MK:0001", at: "2026-11-24T02:00:01Z" },
  ]);
  const [claimed, ...none] = await claimCallbacks(db);
  assert.deepEqual(
    [none.length, claimed?.callback_id, claimed?.url, claimed?.secrets],
    [0, id, ADDRESS, [secret]],
  );
  const [post] = claimed?.posts ?? [];
  const whole = JSON.parse(post?.body ?? "");
  assert.deepEqual([whole.request_id, whole.callback_type, whole.retry], [`post_${post?.id}`, "sms", false]);
  const items = told(post);
  assert.deepEqual(
    items.map((one: Record<string, unknown>) => [one.msg_id, one.send_status, one.receive_time]),
    [
      [first, "DELIVRD", "2026-11-24T02:00:00Z"],
      [second, "MK:0001", "2026-11-24T02:00:01Z"],
    ],
  );
  assert.match(items[0].cust_flag, /^1[0-9]{10}$/);
  assert.match(items[0].aim_url, /^http.*\/[A-Za-z0-9]{8}$/);
  const shown = (await db.as("alice").rows("select body from public.callback_post_cards"))[0]?.body;
  assert.match(shown.body[0].cust_flag, /^1[0-9]{2}\*{4}[0-9]{4}$/, "people see it masked");
  assert.match(shown.body[0].aim_url, /\*{6}$/);
  assert.equal(await settleCallback(db, id, [[post?.id ?? 0, null]]), true);
  assert.deepEqual([(await card(id)).health, (await card(id)).waiting], ["well", 0]);
});

test("nothing is queued where no address is set, none has a secret, or a receipt changes nothing", async () => {
  const waiting = async () => (await db.sql`select from private.callback_events`).length;
  const [one = "", two = ""] = await sent(2);
  await report(db, [one], "delivered");
  assert.equal(await waiting(), 0);
  await done(
    db
      .as("alice")
      .rpc("update_callback", { callback: await callbackOf(db, "send"), input: { url: ADDRESS } }),
  );
  await report(db, [two], "failed");
  assert.equal(await waiting(), 0, "an address alone is told nothing");
  await openCallback(db, "send");
  await report(db, [one], "delivered");
  assert.equal(await waiting(), 0, "a repeat changes nothing");
  await report(db, [one, two], "delivered");
  assert.equal(await waiting(), 1);
  const [claimed] = await claimCallbacks(db);
  assert.deepEqual(
    claimed?.posts.map((post) => told(post).msg_id),
    [two],
    "only what changed",
  );
});

test("what happened to one message is posted in its order, one post about it at a time; others go abreast", async () => {
  const { id } = await openCallback(db, "send");
  const batch = await openCallback(db, "send_batch", "https://erp.example.com/batch");
  const [one = "", two = ""] = await sent(2);
  await report(db, [one], "failed");
  await report(db, [one, two], "delivered");
  const claimed = await claimCallbacks(db);
  const of = (all: ClaimedCallback[], callback: string) =>
    all.find(({ callback_id }) => callback_id === callback)?.posts ?? [];
  const said = (post: ClaimedCallback["posts"][number]) => [told(post).msg_id, told(post).send_status_desc];
  const first = of(claimed, id);
  assert.deepEqual(first.map(said), [
    [one, "failed"],
    [two, "delivered"],
  ]);
  await settleCallback(
    db,
    id,
    first.map((post) => [post.id, null]),
  );
  assert.deepEqual(of(await claimCallbacks(db), id).map(said), [[one, "delivered"]]);
  const posts = of(claimed, batch.id).map((post) => told(post) as Record<string, string>[]);
  assert.equal(posts.length, 1, "several calls are one post");
  assert.deepEqual(
    posts[0]?.filter(({ msg_id }) => msg_id === one).map(({ send_status_desc }) => send_status_desc),
    ["failed", "delivered"],
  );
});

test("a post that is refused by itself waits by itself, and only what comes after it waits with it; after a day people are told", async () => {
  const { id } = await openCallback(db, "send");
  const [one = "", two = "", three = ""] = await sent(3);
  await report(db, [one, two], "failed");
  const claimed = async () => (await claimCallbacks(db))[0]?.posts ?? [];
  const [poison, fine] = await claimed();
  const refused = poison?.id ?? 0;
  await settleCallback(db, id, [
    [refused, "HTTP 400"],
    [fine?.id ?? 0, null],
  ]);
  assert.deepEqual([(await card(id)).health, (await card(id)).error], ["failing", "HTTP 400"]);
  await report(db, [one, two, three], "delivered");
  const others = await claimed();
  assert.deepEqual(others.map((post) => told(post).msg_id).sort(), [two, three].toSorted());
  await settleCallback(
    db,
    id,
    others.map((post) => [post.id, null]),
  );
  assert.deepEqual(
    [(await card(id)).health, (await card(id)).error],
    ["failing", "HTTP 400"],
    "it still waits",
  );
  assert.deepEqual(await claimed(), [], "not before its time");
  await callbacksDue(db);
  await callbacksFailADay(db);
  assert.deepEqual(
    (await claimed()).map((post) => post.id),
    [refused],
  );
  await settleCallback(db, id, [[refused, "HTTP 400"]]);
  assert.equal((await card(id)).health, "stopped");
  await done(db.as("bob").rpc("resume_callback", { callback: id }));
  await claimed();
  await settleCallback(db, id, [[refused, null]]);
  assert.deepEqual([(await card(id)).health, (await card(id)).error], ["well", null]);
  assert.deepEqual(
    (await claimed()).map((post) => told(post).send_status_desc),
    ["delivered"],
  );
});

test("posts whose messages an earlier one has too wait for it, and the others of an address do not", async () => {
  const { id } = await openCallback(db, "send_batch");
  const ids = await sent(250);
  await report(db, ids.slice(0, 100), "failed");
  await report(db, [...ids.slice(100), ...ids.slice(0, 50)], "delivered");
  const lease = async () => (await claimCallbacks(db))[0]?.posts ?? [];
  const first = await lease();
  assert.deepEqual(
    first.map((post) => told(post).length),
    [100, 100],
    "the third is about some of the first",
  );
  await settleCallback(
    db,
    id,
    first.map((post) => [post.id, null]),
  );
  assert.deepEqual(
    (await lease()).map((post) => told(post).length),
    [100],
  );
});

test("no address keeps another one waiting: whoever was looked at last is last again", async () => {
  const kinds = ["send", "send_batch"] as const;
  for (const kind of kinds) await openCallback(db, kind, `${ADDRESS}/${kind}`);
  const ids = await sent(300);
  await report(db, ids, "delivered");
  const turns: string[] = [];
  for (let turn = 0; turn < 4; turn += 1) {
    const [row] = await db.sql<
      ClaimedCallback[]
    >`select * from private.claim_callback_posts(${WORKER}::uuid, 1)`;
    turns.push(row?.url ?? "");
    await settleCallback(
      db,
      row?.callback_id ?? "",
      (row?.posts ?? []).slice(0, 1).map((post) => [post.id, null]),
    );
  }
  assert.deepEqual([new Set(turns.slice(0, 2)).size, turns[0], turns[1]], [2, turns[2], turns[3]]);
});

test("a lease that a killed worker held ends, and another worker posts the same; the first one's failure says nothing", async () => {
  const { id } = await openCallback(db, "send_batch");
  const [one = ""] = await sent(1);
  await report(db, [one], "delivered");
  const [first] = await claimCallbacks(db);
  assert.deepEqual(await claimCallbacks(db, randomUUID()), [], "it is leased");
  await callbacksDue(db);
  const other = randomUUID();
  const [second] = await claimCallbacks(db, other);
  assert.deepEqual(second?.posts, first?.posts);
  const post = first?.posts[0]?.id ?? 0;
  assert.equal(await settleCallback(db, id, [[post, "HTTP 503"]]), false);
  assert.equal((await card(id)).health, "unused");
  assert.equal(await settleCallback(db, id, [[post, null]], other), true);
  assert.deepEqual(await claimCallbacks(db), []);
});

test("a failing address is asked later and later, and stopped with an alert after a day without any success", async () => {
  const { id } = await openCallback(db, "send_batch");
  const [one = ""] = await sent(1);
  await report(db, [one], "delivered");
  const waits: number[] = [];
  let post = 0;
  for (let attempt = 0; attempt < 9; attempt += 1) {
    const [claimed] = await claimCallbacks(db);
    post = claimed?.posts[0]?.id ?? post;
    assert.equal(JSON.parse(claimed?.posts[0]?.body ?? "").retry, attempt > 0);
    await settleCallback(db, id, [[post, "HTTP 503"]]);
    assert.deepEqual(await claimCallbacks(db), [], "not before its time");
    const [way] =
      await db.sql`select round(extract(epoch from due_at - clock_timestamp()))::int as s from private.callback_ways`;
    waits.push(way?.s);
    await callbacksDue(db);
  }
  assert.deepEqual(waits, [10, 20, 40, 80, 160, 320, 640, 1200, 1200]);
  assert.deepEqual([(await card(id)).health, (await card(id)).error], ["failing", "HTTP 503"]);
  await callbacksFailADay(db);
  await claimCallbacks(db);
  await settleCallback(db, id, [[post, "HTTP 503"]]);
  assert.equal((await card(id)).health, "stopped");
  const [alert] =
    await db.sql`select details from public.alerts where kind = 'callback_stopped' and resource_id = ${id}`;
  assert.deepEqual(alert?.details, { callback: "send_batch", error: "HTTP 503" });

  const [later = ""] = await sent(1);
  await report(db, [later], "delivered");
  await callbacksDue(db);
  assert.deepEqual(await claimCallbacks(db), [], "it waits for a person");
  await done(db.as("bob").rpc("resume_callback", { callback: id }));
  const [again] = await claimCallbacks(db);
  assert.deepEqual(
    again?.posts.map((each) => each.id),
    [post],
    "what had waited goes first",
  );
  await settleCallback(db, id, [[post, null]]);
  assert.equal((await claimCallbacks(db))[0]?.posts.length, 1);
});

test("an address that may not be asked, or says that it is gone, is stopped at once, and a chat channel is told", async () => {
  await db.sql`delete from private.alert_posts`;
  await linkChat(db, "alice", ALICE_IN_CHAT);
  const input = { chat_channel: "C1", kinds: ["callback_stopped"], locale: "en" };
  await done(db.as("bot", ALICE_IN_CHAT).rpc("subscribe_chat_channel", { input }));
  const { id } = await openCallback(db, "send_batch");
  const [one = ""] = await sent(1);
  await report(db, [one], "delivered");
  const [claimed] = await claimCallbacks(db);
  await settleCallback(db, id, [[claimed?.posts[0]?.id ?? 0, "gone: 10.0.0.8 is not a public address"]]);
  const error = "10.0.0.8 is not a public address";
  assert.deepEqual([(await card(id)).health, (await card(id)).error], ["stopped", error]);
  const posts = await done(db.as("bot").rpc("claim_alert_posts", { most: 20, homes: null }));
  assert.deepEqual(
    posts.map((post: Record<string, unknown>) => [
      post.chat_channel,
      post.kind,
      post.resource_id,
      post.details,
    ]),
    [["C1", "callback_stopped", id, { callback: "send_batch", error }]],
  );
  // Stopped is stopped: what waits is not posted by a test either, and people are told once.
  assert.equal(await refusal(db.as("bob").rpc("test_callback", { callback: id })), "wrong_state");
  await callbacksDue(db);
  assert.deepEqual(await claimCallbacks(db), []);
});

test("a new secret signs beside the former one for a day; another address needs one of its own, and drops what waited", async () => {
  const { id, secret } = await openCallback(db, "send_batch");
  const [one = "", two = ""] = await sent(2);
  await report(db, [one], "delivered");
  const { secret: fresh } = await done(db.as("alice").rpc("rotate_callback", { callback: id }));
  assert.notEqual(fresh, secret);
  const [claimed] = await claimCallbacks(db);
  assert.deepEqual(claimed?.secrets, [fresh, secret]);
  assert.ok((await card(id)).former_until);
  await db.sql`update private.callback_ways set former_until = now() - interval '1 second', lease_until = '-infinity'`;
  assert.deepEqual((await claimCallbacks(db))[0]?.secrets, [fresh]);
  assert.ok(!JSON.stringify(await card(id)).includes("whsec_"));

  const set = (url: string | null) => db.as("bob").rpc("update_callback", { callback: id, input: { url } });
  await done(set(ADDRESS));
  assert.equal((await card(id)).health, "unused", "the same address changes nothing");
  const moved = await done(set("https://other.example.com/receipts"));
  assert.deepEqual([moved.health, moved.set_by_name, moved.waiting], ["off", "Bob", 0]);
  await report(db, [two], "delivered");
  assert.deepEqual(await claimCallbacks(db), []);
  const states = await db.as("alice").rows("select state from public.callback_post_cards");
  assert.deepEqual(
    states.map(({ state }) => state),
    ["dropped"],
  );
  await done(set(null));
  assert.equal(await refusal(db.as("alice").rpc("rotate_callback", { callback: id })), "wrong_state");
});

test("whole numbers are given away by whoever may see them, with a password just given", async () => {
  const id = await callbackOf(db, "send");
  const input = { url: ADDRESS };
  assert.equal(await refusal(db.as("dan").rpc("update_callback", { callback: id, input })), "forbidden");
  assert.equal(await refusal(db.as("mallory").rpc("update_callback", { callback: id, input })), "not_found");
  await done(db.as("bob").rpc("update_callback", { callback: id, input }));
  assert.equal(await refusal(db.as("bob").rpc("rotate_callback", { callback: id })), "forbidden");
  for (const url of ["erp.example.com", "http://10.0.0.1/in", "http://localhost", "ftp://a.example.com"])
    assert.equal(
      await fault(db.as("bob").rpc("update_callback", { callback: id, input: { url } })),
      "callback_url_invalid url",
      url,
    );
  const long = `https://erp.example.com/${"a".repeat(976)}`;
  assert.equal(
    (await done(db.as("bob").rpc("update_callback", { callback: id, input: { url: long } }))).url,
    long,
  );
  assert.equal(
    await fault(db.as("bob").rpc("update_callback", { callback: id, input: { url: `${long}a` } })),
    "input_invalid url",
  );
  for (const table of ["callback_ways", "callback_events"])
    assert.deepEqual(
      (await db.sql`select has_table_privilege('authenticated', ${`private.${table}`}, 'select') as may`)[0]
        ?.may,
      false,
    );
});

test("a test goes first; one post or a range is posted again, with the same id", async () => {
  const { id } = await openCallback(db, "send_batch");
  const [one = "", two = ""] = await sent(2);
  await report(db, [one], "delivered");
  const [first] = await claimCallbacks(db);
  await settleCallback(db, id, [[first?.posts[0]?.id ?? 0, "HTTP 500"]]);
  await done(db.as("bob").rpc("test_callback", { callback: id }));
  const [tried] = await claimCallbacks(db);
  assert.deepEqual(
    tried?.posts.map((post) => told(post)[0].msg_id),
    ["test", one],
    "at once, and before all else",
  );
  await settleCallback(
    db,
    id,
    (tried?.posts ?? []).map((post) => [post.id, null]),
  );
  await report(db, [two], "delivered");
  const [next] = await claimCallbacks(db);
  await settleCallback(
    db,
    id,
    (next?.posts ?? []).map((post) => [post.id, null]),
  );

  const again = (input: object) => db.as("bob").rpc("replay_callback", { callback: id, input });
  const soon = new Date(Date.now() + 3_600_000).toISOString();
  assert.equal(await refusal(again({ since: soon })), "replay_empty");
  assert.equal(await refusal(again({ since: "yesterday" })), "input_invalid");
  await done(again({ until: soon }));
  const replayed = await claimCallbacks(db);
  assert.deepEqual(
    replayed[0]?.posts.map((post) => post.id),
    [...(tried?.posts ?? []), ...(next?.posts ?? [])].map((post) => post.id),
  );
  await settleCallback(
    db,
    id,
    (replayed[0]?.posts ?? []).map((post) => [post.id, null]),
  );
  await done(db.as("bob").rpc("replay_callback_post", { callback_post: first?.posts[0]?.id }));
  assert.deepEqual(
    (await claimCallbacks(db))[0]?.posts.map((post) => post.id),
    [first?.posts[0]?.id],
  );
  assert.equal(
    await refusal(db.as("bob").rpc("replay_callback_post", { callback_post: first?.posts[0]?.id })),
    "wrong_state",
    "it waits already",
  );
});
