/**
 * A small disk of its own for Postgres, which can be filled up: a file system in memory, mounted in a namespace that only its own processes
 * see. It needs no root's rights, but Linux, and a machine that lets a person have namespaces.
 */
import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { type FileHandle, open, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import type { Launch } from "../local/launch.ts";

/** A user of its own in the namespace, who isn't root: Postgres refuses to be. To everybody else it is the one who started the soak. */
const SOMEBODY = 1000;
/** What fills it is written in pieces of this, at last byte by byte. */
const PIECE = 1024 * 1024;
/** How often it is looked whether room has come free again, in milliseconds. */
const LOOK_MS = 50;

const BALLAST = "ballast";

/** Writes until nothing more fits. */
async function fill(file: FileHandle): Promise<void> {
  for (let size = PIECE; size >= 1; ) {
    try {
      const { bytesWritten } = await file.write(Buffer.alloc(size));
      if (bytesWritten === 0) size >>= 1;
    } catch (error) {
      if (!(error instanceof Error && "code" in error && error.code === "ENOSPC")) throw error;
      size >>= 1;
    }
  }
}

export class SmallDisk {
  readonly #holder: ChildProcess;
  /** Where it is mounted, as its own processes see it. */
  readonly #folder: string;

  private constructor(holder: ChildProcess, folder: string) {
    this.#holder = holder;
    this.#folder = folder;
  }

  /**
   * Mounts an empty disk of so many megabytes over `folder`, and hides what is in it from its own processes; it goes with `close`, or with this process.
   * @throws Error when this machine lets nobody do so, and says why
   */
  static async mount(folder: string, megabytes: number): Promise<SmallDisk> {
    const script = `mount -t tmpfs -o size=${megabytes}m,mode=700 tmpfs "$1" && echo mounted && exec cat`;
    const words = ["--user", "--map-root-user", "--mount", "sh", "-c", script, "sh", folder];
    const holder = spawn("unshare", words, { stdio: ["pipe", "pipe", "pipe"] });
    let said = "";
    holder.stderr.on("data", (chunk: Buffer) => {
      said = (said + chunk).slice(-2_000);
    });
    const mounted = await Promise.race([
      once(holder.stdout, "data").then(() => true),
      once(holder, "close").then(() => false),
    ]).catch((error: Error) => {
      said = error.message;
      return false;
    });
    if (!mounted) throw new Error(`No disk of its own could be mounted: ${said.trim()}`);
    return new SmallDisk(holder, folder);
  }

  /** May it be done on this machine? */
  static async possible(): Promise<boolean> {
    const disk = await SmallDisk.mount(tmpdir(), 1).catch(() => null);
    disk?.close();
    return disk !== null;
  }

  /** Its folder, as everybody else reaches it. */
  get #reached(): string {
    return join(`/proc/${this.#holder.pid}/root`, this.#folder);
  }

  /** Copies what is in a folder onto it. */
  copy(from: string): void {
    execFileSync("cp", ["-R", `${from}/.`, this.#reached]);
  }

  /** How a program is started that sees it. */
  launch({ command, args, env }: Launch): Launch {
    const enter = ["--target", String(this.#holder.pid), "--user", "--preserve-credentials", "--mount"];
    const user = [`--map-user=${SOMEBODY}`, `--map-group=${SOMEBODY}`];
    return { command: "nsenter", args: [...enter, "unshare", "--user", ...user, command, ...args], env };
  }

  /** Keeps it full for so long, whatever comes free meanwhile; `look` is called again and again. */
  async full(ms: number, look: () => void): Promise<void> {
    const path = join(this.#reached, BALLAST);
    const file = await open(path, "w");
    try {
      for (const until = performance.now() + ms; performance.now() < until; ) {
        await fill(file);
        look();
        await pause(LOOK_MS);
      }
    } finally {
      await file.close();
      await rm(path);
    }
  }

  close(): void {
    this.#holder.kill("SIGKILL");
  }
}
