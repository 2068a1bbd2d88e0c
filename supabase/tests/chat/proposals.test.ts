import assert from "node:assert/strict";
import { test } from "node:test";
import { done, idOf, yunshan } from "../fixtures.ts";
import { byKey, layVoice, type MadeKey, madeKey, madePolicy } from "../keys/key_fixtures.ts";
import { linkChat } from "../one_of_each.ts";
import { type Actor, PEOPLE, proven, testDatabase } from "../test_database.ts";

/** MCP-1: what a program proposes is told to one person, who alone carries it out, once, and not for a key that was revoked. */
const db = await testDatabase({ limits: true });
await layVoice(db);
const home = await yunshan(db);
const ALICE = "slack:T1:UALICE";
const BOB = "discord:-:77";
await madePolicy(db, "只读", "KooMessage:*:list");
const bot = () => db.as("bot");

const propose = (actor: Actor, input: object = { resource: "x" }, command = "submit") =>
  done(actor.rpc("propose_command", { command, input }));
const mine = (actor: Actor) => done(actor.rpc("my_proposals"));
const claim = () => done(bot().rpc("claim_alert_posts", { homes: ["slack:T1", "discord:A1"] }));
const by = ({ key_id }: MadeKey) => byKey(db, key_id);

let presses = 0;
/** Presses the button of a proposal, as the bot keeps it. */
async function press(token: string, chat_user = ALICE) {
  presses += 1;
  const [provider = "", team = ""] = chat_user.split(":");
  const asked = { provider, team, key: `press ${presses}`, chat_user, place: { channel: "D1" } };
  const [run] = await done(bot().rpc("take_chat_runs", { runs: [{ ...proven(asked), token, begun: true }] }));
  return run;
}
const burn = async ({ run_id, attempt }: { run_id: string; attempt: number }) => {
  const [kept] = await done(bot().rpc("keep_chat_runs", { runs: [{ run_id, attempt, burn: true }] }));
  return kept;
};
async function button(proposal: string): Promise<string> {
  const one = { command: "submit", input: { resource: "x" }, proposal };
  const [token] = await done(bot().rpc("mint_tokens", { tokens: [one] }));
  return token;
}
const refusedWith = async (token: string, who?: string) => (await press(token, who)).work.refused?.code;

test("it goes to whoever made the key, and where no message reaches them nobody is told and why is said", async () => {
  const key = await madeKey(db, { policies: ["只读"] });
  const asked = await done(by(key).rpc("proposal_place"));
  assert.deepEqual([asked.person, asked.trouble], ["Alice", "no_account"]);
  assert.ok(asked.permissions.includes("KooMessage:sendTask:create"), "all that alice may, not the key");
  assert.equal((await propose(by(key))).id, undefined);
  await linkChat(db, "alice", ALICE);
  assert.equal((await propose(by(key))).trouble, "no_bot");
  await claim();
  const made = await propose(by(key));
  assert.deepEqual([made.person, made.told_in, made.trouble], ["Alice", "slack", undefined]);
  const [post, ...more] = await claim();
  assert.deepEqual([post.kind, post.person, post.resource_id], ["proposal", "UALICE", made.id]);
  assert.equal(more.length, 0);
  const test_key = await madeKey(db, { test: true });
  assert.equal((await propose(by(test_key))).trouble, "test_key");
  await db.sql`update private.bot_homes set at = at - interval '3 minutes'`;
  assert.equal((await propose(by(key), { resource: "y" })).trouble, "no_bot");
  await db.sql`update public.members set state = 'disabled' where user_id = ${PEOPLE.alice}`;
  assert.equal((await propose(by(key), { resource: "y" })).trouble, "nobody");
  await db.sql`update public.members set state = 'active' where user_id = ${PEOPLE.alice}`;
  await claim();
});

test("a member's own program proposes to the member; nobody reads the proposal of another", async () => {
  await linkChat(db, "bob", BOB);
  const made = await propose(db.as("bob"));
  assert.deepEqual([made.person, made.told_in], ["Bob", "discord"]);
  const read = (who: string) => db.as("bot", who).rpc("read_proposal", { proposal: made.id });
  assert.deepEqual(await done(read(BOB)), {
    ...{ command: "submit", input: { resource: "x" }, by: null, bar: null },
    until: made.until,
  });
  assert.equal((await read(ALICE)).error?.code, "not_found");
  assert.equal((await db.as("bob").rpc("read_proposal", { proposal: made.id })).error?.code, "bot_only");
  assert.deepEqual(
    (await mine(db.as("bob"))).map(({ id, state }: Record<string, string>) => [id, state]),
    [[made.id, "waiting"]],
  );
  assert.deepEqual(await mine(db.as("dan")), []);
});

test("one press of its person carries it out; another one, another button of it, and anybody else are refused", async () => {
  const key = await madeKey(db);
  const { id } = await propose(by(key));
  const [first, second] = [await button(id), await button(id)];
  assert.equal(await refusedWith(first, BOB), "proposal_of_another");
  assert.equal(await refusedWith(first, "slack:T1:UNOBODY"), "proposal_of_another");
  const [run, other] = [await press(first), await press(second)];
  assert.equal(run.work.command, "submit");
  assert.equal(run.work.request, id, "one request id, whichever of its buttons");
  assert.equal(other.work.request, id);
  assert.equal(await burn(run), true);
  assert.equal((await burn(other)).code, "token_used", "pressed at the same instant");
  assert.equal(await refusedWith(first), "token_used");
  assert.equal(await refusedWith(second), "token_used");
  assert.equal(await refusedWith(await button(id)), "token_used");
  const [told] = await mine(by(key));
  assert.equal(told.state, "done");
  assert.ok(told.pressed_at);
});

test("a revoked key's proposals are worth nothing, nor those that are over or of an enterprise that one does not work in", async () => {
  const key = await madeKey(db);
  const { id } = await propose(by(key));
  const token = await button(id);
  await db.sql`update public.profiles set enterprise_id = null where user_id = ${PEOPLE.alice}`;
  assert.equal(await refusedWith(token), "proposal_elsewhere");
  await db.sql`update public.profiles set enterprise_id = ${home} where user_id = ${PEOPLE.alice}`;
  await done(db.as("alice").rpc("revoke_access_key", { access_key: key.id }));
  assert.equal(await refusedWith(token), "proposal_key_revoked");
  assert.equal(
    (await done(db.as("bot", ALICE).rpc("read_proposal", { proposal: id }))).bar,
    "proposal_key_revoked",
  );
  const other = await madeKey(db);
  const over = await propose(by(other));
  await db.sql`update private.proposals set expires_at = now() - interval '1 second' where id = ${over.id}`;
  assert.equal(await refusedWith(await button(over.id)), "token_unknown");
  assert.equal((await mine(by(other)))[0].state, "lapsed");
});

test("the right is that of whoever presses, at the press: what they may no longer the verb refuses", async () => {
  const key = await madeKey(db);
  const template = await idOf(db, "templates", "订单发货通知");
  const { id } = await propose(by(key), { resource: template });
  const run = await press(await button(id));
  await db.sql`update public.members set state = 'disabled' where user_id = ${PEOPLE.alice}`;
  const { error } = await db.as("bot", ALICE).rpc("submit_template", { template, request: run.work.request });
  assert.ok(error, "refused");
  await db.sql`update public.members set state = 'active' where user_id = ${PEOPLE.alice}`;
  assert.equal((await mine(by(key)))[0].state, "waiting");
});

test("the same once more is one message; twenty wait for a person at most, and thirty an hour are proposed by one program", async () => {
  await db.sql`delete from private.proposals`;
  const [one, two] = [await madeKey(db), await madeKey(db)];
  const first = await propose(by(one), { resource: "0" });
  const again = await propose(by(one), { resource: "0" });
  assert.deepEqual([again.id, again.again], [first.id, true]);
  for (let n = 1; n < 20; n += 1) await propose(by(one), { resource: String(n) });
  const full = await by(two).rpc("propose_command", { command: "submit", input: { resource: "20" } });
  assert.deepEqual([full.status, full.error?.code], [409, "proposals_wait"]);
  await db.sql`update private.proposals set expires_at = now() - interval '1 second'`;
  for (let n = 20; n < 30; n += 1) await propose(by(one), { resource: String(n) });
  const { status, error } = await by(one).rpc("propose_command", {
    command: "submit",
    input: { resource: "30" },
  });
  assert.deepEqual([status, error?.code], [429, "too_many_requests"]);
});

test("what is no command and no object of a fair size is refused", async () => {
  const key = by(await madeKey(db));
  for (const [command, input] of [
    ["", {}],
    [null, {}],
    ["x".repeat(101), {}],
    ["submit", null],
    ["submit", []],
    ["submit", { resource: "x".repeat(20_001) }],
  ] as const) {
    const { status, error } = await key.rpc("propose_command", { command, input });
    assert.deepEqual(
      [status, error?.code],
      [422, "input_invalid"],
      `${command} ${JSON.stringify(input)?.slice(0, 20)}`,
    );
  }
});
