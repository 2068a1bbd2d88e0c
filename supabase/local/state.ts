/** One live copy per TIDINGS_HOME: the claim on the folder, and what `npm run status` reads. */
import { copyFile, link, mkdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { z } from "zod";
import { bornOf, lives } from "./processes.ts";

const claim = z.object({ pid: z.number(), born: z.string() });
const state = claim.extend({
  API_URL: z.string(),
  PUBLISHABLE_KEY: z.string(),
  SECRET_KEY: z.string(),
  DB_URL: z.string(),
  ADMIN_URL: z.string(),
  CARRIER_URL: z.string(),
  BOT_URL: z.string(),
});

/** What a running copy tells of itself. */
export type State = z.infer<typeof state>;
/** The same without the process: what `status` prints. */
export type Facts = Omit<State, "pid" | "born">;

/** Longer than a process takes from reading a claim to putting its own in the place of it. */
const TAKEN_OVER_MS = 300;

const lockFile = (home: string) => join(home, "run", "lock.json");
const stateFile = (home: string) => join(home, "run", "state.json");

async function readAs<T>(path: string, shape: z.ZodType<T>): Promise<T | undefined> {
  const text = await readFile(path, "utf8").catch(() => undefined);
  try {
    return text === undefined ? undefined : shape.parse(JSON.parse(text));
  } catch {
    // Cut short by a crash: it says nothing about a live copy.
    return undefined;
  }
}

/**
 * Claims the folder for this process. Answers the pid of a live copy that has it already, or undefined when the
 * claim is ours. A claim whose process is gone (or is another process by now) is taken over.
 */
export async function claimHome(home: string): Promise<number | undefined> {
  await mkdir(join(home, "run"), { recursive: true });
  const draft = `${lockFile(home)}.${process.pid}`;
  await writeFile(draft, JSON.stringify({ pid: process.pid, born: bornOf(process.pid) }));
  try {
    for (;;) {
      try {
        // link() is atomic and fails if the file exists: of two processes that claim at once, one succeeds.
        await link(draft, lockFile(home));
        return undefined;
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
      }
      const holder = await readAs(lockFile(home), claim);
      if (holder && lives(holder)) return holder.pid;
      // Of several that find it dead each puts its own claim there, and the last one has the folder.
      await copyFile(draft, `${draft}.over`);
      await rename(`${draft}.over`, lockFile(home));
      await pause(TAKEN_OVER_MS);
      const now = await readAs(lockFile(home), claim);
      if (now?.pid === process.pid && lives(now)) return undefined;
    }
  } finally {
    await rm(draft, { force: true });
  }
}

/** Gives the folder back. */
export async function leaveHome(home: string): Promise<void> {
  await rm(stateFile(home), { force: true });
  await rm(lockFile(home), { force: true });
}

/** Tells what runs here. */
export async function publish(home: string, facts: Facts): Promise<void> {
  const draft = `${stateFile(home)}.draft`;
  const born = bornOf(process.pid) ?? "";
  await writeFile(draft, JSON.stringify({ ...facts, pid: process.pid, born } satisfies State), {
    mode: 0o600,
  });
  await rename(draft, stateFile(home));
}

/** The facts of the copy that runs on `home`, or undefined when none lives. */
export async function running(home: string): Promise<Facts | undefined> {
  const read = await readAs(stateFile(home), state);
  if (!read || !lives(read)) return undefined;
  const { pid: _pid, born: _born, ...facts } = read;
  return facts;
}
