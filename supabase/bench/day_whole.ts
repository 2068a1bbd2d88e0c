/** The whole way of a file, as it goes every day: uploaded, imported, submitted, approved; then the bot's clock does the rest. */
import { setTimeout as pause } from "node:timers/promises";
import { upload } from "../tests/functions/numbers.ts";
import { openStage, type Stage } from "../tests/functions/stage.ts";
import { noCaps } from "../tests/sends/sends_fixtures.ts";
import { countCpu } from "./contest.ts";
import { approve } from "./ground.ts";
import { importAll } from "./import.ts";
import { watchMemory } from "./meter.ts";
import { Timeline } from "./timeline.ts";

/** How often the send is looked at, in milliseconds. */
const LOOK_MS = 25;
/** Receipts come at once: how long people's phones take is not ours. */
const SOON_MS = [0, 50];

const STRETCHES = [
  ["file uploaded", "start", "uploaded"],
  ["imported", "uploaded", "imported"],
  ["submitted and approved", "imported", "approved"],
  ["approval to first expanded", "approved", "expanding"],
  ["expanded", "expanding", "expanded"],
  ["approval to first hand-off", "approved", "handing over"],
  ["handed over", "handing over", "handed over"],
  ["last hand-off to last receipt", "handed over", "last receipt"],
  ["approval to last receipt", "approved", "last receipt"],
  ["all", "start", "last receipt"],
] as const;

/** A durable copy with the functions of the whole way. Each round is to the same numbers, so nothing caps the messages that one gets. */
export async function openWholeWay(): Promise<Stage> {
  const stage = await openStage({ volatile: false }, "import-numbers", "dispatch", "receive-receipts");
  await noCaps(stage.db);
  return stage;
}

/** What every side of a round begins with: an empty carrier, and no dead rows of the side before it, which autovacuum would clear in the middle of this one. */
export async function cleared(stage: Stage): Promise<void> {
  await stage.emptyCarrier();
  await stage.db.sql`vacuum analyze`;
}

/** Follows an approved send until every message has its receipt. */
export async function follow({ db }: Stage, send: string, times: Timeline): Promise<void> {
  for (;;) {
    const [now] =
      await db.sql`select p.expanded, p.total, p.next_ordinal > p.total as claimed, t.pending, t.handed
      from private.send_progress p join public.send_totals t using (send_id) where p.send_id = ${send}`;
    if (now?.expanded > 0) times.note("expanding");
    if (now?.expanded === now?.total) times.note("expanded");
    if (now?.pending < now?.total) times.note("handing over");
    if (now?.pending === 0) times.note("handed over");
    if (now?.pending + now?.handed === 0) return times.note("last receipt");
    await pause(LOOK_MS);
  }
}

/** The processes that take part. */
export const partakers = (stage: Stage, bot: number): Record<string, number> => ({
  postgres: stage.db.pid,
  gateway: stage.pid("gateway"),
  import: stage.pid("import-numbers"),
  bot,
  dispatch: stage.pid("dispatch"),
  carrier: stage.pid("carrier"),
  receipts: stage.pid("receive-receipts"),
  client: process.pid,
});

/** What goes the way: the purpose of its file, and the send that is submitted to it. */
export type Goods = { purpose: "aim" | "basic"; submitted: (file: string) => Promise<string> };

/** The most memory that each process had. */
export type Peaks = ReturnType<ReturnType<typeof watchMemory>["end"]>;

/** A send that went the whole way, and the seconds that it took. */
export type Went = { send: string; seconds: number };

/**
 * From the file to the last receipt. Prints where the time went. With `tell`, memory is watched: each look takes a tenth of a second of CPU, so
 * that only who tells it looks.
 */
export async function wholeWay(
  stage: Stage,
  bytes: Uint8Array,
  goods: Goods,
  tell?: (memory: Peaks) => void,
): Promise<Went> {
  const { db } = stage;
  await stage.control({ receipt_delay_ms: SOON_MS });
  const bot = await stage.startBot();
  const all = partakers(stage, bot.pid);
  const memory = tell && watchMemory(all);
  try {
    const times = new Timeline(all);
    const file = await upload(stage, "day.csv", bytes, undefined, goods.purpose);
    times.note("uploaded");
    await importAll(stage, file);
    times.note("imported");
    const send = await goods.submitted(file);
    await approve(db, send);
    times.note("approved");
    await follow(stage, send, times);
    console.log(times.table(STRETCHES));
    countCpu(times.cpuBetween("start", "last receipt"));
    return { send, seconds: times.between("start", "last receipt") };
  } finally {
    if (memory) tell?.(memory.end());
    await bot.stop();
  }
}
