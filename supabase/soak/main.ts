/**
 * `npm run soak`: kills importer, dispatchers, receiver, Postgres and carrier with SIGKILL, at random and right before and
 * after commits, while files are imported and sent, and looks whether anything is lost, sent twice or wrongly booked.
 * The last line is JSON; the exit code is 1 when a promise was broken. docs/failures.md says how it works.
 */
import { parseArgs } from "node:util";
import { type SoakOptions, type SoakReport, soakChannel } from "./channel.ts";
import { SCENARIOS } from "./chaos.ts";
import { reportChaos } from "./chaos_report.ts";
import { soakKoomessage } from "./koomessage.ts";
import type { ChannelKind } from "./plan.ts";
import { soakSmpp } from "./smpp.ts";
import { shown } from "./table.ts";

// What a run writes is for this user alone.
process.umask(0o077);

const USAGE = `npm run soak -- [--seed N] [--kills 200] [--numbers 24000] [--channel idempotent|plain|both|smpp|koomessage] [--leases real|folded] [--minutes 30]
npm run soak -- --report [--only "carrier,clock"] [--at-once 1] [--seed N] [--kills 5] [--numbers 6000] …

  --report    every kind of chaos in turn, --kills times each, and docs/chaos.md from it; --only: some of them, without the page;
              --at-once: so many kinds at a time, each with a copy of its own
  --seed      the same seed plans the same kills, faults and data; without it, one of the clock's
  --numbers   of the large file each channel begins with; small ones follow until the kills are done
  --leases    real: what a dead dispatcher had comes back when its lease ends (60 s, 100 s); folded: as soon as
              certainly no dispatcher is at work, as smpp and koomessage always do
  --minutes   a channel that has not come to its end by then has broken its promise`;

function whole(text: string, name: string, least: number): number {
  const number = Number(text);
  if (!Number.isInteger(number) || number < least)
    throw new RangeError(`--${name} takes a whole number from ${least} on`);
  return number;
}

/** Carriers with a soak of their own. */
const ALONE = { smpp: soakSmpp, koomessage: soakKoomessage } as const;
type Alone = keyof typeof ALONE;

/** The names of scenarios that --only lists; null: all. */
function chosen(only: string | undefined): string[] | null {
  if (only === undefined) return null;
  const names = only.split(",").map((name) => name.trim());
  const unknown = names.find((name) => !SCENARIOS.some((one) => one.name === name));
  if (unknown !== undefined)
    throw new RangeError(`--only has ${unknown}; there are ${SCENARIOS.map(({ name }) => name).join(", ")}`);
  return names;
}

function read(): {
  options: SoakOptions;
  kinds: ChannelKind[] | Alone;
  report: boolean;
  only: string[] | null;
  atOnce: number;
} {
  const { values } = parseArgs({
    options: {
      seed: { type: "string", default: String(Date.now() % 1_000_000) },
      kills: { type: "string" },
      numbers: { type: "string" },
      report: { type: "boolean", default: false },
      only: { type: "string" },
      "at-once": { type: "string", default: "1" },
      channel: { type: "string", default: "both" },
      leases: { type: "string", default: "real" },
      minutes: { type: "string", default: "30" },
    },
  });
  const known: Readonly<Record<string, ChannelKind[] | Alone>> = {
    ...{ idempotent: ["idempotent"], plain: ["plain"], both: ["idempotent", "plain"] },
    ...{ smpp: "smpp", koomessage: "koomessage" },
  };
  const kinds = known[values.channel];
  if (!kinds) throw new RangeError("--channel is idempotent, plain, both, smpp or koomessage");
  if (values.leases !== "real" && values.leases !== "folded")
    throw new RangeError("--leases is real or folded");
  const options = {
    seed: whole(values.seed, "seed", 0),
    kills: whole(values.kills ?? (values.report ? "5" : "200"), "kills", 0),
    numbers: whole(values.numbers ?? (values.report ? "6000" : "24000"), "numbers", 1),
    minutes: whole(values.minutes, "minutes", 1),
    leases: values.leases as SoakOptions["leases"],
  };
  const atOnce = whole(values["at-once"], "at-once", 1);
  return { options, kinds, report: values.report, only: chosen(values.only), atOnce };
}

/** The line that says how far it is: one line on a terminal, one now and then elsewhere. */
function teller(): (line: string) => void {
  let last = 0;
  return (line) => {
    if (process.stdout.isTTY) return void process.stdout.write(`\r\x1b[K${line}`);
    if (performance.now() - last < 10_000) return;
    last = performance.now();
    console.log(line);
  };
}

async function soak({ options, kinds, report, only, atOnce }: ReturnType<typeof read>): Promise<void> {
  console.log(`soak: seed ${options.seed}, ${options.kills} kills, leases ${options.leases}`);
  const tell = teller();
  if (report) {
    // What worked beside a run that was called off goes on, and would for ever.
    process.exit((await reportChaos(options, only, atOnce, tell)) ? 0 : 1);
  }
  if (typeof kinds === "string") return alone(kinds, options, tell);
  const reports: SoakReport[] = [];
  for (const [index, kind] of kinds.entries()) {
    const half = Math.floor(options.kills / kinds.length);
    const kills = index === 0 ? options.kills - half * (kinds.length - 1) : half;
    reports.push(await soakChannel(kind, { ...options, kills }, tell));
    console.log(shown(reports[index] as SoakReport));
  }
  const broken = reports.reduce((sum, { findings }) => sum + findings.length, 0);
  const kills = reports.reduce((sum, { killed }) => sum + killed.length, 0);
  console.log(`\n${broken === 0 ? "PASSED" : "BROKEN"}: ${kills} kills, seed ${options.seed}`);
  const channels = reports.map(({ kind, seconds, sum, intended, counts, killed }) => ({
    kind,
    seconds,
    kills: killed.length,
    intended,
    sum,
    broken: counts,
  }));
  console.log(JSON.stringify({ name: "soak", seed: options.seed, kills, passed: broken === 0, channels }));
  process.exitCode = broken === 0 ? 0 : 1;
}

/**
 * The same to a carrier of another adapter. Over SMPP, which cannot be asked, what is in doubt after a kill stays unknown, and is bounded;
 * KooMessage is asked.
 */
async function alone(kind: Alone, options: SoakOptions, tell: (line: string) => void): Promise<void> {
  const { findings, ...report } = await ALONE[kind](options, tell);
  for (const finding of findings) console.log(`BROKEN: ${finding}`);
  const passed = findings.length === 0;
  console.log(`\n${passed ? "PASSED" : "BROKEN"}: ${options.kills} kills, seed ${options.seed}`);
  console.log(JSON.stringify({ name: "soak", channel: kind, ...options, passed, ...report }));
  process.exitCode = passed ? 0 : 1;
}

/** What a connection says when its other end has been killed. */
const CUT = new Set(["ECONNREFUSED", "ECONNRESET", "EPIPE", "CONNECTION_CLOSED", "CONNECTION_ENDED"]);

// postgres.js and Node's fetch keep promises of their own, and a killed server breaks those too.
process.on("unhandledRejection", (error) => {
  if (!CUT.has((error as { code?: string } | null)?.code ?? "")) throw error;
});
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.once(signal, () => process.exit(130));

try {
  await soak(read());
} catch (error) {
  if (error instanceof RangeError || (error as { code?: string }).code?.startsWith("ERR_PARSE_ARGS")) {
    console.error(`${(error as Error).message}\n\n${USAGE}`);
    process.exitCode = 2;
  } else {
    console.error(error);
    console.log(JSON.stringify({ name: "soak", passed: false, error: String(error) }));
    // What looked and worked beside it goes on, and would for ever.
    process.exit(1);
  }
}
