import {
  createClient,
  FunctionsHttpError,
  type PostgrestError,
  type SupabaseClient,
} from "@supabase/supabase-js";
import { nullPlace } from "@tidings/shared/ground/names.ts";
import { traceparentOf } from "@tidings/shared/ground/trace.ts";
import { asksForFactor, factorCode } from "@tidings/shared/people/factor_code.ts";
import type { CurrentEnterprise, Whoami } from "@tidings/shared/people/whoami.ts";
import { z } from "zod";
import { endedNow } from "../ground/ended.ts";
import { NetworkError, Refusal } from "../ground/errors.ts";
import { patience } from "../ground/patience.ts";
import { traceNow } from "../ground/trace.ts";
import { runProof, voiceOf } from "./voice.ts";

/** Where a request comes from. It is written to the audit log. */
export type Source = "terminal" | "slack" | "discord" | "assistant" | "cron" | "api";

/** A client with one person's rights, or the bot's own. It never holds a service key. */
export interface Session {
  readonly client: SupabaseClient;
  readonly source: Source;
  /** The project's URL. Pictures are fetched only from there. */
  readonly url: string;
}

export interface Project {
  readonly url: string;
  /** The publishable key: required by the API, grants no rights. */
  readonly key: string;
}

/** Who I am, as `whoami()` says. */
export interface Me extends Whoami {
  readonly enterprise:
    | (CurrentEnterprise & {
        /** Ordering packages asks for the password again. */
        readonly operation_protection: boolean;
      })
    | null;
}

/** Storage and functions may take long, but a request must not hang for ever. */
const LONGEST_REQUEST_MS = 150_000;

/** Every request: in the trace of what is being done, and given up where nobody waits for it any more. */
const boundedFetch: typeof fetch = (input, init) => {
  const limit = AbortSignal.timeout(LONGEST_REQUEST_MS);
  const headers = new Headers(init?.headers);
  const trace = traceNow();
  if (trace !== null) headers.set("traceparent", traceparentOf(trace));
  const signals = [init?.signal, endedNow(), limit].filter((signal) => signal != null);
  return fetch(input, { ...init, headers, signal: AbortSignal.any(signals) });
};

/** Signs each request for a chat account; supabase-js has set the other headers. */
function speaking(chatUser: string, key: string): typeof fetch {
  return (input, init) => {
    const headers = new Headers(init?.headers);
    for (const [name, value] of Object.entries(voiceOf(chatUser, key))) headers.set(name, value);
    return boundedFetch(input, { ...init, headers });
  };
}

interface Login {
  /** A fresh access token of the person who signed in. */
  token(): Promise<string>;
  /** The session does not do any more: the next token is of a new one. */
  ended(): void;
  /** Is this a refusal after which the same request is sent once more in a new session? */
  renews(status: number, code: unknown): boolean;
  close(): Promise<void>;
}

/** The tokens of a session, as Auth gives them. */
export interface Tokens {
  readonly access_token: string;
  readonly refresh_token: string;
  /** In seconds since 1970. */
  readonly expires_at?: number | undefined;
}

/** A session that outlives the process, of one login. */
export interface KeptSession {
  /** The kept tokens; null where there are none that anyone who asks may take up. */
  read(): Tokens | null;
  /** Whether it could be kept. */
  write(tokens: Tokens): boolean;
  forget(): void;
}

/** A token is renewed when less than this is left of it. */
const RENEWED_BEFORE_S = 90;

const isGood = ({ expires_at = 0 }: Tokens) => expires_at - RENEWED_BEFORE_S > Date.now() / 1000;

const authOf = (project: Project) =>
  createClient(project.url, project.key, {
    auth: {
      ...{ persistSession: false, autoRefreshToken: false, detectSessionInUrl: false },
      experimental: { recoveryCodes: true },
    },
    global: { fetch: boundedFetch },
  }).auth;

/** Did Auth refuse it, and not just fail to answer? */
const isRefused = ({ status = 0 }: { readonly status?: number | undefined }) => status >= 400 && status < 500;

/** Asks for the code that an authenticator shows, or a recovery code; null where there is nobody to ask. */
export type AskCode = () => Promise<string | null>;

/** The session that Auth gives for a code; null where it refuses it. With several authenticators any one will do. */
async function giveCode(auth: ReturnType<typeof authOf>, typed: string) {
  const { code, isRecovery } = factorCode(typed);
  if (isRecovery) return (await auth.mfa.recoveryCodes.verify({ code })).data;
  const { data: factors } = await auth.mfa.listFactors();
  for (const { id: factorId } of factors?.totp ?? []) {
    const { data } = await auth.mfa.challengeAndVerify({ factorId, code });
    if (data) return data;
  }
  return null;
}

/**
 * The session once it has the second factor too; the one of the password alone is ended where it is not given.
 * @throws Refusal second_factor_asked where there is nobody to ask, or the code is wrong
 */
async function secondFactor(
  auth: ReturnType<typeof authOf>,
  half: Tokens,
  ask: AskCode,
  end: (tokens: Tokens) => Promise<unknown>,
): Promise<Tokens> {
  const typed = await ask();
  const given = typed === null ? null : await giveCode(auth, typed);
  // Its end is counted in seconds from now there, and as an instant elsewhere.
  if (given) return { ...given, expires_at: Math.floor(Date.now() / 1000) + given.expires_in };
  await end(half);
  throw new Refusal("second_factor_asked", 401);
}

/**
 * Signs in with e-mail and password, or goes on with the kept session, and renews it when it expires. A session that is kept is not ended at the
 * close; where an act asks for a password just given, it is replaced by a new one.
 * @param password null: there is the kept session alone, and nothing takes its place
 * @throws Refusal when the password is wrong or the session is over, NetworkError when there is no answer
 */
async function signIn(
  project: Project,
  email: string,
  password: string | null,
  kept: KeptSession | null = null,
  code: AskCode = async () => null,
): Promise<Login> {
  const auth = authOf(project);
  let isKept = false;
  let tokens: Tokens | null = kept?.read() ?? null;
  const hold = (session: Tokens): Tokens => {
    tokens = session;
    isKept = kept?.write(session) ?? false;
    return session;
  };
  const end = ({ access_token }: Tokens) => auth.admin.signOut(access_token, "local");
  const enter = async (): Promise<Tokens> => {
    if (password === null) throw new Refusal("not_signed_in", 401);
    const { data, error } = await auth.signInWithPassword({ email, password });
    if (data.session) {
      if (asksForFactor(data.user.factors)) return hold(await secondFactor(auth, data.session, code, end));
      // Another terminal that began at the same time has kept its own: one is enough.
      const other = tokens === null ? kept?.read() : null;
      if (!other || !isGood(other)) return hold(data.session);
      await end(data.session);
      isKept = true;
      tokens = other;
      return other;
    }
    if (error && isRefused(error)) throw new Refusal("not_signed_in", 401, { message: error.message });
    throw new NetworkError(`sign-in of ${email}: ${error?.message ?? "no answer"}`, error);
  };
  let renewing: Promise<Tokens> | null = null;
  /** One session a login and terminal: the new one takes the place of the former. */
  const renew = async ({ refresh_token }: Tokens, isEnded: boolean): Promise<Tokens> => {
    if (!isEnded || password === null) {
      const { data, error } = await auth.refreshSession({ refresh_token });
      if (data.session) return hold(data.session);
      // Without a password to begin anew with, a session is lost only when Auth says that it is over.
      if (password === null && error && !isRefused(error))
        throw new NetworkError(`session of ${email}: ${error.message}`, error);
    }
    if (tokens !== null) await end(tokens);
    kept?.forget();
    tokens = null;
    return enter();
  };
  const inTurn = (work: () => Promise<Tokens>): Promise<Tokens> => {
    renewing ??= work().finally(() => {
      renewing = null;
    });
    return renewing;
  };
  if (tokens === null) await enter();
  else isKept = true;
  let isEnded = false;
  return {
    async token() {
      const now = tokens;
      if (now !== null && isGood(now) && !isEnded) return now.access_token;
      const ended = isEnded;
      isEnded = false;
      return (await inTurn(() => (now === null ? enter() : renew(now, ended)))).access_token;
    },
    ended() {
      isEnded = true;
    },
    renews: (status, code) =>
      password !== null &&
      (code === "session_ended" || (kept !== null && (status === 401 || code === "sudo_required"))),
    async close() {
      if (!isKept && tokens !== null) await end(tokens);
    },
  };
}

/** Does the database say that this asks for a new session? */
async function asksAnew(response: Response, renews: Login["renews"]): Promise<boolean> {
  if (response.status !== 401 && response.status !== 403) return false;
  const said = await response
    .clone()
    .json()
    .catch(() => null); // a proxy's error page is not JSON
  return renews(response.status, said?.code);
}

function sessionFor(project: Project, login: Login, source: Source, send = boundedFetch): Session {
  const client = createClient(project.url, project.key, {
    accessToken: () => login.token(),
    global: {
      headers: { "x-tidings-source": source },
      fetch: async (input, init) => {
        const response = await send(input, init);
        if (!(await asksAnew(response, login.renews)) || (init?.body && typeof init.body !== "string"))
          return response;
        // Nothing was done. It is asked once more, in a new session.
        login.ended();
        const headers = new Headers(init?.headers);
        headers.set("authorization", `Bearer ${await login.token()}`);
        return send(input, { ...init, headers });
      },
    },
  });
  return { client, source, url: project.url };
}

/** A member's own session, for the terminal. */
export interface MemberDatabase {
  readonly session: Session;
  close(): Promise<void>;
}

/** Opens a session as a member, by e-mail and password, or goes on with the kept one. */
export async function openAsMember(
  project: Project,
  email: string,
  password: string,
  source: Source,
  kept: KeptSession | null = null,
): Promise<MemberDatabase> {
  const login = await signIn(project, email, password, kept);
  return { session: sessionFor(project, login, source), close: () => login.close() };
}

/**
 * Goes on with the session of a login.
 * @throws Refusal not_signed_in where it is over
 */
export async function openWithLogin(
  project: Project,
  { email, kept }: { readonly email: string; readonly kept: KeptSession },
  source: Source,
): Promise<MemberDatabase> {
  const login = await signIn(project, email, null, kept);
  await login.token();
  return { session: sessionFor(project, login, source), close: () => login.close() };
}

/** Begins a session that is kept. @throws as {@link openAsMember} */
export async function logIn(
  project: Project,
  email: string,
  password: string,
  kept: KeptSession,
  code: AskCode,
): Promise<void> {
  const login = await signIn(project, email, password, kept, code);
  await login.close();
}

/** Ends a kept session, also at Auth as far as that answers, and forgets it. */
export async function logOut(project: Project, kept: KeptSession): Promise<void> {
  const tokens = kept.read();
  kept.forget();
  if (tokens === null) return;
  const auth = authOf(project);
  const fresh = isGood(tokens) ? tokens : (await auth.refreshSession(tokens)).data.session;
  if (fresh) await auth.admin.signOut(fresh.access_token, "local");
}

/** The bot's sessions: its own for the clock and the cards, and one for each chat user. */
export interface BotDatabase {
  /** The bot's own login: claims jobs and cards, mints tokens. It is a member of no enterprise. */
  readonly own: Session;
  /** The session of a chat user, `slack:<team>:<user>` or `discord:-:<user>`, with their rights, not the bot's. */
  forChat(chatUser: string, source: Source): Session;
  /**
   * The session of an access key (API-1), for a minute: the function `api` checks what the caller showed.
   * @throws Refusal where there is no such key, or it may not come from there, or calls too often
   */
  forKey(authorization: string, address: string): Promise<Session>;
  /** Proves that this bot, and not somebody with its password, keeps a run for this person. */
  proveRun(asked: Parameters<typeof runProof>[0]): string;
  close(): Promise<void>;
}

/** The bot's own login, and the key with which it signs for whom it speaks (64 hex digits). */
export interface BotLogin {
  readonly email: string;
  readonly password: string;
  readonly key: string;
}

/** By which headers REST knows a key. */
const spoken = z.object({ headers: z.record(z.string(), z.string()) });

/** Signs in with the bot's own login. */
export async function openAsBot(project: Project, { email, password, key }: BotLogin): Promise<BotDatabase> {
  const login = await signIn(project, email, password);
  const own = sessionFor(project, login, "cron");
  return {
    own,
    async forKey(authorization, address) {
      const { headers } = spoken.parse(await invoke(own, "api/voice", { authorization, address }));
      const { authorization: token = "", ...proof } = headers;
      const client = createClient(project.url, project.key, {
        accessToken: async () => token.replace(/^Bearer /, ""),
        global: { headers: proof, fetch: boundedFetch },
      });
      return { client, source: "api", url: project.url };
    },
    forChat: (chatUser, source) => sessionFor(project, login, source, speaking(chatUser, key)),
    proveRun: (asked) => runProof(asked, key),
    close: () => login.close(),
  };
}

interface Reply<T> {
  readonly data: T | null;
  readonly error: PostgrestError | null;
  readonly status: number;
}

/** What Postgres says of U+0000 and of bytes that are no UTF-8: no text of it holds them. */
const NO_TEXT: ReadonlySet<string> = new Set(["22P05", "22021"]);

/**
 * Unwraps the rows of a query or the value of a verb.
 * @throws Refusal with the register's code, NetworkError when there was no proper answer
 */
export async function answerOf<T>(query: PromiseLike<Reply<T>>): Promise<T> {
  const { data, error, status } = await query;
  if (error === null) return data as T;
  if (NO_TEXT.has(error.code)) throw new Refusal("text_unclean", 422, { details: { field: "input" } });
  if (status === 0 || status >= 500) throw new NetworkError(`${status} ${error.message}`, error);
  throw new Refusal(error.code, status, error);
}

/** The number of rows of a query with `count: "exact"`. @throws as `answerOf` */
export async function countOf(
  query: PromiseLike<Reply<unknown> & { readonly count: number | null }>,
): Promise<number> {
  let found = 0;
  await answerOf(
    query.then((reply) => {
      found = reply.count ?? 0;
      return reply;
    }),
  );
  return found;
}

/** Calls a verb of the database. `T` is the type of the jsonb it returns. `withinMs`: there is no answer after this time. */
export async function verb<T = unknown>(
  session: Session,
  name: string,
  args: Record<string, unknown> = {},
  withinMs?: number,
): Promise<T> {
  const place = nullPlace(args);
  if (place !== null)
    throw new Refusal("text_unclean", 422, { details: { field: place.replace(/^input\./, "") } });
  const call = session.client.rpc(name, args);
  if (withinMs === undefined) return answerOf(call as unknown as PromiseLike<Reply<T>>);
  const limit = patience(withinMs);
  try {
    return await answerOf(call.abortSignal(limit.signal) as unknown as PromiseLike<Reply<T>>);
  } finally {
    limit.end();
  }
}

/** The person of this session. */
export function whoami(session: Session): Promise<Me> {
  return verb<Me>(session, "whoami");
}

const refusal = z.object({ code: z.string(), message: z.string(), details: z.unknown() });

/**
 * Calls an edge function and returns its JSON.
 * @throws Refusal with the code the function gave, NetworkError when there was no proper answer
 */
export async function invoke<T = unknown>(session: Session, name: string, body: object = {}): Promise<T> {
  const { data, error } = await session.client.functions.invoke(name, { body: { ...body } });
  if (!error) return data as T;
  if (error instanceof FunctionsHttpError && error.context.status < 500) {
    const said = refusal.safeParse(await error.context.json().catch(() => null)); // a proxy's error page is not JSON
    if (said.success) throw new Refusal(said.data.code, error.context.status, said.data);
  }
  throw new NetworkError(`function ${name}: ${error.message}`, error);
}
