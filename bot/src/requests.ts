import { createHash, randomUUID } from "node:crypto";

/** The idempotency keys of a run, a uuid for each step. `seed` is the token's request id, or random for a typed command. */
export function requestKeys(seed: string = randomUUID()): (step: string) => string {
  return (step) => {
    const hex = createHash("sha256").update(`${seed}/${step}`).digest("hex");
    const parts = [hex.slice(0, 8), hex.slice(8, 12), `5${hex.slice(13, 16)}`, `8${hex.slice(17, 20)}`];
    return [...parts, hex.slice(20, 32)].join("-");
  };
}
