import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import test from "node:test";
import { ndjson, type Proof, percentOf, proveChain, type SealedRow, sealedPages } from "./audit_proof.ts";

const head = { seq: 7, hash: "5e0f", at: "2026-11-01T08:00:00Z" };
const upTo = (last: number, more: Partial<Proof> = {}): Proof => ({
  proved: 3,
  last,
  broken: null,
  head,
  unsealed: 0,
  ...more,
});

/** Proves a chain whose stretches are answered in this order; gives what was asked and what was told. */
async function proving(...answers: Proof[]) {
  const asked: number[] = [];
  const told: Proof[] = [];
  const left = [...answers];
  const prove = async (after: number) => {
    asked.push(after);
    return left.shift() ?? assert.fail("asked on after the end");
  };
  for await (const proof of proveChain(prove)) told.push(proof);
  return { asked, told };
}

test("the chain is proved stretch by stretch up to its head, which may grow meanwhile", async () => {
  const { asked, told } = await proving(
    upTo(3),
    upTo(6),
    upTo(7, { head: { ...head, seq: 8 } }),
    upTo(8, { head: { ...head, seq: 8 } }),
  );
  assert.deepEqual(asked, [0, 3, 6, 7]);
  assert.deepEqual(told.map(percentOf), [42, 85, 87, 100]);
});

test("it ends at the first row that does not fit, and where nothing is sealed yet", async () => {
  const broken = { why: "row_changed", seq: 5, log_id: 12 } as const;
  const { asked, told } = await proving(upTo(3), upTo(4, { broken }));
  assert.deepEqual([asked, told.at(-1)?.broken], [[0, 3], broken]);
  assert.equal((await proving(upTo(0, { head: null }))).told.length, 1);
});

test("seals that are missing before the head are said, and nobody asks for ever", async () => {
  const { told } = await proving(upTo(3), upTo(3));
  assert.deepEqual(told.at(-1)?.broken, { why: "seal_missing", seq: 4 });
});

test("a period is read to its end, and each line can be computed anew", async () => {
  let previous = "";
  const rows: SealedRow[] = [1, 2, 3].map((seq) => {
    const row = `{"id":${seq},"reason":"换行\\n"}`;
    const sealed = {
      seq,
      row,
      names: { "person:1a": { text: "Alice", salt: "00" } },
      previous: previous || null,
      hash: createHash("sha256").update(`${previous}${row}`).digest("hex"),
    };
    previous = sealed.hash;
    return sealed;
  });
  const asked: number[] = [];
  let file = "";
  const read = async (after: number) => {
    asked.push(after);
    return rows.filter(({ seq }) => seq > after).slice(0, 2);
  };
  for await (const page of sealedPages(read, 2)) file += ndjson(page);
  assert.deepEqual(asked, [0, 2]);
  const lines = file.trimEnd().split("\n");
  assert.deepEqual(
    lines.map((line) => JSON.parse(line)),
    rows,
  );
});
