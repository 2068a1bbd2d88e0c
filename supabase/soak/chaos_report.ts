/** `npm run soak -- --report`: every kind of chaos in turn, and docs/chaos.md from what came of it. */
import { writeFile } from "node:fs/promises";
import { cpus, loadavg } from "node:os";
import { join } from "node:path";
import { inTurn } from "../bench/client.ts";
import { ROOT } from "../local/env.ts";
import { type SoakOptions, type SoakReport, soakChannel } from "./channel.ts";
import { SCENARIOS, type Scenario } from "./chaos.ts";
import { PROMISE } from "./findings.ts";
import { PACE } from "./settings.ts";
import { SmallDisk } from "./small_disk.ts";
import { shown } from "./table.ts";

/** What came of one scenario. */
export type Outcome = { scenario: Scenario; report: SoakReport };

/** The page, beside the root. */
const PAGE = "docs/chaos.md";

const seconds = (figure: number) => figure.toFixed(1);

/** The middle and the longest of the recoveries. */
function recovery({ recovered }: SoakReport): string {
  const sorted = [...recovered].sort((one, other) => one - other);
  const [middle, longest] = [sorted[sorted.length >> 1] ?? 0, sorted.at(-1) ?? 0];
  return `${seconds(middle)} / ${seconds(longest)}`;
}

/** What the carrier and the books say of a run. */
export function ledgerOf({
  report,
}: Outcome): Record<"accepted" | "lost" | "doubled" | "unknown" | "wrong", number> {
  const { sum, counts } = report;
  const of = (...promises: string[]) => promises.reduce((all, promise) => all + (counts[promise] ?? 0), 0);
  return {
    accepted: sum["in the carrier's store"] ?? 0,
    lost: of(PROMISE.all, PROMISE.imports),
    doubled: of(PROMISE.once),
    unknown: sum.unknown ?? 0,
    wrong: of(PROMISE.quota, PROMISE.account, PROMISE.paid, PROMISE.kept, PROMISE.final, PROMISE.shown),
  };
}

/** One line of the page's table. */
function row(outcome: Outcome): string {
  const { scenario, report } = outcome;
  const { accepted, lost, doubled, unknown, wrong } = ledgerOf(outcome);
  const books =
    wrong === 0 ? `agree (${report.checks.books + report.checks.accounts} looks)` : `${wrong} wrong`;
  const cells = [
    scenario.name,
    report.recovered.length,
    report.intended,
    accepted,
    lost,
    doubled,
    unknown,
    `${report.carrier.again} of ${report.carrier.messages}`,
    books,
    Object.values(report.fell).reduce((all, times) => all + times, 0),
    recovery(report),
    seconds(report.ended),
  ];
  return `| ${cells.join(" | ")} |`;
}

/** What a run found wrong beside its ledger and its books, one line each. */
function faults({ scenario, report }: Outcome): string[] {
  return Object.entries(report.counts).map(([promise, count]) => `* ${scenario.name}: ${promise} (${count})`);
}

/** The page of these outcomes; `calledOff`: scenarios that did not come to their end, and why; `leftOut`: those that could not be run here. */
export function page(
  options: SoakOptions,
  outcomes: readonly Outcome[],
  atOnce: number,
  calledOff: readonly string[] = [],
  leftOut: readonly string[] = [],
): string {
  const broken = [...outcomes.flatMap(faults), ...calledOff.map((why) => `* ${why}`)];
  const command = `npm run soak -- --report --seed ${options.seed} --kills ${options.kills} --numbers ${options.numbers}${atOnce > 1 ? ` --at-once ${atOnce}` : ""}`;
  return `# Chaos
What becomes of messages, the books and the time when something breaks. \`npm run soak -- --report\` writes this page: each line is a run of its own, with a durable Postgres, gateway,
carrier, importer, receiver, \`link\` and two dispatchers, each its own process, while files are uploaded, imported, approved and sent. [Failures](failures.md) says what is meant to happen, and how the soak looks.

This run: seed ${options.seed}, ${options.kills} strikes of each kind, a large file of ${options.numbers} numbers and small ones beside it until the strikes are over, ${PACE} messages a second, on ${cpus().length} cores at a load of ${Math.round(loadavg()[2] ?? 0)},
leases ${options.leases === "real" ? "as in production" : "of the dead ended at once"}, ${atOnce === 1 ? "one kind at a time" : `${atOnce} kinds at a time, which slows each of them`}; ${new Date().toISOString().slice(0, 10)}. The carrier knows a repeated reference (an idempotent channel).

| what strikes | strikes | numbers | accepted | lost | doubled | unknown | given again | books | fell | recovery, s: median / longest | all ended after, s |
| --- | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- |
${outcomes.map(row).join("\n")}

* **Numbers** are the lines of all files; **accepted** is what lies in the carrier's own append-only store. What is neither was refused by the carrier, was no number, opted out, or was cancelled: each line is traced.
* **Lost**: a number that ought to have been handed over and isn't in that store, or a line that is nowhere. **Doubled**: a reference, or a number of one send, that is in the store twice.
* **Given again**: messages that were handed to the carrier a second time, because nobody could know what became of the first; it recognises the reference. **Unknown**: it never became known.
* **Books**: ledger, balances, the accounts of sends, deliveries and days, looked at about once a second and at the end.
* **Fell**: processes that ended by themselves when their connection to Postgres was cut, and were started again, as \`npm start\` and hosted Supabase do: the driver throws there where nobody can catch it.
* **Recovery**: from the end of the disturbance to the next hand-off that is recorded. **All ended**: from the last strike to the last number's final state; a dead dispatcher's batches come back when their lease has ended (60 s).

## What strikes
${outcomes.map(({ scenario }) => `* **${scenario.name}**: ${scenario.says}`).join("\n")}

${broken.length === 0 ? "No promise was broken." : `## What was broken\n${broken.join("\n")}`}

## Not in it
${leftOut.map((name) => `* **${name}.** It needs a small file system of its own, which this machine lets nobody mount.\n`).join("")}* **A machine's own clock, and power.** The clock is moved for the database alone, in what is stored; SIGKILL leaves the operating system's cache intact.
* **Carriers of other kinds.** \`npm run soak -- --channel plain\`, \`smpp\` and \`koomessage\` kill the same processes beside a carrier that knows no repeated reference.

## How to repeat it
Node, Git and a Linux or macOS machine with two cores are enough; nothing is installed outside the folder, and no port is fixed.

\`\`\`sh
git clone <this repository> tidings && cd tidings && npm ci
${command}
\`\`\`

The same seed strikes the same processes and makes the same data; what each was doing at that instant differs from run to run. The page is written anew, and the exit code is 1 when a promise was broken.
\`--only "carrier,clock"\` runs some of them and writes no page.
`;
}

/** Runs these scenarios (all unless told, but what is not possible here), so many at a time, and writes the page when all were run. Answers whether every promise was kept. */
export async function reportChaos(
  options: SoakOptions,
  only: readonly string[] | null,
  atOnce: number,
  tell: (line: string) => void,
): Promise<boolean> {
  const wanted = SCENARIOS.filter(({ name }) => only === null || only.includes(name));
  const disks = wanted.filter(({ diskMb }) => diskMb !== undefined).map(({ name }) => name);
  const leftOut = disks.length === 0 || (await SmallDisk.possible()) ? [] : disks;
  for (const name of leftOut) console.log(`soak: ${name} is left out: nobody may mount a file system here`);
  const chosen = wanted.filter(({ name }) => !leftOut.includes(name));
  const reports = new Map<Scenario, SoakReport>();
  const calledOff: string[] = [];
  await inTurn(chosen, atOnce, async (scenario) => {
    const ran = await soakChannel("idempotent", { ...options, chaos: scenario }, tell).catch(
      (error: Error) => error,
    );
    if (ran instanceof Error) {
      console.error(ran);
      calledOff.push(`${scenario.name}: ${ran.message}`);
      return;
    }
    const report = ran;
    reports.set(scenario, report);
    console.log(`\n== ${scenario.name}: ${row({ scenario, report })}\n${shown(report)}`);
  });
  const outcomes = chosen.flatMap((scenario) => {
    const report = reports.get(scenario);
    return report ? [{ scenario, report }] : [];
  });
  if (only === null) await writeFile(join(ROOT, PAGE), page(options, outcomes, atOnce, calledOff, leftOut));
  const passed = calledOff.length === 0 && outcomes.every(({ report }) => report.findings.length === 0);
  const told = outcomes.map((outcome) => ({
    name: outcome.scenario.name,
    ...ledgerOf(outcome),
    recovered: outcome.report.recovered.map((one) => Number(seconds(one))),
    ended: Number(seconds(outcome.report.ended)),
    broken: outcome.report.counts,
  }));
  console.log(JSON.stringify({ name: "chaos", seed: options.seed, passed, scenarios: told }));
  return passed;
}
