/**
 * `npm run setup -- <what>`: what whoever deploys does once, in the database of SUPABASE_DB_URL: the role of the edge functions, the
 * bot's account and its key, the deployment's own addresses, and who runs it. Each may be repeated; a new password or key ends the former.
 */
import { randomBytes } from "node:crypto";
import postgres, { type Sql } from "postgres";
import { admitFunctions, layBot } from "./database.ts";

const USAGE = `npm run setup -- functions
  gives tidings_functions a new password, and prints what the functions are told (TIDINGS_DB_URL)
npm run setup -- bot <email>
  makes the account of this address the bot, with a new key, and prints what the bot is told (TIDINGS_BOT_KEY)
npm run setup -- address <link url> <functions url>
  says where short links open and where functions are, e.g. https://<ref>.supabase.co/functions/v1/link https://<ref>.supabase.co/functions/v1
npm run setup -- platform-admin <email>
  lets the account of this address run the deployment: among other things, keep the public keys of phone vendors (in the terminal:
  npm run tidings -- vendor-key add <vendor> --jwk <file>), without which no card is shown

  SUPABASE_DB_URL   the database's address as its owner (Project Settings → Database → Connection string)`;

/** What whoever deploys has to put right: printed without a trace. */
class Wrong extends Error {}

/** The address of the same database for the edge functions' role; a pooler's user keeps the project behind its dot. */
export function functionsUrl(owner: string, password: string): string {
  const url = new URL(owner);
  const [, project] = decodeURIComponent(url.username).split(".");
  url.username = project ? `tidings_functions.${project}` : "tidings_functions";
  url.password = password;
  return url.href;
}

/** The account of an address, which somebody has to have made before. @throws Wrong where there is none */
async function accountOf(sql: Sql, email: string): Promise<string> {
  const [row] = await sql<{ id: string }[]>`select id from auth.users where lower(email) = lower(${email})`;
  if (row) return row.id;
  throw new Wrong(
    `No account has the address ${email}. Add it first (dashboard → Authentication → Add user), then run this again.`,
  );
}

async function functions(sql: Sql, owner: string): Promise<string> {
  const password = randomBytes(24).toString("base64url");
  await admitFunctions(sql, password);
  return `npx supabase secrets set 'TIDINGS_DB_URL=${functionsUrl(owner, password)}'`;
}

async function bot(sql: Sql, email: string): Promise<string> {
  const account = await accountOf(sql, email);
  const [member] = await sql`select from public.members where user_id = ${account} limit 1`;
  if (member)
    throw new Wrong(
      `${email} is a member of an enterprise. The bot needs an account of its own, without rights.`,
    );
  const key = randomBytes(32).toString("hex");
  await layBot(sql, email, key);
  return `export TIDINGS_BOT_EMAIL=${email} TIDINGS_BOT_KEY=${key}`;
}

async function address(sql: Sql, links: string, calls: string): Promise<string> {
  for (const url of [links, calls])
    if (!/^https?:$/.test(URL.parse(url)?.protocol ?? ""))
      throw new Wrong(`This is no address of the web: ${url}. Write it whole, with https://`);
  await sql`select private.set_deployment(${links}, ${calls})`;
  return `Short links open at ${links}, functions are at ${calls}.`;
}

async function platformAdmin(sql: Sql, email: string): Promise<string> {
  const account = await accountOf(sql, email);
  const [isBot] = await sql`select from private.bots where user_id = ${account}`;
  if (isBot) throw new Wrong(`${email} is the bot's account, which runs nothing. Name a person's.`);
  await sql`insert into private.platform_admins (user_id) values (${account}) on conflict do nothing`;
  return `${email} runs this deployment now.`;
}

/** What is done for these words of the command line; undefined where they are none of ours. */
function taskOf([what, ...rest]: string[], owner: string): ((sql: Sql) => Promise<string>) | undefined {
  const [one = "", other = ""] = rest;
  const called = `${what} ${rest.length}`;
  if (called === "functions 0") return (sql) => functions(sql, owner);
  if (called === "bot 1") return (sql) => bot(sql, one);
  if (called === "address 2") return (sql) => address(sql, one, other);
  if (called === "platform-admin 1") return (sql) => platformAdmin(sql, one);
  return undefined;
}

async function main(words: string[], owner: string | undefined): Promise<number> {
  const task = owner && URL.canParse(owner) ? taskOf(words, owner) : undefined;
  if (!owner || !task) {
    console.error(USAGE);
    return 2;
  }
  const sql = postgres(owner, { max: 1, ssl: "prefer", connect_timeout: 10, onnotice: () => undefined });
  try {
    console.log(await task(sql));
    return 0;
  } catch (error) {
    if (!(error instanceof Wrong)) throw error;
    console.error(error.message);
    return 1;
  } finally {
    await sql.end();
  }
}

if (import.meta.main) process.exitCode = await main(process.argv.slice(2), process.env.SUPABASE_DB_URL);
