/**
 * A fresh database for a test file, with the migrations and the demo seed. People act through the API's
 * own roles, claims and headers, set as PostgREST sets them: what a person cannot do here, they cannot do by any client.
 */
import { createHmac, randomUUID } from "node:crypto";
import { after } from "node:test";
import postgres, { type Sql } from "postgres";
import { admitFunctions, layBot } from "../local/deployment.ts";
import { BOT_EMAIL } from "../local/parts.ts";
import { copyWithin, ownServer } from "./servers.ts";

export const PEOPLE = {
  alice: "a11ce000-0000-4000-8000-000000000001",
  bob: "b0b00000-0000-4000-8000-000000000002",
  carol: "ca201000-0000-4000-8000-000000000003",
  dan: "da000000-0000-4000-8000-000000000004",
  mallory: "3a110000-0000-4000-8000-000000000005",
  bot: "b0700000-0000-4000-8000-000000000006",
  /** Has an account, and belongs to no enterprise. */
  erin: "e2100000-0000-4000-8000-000000000007",
  /** As erin. */
  frank: "f2a20000-0000-4000-8000-000000000009",
  /** Runs the deployment, and belongs to no enterprise. */
  olga: "01a00000-0000-4000-8000-000000000008",
} as const;

export type Person = keyof typeof PEOPLE;
export type Refusal = { code: string; message: string; details: string; hint: string | null };

/** What a verb answered: its result, or the refusal with its HTTP status. */
// biome-ignore lint/suspicious/noExplicitAny: a verb answers free JSON, and each test asserts what it expects of it
export type Answer = { data: any; error: Refusal | null; status: number };

/** The columns of the audit log that tests read. */
export type AuditLine = { actor_name: string | null; verb: string; outcome: string; code: string | null };
export type Rehearsal = Answer & { audit: AuditLine[] };

/** Someone who acts: `rpc` calls a verb, `rows` reads what row-level security shows. */
export type Actor = {
  rpc(verb: string, input?: Record<string, unknown>): Promise<Answer>;
  /** As `rpc`, and then rolled back: what it would answer, and which lines it would leave in the audit log. */
  rehearse(verb: string, input?: Record<string, unknown>): Promise<Rehearsal>;
  /** As `rpc`, in a transaction that stays open until `commit`, so that another call can run meanwhile. */
  open(verb: string, input?: Record<string, unknown>): Promise<{ answer: Answer; commit(): Promise<void> }>;
  // biome-ignore lint/suspicious/noExplicitAny: rows have the columns their query names
  rows(query: string, values?: (string | number | boolean | null | readonly string[])[]): Promise<any[]>;
};

export type TestDatabase = {
  sql: Sql;
  url: string;
  /** The process id of its own Postgres; 0 where others lie in it too. */
  pid: number;
  as(person: Person, chat?: string): Actor;
  /** As `as`, with these claims beside or instead of the usual ones. */
  claiming(person: Person, claims: Record<string, string | undefined>): Actor;
  /** With these claims and headers, made anew for each call. */
  speaking(claims: object, headers: () => object): Actor;
  nobody: Actor;
  /** The service key. */
  service: Actor;
  /** A connection as an edge function or the REST server has it. It ends with the database. */
  signedIn(role: "tidings_functions" | "lite"): Promise<Sql>;
  /** Ends it. It is removed, or kept under this name where it lies beside others. */
  close(keptAs?: string): Promise<void>;
};

/** The session that each person has from the opening of the database, signed in just then. */
export const sessionOf = (person: Person): string => PEOPLE[person].replace("-4000-", "-4e55-");

/** The claims of a person's token, as Auth makes them. */
export const claimsOf = (person: Person): Record<string, string> => ({
  sub: PEOPLE[person],
  role: "authenticated",
  session_id: sessionOf(person),
  aal: "aal1",
});

/** TIDINGS_BOT_KEY of a test. */
export const BOT_KEY = "5eed".repeat(16);

/** The headers with which the bot speaks for a chat account; written here anew, so that the bot's own code is not its own witness. */
export function proofOf(chat: string, { at = Date.now(), request = randomUUID(), key = BOT_KEY } = {}) {
  const signed = `v1.${Math.floor(at / 1000)}.${request}.${chat}`;
  const hmac = createHmac("sha256", Buffer.from(key, "hex")).update(signed).digest("hex");
  return {
    "x-chat-user": chat,
    "x-chat-request": request,
    "x-chat-proof": `v1.${Math.floor(at / 1000)}.${hmac}`,
  };
}

/** A run as the bot keeps it, with the proof that it is the bot's. */
export function proven<T extends { provider: string; team: string; key: string; chat_user: string }>(
  asked: T,
  key = BOT_KEY,
): T & { proof: string } {
  const signed = ["run", asked.provider, asked.team, asked.key, asked.chat_user].join(".");
  return { ...asked, proof: createHmac("sha256", Buffer.from(key, "hex")).update(signed).digest("hex") };
}

/** `limits`: with the limits of a deployment (IAM-6), else without any that a story meets. `full`: with one of everything in it, as full_database.ts has kept it. */
export type DatabaseOptions = { volatile?: boolean; limits?: boolean; full?: boolean };

/** The database of a test file. It is closed after the last test, when `last` has looked at it. */
export async function testDatabase({
  last,
  ...options
}: DatabaseOptions & { last?: (db: TestDatabase) => Promise<void> } = {}): Promise<TestDatabase> {
  return forTests(await openTestDatabase(options), last);
}

/** What the tests of a file use and its end: closed after the last of them. */
export function forTests<T extends { close(): Promise<void> }>(
  opened: T,
  last: (opened: T) => Promise<void> = async () => undefined,
): T {
  after(() => last(opened).finally(() => opened.close()));
  return opened;
}

/** A query that the end of its server has caught between two packets is answered by nobody; after these seconds its connection is cut. */
const ENDS_WITHIN = 3;

/** Opens a test database; call `close` at the end. A volatile one may lie in a server that others use before and after. */
export async function openTestDatabase({
  volatile = true,
  limits = false,
  full = false,
}: DatabaseOptions = {}): Promise<TestDatabase> {
  const server = volatile && process.env.TIDINGS_TEST_SERVER;
  const place = await (server ? copyWithin(server, full ? "one_of_each" : "postgres") : ownServer(volatile));
  const { url, pid } = place;
  const sql = postgres(url, { onnotice: () => undefined, max: 8, types: { bigint: postgres.BigInt } });
  try {
    await (full ? asOfNow(sql) : settle(sql, limits));
  } catch (error) {
    await sql.end({ timeout: ENDS_WITHIN });
    await place.close(); // else its Postgres would outlive the test process
    throw error;
  }
  const others: Sql[] = [];
  const nobody = actor(sql, "anon", {}, () => ({}));
  const said = { "x-tidings-source": "admin" };
  return {
    sql,
    url,
    pid,
    nobody,
    service: actor(sql, "service_role", { role: "service_role" }, () => ({})),
    as: (person, chat) =>
      actor(sql, "authenticated", claimsOf(person), () => ({ ...said, ...(chat ? proofOf(chat) : {}) })),
    claiming: (person, claims) => actor(sql, "authenticated", { ...claimsOf(person), ...claims }, () => said),
    speaking: (claims, headers) => actor(sql, "authenticated", claims, headers),
    signedIn: async (role) => {
      if (role === "tidings_functions") await admitFunctions(sql, "world");
      const other = postgres(url.replace("//postgres:", `//${role}:`), {
        max: 1,
        onnotice: () => undefined,
      });
      others.push(other);
      return other;
    },
    close: async (keptAs) => {
      await Promise.all([sql, ...others].map((one) => one.end({ timeout: ENDS_WITHIN })));
      await place.close(keptAs);
    },
  };
}

/** The deployment, the people and their sessions, as each test finds them. */
async function settle(sql: Sql, limits: boolean): Promise<void> {
  await sql`select private.set_deployment('http://l.test/l', 'http://l.test/functions/v1', 'http://carrier.test', 'key', 'whsec_c2VjcmV0')`;
  // A file of stories makes one person do in a minute what takes people days.
  if (!limits) await sql`update private.limits set most = 1000000`;
  await sql`insert into auth.users (id, email, email_confirmed_at, raw_user_meta_data) values
    (${PEOPLE.erin}, 'erin@nowhere.test', now(), '{"name": "Erin"}'), (${PEOPLE.frank}, 'frank@nowhere.test', now(), '{"name": "Frank"}')`;
  await layBot(sql, BOT_EMAIL, BOT_KEY);
  for (const person of Object.keys(PEOPLE) as Person[])
    await sql`insert into auth.sessions (id, user_id, created_at, updated_at) values (${sessionOf(person)}, ${PEOPLE[person]}, now(), now())`;
}

/** What is good for ten minutes only begins again: sessions that have just given their password, and codes for a chat account. */
async function asOfNow(sql: Sql): Promise<void> {
  await sql`update auth.sessions set created_at = now(), updated_at = now()`;
  await sql`update private.link_codes set expires_at = now() + interval '10 minutes'`;
  // This copy is the one.
  await sql`update private.deployment set fingerprint = private.fingerprint()`;
}

/** Sets the claims, headers and role of a transaction as PostgREST does for a request. */
export const speakAs = (
  step: postgres.TransactionSql,
  claims: object,
  headers: object = {},
  role = "authenticated",
) =>
  step`select set_config('request.jwt.claims', ${JSON.stringify(claims)}, true),
    set_config('request.headers', ${JSON.stringify(headers)}, true), set_config('role', ${role}, true)`;

function actor(sql: Sql, role: string, claims: object, headers: () => object): Actor {
  const asPostgrest = <T>(work: (step: postgres.TransactionSql) => Promise<T>): Promise<T> =>
    sql.begin(async (step) => {
      await speakAs(step, claims, headers(), role);
      return work(step);
    }) as Promise<T>;
  return {
    rpc: (verb, input = {}) => asPostgrest((step) => call(step, verb, input)).catch(raised),
    rehearse: (verb, input = {}) => rehearsed(asPostgrest, verb, input),
    open: (verb, input = {}) => opened(asPostgrest, verb, input),
    rows: (query, values = []) => asPostgrest(async (step) => [...(await step.unsafe(query, values))]),
  };
}

type InTransaction = <T>(work: (step: postgres.TransactionSql) => Promise<T>) => Promise<T>;

async function rehearsed(
  inTransaction: InTransaction,
  verb: string,
  input: Record<string, unknown>,
): Promise<Rehearsal> {
  let seen: Rehearsal | undefined;
  const takenBack = new Error("taken back");
  const raisedOrNot = await inTransaction(async (step) => {
    const before = step`select coalesce(max(id), 0) as id from public.audit_log`;
    const [last] = await asOwner(step, () => before);
    const answer = await call(step, verb, input);
    const lines = step<AuditLine[]>`select actor_name, verb, outcome, code from public.audit_log
      where id > ${String(last?.id)} order by id`;
    seen = { ...answer, audit: [...(await asOwner(step, () => lines))] };
    throw takenBack;
  }).catch((error) => {
    if (error !== takenBack) return raised(error);
  });
  return seen ?? { ...(raisedOrNot as Answer), audit: [] };
}

async function opened(inTransaction: InTransaction, verb: string, input: Record<string, unknown>) {
  const begun = Promise.withResolvers<Answer>();
  const ended = Promise.withResolvers<void>();
  const whole = inTransaction(async (step) => {
    begun.resolve(await call(step, verb, input));
    await ended.promise;
  });
  whole.catch(begun.reject);
  const commit = () => {
    ended.resolve();
    return whole;
  };
  return { answer: await begun.promise, commit };
}

/** Reads as the owner: row-level security shows the person who acts only part of the log, or none of it. */
async function asOwner<T>(step: postgres.TransactionSql, read: () => PromiseLike<T>): Promise<T> {
  const [was] = await step`select current_setting('role') as role`;
  await step`select set_config('role', 'postgres', true)`;
  const found = await read();
  await step`select set_config('role', ${was?.role}, true)`;
  return found;
}

/** What a decision has to name (APR-1), as whoever decides is shown it now; a story that gives `shown` itself is left alone. */
async function look(
  step: postgres.TransactionSql,
  verb: string,
  input: Record<string, unknown>,
): Promise<Record<string, unknown>> {
  const [, act, resource = ""] = /^(approve|reject|release|retry|resend)_(\w+)$/.exec(verb) ?? [];
  const id = input[resource];
  if (!act || "shown" in input || typeof id !== "string") return input;
  const [row] = await step`select public.allowed_transitions(${resource}, array[${id}]::text[]) as buttons`;
  const buttons = (row?.buttons?.[id] ?? []) as { verb: string; shown: string | null }[];
  const shown = buttons.find((button) => button.verb === act)?.shown;
  return shown ? { ...input, shown } : input;
}

async function call(
  step: postgres.TransactionSql,
  verb: string,
  given: Record<string, unknown>,
): Promise<Answer> {
  const input = await look(step, verb, given);
  const names = Object.keys(input);
  const list = names.map((name, index) => `"${name}" => $${index + 1}`).join(", ");
  const [row] = await step.unsafe(
    `select public."${verb}"(${list}) as data`,
    Object.values(input) as (string | number | null)[],
  );
  const [status] = await step`select nullif(current_setting('response.status', true), '') as status`;
  const code = Number(status?.status ?? 200);
  return code >= 400
    ? { data: null, error: row?.data as Refusal, status: code }
    : { data: row?.data, error: null, status: 200 };
}

/** A refusal that was raised, as PostgREST would answer it. Any other error is rethrown: the test is wrong. */
function raised(error: unknown): Answer {
  const fault = error as { code?: string; message: string; detail?: string };
  if (fault.code !== "PGRST") throw error;
  return { data: null, error: JSON.parse(fault.message), status: JSON.parse(fault.detail ?? "{}").status };
}
