import { openDatabase } from "../_core/database.ts";
import { readEnv } from "../_core/env.ts";
import { makeHandler } from "./handler.ts";

const env = readEnv((name) => Deno.env.get(name));
Deno.serve(makeHandler(env, openDatabase(env.TIDINGS_DB_URL)));
