/** `report`: the p95 of every report at 5,000,000 deliveries, against itself at 100,000; and that its figures are those of a count over the rows. */
import { REPORTS, type ReportName } from "../../shared/src/reports/reports.ts";
import { openTestDatabase, type TestDatabase } from "../tests/test_database.ts";
import type { Benchmark } from "./contest.ts";
import { p95Of } from "./looks.ts";
import { COUNT, fillReports } from "./report_ground.ts";

const LOOKS = 40;

interface Look {
  readonly says: string;
  readonly args: Readonly<Record<string, unknown>>;
}

/** Every report as it opens; those with vendors split by them, and under a filter. */
function looksOf(first: string, last: string): Look[] {
  return (Object.keys(REPORTS) as ReportName[]).flatMap((report) => {
    const { by, period, groups } = REPORTS[report] as {
      by: readonly string[];
      period: string;
      groups: object;
    };
    const look = (says: string, more: object): Look => ({
      says: `${report} ${says}`,
      args: { report, first, last, by, period, ...more },
    });
    const opened = look("as it opens", {});
    if (!Object.hasOwn(groups, "vendor")) return [opened, look("by month", { period: "month" })];
    return [
      opened,
      // Three groups at most.
      look("split by vendor", { by: [...by.slice(0, 2), "vendor"] }),
      look("of one vendor", { filters: [{ column: "vendor", op: "is", value: "oppo" }] }),
    ];
  });
}

/** One look as dan, through the rights of a person. Seconds. */
async function timed(db: TestDatabase, { args }: Look): Promise<number> {
  const start = performance.now();
  const { error } = await db.as("dan").rpc("report", args);
  if (error) throw new Error(`report: ${error.message}`);
  return (performance.now() - start) / 1000;
}

async function p95(db: TestDatabase, looks: readonly Look[], says?: string): Promise<number> {
  const each = new Map<Look, number[]>(looks.map((look) => [look, []]));
  for (let n = 0; n < LOOKS; n++) for (const [look, took] of each) took.push(await timed(db, look));
  if (says)
    for (const [look, took] of each)
      console.log(`         ${says} ${look.says.padEnd(32)} p95 ${(p95Of(took) * 1000).toFixed(1)} ms`);
  return p95Of([...each.values()].flat());
}

/** Throws unless every roll-up is the sum of its rows, and says what a count over the rows takes beside the open report. */
async function agree(db: TestDatabase, look: Look, rows: number): Promise<void> {
  const [found] =
    await db.sql`select f.* from public.enterprises e, private.report_findings(e.id, null) f where e.name = '云杉商城'`;
  if (found?.findings.length > 0)
    throw new Error(`the roll-ups are not their rows: ${JSON.stringify(found?.findings.slice(0, 3))}`);
  const start = performance.now();
  await db.sql.unsafe(COUNT);
  const counted = (performance.now() - start) / 1000;
  const open = await p95(db, [look]);
  console.log(
    `         a count over the rows takes ${counted.toFixed(2)} s, the open report ${open.toFixed(4)} s: 1/${Math.round(counted / open)}`,
  );
  // Few rows are counted in no time.
  if (rows >= 1_000_000 && open * 10 > counted)
    throw new Error("the open report takes more than a tenth of a count over the rows");
}

export const REPORT: Benchmark = {
  name: "report",
  says: "p95 of every report at 100,000 deliveries ÷ p95 at 5,000,000",
  ask: 0.85,
  floor: 0.67,
  async prepare(rows = 5_000_000) {
    const [large, small] = await Promise.all([
      openTestDatabase({ volatile: false }),
      openTestDatabase({ volatile: false }),
    ]);
    // A fiftieth of the messages in a fifth of the sends, on as many days.
    const sends = Math.max(30, Math.round(rows / 10_000));
    await fillReports(
      small,
      Math.max(30, Math.round(sends / 5)),
      Math.round(rows / 50 / Math.max(30, Math.round(sends / 5))),
    );
    await fillReports(large, sends, Math.round(rows / sends));
    const days = { first: new Date(Date.now() - 29 * 86_400_000), last: new Date(Date.now() + 86_400_000) };
    const looks = looksOf(days.first.toISOString().slice(0, 10), days.last.toISOString().slice(0, 10));
    const [opened] = looks;
    if (opened) await agree(large, opened, rows);
    return {
      rows: 1,
      ours: () => p95(large, looks, "large"),
      reference: () => p95(small, looks, "small"),
      close: async () => {
        await Promise.all([large.close(), small.close()]);
      },
    };
  },
};
