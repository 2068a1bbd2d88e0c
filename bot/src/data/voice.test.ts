import assert from "node:assert/strict";
import { after, test } from "node:test";
import { botEnv } from "../env.ts";
import { Refusal } from "../ground/errors.ts";
import { isGone } from "../posting/cards.ts";
import { startRest } from "../testing/rest_double.ts";
import { voiceOf } from "./voice.ts";

/** For whom the bot speaks is signed anew with every request. */

let ended = 0;
const rest = await startRest({
  whoami: () => {
    ended -= 1;
    if (ended >= 0) throw new Refusal("session_ended", 401);
    return { user_id: "b0b" };
  },
});
after(() => rest.close());

test("the proof is HMAC-SHA256 over version, second, request and chat account", () => {
  const { "x-chat-proof": proof } = voiceOf(
    "slack:T1:U1",
    "00".repeat(32),
    1_800_000_000_999,
    "11111111-1111-4111-8111-111111111111",
  );
  // printf 'v1.1800000000.11111111-…-111111111111.slack:T1:U1' | openssl dgst -sha256 -mac HMAC -macopt hexkey:00…
  assert.equal(proof, "v1.1800000000.6f7fe6661d355c673cb22e79378c9badebb12042ca4f458d4aa6f2b46f241da8");
});

test("each request has a proof of its own, which the other side accepts", async () => {
  const session = rest.database.forChat("slack:T1:U1", "slack");
  for (let n = 0; n < 2; n += 1) assert.equal((await session.client.rpc("whoami")).error, null);
  assert.deepEqual(
    rest.calls.map(({ chatUser }) => chatUser),
    ["slack:T1:U1", "slack:T1:U1"],
  );
  const requests = [1, 2].map(() => voiceOf("slack:T1:U1", "00".repeat(32))["x-chat-request"]);
  assert.notEqual(requests[0], requests[1]);
});

test("the bot for itself says nobody's name", async () => {
  rest.calls.length = 0;
  await rest.own.client.rpc("whoami");
  assert.equal(rest.calls[0]?.chatUser, null);
});

test("whose session was ended signs in anew and asks once more; where that does not help, it is told", async () => {
  const session = rest.database.forChat("slack:T1:U1", "slack");
  const before = rest.signIns();
  ended = 1;
  assert.equal((await session.client.rpc("whoami")).error, null);
  assert.equal(rest.signIns() - before, 1);
  ended = 2;
  assert.equal((await session.client.rpc("whoami")).error?.code, "session_ended");
  ended = 0;
});

test("a card or alert that the bot's own session, key or clock kept back is tried again", () => {
  assert.equal(isGone(new Refusal("not_linked", 403)), true);
  for (const refusal of [new Refusal("session_ended", 401), new Refusal("chat_proof_required", 403)])
    assert.equal(isGone(refusal), false, refusal.code);
});

test("a bot without its key, or with half of one, is told which variable and where it comes from", () => {
  const env = {
    SUPABASE_URL: "http://127.0.0.1:1",
    SUPABASE_PUBLISHABLE_KEY: "k",
    TIDINGS_BOT_EMAIL: "bot@tidings.test",
    TIDINGS_BOT_PASSWORD: "p",
  };
  assert.throws(() => botEnv(env), /TIDINGS_BOT_KEY: is not set/);
  assert.throws(() => botEnv({ ...env, TIDINGS_BOT_KEY: "ab" }), /TIDINGS_BOT_KEY: is 64 hex digits/);
  assert.equal(botEnv({ ...env, TIDINGS_BOT_KEY: "ab".repeat(32) }).key, "ab".repeat(32));
});
