import { openDatabase } from "../_core/database.ts";
import { readEnv } from "../_core/env.ts";
import { readMail } from "../_core/mail/settings.ts";
import { makeHandler } from "./handler.ts";

const setting = (name: string) => Deno.env.get(name);
const env = readEnv(setting);
Deno.serve(makeHandler(env, openDatabase(env.TIDINGS_DB_URL), readMail(setting)));
