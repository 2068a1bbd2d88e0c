import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";
import { clearStage, done, refusal, yunshan } from "../fixtures.ts";
import { PEOPLE, testDatabase } from "../test_database.ts";
import { ADDRESS, type ClaimedCallback, closeCallbacks, openCallback, WORKER } from "./callback_fixtures.ts";

/** CBK-1: whose address is leased next, and how much one person may ask for at once. Workers are few, and a receiver may take its time on purpose. */
const db = await testDatabase();
beforeEach(async () => {
  await clearStage(db);
  await closeCallbacks(db);
});

const yunshanId = await yunshan(db);
const KINDS = ["send", "send_batch", "template", "basic_send", "basic_reply"] as const;

/** Another enterprise has one address, which was looked at last, and a post for it. */
async function neighbour(): Promise<string> {
  const [row] = await db.sql`update public.callbacks c set url = ${ADDRESS}, posting = 'on'
    from public.members m where m.user_id = ${PEOPLE.mallory}
      and c.enterprise_id = m.enterprise_id and c.kind = 'send_batch' returning c.id, c.enterprise_id`;
  await db.sql`insert into private.callback_ways (callback_id, secret, lease_until)
    values (${row?.id}, 'whsec_AAAA', clock_timestamp())`;
  await db.sql`insert into public.callback_posts (enterprise_id, callback_id, type, n)
    values (${row?.enterprise_id}, ${row?.id}, 'test', 1)`;
  return row?.id;
}
const leased = async (most: number) =>
  (await db.sql<ClaimedCallback[]>`select * from private.claim_callback_posts(${WORKER}::uuid, ${most})`).map(
    ({ callback_id }) => callback_id,
  );

test("an enterprise with many addresses keeps no other one waiting, whichever waited longest", async () => {
  const own: string[] = [];
  for (const kind of KINDS) {
    const { id } = await openCallback(db, kind, `${ADDRESS}/${kind}`);
    await done(db.as("bob").rpc("test_callback", { callback: id }));
    own.push(id);
  }
  const other = await neighbour();
  assert.equal((await leased(2)).filter((id) => id === other).length, 1, "one each, of two");
  await db.sql`update private.callback_ways set holder = null, lease_until = clock_timestamp()
    where callback_id = ${other}`;
  assert.deepEqual(await leased(1), [other], "it has none leased, and the others wait longer");
  assert.deepEqual((await leased(10)).length, own.length - 1, "where nobody else waits, all are leased");
});

test("a time in which there were too many posts for one request is refused in words", async () => {
  const { id } = await openCallback(db, "send");
  const add = (
    n: number,
  ) => db.sql`insert into public.callback_posts (enterprise_id, callback_id, type, n, state)
    select ${yunshanId}, ${id}, 'test', 1, 'dropped' from generate_series(1, ${n}::integer)`;
  await add(20_000);
  const again = () => db.as("bob").rpc("replay_callback", { callback: id, input: {} });
  await add(1);
  assert.equal(await refusal(again()), "replay_too_many");
  await db.sql`delete from public.callback_posts where id = (select max(id) from public.callback_posts)`;
  assert.equal((await done(again())).waiting, 20_000);
});
