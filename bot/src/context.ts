import { createHash, randomUUID } from "node:crypto";
import type { Locale } from "@tidings/shared/locale.ts";
import type { Answer } from "./answer.ts";
import type { Me, Session, Source } from "./database.ts";
import type { AnyCommand } from "./registry.ts";

/** What a command has to hand: the database with the person's own rights, and a way to tell how far it is. */
export interface Context {
  readonly session: Session;
  readonly me: Me;
  readonly locale: Locale;
  readonly source: Source;
  /** The enterprise's time zone, for every time shown or typed. */
  readonly zone: string;
  readonly commands: readonly AnyCommand[];
  /**
   * The idempotency key of one step. The same button pressed twice has the same keys, so that the database
   * does the thing once.
   */
  request(step: string): string;
  /** Shows how far it is. The surface replaces what it showed before; the last word is the command's answer. */
  progress(answer: Answer): Promise<void>;
}

/** Makes the keys of a run: `seed` is the token's request id, or a fresh one for a typed command. */
export function requestKeys(seed: string = randomUUID()): (step: string) => string {
  return (step) => {
    const hex = createHash("sha256").update(`${seed}/${step}`).digest("hex");
    const parts = [hex.slice(0, 8), hex.slice(8, 12), `5${hex.slice(13, 16)}`, `8${hex.slice(17, 20)}`];
    return [...parts, hex.slice(20, 32)].join("-");
  };
}
