/** A thread that does nothing but hash passwords: 50 to 100 ms of a core each, which nobody else waits for. */
import { setPriority } from "node:os";
import { platform } from "node:process";
import { parentPort } from "node:worker_threads";
import bcrypt from "bcryptjs";

/** What is hashed, or compared with a hash. */
export type Job = { text: string; with: { cost: number | string } | { hash: string } };

// On Linux a priority is a thread's own: reads come before guesses on a machine with few cores. Elsewhere it would be the whole process's.
if (platform === "linux") setPriority(19);

parentPort?.on("message", (job: Job) => {
  try {
    const value =
      "hash" in job.with
        ? bcrypt.compareSync(job.text, job.with.hash)
        : bcrypt.hashSync(job.text, job.with.cost);
    parentPort?.postMessage({ value });
  } catch (error) {
    parentPort?.postMessage({ error: error instanceof Error ? error.message : String(error) });
  }
});
