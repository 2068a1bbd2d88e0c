import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";
import { ALERT_KINDS, isDigest } from "../../../shared/src/alerts/words.ts";
import { clearStage, done, draftSend, refusal, waitingSend, yunshan } from "../fixtures.ts";
import { ALICE_IN_CHAT, linkChat } from "../one_of_each.ts";
import { alerts, noCaps, overSend, refused } from "../sends/sends_fixtures.ts";
import { PEOPLE, type Person, proven, testDatabase } from "../test_database.ts";

/** GRD-1, BOT-3, BOT-4: an alert is shown once in the panel, and posted once in each chat channel that subscribed to its kind. */
const ALICE_ELSEWHERE = "slack:T2:UALICE2";
const db = await testDatabase();
const home = await yunshan(db);
await noCaps(db);
await linkChat(db, "alice", ALICE_IN_CHAT);
await linkChat(db, "alice", ALICE_ELSEWHERE);
await linkChat(db, "bob", "slack:T1:UBOB");
beforeEach(async () => {
  await clearStage(db);
  await db.sql`delete from private.alert_posts`;
  await db.sql`delete from public.alerts`;
  await db.sql`delete from public.chat_subscriptions`;
});

const usual = ALERT_KINDS.filter((kind) => !isDigest(kind));
const inChat = (chat = ALICE_IN_CHAT) => db.as("bot", chat);
const subscribe = (input: object, chat = ALICE_IN_CHAT) =>
  inChat(chat).rpc("subscribe_chat_channel", { input: { chat_channel: "C1", ...input } });
const tell = async (kind = "channel_sick", enterprise = home) => {
  const [row] =
    await db.sql`select private.alert(${enterprise}, ${kind}, 'channel', null, '{"name": "主"}')::text as id`;
  return row?.id as string;
};
const claimPosts = (most = 20, homes: string[] | null = null) =>
  done(db.as("bot").rpc("claim_alert_posts", { most, homes }));
const finish = (post: number, error: string | null = null) =>
  done(db.as("bot").rpc("finish_alert_post", { post, error }));
const due = () => db.sql`update private.alert_posts set lease_until = now() - interval '1 second'`;

test("a chat channel that subscribed is told of its kinds, in its language, and of no other", async () => {
  await done(subscribe({ kinds: ["channel_sick", "break_glass"], locale: "en" }));
  await done(subscribe({ chat_channel: "C2" }));
  await tell("channel_sick");
  await tell("books_disagree");
  const posts = await claimPosts();
  assert.deepEqual(
    posts.map((post: Record<string, unknown>) => [post.chat_channel, post.kind, post.locale]),
    [
      ["C1", "channel_sick", "en"],
      ["C2", "channel_sick", "zh-CN"],
      ["C2", "books_disagree", "zh-CN"],
    ],
  );
  const { provider, person, chat_user, resource, details, enterprise } = posts[0];
  assert.deepEqual(
    [provider, person, chat_user, resource, details, enterprise],
    ["slack", null, ALICE_IN_CHAT, "channel", { name: "主" }, "云杉商城"],
  );
});

test("subscribed again, a chat channel is told of that too; of kinds that are taken away, or unsubscribed, it is told no more", async () => {
  await done(subscribe({ kinds: ["channel_sick", "digest_week"] }));
  await done(subscribe({}));
  const again = await done(subscribe({ kinds: ["channel_well", "digest_day", "digest_week"] }));
  assert.deepEqual([...again.kinds].sort(), [...usual, "digest_day", "digest_week"].sort());
  const narrowed = () =>
    inChat().rpc("update_chat_channel", { chat_channel: again.id, input: { kinds: ["channel_well"] } });
  assert.deepEqual((await done(narrowed())).kinds, ["channel_well"]);
  await tell("channel_sick");
  assert.deepEqual(await claimPosts(), []);
  const act =
    (actor: ReturnType<typeof inChat>, subscription = again.id) =>
    () =>
      actor.rpc("unsubscribe_chat_channel", { chat_channel: subscription });
  await done(act(inChat())());
  await refused(db, act(inChat()), "not_found", 404);
  await tell("channel_well");
  assert.deepEqual(await claimPosts(), []);
  const { id } = await done(subscribe({}));
  assert.equal((await act(db.as("alice"), id)()).error, null, "from the panel too");
});

test("the language of a chat channel is its own: of its cards, alerts and answers, whoever asked for them", async () => {
  const first = await done(subscribe({ name: "#运营", locale: "en" }));
  assert.deepEqual([first.name, first.locale], ["#运营", "en"]);
  const send = await draftSend(db);
  const card = { provider: "slack", chat_channel: "C1", message: "7.1", resource: "send", resource_id: send };
  await done(inChat("slack:T1:UBOB").rpc("register_card", { ...card, locale: "zh-CN", hash: "x" }));
  const drawn = async () =>
    (await db.sql`select locale, seq > shown_seq as due from private.chat_cards where message = '7.1'`)[0];
  assert.equal((await drawn())?.locale, "en", "Bob reads Chinese, the channel English");
  await db.sql`update private.chat_cards set shown_seq = seq`;
  // Subscribed again by somebody else, or to other kinds, it keeps its language.
  assert.equal((await done(subscribe({ kinds: ["digest_week"] }))).locale, "en");
  assert.equal((await drawn())?.due, false);
  const change = (input: object) => inChat().rpc("update_chat_channel", { chat_channel: first.id, input });
  const changed = await done(change({ locale: "zh-CN" }));
  assert.deepEqual([changed.locale, changed.kinds.length], ["zh-CN", usual.length + 1], "the rest stays");
  assert.deepEqual({ ...(await drawn()) }, { locale: "zh-CN", due: true }, "its cards are drawn anew");
  assert.equal(await refusal(change({ locale: "fr" })), "input_invalid");
  await tell("channel_sick");
  assert.deepEqual(
    (await claimPosts()).map(({ locale }: { locale: string }) => locale),
    ["zh-CN"],
  );
  const run = (key: string, channel: string) => {
    const work = { command: "sends", input: {} };
    const about = { provider: "slack", team: "T1", key, chat_user: "slack:T1:UBOB" };
    return proven({ ...about, place: { channel }, work, begun: true });
  };
  const runs = [run("l1", "C1"), run("l2", "C9")];
  assert.deepEqual(
    (await done(db.as("bot").rpc("take_chat_runs", { runs }))).map(
      ({ channel_locale }: { channel_locale: string | null }) => channel_locale,
    ),
    ["zh-CN", null],
  );
  await db.sql`delete from private.chat_runs`;
});

test("a chat channel is subscribed by an owner, from within it, with kinds that there are", async () => {
  for (const person of ["alice", "dan", "bot"] as const) {
    const act = () => db.as(person).rpc("subscribe_chat_channel", { input: { chat_channel: "C1" } });
    await refused(db, act, "bot_only", 403);
  }
  await refused(db, () => subscribe({}, "slack:T1:UBOB"), "forbidden", 403);
  await refused(db, () => subscribe({}, "slack:T1:UNOBODY"), "not_linked", 403);
  for (const input of [
    { kinds: [] },
    { kinds: ["weather"] },
    { kinds: [null] },
    { locale: "fr" },
    { locale: null },
    { chat_channel: " " },
  ])
    await refused(db, () => subscribe(input), "input_invalid", 422);
  const { id, kinds } = await done(subscribe({}));
  assert.deepEqual(kinds, usual);
  for (const person of ["bob", "carol", "dan"] as const)
    await refused(
      db,
      () => db.as(person).rpc("unsubscribe_chat_channel", { chat_channel: id }),
      "forbidden",
      403,
    );
  await refused(
    db,
    () => db.as("mallory").rpc("unsubscribe_chat_channel", { chat_channel: id }),
    "not_found",
    404,
  );
});

test("a post is leased to one bot; a bot that dies gives it to the next after its lease, and posted it is done", async () => {
  await done(subscribe({}));
  await tell();
  const [both, nobody] = [await claimPosts(), await claimPosts()];
  assert.deepEqual([both.length, nobody.length], [1, 0]);
  await due();
  const [post] = await claimPosts();
  assert.equal(post.post_id, both[0].post_id);
  await finish(post.post_id);
  await due();
  assert.deepEqual(await claimPosts(), []);
});

test("one that failed is tried again later, one that can never be posted is not, and after a day nobody tries", async () => {
  await done(subscribe({}));
  await tell();
  const [post] = await claimPosts();
  await finish(post.post_id, "429");
  assert.deepEqual(await claimPosts(), []);
  const [row] =
    await db.sql`select last_error, extract(epoch from lease_until - now())::int as s from private.alert_posts`;
  assert.equal(row?.last_error, "429");
  assert.ok(row?.s > 20 && row.s <= 30, `${row?.s}`);
  await due();
  assert.equal((await claimPosts()).length, 1);
  await finish(post.post_id, "gone");
  await due();
  assert.deepEqual(await claimPosts(), []);

  await tell();
  const [late] = await claimPosts();
  await db.sql`update private.alert_posts set first_at = now() - interval '25 hours'`;
  await finish(late.post_id, "429");
  await due();
  assert.deepEqual(await claimPosts(), []);
});

test("of two workspaces on one database each bot posts what its own was promised, and nobody else's", async () => {
  await done(subscribe({}));
  await done(subscribe({ chat_channel: "C1", locale: "en" }, ALICE_ELSEWHERE));
  await tell();
  const [one, ...none] = await claimPosts(20, ["slack:T1"]);
  assert.deepEqual([one.chat_user, one.chat_channel, none.length], [ALICE_IN_CHAT, "C1", 0]);
  await due();
  const [other, ...more] = await claimPosts(20, ["slack:T2", "discord:9"]);
  assert.deepEqual([other.chat_user, other.chat_channel, more.length], [ALICE_ELSEWHERE, "C1", 0]);
  await tell("break_glass");
  const told = (await claimPosts(20, ["slack:T2"])).map((post: Record<string, unknown>) => [
    post.chat_channel,
    post.person,
  ]);
  assert.deepEqual(told, [
    ["C1", null],
    [null, "UALICE2"],
  ]);
  const [there] = await db.sql`select id::text from public.chat_subscriptions where team = 'T2'`;
  const stop = db.as("alice").rpc("unsubscribe_chat_channel", { chat_channel: there?.id });
  assert.equal((await done(stop)).team, "T2");
  const left = await db.sql`select team, chat_channel from public.chat_subscriptions`;
  assert.deepEqual(
    left.map((row) => ({ ...row })),
    [{ team: "T1", chat_channel: "C1" }],
  );
});

test("on Discord the application says whose a chat channel is; a home that nobody knows is anybody's", async () => {
  await linkChat(db, "alice", "discord:-:77");
  await done(subscribe({ chat_channel: "G1", team: "9" }, "discord:-:77"));
  await done(subscribe({ chat_channel: "G2" }, "discord:-:77"));
  await tell();
  const channels = async (homes: string[]) => {
    const posts = await claimPosts(20, homes);
    await due();
    return posts.map((post: Record<string, unknown>) => post.chat_channel).sort();
  };
  assert.deepEqual(await channels(["discord:8"]), ["G2"]);
  assert.deepEqual(await channels(["discord:9"]), ["G1", "G2"]);
  assert.deepEqual(await channels(["slack:9"]), []);
});

test("posts are claimed for the platforms a bot serves, and not more than it asks for", async () => {
  await done(subscribe({}));
  await done(subscribe({ chat_channel: "C2" }));
  await tell();
  assert.deepEqual(await claimPosts(20, ["discord:9"]), []);
  assert.equal((await claimPosts(1, ["slack:T1"])).length, 1);
  assert.equal((await claimPosts(20, ["slack:T1", "discord:9"])).length, 1);
  for (const verb of ["claim_alert_posts", "finish_alert_post"])
    await refused(
      db,
      () => db.as("alice").rpc(verb, verb.startsWith("finish") ? { post: 1 } : {}),
      "bot_only",
      403,
    );
});

test("what goes into review is told once; other enterprises hear of theirs only", async () => {
  await done(subscribe({ kinds: ["review_waiting"] }));
  const send = await waitingSend(db);
  assert.equal(await alerts(db, "review_waiting", send), 1);
  const posts = await claimPosts();
  assert.deepEqual(
    posts.map((post: Record<string, unknown>) => [post.kind, post.resource, post.resource_id]),
    [["review_waiting", "send", send]],
  );
  const [other] = await db.sql`select id from public.enterprises where name = 'Other Ltd'`;
  await tell("review_waiting", other?.id);
  assert.deepEqual(await claimPosts(), []);
  const seen = await db.as("mallory").rows("select enterprise_id from public.alerts");
  assert.deepEqual(seen, [{ enterprise_id: other?.id }]);
});

test("what is submitted from within a subscribed channel is told there once: by the answer where that is its card", async () => {
  const BOB = "slack:T1:UBOB";
  for (const chat_channel of ["C1", "C2"]) await done(subscribe({ chat_channel, kinds: ["review_waiting"] }));
  const submitted = async (key: string) => {
    const send = await draftSend(db);
    await db.sql`insert into private.chat_runs (provider, team, key, chat_user, place, state, lease_until)
      values ('slack', 'T1', ${key}, ${BOB}, '{"channel": "C1"}', 'begun', now() + interval '1 minute')`;
    await done(inChat(BOB).rpc("submit_send", { send }));
    return send;
  };
  const end = () =>
    db.sql`update private.chat_runs set state = 'shown', ended_at = now() where ended_at is null`;
  const told = async () =>
    (await claimPosts()).map(({ chat_channel }: { chat_channel: string }) => chat_channel);
  const answered = await submitted("k1");
  assert.deepEqual(await told(), ["C2"], "what is asked for in C1 is still being answered there");
  const card = { provider: "slack", chat_channel: "C1", message: "9.1", resource: "send" };
  await done(inChat(BOB).rpc("register_card", { ...card, resource_id: answered, locale: "en" }));
  await end();
  assert.deepEqual(await told(), []);
  const [open] =
    await db.sql`select count(*)::int as n from private.alert_posts where done_at is null and chat_channel = 'C1'`;
  assert.equal(open?.n, 0);
  // The answer was for the person alone, or never came.
  await submitted("k2");
  await end();
  assert.deepEqual((await told()).sort(), ["C1", "C2"]);
  await db.sql`delete from private.chat_runs`;
});

test("a review has one card in a chat channel: a press changes it, and what is brought up again is said beside it", async () => {
  const BOB = "slack:T1:UBOB";
  await done(subscribe({ kinds: ["review_waiting"] }));
  const send = await draftSend(db);
  const card = { provider: "slack", chat_channel: "C1", message: "9.1", resource: "send" };
  await done(inChat(BOB).rpc("register_card", { ...card, resource_id: send, locale: "en" }));
  await db.sql`update private.chat_cards set created_at = now() - interval '1 hour'`;
  const press = async (key: string, act: () => PromiseLike<unknown>) => {
    await db.sql`insert into private.chat_runs (provider, team, key, chat_user, place, state, lease_until)
      values ('slack', 'T1', ${key}, ${BOB}, '{"channel": "C1"}', 'begun', now() + interval '1 minute')`;
    await act();
    await db.sql`update private.chat_runs set state = 'shown', ended_at = now() where ended_at is null`;
  };
  const told = async () =>
    (await claimPosts()).map(({ thread, stands }: { thread: string | null; stands: boolean }) => [
      thread,
      stands,
    ]);
  await press("b1", () => done(inChat(BOB).rpc("submit_send", { send })));
  assert.deepEqual(await told(), [], "the card that was pressed is the review's");
  await press("b2", () => done(inChat(BOB).rpc("urge_send", { send })));
  assert.deepEqual(await told(), [["9.1", true]], "a reminder is an answer to it");
  await db.sql`update private.open_reviews set urged_at = null`;
  const typed = async () => {
    await done(inChat(BOB).rpc("urge_send", { send }));
    await done(
      inChat(BOB).rpc("register_card", { ...card, message: "9.2", resource_id: send, locale: "en" }),
    );
  };
  await press("b3", typed);
  assert.deepEqual(await told(), [], "the answer to what was typed is the reminder");
  // From elsewhere, and with a card that was deleted.
  await db.sql`update private.open_reviews set urged_at = null`;
  await done(db.as("bob").rpc("urge_send", { send }));
  assert.deepEqual(await told(), [["9.2", true]]);
  await db.sql`update private.chat_cards set shown_seq = 9223372036854775807`;
  await db.sql`update private.open_reviews set urged_at = null`;
  await done(db.as("bob").rpc("urge_send", { send }));
  assert.deepEqual(await told(), [[null, false]]);
  await db.sql`delete from private.chat_runs`;
});

test("what is decided before it is posted asks nobody any more, in no channel and no direct message", async () => {
  await done(subscribe({ kinds: ["review_waiting"] }));
  const send = await waitingSend(db);
  await done(db.as("carol").rpc("assign_send", { send, input: { person: PEOPLE.alice } }));
  await done(db.as("carol").rpc("reject_send", { send, reason: "时间不对" }));
  assert.deepEqual(
    (await claimPosts()).filter(({ kind }: { kind: string }) => kind.startsWith("review_")),
    [],
  );
});

test("the first who has seen an alert stands there; who may only read leaves it to those who act", async () => {
  const alert = await tell();
  const see = (person: Person) => db.as(person).rpc("see_alert", { alert });
  await refused(db, () => see("dan"), "forbidden", 403);
  await refused(db, () => see("mallory"), "not_found", 404);
  await refused(db, () => db.as("bob").rpc("see_alert", { alert: 0 }), "not_found", 404);
  const first = await done(see("carol"));
  const second = await done(see("bob"));
  assert.deepEqual([second.seen_by, second.seen_at], [first.seen_by, first.seen_at]);
});

test("what happened before somebody joined is no news to them, and they may still mark it as seen", async () => {
  const alert = await tell();
  const state = async (who: Person, id = alert) =>
    (await db.as(who).rows("select state from public.alert_cards where id = $1", [id]))[0]?.state;
  const bob = db.sql`enterprise_id = ${home} and user_id = ${PEOPLE.bob}`;
  const glass = await tell("break_glass");
  const books = await tell("books_disagree");
  const [was] = await db.sql`select joined_at from public.members where ${bob}`;
  await db.sql`update public.members set state = 'left' where ${bob}`;
  // Somebody who comes back joins anew: what happened meanwhile is no news either.
  await db.sql`select private.join_group(${home}, ${PEOPLE.bob}, '{}')`;
  assert.deepEqual([await state("bob"), await state("carol")], ["before", "open"]);
  for (const grave of [glass, books])
    assert.equal(await state("bob", grave), "open", "it has to be looked at by somebody else, however late");
  assert.equal(await state("bob", await tell()), "open");
  await done(db.as("bob").rpc("see_alert", { alert }));
  assert.deepEqual([await state("bob"), await state("carol")], ["seen", "seen"]);
  await db.sql`update public.members set joined_at = ${was?.joined_at} where ${bob}`;
});

test("books that do not agree are told once, and again only when somebody has seen it", async () => {
  await overSend(db, { delivered: 2 });
  const sweep = async () => (await done(db.as("bot").rpc("clock_sweep"))).books_wrong;
  assert.equal(await sweep(), 0);
  await db.sql`update public.quota_accounts set balance = balance + 1 where account = 'reserved'`;
  assert.deepEqual([await sweep(), await sweep()], [1, 1]);
  const found =
    await db.sql`select id::text, resource, details from public.alerts where kind = 'books_disagree'`;
  assert.equal(found.length, 1);
  assert.equal(found[0]?.details.findings[0].what, "balance");
  await done(db.as("alice").rpc("see_alert", { alert: found[0]?.id }));
  await sweep();
  assert.equal(await alerts(db, "books_disagree"), 2);
  await db.sql`update public.quota_accounts set balance = balance - 1 where account = 'reserved'`;
  assert.equal(await sweep(), 0);
});

test("a delivery or an account that was tampered with is found too", async () => {
  const send = await overSend(db, { delivered: 2, failed: 1 });
  const sweep = async () => (await done(db.as("bot").rpc("clock_sweep"))).books_wrong;
  await db.sql`update public.deliveries set state = 'failed' where send_id = ${send} and state = 'delivered'`;
  assert.equal(await sweep(), 1);
  await db.sql`update public.deliveries set state = 'delivered' where send_id = ${send} and ordinal <= 2`;
  assert.equal(await sweep(), 0);
  await db.sql`update public.sends set finished_at = now() - interval '3 days' where id = ${send}`;
  await db.sql`update public.send_totals set delivered = delivered - 1, failed = failed + 1 where send_id = ${send}`;
  assert.equal(await sweep(), 0, "the hourly look goes two days back");
  assert.equal(
    (await done(db.as("dan").rpc("audit_quota"))).ok,
    false,
    "a person's look goes back to the beginning",
  );
});
