/** The lines of a part, brought into the transaction's own tables, where `private.finish_part` finds them. */
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import type { Table } from "@tidings/shared/numbers/table.ts";
import type { Transaction } from "../_core/database.ts";
import { badRows, goodRows } from "./copy_text.ts";
import type { Lines } from "./read.ts";

/** What was staged. */
export type Staged = { table: Table; good: number; bad: number };

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
  await step`create temp table stage_bad (line integer, value text, reason text) on commit drop`;
  const refused: string[] = [];
  let staged: Staged | null = null;
  async function* good(): AsyncGenerator<string> {
    for await (const lines of slices) {
      const before: Staged = staged ?? { table: lines.table, good: 0, bad: 0 };
      staged = {
        table: lines.table,
        good: before.good + lines.good.length,
        bad: before.bad + lines.bad.length,
      };
      if (lines.bad.length > 0) refused.push(badRows(lines.bad));
      if (lines.good.length > 0) yield goodRows(lines.good);
    }
  }
  const toGood = await step
    .unsafe(`copy ${target ?? "pg_temp.stage_good"} (line, phone, params) from stdin`)
    .writable();
  await pipeline(Readable.from(good(), { highWaterMark: 1 }), toGood);
  const toBad = await step`copy pg_temp.stage_bad (line, value, reason) from stdin`.writable();
  await pipeline(Readable.from(refused, { highWaterMark: 1 }), toBad);
  if (!staged) throw new Error("A part has at least one slice.");
  return staged;
}
