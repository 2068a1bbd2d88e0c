import { openDatabase } from "../_core/database.ts";
import { readEnv } from "../_core/env.ts";
import { makeHandler } from "./handler.ts";
import { recordsOn } from "./records.ts";
import { unsignedRecordsOn } from "./unsigned_records.ts";

const env = readEnv((name) => Deno.env.get(name), "TIDINGS_DB_URL");
const sql = openDatabase(env.TIDINGS_DB_URL);
Deno.serve(makeHandler(recordsOn(sql), unsignedRecordsOn(sql)));
