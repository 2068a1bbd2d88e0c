import assert from "node:assert/strict";
import { test } from "node:test";
import { decidedOne, movedBy, queueOf, type ReviewQueue } from "./review-queue.ts";

const row = (id: string) => ({ noun: "domain", id }) as const;
const ROWS = ["a", "b", "c"].map(row);
const shown = (queue: ReviewQueue | null) => queue?.rows[queue.at]?.id ?? null;

test("a queue begins at the row that was asked for, and has it even where the list has it no more", () => {
  const queue = queueOf(ROWS, row("b"), "approve");
  assert.deepEqual([shown(queue), queue.act, queue.rows.length], ["b", "approve", 3]);
  const other = queueOf(ROWS, row("x"), null);
  assert.deepEqual([shown(other), other.rows.length], ["x", 4]);
});

test("one moves through it without deciding, and not beyond its ends", () => {
  const queue = queueOf(ROWS, row("b"), "reject");
  assert.deepEqual([shown(movedBy(queue, 1)), movedBy(queue, 1).act], ["c", null]);
  assert.equal(shown(movedBy(queue, -1)), "a");
  const last = queueOf(ROWS, row("c"), "reject");
  assert.equal(movedBy(last, 1), last, "what was begun goes on");
  assert.equal(shown(movedBy(queueOf(ROWS, row("a"), null), -1)), "a");
});

test("after a decision the next one is looked at, not decided: a key that is held down decides nothing", () => {
  const next = decidedOne(queueOf(ROWS, row("a"), "approve"));
  assert.deepEqual([shown(next), next?.act, next?.rows.length], ["b", null, 3]);
});

test("what was passed over comes at the end, and what is decided does not come again", () => {
  let queue: ReviewQueue | null = decidedOne(queueOf(ROWS, row("b"), "approve"));
  assert.equal(shown(queue), "c");
  queue = queue && decidedOne(queue);
  assert.equal(shown(queue), "a");
  assert.equal(queue && decidedOne(queue), null);
  assert.equal(decidedOne(queueOf([], row("a"), "approve")), null);
});
