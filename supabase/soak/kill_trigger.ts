/** The kill trigger: at most one kill is armed at a time, and the first visitor to its place sets it off. */
import type { Instant, Place } from "./plan.ts";

type Armed = {
  at: Place;
  instant: Exclude<Instant, "at random">;
  kill: (visitor: string) => boolean;
  done: (where: Place) => void;
};

export class KillTrigger {
  #armed: Armed | null = null;

  /**
   * Waits for the first visitor to the place, then calls `kill` within the same tick. When `kill` answers false,
   * because the victim is dead already, the trigger stays armed. Resolves to the place where it went off.
   */
  arm(at: Place, instant: "before" | "after", kill: (visitor: string) => boolean): Promise<Place> {
    const { promise, resolve } = Promise.withResolvers<Place>();
    this.#armed = { at, instant, kill, done: resolve };
    return promise;
  }

  /** Disarms it; false when it has gone off already. */
  disarm(): boolean {
    const waits = this.#armed !== null;
    this.#armed = null;
    return waits;
  }

  /** Is a kill armed for exactly this? */
  waits(connection: Place["connection"], what: string, instant: "before" | "after"): boolean {
    const armed = this.#armed;
    if (armed === null || armed.instant !== instant || armed.at.connection !== connection) return false;
    return armed.at.what === "*" || armed.at.what === what;
  }

  /** Sets it off if it is armed for this. True: a process was killed, and the caller must pass nothing on. */
  fire(connection: Place["connection"], what: string, instant: "before" | "after", visitor: string): boolean {
    const armed = this.#armed;
    if (armed === null || !this.waits(connection, what, instant) || !armed.kill(visitor)) return false;
    this.#armed = null;
    armed.done({ connection, what });
    return true;
  }
}
