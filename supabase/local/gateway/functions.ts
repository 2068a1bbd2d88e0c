/** The edge functions behind the gateway: woken by a request, and let go when nobody has asked for a while. */
import { connect } from "node:net";
import { setTimeout as pause } from "node:timers/promises";
import type { Asked, Outcome } from "../waking.ts";
import type { Limits } from "./limits.ts";
import { Refused } from "./refused.ts";

/** Tells the supervisor, which starts and ends functions. */
export type Tell = (asked: Asked) => void;

/**
 * `last`: when it was used, in ms; infinite for one that was let go, so that this happens once. `missed`: it was needed and did not start.
 * `waking`: what all who ask wait for while it is woken.
 */
type One = {
  readonly port: number;
  busy: number;
  last: number;
  state: "resting" | "missed" | "awake";
  waking: Promise<void> | undefined;
};

/** Does anything listen there? */
const listens = (port: number): Promise<boolean> =>
  new Promise((answer) => {
    const socket = connect({ port, host: "127.0.0.1" });
    socket
      .once("error", () => answer(false))
      .once("connect", () => {
        socket.destroy();
        answer(true);
      });
  });

/** Between two looks whether a function listens by now, in ms. */
const LOOK_MS = 20;
/** And whether one has had nothing to do for long enough. */
const LOOK_IDLE_MS = 5_000;

type FunctionLimits = Pick<Limits, "functionIdleMs" | "functionWakeMs">;

/**
 * Functions by name. Without `tell` (a test, a soak) all of them run all the time and nobody is asked for anything. A gateway that has just
 * started does not know which of them run: each is asked for at its first request, and let go as if it had been used now.
 */
export class Functions {
  readonly #all: ReadonlyMap<string, One>;
  /** What the supervisor has said of one since it was last asked for. */
  readonly #said = new Map<string, "woken" | "failed">();
  readonly #tell: Tell | undefined;
  readonly #limits: FunctionLimits;

  constructor(ports: Readonly<Record<string, number>>, limits: FunctionLimits, tell?: Tell) {
    const one = (port: number): One => ({
      port,
      busy: 0,
      last: Date.now(),
      state: "resting",
      waking: undefined,
    });
    this.#all = new Map(Object.entries(ports).map(([name, port]) => [name, one(port)]));
    this.#tell = tell;
    this.#limits = limits;
    if (tell) setInterval(() => this.#letGo(tell), Math.min(limits.functionIdleMs, LOOK_IDLE_MS)).unref();
  }

  /** The port of a function; undefined where there is none of this name. */
  portOf(name: string): number | undefined {
    return this.#all.get(name)?.port;
  }

  /**
   * Does `work` while the function runs, waking it first.
   * @throws Refused 503 when it does not start, or not in time, and what `work` throws
   */
  async using<T>(name: string, work: () => Promise<T>): Promise<T> {
    const one = this.#all.get(name);
    const tell = this.#tell;
    if (!one || !tell) return work();
    one.busy += 1;
    try {
      if (one.state !== "awake") {
        // Once for all of them: hundreds may ask while it starts.
        one.waking ??= this.#wake(name, one, tell).finally(() => {
          one.waking = undefined;
        });
        await one.waking;
      }
      return await work();
    } finally {
      one.busy -= 1;
      one.last = Date.now();
    }
  }

  /** The supervisor says that it has started one, or that one ends at each start. */
  heard(outcome: Outcome): void {
    if ("woken" in outcome) this.#said.set(outcome.woken, "woken");
    else this.#said.set(outcome.failed, "failed");
  }

  /** Is it at rest, so that its silence is no fault? So is one that is being woken, until that fails. */
  rests(name: string): boolean {
    return this.#tell !== undefined && this.#all.get(name)?.state === "resting";
  }

  async #wake(name: string, one: One, tell: Tell): Promise<void> {
    this.#said.delete(name);
    tell({ wake: name });
    const deadline = Date.now() + this.#limits.functionWakeMs;
    // Not before it was started: the port may still be held by one that is ending.
    while (this.#said.get(name) !== "woken" || !(await listens(one.port))) {
      const failed = this.#said.get(name) === "failed";
      if (failed || Date.now() > deadline) {
        one.state = "missed";
        const why = failed ? "ends at its start; its log says why." : "is starting.";
        throw new Refused(503, "SERVICE_UNAVAILABLE", `The function ${why}`, { retryAfter: 1 });
      }
      await pause(LOOK_MS);
    }
    one.state = "awake";
  }

  #letGo(tell: Tell): void {
    for (const [name, one] of this.#all)
      if (one.busy === 0 && Date.now() - one.last > this.#limits.functionIdleMs) {
        one.state = "resting";
        one.last = Number.POSITIVE_INFINITY;
        tell({ rest: name });
      }
  }
}
