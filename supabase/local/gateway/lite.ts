/** The embedded REST, Auth and Storage server (`@supabase/lite` on Postgres), with its gaps in the database mended. */
import { AsyncLocalStorage } from "node:async_hooks";
import { join } from "node:path";
import { App, setExperimental } from "@supabase/lite";
import { createPostgresConnection } from "@supabase/lite/postgres";
import { type Kysely, sql } from "kysely";
import type { GatewayEnv } from "./env.ts";
import { fileAdapter } from "./files.ts";
import { mailFolder, noTelephone } from "./mail.ts";
import { Refused } from "./refused.ts";

/** The caller's identity, as lite passes it to the connection. */
type Caller = {
  auth?: { uid?: string | null; role?: string; jwt?: Record<string, unknown> | null };
  storage?: { operation?: string | null };
};

/** The three private steps of lite's connection that are replaced here. */
type Steps = {
  ensureRlsContext(): Promise<boolean>;
  applyJwtSessionContext(db: Kysely<unknown>, caller: Caller): Promise<void>;
  applyRpcRequestGucs(db: Kysely<unknown>): Promise<void>;
};

/** What lite is being asked, and what a part of ours refused meanwhile: lite makes a 500 of whatever is thrown at it. */
const asked = new AsyncLocalStorage<{ request: Request; refused?: Refused }>();

/** The same work; a Refused that it throws is what the request ends with. */
function noting<Args extends unknown[], T>(
  work: (...args: Args) => Promise<T>,
): (...args: Args) => Promise<T> {
  return async (...args) => {
    try {
      return await work(...args);
    } catch (error) {
      const here = asked.getStore();
      if (here && error instanceof Refused) here.refused = error;
      throw error;
    }
  };
}

/** The settings that PostgREST makes for every request, in one round trip. */
async function settle(db: Kysely<unknown>, values: Record<string, string>): Promise<void> {
  const calls = Object.entries(values).map(([name, value]) => sql`set_config(${name}, ${value}, true)`);
  await sql`select ${sql.join(calls)}`.execute(db);
}

/** The request as PostgREST shows it to SQL. Header names are lower case. */
function requestFacts(): Record<string, string> {
  const { request } = asked.getStore() ?? {};
  if (!request) return {};
  return {
    "request.method": request.method,
    "request.path": new URL(request.url).pathname,
    "request.headers": JSON.stringify(Object.fromEntries(request.headers)),
  };
}

/**
 * Mends the connection:
 * - lite grants ALL on every table of every schema with row-level security to anon and authenticated, once after
 *   its start. That would undo the law's grants, so it is not done; the ground and the migrations grant.
 * - lite sets `request.headers` for rpc only. Policies and Storage need it too (`x-chat-user`, `x-tidings-source`).
 */
function mend(connection: object): void {
  const steps: Steps = {
    ensureRlsContext: async () => true,
    async applyJwtSessionContext(db, { auth, storage }) {
      const role = auth?.role || "anon";
      await settle(db, {
        role,
        "request.jwt.claim.sub": auth?.uid ?? "",
        "request.jwt.claim.role": role,
        "request.jwt.claims": auth?.jwt ? JSON.stringify(auth.jwt) : "",
        "storage.operation": storage?.operation ?? "",
        ...requestFacts(),
      });
    },
    applyRpcRequestGucs: (db) =>
      settle(db, { "response.status": "", "response.headers": "", ...requestFacts() }),
  };
  for (const name of Object.keys(steps)) {
    if (!(name in connection))
      throw new Error(`@supabase/lite has no ${name} to mend any more: look at its changes.`);
  }
  Object.assign(connection, steps);
}

/** Is it JSON already? A text that is none is the text itself, as PostgREST takes it: `{"input": "x"}`. */
function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

const json = {
  serialize: (value: unknown) => (typeof value === "string" && isJson(value) ? value : JSON.stringify(value)),
  parse: (text: string): unknown => JSON.parse(text),
};
/** lite hands a JSON argument of an rpc over as text; its driver would quote that text once more: a jsonb string. */
const JSON_ONCE = {
  json: { to: 114, from: [114], ...json },
  jsonb: { to: 3802, from: [3802], ...json },
};

/** The words of an error without what the caller sent: a number, a code or a token may be between quotes or in a filter. */
function withoutValues(code: string | undefined, text: string): string {
  const clean = text.replace(/(failed to parse [\w ]*)\(.*\)/s, "$1(…)").replace(/\d{7,}/g, "…");
  // Postgres' class 22 is "data exception": it quotes the data.
  return code?.startsWith("22") ? clean.replace(/"[^"]*"/g, '"…"') : clean;
}

/** One line for the log. A refusal is no failure of ours. */
function lineFor(said: unknown): string {
  if (!(said instanceof Error)) return withoutValues(undefined, String(said));
  const { code, where } = said as { code?: string; where?: string };
  if (code === "PGRST") return `refused (${where?.split("\n").at(-1)})`;
  return withoutValues(code, (code && `${code} ${said.message}`) || (said.stack ?? said.message));
}

/** The server as a function from a request to its answer (or a Refused), and a way to end its connections. */
export type Lite = { answer(request: Request): Promise<Response>; close(): Promise<void> };

/**
 * Builds the server on the database of `env`; objects lie in `$TIDINGS_HOME/storage`, mails in `$TIDINGS_HOME/mail`.
 * `bucketLimit`: the largest object of a bucket in bytes, if it has a limit.
 */
export async function openLite(
  env: GatewayEnv,
  api: string,
  bucketLimit: (bucket: string) => Promise<number | undefined>,
): Promise<Lite> {
  // Storage is behind a flag in this version of lite.
  setExperimental("storage", true);
  // It also prints every refused request in full.
  const { error } = console;
  console.error = (...said) => {
    // What a door of ours refused, the caller is told.
    if (!said.some((one) => one instanceof Refused)) error(said.map(lineFor).join(" "));
  };
  const connection = createPostgresConnection({
    url: env.GATEWAY_DB_URL,
    postgresOptions: { max: 24, idle_timeout: 20, onnotice: () => undefined, types: JSON_ONCE },
  });
  mend(connection);
  const app = new App({
    connection,
    api: { enabled: true, schemas: ["public"], extra_search_path: ["public", "extensions"], max_rows: 1000 },
    auth: {
      enabled: true,
      jwt_secret: env.GATEWAY_JWT_SECRET,
      publishable_key: env.SUPABASE_PUBLISHABLE_KEYS[0],
      secret_key: env.SUPABASE_SECRET_KEYS[0],
      site_url: env.GATEWAY_SITE_URL,
      email: { enable_confirmations: env.GATEWAY_CONFIRM_MAIL },
      minimum_password_length: 8,
    },
    storage: { enabled: true, file_size_limit: "50MiB" },
    studio: { enabled: false },
    options: {
      server: { admin: false, disableStudio: true },
      drivers: {
        email: mailFolder(env.TIDINGS_HOME, { site: env.GATEWAY_SITE_URL, api }),
        sms: noTelephone,
      },
    },
  } as ConstructorParameters<typeof App>[0]);
  const range = () => asked.getStore()?.request.headers.get("range") ?? undefined;
  const replaces = () => {
    const { request } = asked.getStore() ?? {};
    return request?.method === "PUT" || request?.headers.get("x-upsert") === "true";
  };
  const files = fileAdapter(join(env.TIDINGS_HOME, "storage"), range, replaces, bucketLimit);
  app._storageAdapter = {
    ...files,
    uploadObject: noting(files.uploadObject),
  } as unknown as typeof app._storageAdapter;
  await app.init();
  // The catalogue is read once, now, not while the first person waits for it.
  const { views } = await connection.introspect({ useCache: true });
  // lite searches the text of a view for casts to its own types, for each column, at each request: 5 of its 12 ms. Ours have none.
  for (const view of views) view.sql = "";
  return {
    answer: (request) =>
      asked.run({ request }, async () => {
        const answer = await app.fetch(request);
        const { refused } = asked.getStore() ?? {};
        if (refused) throw refused;
        return answer;
      }),
    close: () => connection.close(),
  };
}
