/** From an empty folder to a database with the law and the demo in it; on a later start only what is new. */
import { join } from "node:path";
import postgres from "postgres";
import { layAccounts } from "./demo_accounts.ts";
import { layBasic } from "./demo_basic.ts";
import { layFilings } from "./demo_filings.ts";
import { layKeys } from "./demo_keys.ts";
import { ROOT } from "./env.ts";
import { rememberLaid } from "./laid.ts";
import { layPast, migrate, seed } from "./migrate.ts";
import { layObject } from "./objects.ts";
import { addressesOf, BOT_EMAIL, type Copy } from "./parts.ts";
import { databaseUrl, layGround } from "./postgres.ts";
import { layPublicTemplates } from "./public_templates.ts";

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

/** Public templates are laid before the demo, whose own templates show their pictures. `home`: TIDINGS_HOME. */
export async function layTemplates(url: string, home: string): Promise<void> {
  const sql = postgres(url, { max: 1, onnotice: () => undefined });
  try {
    await sql.begin((step) =>
      layPublicTemplates(step, (path, content, type) => layObject(step, home, "media", path, content, type)),
    );
  } finally {
    await sql.end();
  }
}

/** Brings a running server up to date, and remembers what with. Throws when a migration or the seed fails. */
export async function layDatabase(copy: Copy, wanted: string): Promise<void> {
  const { env, secrets } = copy;
  const port = env.TIDINGS_DB_PORT;
  await layGround(port, secrets.databasePassword);
  const url = databaseUrl(port, secrets.databasePassword);
  await migrate(url);
  await layTemplates(url, env.TIDINGS_HOME);
  const fresh = await seed(url, join(ROOT, "supabase/seed.sql"), { bot_password: secrets.botPassword });
  const sql = postgres(url, { max: 1, onnotice: () => undefined });
  try {
    await setDeployment(sql, copy);
    await admitFunctions(sql, secrets.functionsPassword);
    await layBot(sql, BOT_EMAIL, secrets.botKey);
    if (fresh) {
      await layFilings(url, env.TIDINGS_HOME);
      await layAccounts(url, env.TIDINGS_HOME);
      await layBasic(url);
      await layKeys(url);
    }
    // Last: it moves back what there is, and the account has clicks in it.
    if (env.TIDINGS_DEMO === "past") await layPast(url);
    await rememberLaid(sql, wanted);
  } finally {
    await sql.end();
  }
}
