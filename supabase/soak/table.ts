/** What a soak shows in the end. */
import type { Told } from "./channel.ts";
import type { Killed } from "./fire.ts";
import { type Instant, VICTIMS } from "./plan.ts";

const INSTANTS: Instant[] = ["at random", "before", "after"];

/** Who was killed how often, and when. */
export function killTable(killed: readonly Killed[]): string {
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
export function placeTable(killed: readonly Killed[]): string {
  const places = new Map<string, { before: number; after: number }>();
  for (const { victim, instant, where } of killed) {
    if (!where || instant === "at random") continue;
    const name = `${where.road} ${where.what}, ${victim} dies`;
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
export function shown(told: Told): string {
  const elsewhere = told.killed.filter(({ wanted }) => wanted !== null).length;
  return [
    `\n== channel ${told.kind}: ${told.killed.length} kills in ${told.seconds} s`,
    killTable(told.killed),
    placeTable(told.killed),
    elsewhere > 0
      ? `  ${elsewhere} met another place than the plan's, because nobody came there in time`
      : "",
    `numbers     ${told.intended} intended in ${told.sends} sends: ${pairs(told.sum)}`,
    `carrier     ${pairs(told.carrier)}`,
    `noise       ${pairs(told.noise)}`,
    `looks       ${pairs(told.looks)}`,
    `hands       ${pairs(told.clock)}; acts that had to be repeated ${told.repeats}`,
    `fell        ${pairs(told.fell) || "nobody but by a kill"}`,
    ...told.findings.map(({ promise, evidence }) => `BROKEN      ${promise}: ${text(evidence)}`),
    told.findings.length === 0 ? "every promise was kept" : `broken: ${pairs(told.counts)}`,
  ]
    .filter((line) => line !== "")
    .join("\n");
}

function text(evidence: unknown): string {
  return JSON.stringify(evidence, (_name, value) => (typeof value === "bigint" ? String(value) : value));
}
