/** What the database is told of its deployment: its addresses, the password of the functions' role, and which account is the bot. */
import type postgres from "postgres";
import { addressesOf, BOT_EMAIL, type Copy } from "./parts.ts";

/** Tells the database where this copy's parts are; the migrations say whether they want to know. */
async function setDeployment(sql: postgres.Sql, { env, secrets }: Copy): Promise<void> {
  const [known] =
    await sql`select to_regprocedure('private.set_deployment(text,text,text,text,text)') is not null as yes`;
  if (!known?.yes) return;
  const { api, carrier } = addressesOf(env);
  await sql`select private.set_deployment(${`${api}/l`}, ${`${api}/functions/v1`}, ${carrier},
    ${secrets.carrierKey}, ${secrets.webhookSecret})`;
}

/** Gives the role of the edge functions its password, as `npm run setup` does on hosted Supabase. */
export async function admitFunctions(sql: postgres.ISql, password: string): Promise<void> {
  await sql.unsafe(`alter role tidings_functions password '${password.replaceAll("'", "''")}'`);
}

/** Makes the account of this address the bot, which signs for whom it speaks with this key (32 bytes in hex). The former key ends. */
export async function layBot(sql: postgres.Sql, email: string, key: string): Promise<void> {
  await sql`insert into private.bots (user_id, key) select u.id, decode(${key}, 'hex') from auth.users u where lower(u.email) = lower(${email})
    on conflict (user_id) do update set key = excluded.key`;
}

/** Tells the database of this copy, at every start: `npm run setup` may have told it something else since the last one. */
export async function tellCopy(sql: postgres.Sql, copy: Copy): Promise<void> {
  await setDeployment(sql, copy);
  await admitFunctions(sql, copy.secrets.functionsPassword);
  await layBot(sql, BOT_EMAIL, copy.secrets.botKey);
}
