/** The part of the worker that posts to callbacks, as a process of its own that may ask this machine: a test kills it while it posts. */
import { randomUUID } from "node:crypto";
import { openDatabase } from "../../functions/_core/database.ts";
import { postCallbacks } from "../../worker/callback_work.ts";

const HERE = {
  resolve: async () => ["127.0.0.1"],
  allows: (_protocol: string, address: string) => address === "127.0.0.1",
};

await postCallbacks(
  openDatabase(process.env.TIDINGS_DB_URL ?? "", 2),
  randomUUID(),
  new AbortController().signal,
  HERE,
);
