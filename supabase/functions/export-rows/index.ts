import { openDatabase } from "../_core/database.ts";
import { readEnv } from "../_core/env.ts";
import { bucketOf } from "../_core/storage.ts";
import { makeHandler } from "./handler.ts";

const env = readEnv((name) => Deno.env.get(name));
const sql = openDatabase(env.TIDINGS_DB_URL);
Deno.serve(makeHandler(env, sql, bucketOf(env, "exports"), bucketOf(env, "numbers")));
