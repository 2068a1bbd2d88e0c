/** The door of the running bot for commands that are typed on its machine: they need not load what the bot has loaded already. */
import { chmod, mkdir, rename, rm, stat } from "node:fs/promises";
import { connect, createServer, type Socket } from "node:net";
import { dirname, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import type { Project } from "../../data/database.ts";
import { log } from "../../ground/log.ts";
import { type Remote, remoteConsole } from "./remote.ts";
import { frame, frames, type Said, socketPath, versionOf } from "./socket.mjs";
import { runTyped } from "./terminal.ts";

const ROOT = fileURLToPath(new URL("../../../../", import.meta.url));

/** What a command sends at once: pieces of a file of 256 kB, keys, its words. A longer message is none of it. */
const MOST = 4 * 1024 * 1024;

/** Runs a command whose console is at the other end, until it or the one who typed it has ended. */
async function run({ console, exit }: Remote, command: typeof runTyped): Promise<void> {
  try {
    await exit(await command(console));
  } catch (error) {
    if (console.ended.aborted) return; // they left with Ctrl-C: there is nobody to tell
    log.error("terminal.broken", error);
    console.aside.write(`${error instanceof Error ? error.message : String(error)}\n`);
    await exit(1);
  }
}

/** What a door is opened for. */
interface House {
  readonly home: string;
  readonly version: string;
  readonly project: Project;
  readonly command: typeof runTyped;
}

/** A command is run where it is of this code, and of this project if it names one. */
function serve(socket: Socket, { home, version, project, command }: House): void {
  let remote: Remote | null = null;
  const take = (said: Said, body: Buffer) => {
    if (said.is === "hello") {
      const { url, key } = said;
      const isHere = (url === null && key === null) || (url === project.url && key === project.key);
      socket.write(frame({ is: said.version === version && isHere ? "ready" : "other" }));
    } else if (said.is === "begin" && remote === null) {
      remote = remoteConsole(socket, said, home);
      void run(remote, command);
    } else remote?.take(said, body);
  };
  const read = frames(take, MOST);
  socket.on("error", () => {}); // followed by "close", which ends the command
  socket.on("data", (chunk) => {
    try {
      read(chunk);
    } catch (error) {
      log.error("terminal.unread", error);
      socket.destroy();
    }
  });
}

/** Does another bot answer here? */
const isTaken = (path: string): Promise<boolean> =>
  new Promise((resolved) => {
    const other = connect(path);
    other.once("error", () => resolved(false));
    other.once("connect", () => {
      other.destroy();
      resolved(true);
    });
  });

/** A bot that listens for commands. */
export interface Door {
  close(): Promise<void>;
}

const NO_DOOR: Door = { close: async () => {} };

/**
 * Listens at TIDINGS_HOME/run/terminal.sock, for this user alone. A bot that was given no home has none, and of two bots of one home the
 * first has it: commands then run in processes of their own, as they do where the path is longer than a socket's may be.
 */
export async function openDoor(
  project: Project,
  env: NodeJS.ProcessEnv = process.env,
  command = runTyped,
): Promise<Door> {
  if (!env.TIDINGS_HOME) return NO_DOOR;
  const home = resolve(ROOT, env.TIDINGS_HOME);
  const path = socketPath(home);
  const house = { home, version: versionOf(ROOT), project, command };
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.once("close", () => sockets.delete(socket));
    serve(socket, house);
  });
  try {
    await mkdir(dirname(path), { recursive: true, mode: 0o700 });
    await chmod(dirname(path), 0o700);
    if (await isTaken(path)) return NO_DOOR;
    // Anyone who looks for the socket finds one that listens, and is for this user alone.
    const own = `${path}.${process.pid}`;
    await rm(own, { force: true });
    await new Promise<void>((done, failed) => server.once("error", failed).listen(own, done));
    await chmod(own, 0o600);
    await rename(own, path);
  } catch (error) {
    log.error("terminal.door", error);
    server.close();
    return NO_DOOR;
  }
  const { ino } = await stat(path);
  return {
    async close() {
      server.close();
      for (const socket of sockets) socket.destroy();
      const now = await stat(path).catch(() => null);
      if (now?.ino === ino) await rm(path, { force: true });
    },
  };
}
