/** Where the tests of one run keep what they throw away: in memory, where the machine has enough of it. */
import { existsSync } from "node:fs";
import { chmod, mkdtemp, rm, statfs } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { HOME_MODE } from "../private.ts";

/** Linux keeps this folder in memory. */
const MEMORY = "/dev/shm";
/** All copies, databases and browsers of a run write less than half of this, in bytes. */
const ENOUGH = 8 * 2 ** 30;

/**
 * Makes the folder, and names it to this process and all that it starts. A copy of the prepared database is written there with a tenth
 * of the processor's time that a disk takes. Node and Deno find there what another test has had compiled, which is half of a start.
 */
export async function takeRoom(): Promise<{ folder: string; leave(): Promise<void> }> {
  const room = await mkdtemp(join((await inMemory()) ? MEMORY : tmpdir(), "tidings-room-"));
  // Under root Postgres runs as another user, who has to pass through.
  await chmod(room, HOME_MODE);
  Object.assign(process.env, {
    TMPDIR: room,
    NODE_COMPILE_CACHE: join(room, "node"),
    DENO_DIR: join(room, "deno"),
  });
  return { folder: room, leave: () => rm(room, { recursive: true, force: true }) };
}

async function inMemory(): Promise<boolean> {
  if (!existsSync(MEMORY)) return false;
  const { bavail, bsize } = await statfs(MEMORY);
  // A container may promise more of it than the machine has left.
  return Math.min(bavail * bsize, process.availableMemory()) >= ENOUGH;
}
