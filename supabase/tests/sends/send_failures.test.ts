import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";
import { OUTCOME, SHOWN_STATE_WORDS, sendStateLabel } from "../../../shared/src/sends/outcome.ts";
import { account, booksAgree, clearStage, setSendSettings, tick } from "../fixtures.ts";
import { testDatabase } from "../test_database.ts";
import { alerts, noCaps, overSend } from "./sends_fixtures.ts";

/** GRD-1: a send of which too many failed is an event when it ends, also when nothing was left to pause. */
const db = await testDatabase({ last: booksAgree });
await noCaps(db);
beforeEach(() => clearStage(db));

/** The reasons that its card gives, and how many alerts there are of it. */
async function outcome(send: string) {
  const { failures_said, state } = await account(db, send);
  assert.equal(state, "done");
  return [failures_said, await alerts(db, "send_failed", send)];
}

test("a send of which half failed raises one alert when it is done, with the figures and the reasons", async () => {
  const send = await overSend(db, { delivered: 11, failed: 6, expired: 3, unknown: 2 });
  const reasons = [
    { state: "failed", code: null, count: 6 },
    { state: "expired", code: null, count: 3 },
    { state: "unknown", code: null, count: 2 },
  ];
  const [given, told] = await outcome(send);
  assert.deepEqual(
    given.map((each: { state: string; count: number }) => [each.state, each.count]),
    reasons.map(({ state, count }) => [state, count]),
  );
  assert.equal(told, 1);
  const [alert] =
    await db.sql`select details from public.alerts where resource_id = ${send} and kind = 'send_failed'`;
  assert.deepEqual([alert?.details.failed, alert?.details.ends], [11, 22]);
  assert.deepEqual(alert?.details.reasons, given);
  await tick(db);
  assert.equal(await alerts(db, "send_failed", send), 1, "once");
});

test("below a half, and below ten failures, nobody is woken; from a twentieth on the card says why", async () => {
  assert.deepEqual([OUTCOME.warn, OUTCOME.bad, OUTCOME.alert], [0.05, 0.5, 10]);
  const some = await outcome(await overSend(db, { delivered: 19, failed: 1 }));
  assert.deepEqual([some[0].length, some[1]], [1, 0]);
  assert.deepEqual(await outcome(await overSend(db, { delivered: 20, failed: 1 })), [null, 0]);
  assert.equal((await outcome(await overSend(db, { delivered: 12, failed: 10 })))[1], 0);
  assert.equal((await outcome(await overSend(db, { failed: 9 })))[1], 0);
  assert.equal((await outcome(await overSend(db, { failed: 10 })))[1], 1);
});

test("a list is filtered by how a send went, in the words that it shows", async () => {
  const tallies = [
    { delivered: 20, failed: 1 },
    { delivered: 19, failed: 1 },
    { delivered: 1, expired: 1 },
    { delivered: 0, unknown: 2 },
  ];
  const shown = [];
  for (const tally of tallies) {
    const card = await account(db, await overSend(db, tally));
    assert.equal(SHOWN_STATE_WORDS[card.shown_state], sendStateLabel(card));
    shown.push(card.shown_state);
  }
  assert.deepEqual(shown, ["done", "done_some", "done_most", "done_all"]);
});

test("what the enterprise would have paused for is told too, though it came with the last message", async () => {
  const guard = (pause_at_failures: number) => setSendSettings(db, { pause_at_failures });
  await guard(0.2);
  assert.equal((await outcome(await overSend(db, { delivered: 30, failed: 10 })))[1], 1);
  await guard(0.5);
  assert.equal((await outcome(await overSend(db, { delivered: 30, failed: 10 })))[1], 0);
});
