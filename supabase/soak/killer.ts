/** Killing by the plan: one kill after the other, at random or at the place it waits for. */
import { setTimeout as pause } from "node:timers/promises";
import type { Chance } from "./chance.ts";
import type { Cluster } from "./cluster.ts";
import type { KillTrigger } from "./kill_trigger.ts";
import type { Instant, Kill, Place, Victim } from "./plan.ts";
import type { SupervisedProcess } from "./supervisor.ts";

/** A kill that happened. `where` is its place, null at random. `wanted` is the planned place if it happened elsewhere. */
export type KillRecord = { victim: Victim; instant: Instant; where: Place | null; wanted: Place | null };

/** A place without a visitor for this long is given up, in milliseconds; then any place of its connection will do. */
const PATIENCE = 7_000;

/** The process to kill: of the two dispatchers the visitor, or else any. */
function victimOf(cluster: Cluster, victim: Victim, visitor: string, chance: Chance): SupervisedProcess {
  if (victim !== "dispatcher") return cluster[victim];
  return cluster.dispatchers.find(({ name }) => name === visitor) ?? chance.one(cluster.dispatchers);
}

/** Kills a process, as soon as it works. */
export async function killSoon(who: SupervisedProcess, signal?: "SIGKILL" | "SIGQUIT"): Promise<void> {
  do await who.up();
  while (!who.kill(signal));
}

/** Waits at a place; null when there was no visitor. */
async function atPlace(
  cluster: Cluster,
  trigger: KillTrigger,
  kill: Kill,
  at: Place,
  chance: Chance,
): Promise<Place | null> {
  if (kill.instant === "at random") return null;
  const met = trigger.arm(at, kill.instant, (visitor) =>
    victimOf(cluster, kill.victim, visitor, chance).kill(),
  );
  const patience = new AbortController();
  const tired = pause(PATIENCE, null, { signal: patience.signal }).catch(() => null);
  const where = await Promise.race([met, tired]);
  patience.abort();
  if (where) return where;
  return trigger.disarm() ? null : met;
}

/** One kill. */
export async function killOnce(
  cluster: Cluster,
  trigger: KillTrigger,
  kill: Kill,
  chance: Chance,
): Promise<KillRecord> {
  if (!kill.onTop) await Promise.all(cluster.everyone.map((one) => one.up()));
  await pause(kill.gapMs);
  const { victim, instant, place } = kill;
  if (place) {
    for (const at of [place, { ...place, what: "*" }]) {
      const where = await atPlace(cluster, trigger, kill, at, chance);
      const same = place.what === "*" || where?.what === place.what;
      if (where) return { victim, instant, where, wanted: same ? null : place };
    }
  }
  await killSoon(victimOf(cluster, victim, "", chance));
  return { victim, instant: "at random", where: null, wanted: place };
}
