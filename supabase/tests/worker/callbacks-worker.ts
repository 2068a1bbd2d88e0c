/** The part of the worker that posts to callbacks, as a process of its own that may ask this machine: a test kills it while it posts. */
import { openDatabase } from "../../functions/_core/database.ts";
import { postCallbacks } from "../../worker/callback_work.ts";

const { TIDINGS_DB_URL = "", HOLDER = "" } = process.env;

const HERE = {
  resolve: async () => ["127.0.0.1"],
  allows: (_protocol: string, address: string) => address === "127.0.0.1",
  patienceMs: 1_000,
};

await postCallbacks(openDatabase(TIDINGS_DB_URL, 4), HOLDER, new AbortController().signal, HERE);
