/** Keeping the parts of a copy running: start, restart with back-off, remember on disk, stop in order. */
import { type ChildProcess, type StdioOptions, spawn } from "node:child_process";
import { once } from "node:events";
import { closeSync, mkdirSync, openSync, readFileSync, renameSync, statSync, writeFileSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { goLast } from "./patience.ts";
import { bornOf, end, type Known, signalGroup } from "./processes.ts";

/**
 * A process to keep running. `signal` is how it is asked to end (SIGTERM unless told); `heard` gets what it says by `process.send`, and
 * `crashed` how often in a row it has ended by itself. One that is `patient` lets people go first (patience.ts).
 */
export type Part = {
  name: string;
  command: string;
  args: string[];
  cwd: string;
  env: NodeJS.ProcessEnv;
  uid?: number;
  gid?: number;
  signal?: NodeJS.Signals;
  patient?: boolean;
  heard?: (said: unknown, answer: (said: object) => void) => void;
  crashed?: (times: number) => void;
};

/** How often and how fast a part that ends by itself is started again, in milliseconds. */
const BACK_OFF = { first: 200, longest: 10_000, settled: 20_000 };
/** A log grown beyond this many bytes is set aside at the next start of its part. */
const LOG_LIMIT = 20_000_000;

/**
 * What the supervisor of a copy can do. `crashes` counts how often in a row a part has ended by itself. `start` does nothing for a
 * part that is kept already, whether it runs or waits for its next try; one that was stopped may be started anew.
 */
export type Supervisor = {
  start(part: Part): void;
  alive(name: string): boolean;
  crashes(name: string): number;
  pidOf(name: string): number | undefined;
  stop(names?: string[]): Promise<void>;
  kill(): void;
};

/** The file that records the children of a copy, so that others can end them when the supervisor cannot. */
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

/** Writes down the children of a copy, all or nothing. */
export function remember(home: string, children: Known[]): void {
  const draft = `${childrenFile(home)}.draft`;
  writeFileSync(draft, JSON.stringify(children));
  renameSync(draft, childrenFile(home));
}

/**
 * Starts the reaper, which ends the remembered children if this process dies without doing so, even by SIGKILL.
 * A reaper that dies itself is started again. Answers how to let it go.
 */
export function keepReaper(home: string): () => void {
  let over = false;
  let reaper: ChildProcess | undefined;
  const start = () => {
    mkdirSync(join(home, "logs"), { recursive: true });
    const log = openSync(join(home, "logs", "reaper.log"), "a");
    const args = ["--max-semi-space-size=1", join(import.meta.dirname, "reaper.ts"), home];
    reaper = spawn(process.execPath, args, { detached: true, stdio: ["pipe", log, log] });
    closeSync(log);
    reaper.once("exit", () => {
      if (!over) setTimeout(start, 500).unref();
    });
  };
  start();
  return () => {
    over = true;
    reaper?.stdin?.end();
  };
}

/** Ends whatever a former supervisor of this copy left behind. Only processes that are certainly ours are touched. */
export async function endOrphans(home: string): Promise<string[]> {
  const orphans = (await remembered(home)).filter((known) => bornOf(known.pid) === known.born);
  const isBase = ({ name }: Known) => name === "postgres";
  await Promise.all(orphans.filter((known) => !isBase(known)).map((known) => end(known)));
  await Promise.all(orphans.filter(isBase).map((known) => end(known, 20_000)));
  return orphans.map(({ name }) => name);
}

/** A part with its running process, and how often it has crashed in a row. */
type SupervisedPart = {
  part: Part;
  child?: ChildProcess;
  born: string;
  crashes: number;
  since: number;
  timer?: NodeJS.Timeout;
};

/** Begins the line that says in a log that its part has ended. */
const ENDED = "-- ";
/** Of what a part said before it ended, so many characters are shown: its last. */
const SHOWN = 800;

/** What a part said before it ended last, as its log has it. */
export function lastWords(path: string): string {
  const runs = readFileSync(path, "utf8").split(new RegExp(`^${ENDED}.* follows$`, "m"));
  const said = runs.map((run) => run.trim()).filter(Boolean);
  return said.at(-1)?.slice(-SHOWN) ?? "";
}

/** Opens the log of a part for what comes next. One that has grown too long is set aside. */
function openLog(home: string, name: string): number {
  const path = join(home, "logs", `${name}.log`);
  const size = statSync(path, { throwIfNoEntry: false })?.size ?? 0;
  if (size > LOG_LIMIT) renameSync(path, `${path}.old`);
  return openSync(path, "a");
}

/** Says in its log that a part has ended, and that it is started again. */
function noteEnd(home: string, name: string, how: string, next: number): void {
  const log = openLog(home, name);
  try {
    writeFileSync(log, `${ENDED}${new Date().toISOString()} ended (${how}), start ${next} follows\n`);
  } finally {
    closeSync(log);
  }
}

/** The process of a part, just started; what it prints goes to its log. */
function spawned(home: string, part: Part): ChildProcess {
  const { name, command, args, signal: _signal, patient, heard, crashed: _crashed, ...options } = part;
  const log = openLog(home, name);
  const stdio: StdioOptions = heard ? ["ignore", log, log, "ipc"] : ["ignore", log, log];
  const child = spawn(command, args, { ...options, detached: true, stdio });
  closeSync(log);
  if (patient) goLast(child.pid);
  if (heard)
    // It may have ended before it is answered: then nobody waits for that.
    child.on("message", (said) => heard(said, (answer) => void child.send(answer, () => undefined)));
  return child;
}

/** Ends the process of a part, and waits until it is struck from the record, too. */
async function quit({ part: { name }, child, timer }: SupervisedPart, processes: Known[]): Promise<void> {
  clearTimeout(timer);
  // The worker waits for what it has handed over, as long as a carrier may take to answer.
  const patience = name === "postgres" || name === "worker" ? 20_000 : 5_000;
  const gone =
    child?.pid && child.exitCode === null && child.signalCode === null ? once(child, "exit") : undefined;
  await Promise.all(processes.map((process) => end(process, patience)));
  await gone;
}

/** What a supervisor tells: that a part has ended by itself, and how often in a row; what of its own it could not write, as of a full disk. */
export type Told = {
  crashed(name: string, crashes: number): void;
  unwritten(error: Error): void;
};

/** A supervisor for the copy in `home`; logs go to `$TIDINGS_HOME/logs/<name>.log`. */
export function supervise(home: string, told: Told): Supervisor {
  const supervised = new Map<string, SupervisedPart>();
  const stopping = new Set<string>();
  mkdirSync(join(home, "run"), { recursive: true });
  mkdirSync(join(home, "logs"), { recursive: true });

  const known = ({ part, child, born }: SupervisedPart): Known[] =>
    child?.pid && born ? [{ name: part.name, pid: child.pid, born, signal: part.signal ?? "SIGTERM" }] : [];

  // Written in the same tick as the spawn: a kill -9 between the two would leave an unknown child.
  const rememberAll = () => remember(home, [...supervised.values()].flatMap(known));

  /** A full disk ends no part: what cannot be written down is told, and everything goes on. */
  const attempt = (write: () => void): boolean => {
    try {
      write();
      return true;
    } catch (error) {
      told.unwritten(error as Error);
      return false;
    }
  };

  const ended = (one: SupervisedPart, how: string) => {
    const { name } = one.part;
    one.child = undefined;
    attempt(rememberAll);
    if (stopping.has(name) || supervised.get(name) !== one) return;
    if (Date.now() - one.since > BACK_OFF.settled) one.crashes = 0;
    one.crashes++;
    attempt(() => noteEnd(home, name, how, one.crashes + 1));
    told.crashed(name, one.crashes);
    one.part.crashed?.(one.crashes);
    again(one);
  };

  /** Starts it once more, after a while. One that cannot be written down is ended, and waits for its next turn. */
  const again = (one: SupervisedPart) => {
    const delay = Math.min(BACK_OFF.first * 2 ** (one.crashes - 1), BACK_OFF.longest);
    one.timer = setTimeout(() => {
      if (attempt(() => launch(one))) return;
      const { child } = one;
      one.child = undefined;
      if (child?.pid) signalGroup(child.pid, "SIGKILL");
      one.crashes++;
      again(one);
    }, delay);
  };

  const launch = (one: SupervisedPart) => {
    const child = spawned(home, one.part);
    one.child = child;
    one.since = Date.now();
    one.born = child.pid ? (bornOf(child.pid) ?? "") : "";
    child.once("error", (error) => {
      if (one.child === child) ended(one, error.message);
    });
    child.once("exit", (code, signal) => {
      // What it started itself must not outlive it: the next start would meet its port.
      if (child.pid) signalGroup(child.pid, "SIGKILL");
      if (one.child === child) ended(one, signal ?? `exit ${code}`);
    });
    rememberAll();
  };

  return {
    start(part) {
      if (supervised.has(part.name) && !stopping.has(part.name)) return;
      stopping.delete(part.name);
      const one: SupervisedPart = { part, born: "", crashes: 0, since: 0 };
      supervised.set(part.name, one);
      try {
        launch(one);
      } catch (error) {
        // The disk may be full: what could not be written down is not kept, and may be started anew.
        supervised.delete(part.name);
        if (one.child?.pid) signalGroup(one.child.pid, "SIGKILL");
        throw error;
      }
    },
    alive: (name) => supervised.get(name)?.child !== undefined,
    crashes: (name) => supervised.get(name)?.crashes ?? 0,
    pidOf: (name) => supervised.get(name)?.child?.pid,
    async stop(names = [...supervised.keys()]) {
      for (const name of names) stopping.add(name);
      await Promise.all(
        names.map(async (name) => {
          const one = supervised.get(name);
          if (one) await quit(one, known(one));
        }),
      );
    },
    kill() {
      for (const one of supervised.values()) {
        stopping.add(one.part.name);
        clearTimeout(one.timer);
        for (const { pid } of known(one)) signalGroup(pid, "SIGKILL");
      }
    },
  };
}
