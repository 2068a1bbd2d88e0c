import assert from "node:assert/strict";
import { test } from "node:test";
import { Submissions } from "./submissions.ts";

const body = (value: unknown) => Buffer.from(JSON.stringify(value));
const MESSAGES = "/v1/messages";

/** A batch of these references, answered so (null: the connection broke). */
function give(road: Submissions, references: string[], status: number | null): void {
  const batch = { messages: references.map((reference) => ({ reference })) };
  const passed = { visitor: "one", path: MESSAGES, body: body(batch) };
  road.asked(passed);
  road.passed({ ...passed, answer: status === null ? null : { status, body: body({}) } });
}

/** The carrier's word on references. */
function tell(road: Submissions, states: Record<string, string>): void {
  const results = Object.entries(states).map(([reference, status]) => ({ reference, status }));
  const passed = {
    visitor: "one",
    path: `${MESSAGES}/query`,
    body: body({ references: Object.keys(states) }),
  };
  road.passed({ ...passed, answer: { status: 200, body: body({ results }) } });
}

test("what was taken, or may have been, and is given again is blind", () => {
  for (const status of [202, 503, null]) {
    const road = new Submissions(false);
    give(road, ["1", "2"], status);
    give(road, ["2", "3"], 202);
    assert.deepEqual(road.blind, ["2"], String(status));
  }
});

test("what was throttled, or is unknown to the carrier, may be given again; what it knows may not", () => {
  const road = new Submissions(false);
  give(road, ["1"], 429);
  give(road, ["1"], 202);
  give(road, ["2", "3"], null);
  tell(road, { 2: "unknown", 3: "accepted" });
  give(road, ["2"], 202);
  assert.deepEqual(road.blind, []);
  give(road, ["3"], 202);
  assert.deepEqual(road.blind, ["3"]);
});

test("an idempotent carrier may be given anything again", () => {
  const road = new Submissions(true);
  give(road, ["1"], null);
  give(road, ["1"], 202);
  assert.deepEqual([road.blind, road.again], [[], 1]);
});
