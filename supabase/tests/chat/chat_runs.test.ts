import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";
import { done } from "../fixtures.ts";
import { ALICE_IN_CHAT, linkChat } from "../one_of_each.ts";
import { proven, testDatabase } from "../test_database.ts";

/** BOT-2: what people asked for in chat is a row until its answer is shown, and one bot at a time carries it out. */
const db = await testDatabase();
await linkChat(db, "alice", ALICE_IN_CHAT);
beforeEach(() => db.sql`delete from private.chat_runs`);

const bot = () => db.as("bot");
const WORK = { command: "send", input: { numbers: "13800138000" } };
const asked = (key: string, more: object = {}) =>
  proven({
    provider: "slack",
    team: "T1",
    key,
    chat_user: ALICE_IN_CHAT,
    place: { channel: "C1" },
    work: WORK,
    begun: false,
    ...more,
  });
const take = (...runs: object[]) => done(bot().rpc("take_chat_runs", { runs }));
const keep = (...runs: object[]): Promise<(boolean | { code: string })[]> =>
  done(bot().rpc("keep_chat_runs", { runs }));
const claim = (most = 5, homes: string[] | null = null) =>
  done(bot().rpc("claim_chat_runs", { most, homes }));
const leasesEnd = () => db.sql`update private.chat_runs set lease_until = '-infinity'`;

test("whoever has the bot's password without its key leaves no run in anybody's name", async () => {
  const { proof, ...without } = asked("forged");
  const other = proven(without, "bad0".repeat(16));
  const ofAnother = { ...asked("forged"), chat_user: "slack:T1:UEVE" };
  for (const run of [without, { ...without, proof: null }, { ...without, proof: "x" }, other, ofAnother]) {
    const { error, status } = await bot().rpc("take_chat_runs", { runs: [run] });
    assert.deepEqual([error?.code, status], ["chat_proof_required", 403]);
  }
  assert.equal((await db.sql`select from private.chat_runs`).length, 0);
  assert.equal((await take({ ...without, proof })).length, 1);
});

test("the same event is one run, which belongs to whoever took it first, before it has begun and after", async () => {
  const [first] = await take(asked("E1"));
  assert.deepEqual([first.mine, first.state, first.attempt, first.work], [true, "taken", 1, WORK]);
  const [twin] = await take(asked("E1", { work: { command: "other", input: {} } }));
  assert.deepEqual([twin.run_id, twin.mine, twin.work], [first.run_id, false, WORK]);
  const inOneCall = await take(asked("E2"), asked("E2"));
  assert.deepEqual(
    inOneCall.map(({ mine }: { mine: boolean }) => mine),
    [true, false],
  );
  const begun = { run_id: first.run_id, attempt: 1, state: "begun" };
  assert.deepEqual(await keep(begun, begun), [true, false]);
  assert.deepEqual(await keep(begun), [false]);
  const [third] = await take(asked("E1"));
  assert.equal(third.mine, false);
});

test("what has not begun after 3 s is a new run of whoever sends it off again, and the first holder keeps nothing more", async () => {
  const [first] = await take(asked("E1"));
  const [begun] = await take(asked("E2"));
  await keep({ run_id: begun.run_id, attempt: 1, state: "begun" });
  await db.sql`update private.chat_runs set taken_at = taken_at - interval '3 seconds'`;
  const corrected = { command: "send", input: { numbers: "13900139000" } };
  const [again, other] = await take(asked("E1", { work: corrected }), asked("E2"));
  assert.deepEqual([again.mine, again.attempt, again.work], [true, 1, corrected]);
  assert.notEqual(again.run_id, first.run_id);
  assert.deepEqual([other.mine, other.run_id], [false, begun.run_id], "what has begun stays its holder's");
  const late = { run_id: first.run_id, attempt: 1, state: "begun" };
  assert.deepEqual(await keep(late, { ...late, run_id: again.run_id }), [false, true]);
  await leasesEnd();
  const [claimed] = await claim(1);
  await keep({ run_id: claimed.run_id, attempt: 2, state: "shown" });
  await db.sql`update private.chat_runs set taken_at = taken_at - interval '3 seconds'`;
  assert.ok((await take(asked("E1"), asked("E2"))).every(({ mine }: { mine: boolean }) => !mine));
});

test("of the runs that a button has acted in one uses it up, and the others are told so", async () => {
  const [token] = await done(bot().rpc("mint_tokens", { tokens: [WORK], ttl_seconds: 60 }));
  const press = (key: string) => asked(key, { begun: true, work: undefined, token, more: {} });
  const runs: { run_id: string }[] = await take(press("E1"), press("E2"));
  const acted = runs.map(({ run_id }) => ({ run_id, attempt: 1, state: "answered", answer: {}, burn: true }));
  const kept = await keep(...acted);
  assert.deepEqual(kept.map((one) => (typeof one === "object" ? one.code : one)).toSorted(), [
    "token_used",
    true,
  ]);
  const [late] = await take(press("E3"));
  assert.equal(late.work.refused.code, "token_used");
});

test("events of one call are answered in their order; another team or platform has keys of its own", async () => {
  const runs = await take(
    asked("E2", { team: "T2" }),
    asked("E1"),
    asked("E1", { team: "T2" }),
    asked("E1", { provider: "discord" }),
  );
  assert.deepEqual(
    runs.map(({ provider, team }: Record<string, string>) => `${provider} ${team}`),
    ["slack T2", "slack T1", "slack T2", "discord T1"],
  );
  assert.equal(new Set(runs.map(({ run_id }: { run_id: string }) => run_id)).size, 4);
});

test("a run is claimed when its lease has ended, and the bot that had it keeps nothing more", async () => {
  const [run] = await take(asked("E1", { begun: true }));
  assert.deepEqual(await claim(), []);
  await leasesEnd();
  const [again] = await claim();
  assert.deepEqual([again.run_id, again.attempt, again.state], [run.run_id, 2, "begun"]);
  assert.deepEqual(await claim(), [], "one bot at a time");
  const late = { run_id: run.run_id, attempt: 1, state: "shown" };
  assert.deepEqual(await keep(late, { ...late, attempt: 2, steps: { m0: "1.1" } }), [false, true]);
});

test("a renewed lease lasts, and one that is given back ends when it says", async () => {
  const [run] = await take(asked("E1", { begun: true }));
  const held = { run_id: run.run_id, attempt: 1 };
  await leasesEnd();
  assert.deepEqual(await keep(held), [true]);
  assert.deepEqual(await claim(), []);
  await keep({ ...held, lease_s: 0, error: "chat.update: 500" });
  const [again] = await claim();
  assert.equal(again.run_id, run.run_id);
});

test("an answer and its steps are kept until they are shown; then nothing personal is left", async () => {
  const [run] = await take(asked("E1", { begun: true }));
  const held = { run_id: run.run_id, attempt: 1 };
  await keep({ ...held, steps: { m0: "1.1" } });
  await keep({ ...held, state: "answered", answer: { tone: "good", text: "made" }, steps: { f0: "shared" } });
  await leasesEnd();
  const [again] = await claim();
  assert.deepEqual(
    [again.state, again.answer.text, again.steps],
    ["answered", "made", { m0: "1.1", f0: "shared" }],
  );
  assert.deepEqual(await keep({ run_id: run.run_id, attempt: 2, state: "shown" }), [true]);
  const [row] =
    await db.sql`select state, work, place, answer, ended_at is not null as ended from private.chat_runs`;
  assert.deepEqual({ ...row }, { state: "shown", work: null, place: null, answer: null, ended: true });
  await leasesEnd();
  assert.deepEqual(await claim(), []);
  assert.equal((await take(asked("E1")))[0].mine, false, "and a repeated event runs nothing");
});

test("a bot claims the runs of its own workspace only", async () => {
  await take(asked("E1", { begun: true }));
  await leasesEnd();
  assert.deepEqual(await claim(5, ["slack:T2", "discord:T1"]), []);
  assert.equal((await claim(5, ["slack:T1"])).length, 1);
});

test("a run speaks the language of the member behind the chat user, if there is one", async () => {
  await done(db.as("alice").rpc("set_locale", { input: { locale: "zh-CN" } }));
  const [alice, stranger] = await take(asked("E1"), asked("E2", { chat_user: "slack:T1:UEVE" }));
  assert.deepEqual([alice.locale, stranger.locale], ["zh-CN", null]);
});

test("what was done under the request ids of a run is found by their common beginning, by its own person only", async () => {
  const request = "abcdef01-2345-5678-8000-000000000001";
  await done(db.as("bot", ALICE_IN_CHAT).rpc("set_locale", { input: { locale: "en" } }));
  const input = { kinds: ["channel_sick"], chat_channel: "C7", locale: "en" };
  await done(db.as("bot", ALICE_IN_CHAT).rpc("subscribe_chat_channel", { input, request }));
  const range = {
    first: "abcdef01-2345-5678-8000-000000000000",
    last: "abcdef01-2345-5678-8fff-ffffffffffff",
  };
  const found = await done(db.as("bot", ALICE_IN_CHAT).rpc("find_requests", range));
  assert.deepEqual(
    found.map(({ verb }: { verb: string }) => verb),
    ["subscribe_chat_channel"],
  );
  assert.deepEqual(await done(db.as("bot", "slack:T1:UEVE").rpc("find_requests", range)), []);
  assert.deepEqual(await done(bot().rpc("find_requests", range)), []);
});

test("runs are the bot's alone, and are swept after a day", async () => {
  for (const [verb, input] of Object.entries({
    take_chat_runs: { runs: [] },
    keep_chat_runs: { runs: [] },
    claim_chat_runs: {},
    find_requests: { first: "x", last: "y" },
  })) {
    const { error } = await db.as("alice").rpc(verb, input);
    assert.equal(error?.code, "bot_only", verb);
  }
  await take(asked("E1"));
  await done(bot().rpc("clock_sweep"));
  assert.equal((await db.sql`select 1 from private.chat_runs`).length, 1);
  await db.sql`update private.chat_runs set taken_at = now() - interval '25 hours'`;
  await done(bot().rpc("clock_sweep"));
  assert.deepEqual([...(await db.sql`select 1 from private.chat_runs`)], []);
});
