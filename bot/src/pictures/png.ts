import { type ChildProcess, fork } from "node:child_process";
import { join } from "node:path";
import type { Drawing, DrawReply, DrawRequest } from "./draw-worker.ts";

/** The drawing could not be made: it is wrong, or it took too long. The answer goes out without it. */
export class NoPicture extends Error {}

/**
 * A drawing may take this long, counted from when the process begins it; the largest cards take 0.5 s. The process itself
 * has the other time to come up, which a busy machine needs. In milliseconds.
 */
const LIMITS = { drawing: 10_000, start: 30_000 };
/** A process that has nothing to draw for this long ends, and its 90 MB with it. */
const IDLE_MS = 60_000;

let child: ChildProcess | null = null;
let idle: NodeJS.Timeout | undefined;
/** Drawings wait for one another, so that the time of one is its own. */
let last: Promise<unknown> = Promise.resolve();

/**
 * Renders a drawing as PNG, `zoom` pixels to a unit. Only the bundled font is used, so it looks the same everywhere. It is done in a
 * process of its own: the renderer is native code, which nothing but the end of its process stops. (A worker thread with such
 * a drawing was still running 8 s after `terminate()`, and kept the whole process from ending.)
 *
 * @throws NoPicture when it cannot be drawn, or not within `limit` milliseconds
 */
export function png(drawing: Drawing, zoom = 2, limit = LIMITS.drawing): Promise<Uint8Array> {
  const turn = last.then(() => draw({ drawing, zoom }, limit));
  last = turn.catch(() => undefined);
  return turn;
}

/** The process to draw with: the one that is there, or a new one. It does not keep this process alive. */
function drawer(): ChildProcess {
  if (child?.connected) return child;
  const { PATH, TMPDIR, NODE_COMPILE_CACHE } = process.env;
  child = fork(join(import.meta.dirname, "draw-worker.ts"), {
    env: { PATH, TMPDIR, NODE_COMPILE_CACHE },
    execArgv: ["--max-old-space-size=256"],
    serialization: "advanced",
    stdio: ["ignore", "ignore", "inherit", "ipc"],
  });
  // Without a listener an error of a process that was ended would end this one.
  return child.on("error", () => undefined);
}

/** Ends a process, whatever it is at; the next drawing gets another. Its pipe stays open for a moment after that. */
function end(worker: ChildProcess): void {
  if (child === worker) child = null;
  worker.kill("SIGKILL");
}

function draw(request: DrawRequest, limit: number): Promise<Uint8Array> {
  clearTimeout(idle);
  const { promise, resolve, reject } = Promise.withResolvers<Uint8Array>();
  const worker = drawer();
  worker.ref();
  worker.channel?.ref();
  const giveUp = (why: string) => {
    end(worker);
    reject(new NoPicture(why));
  };
  let timer = setTimeout(() => giveUp("the process that draws did not start"), LIMITS.start);
  const hear = (reply: DrawReply) => {
    clearTimeout(timer);
    if ("png" in reply) resolve(reply.png);
    else if ("error" in reply) reject(new NoPicture(reply.error));
    else timer = setTimeout(() => giveUp(`the drawing took longer than ${limit} ms`), limit);
  };
  const fail = (error: Error) => reject(new NoPicture(error.message));
  const gone = () => reject(new NoPicture("the process that draws has ended"));
  worker.on("message", hear);
  worker.on("error", fail);
  worker.on("exit", gone);
  worker.send(request);
  return promise.finally(() => {
    clearTimeout(timer);
    worker.off("message", hear).off("exit", gone).off("error", fail);
    worker.unref();
    worker.channel?.unref();
    idle = setTimeout(() => end(worker), IDLE_MS).unref();
  });
}
