/** Chance that a seed decides: the same seed and subject draw the same numbers, in every run. */
import { createHash } from "node:crypto";

/** Draws for one subject. */
export type Chance = {
  /** From 0 up to 1. */
  draw(): number;
  /** A whole number from `least` to `most`. */
  whole(least: number, most: number): number;
  one<T>(of: readonly T[]): T;
  shuffled<T>(of: readonly T[]): T[];
};

/** mulberry32, seeded by the digest of the seed and what is decided. */
export function chanceOf(seed: number, subject: string): Chance {
  let state = createHash("sha256").update(`${seed} ${subject}`).digest().readUInt32LE(0);
  const draw = () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const whole = (least: number, most: number) => least + Math.floor(draw() * (most - least + 1));
  return {
    draw,
    whole,
    one(of) {
      const chosen = of[whole(0, of.length - 1)];
      if (chosen === undefined) throw new RangeError("nothing to choose from");
      return chosen;
    },
    shuffled(of) {
      const left = [...of];
      return of.flatMap(() => left.splice(whole(0, left.length - 1), 1));
    },
  };
}
