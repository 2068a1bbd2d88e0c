/** The processes of a copy and what each is told: the one place that knows their command lines. */
import { existsSync } from "node:fs";
import { readdir } from "node:fs/promises";
import { delimiter, dirname, join } from "node:path";
import type { Env } from "./env.ts";
import { ROOT } from "./env.ts";
import { dictionaries, functionCommand } from "./functions.ts";
import { isPatient } from "./patience.ts";
import { databaseUrl } from "./postgres.ts";
import type { Secrets } from "./secrets.ts";
import type { Part } from "./supervisor.ts";

const HOST = "127.0.0.1";

/** The bot's own account in the demo seed. */
export const BOT_EMAIL = "bot@tidings.test";

/** A copy: its settings, its secrets, and the inner port of each edge function. */
export type Copy = { env: Env; secrets: Secrets; functions: Record<string, number> };

/** The addresses of a copy. */
export const addressesOf = ({
  TIDINGS_API_PORT,
  TIDINGS_ADMIN_PORT,
  TIDINGS_CARRIER_PORT,
  TIDINGS_BOT_PORT,
}: Env) => ({
  api: `http://${HOST}:${TIDINGS_API_PORT}`,
  admin: `http://${HOST}:${TIDINGS_ADMIN_PORT}`,
  carrier: `http://${HOST}:${TIDINGS_CARRIER_PORT}`,
  bot: `http://${HOST}:${TIDINGS_BOT_PORT}`,
});

/**
 * Node parts run this very Node, wherever PATH points. It keeps what it has compiled where `npm start` says (NODE_COMPILE_CACHE): where
 * nothing changed, a part need not load the compiler that strips types, which takes 18 MB of each.
 */
function nodePart(name: string, script: string, flags: string[], env: Record<string, string>): Part {
  const path = [dirname(process.execPath), process.env.PATH].join(delimiter);
  return {
    name,
    command: process.execPath,
    args: [...flags, join(ROOT, script)],
    cwd: ROOT,
    env: { ...process.env, PATH: path, ...env },
  };
}

/**
 * The young generation of a part that was once busy keeps up to 64 MB; of 4 MB a half space it keeps 8 at most. At the start of the
 * gateway this costs no CPU that can be measured (0.90 s against 0.98) and leaves it 25 MB smaller.
 */
const SMALL_YOUNG = ["--max-semi-space-size=4"];

/** The edge functions there are: each folder of supabase/functions with an index.ts, `_core` and its like aside. */
export async function functionNames(): Promise<string[]> {
  const folder = join(ROOT, "supabase/functions");
  const entries = await readdir(folder, { withFileTypes: true }).catch(() => []);
  return entries
    .filter((entry) => entry.isDirectory() && !entry.name.startsWith("_"))
    .map(({ name }) => name)
    .filter((name) => existsSync(join(folder, name, "index.ts")));
}

/** The database as the role of the functions. */
const functionsUrl = (env: Env, secrets: Secrets) =>
  databaseUrl(env.TIDINGS_DB_PORT, secrets.functionsPassword, "tidings_functions");

/** Where people open the panel: behind a proxy by another address than its own. */
const panelUrlOf = (env: Env) => process.env.TIDINGS_PANEL_URL || addressesOf(env).admin;

/** An edge function in its own Deno. */
function functionPart({ env, secrets, functions }: Copy, name: string): Part {
  const place = {
    port: functions[name] ?? 0,
    cache: process.env.DENO_DIR ?? join(env.TIDINGS_HOME, "deno"),
    SUPABASE_URL: addressesOf(env).api,
    ...dictionaries(secrets),
    TIDINGS_DB_URL: functionsUrl(env, secrets),
    TIDINGS_SMTP_URL: env.TIDINGS_SMTP_URL,
    TIDINGS_MAIL_FROM: env.TIDINGS_MAIL_FROM,
    TIDINGS_PANEL_URL: panelUrlOf(env),
  };
  return { name: `fn-${name}`, patient: isPatient(name), ...functionCommand(name, place) };
}

function carrierPart({ env, secrets }: Copy): Part {
  const told = {
    TIDINGS_HOME: env.TIDINGS_HOME,
    TIDINGS_CARRIER_PORT: String(env.TIDINGS_CARRIER_PORT),
    CARRIER_KEY: secrets.carrierKey,
    CARRIER_WEBHOOK_SECRET: secrets.webhookSecret,
  };
  // A real one has a machine of its own.
  return { ...nodePart("carrier", "supabase/local/carrier/main.ts", [], told), patient: true };
}

/** Whoever starts a copy may have keys of a project in the environment: these parts get none of them. */
const NO_SECRET_KEY = { SUPABASE_SECRET_KEY: "", SUPABASE_SECRET_KEYS: "", SUPABASE_SERVICE_ROLE_KEY: "" };

/** The chat bot. It holds no secret key: it signs in with its own account. */
export function botPart(
  env: Env,
  url: string,
  key: string,
  account: { email: string; password: string; key: string },
): Part {
  return nodePart("bot", "bot/src/main.ts", SMALL_YOUNG, {
    SUPABASE_URL: url,
    SUPABASE_PUBLISHABLE_KEY: key,
    TIDINGS_BOT_EMAIL: account.email,
    TIDINGS_BOT_PASSWORD: account.password,
    TIDINGS_BOT_KEY: account.key,
    TIDINGS_BOT_PORT: String(env.TIDINGS_BOT_PORT),
    TIDINGS_PANEL_URL: panelUrlOf(env),
    TIDINGS_HOME: env.TIDINGS_HOME,
    ...NO_SECRET_KEY,
  });
}

/** What lives longer than a request: connections of carriers. It signs in as the functions do, and is told nothing else. */
export function workerPart(env: Env, database: string): Part {
  const told = { TIDINGS_HOME: env.TIDINGS_HOME, TIDINGS_DB_URL: database, ...NO_SECRET_KEY };
  return { ...nodePart("worker", "supabase/worker/main.ts", [], told), patient: true };
}

/** The panel. `demo` shows the demo's people on the sign-in page. */
export function adminPart(env: Env, url: string, key: string, demo: boolean): Part {
  return nodePart("admin", "supabase/local/panel/main.ts", [], {
    TIDINGS_HOME: env.TIDINGS_HOME,
    TIDINGS_PANEL: env.TIDINGS_PANEL,
    TIDINGS_ADMIN_HOST: env.TIDINGS_ADMIN_HOST,
    TIDINGS_ADMIN_PORT: String(env.TIDINGS_ADMIN_PORT),
    SUPABASE_URL: url,
    SUPABASE_PUBLISHABLE_KEY: key,
    ...NO_SECRET_KEY,
    TIDINGS_DEMO: demo ? "1" : "",
  });
}

/** Name → address that answers when the part is ready. */
function probesOf({ env, functions }: Copy): Record<string, string> {
  const at = addressesOf(env);
  const ports = Object.entries(functions).map(([name, port]) => [
    `fn-${name}`,
    `http://${HOST}:${port}/${name}`,
  ]);
  const outer = { carrier: `${at.carrier}/v1/health`, bot: `${at.bot}/healthz`, admin: `${at.admin}/` };
  return { ...Object.fromEntries(ports), ...outer };
}

function gatewayPart(copy: Copy): Part {
  const { env, secrets, functions } = copy;
  return nodePart("gateway", "supabase/local/gateway/main.ts", SMALL_YOUNG, {
    TIDINGS_HOME: env.TIDINGS_HOME,
    TIDINGS_API_PORT: String(env.TIDINGS_API_PORT),
    GATEWAY_DB_URL: databaseUrl(env.TIDINGS_DB_PORT, secrets.databasePassword, "lite"),
    GATEWAY_JWT_SECRET: secrets.jwtSecret,
    GATEWAY_SITE_URL: addressesOf(env).admin,
    GATEWAY_CONFIRM_MAIL: env.TIDINGS_CONFIRM_MAIL,
    GATEWAY_FUNCTIONS: JSON.stringify(functions),
    GATEWAY_PROBES: JSON.stringify(probesOf(copy)),
    ...dictionaries(secrets),
  });
}

/** The edge functions of a copy, by name. */
export const functionParts = (copy: Copy): ReadonlyMap<string, Part> =>
  new Map(Object.keys(copy.functions).map((name) => [name, functionPart(copy, name)]));

/** Everything else that runs on the embedded database, in the order of starting: the panel first. */
export function partsOf(copy: Copy): [panel: Part, carrier: Part, gateway: Part, ...Part[]] {
  const { env, secrets } = copy;
  const { api } = addressesOf(env);
  return [
    adminPart(env, api, secrets.publishableKey, true),
    carrierPart(copy),
    gatewayPart(copy),
    workerPart(env, functionsUrl(env, secrets)),
    botPart(env, api, secrets.publishableKey, {
      email: BOT_EMAIL,
      password: secrets.botPassword,
      key: secrets.botKey,
    }),
  ];
}
