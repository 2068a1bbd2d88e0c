import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";
import {
  approvedSend,
  buttonOf,
  clearStage,
  done,
  refusal,
  startedSend,
  tick,
  waitingSend,
} from "../fixtures.ts";
import { linkChat } from "../one_of_each.ts";
import { noCaps, overSend } from "../sends/sends_fixtures.ts";
import { PEOPLE, type Person, proven, testDatabase } from "../test_database.ts";

/** C10: the maker of a thing is told directly, once, of what others and the system do with it. */
const db = await testDatabase();
await noCaps(db);
await linkChat(db, "bob", "slack:T1:UBOB");
await linkChat(db, "bob", "discord:-:77");
await linkChat(db, "carol", "slack:T1:UCAROL");
await linkChat(db, "alice", "slack:T1:UALICE");
beforeEach(async () => {
  await clearStage(db);
  await db.sql`delete from private.alert_posts`;
});

interface Told {
  post_id: number;
  provider: string;
  person: string;
  kind: string;
  resource_id: string;
  details: Record<string, unknown>;
}
const told = async (): Promise<Told[]> =>
  (await done(db.as("bot").rpc("claim_alert_posts", { most: 50 }))).filter(({ kind }: Told) =>
    kind.startsWith("own_"),
  );

test("approval, rejection and the end are told once, in one account", async () => {
  const over = await overSend(db, { delivered: 2 });
  const approved = await approvedSend(db);
  const rejected = await waitingSend(db);
  await done(db.as("carol").rpc("reject_send", { send: rejected, reason: "签名不对" }));
  const posts = await told();
  assert.deepEqual(
    posts.map(({ provider, person, kind, resource_id }) => [provider, person, kind, resource_id]),
    [
      ["discord", "77", "own_approved", over],
      ["discord", "77", "own_ended", over],
      ["discord", "77", "own_approved", approved],
      ["discord", "77", "own_rejected", rejected],
    ],
  );
  const { by, reason, state } = posts[3]?.details ?? {};
  assert.deepEqual([by, reason, state], ["Carol", "签名不对", "rejected"]);
  assert.deepEqual(await told(), [], "leased");
});

test("one is told where one last did something, or on the platform that one has chosen", async () => {
  const where = async () => {
    await db.sql`delete from private.alert_posts`;
    const send = await waitingSend(db);
    await done(db.as("carol").rpc("reject_send", { send, reason: "时间不对" }));
    return (await told()).map(({ provider, person }) => `${provider} ${person}`);
  };
  const acts = (chat_user: string, key: string) => {
    const [provider = "", team = ""] = chat_user.split(":");
    const work = { command: "sends", input: {} };
    const run = proven({ provider, team, key, chat_user, place: { channel: "C1" }, work, begun: true });
    return done(db.as("bot").rpc("take_chat_runs", { runs: [run] }));
  };
  const anHourAgo = () =>
    db.sql`update public.chat_identities set used_at = least(used_at, now() - interval '1 hour')`;
  await anHourAgo();
  await acts("slack:T1:UBOB", "n1");
  assert.deepEqual(await where(), ["slack UBOB"]);
  await anHourAgo();
  await acts("discord:-:77", "n2");
  assert.deepEqual(await where(), ["discord 77"]);
  const choose = (notices_on: string | null) => db.as("bob").rpc("set_notices", { input: { notices_on } });
  assert.equal(await refusal(choose("mail")), "input_invalid");
  const me = await done(choose("slack"));
  assert.deepEqual([me.notices_on, me.notices.length], ["slack", 4], "the rest stays");
  assert.deepEqual(await where(), ["slack UBOB"]);
  await db.sql`update public.chat_identities set user_id = ${PEOPLE.dan} where chat_user = 'UBOB'`;
  assert.deepEqual(await where(), ["discord 77"], "where the chosen one was unlinked, the other serves");
  await db.sql`update public.chat_identities set user_id = ${PEOPLE.bob} where chat_user = 'UBOB'`;
  await done(choose(null));
  await db.sql`delete from private.chat_runs`;
});

test("an export that is awaited in chat is told once: by its file, or by the notice where no file came", async () => {
  const ended = async (shown: boolean) => {
    await db.sql`delete from private.alert_posts`;
    await db.sql`insert into private.chat_runs (provider, team, key, chat_user, place, state, lease_until)
      values ('slack', 'T1', ${`e${shown}`}, 'slack:T1:UBOB', '{"channel": "D1"}', 'begun', now() + interval '1 minute')`;
    const input = { name: "域名", source: "domain", format: "csv", columns: ["name"], locale: "zh-CN" };
    const { id } = await done(db.as("bot", "slack:T1:UBOB").rpc("create_export", { input }));
    await db.sql`update public.exports set state = 'running' where id = ${id}`;
    await db.sql`select private.transition('export', ${id}, 'finish')`;
    const waiting = await told();
    await db.sql`update private.chat_runs set state = ${shown ? "shown" : "given_up"}, ended_at = now() where ended_at is null`;
    return [waiting.length, (await told()).length];
  };
  assert.deepEqual(await ended(true), [0, 0]);
  assert.deepEqual(await ended(false), [0, 1]);
  await db.sql`delete from private.chat_runs`;
});

test("what one does oneself is not told; what is no longer wanted neither", async () => {
  const own = await waitingSend(db);
  await done(db.as("bob").rpc("cancel_send", { send: own }));
  const me = await done(db.as("bob").rpc("set_notices", { input: { notices: ["held"] } }));
  assert.deepEqual(me.notices, ["held"]);
  const send = await startedSend(db);
  await done(db.as("alice").rpc("pause_send", { send, reason: "等一下" }));
  const posts = await told();
  assert.deepEqual(
    posts.map(({ kind, details }) => [kind, details.by, details.reason]),
    [["own_held", "Alice", "等一下"]],
  );
  await done(
    db.as("bob").rpc("set_notices", { input: { notices: ["approved", "rejected", "held", "ended"] } }),
  );
});

test("in one's quiet hours nothing is told directly: it comes at their end, by the enterprise's clock", async () => {
  const set = (quiet_from: string | null, quiet_until: string | null) =>
    db.as("bob").rpc("set_notices", { input: { quiet_from, quiet_until } });
  const at = async (hours: number) =>
    (
      await db.sql`select to_char((now() + make_interval(hours => ${hours})) at time zone time_zone, 'HH24:MI') as at from public.enterprises where name = '云杉商城'`
    )[0]?.at;
  const [before, soon, later] = [await at(-1), await at(2), await at(3)];
  assert.equal(await refusal(set(before, before)), "input_invalid");
  assert.equal(await refusal(set(before, null)), "input_invalid");
  const me = await done(set(before, soon));
  assert.deepEqual([me.quiet, me.notices.length], [{ from: before, until: soon }, 4], "the rest stays");
  const tells = async () => {
    await db.sql`delete from private.alert_posts`;
    await approvedSend(db);
    const [post] = await db.sql`
      select to_char(lease_until at time zone 'Asia/Shanghai', 'HH24:MI') as at, lease_until between now() and now() + interval '1 day' as waits
      from private.alert_posts where notice ->> 'kind' = 'own_approved'`;
    return post?.waits ? post.at : "at once";
  };
  assert.deepEqual([await tells(), await told()], [soon, []]);
  await db.sql`update private.alert_posts set lease_until = now() - interval '1 second'`;
  assert.deepEqual(
    (await told()).map(({ kind }) => kind),
    ["own_approved"],
    "nothing is lost",
  );
  await done(set(soon, later));
  assert.equal(await tells(), "at once", "they have not begun");
  // Through midnight, at one of its two sides.
  await done(set(soon, before));
  assert.equal(await tells(), "at once");
  await done(set(await at(-2), before));
  assert.equal(await tells(), "at once", "they are over");
  assert.equal((await done(set(null, null))).quiet, null);
});

test("the bot was away for a week: what happened is still told, and retried for a day from then", async () => {
  await approvedSend(db);
  await db.sql`update private.alert_posts set notice = notice || jsonb_build_object('at', now() - interval '7 days') where notice is not null`;
  const [post] = await told();
  assert.ok(post);
  await done(db.as("bot").rpc("finish_alert_post", { post: post.post_id, error: "Slack is down" }));
  await db.sql`update private.alert_posts set lease_until = now() - interval '1 second' where done_at is null`;
  assert.equal((await told()).length, 1, "again");
  await db.sql`update private.alert_posts set first_at = now() - interval '25 hours' where id = ${post.post_id}`;
  await done(db.as("bot").rpc("finish_alert_post", { post: post.post_id, error: "Slack is down" }));
  await db.sql`update private.alert_posts set lease_until = now() - interval '1 second' where done_at is null`;
  assert.deepEqual(await told(), []);
});

const assign = (by: Person, send: string, to: Person) =>
  db.as(by).rpc("assign_send", { send, input: { person: PEOPLE[to] } });
const waitsFor = async (send: string) =>
  (await db.as("dan").rows("select waits_for from send_cards where id = $1", [send]))[0].waits_for;
/** Who is told of a review directly: [account, kind, escalated]. */
const askedNow = async () =>
  (await done(db.as("bot").rpc("claim_alert_posts", { most: 50 })))
    .filter(({ kind, person }: Told) => person && kind.startsWith("review_"))
    .map(({ person, kind, details }: Told) => [person, kind, details.by ?? details.escalated])
    .sort();
const dayIn = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);
const delegate = (person: Person, to: Person | null, last_day: string | null = dayIn(3)) =>
  db.as(person).rpc("set_delegate", { input: { delegate: to && PEOPLE[to], last_day } });

test("a review is asked of a member who may decide it: told, shown, logged, and gone with the decision", async () => {
  const send = await waitingSend(db);
  assert.equal(await waitsFor(send), null);
  assert.equal(await refusal(assign("alice", send, "dan")), "cannot_decide");
  assert.equal(await refusal(assign("alice", send, "bob")), "cannot_decide", "four eyes");
  assert.equal(await refusal(assign("alice", send, "mallory")), "not_found");
  const { error } = await assign("dan", send, "carol");
  assert.equal(
    (JSON.parse(error?.details ?? "{}") as { action?: string }).action,
    "KooMessage:sendTask:approve, KooMessage:sendTask:submit",
    "the refusal says who may",
  );
  // Who submitted asks a reviewer by name, as a reviewer does.
  await done(assign("bob", send, "carol"));
  assert.deepEqual(await askedNow(), [["UCAROL", "review_asked", "Bob"]]);
  assert.equal((await buttonOf(db.as("bob"), "send", send, "assign")).allowed, true);
  await done(assign("alice", send, "carol"));
  assert.equal((await waitsFor(send)).name, "Carol");
  assert.deepEqual(await askedNow(), [["UCAROL", "review_asked", "Alice"]]);
  const [line] =
    await db.sql`select after from public.audit_log where verb = 'assign' and resource_id = ${send} and outcome = 'granted' order by id`;
  assert.deepEqual(line?.after, { waits_for: "Carol" });
  const waiting = async (who: Person) =>
    (await db.as(who).rows("select asks_me from waiting_reviews where id = $1", [send]))[0];
  assert.deepEqual([(await waiting("carol")).asks_me, (await waiting("alice")).asks_me], [true, false]);
  // Others who may decide still can.
  await done(db.as("alice").rpc("approve_send", { send }));
  assert.equal(await waitsFor(send), null);
  assert.equal(await refusal(assign("alice", send, "carol")), "wrong_state");
});

test("what waits too long is escalated once, to everybody who may decide, and anew after somebody is asked", async () => {
  const send = await waitingSend(db);
  const later = () =>
    db.sql`update private.open_reviews set since = now() - interval '49 hours' where resource_id = ${send}`;
  await done(db.as("alice").rpc("update_review_hours", { input: { review_hours: null } }));
  await later();
  await tick(db);
  assert.deepEqual(await askedNow(), [], "never");
  const { review_hours } = await done(
    db.as("alice").rpc("update_review_hours", { input: { review_hours: 48 } }),
  );
  assert.equal(review_hours, 48);
  await tick(db);
  await tick(db);
  const everybody = ["UALICE", "UCAROL"].map((person) => [person, "review_waiting", true]);
  assert.deepEqual(await askedNow(), everybody);
  assert.notEqual((await waitsFor(send)).escalated_at, null);
  assert.equal(
    await refusal(db.as("bob").rpc("update_review_hours", { input: { review_hours: 1 } })),
    "forbidden",
  );
  await done(assign("carol", send, "carol"));
  assert.deepEqual((await waitsFor(send)).escalated_at, null);
  await later();
  await tick(db);
  assert.deepEqual(await askedNow(), everybody);
  await done(db.as("carol").rpc("reject_send", { send, reason: "时间不对" }));
  const [left] =
    await db.sql`select count(*)::int as n from private.open_reviews where resource_id = ${send}`;
  assert.equal(left?.n, 0);
});

test("whoever is away names who is asked instead, until a day; rights and four eyes stay those of each", async () => {
  const before = await waitingSend(db);
  await done(assign("alice", before, "carol"));
  await askedNow();
  assert.equal(await refusal(delegate("carol", "dan")), "delegate_cannot");
  assert.equal(await refusal(delegate("carol", "mallory")), "not_found");
  for (const [to, day] of [
    ["carol", dayIn(3)],
    ["alice", dayIn(-2)],
    ["alice", dayIn(400)],
    ["alice", null],
  ] as const)
    assert.equal(await refusal(delegate("carol", to, day)), "input_invalid", String(day));
  const { delegate: one } = await done(delegate("carol", "alice"));
  assert.deepEqual([one.id, one.name, one.until], [PEOPLE.alice, "Alice", dayIn(3)]);
  assert.deepEqual(await askedNow(), [["UALICE", "review_asked", "Carol"]], "what was asked already");
  assert.deepEqual([(await waitsFor(before)).name, (await waitsFor(before)).instead_of], ["Alice", "Carol"]);
  const reviewers = await db.as("dan").rows("select name, delegate_name from reviewers order by name");
  assert.deepEqual(
    [...reviewers.map((one) => ({ ...one }))],
    [
      { name: "Alice", delegate_name: null },
      { name: "Carol", delegate_name: "Alice" },
    ],
  );
  const deciders = (id: string) =>
    db.as("dan").rows("select name, delegate_name from deciders where resource_id = $1 order by name", [id]);
  assert.deepEqual(
    (await deciders(before)).map((one) => ({ ...one })),
    [
      { name: "Alice", delegate_name: null },
      { name: "Carol", delegate_name: "Alice" },
    ],
  );
  assert.deepEqual(
    (await db.as("alice").rows("select name from reviewers where not me")).map(({ name }) => name),
    ["Carol"],
  );
  // Alice may not decide about what she submitted herself: that stays with Carol.
  const hers = await waitingSend(db);
  await db.sql`insert into private.touches (resource, row_id, person) values ('send', ${hers}, ${PEOPLE.alice})`;
  assert.deepEqual(
    (await deciders(hers)).map(({ name }) => name),
    ["Carol"],
  );
  await done(assign("carol", hers, "carol"));
  assert.equal((await waitsFor(hers)).name, "Carol");
  await db.sql`update private.delegations set since = ${dayIn(-3)}, until = ${dayIn(-2)}`;
  assert.equal((await waitsFor(before)).name, "Carol");
  assert.equal((await tick(db)).returned, 1);
  await done(delegate("carol", "alice"));
  assert.equal((await done(delegate("carol", null, null))).delegate, null);
  assert.equal((await waitsFor(before)).name, "Carol");
});

test("a delegation from a later day asks nobody before it begins; then the delegate is told of what was asked by then", async () => {
  const send = await waitingSend(db);
  await done(assign("alice", send, "carol"));
  await askedNow();
  const from = (first_day: string, last_day = dayIn(5)) =>
    db.as("carol").rpc("set_delegate", { input: { delegate: PEOPLE.alice, first_day, last_day } });
  for (const [first, last] of [
    [dayIn(-2), dayIn(5)],
    [dayIn(6), dayIn(5)],
  ] as const)
    assert.equal(await refusal(from(first, last)), "input_invalid");
  const { delegate: one } = await done(from(dayIn(2)));
  assert.deepEqual([one.name, one.since, one.until], ["Alice", dayIn(2), dayIn(5)]);
  await tick(db);
  assert.equal((await waitsFor(send)).name, "Carol");
  assert.deepEqual(await askedNow(), []);
  await db.sql`update private.delegations set since = ${dayIn(-1)}`;
  await tick(db);
  await tick(db);
  assert.deepEqual([(await waitsFor(send)).name, (await waitsFor(send)).instead_of], ["Alice", "Carol"]);
  assert.equal((await askedNow()).length, 1, "told once");
  await done(db.as("alice").rpc("reject_send", { send, reason: "时间不对" }));
  const [line] =
    await db.sql`select details from public.audit_log where verb = 'reject' and resource_id = ${send} and outcome = 'granted'`;
  assert.deepEqual(line?.details.instead_of, ["Carol"], "of whom it was asked");
  const longer = await done(from(dayIn(-1), dayIn(9)));
  assert.deepEqual(
    [longer.delegate.since, longer.delegate.until],
    [dayIn(-1), dayIn(9)],
    "begun, and made longer",
  );
  await done(delegate("carol", null, null));
});

test("whoever may submit something says once more that it waits, whatever it is: once in two hours, until the next submission", async () => {
  const send = await waitingSend(db);
  const urge = (who: Person = "bob") => db.as(who).rpc("urge_send", { send });
  assert.equal(await refusal(urge("dan")), "forbidden");
  await done(urge("carol"));
  assert.equal(await refusal(urge()), "urged_already");
  const bar = () => buttonOf(db.as("bob"), "send", send, "urge");
  assert.deepEqual([(await bar()).allowed, (await bar()).code], [false, "urged_already"]);
  assert.deepEqual([(await waitsFor(send)).name, (await waitsFor(send)).urged_at !== null], [null, true]);
  const [alert] =
    await db.sql`select details from public.alerts where kind = 'review_waiting' and resource_id = ${send} and details ? 'urged'`;
  assert.equal(alert?.details.urged, true);
  await db.sql`update private.open_reviews set urged_at = now() - interval '3 hours' where resource_id = ${send}`;
  await done(urge());
  await done(db.as("carol").rpc("reject_send", { send, reason: "时间不对" }));
  assert.equal(await refusal(urge()), "wrong_state");
});
