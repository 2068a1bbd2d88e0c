/**
 * `month`: a day's file and send, part by part, with 29 such days in the tables, against the same with 29 days of ten messages. What
 * counts is the part that loses most. Disk and vacuum are told.
 */
import { Webhook } from "standardwebhooks";
import { upload } from "../tests/functions/numbers.ts";
import type { Stage } from "../tests/functions/stage.ts";
import { inTurn, keepAlive } from "./client.ts";
import { type Benchmark, countCpu, median } from "./contest.ts";
import { csv } from "./day.ts";
import { openWholeWay } from "./day_whole.ts";
import { dispatchAll } from "./dispatch.ts";
import { approve, endSend, expand, submittedSend } from "./ground.ts";
import { batches, FLYING, mixed } from "./handed.ts";
import { importAll } from "./import.ts";
import { ask, LIST, p95Of, queriesOf } from "./looks.ts";
import { meter } from "./meter.ts";
import { playDays, weightOf } from "./month_ground.ts";
import { signed } from "./receipts.ts";

const DAYS_BEFORE = 29;
/** Messages of a day that weighs nothing. */
const SMALL = 10;
/** Looks at the list. */
const LOOKS = 50;
/** Numbers of a day above which one round is long enough. */
const ONCE = 100_000;

/** A part of a day: its seconds (of the list: the p95 of a look), and CPU seconds of all its processes. */
type Part = { seconds: number; cpu: number };
const PARTS = ["import", "lay out", "hand over", "receipts", "list"] as const;
type Day = Record<(typeof PARTS)[number], Part>;

/** What `work` takes; a figure of its own is its seconds instead. */
async function part(stage: Stage, work: () => Promise<unknown>): Promise<Part> {
  const watch = meter({
    ...{ postgres: stage.db.pid, gateway: stage.pid("gateway"), import: stage.pid("import-numbers") },
    ...{ dispatch: stage.pid("dispatch"), receipts: stage.pid("receive-receipts") },
  });
  const start = performance.now();
  const own = await work();
  const seconds = typeof own === "number" ? own : (performance.now() - start) / 1000;
  const { cpu } = watch.end();
  countCpu(cpu);
  return { seconds, cpu };
}

/** One day, part by part. */
async function day(stage: Stage, bytes: Uint8Array): Promise<Day> {
  const { db } = stage;
  await stage.emptyCarrier();
  // The carrier's own receipts come a day later: those of this day are signed beforehand, as the benchmark of receipts does.
  await stage.control({ receipt_delay_ms: [86_400_000, 86_400_000] });
  let file = "";
  const imported = await part(stage, async () => {
    file = await upload(stage, "day.csv", bytes);
    await importAll(stage, file);
  });
  const send = await submittedSend(db, file);
  const laidOut = await part(stage, async () => {
    await approve(db, send);
    await expand(db, send);
  });
  await db.sql`select private.start_due()`;
  const handedOver = await part(stage, () => dispatchAll(stage));
  const ids = await db.sql<
    { id: string }[]
  >`select id::text from public.deliveries where send_id = ${send} order by id`;
  await endSend(db, send);
  const webhook = new Webhook(stage.webhookSecret);
  const calls = batches(mixed(ids.map(({ id }) => id))).map((call) => signed(webhook, call));
  const client = keepAlive(FLYING);
  const url = `${stage.direct("receive-receipts")}/receive-receipts/${stage.channel}`;
  const received = await part(stage, () =>
    inTurn(calls, FLYING, async ({ body, headers }) => {
      const status = await client.post(url, headers, body);
      if (status !== 200) throw new Error(`receive-receipts answered ${status}`);
    }),
  );
  client.close();
  const queries = (await queriesOf(stage, send)).filter(({ says }) => says === LIST);
  const list = await part(stage, async () => {
    const took = await ask(stage, queries, (turn) => turn < LOOKS);
    return p95Of(took[LIST] ?? []);
  });
  const told = { import: imported, "lay out": laidOut, "hand over": handedOver, receipts: received, list };
  console.log(
    `         ${PARTS.map((name) => `${name} ${told[name].seconds.toFixed(2)} s (${told[name].cpu.toFixed(2)} s CPU)`).join(", ")}`,
  );
  return told;
}

const sum = (one: Day): number => PARTS.reduce((all, name) => all + one[name].seconds, 0);

export const MONTH: Benchmark = {
  name: "month",
  says: "each part of a day after 29 days of ten messages ÷ after 29 like it; the part that loses most",
  ask: 0.85,
  floor: 0.67,
  async prepare(rows = 1_000_000) {
    const [full, fresh] = await Promise.all([openWholeWay(), openWholeWay()]);
    // The list has as many rows on either side.
    await playDays(fresh.db, DAYS_BEFORE, SMALL);
    await playDays(full.db, DAYS_BEFORE, rows);
    const begun = performance.now();
    await full.db.sql`vacuum analyze`;
    const vacuum = (performance.now() - begun) / 1000;
    console.log(`         all of it vacuumed in ${vacuum.toFixed(1)} s`);
    await fresh.db.sql`vacuum analyze`;
    const before = await weightOf(full.db);
    const bytes = csv(rows);
    const days: Record<"full" | "fresh", Day[]> = { full: [], fresh: [] };
    const side = async (name: "full" | "fresh", stage: Stage) => {
      const one = await day(stage, bytes);
      days[name].push(one);
      return sum(one);
    };
    /** Of the fresh database ÷ of the full one. */
    const ratioOf = (name: (typeof PARTS)[number], of: keyof Part) => {
      const all = (one: "full" | "fresh") => median(days[one].map((day) => day[name][of]));
      return Number((all("fresh") / all("full")).toFixed(2));
    };
    return {
      rows,
      once: rows > ONCE,
      ours: () => side("full", full),
      reference: () => side("fresh", fresh),
      ratio: () => Math.min(...PARTS.map((name) => ratioOf(name, "seconds"))),
      also: () => ({
        parts: Object.fromEntries(
          PARTS.map((name) => [name, { ratio: ratioOf(name, "seconds"), cpu_ratio: ratioOf(name, "cpu") }]),
        ),
        disk_mb: before.megabytes,
        bytes_a_message: Math.round((before.megabytes * 1_048_576) / (DAYS_BEFORE * rows)),
        autovacuums: before.vacuums,
        vacuum_s: Number(vacuum.toFixed(1)),
      }),
      close: async () => {
        await Promise.all([full.close(), fresh.close()]);
      },
    };
  },
};
