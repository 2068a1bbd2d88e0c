/** The fuse: at most one kill waits at a time, and whoever comes to its place sets it off. */
import type { Instant, Place } from "./plan.ts";

type Armed = {
  at: Place;
  instant: Exclude<Instant, "at random">;
  kill: (visitor: string) => boolean;
  done: (where: Place) => void;
};

export class Fuse {
  #armed: Armed | null = null;

  /**
   * Waits until somebody comes to the place; then `kill` is called, within the same tick. `kill` answers false when
   * the victim is already dead: then the fuse stays. Resolves to the place where it went off.
   */
  arm(at: Place, instant: "before" | "after", kill: (visitor: string) => boolean): Promise<Place> {
    const { promise, resolve } = Promise.withResolvers<Place>();
    this.#armed = { at, instant, kill, done: resolve };
    return promise;
  }

  /** Takes the waiting kill away; false when it has gone off already. */
  disarm(): boolean {
    const waits = this.#armed !== null;
    this.#armed = null;
    return waits;
  }

  /** Does a kill wait for exactly this? */
  waits(road: Place["road"], what: string, instant: "before" | "after"): boolean {
    const armed = this.#armed;
    if (armed === null || armed.instant !== instant || armed.at.road !== road) return false;
    return armed.at.what === "*" || armed.at.what === what;
  }

  /** Sets it off if it waits for this. True: somebody was killed, and the caller lets nothing through any more. */
  blow(road: Place["road"], what: string, instant: "before" | "after", visitor: string): boolean {
    const armed = this.#armed;
    if (armed === null || !this.waits(road, what, instant) || !armed.kill(visitor)) return false;
    this.#armed = null;
    armed.done({ road, what });
    return true;
  }
}
