import { type ChildProcess, execFile, fork } from "node:child_process";
import { readFile } from "node:fs/promises";
import { promisify } from "node:util";

/**
 * Processes of the bot's own for work on what others made: it may be made to take all memory, or to keep a process busy for ever. A
 * process is the only thing that can be ended whatever it is at. (A worker thread with a bad drawing was still running 8 s after
 * `terminate()`, and kept the whole process from ending.) It has none of the bot's secrets in its environment.
 */

/** Why the work was not done. `failed`: the process says so itself; `gone`: it ended. */
export type WorkerTrouble = "start" | "time" | "memory" | "gone" | "failed";

/** The work was not done; the process that was at it has been ended, unless it says itself why. */
export class WorkerFailed extends Error {
  readonly trouble: WorkerTrouble;
  constructor(trouble: WorkerTrouble, message: string) {
    super(message);
    this.name = "WorkerFailed";
    this.trouble = trouble;
  }
}

/** What such a process answers: that it begins, then what came of it, or why nothing did. */
export type WorkerReply<Done> =
  | { readonly begun: true }
  | { readonly done: Done }
  | { readonly error: string };

export interface WorkerBounds {
  /** Megabytes of the heap of JavaScript, and of all its memory, which has buffers and native code besides. */
  readonly heapMb: number;
  readonly memoryMb: number;
  /** Milliseconds of one work, counted from when the process begins it. */
  readonly workMs: number;
  /** Does each work get a process of its own? Else what one leaves in memory is counted to the next. */
  readonly alone?: boolean;
}

export interface Worker<Asked, Done> {
  /** Has the work done. Each waits for the one before it, so that its time is its own. @throws WorkerFailed */
  ask(asked: Asked, workMs?: number): Promise<Done>;
}

/** A process has this long to come up, which a busy machine needs. */
const START_MS = 30_000;
/** A process that has nothing to do for this long ends, and its memory with it. */
const IDLE_MS = 60_000;
/** Between looks at its memory. A reader makes some 50 MB in this time. */
const LOOK_MS = 200;

const run = promisify(execFile);

/** The megabytes that a process has in memory; 0 when it is gone. */
async function memoryOf(pid: number): Promise<number> {
  const status = await readFile(`/proc/${pid}/status`, "utf8").catch(() => null);
  if (status !== null) return Number(/^VmRSS:\s+(\d+) kB/m.exec(status)?.[1] ?? 0) / 1024;
  // No /proc: not a Linux.
  const told = await run("ps", ["-o", "rss=", "-p", String(pid)]).catch(() => ({ stdout: "0" }));
  return Number(told.stdout.trim()) / 1024;
}

/** What V8 ends with when its heap is full: it aborts. */
const isAbort = (code: number | null, signal: NodeJS.Signals | null) => signal === "SIGABRT" || code === 134;

/** A process that runs `door`, a module that calls `answerWork`. It is started with the first work, and again after its end. */
export function makeWorker<Asked, Done>(door: string, bounds: WorkerBounds): Worker<Asked, Done> {
  let child: ChildProcess | null = null;
  let idle: NodeJS.Timeout | undefined;
  let last: Promise<unknown> = Promise.resolve();

  /** The process to ask: the one that is there, or a new one. It does not keep this process alive. */
  const started = (): ChildProcess => {
    if (child?.connected) return child;
    const { PATH, TMPDIR, NODE_COMPILE_CACHE } = process.env;
    child = fork(door, {
      env: { PATH, TMPDIR, NODE_COMPILE_CACHE },
      execArgv: [`--max-old-space-size=${bounds.heapMb}`],
      serialization: "advanced",
      stdio: ["ignore", "ignore", "inherit", "ipc"],
    });
    // Without a listener an error of a process that was ended would end this one.
    return child.on("error", () => undefined);
  };

  /** Ends a process, whatever it is at; the next work gets another. Its pipe stays open for a moment after that. */
  const end = (process: ChildProcess): void => {
    if (child === process) child = null;
    process.kill("SIGKILL");
  };

  const done = (asked: Asked, workMs: number): Promise<Done> => {
    clearTimeout(idle);
    const { promise, resolve, reject } = Promise.withResolvers<Done>();
    const process = started();
    process.ref();
    process.channel?.ref();
    const giveUp = (trouble: WorkerTrouble, message: string) => {
      end(process);
      reject(new WorkerFailed(trouble, message));
    };
    let timer = setTimeout(() => giveUp("start", "the process did not start"), START_MS);
    const looks = setInterval(async () => {
      const megabytes = await memoryOf(process.pid ?? 0);
      if (megabytes > bounds.memoryMb)
        giveUp("memory", `the process took more than ${bounds.memoryMb} MB of memory`);
    }, LOOK_MS);
    const hear = (reply: WorkerReply<Done>) => {
      clearTimeout(timer);
      if ("done" in reply) resolve(reply.done);
      else if ("error" in reply) reject(new WorkerFailed("failed", reply.error));
      else timer = setTimeout(() => giveUp("time", `the work took longer than ${workMs} ms`), workMs);
    };
    const fail = (error: Error) => reject(new WorkerFailed("gone", error.message));
    const gone = (code: number | null, signal: NodeJS.Signals | null) => {
      if (child === process) child = null;
      const trouble = isAbort(code, signal) ? "memory" : "gone";
      reject(new WorkerFailed(trouble, `the process has ended (${signal ?? code})`));
    };
    process.on("message", hear);
    process.on("error", fail);
    process.on("exit", gone);
    process.send(asked as object);
    return promise.finally(() => {
      clearTimeout(timer);
      clearInterval(looks);
      process.off("message", hear).off("exit", gone).off("error", fail);
      process.unref();
      process.channel?.unref();
      if (bounds.alone) end(process);
      else idle = setTimeout(() => end(process), IDLE_MS).unref();
    });
  };

  return {
    ask(asked, workMs = bounds.workMs) {
      const turn = last.then(() => done(asked, workMs));
      last = turn.catch(() => undefined);
      return turn;
    },
  };
}
