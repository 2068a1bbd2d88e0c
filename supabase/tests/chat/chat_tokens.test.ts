import assert from "node:assert/strict";
import { test } from "node:test";
import { done, idOf } from "../fixtures.ts";
import { linkChat } from "../one_of_each.ts";
import { proven, testDatabase } from "../test_database.ts";
import { oneAfterTheOther } from "../together.ts";

/** BOT-3: a button's token stands for a command, works once, and expires. */
const db = await testDatabase();
await linkChat(db, "carol", "discord:-:7");

const bot = () => db.as("bot");
const CAROL = "discord:-:7";
let presses = 0;
/** Presses a button, as the bot keeps it: each press is an event of its own. */
async function press(token: string | null, more: object = {}, chat_user = CAROL) {
  presses += 1;
  const place = { channel: "C1" };
  const asked = { provider: "discord", team: "A1", key: `press ${presses}`, chat_user, place };
  const [run] = await done(
    bot().rpc("take_chat_runs", { runs: [{ ...proven(asked), token, more, begun: true }] }),
  );
  return run;
}
const mint = async (command: string, input: object, ttl_seconds = 604_800): Promise<string> => {
  const [token] = await done(bot().rpc("mint_tokens", { tokens: [{ command, input }], ttl_seconds }));
  return token;
};
const burn = (run: { run_id: string; attempt: number }) =>
  done(bot().rpc("keep_chat_runs", { runs: [{ run_id: run.run_id, attempt: run.attempt, burn: true }] }));

test("a token stands for its command and input until it is burnt, with one request id for every click", async () => {
  const input = { template: "7", note: "中文" };
  const token = await mint("approve", input);
  assert.match(token, /^[0-9a-f]{32}$/);
  const first = await press(token);
  const second = await press(token, { reason: "配图" });
  const [kept] = await db.sql`select string_agg(row, '') as rows from (
    select to_jsonb(t)::text as row from private.tokens t union all select to_jsonb(r)::text from private.chat_runs r) x`;
  assert.ok(!kept?.rows.includes(token), "only its hash is kept");
  assert.deepEqual([first.work.command, first.work.input], ["approve", input]);
  assert.deepEqual(second.work, { ...first.work, input: { ...input, reason: "配图" } });
  await burn(first);
  assert.equal((await press(token)).work.refused.code, "token_used");
  await burn(second);
});

test("a button that somebody else has used says who did what with it; to that person it says only that it is used", async () => {
  await linkChat(db, "alice", "discord:-:8");
  const token = await mint("approve", { resource: "7" });
  await burn(await press(token));
  const told = (run: { work: { refused: { code: string; details: string } } }) => {
    const { by, verb } = JSON.parse(run.work.refused.details);
    return [run.work.refused.code, by, verb];
  };
  assert.deepEqual(told(await press(token, {}, "discord:-:8")), ["token_used", "Carol", "approve"]);
  assert.deepEqual(told(await press(token)), ["token_used", undefined, undefined]);
});

test("what a button would do is read without doing it, while it can be pressed", async () => {
  const input = { resource: "7" };
  const token = await mint("assign", input);
  const read = (of: string) => done(bot().rpc("read_token", { token: of }));
  assert.deepEqual(await read(token), { command: "assign", input });
  assert.deepEqual(await read(token), { command: "assign", input });
  await burn(await press(token));
  assert.equal((await read(token)).refused.code, "token_used");
  assert.equal((await read("0".repeat(32))).refused.code, "token_unknown");
  assert.equal((await db.as("alice").rpc("read_token", { token })).error?.code, "bot_only");
});

test("tokens are minted in the order in which they are asked for", async () => {
  const tokens = Array.from({ length: 20 }, (_, n) => ({ command: `c${n}`, input: { n } }));
  const minted: string[] = await done(bot().rpc("mint_tokens", { tokens }));
  for (const [n, token] of minted.entries()) assert.equal((await press(token)).work.command, `c${n}`);
  assert.deepEqual(await done(bot().rpc("mint_tokens", { tokens: [] })), []);
});

test("a token that is made up, or whose time is over, is unknown", async () => {
  for (const token of ["0".repeat(32), "", null])
    assert.equal((await press(token)).work.refused.code, "token_unknown");
  const token = await mint("show", {}, 1);
  const [life] =
    await db.sql`select extract(epoch from max(expires_at) - now())::int as s from private.tokens where command = 'show'`;
  assert.ok(life?.s > 55 && life?.s <= 60, "a minute at least");
  await db.sql`update private.tokens set expires_at = now() - interval '1 second'`;
  assert.equal((await press(token)).work.refused.code, "token_unknown");
});

test("a double click on approve decides once: the second click gets the first one's answer", async () => {
  const template = await idOf(db, "templates", "订单发货通知");
  const token = await mint("approve", { template });
  const clicked = async () => {
    const { input, request } = (await press(token)).work;
    return { ...input, request };
  };
  const carol = db.as("bot", CAROL);
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
