/**
 * `npm run setup -- <what>`: what anyone who deploys does once, in the database of SUPABASE_DB_URL: the role of the edge functions, the
 * bot's account and its key, the deployment's own addresses, and who runs it. Each may be repeated; a new password or key ends the former.
 */
import { createHash, randomBytes } from "node:crypto";
import { tlsFor } from "@tidings/shared/ground/tls.ts";
import postgres, { type Sql } from "postgres";
import { admitFunctions, layBot } from "./deployment.ts";
import { layPublicTemplates, type Put, TEMPLATES } from "./public_templates.ts";

const USAGE = `npm run setup -- functions
  gives tidings_functions a new password, and prints what the functions are told (TIDINGS_DB_URL)
npm run setup -- bot <email>
  makes the bot's account, or takes the one of this address, gives it a new key, and prints what the bot is told. The password is
  printed where the account is made now; that of an account that was there stays
npm run setup -- address <link url> <functions url>
  says where short links open and where functions are, e.g. https://<ref>.supabase.co/functions/v1/link https://<ref>.supabase.co/functions/v1
npm run setup -- proxies <number>
  says how many proxies of yours add the caller's address to x-forwarded-for (usually 1): limits count by address
npm run setup -- platform-admin <email>
  lets the account of this address, which has signed up in the panel, run the deployment: among other things, keep the public keys of phone vendors (in the terminal:
  npm run tidings -- vendor-key add <vendor> --jwk <file>), without which no card is shown
npm run setup -- templates
  lays the public templates and their pictures, or brings what a newer release has changed of them. What platform admins edited or deleted stays.
  Needs SUPABASE_URL and SUPABASE_SECRET_KEY, a secret key of the project, for Storage
npm run setup -- restored
  holds this database, because it was restored from a backup: nothing goes out until a platform admin has answered (docs/restore.md). A database that
  was recovered or loaded notices it by itself; a snapshot of the disk does not

  SUPABASE_DB_URL   the database's address as its owner (Project Settings → Database → Connection string)`;

/** What anyone who deploys has to put right: printed without a trace. */
class Wrong extends Error {}

/**
 * The address of the same database for the edge functions' role; a pooler's user keeps the project behind its dot. What the owner's machine
 * knows of certificates the functions do not, so `sslmode` is left out.
 */
export function functionsUrl(owner: string, password: string): string {
  const url = new URL(owner);
  const [, project] = decodeURIComponent(url.username).split(".");
  url.username = project ? `tidings_functions.${project}` : "tidings_functions";
  url.password = password;
  url.searchParams.delete("sslmode");
  return url.href;
}

/** The account of an address; null where nobody has signed up with it. */
async function accountOf(sql: Sql, email: string): Promise<string | null> {
  const [row] = await sql<{ id: string }[]>`select id from auth.users where lower(email) = lower(${email})`;
  return row?.id ?? null;
}

/** @throws Wrong where this is no address of mail */
function checkEmail(email: string): void {
  if (!/^[^\s@'"]+@[^\s@'"]+\.[^\s@'"]+$/.test(email))
    throw new Wrong(`This is no address of mail: ${email}. Write it as bot@your-company.example.`);
}

/**
 * Makes an account with a confirmed address, as Auth itself lays one: with an identity, and with texts where Auth reads no nulls.
 * Nobody reads mail for the bot, so it cannot sign up.
 */
async function layAccount(sql: Sql, email: string, password: string): Promise<string> {
  const [row] = await sql.begin(async (step) => {
    const made = await step<{ id: string }[]>`
      insert into auth.users (instance_id, id, aud, role, email, encrypted_password, email_confirmed_at, raw_app_meta_data, raw_user_meta_data,
        created_at, updated_at, confirmation_token, recovery_token, email_change, email_change_token_new)
      values ('00000000-0000-0000-0000-000000000000', gen_random_uuid(), 'authenticated', 'authenticated', lower(${email}),
        extensions.crypt(${password}, extensions.gen_salt('bf')), now(), '{"provider": "email", "providers": ["email"]}', '{"name": "Tidings"}',
        now(), now(), '', '', '', '') returning id`;
    await step`
      insert into auth.identities (provider, provider_id, user_id, identity_data, last_sign_in_at, created_at, updated_at)
      select 'email', u.id::text, u.id, jsonb_build_object('sub', u.id::text, 'email', u.email, 'email_verified', true), now(), now(), now()
      from auth.users u where u.id = ${made[0]?.id ?? null}`;
    return made;
  });
  if (!row) throw new Error("the account was not made");
  return row.id;
}

/** How the Management API tells a secret from another without showing it: the SHA-256 of its value in hex. */
export const digestOf = (value: string): string => createHash("sha256").update(value).digest("hex");

/**
 * Gives the role of the functions a new password. Answers the address that they are told (TIDINGS_DB_URL), and keeps its digest, so that
 * a deployment can see whether they were told it.
 */
export async function layFunctionsAccount(sql: Sql, owner: string): Promise<string> {
  const password = randomBytes(24).toString("base64url");
  const url = functionsUrl(owner, password);
  await sql.begin(async (step) => {
    await admitFunctions(step, password);
    await step`update private.deployment set functions_secret = ${digestOf(url)}`;
  });
  return url;
}

async function functions(sql: Sql, owner: string): Promise<string> {
  return `npx supabase secrets set 'TIDINGS_DB_URL=${await layFunctionsAccount(sql, owner)}'`;
}

async function bot(sql: Sql, email: string): Promise<string> {
  checkEmail(email);
  const known = await accountOf(sql, email);
  const [member] = await sql`select from public.members where user_id = ${known} limit 1`;
  if (member)
    throw new Wrong(
      `${email} is a member of an enterprise. The bot needs an account of its own, without rights.`,
    );
  const password = randomBytes(24).toString("base64url");
  if (known === null) await layAccount(sql, email, password);
  const key = randomBytes(32).toString("hex");
  await layBot(sql, email, key);
  const told = known === null ? ` TIDINGS_BOT_PASSWORD=${password}` : "";
  return `export TIDINGS_BOT_EMAIL=${email}${told} TIDINGS_BOT_KEY=${key}`;
}

async function address(sql: Sql, links: string, calls: string): Promise<string> {
  for (const url of [links, calls])
    if (!/^https?:$/.test(URL.parse(url)?.protocol ?? ""))
      throw new Wrong(`This is no address of the web: ${url}. Write it whole, with https://`);
  await sql`select private.set_deployment(${links}, ${calls})`;
  return `Short links open at ${links}, functions are at ${calls}.`;
}

async function proxies(sql: Sql, typed: string): Promise<string> {
  const hops = Number(typed);
  if (!Number.isInteger(hops) || hops < 1 || hops > 20)
    throw new Wrong(`This is no number of proxies: ${typed}. It is from 1 to 20.`);
  const [row] = await sql`update private.deployment set trusted_hops = ${hops} returning one`;
  if (!row) throw new Wrong("Say first where links and functions are: npm run setup -- address.");
  return `The caller's address is taken from the last ${hops === 1 ? "proxy" : `${hops} proxies`}.`;
}

async function platformAdmin(sql: Sql, email: string): Promise<string> {
  const account = await accountOf(sql, email);
  if (account === null)
    throw new Wrong(
      `No account has the address ${email}. Sign up with it in the panel first, then run this again.`,
    );
  const [isBot] = await sql`select from private.bots where user_id = ${account}`;
  if (isBot) throw new Wrong(`${email} is the bot's account, which runs nothing. Name a person's.`);
  await sql`insert into private.platform_admins (user_id) values (${account}) on conflict do nothing`;
  return `${email} runs this deployment now.`;
}

async function restored(sql: Sql): Promise<string> {
  await sql`select private.hold_copy('operator')`;
  const [row] = await sql<
    { known: Date | null }[]
  >`select known_until as known from public.restores where state = 'open'`;
  const until = row?.known?.toISOString() ?? "no turn of the clock";
  return `Nothing goes out of this database now. It knows what happened until ${until}.
Start the bot and answer in the panel (/restores), or: npm run tidings -- restore list`;
}

/** @throws Wrong where Storage takes none */
function storageOf({ SUPABASE_URL: url, SUPABASE_SECRET_KEY: key }: NodeJS.ProcessEnv): Put {
  if (!url || !URL.canParse(url) || !key)
    throw new Wrong(
      "Pictures go to Storage: set SUPABASE_URL and SUPABASE_SECRET_KEY (Project Settings → API Keys).",
    );
  return async (path, content, type) => {
    // A legacy key is a token; the gateway makes one of the others.
    const token: Record<string, string> = key.startsWith("sb_") ? {} : { authorization: `Bearer ${key}` };
    const headers = { apikey: key, ...token, "content-type": type, "x-upsert": "true" };
    const answer = await fetch(`${url}/storage/v1/object/media/${path}`, {
      method: "POST",
      headers,
      body: content,
    });
    if (!answer.ok)
      throw new Wrong(`Storage answered ${answer.status}: ${(await answer.text()).slice(0, 200)}`);
  };
}

async function templates(sql: Sql): Promise<string> {
  const put = storageOf(process.env);
  const fresh = await sql.begin((step) => layPublicTemplates(step, put));
  return `${TEMPLATES.length} public templates are there, ${fresh} of their pictures and films are new.`;
}

/** What is done for these words of the command line; undefined where they are none of ours. */
function taskOf([what, ...rest]: string[], owner: string): ((sql: Sql) => Promise<string>) | undefined {
  const [one = "", other = ""] = rest;
  const called = `${what} ${rest.length}`;
  if (called === "functions 0") return (sql) => functions(sql, owner);
  if (called === "bot 1") return (sql) => bot(sql, one);
  if (called === "address 2") return (sql) => address(sql, one, other);
  if (called === "proxies 1") return (sql) => proxies(sql, one);
  if (called === "restored 0") return restored;
  if (called === "templates 0") return templates;
  if (called === "platform-admin 1") return (sql) => platformAdmin(sql, one);
  return undefined;
}

async function main(words: string[], owner: string | undefined): Promise<number> {
  const task = owner && URL.canParse(owner) ? taskOf(words, owner) : undefined;
  if (!owner || !task) {
    console.error(owner ? USAGE : `SUPABASE_DB_URL is not set.\n\n${USAGE}`);
    return 2;
  }
  const sql = postgres(owner, { max: 1, ...tlsFor(owner), connect_timeout: 10, onnotice: () => undefined });
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
