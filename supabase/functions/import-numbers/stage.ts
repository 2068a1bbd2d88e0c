/** The lines of a part, brought into the transaction's own tables, where `private.finish_part` finds them. */
import { once } from "node:events";
import type { Writable } from "node:stream";
import { type ColumnValues, mergedValues } from "@tidings/shared/numbers/column_values.ts";
import type { Table } from "@tidings/shared/numbers/table.ts";
import type { Transaction } from "../_core/database.ts";
import { badRows, goodRows } from "./copy_text.ts";
import type { Lines } from "./read.ts";

/** What was staged. `gaps`: the columns with an empty cell; `values`: what is known of the others. */
export type Staged = {
  table: Table;
  good: number;
  bad: number;
  gaps: string[];
  values: Record<string, ColumnValues>;
};

/**
 * COPYs all lines: good ones as they are read, into the partition of a large file (`target`) or a table of the
 * transaction's own; bad ones behind them. @throws Error when `slices` has no slice
 */
export async function stage(
  step: Transaction,
  slices: AsyncIterable<Lines>,
  target: string | null,
): Promise<Staged> {
  if (target === null)
    await step`create temp table stage_good (line integer, phone text, params jsonb) on commit drop`;
  await step`create temp table stage_bad (line integer, value text, number text, reason text) on commit drop`;
  // private.finish_part reads them as its owner.
  await step.unsafe(
    `grant select on ${target === null ? "pg_temp.stage_good, " : ""}pg_temp.stage_bad to postgres`,
  );
  const refused: string[] = [];
  let staged: Staged | null = null;
  async function* good(): AsyncGenerator<string> {
    for await (const lines of slices) {
      const before: Staged = staged ?? { table: lines.table, good: 0, bad: 0, gaps: [], values: {} };
      staged = {
        table: lines.table,
        good: before.good + lines.good.length,
        bad: before.bad + lines.bad.length,
        gaps: [...new Set([...before.gaps, ...lines.gaps])],
        values: mergedValues(before.values, lines.values),
      };
      if (lines.bad.length > 0) refused.push(badRows(lines.bad));
      if (lines.good.length > 0) yield goodRows(lines.good);
    }
  }
  await fill(
    step,
    await step.unsafe(`copy ${target ?? "pg_temp.stage_good"} (line, phone, params) from stdin`).writable(),
    good(),
  );
  await fill(
    step,
    await step`copy pg_temp.stage_bad (line, value, number, reason) from stdin`.writable(),
    refused,
  );
  if (!staged) throw new Error("A part has at least one slice.");
  return staged;
}

/**
 * Writes rows into a COPY to its end. What Postgres refuses after the last of them, postgres.js tells nobody, and the
 * stream never finishes: the next statement of the transaction tells it. @throws what went wrong, on either side
 */
async function fill(
  step: Transaction,
  to: Writable,
  rows: Iterable<string> | AsyncIterable<string>,
): Promise<void> {
  const broken = new Promise<never>((_, reject) => to.once("error", reject));
  broken.catch(() => undefined); // it is told below, or has no one to tell any more
  try {
    for await (const text of rows) if (!to.write(text)) await Promise.race([once(to, "drain"), broken]);
  } catch (error) {
    to.destroy(error instanceof Error ? error : new Error(String(error)));
    throw error;
  }
  // From its `final` on the COPY has all it gets, and another statement may follow.
  const final = to._final;
  const given = new Promise<void>((resolve) => {
    to._final = (done) => {
      final.call(to, done);
      resolve();
    };
  });
  to.end();
  await Promise.race([given, broken]);
  await Promise.race([step`select`, broken]);
}
