/** Concurrent acts: a lock holds all of them back until each waits for it, and is then released. */
import assert from "node:assert/strict";
import type { Answer, TestDatabase } from "./test_database.ts";

/** Resolves when each of `acts` waits for a lock. Throws if one of them ends without having waited. */
export async function untilWaiting(db: TestDatabase, acts: Promise<unknown>[]): Promise<void> {
  let ended = false;
  const end = () => {
    ended = true;
  };
  for (const act of acts) act.then(end, end);
  for (;;) {
    const [row] = await db.sql`
      select count(*)::int as n from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`;
    if (row?.n >= acts.length) return;
    assert.equal(ended, false, "an act did not wait for the other");
    await new Promise((resolve) => setImmediate(resolve));
  }
}

/**
 * Runs the statement `hold`, which takes a lock; starts all acts; waits until each of them waits for a lock; then releases
 * it. Returns the results in the order of the acts.
 */
export async function waiting<T>(db: TestDatabase, hold: string, acts: (() => Promise<T>)[]): Promise<T[]> {
  assert.ok(acts.length <= 6, "the pool has eight connections: one holds the lock, one looks");
  let started: Promise<T>[] = [];
  await db.sql.begin(async (step) => {
    await step.unsafe(hold);
    started = acts.map((act) => act());
    await untilWaiting(db, started);
  });
  return Promise.all(started);
}

/** `first` has acted but not committed. `second` starts, waits for it, and ends after its commit. */
export async function oneAfterTheOther(
  db: TestDatabase,
  first: Promise<{ answer: Answer; commit(): Promise<void> }>,
  second: () => Promise<Answer>,
): Promise<[Answer, Answer]> {
  const { answer, commit } = await first;
  const later = second();
  await untilWaiting(db, [later]).finally(commit);
  return [answer, await later];
}
