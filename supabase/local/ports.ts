/** Ports: whether one is free, who holds it, and finding free ones. */
import { execFileSync } from "node:child_process";
import { randomInt } from "node:crypto";
import { readdirSync, readFileSync, readlinkSync } from "node:fs";
import { createServer } from "node:net";
import { basename } from "node:path";

/** Whether nobody listens on `port` of 127.0.0.1. It is listened on for a moment to find out. */
export function isFree(port: number): Promise<boolean> {
  return new Promise((done, fail) => {
    const server = createServer();
    server.once("error", (error: NodeJS.ErrnoException) =>
      error.code === "EADDRINUSE" ? done(false) : fail(error),
    );
    server.listen({ port, host: "127.0.0.1", exclusive: true }, () => server.close(() => done(true)));
  });
}

/**
 * Where free ports are looked for: below those from which the systems take one for every connection that goes out. Of that range one is free
 * now, and a moment later another program's connection has it.
 */
const [FIRST, LAST] = [20_000, 32_000];

/** `count` different ports, free now. Another copy may take one before we do; its start then fails and is repeated. */
export async function freePorts(count: number): Promise<number[]> {
  const found = new Set<number>();
  for (let tries = 0; found.size < count; tries += 1) {
    if (tries > LAST - FIRST) throw new Error(`No ${count} ports between ${FIRST} and ${LAST} are free.`);
    const port = randomInt(FIRST, LAST);
    if (!found.has(port) && (await isFree(port))) found.add(port);
  }
  return [...found];
}

/** The listening socket's inode on Linux, from the kernel's own table. */
function inodeOf(port: number): string | undefined {
  const wanted = `:${port.toString(16).toUpperCase().padStart(4, "0")}`;
  for (const table of ["/proc/net/tcp", "/proc/net/tcp6"]) {
    for (const line of readFileSync(table, "utf8").split("\n").slice(1)) {
      const [, local = "", , state, , , , , , inode] = line.trim().split(/\s+/);
      if (state === "0A" && local.endsWith(wanted)) return inode;
    }
  }
  return undefined;
}

function holderOnLinux(port: number): string | undefined {
  const inode = inodeOf(port);
  for (const pid of inode ? readdirSync("/proc").filter((name) => /^\d+$/.test(name)) : []) {
    try {
      const holds = readdirSync(`/proc/${pid}/fd`).some((fd) => {
        return readlinkSync(`/proc/${pid}/fd/${fd}`) === `socket:[${inode}]`;
      });
      // Not /proc/<pid>/comm, which is the name of a thread: Node calls its own MainThread.
      const [program = ""] = readFileSync(`/proc/${pid}/cmdline`, "utf8").split(/[\0 ]/);
      if (holds) return `${basename(program)}, pid ${pid}`;
    } catch {
      // A process of another user, or one that has just ended: not ours to look into.
    }
  }
  return undefined;
}

/** Who listens on `port`, for a person to read (`node, pid 123`); undefined when it cannot be found out. */
export function holderOf(port: number): string | undefined {
  try {
    if (process.platform === "linux") return holderOnLinux(port);
    const said = execFileSync("lsof", ["-nP", `-iTCP:${port}`, "-sTCP:LISTEN", "-Fpc"], {
      encoding: "utf8",
      stdio: "pipe",
    });
    const [, pid, name] = /p(\d+)\nc(.+)/.exec(said) ?? [];
    return pid ? `${name}, pid ${pid}` : undefined;
  } catch {
    // The machine does not say; the message does without.
    return undefined;
  }
}
