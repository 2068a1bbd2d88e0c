/** The edge functions behind the gateway: woken by a request, and let go when nobody has asked for a while. */
import { connect } from "node:net";
import { setTimeout as pause } from "node:timers/promises";
import type { Asked } from "../waking.ts";
import type { Limits } from "./limits.ts";
import { Refused } from "./refused.ts";

/** Tells the supervisor, which starts and ends functions. */
export type Tell = (asked: Asked) => void;

/** `started`: the supervisor has answered. `last`: when it was used, in ms; never for one that was let go. */
type One = {
  port: number;
  busy: number;
  last: number;
  state: "resting" | "waking" | "awake";
  started: PromiseWithResolvers<void>;
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
  readonly #tell: Tell | undefined;
  readonly #limits: FunctionLimits;

  constructor(ports: Readonly<Record<string, number>>, limits: FunctionLimits, tell?: Tell) {
    const one = (port: number): One => ({
      port,
      busy: 0,
      last: Date.now(),
      state: "resting",
      started: Promise.withResolvers(),
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
   * @throws Refused 503 when it does not start in time, and what `work` throws
   */
  async using<T>(name: string, work: () => Promise<T>): Promise<T> {
    const one = this.#all.get(name);
    const tell = this.#tell;
    if (!one || !tell) return work();
    one.busy += 1;
    try {
      if (one.state !== "awake") await this.#wake(name, one, tell);
      return await work();
    } finally {
      one.busy -= 1;
      one.last = Date.now();
    }
  }

  /** The supervisor says that it has started this one. */
  woken(name: string): void {
    this.#all.get(name)?.started.resolve();
  }

  /** Is it at rest, so that its silence is no fault? One that is being woken is not. */
  rests(name: string): boolean {
    return this.#tell !== undefined && this.#all.get(name)?.state === "resting";
  }

  async #wake(name: string, one: One, tell: Tell): Promise<void> {
    if (one.state === "resting") {
      one.state = "waking";
      one.started = Promise.withResolvers();
      tell({ wake: name });
    }
    // Not before: the port may still be held by one that is ending.
    await one.started.promise;
    const deadline = Date.now() + this.#limits.functionWakeMs;
    while (!(await listens(one.port))) {
      if (Date.now() > deadline)
        throw new Refused(503, "SERVICE_UNAVAILABLE", "The function is starting.", 1);
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
