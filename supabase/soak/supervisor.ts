/** Restarts a process each time it is killed, and resolves for everyone who waits until it works again. */
import { type ChildProcess, spawn } from "node:child_process";
import { setTimeout as pause } from "node:timers/promises";
import { stripVTControlCharacters } from "node:util";
import { bornOf, familyOf, kill9 } from "../local/processes.ts";

/** How to start a process. `ready` resolves when it works, and throws when `alive` says that it ended before. */
export type Recipe = {
  name: string;
  command: string;
  args: string[];
  cwd?: string;
  env: NodeJS.ProcessEnv;
  uid?: number;
  gid?: number;
  ready(alive: () => boolean): Promise<void>;
};

/** What an ended process said last of itself, in a line or two. */
function lastWords(said: string): string {
  const plain = stripVTControlCharacters(said).trimEnd();
  const at = Math.max(plain.lastIndexOf("Uncaught"), plain.lastIndexOf("Error:"));
  return (at < 0 ? plain.slice(-600) : plain.slice(at, at + 600)).replaceAll(/\s*\n\s*/g, " | ");
}

/** A process that is restarted whenever it ends. */
export class SupervisedProcess {
  readonly name: string;
  readonly #recipe: Recipe;
  #child: ChildProcess | null = null;
  #working = false;
  #ending = false;
  #killed = false;
  #up: PromiseWithResolvers<void> = Promise.withResolvers();
  #said = "";
  #family: number[] = [];
  /** How often it ended without being killed. */
  fell = 0;
  /** How it ended when nobody had killed it, nor Postgres in its lifetime. */
  readonly endedItself: string[] = [];
  /** How often its connections were cut without a kill: of Postgres, who falls by that falls as by its kill. */
  shaken = 0;
  readonly #livesOfPostgres: () => number;
  #lifeAtStart = 0;
  #life = 0;

  /**
   * A killed Postgres sometimes takes others with it: postgres.js 3.4.9 throws in a callback that nobody can catch when
   * it writes to a closed socket, for instance the rollback of an open transaction (porsager/postgres #1208). Such an
   * end is counted apart from one without a cause. Postgres itself falls by what shakes it.
   */
  constructor(recipe: Recipe, livesOfPostgres?: () => number) {
    this.name = recipe.name;
    this.#recipe = recipe;
    this.#livesOfPostgres = livesOfPostgres ?? (() => this.shaken);
  }

  /** The number of restarts so far; NaN, which equals nothing, while it does not work. */
  get life(): number {
    return this.#working ? this.#life : Number.NaN;
  }

  /** The last lines that it wrote. */
  get said(): string {
    return this.#said;
  }

  /** Resolves when it works. */
  up(): Promise<void> {
    return this.#working ? Promise.resolve() : this.#up.promise;
  }

  start(): Promise<void> {
    const { command, args, env, cwd = "/", uid, gid } = this.#recipe;
    this.#said = "";
    this.#lifeAtStart = this.#livesOfPostgres();
    const child = spawn(command, args, { cwd, env, uid, gid, stdio: ["ignore", "pipe", "pipe"] });
    this.#child = child;
    this.#killed = false;
    for (const stream of [child.stdout, child.stderr]) {
      stream.on("data", (chunk: Buffer) => {
        this.#said = (this.#said + chunk).slice(-8_000);
      });
    }
    child.once("error", (error) => this.#ended(child, error.message));
    child.once("exit", (code, signal) => this.#ended(child, signal ?? `exit ${code}`));
    this.#recipe
      .ready(() => this.#child === child)
      .then(
        () => this.#works(child),
        // It ended before it worked: its end has been seen to already.
        () => undefined,
      );
    return this.up();
  }

  /**
   * kill -9, now, with all its children; false when it does not run, or is only just starting. SIGQUIT goes to the process alone:
   * Postgres ends its backends itself then, and writes nothing out.
   */
  kill(signal: "SIGKILL" | "SIGQUIT" = "SIGKILL"): boolean {
    const pid = this.#child?.pid;
    if (!pid || !this.#working) return false;
    this.#killed = true;
    this.#life += 1;
    this.#down();
    // Postgres' backends must go with it: they would hold its shared memory and finish their statements.
    this.#family = familyOf(pid);
    if (signal === "SIGQUIT") process.kill(pid, signal);
    else for (const one of [pid, ...this.#family]) kill9(one);
    return true;
  }

  /** Ends it for good, asking first. */
  async end(signal: NodeJS.Signals): Promise<void> {
    this.#ending = true;
    const child = this.#child;
    if (!child) return;
    const gone = new Promise((done) => child.once("exit", done));
    child.kill(signal);
    await gone;
  }

  /** Ends it for good, at once. */
  destroy(): void {
    this.#ending = true;
    const pid = this.#child?.pid;
    if (pid) for (const one of [pid, ...familyOf(pid)]) kill9(one);
  }

  #works(child: ChildProcess): void {
    if (this.#child !== child || this.#killed) return;
    this.#working = true;
    this.#up.resolve();
  }

  #down(): void {
    if (this.#working) this.#up = Promise.withResolvers();
    this.#working = false;
  }

  async #ended(child: ChildProcess, how: string): Promise<void> {
    if (this.#child !== child) return;
    this.#child = null;
    this.#down();
    if (this.#ending) return;
    if (!this.#killed) {
      this.fell += 1;
      const alone = this.#livesOfPostgres() === this.#lifeAtStart;
      if (alone) this.endedItself.push(`${how}: ${lastWords(this.#said)}`);
    }
    // Its children still hold its shared memory and its port.
    while (this.#family.some((pid) => bornOf(pid) !== undefined)) await pause(10);
    this.#family = [];
    if (!this.#killed) await pause(300);
    if (!this.#ending) this.start();
  }
}
