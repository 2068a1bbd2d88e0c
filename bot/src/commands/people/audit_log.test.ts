import assert from "node:assert/strict";
import { after, beforeEach, test } from "node:test";
import { NOTHING_LOOKED } from "../../registry/looked.ts";
import { typist, whoamiOf } from "../../testing/person.ts";
import { startRest } from "../../testing/rest_double.ts";

/** IAM-4 in chat and terminal: the proof of the audit log, and an export of a period. */

const HASH = "5e0f".repeat(16);
const head = { seq: 7000, hash: HASH, at: "2026-11-24T02:30:00Z" };
let broken: object | null;
let rows: object[];
let me = whoamiOf("da2", "Dan");
const rest = await startRest({
  whoami: () => me,
  audit_proof: ({ after_seq }) =>
    after_seq === 0
      ? { proved: 5000, last: 5000, broken: null, head, unsealed: 1 }
      : { proved: broken ? 10 : 2000, last: broken ? 5010 : 7000, broken, head, unsealed: 1 },
  audit_export: ({ after_seq }) =>
    rows.filter((row) => (row as { seq: number }).seq > Number(after_seq)).slice(0, 1000),
});
after(() => rest.close());
beforeEach(() => {
  broken = null;
  me = whoamiOf("da2", "Dan");
  rows = [];
  rest.calls.length = 0;
});

const run = typist(rest, "UDAN");
const asked = (verb: string) => rest.calls.filter((call) => call.verb === verb).map((call) => call.args);

test("the chain is proved to its head, stretch by stretch, and the whole head is told", async () => {
  const { tone, text, fields } = await run("audit log", {});
  assert.equal(tone, "good");
  assert.match(
    text ?? "",
    /^7,000 sealed records were recomputed, with no mismatches\. 1 new record is not sealed yet\.$/,
  );
  assert.equal(fields?.[0]?.value, `7000 · ${HASH}`);
  assert.deepEqual(
    asked("audit_proof").map(({ after_seq }) => after_seq),
    [0, 5000],
  );
});

test("a row that does not fit is named, and the answer is bad", async () => {
  broken = { why: "row_changed", seq: 5011, log_id: 4242 };
  const { tone, text } = await run("audit log", {});
  assert.equal(tone, "bad");
  assert.equal(text, "Seal 5011 doesn't match its record: record 4242 was changed after it was sealed.");
});

test("a period is exported with the proof, its last day included, in the enterprise's zone", async () => {
  rows = Array.from({ length: 1500 }, (_, index) => ({
    seq: index + 1,
    hash: "h",
    previous: null,
    row: "{}",
  }));
  const { file, text } = await run("audit log", { from: "2026-11-01", to: "2026-11-30" });
  assert.match(text ?? "", /1,500 sealed records are in the file\.$/);
  const lines = new TextDecoder().decode(file?.bytes).trimEnd().split("\n");
  assert.deepEqual(
    lines.map((line) => JSON.parse(line)),
    rows,
    "each row with its seal and the one before it",
  );
  const { from_time, to_time } = asked("audit_export")[0] ?? {};
  assert.deepEqual([from_time, to_time], ["2026-10-31T16:00:00.000Z", "2026-11-30T16:00:00.000Z"]);
});

test("the last day is whole, also where the clocks change and it has 25 hours", async () => {
  me = { ...me, enterprise: { ...me.enterprise, time_zone: "America/New_York" } };
  await run("audit log", { from: "2026/11/1", to: "2026-11-01" });
  const { from_time, to_time } = asked("audit_export")[0] ?? {};
  assert.deepEqual([from_time, to_time], ["2026-11-01T04:00:00.000Z", "2026-11-02T05:00:00.000Z"]);
});

test("what is no time is refused before anything is asked", async () => {
  const { tone, text } = await run("audit log", { from: "sometime" });
  assert.deepEqual([tone, text], ["bad", "Can't read this time: sometime"]);
  const turned = await run("audit log", { from: "2026-11-27", to: "2026-11-20" });
  assert.deepEqual([turned.tone, turned.text], ["bad", "The end time is before the start time."]);
  assert.deepEqual([...asked("audit_proof"), ...asked("audit_export")], []);
});

test("a platform admin's proof and export are of the deployment's log", async () => {
  rows = [{ seq: 1 }];
  me = { ...whoamiOf("01a", "Olga"), platform_admin: true };
  const inTerminal = typist(rest, "UOLGA", NOTHING_LOOKED);
  const { file } = await inTerminal("audit deployment", { from: "2026-11-01" });
  assert.ok(file);
  for (const verb of ["audit_proof", "audit_export"])
    assert.ok(asked(verb).length > 0 && asked(verb).every(({ deployment }) => deployment === true), verb);
});
