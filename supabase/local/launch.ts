/** How to run a program of Postgres, which refuses to run as root. */
import { execFileSync, spawnSync } from "node:child_process";
import { stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import { movedClock } from "./moved_clock.ts";

/** A command line for one of the server's programs, with the user it must run as. */
export type Launch = { command: string; args: string[]; uid?: number; gid?: number; env: NodeJS.ProcessEnv };

/**
 * The user Postgres must run as. Postgres refuses to be root, so under root it runs as `postgres`, or as `nobody`,
 * which every Linux and macOS has: nothing is added to the machine. An existing data folder keeps its owner.
 */
export async function runAs(dataDir: string): Promise<{ uid: number; gid: number } | undefined> {
  if (process.getuid?.() !== 0) return undefined;
  const owner = await stat(dataDir).catch(() => undefined);
  if (owner && owner.uid !== 0) return { uid: owner.uid, gid: owner.gid };
  for (const name of ["postgres", "nobody"]) {
    try {
      const id = (flag: string) =>
        Number(execFileSync("id", [flag, name], { encoding: "utf8", stdio: "pipe" }));
      return { uid: id("-u"), gid: id("-g") };
    } catch {
      // This machine does not have that user: the next name is tried, and the end of the list throws.
    }
  }
  throw new Error(
    "Postgres cannot run as root, and this machine has neither a user `postgres` nor `nobody`.",
  );
}

/** Whether `user` can run `command` and work in `dataDir`, reached by `through` (a prefix of the command line). */
function canEnter(
  through: string[],
  user: { uid: number; gid: number } | object,
  command: string,
  dataDir: string,
): boolean {
  const ask = ["/bin/sh", "-c", 'test -x "$1" && cd "$2" && test -w .', "sh", command, dataDir];
  const [program = "", ...args] = [...through, ...ask];
  return spawnSync(program, args, { ...user, stdio: "ignore", cwd: "/" }).status === 0;
}

/**
 * A launch that works under root too. A clone under /root is closed to every other user, so where the chosen
 * user cannot enter, `setpriv` lends the server the one capability that lets it pass (Linux); the secure bit keeps
 * that capability in access(2), which Postgres asks about its own files.
 */
export async function launchOf(command: string, args: string[], dataDir: string): Promise<Launch> {
  const env = { PATH: process.env.PATH, LC_ALL: "C", TZ: "UTC", HOME: tmpdir(), ...movedClock() };
  const user = await runAs(dataDir);
  if (!user) return { command, args, env };
  if (canEnter([], user, command, dataDir)) return { command, args, ...user, env };
  const lend = [
    "--securebits=+no_setuid_fixup",
    `--reuid=${user.uid}`,
    `--regid=${user.gid}`,
    "--clear-groups",
  ];
  const through = ["setpriv", ...lend, "--inh-caps=+dac_override", "--ambient-caps=+dac_override"];
  if (canEnter(through, {}, command, dataDir)) {
    return { command: "setpriv", args: [...through.slice(1), command, ...args], env };
  }
  throw new Error(
    `Postgres must not run as root, and the user it runs as (uid ${user.uid}) cannot enter ${command} or ${dataDir}. ` +
      "Move the repository out of root's own folder, or start it as another user.",
  );
}
