import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { done, idOf } from "./fixtures.ts";
import { linkChat } from "./one_of_each.ts";
import { openTestDatabase, type TestDatabase } from "./test_database.ts";
import { oneAfterTheOther } from "./together.ts";

/** BOT-3: a button's token stands for a command, works once, and expires. */
let db: TestDatabase;
before(async () => {
  db = await openTestDatabase();
  await linkChat(db, "carol", "discord:-:7");
});
after(() => db.close());

const bot = () => db.as("bot");

test("a token stands for its command and input until it is burnt, with one request id for every click", async () => {
  const input = { template: "7", note: "中文" };
  const { token } = await done(bot().rpc("mint_token", { command: "approve", input }));
  assert.match(token, /^[0-9a-f]{32}$/);
  const [kept] = await db.sql`select to_jsonb(t)::text as row from private.tokens t`;
  assert.ok(!kept?.row.includes(token), "only its hash is kept");
  const first = await done(bot().rpc("open_token", { token }));
  const second = await done(bot().rpc("open_token", { token }));
  assert.deepEqual([first.command, first.input], ["approve", input]);
  assert.deepEqual(second, first);
  await done(bot().rpc("burn_token", { token }));
  const { error, status } = await bot().rpc("open_token", { token });
  assert.deepEqual([error?.code, status], ["token_used", 409]);
  await done(bot().rpc("burn_token", { token }));
});

test("a token that is made up, or whose time is over, is unknown", async () => {
  for (const token of ["0".repeat(32), "", null]) {
    assert.equal((await bot().rpc("open_token", { token })).error?.code, "token_unknown");
  }
  const { token } = await done(bot().rpc("mint_token", { command: "show", input: {}, ttl_seconds: 1 }));
  const [life] =
    await db.sql`select extract(epoch from max(expires_at) - now())::int as s from private.tokens where command = 'show'`;
  assert.ok(life?.s > 55 && life?.s <= 60, "a minute at least");
  await db.sql`update private.tokens set expires_at = now() - interval '1 second'`;
  const { error, status } = await bot().rpc("open_token", { token });
  assert.deepEqual([error?.code, status], ["token_unknown", 404]);
});

test("a double click on approve decides once: the second click gets the first one's answer", async () => {
  const template = await idOf(db, "templates", "订单发货通知");
  const { token } = await done(bot().rpc("mint_token", { command: "approve", input: { template } }));
  const clicked = async () => {
    const { input, request } = await done(bot().rpc("open_token", { token }));
    return { ...input, request };
  };
  const carol = db.as("bot", "discord:-:7");
  const [one, two] = await oneAfterTheOther(db, carol.open("approve_template", await clicked()), async () =>
    carol.rpc("approve_template", await clicked()),
  );
  assert.equal(one.error, null);
  assert.deepEqual(two, one);
  const lines =
    await db.sql`select outcome from public.audit_log where resource_id = ${template} and verb = 'approve'`;
  assert.deepEqual(
    lines.map(({ outcome }) => outcome),
    ["granted"],
  );
});
