import { openDatabase } from "../_core/database.ts";
import { readEnv } from "../_core/env.ts";
import { makeHandler } from "./handler.ts";
import { ledgerOn } from "./ledger.ts";
import { sendTests } from "./test_message.ts";

const env = readEnv((name) => Deno.env.get(name));
const sql = openDatabase(env.TIDINGS_DB_URL, 8);
Deno.serve(makeHandler(env, ledgerOn(sql), () => sendTests(sql)));
