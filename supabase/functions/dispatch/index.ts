import { openDatabase, withRetry } from "../_core/database.ts";
import { ledgerOn } from "../_core/dispatch/ledger.ts";
import { mintLedgerOn, mintLinks } from "../_core/dispatch/mint.ts";
import { sendTests } from "../_core/dispatch/test_message.ts";
import { readEnv } from "../_core/env.ts";
import { makeHandler } from "./handler.ts";

const env = readEnv((name) => Deno.env.get(name));
const sql = openDatabase(env.TIDINGS_DB_URL, 8);
const mints = mintLedgerOn(sql);
/** Receipts that came before their answer, of carriers that no worker serves. */
const tidy = () => withRetry(() => sql`select private.tidy_called()`);
Deno.serve(makeHandler(env, ledgerOn(sql), [() => sendTests(sql), () => mintLinks(mints), tidy]));
