/** The report that a soak prints at its end. */
import type { SoakReport } from "./channel.ts";
import type { KillRecord } from "./killer.ts";
import { type Instant, VICTIMS } from "./plan.ts";

const INSTANTS: Instant[] = ["at random", "before", "after"];

/** Who was killed how often, and when. */
export function killTable(killed: readonly KillRecord[]): string {
  const count = (victim: string | null, instant: string | null) =>
    killed.filter((one) => (victim ?? one.victim) === one.victim && (instant ?? one.instant) === one.instant)
      .length;
  const heads = ["at random", "just before a commit", "just after a commit", "all"];
  const line = (name: string, cells: (string | number)[]) =>
    name.padEnd(12) +
    cells.map((cell, index) => String(cell).padStart((heads[index] ?? "").length + 2)).join("");
  const row = (name: string, victim: string | null) =>
    line(name, [...INSTANTS.map((instant) => count(victim, instant)), count(victim, null)]);
  return [line("killed", heads), ...VICTIMS.map((victim) => row(victim, victim)), row("all", null)].join(
    "\n",
  );
}

/** At which commits the kills happened: before + after. */
export function placeTable(killed: readonly KillRecord[]): string {
  const places = new Map<string, { before: number; after: number }>();
  for (const { victim, instant, where } of killed) {
    if (!where || instant === "at random") continue;
    const name = `${where.connection} ${where.what}, ${victim} dies`;
    const counts = places.get(name) ?? { before: 0, after: 0 };
    counts[instant] += 1;
    places.set(name, counts);
  }
  const lines = [...places].sort(([one], [other]) => (one < other ? -1 : 1));
  return lines.map(([name, { before, after }]) => `  ${name}: ${before} before, ${after} after`).join("\n");
}

const pairs = (of: Record<string, number>) =>
  Object.entries(of)
    .filter(([, count]) => count > 0)
    .map(([name, count]) => `${name} ${count}`)
    .join(", ");

/** One channel's soak in lines for a person. */
export function shown(report: SoakReport): string {
  const elsewhere = report.killed.filter(({ wanted }) => wanted !== null).length;
  return [
    `\n== channel ${report.kind}: ${report.killed.length} kills in ${report.seconds} s`,
    report.killed.length > 0 ? killTable(report.killed) : "",
    placeTable(report.killed),
    elsewhere > 0
      ? `  ${elsewhere} met another place than the plan's, because nobody came there in time`
      : "",
    `numbers     ${report.intended} intended in ${report.sends} sends: ${pairs(report.sum)}`,
    `carrier     ${pairs(report.carrier)}`,
    `noise       ${pairs(report.noise)}`,
    `phones      ${pairs(report.phones)}`,
    `looks       ${pairs(report.checks)}`,
    `hands       ${pairs(report.clock)}; acts that had to be repeated ${report.repeats}`,
    `fell        ${pairs(report.fell) || "nobody but by a kill"}`,
    ...report.findings.map(({ promise, evidence }) => `BROKEN      ${promise}: ${text(evidence)}`),
    report.findings.length === 0 ? "every promise was kept" : `broken: ${pairs(report.counts)}`,
  ]
    .filter((line) => line !== "")
    .join("\n");
}

function text(evidence: unknown): string {
  return JSON.stringify(evidence, (_name, value) => (typeof value === "bigint" ? String(value) : value));
}
