import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";
import { alertWords } from "../../../shared/src/alerts/text.ts";
import { done, waitingSend, yunshan } from "../fixtures.ts";
import { ALICE_IN_CHAT, linkChat, robotInput } from "../one_of_each.ts";
import { testDatabase } from "../test_database.ts";

/** BOT-4, CRN-1: a digest of the day, week or month before is made once, from nine in the morning, for the channels that asked for it. */
const db = await testDatabase();
const home = await yunshan(db);
const send = await waitingSend(db);
await linkChat(db, "alice", ALICE_IN_CHAT);
beforeEach(async () => {
  await db.sql`delete from private.alert_posts`;
  await db.sql`delete from public.alerts`;
  await db.sql`delete from private.digests`;
  await db.sql`delete from public.chat_subscriptions`;
  await db.sql`delete from public.send_days`;
  await liveAt(12);
});

/** Puts the enterprise where it is about this hour now. `Etc/GMT-3` is three hours before Greenwich. */
async function liveAt(hour: number): Promise<void> {
  const east = ((hour - new Date().getUTCHours() + 36) % 24) - 12;
  const zone = `Etc/GMT${east > 0 ? "-" : "+"}${Math.abs(east)}`;
  await db.sql`update public.enterprises set time_zone = ${zone} where id = ${home}`;
}
const ask = (kinds: string[], chat_channel = "C1") =>
  done(db.as("bot", ALICE_IN_CHAT).rpc("subscribe_chat_channel", { input: { chat_channel, kinds } }));
/** As a channel that asked for it before its hour. */
const subscribe = async (kinds: string[], chat_channel = "C1") => {
  await ask(kinds, chat_channel);
  await db.sql`delete from private.digests`;
};
const make = async () => (await db.sql`select private.make_digests() as n`)[0]?.n;
const posts = () => done(db.as("bot").rpc("claim_alert_posts", {}));
/** So many messages of that day of the enterprise, in days before today. */
async function sent(ago: number, delivered: number, failed = 0): Promise<void> {
  await db.sql`insert into public.send_days (send_id, enterprise_id, day, submission_count, send_count, delivered, failed, resolved)
    select ${send}, e.id, (now() at time zone e.time_zone)::date - ${ago}::int, ${delivered + failed}, ${delivered + failed}, ${delivered}, ${failed}, 1
    from public.enterprises e where e.id = ${home}`;
}

test("the digest of yesterday has its figures beside those of the day before, and the days of the week", async () => {
  await sent(1, 90, 10);
  await sent(2, 40);
  await sent(0, 7);
  await sent(8, 5);
  await subscribe(["digest_day"]);
  // As an approval reserves it: from then on it has a price, 0.045 for each segment.
  await db.sql`insert into private.reservations (holder_id, enterprise_id, kind, ordinal, reserved)
    values (${send}, ${home}, 'aim_resolution', 1, 1)`;
  assert.equal(await make(), 1);
  await db.sql`delete from private.reservations where holder_id = ${send}`;
  const [post] = await posts();
  const { details } = post;
  assert.equal(post.kind, "digest_day");
  assert.deepEqual(
    [details.delivered, details.failed, details.submitted, details.opened, details.sends],
    [90, 10, 100, 1, 1],
  );
  assert.deepEqual([details.before.delivered, details.before.failed], [40, 0]);
  assert.deepEqual([details.spent_fen, details.spent_before_fen, details.currency], [450, 180, "CNY"]);
  assert.equal(details.basic, false);
  assert.equal(details.from, details.to);
  assert.deepEqual(
    details.days.map((day: { delivered: number }) => day.delivered),
    [0, 0, 0, 0, 0, 40, 90],
  );
  assert.equal(details.waits > 0, true);
});

test("it is made once, for all channels that asked for it, and nobody has to see it", async () => {
  await subscribe(["digest_day", "digest_week"], "C1");
  await subscribe(["digest_day"], "C2");
  await subscribe(["channel_sick"], "C3");
  assert.equal(await make(), 2);
  assert.equal(await make(), 0);
  const told = (await posts()).map(
    ({ chat_channel, kind }: Record<string, string>) => `${chat_channel} ${kind}`,
  );
  assert.deepEqual(told.sort(), ["C1 digest_day", "C1 digest_week", "C2 digest_day"]);
  const cards = await db.sql`select state from public.alert_cards`;
  assert.deepEqual(
    cards.map(({ state }) => state),
    ["seen", "seen"],
  );
});

test("nothing is made before nine, nor for whoever has no channel for it", async () => {
  assert.equal(await make(), 0);
  await subscribe(["digest_day"]);
  await liveAt(6);
  assert.equal(await make(), 0);
  await liveAt(9);
  assert.equal(await make(), 1);
});

test("asked for after its hour, a digest comes the next time; before it, the same day", async () => {
  const digests = async () =>
    (await db.sql`select kind from private.digests order by kind`).map(({ kind }) => kind);
  await liveAt(6);
  await ask(["digest_day"]);
  assert.deepEqual(await digests(), []);
  await liveAt(9);
  assert.equal(await make(), 1);
  // Another channel, and another kind of the same one.
  await ask(["digest_day", "digest_week", "digest_month"], "C2");
  assert.equal(await make(), 0);
  assert.deepEqual(
    (await posts()).map(({ chat_channel }: Record<string, string>) => chat_channel),
    ["C1"],
  );
  await db.sql`update private.digests set first = first - 40`;
  assert.equal(await make(), 3, "the next time it is due");
});

test("where another channel waits for it since before its hour, a late clock still makes it", async () => {
  await subscribe(["digest_day"]);
  await ask(["digest_day"], "C2");
  assert.equal(await make(), 1);
});

test("a robot that is added or resumed after the hour of a digest is told of the next one", async () => {
  const { id } = await done(
    db.as("alice").rpc("create_robot", { input: { ...robotInput("汇总群"), kinds: ["digest_day"] } }),
  );
  assert.equal(await make(), 0);
  await done(db.as("alice").rpc("pause_robot", { robot: id }));
  await db.sql`delete from private.digests`;
  assert.equal(await make(), 0);
  await done(db.as("alice").rpc("resume_robot", { robot: id }));
  assert.equal(await make(), 0);
  await done(
    db
      .as("alice")
      .rpc("update_robot", { robot: id, input: { name: "汇总群", kinds: ["digest_week"], locale: "en" } }),
  );
  assert.equal(await make(), 0);
  await done(db.as("alice").rpc("delete_robot", { robot: id }));
});

test("whoever subscribed and may read reports no more has their channel told nothing of them", async () => {
  await subscribe(["digest_day"]);
  await db.sql`update public.members set state = 'disabled' where enterprise_id = ${home} and user_id = (select created_by from public.chat_subscriptions)`;
  assert.equal(await make(), 1);
  assert.deepEqual(await posts(), []);
  await db.sql`update public.members set state = 'active' where enterprise_id = ${home}`;
});

test("weeks begin on Monday, months on their first day, whatever today is", async () => {
  const rows = await db.sql`
    select t::date::text as today, w.figures ->> 'from' as week, w.figures ->> 'to' as sunday, m.figures ->> 'from' as month, m.figures ->> 'to' as month_end
    from unnest(array['2026-11-23', '2026-11-29', '2026-03-01', '2024-03-15']::date[]) as t
    cross join lateral (select private.digest_figures(${home}, 'digest_week', private.digest_first('digest_week', t)) as figures) w
    cross join lateral (select private.digest_figures(${home}, 'digest_month', private.digest_first('digest_month', t)) as figures) m`;
  assert.deepEqual(
    rows.map(({ today, week, sunday, month, month_end }) => [today, week, sunday, month, month_end]),
    [
      ["2026-11-23", "2026-11-16", "2026-11-22", "2026-10-01", "2026-10-31"],
      ["2026-11-29", "2026-11-16", "2026-11-22", "2026-10-01", "2026-10-31"],
      ["2026-03-01", "2026-02-16", "2026-02-22", "2026-02-01", "2026-02-28"],
      ["2024-03-15", "2024-03-04", "2024-03-10", "2024-02-01", "2024-02-29"],
    ],
  );
});

test("the command reads the same figures, of one's own enterprise alone, and refuses another period", async () => {
  await sent(1, 90, 10);
  const asked = (person: "dan" | "mallory", period: string) => db.as(person).rpc("digest", { period });
  assert.equal((await done(asked("dan", "day"))).delivered, 90);
  assert.equal((await done(asked("mallory", "day"))).delivered, 0);
  assert.equal((await asked("dan", "year")).error?.code, "input_invalid");
});

test("the heads of the audit logs are posted once a day, to whoever may read the log, as they stand in the proof", async () => {
  await db.sql`select private.audit(null, 'offer', 'x', 'create', null, '{"name": "一"}')`;
  await db.sql`select private.seal_audit(100000)`;
  await subscribe(["digest_audit"]);
  assert.equal(await make(), 1);
  assert.equal(await make(), 0);
  const [post] = await posts();
  const own = await done(db.as("dan").rpc("audit_proof"));
  const deployment = await done(db.as("olga").rpc("audit_proof", { deployment: true }));
  const { head, before } = post.details;
  assert.match(head.hash, /^[0-9a-f]{64}$/);
  // Rows that were written since are not in what was posted.
  const [sealed] =
    await db.sql`select hash from public.audit_seals where seq = ${head.seq} and chain = ${home}`;
  assert.equal(head.hash, sealed?.hash);
  assert.ok(own.head.seq >= head.seq);
  assert.equal(post.details.deployment.hash, deployment.head.hash);
  assert.equal(before, null);
  assert.deepEqual(
    alertWords(post).en,
    `Audit log hash ${head.seq} · ${head.hash}; deployment log hash ${deployment.head.seq} · ${deployment.head.hash}`,
  );
  // The next one names what this one said.
  await db.sql`delete from private.digests`;
  await make();
  assert.deepEqual((await posts())[0]?.details.before, head);
});

test("the heads go to nobody who may not read the audit log, and are asked for with that right alone", async () => {
  await subscribe(["digest_audit", "digest_day"]);
  await db.sql`with p as (insert into public.policies (enterprise_id, name, document)
    values (${home}, 'no log', '{"Version": "1.1", "Statement": [{"Effect": "Deny", "Action": ["KooMessage:audit:list"]}]}') returning id)
    insert into public.group_policies (group_id, policy_id, enterprise_id) select g.id, p.id, ${home} from public.groups g, p where g.enterprise_id = ${home}`;
  await make();
  assert.deepEqual(
    (await posts()).map(({ kind }: { kind: string }) => kind),
    ["digest_day"],
  );
  assert.equal((await db.as("alice").rpc("digest", { period: "audit" })).error?.code, "forbidden");
});
