import { createHash } from "node:crypto";
import type { Clock } from "../ground/clock.ts";

const EPOCH = 1_420_070_400_000;

/** A snowflake: the time in its upper bits, never twice the same. */
export function newId(from: { clock: Clock; counter: number }): string {
  from.counter += 1;
  return String((BigInt(from.clock.now() - EPOCH) << 22n) | BigInt(from.counter & 0x3fffff));
}

/** A snowflake of the year 2020 that is the same again for the same words. */
export function steadyId(from: string): string {
  return String(
    (41_000_000_000n << 22n) | BigInt(`0x${createHash("sha256").update(from).digest("hex").slice(0, 12)}`),
  );
}
