import type { Clock } from "../ground/clock.ts";

const EPOCH = 1_420_070_400_000;

/** A snowflake: the time in its upper bits, never twice the same. */
export function newId(from: { clock: Clock; counter: number }): string {
  from.counter += 1;
  return String((BigInt(from.clock.now() - EPOCH) << 22n) | BigInt(from.counter & 0x3fffff));
}
