/** Keeping the parts of a copy running: start, restart with back-off, remember on disk, stop in order. */
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { closeSync, mkdirSync, openSync, renameSync, statSync, writeFileSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { bornOf, end, type Known, signalGroup } from "./processes.ts";

/** A process to keep running. `signal` is how it is asked to end (SIGTERM unless told). */
export type Part = {
  name: string;
  command: string;
  args: string[];
  cwd: string;
  env: NodeJS.ProcessEnv;
  uid?: number;
  gid?: number;
  signal?: NodeJS.Signals;
};

/** How often and how fast a part that ends by itself is started again, in milliseconds. */
const BACK_OFF = { first: 200, longest: 10_000, settled: 20_000 };
/** A log grown beyond this many bytes is set aside at the next start of its part. */
const LOG_LIMIT = 20_000_000;

/** What the supervisor of a copy can do. `crashes` counts how often in a row a part has ended by itself. */
export type Supervisor = {
  start(part: Part): void;
  alive(name: string): boolean;
  crashes(name: string): number;
  pidOf(name: string): number | undefined;
  stop(names?: string[]): Promise<void>;
  kill(): void;
};

/** Where a copy remembers its children, for whoever must end them when the supervisor cannot. */
export const childrenFile = (home: string): string => join(home, "run", "children.json");

/** The children a copy remembers; none when it has never run or its record is damaged. */
export async function remembered(home: string): Promise<Known[]> {
  const text = await readFile(childrenFile(home), "utf8").catch(() => "[]");
  try {
    return JSON.parse(text) as Known[];
  } catch {
    return [];
  }
}

/** Ends whatever a former supervisor of this copy left behind. Only processes that are certainly ours are touched. */
export async function endOrphans(home: string): Promise<string[]> {
  const orphans = (await remembered(home)).filter((known) => bornOf(known.pid) === known.born);
  const isBase = ({ name }: Known) => name === "postgres";
  await Promise.all(orphans.filter((known) => !isBase(known)).map((known) => end(known)));
  await Promise.all(orphans.filter(isBase).map((known) => end(known, 20_000)));
  return orphans.map(({ name }) => name);
}

type Kept = {
  part: Part;
  child?: ChildProcess;
  born: string;
  crashes: number;
  since: number;
  timer?: NodeJS.Timeout;
};

/** A supervisor for the copy in `home`; logs go to `$TIDINGS_HOME/logs/<name>.log`. */
export function supervise(home: string, onCrash: (name: string, crashes: number) => void): Supervisor {
  const kept = new Map<string, Kept>();
  const stopping = new Set<string>();
  mkdirSync(join(home, "run"), { recursive: true });
  mkdirSync(join(home, "logs"), { recursive: true });

  const known = ({ part, child, born }: Kept): Known[] =>
    child?.pid && born ? [{ name: part.name, pid: child.pid, born, signal: part.signal ?? "SIGTERM" }] : [];

  // Written in the same tick as the spawn: the shorter the gap, the fewer children a kill -9 can hide.
  const remember = () => {
    const draft = `${childrenFile(home)}.draft`;
    writeFileSync(draft, JSON.stringify([...kept.values()].flatMap(known)));
    renameSync(draft, childrenFile(home));
  };

  const openLog = (name: string): number => {
    const path = join(home, "logs", `${name}.log`);
    const size = statSync(path, { throwIfNoEntry: false })?.size ?? 0;
    if (size > LOG_LIMIT) renameSync(path, `${path}.old`);
    return openSync(path, "a");
  };

  const ended = (one: Kept, how: string) => {
    const { name } = one.part;
    one.child = undefined;
    remember();
    if (stopping.has(name)) return;
    if (Date.now() - one.since > BACK_OFF.settled) one.crashes = 0;
    one.crashes++;
    const log = openLog(name);
    writeFileSync(log, `-- ${new Date().toISOString()} ended (${how}), start ${one.crashes + 1} follows\n`);
    closeSync(log);
    onCrash(name, one.crashes);
    const delay = Math.min(BACK_OFF.first * 2 ** (one.crashes - 1), BACK_OFF.longest);
    one.timer = setTimeout(() => launch(one), delay);
  };

  const launch = (one: Kept) => {
    const { name, command, args, signal: _signal, ...options } = one.part;
    const log = openLog(name);
    const child = spawn(command, args, { ...options, detached: true, stdio: ["ignore", log, log] });
    closeSync(log);
    one.child = child;
    one.since = Date.now();
    one.born = child.pid ? (bornOf(child.pid) ?? "") : "";
    remember();
    child.once("error", (error) => ended(one, error.message));
    child.once("exit", (code, signal) => {
      // What it started itself must not outlive it: the next start would meet its port.
      if (child.pid) signalGroup(child.pid, "SIGKILL");
      if (one.child === child) ended(one, signal ?? `exit ${code}`);
    });
  };

  return {
    start(part) {
      const one: Kept = { part, born: "", crashes: 0, since: 0 };
      kept.set(part.name, one);
      launch(one);
    },
    alive: (name) => kept.get(name)?.child !== undefined,
    crashes: (name) => kept.get(name)?.crashes ?? 0,
    pidOf: (name) => kept.get(name)?.child?.pid,
    async stop(names = [...kept.keys()]) {
      for (const name of names) stopping.add(name);
      await Promise.all(
        names.map(async (name) => {
          const one = kept.get(name);
          if (!one) return;
          clearTimeout(one.timer);
          const patience = name === "postgres" ? 20_000 : 5_000;
          const { child } = one;
          const gone =
            child?.pid && child.exitCode === null && child.signalCode === null
              ? once(child, "exit")
              : undefined;
          await Promise.all(known(one).map((process) => end(process, patience)));
          // Only then is it struck from the record, too.
          await gone;
        }),
      );
    },
    kill() {
      for (const one of kept.values()) {
        stopping.add(one.part.name);
        clearTimeout(one.timer);
        for (const { pid } of known(one)) signalGroup(pid, "SIGKILL");
      }
    },
  };
}
