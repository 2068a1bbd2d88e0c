import assert from "node:assert/strict";
import type { Call } from "../_core/channels/calls.ts";
import { makeHandler } from "./handler.ts";
import type { CallItems, Records } from "./records.ts";

const CHANNEL = "11111111-1111-4111-8111-111111111111";
const RECEIPTS: CallItems = { type: "receipts", items: [] };

/** A receiver whose ports read every call so; tells what was recorded. */
function receiver(read: Call<CallItems>, known = true) {
  const recorded: [string, CallItems][] = [];
  const records: Records = {
    channel: () => Promise.resolve(known ? { adapter: "sandbox", secret: "whsec_x" } : null),
    record(channel, call) {
      recorded.push([channel, call]);
      return Promise.resolve({ fresh: 1 });
    },
  };
  const nobody = { door: () => Promise.resolve(null), record: () => Promise.reject(new Error("not here")) };
  const handle = makeHandler(records, nobody, () => Promise.resolve(read));
  const post = (path = CHANNEL, init: RequestInit = {}) =>
    handle(new Request(`http://x/receive-receipts/${path}`, { method: "POST", body: "{}", ...init }));
  return { post, recorded };
}

async function quietly<T>(story: () => Promise<T>): Promise<T> {
  const { error } = console;
  console.error = () => undefined;
  return await story().finally(() => {
    console.error = error;
  });
}

Deno.test("a call is answered 200 once it is recorded, with what was new and what was left out", async () => {
  const issues = [{ where: "receipts.1", what: "is empty" }];
  const { post, recorded } = receiver({ outcome: "taken", call: RECEIPTS, issues, to: null });
  const answer = await quietly(() => post());
  assert.equal(answer.status, 200);
  assert.deepEqual(await answer.json(), { fresh: 1, faults: issues });
  assert.deepEqual(recorded, [[CHANNEL, RECEIPTS]]);
});

Deno.test("a forged call and an unknown channel are both 401, alike, and change nothing", async () => {
  const forged = receiver({ outcome: "forged", why: "no signature fits" });
  const stranger = receiver({ outcome: "taken", call: RECEIPTS, issues: [], to: null }, false);
  const [one, other] = await quietly(() => Promise.all([forged.post(), stranger.post()]));
  assert.deepEqual([one.status, other.status], [401, 401]);
  assert.equal(await one.text(), await other.text());
  assert.deepEqual([forged.recorded, stranger.recorded], [[], []]);
});

Deno.test("a call that is signed for another channel is forged, whatever host it names its own by", async () => {
  const other = "22222222-2222-4222-8222-222222222222";
  const answers: [string | null, number][] = [
    [null, 200],
    [`https://x.example/functions/v1/receive-receipts/${CHANNEL}`, 200],
    [`http://127.0.0.1:1/receive-receipts/${CHANNEL.toUpperCase()}`, 200],
    [`https://x.example/functions/v1/receive-receipts/${other}`, 401],
    [`https://x.example/functions/v1/receive-receipts/${other}?x=/receive-receipts/${CHANNEL}`, 401],
    ["nonsense", 401],
    ["", 401],
  ];
  for (const [to, status] of answers) {
    const { post, recorded } = receiver({ outcome: "taken", call: RECEIPTS, issues: [], to });
    assert.equal((await quietly(() => post())).status, status, String(to));
    assert.equal(recorded.length, status === 200 ? 1 : 0, String(to));
  }
});

Deno.test("a malformed call is told what is wrong with it", async () => {
  const { post, recorded } = receiver({
    outcome: "malformed",
    issues: [{ where: "type", what: "is unknown" }],
  });
  const answer = await quietly(() => post());
  assert.equal(answer.status, 400);
  assert.match(await answer.text(), /is unknown/);
  assert.deepEqual(recorded, []);
});

Deno.test("a call that neither the carrier nor the resolver knows is malformed", async () => {
  const { post, recorded } = receiver({ outcome: "other" });
  const answer = await quietly(() => post());
  assert.equal(answer.status, 400);
  assert.match(await answer.text(), /is unknown/);
  assert.deepEqual(recorded, []);
});

Deno.test("only a POST to a channel's own address is looked at, and not more than 4 MB of it", async () => {
  const { post } = receiver({ outcome: "taken", call: RECEIPTS, issues: [], to: null });
  assert.equal((await post("1")).status, 404);
  assert.equal((await post("")).status, 404);
  assert.equal((await post(`${CHANNEL}/more`)).status, 404);
  assert.equal((await post(CHANNEL, { method: "GET", body: null })).status, 405);
  assert.equal((await post(CHANNEL, { body: new Uint8Array(5 * 1024 * 1024) })).status, 413);
});
