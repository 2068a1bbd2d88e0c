import assert from "node:assert/strict";
import { test } from "node:test";
import postgres from "postgres";
import { linkCodes } from "../../../shared/src/links/code.ts";
import {
  account,
  buttonsOf,
  cardOf,
  done,
  groupInput,
  handOver,
  imported,
  linesOf,
  madeTask,
  messagesOf,
  phones,
  recordReplies,
  resolve as resolveIn,
  startedSend,
  tick,
} from "../fixtures.ts";
import { type TestDatabase, testDatabase } from "../test_database.ts";

/** RES-3: a personal link shows its card, is counted once, and gives the reason when it does not show. */
const db = await testDatabase();
const send = await startedSend(db, { count: 10 });
const ids = await messagesOf(db, send);

const resolve = (id: string | null | undefined, asked?: string, vendor?: string | null) =>
  resolveIn(db, id ?? null, asked, vendor);
const events = async (id: string) => {
  const rows =
    await db.sql`select kind, sum(n)::int as n from public.link_events where link_id = ${id} group by 1 order by 1`;
  return Object.fromEntries(rows.map(({ kind, n }) => [kind, n]));
};
const resolved = async () => Number((await account(db, send)).resolved);

test("a code is eight letters and digits, the same in the database as in the words, and leads back to its delivery alone", async () => {
  const [row] = await db.sql`select words from private.link_key`;
  const { codeOf, idOf } = linkCodes(row?.words);
  const wanted = [0, 1, 2, 1000, 2 ** 24, 2 ** 40 - 1, 2 ** 40, 2 ** 40 + 12345];
  const rows =
    await db.sql`select i::text as id, private.link_code(i) as code from unnest(${wanted}::bigint[]) as i`;
  for (const { id, code } of rows) {
    assert.match(code, /^[0-9A-Za-z]{8}$/);
    assert.equal(code, codeOf(Number(id)), id);
    assert.equal(idOf(code), Number(id));
  }
  const [many] =
    await db.sql`select count(distinct private.link_code(i))::int as n from generate_series(0, 2000) as i`;
  assert.equal(many?.n, 2001);
});

test("fifty phones that ask at the same instant: one is shown the card, and it is counted once", async () => {
  const [id = ""] = ids;
  const crowd = postgres(db.url, { max: 25, onnotice: () => undefined });
  // As the link function does: when another transaction holds the delivery, ask again.
  const ask = async (): Promise<string> => {
    const { verdict } = await resolveIn({ sql: crowd } as TestDatabase, id);
    return verdict === "busy" ? ask() : verdict;
  };
  const verdicts = await Promise.all(Array.from({ length: 50 }, ask)).finally(() => crowd.end());
  const counts = ["ok", "used_up"].map((verdict) => verdicts.filter((one) => one === verdict).length);
  assert.deepEqual(counts, [1, 49]);
  assert.deepEqual(await events(id), { resolution: 1, refused: 49 });
  const [row] = await db.sql`select resolved from public.deliveries where id = ${id}`;
  assert.equal(row?.resolved, 1);
  await assert.rejects(db.sql`update public.deliveries set resolved = 2 where id = ${id}`, {
    code: "23514",
  });
});

test("a link whose delivery a receipt holds is not waited for: whoever asks is told to ask again, and nothing is counted", async () => {
  const id = ids[4] as string;
  await db.sql.begin(async (step) => {
    await step`select from public.deliveries where id = ${id} for update`;
    assert.equal((await resolve(id)).verdict, "busy");
  });
  assert.deepEqual(await events(id), {});
  assert.equal((await resolve(id)).verdict, "ok");
});

test("requests for many links share one transaction, each link's room goes to who came first, and a guess disturbs nobody", async () => {
  const [a = "", b = ""] = ids.slice(8, 10);
  const task = await madeTask(db, await groupInput(db, { max_resolutions: 5 }));
  const asked = [b, task.link_id, "99", a, task.link_id, task.link_id, a];
  const vendors = ["huawei", "huawei", "huawei", "vivo", "vivo", null, "huawei"];
  const kinds = vendors.map((vendor) => (vendor ? "resolution" : "human"));
  const counts = [1, 3, 1, 1, 4, 9, 1];
  const [row] =
    await db.sql`select private.resolve_batch(${asked.map(String)}::bigint[], ${kinds}::public.link_event_kind[],
    ${vendors}::public.vendor[], ${counts}) as r`;
  assert.deepEqual(
    linesOf(row?.r, counts).map(([place, verdict, granted]) => [place, verdict, granted]),
    [
      [1, "used_up", 1],
      [2, "used_up", 3],
      [4, "used_up", 1],
      [5, "used_up", 2],
      [6, "ok", 0],
      [7, "used_up", 0],
    ],
  );
  assert.deepEqual(await events(task.link_id), { resolution: 5, human: 9, refused: 2 });
});

test("an answer has the card's layout, content, version and the person's own values", async () => {
  const file = await imported(db, phones(1));
  await db.sql`update public.numbers set params = '{"name": "张女士"}' where file_id = ${file}`;
  const other = await startedSend(db, { file });
  const { verdict, version, params } = await resolve((await messagesOf(db, other))[0]);
  assert.deepEqual([verdict, params], ["ok", { name: "张女士" }]);
  const [shown] = await db.sql`select private.show_version(${version}) as r`;
  const { layout, title, version: number, content, enterprise } = shown?.r ?? {};
  assert.deepEqual([layout, title, number, enterprise], ["notice", "签收提醒", 1, "云杉商城"]);
  assert.ok(content.slots.title);
  const [handed = ""] = await handOver(db);
  const [link] = await db.sql`select private.link_code(${handed}) as code`;
  const { expires_at } = await done(db.as("dan").rpc("find_link", { code: link?.code }));
  const days = (new Date(expires_at).getTime() - Date.now()) / 86_400_000;
  assert.ok(days > 6.9 && days <= 7, `${days} days`);
});

test("a person in a browser and a preview fetcher are shown what they want, and use nothing up", async () => {
  const id = ids[1] as string;
  const before = await resolved();
  for (const asked of ["human", "bot", "human"]) {
    assert.equal((await resolve(id, asked, null)).verdict, "ok");
  }
  assert.deepEqual(await events(id), { human: 2, bot: 1 });
  await tick(db);
  assert.ok((await resolved()) >= before);
  assert.equal((await resolve(id)).verdict, "ok", "it can still be resolved");
});

test("a vendor for which the version was not made, or that has not approved it, is told so, and nothing is counted", async () => {
  const id = ids[2] as string;
  for (const vendor of ["meizu", null])
    assert.equal((await resolve(id, "resolution", vendor)).verdict, "vendor_unsupported");
  const [version] = await db.sql`select version_id as id from public.sends where id = ${send}`;
  for (const state of ["rejected", "pending"]) {
    await db.sql`update public.vendor_reviews set state = ${state} where version_id = ${version?.id} and vendor = 'xiaomi'`;
    assert.equal((await resolve(id, "resolution", "xiaomi")).verdict, "vendor_unsupported", state);
  }
  assert.equal((await resolve(id, "resolution", "huawei")).verdict, "ok");
});

test("a link is good until its validity ends, for everyone who asks", async () => {
  const id = ids[3] as string;
  await db.sql`update public.deliveries set handed_at = now() - interval '7 days' where id = ${id}`;
  for (const asked of ["resolution", "human", "bot"])
    assert.equal((await resolve(id, asked)).verdict, "expired");
  await db.sql`update public.deliveries set handed_at = now() - interval '6 days' where id = ${id}`;
  assert.equal((await resolve(id)).verdict, "ok");
});

test("a cancelled task's links say that they have been ended, an expired one's that they have expired; neither counts", async () => {
  const { id, link_id } = await madeTask(db, await groupInput(db));
  await db.sql`update public.resolve_tasks set expires_at = now() - interval '1 second' where id = ${id}`;
  for (const asked of ["resolution", "human", "bot"])
    assert.equal((await resolve(link_id, asked)).verdict, "expired");
  await done(db.as("bob").rpc("cancel_resolve_task", { task: id }));
  for (const asked of ["resolution", "human", "bot"])
    assert.equal((await resolve(link_id, asked)).verdict, "cancelled");
  assert.equal(Number((await cardOf(db, "resolve_task_cards", id)).resolved), 0);
  assert.deepEqual(await buttonsOf(db.as("bob"), "resolve_task", id), []);
});

test("what nobody has is unknown, and leaves no trace; so are links of people who are not sent to", async () => {
  const count = async () => (await db.sql`select count(*)::int as n from public.link_events`)[0]?.n;
  const before = await count();
  for (const id of ["123456789", "-1", null]) assert.equal((await resolve(id)).verdict, "unknown");
  const replies = [{ id: "1", from: phones(1)[0], signature: "云杉商城", text: "R" }];
  await recordReplies(db, replies);
  const other = await startedSend(db, { count: 2 });
  await done(db.as("bob").rpc("cancel_send", { send: other }));
  await tick(db);
  const rows =
    await db.sql`select d.id::text, d.state from public.deliveries d where d.send_id = ${other} order by d.id`;
  assert.deepEqual(
    rows.map(({ state }) => state),
    ["opted_out", "cancelled"],
  );
  for (const { id } of rows) assert.equal((await resolve(id)).verdict, "unknown");
  assert.equal(await count(), before);
});

test("resolutions are rolled up into the send and its day once, whoever rolls them up, and refused ones never", async () => {
  await tick(db);
  const before = await resolved();
  const id = ids[5] as string;
  for (let n = 0; n < 3; n += 1) await resolve(id);
  await resolve(ids[6] as string);
  await resolve(ids[6] as string, "human");
  const roll = async () => (await db.sql`select private.roll_up_links() as n`)[0]?.n;
  const rolled = await Promise.all([roll(), roll(), roll()]);
  assert.equal(
    rolled.reduce((sum, n) => sum + n, 0),
    1,
    "one of them has found this one send",
  );
  assert.equal(await resolved(), before + 2);
  await tick(db);
  assert.equal(await resolved(), before + 2);
  const [day] = await db
    .as("dan")
    .rows("select sum(resolutions)::int as n from public.send_report where send_id = $1", [send]);
  const [counted] =
    await db.sql`select count(*)::int as n from public.link_events where link_id = any (${ids}::bigint[]) and kind = 'resolution'`;
  assert.deepEqual([day.n, counted?.n], [before + 2, before + 2]);
});
