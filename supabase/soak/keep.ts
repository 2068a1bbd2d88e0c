/** Keeping a process alive that is killed again and again: it is started anew at once, and whoever waits for it is told. */
import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { setTimeout as pause } from "node:timers/promises";
import { stripVTControlCharacters } from "node:util";
import { bornOf } from "../local/processes.ts";

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

/** Every process of this machine with the one that started it. Linux tells in /proc, other systems have `ps`. */
function* processes(): Generator<[pid: number, parent: number]> {
  if (process.platform !== "linux") {
    const said = execFileSync("ps", ["-axo", "pid=,ppid="], { encoding: "utf8" });
    for (const [, pid, parent] of said.matchAll(/(\d+)\s+(\d+)/g)) yield [Number(pid), Number(parent)];
    return;
  }
  for (const name of readdirSync("/proc").filter((name) => /^\d+$/.test(name))) {
    try {
      const stat = readFileSync(`/proc/${name}/stat`, "utf8");
      yield [Number(name), Number(stat.slice(stat.lastIndexOf(")") + 2).split(" ")[1])];
    } catch {
      // It ended while we looked: then it is nobody's child any more.
    }
  }
}

/** All that a process has started itself, and what those have started. */
function familyOf(pid: number): number[] {
  const all = [...processes()];
  const below = (one: number): number[] =>
    all.filter(([, parent]) => parent === one).flatMap(([child]) => [child, ...below(child)]);
  return below(pid);
}

/** What an ended process said last of itself, in a line or two. */
function lastWords(said: string): string {
  const plain = stripVTControlCharacters(said).trimEnd();
  const at = Math.max(plain.lastIndexOf("Uncaught"), plain.lastIndexOf("Error:"));
  return (at < 0 ? plain.slice(-600) : plain.slice(at, at + 600)).replaceAll(/\s*\n\s*/g, " | ");
}

function kill9(pid: number): void {
  try {
    process.kill(pid, "SIGKILL");
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "ESRCH") throw error;
  }
}

/** A process that is kept. */
export class Kept {
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
  readonly #livesOfPostgres: () => number;
  #lifeAtStart = 0;
  #life = 0;

  /**
   * A killed Postgres takes others with it now and then: postgres.js 3.4.9 ends the process when what waits to be written
   * (the rollback of an open transaction, say) meets a socket that is gone, in a callback that no one can catch
   * (porsager/postgres #1208). That is one more death, and told apart from an end of one's own.
   */
  constructor(recipe: Recipe, livesOfPostgres: () => number = () => 0) {
    this.name = recipe.name;
    this.#recipe = recipe;
    this.#livesOfPostgres = livesOfPostgres;
  }

  /** Which of its lives this is; NaN, which equals nothing, while it does not work. */
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

  /** kill -9, now, with all its children; false when it does not run, or is only just starting. */
  kill(): boolean {
    const pid = this.#child?.pid;
    if (!pid || !this.#working) return false;
    this.#killed = true;
    this.#life += 1;
    this.#down();
    // Postgres' own processes must go with it: they would hold its memory, and go on with what they were asked.
    this.#family = familyOf(pid);
    for (const one of [pid, ...this.#family]) kill9(one);
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
    // What it left behind holds its memory and its port.
    while (this.#family.some((pid) => bornOf(pid) !== undefined)) await pause(10);
    this.#family = [];
    if (!this.#killed) await pause(300);
    if (!this.#ending) this.start();
  }
}
