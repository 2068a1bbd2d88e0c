/** Runs the functions of a project: an instance for each, made when it is first asked for, and anew with other code or other secrets. */
import type { IncomingMessage, OutgoingHttpHeaders } from "node:http";
import { join } from "node:path";
import type { Readable } from "node:stream";
import type { Deployed } from "./functions.ts";
import { Instance, type Most, NoAnswer } from "./instance.ts";
import { LIMITS } from "./rules.ts";

/** What one call has taken: CPU between its beginning and its end, the most memory of its instance so far. */
export type Measured = { slug: string; cpuSeconds: number; peakBytes: number };

/** An answer of the platform in place of the function's (https://supabase.com/docs/guides/functions/status-codes). */
export type Said = { status: number; code: string; message: string };

const SAID: Record<NoAnswer["why"] | "idle" | "missing" | "token", Said> = {
  boot: { status: 503, code: "BOOT_ERROR", message: "Function failed to start (please check logs)" },
  error: {
    status: 500,
    code: "WORKER_ERROR",
    message: "Function exited due to an error (please check logs)",
  },
  limit: {
    status: 546,
    code: "WORKER_LIMIT",
    message: "Function failed due to not having enough compute resources (please check logs)",
  },
  idle: { status: 504, code: "IDLE_TIMEOUT", message: "The function has not responded in time" },
  missing: { status: 404, code: "NOT_FOUND", message: "Requested function was not found" },
  token: { status: 401, code: "UNAUTHORIZED_NO_AUTH_HEADER", message: "Missing authorization header" },
};

export class NotServed extends Error {
  readonly said: Said;
  constructor(why: keyof typeof SAID) {
    super(SAID[why].message);
    this.said = SAID[why];
  }
}

export type RuntimeLimits = Most & { idleMs: number; wallMs: number };
type Call = { method: string; rest: string; headers: OutgoingHttpHeaders; body: Readable };

export class Runtime {
  readonly measured: Measured[] = [];
  readonly #instances = new Map<string, Instance>();
  readonly #all = new Set<Instance>();
  readonly #home: string;
  readonly #env: (deployed: Deployed) => Record<string, string>;
  readonly #limits: RuntimeLimits;

  /** `env`: the whole environment of a new instance. */
  constructor(home: string, env: (deployed: Deployed) => Record<string, string>, limits: RuntimeLimits) {
    this.#home = home;
    this.#env = env;
    this.#limits = limits;
  }

  /** The next request for the function finds a new instance. Without a name: for any function. */
  renew(slug?: string): void {
    for (const [name, instance] of this.#instances) {
      if (slug !== undefined && name !== slug) continue;
      instance.retire();
      this.#instances.delete(name);
    }
  }

  #instanceOf(deployed: Deployed): Instance {
    const known = this.#instances.get(deployed.slug);
    if (known && !known.gone && Date.now() - known.bornAt < this.#limits.wallMs) return known;
    known?.retire();
    const made = new Instance(deployed, this.#env(deployed), join(this.#home, "cache"), this.#limits);
    this.#instances.set(deployed.slug, made);
    this.#all.add(made);
    return made;
  }

  /** @throws NotServed where the platform answers itself */
  async ask(deployed: Deployed, { method, rest, headers, body }: Call): Promise<IncomingMessage> {
    if (
      deployed.verifyJwt &&
      method !== "OPTIONS" &&
      !/^Bearer [\w-]+(\.[\w-]+){2}$/.test(String(headers.authorization))
    )
      throw new NotServed("token");
    const instance = this.#instanceOf(deployed);
    await instance.ready().catch(() => {
      throw new NotServed("boot");
    });
    const before = instance.usage().cpuSeconds;
    const done = () => {
      const { cpuSeconds, peakBytes } = instance.usage();
      this.measured.push({ slug: deployed.slug, cpuSeconds: cpuSeconds - before, peakBytes });
    };
    const late = Promise.withResolvers<never>();
    const timer = setTimeout(() => late.reject(new NotServed("idle")), this.#limits.idleMs);
    try {
      // A function sees its own name first in the path.
      const path = `/${deployed.slug}${rest}`;
      return await Promise.race([instance.ask({ method, path, headers, body }, done), late.promise]);
    } catch (error) {
      throw error instanceof NoAnswer ? new NotServed(error.why) : error;
    } finally {
      clearTimeout(timer);
    }
  }

  /** What a running function has logged since it was started. */
  log = (slug: string): string => this.#instances.get(slug)?.log ?? "";
  /** The process of a running function; 0 where none runs. */
  pid = (slug: string): number => this.#instances.get(slug)?.pid ?? 0;

  async stop(): Promise<void> {
    await Promise.all([...this.#all].map((one) => one.kill()));
  }
}

export const HOSTED: RuntimeLimits = LIMITS;
