import assert from "node:assert/strict";
import test from "node:test";
import { type EndedSend, failuresOf, sendStateLabel, sendStateLabels } from "./outcome.ts";
import { SEND_STATE_WORDS } from "./words.ts";

const send = (more: Partial<EndedSend>): EndedSend => ({
  state: "done",
  timing: "immediate",
  delivered: 0,
  failed: 0,
  expired: 0,
  timed_out: 0,
  unknown: 0,
  ...more,
});
const shown = (more: Partial<EndedSend>) => {
  const { tone, en } = sendStateLabel(send(more));
  return [tone, en];
};

test("a send that is done says how it went: from a twentieth of failures on some, from a half on most", () => {
  assert.deepEqual(shown({ delivered: 800 }), ["good", "Done"]);
  assert.deepEqual(shown({ delivered: 951, failed: 49 }), ["good", "Done"]);
  assert.deepEqual(shown({ delivered: 950, failed: 20, unknown: 30 }), ["warning", "Done, some failed"]);
  assert.deepEqual(shown({ delivered: 501, expired: 499 }), ["warning", "Done, some failed"]);
  assert.deepEqual(shown({ delivered: 500, timed_out: 500 }), ["bad", "Done, most failed"]);
  assert.deepEqual(shown({ delivered: 74, failed: 726 }), ["bad", "Done, most failed"]);
  assert.deepEqual(shown({ failed: 3 }), ["bad", "Done, all failed"]);
  assert.deepEqual(shown({}), ["warning", "Done, nothing sent"]);
});

test("before it is done, and for the plan of a recurring one, the state is all that is said", () => {
  assert.equal(sendStateLabel(send({ state: "sending", failed: 9 })), SEND_STATE_WORDS.sending);
  assert.equal(sendStateLabel(send({ timing: "recurring" })), SEND_STATE_WORDS.done);
  assert.equal(sendStateLabels(send({ failed: 9, delivered: 1 })).done.tone, "bad");
  assert.deepEqual(failuresOf(send({ delivered: 74, failed: 700, expired: 20, timed_out: 6 })), {
    failed: 726,
    ends: 800,
  });
});
