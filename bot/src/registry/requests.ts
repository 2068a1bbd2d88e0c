import { createHash, randomUUID } from "node:crypto";

/**
 * The idempotency keys of a run, a uuid for each step. `seed` is the token's request id or the run's id, random in the
 * terminal. The first 60 bits are those of the seed, so that all keys of a run are together (`requestRange`).
 */
export function requestKeys(seed: string = randomUUID()): (step: string) => string {
  const front = hash(seed).slice(0, 15);
  return (step) => uuid(front + hash(`${seed}/${step}`).slice(0, 15));
}

/** The first and the last uuid that `requestKeys` may make of a seed. */
export function requestRange(seed: string): { readonly first: string; readonly last: string } {
  const front = hash(seed).slice(0, 15);
  return { first: uuid(front.padEnd(30, "0")), last: uuid(front.padEnd(30, "f")) };
}

const hash = (text: string) => createHash("sha256").update(text).digest("hex");

/** 30 hex digits with the version (5) and the variant (8) of a uuid. */
function uuid(digits: string): string {
  const parts = [
    digits.slice(0, 8),
    digits.slice(8, 12),
    `5${digits.slice(12, 15)}`,
    `8${digits.slice(15, 18)}`,
  ];
  return [...parts, digits.slice(18, 30)].join("-");
}
