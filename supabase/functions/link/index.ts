import { openDatabase } from "../_core/database.ts";
import { readEnv } from "../_core/env.ts";
import { makeHandler } from "./handler.ts";
import { linksOn } from "./resolve.ts";

const env = readEnv((name) => Deno.env.get(name), "TIDINGS_DB_URL");
Deno.serve(makeHandler(linksOn(openDatabase(env.TIDINGS_DB_URL, 8))));
