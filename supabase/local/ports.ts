/** Who holds a port. */
import { execFileSync } from "node:child_process";
import { readdirSync, readFileSync, readlinkSync } from "node:fs";
import { basename } from "node:path";

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
