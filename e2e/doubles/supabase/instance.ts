/** One running instance of a function: a Deno process that has a hosted function's environment, and is ended when it takes more than is allowed. */
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { type IncomingMessage, type OutgoingHttpHeaders, request } from "node:http";
import { join } from "node:path";
import type { Readable } from "node:stream";
import { DENO, NO_REGISTRY } from "./deno.ts";
import type { Deployed } from "./functions.ts";
import { type Usage, usageOf } from "./usage.ts";

const BOOT = join(import.meta.dirname, "boot.mjs");
/** How often a busy instance is looked at. */
const LOOK_MS = 50;

/** Why there is no answer of the function's own. */
export type Ended = "boot" | "limit" | "error";
export class NoAnswer extends Error {
  readonly why: Ended;
  constructor(why: Ended, log: string) {
    super(log);
    this.why = why;
  }
}

export type Most = { cpuSeconds: number; memoryBytes: number };
export type Onward = { method: string; path: string; headers: OutgoingHttpHeaders; body: Readable };

export class Instance {
  readonly bornAt = Date.now();
  readonly #process: ChildProcess;
  readonly #most: Most;
  readonly #port: Promise<number>;
  #log = "";
  #busy = 0;
  #retired = false;
  #overLimit = false;
  /** CPU seconds that the requests since it was last idle may take it to. */
  #allowed = 0;
  #looking: NodeJS.Timeout | undefined;

  /** `env` is all that the function finds in its environment. */
  constructor(deployed: Deployed, env: Readonly<Record<string, string>>, cache: string, most: Most) {
    const { folder, entrypoint } = deployed;
    const may = ["--allow-net", "--allow-env", `--allow-read=${folder}`, "--no-prompt"];
    const entry = join(folder, entrypoint);
    this.#most = most;
    this.#process = spawn(DENO, ["run", ...may, ...NO_REGISTRY, BOOT, entry, ...Object.keys(env)], {
      cwd: folder,
      env: { ...env, DENO_DIR: cache, DENO_NO_UPDATE_CHECK: "1" },
      stdio: ["ignore", "pipe", "pipe"],
    });
    this.#port = this.#awaitPort();
    // Whoever asks is told; an instance that nobody asks ends unheard.
    this.#port.catch(() => undefined);
  }

  get pid(): number {
    return this.#process.pid ?? 0;
  }
  get log(): string {
    return this.#log;
  }
  get gone(): boolean {
    return this.#overLimit || this.#process.exitCode !== null || this.#process.signalCode !== null;
  }

  #awaitPort(): Promise<number> {
    const { promise, resolve, reject } = Promise.withResolvers<number>();
    const take = (chunk: Buffer) => {
      this.#log = (this.#log + chunk).slice(-20_000);
      const [, port] = /^listening (\d+)$/m.exec(this.#log) ?? [];
      if (port) resolve(Number(port));
    };
    this.#process.stdout?.on("data", take);
    this.#process.stderr?.on("data", take);
    this.#process.once("error", reject);
    this.#process.once("exit", () => reject(new NoAnswer("boot", this.#log)));
    return promise;
  }

  /** Resolves when it listens. */
  async ready(): Promise<void> {
    await this.#port;
  }

  usage = (): Usage => usageOf(this.pid);

  /** Asks the function. The answer streams; `done` is called when all of it has gone by, or it broke off. @throws NoAnswer */
  async ask({ method, path, headers, body }: Onward, done: () => void): Promise<IncomingMessage> {
    this.#busy += 1;
    const ended = () => {
      this.#end();
      done();
    };
    try {
      const port = await this.#port;
      this.#allow();
      const onward = request({ host: "127.0.0.1", port, path, method, headers });
      body.pipe(onward);
      const [answer] = (await once(onward, "response")) as [IncomingMessage];
      answer.once("close", ended);
      return answer;
    } catch (error) {
      ended();
      if (error instanceof NoAnswer) throw error;
      throw new NoAnswer(this.#overLimit ? "limit" : "error", `${this.#log}\n${error}`);
    }
  }

  #allow(): void {
    const from = this.#looking ? this.#allowed : this.usage().cpuSeconds;
    this.#allowed = from + this.#most.cpuSeconds;
    this.#looking ??= setInterval(() => this.#look(), LOOK_MS);
  }

  #look(): void {
    const { cpuSeconds, peakBytes } = this.usage();
    if (cpuSeconds <= this.#allowed && peakBytes <= this.#most.memoryBytes) return;
    this.#overLimit = true;
    this.#process.kill("SIGKILL");
  }

  #end(): void {
    this.#busy -= 1;
    if (this.#busy > 0) return;
    clearInterval(this.#looking);
    this.#looking = undefined;
    if (this.#retired) this.#process.kill("SIGTERM");
  }

  /** Takes no further requests, and ends when those that run are answered. */
  retire(): void {
    this.#retired = true;
    if (this.#busy === 0) this.#process.kill("SIGTERM");
  }

  async kill(): Promise<void> {
    clearInterval(this.#looking);
    if (this.#process.exitCode !== null || this.#process.signalCode !== null) return;
    this.#process.kill("SIGKILL");
    await once(this.#process, "exit");
  }
}
