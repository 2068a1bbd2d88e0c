/** The thread of `ensureLaid`: brings the database up to date, and ends. */
import { parentPort, workerData } from "node:worker_threads";
import { layDatabase } from "./database.ts";
import { MigrationRefused } from "./migrate.ts";
import type { Copy } from "./parts.ts";

const { copy, wanted } = workerData as { copy: Copy; wanted: string };
try {
  await layDatabase(copy, wanted);
} catch (error) {
  // An error loses its class on the way out of a thread.
  if (!(error instanceof MigrationRefused)) throw error;
  parentPort?.postMessage({ refused: error.message });
}
