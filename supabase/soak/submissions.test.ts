import assert from "node:assert/strict";
import { test } from "node:test";
import { Submissions } from "./submissions.ts";

const body = (value: unknown) => Buffer.from(JSON.stringify(value));
const MESSAGES = "/v1/messages";

/** A batch of these references, answered so (null: the connection broke). */
function give(submissions: Submissions, references: string[], status: number | null): void {
  const batch = { messages: references.map((reference) => ({ reference })) };
  const passed = { visitor: "one", path: MESSAGES, body: body(batch) };
  submissions.asked(passed);
  submissions.passed({ ...passed, answer: status === null ? null : { status, body: body({}) } });
}

/** The carrier's word on references. */
function tell(submissions: Submissions, states: Record<string, string>): void {
  const results = Object.entries(states).map(([reference, status]) => ({ reference, status }));
  const passed = {
    visitor: "one",
    path: `${MESSAGES}/query`,
    body: body({ references: Object.keys(states) }),
  };
  submissions.passed({ ...passed, answer: { status: 200, body: body({ results }) } });
}

test("what was taken, or may have been, and is given again is blind", () => {
  for (const status of [202, 503, null]) {
    const submissions = new Submissions(false);
    give(submissions, ["1", "2"], status);
    give(submissions, ["2", "3"], 202);
    assert.deepEqual(submissions.blind, ["2"], String(status));
  }
});

test("what was throttled, or is unknown to the carrier, may be given again; what it knows may not", () => {
  const submissions = new Submissions(false);
  give(submissions, ["1"], 429);
  give(submissions, ["1"], 202);
  give(submissions, ["2", "3"], null);
  tell(submissions, { 2: "unknown", 3: "accepted" });
  give(submissions, ["2"], 202);
  assert.deepEqual(submissions.blind, []);
  give(submissions, ["3"], 202);
  assert.deepEqual(submissions.blind, ["3"]);
});

test("an idempotent carrier may be given anything again", () => {
  const submissions = new Submissions(true);
  give(submissions, ["1"], null);
  give(submissions, ["1"], 202);
  assert.deepEqual([submissions.blind, submissions.again], [[], 1]);
});
