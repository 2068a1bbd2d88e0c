/** Killing by the plan: one kill after the other, at random or at the place it waits for. */
import { setTimeout as pause } from "node:timers/promises";
import type { Chance } from "./chance.ts";
import type { Fuse } from "./fuse.ts";
import type { Kept } from "./keep.ts";
import type { Instant, Kill, Place, Victim } from "./plan.ts";
import type { Yard } from "./yard.ts";

/** A kill that happened: `where` is the place it met, null at random. `wanted` is the plan's, where it never came. */
export type Killed = { victim: Victim; instant: Instant; where: Place | null; wanted: Place | null };

/** A place that nobody has come to for so long is given up, in milliseconds: first any place of its road will do. */
const PATIENCE = 7_000;

/** Who dies: of the two dispatchers the one that came, or any. */
function victimOf(yard: Yard, victim: Victim, visitor: string, chance: Chance): Kept {
  if (victim !== "dispatcher") return yard[victim];
  return yard.dispatchers.find(({ name }) => name === visitor) ?? chance.one(yard.dispatchers);
}

async function atRandom(yard: Yard, victim: Victim, chance: Chance): Promise<void> {
  const who = victimOf(yard, victim, "", chance);
  do await who.up();
  while (!who.kill());
}

/** Waits at a place; false when nobody came. */
async function atPlace(yard: Yard, fuse: Fuse, kill: Kill, at: Place, chance: Chance): Promise<Place | null> {
  if (kill.instant === "at random") return null;
  const met = fuse.arm(at, kill.instant, (visitor) => victimOf(yard, kill.victim, visitor, chance).kill());
  const patience = new AbortController();
  const tired = pause(PATIENCE, null, { signal: patience.signal }).catch(() => null);
  const where = await Promise.race([met, tired]);
  patience.abort();
  if (where) return where;
  return fuse.disarm() ? null : met;
}

/** One kill. */
export async function killOnce(yard: Yard, fuse: Fuse, kill: Kill, chance: Chance): Promise<Killed> {
  if (!kill.onTop) await Promise.all(yard.everyone.map((one) => one.up()));
  await pause(kill.gapMs);
  const { victim, instant, place } = kill;
  if (place) {
    for (const at of [place, { ...place, what: "*" }]) {
      const where = await atPlace(yard, fuse, kill, at, chance);
      const same = place.what === "*" || where?.what === place.what;
      if (where) return { victim, instant, where, wanted: same ? null : place };
    }
  }
  await atRandom(yard, victim, chance);
  return { victim, instant: "at random", where: null, wanted: place };
}
