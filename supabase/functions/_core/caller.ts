/** Who calls a function. The database says, through REST, with the caller's own token. */
import { z } from "zod";
import type { Env } from "./env.ts";
import { Refusal } from "./reply.ts";

/** `person`: a member, or a chat person the bot speaks for. `bot`: the bot for itself. `service`: whoever has a secret key. */
export type Caller = {
  kind: "person" | "bot" | "service";
  user_id: string | null;
  /** The headers with which REST answers as this caller. */
  headers: Record<string, string>;
  /** Where a person works now, and what they may do there. */
  at?: Place;
};

/** `enterprise`: the one in use, or null. */
export type Place = { enterprise: string | null; permissions: readonly string[]; platform: boolean };

const whoami = z.object({
  user_id: z.string().nullable(),
  bot: z.boolean(),
  enterprise: z.object({ id: z.string() }).nullish(),
  permissions: z.array(z.string()).nullish(),
  platform_admin: z.boolean().nullish(),
});

/** Do the texts agree? Takes as long whether they differ early or late. */
function same(given: string, wanted: string): boolean {
  const [one, other] = [new TextEncoder().encode(given), new TextEncoder().encode(wanted)];
  let differs = one.length ^ other.length;
  for (const [at, byte] of other.entries()) differs |= byte ^ (one[at] ?? 0);
  return differs === 0;
}

/** Is it one of the secret keys? Each is compared, so the time says neither which nor how far. */
const isSecret = (given: string, { secretKeys }: Env) =>
  secretKeys.map((key) => same(given, key)).includes(true);

/** What tells REST who calls. The proof of the bot is good for a minute, and everything is asked at the beginning of a request. */
const HEADERS = [
  "authorization",
  "apikey",
  "x-chat-user",
  "x-chat-request",
  "x-chat-proof",
  "x-tidings-source",
  "x-access-key",
  "x-access-address",
  "x-access-proof",
  "x-request-id",
  "traceparent",
];

function headersOf(request: Request, env: Env): Record<string, string> {
  const headers: Record<string, string> = { "content-type": "application/json" };
  for (const name of HEADERS) {
    const value = request.headers.get(name);
    if (value) headers[name] = value;
  }
  return { apikey: env.publishableKey, ...headers };
}

/**
 * Finds out who calls.
 * @throws Refusal 401 not_signed_in for nobody, 503 when the API does not answer
 */
export async function whoCalls(request: Request, env: Env): Promise<Caller> {
  const headers = headersOf(request, env);
  const token = (headers.authorization ?? "").replace(/^Bearer\s+/i, "");
  if (isSecret(headers.apikey ?? "", env) || isSecret(token, env)) {
    return { kind: "service", user_id: null, headers };
  }
  const who = await whoIs(headers, env);
  if (who?.bot && !headers["x-chat-user"]) return { kind: "bot", user_id: null, headers };
  if (who?.user_id) return { kind: "person", user_id: who.user_id, headers, at: placeOf(who) };
  throw new Refusal(401, "not_signed_in", "Nobody is signed in.");
}

/** Who the database says that these headers are; nothing where it refuses them. */
async function whoIs(headers: Record<string, string>, env: Env): Promise<z.infer<typeof whoami> | undefined> {
  const answer = await ask(`${env.SUPABASE_URL}/rest/v1/rpc/whoami`, { method: "POST", headers, body: "{}" });
  if (answer.ok) return whoami.safeParse(await answer.json()).data;
  await answer.body?.cancel();
  return undefined;
}

const placeOf = ({ enterprise, permissions, platform_admin }: z.infer<typeof whoami>): Place => ({
  enterprise: enterprise?.id ?? null,
  permissions: permissions ?? [],
  platform: platform_admin === true,
});

/**
 * A caller who is known already, such as an access key, with where they work.
 * @throws Refusal 401 where the database does not believe it
 */
export async function atWork(caller: Caller, env: Env): Promise<Caller> {
  const who = await whoIs(caller.headers, env);
  if (who?.user_id !== caller.user_id) throw new Refusal(401, "not_signed_in", "Nobody is signed in.");
  return { ...caller, at: placeOf(who) };
}

/** @throws Refusal 403 bot_only for a person */
export async function requireBot(request: Request, env: Env): Promise<Caller> {
  const caller = await whoCalls(request, env);
  if (caller.kind === "person") throw new Refusal(403, "bot_only", "Only the bot's own account may do this.");
  return caller;
}

/** Is there a row of `table` with this id that the caller may see? Its policies say. */
export async function sees(caller: Caller, env: Env, table: string, id: string): Promise<boolean> {
  if (caller.kind === "service" || caller.kind === "bot") return true;
  const url = `${env.SUPABASE_URL}/rest/v1/${table}?select=id&id=eq.${encodeURIComponent(id)}`;
  const answer = await ask(url, { headers: caller.headers });
  if (!answer.ok) throw new Refusal(503, "api_away", `The API answered ${answer.status}. Try again.`);
  const rows = await answer.json();
  return Array.isArray(rows) && rows.length > 0;
}

/** Has the caller this right in the enterprise where they work now? */
export async function mayDo(caller: Caller, env: Env, action: string): Promise<boolean> {
  if (caller.kind !== "person") return caller.kind === "service";
  const answer = await ask(`${env.SUPABASE_URL}/rest/v1/rpc/may`, {
    method: "POST",
    headers: caller.headers,
    body: JSON.stringify({ action }),
  });
  if (!answer.ok) throw new Refusal(503, "api_away", `The API answered ${answer.status}. Try again.`);
  return (await answer.json()) === true;
}

/**
 * Has the database do a verb as this caller, with their rights and in their name, and answers what it does.
 * @throws Refusal what it refuses, as it says it; 503 when the API does not answer
 */
export async function actAs(caller: Caller, env: Env, name: string, args: object): Promise<unknown> {
  const answer = await ask(`${env.SUPABASE_URL}/rest/v1/rpc/${name}`, {
    method: "POST",
    headers: caller.headers,
    body: JSON.stringify(args),
  });
  return said(answer);
}

/**
 * The rows of a view that the caller may see, by a question as PostgREST reads it.
 * @throws Refusal as {@link actAs}
 */
export async function rowsAs(
  caller: Caller,
  env: Env,
  view: string,
  question: URLSearchParams,
): Promise<Record<string, unknown>[]> {
  const answer = await ask(`${env.SUPABASE_URL}/rest/v1/${view}?${question}`, { headers: caller.headers });
  return (await said(answer)) as Record<string, unknown>[];
}

/** The same, and how many there are in all. */
export async function countedAs(
  caller: Caller,
  env: Env,
  view: string,
  question: URLSearchParams,
): Promise<{ rows: Record<string, unknown>[]; total: number }> {
  const headers = { ...caller.headers, prefer: "count=exact" };
  const answer = await ask(`${env.SUPABASE_URL}/rest/v1/${view}?${question}`, { headers });
  // A page behind the last: PostgREST says how many there are, and refuses.
  const total = Number(/\/(\d+)$/.exec(answer.headers.get("content-range") ?? "")?.[1] ?? 0);
  if (answer.status === 416) {
    await answer.body?.cancel();
    return { rows: [], total };
  }
  return { rows: (await said(answer)) as Record<string, unknown>[], total };
}

/**
 * Calls another function in the name of this caller.
 * @throws Refusal what it refuses, as it says it; 503 when it does not answer
 */
export async function callAs(caller: Caller, env: Env, name: string, body: object): Promise<unknown> {
  const answer = await ask(`${env.SUPABASE_URL}/functions/v1/${name}`, {
    method: "POST",
    headers: caller.headers,
    body: JSON.stringify(body),
  });
  return said(answer);
}

/**
 * Keeps an object in Storage as this caller, in place of one of that name: its policies say whether they may.
 * @throws Refusal as {@link actAs}
 */
export async function putAs(
  caller: Caller,
  env: Env,
  path: string,
  bytes: Uint8Array<ArrayBuffer>,
  type: string,
): Promise<void> {
  const headers = { ...caller.headers, "content-type": type, "x-upsert": "true" };
  const answer = await ask(`${env.SUPABASE_URL}/storage/v1/object/${path}`, {
    method: "POST",
    headers,
    body: bytes,
  });
  const text = await answer.text();
  if (answer.ok) return;
  // Storage says 400 of a policy that says no.
  if (/row-level security|unauthorized/i.test(text)) throw new Refusal(403, "forbidden", "forbidden");
  throw new Refusal(503, "storage_away", `Storage answered ${answer.status}. Try again.`);
}

const refused = z.object({ code: z.string(), message: z.string(), details: z.unknown() });

/** What was answered. @throws Refusal in its own words */
async function said(answer: Response): Promise<unknown> {
  const text = await answer.text();
  if (answer.ok) return text === "" ? null : JSON.parse(text);
  const words = refused.safeParse(jsonIn(text)).data;
  throw new Refusal(answer.status, words?.code ?? "api_away", words?.message ?? "The API refused.", {
    details: words?.details,
  });
}

/** A gateway's page is no JSON. */
function jsonIn(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

async function ask(url: string, init: RequestInit): Promise<Response> {
  const away = new Refusal(503, "api_away", "The API does not answer. Try again.", {
    headers: { "retry-after": "2" },
  });
  const answer = await fetch(url, { ...init, signal: AbortSignal.timeout(10_000) }).catch(() => {
    throw away;
  });
  if (answer.status < 500) return answer;
  await answer.body?.cancel();
  throw away;
}
