import assert from "node:assert/strict";
import { after, before, beforeEach, test } from "node:test";
import { approvedSend, clearStage, done, startedSend, waitingSend } from "./fixtures.ts";
import { linkChat } from "./one_of_each.ts";
import { noCaps, overSend } from "./sends_fixtures.ts";
import { openTestDatabase, type TestDatabase } from "./test_database.ts";

/** C10: the maker of a thing is told directly, once, of what others and the system do with it. */
let db: TestDatabase;
before(async () => {
  db = await openTestDatabase();
  await noCaps(db);
  await linkChat(db, "bob", "slack:T1:UBOB");
  await linkChat(db, "bob", "discord:-:77");
});
beforeEach(async () => {
  await clearStage(db);
  await db.sql`delete from private.alert_posts`;
});
after(() => db.close());

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

test("approval, rejection and the end are told once, in the account that was linked last", async () => {
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
