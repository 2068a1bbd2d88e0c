import { openDatabase } from "../_core/database.ts";
import { readEnv } from "../_core/env.ts";
import { makeHandler } from "./handler.ts";
import { Passes } from "./passes.ts";
import { linksOn } from "./resolve.ts";
import { trustIn } from "./trust.ts";

const env = readEnv((name) => Deno.env.get(name), "TIDINGS_DB_URL");
const sql = openDatabase(env.TIDINGS_DB_URL, 8);
Deno.serve(makeHandler(linksOn(sql), new Passes(trustIn(sql))));
