import { openDatabase } from "../_core/database.ts";
import { readEnv } from "../_core/env.ts";
import { bucketOf } from "../_core/storage.ts";
import { makeHandler } from "./handler.ts";
import { objectsIn } from "./objects.ts";

const env = readEnv((name) => Deno.env.get(name));
// One connection for the tries: those of the imports may all be waiting for it.
const on = { sql: openDatabase(env.TIDINGS_DB_URL), tries: openDatabase(env.TIDINGS_DB_URL, 1) };
Deno.serve(makeHandler(env, on, objectsIn(bucketOf(env, "numbers"))));
