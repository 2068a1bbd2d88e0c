import { openDatabase } from "../_core/database.ts";
import { limitOn } from "../_core/door/served.ts";
import { Strangers } from "../_core/door/strangers.ts";
import { readEnv } from "../_core/env.ts";
import { Passes } from "../_core/vendors/passes.ts";
import { trustIn } from "../_core/vendors/trust.ts";
import { accountsOn } from "./accounts.ts";
import { makeHandler } from "./handler.ts";

const env = readEnv((name) => Deno.env.get(name), "TIDINGS_DB_URL");
const sql = openDatabase(env.TIDINGS_DB_URL);
Deno.serve(
  makeHandler(accountsOn(sql), new Passes(trustIn(sql)), new Strangers(limitOn(sql, "show_account"))),
);
