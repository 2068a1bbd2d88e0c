/**
 * Anybody asks anything: every operation of the description, by members, keys, strangers and false credentials, with input that fits, nearly fits and means
 * harm, and with ids of what was seen before, also in another enterprise. No answer is one that the description does not name, and none says that
 * something is broken or away. A failure names the seed; TIDINGS_SEED repeats it, TIDINGS_MOVES makes it longer.
 */
import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { madeKey } from "../keys/key_fixtures.ts";
import { CALLERS, type Move, moves } from "./fuzz/moves.ts";
import { Player } from "./fuzz/player.ts";
import { Values } from "./fuzz/values.ts";
import { testStage } from "./stage.ts";
import { witnessOf } from "./witness.ts";

const SEED = Number(process.env.TIDINGS_SEED ?? 33);
const CALLS = Number(process.env.TIDINGS_MOVES ?? 600);
/** Calls of one story, and how many of them are under way at once. */
const STORY = 60;
const ABREAST = 4;

const stage = await testStage({ volatile: true }, "api", "check-template", "check-device");
const { db } = stage;
// Behind the gateway, which refuses some of it itself: an address that is no text, a body that is too large.
const witness = await witnessOf(`${stage.direct("api")}/api`);
const { description, base } = witness;
// Limits of calls have tests of their own.
await db.sql`update private.limits set most = 1000000`;
const policies = [
  "KooMessage FullAccess",
  "KooMessage Basic Edition FullAccess",
  "KooMessage SA FullAccess",
  "RTC Administrator",
];
const keys = {
  key: await madeKey(db, { policies }),
  "test key": await madeKey(db, { policies, test: true }),
  "revoked key": await madeKey(db, { policies }),
};
await db.sql`update public.access_keys set most_a_minute = 6000`;
await db.as("alice").rpc("revoke_access_key", { access_key: keys["revoked key"].id });
const player = new Player(stage, base, keys);

const told = new Map<string, number>();
async function play(move: Move): Promise<void> {
  const { status, body } = await player.play(move);
  const what = `${status} ${body?.code ?? body?.error_code ?? ""}`;
  told.set(what, (told.get(what) ?? 0) + 1);
}

test("lists tell both enterprises' ids", async () => {
  const lists = description.operations.filter(({ method, path }) => method === "get" && !path.includes("{"));
  for (const operation of lists)
    for (const who of ["alice", "mallory"] as const)
      await play({ operation, who, places: [], query: [], body: null, type: "", key: "none" });
  assert.deepEqual(witness.faults, []);
});

test(`${CALLS} calls of anybody find no answer that the description does not name, and nothing broken`, async () => {
  const story = fc.array(moves(description, new Values(description)), { minLength: STORY, maxLength: STORY });
  await fc.assert(
    fc.asyncProperty(story, async (all) => {
      for (let at = 0; at < all.length; at += ABREAST)
        await Promise.all(all.slice(at, at + ABREAST).map(play));
      assert.deepEqual(witness.faults, []);
      assert.equal(witness.passed.get(503) ?? 0, 0, `something was away: ${stage.log("api")}`);
    }),
    { seed: SEED, numRuns: Math.ceil(CALLS / STORY), endOnFailure: true, verbose: 0 },
  );
  const done = [...told].filter(([what]) => what.startsWith("2")).reduce((sum, [, count]) => sum + count, 0);
  assert.ok(
    done > CALLS / 20,
    `${done} of ${CALLS} calls were done: ${JSON.stringify(Object.fromEntries(told))}`,
  );
  assert.ok(CALLERS.length > 10);
});
