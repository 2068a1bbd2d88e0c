/** The gateway: one address for REST, Auth, Storage, Functions, short links and health, as a Supabase project has. */
import type { IncomingMessage, ServerResponse } from "node:http";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import type { ReadableStream as WebStream } from "node:stream/web";
import { setTimeout as pause } from "node:timers/promises";
import postgres from "postgres";
import { type Asked, outcome } from "../waking.ts";
import { Attempts } from "./attempts.ts";
import { type AuthDoor, answerAuth } from "./auth.ts";
import { bounded, checkLength, drained, wholeBody } from "./body.ts";
import { Catalogue } from "./catalogue.ts";
import { gatewayEnv } from "./env.ts";
import { Factors } from "./factors.ts";
import { failedSignIns } from "./failed.ts";
import { Functions } from "./functions.ts";
import { Hasher, hashInThreads } from "./hashing.ts";
import { health, shared } from "./health.ts";
import { checkAsked } from "./inputs.ts";
import { isUpload, largestBody } from "./limits.ts";
import { openLite } from "./lite.ts";
import { answerRest, corsHeaders } from "./mend.ts";
import { pass } from "./proxy.ts";
import { Reads } from "./reads.ts";
import { answerOf, Refused } from "./refused.ts";
import { addressOf, toRequest } from "./request.ts";
import { addressOfSocket, makeServer } from "./server.ts";
import { Sessions } from "./sessions.ts";
import { answerStorage } from "./storage.ts";
import { checkBearer, exchanged, isKnown, readerOf } from "./token.ts";
import { Voices } from "./voices.ts";

const env = gatewayEnv();
const limits = env.GATEWAY_LIMITS;
const origin = `http://127.0.0.1:${env.TIDINGS_API_PORT}`;
const hasher = new Hasher();
hashInThreads(hasher);
const database = postgres(env.GATEWAY_DB_URL, { max: 2, connect_timeout: 3, onnotice: () => undefined });
const bucketLimit = async (bucket: string): Promise<number | undefined> => {
  const [row] = await database<{ most: string | null }[]>`
    select file_size_limit as most from storage.buckets where id = ${bucket}`;
  return row?.most == null ? undefined : Number(row.most);
};
const lite = await openLite(env, origin, bucketLimit);
const catalogue = await Catalogue.read(database);
const attempts = new Attempts(limits);
const reads = new Reads(limits);
const voices = await Voices.read(database);
const auth: AuthDoor = {
  attempts,
  sessions: new Sessions(database),
  factors: new Factors(database, env.GATEWAY_JWT_SECRET),
  secret: env.GATEWAY_JWT_SECRET,
  answer: lite.answer,
  failed: failedSignIns(lite.answer, origin, env.SUPABASE_SECRET_KEYS[0]),
};

async function send(
  answer: Response,
  to: ServerResponse,
  extra: Record<string, string>,
  streams = false,
): Promise<void> {
  for (const [name, value] of [...answer.headers, ...Object.entries(extra)]) {
    if (name !== "set-cookie") to.setHeader(name, value);
  }
  to.setHeader("set-cookie", answer.headers.getSetCookie());
  to.writeHead(answer.status);
  if (!answer.body) return void to.end();
  // Objects are streamed; everything else is small and is written at once.
  if (streams) await pipeline(Readable.fromWeb(answer.body as WebStream), to);
  else to.end(Buffer.from(await answer.arrayBuffer()));
}

/**
 * Does the caller show a token of ours? Requests of strangers are counted, but for a browser's question what it may ask.
 * @throws Refused 401, 429
 */
function admit(from: IncomingMessage, url: URL): boolean {
  checkBearer(from.headers);
  const known = isKnown(from.headers, url, env);
  if (!known && from.method !== "OPTIONS") attempts.countStranger(addressOfSocket(from));
  return known;
}

async function throughLite(from: IncomingMessage, to: ServerResponse, url: URL): Promise<void> {
  const { pathname } = url;
  const method = from.method ?? "GET";
  const known = admit(from, url);
  const key = method === "OPTIONS" ? undefined : exchanged(from.headers, url, env);
  const most = largestBody(method, pathname, known);
  checkLength(from, most);
  const streams = known && isUpload(method, pathname);
  const body = streams ? bounded(from, most, limits) : await wholeBody(from, most, limits);
  const said = body instanceof Readable || isUpload(method, pathname) ? null : (body?.toString() ?? null);
  checkAsked(
    { method, url, accept: from.headers.accept ?? "", body: said },
    env.GATEWAY_JWT_SECRET,
    catalogue,
  );
  const request = toRequest(from, url, body);
  if (key !== undefined) request.headers.set("apikey", key);
  const cors = corsHeaders(request);
  if (method === "OPTIONS") return void to.writeHead(204, cors).end();
  const answer = await answerOne(request, pathname, body, from);
  // Storage refuses an object before it has read it, and reads no more once it is too large.
  if (streams && body instanceof Readable) {
    if (body.errored instanceof Refused) throw body.errored;
    if (!(await drained(from, limits))) to.setHeader("connection", "close");
  }
  await send(answer, to, cors, pathname.startsWith("/storage/"));
}

async function answerOne(
  request: Request,
  path: string,
  body: Buffer | Readable,
  from: IncomingMessage,
): Promise<Response> {
  const address = addressOfSocket(from);
  if (path.startsWith("/rest/")) {
    const answer = () => answerRest(request, lite.answer);
    if (!catalogue.isRead(request.method, path)) return answer();
    const who = await readerOf(from.headers, env, address, voices);
    return who === null ? answer() : reads.take(who, answer);
  }
  if (path.startsWith("/storage/")) return answerStorage(request, lite.answer);
  const answer = await answerAuth({ request, path, body: String(body), address }, auth);
  if (answer.status === 429) await pause(attempts.holdOf(address));
  return answer;
}

/** Auth says it is well, which needs lite and its database. */
async function askLite(): Promise<void> {
  const headers = { apikey: env.SUPABASE_PUBLISHABLE_KEYS[0] };
  const answer = await lite.answer(new Request(`${origin}/auth/v1/health`, { headers }));
  if (!answer.ok) throw new Error(`Auth answers ${answer.status}`);
}

// `npm start` listens for which function is needed; in a soak and in tests nobody does, and all of them run.
const tell = process.send && ((asked: Asked) => void (process.connected && process.send?.(asked)));
const functions = new Functions(env.GATEWAY_FUNCTIONS, limits, tell);
process.on("message", (said) => functions.heard(outcome.parse(said)));

const isMissed = ([name]: [string, string]) => !functions.rests(name.replace(/^fn-/, ""));
const healthNow = shared(() => {
  const probes = Object.fromEntries(Object.entries(env.GATEWAY_PROBES).filter(isMissed));
  return health({ database: () => database`select 1`, lite: askLite, ...probes });
});

const json = (status: number, body: object) => Response.json(body, { status });
/** Functions that phones, carriers and programs call, which have no token of ours; of a program the function finds out who it is. */
const PUBLIC = new Set([
  "link",
  "receive-receipts",
  "receive-clicks",
  "show-shortcuts",
  "show-account",
  "api",
]);
const ANYBODY = { "access-control-allow-origin": "*" };

async function route(from: IncomingMessage, to: ServerResponse): Promise<void> {
  const url = addressOf(from, origin);
  if (url.pathname === "/healthz") {
    checkLength(from, 0);
    const found = await healthNow();
    return send(json(found.ok ? 200 : 503, found), to, ANYBODY);
  }
  if (/^\/(rest|auth|storage)\/v1(\/|$)/.test(url.pathname)) return throughLite(from, to, url);
  const path = url.pathname.replace(/^\/l\//, "/functions/v1/link/");
  const [, name = "", rest = ""] = /^\/functions\/v1\/([\w-]+)(.*)$/.exec(path) ?? [];
  const port = functions.portOf(name);
  const message = name ? "Requested function was not found" : "No such place";
  if (!port) throw new Refused(404, "NOT_FOUND", message);
  const most = largestBody(from.method ?? "GET", path, false);
  checkLength(from, most);
  if (!PUBLIC.has(name)) admit(from, url);
  return functions.using(name, async () => {
    // The caller may have gone while it was woken. The time of the body begins only now.
    if (to.destroyed) return;
    await pass(from, to, { port, path: `/${name}${rest}${url.search}`, body: bounded(from, most, limits) });
  });
}

/** Answers what could not be answered: a refusal in its words, anything else as a failure of ours that the log has. */
async function failed(error: unknown, from: IncomingMessage, to: ServerResponse): Promise<void> {
  // The caller went away in the middle: nothing to answer.
  if (to.destroyed) return;
  const path = from.url?.split("?")[0] ?? "";
  if (to.headersSent) return void to.destroy();
  if (!(error instanceof Refused)) console.error(`${from.method} ${path}`, error);
  const told =
    error instanceof Refused ? error : new Refused(500, "gateway", "The gateway failed; its log says why.");
  if (!(await drained(from, limits))) to.setHeader("connection", "close");
  if (!to.destroyed) await send(answerOf(path, told), to, ANYBODY);
}

const server = makeServer(limits, route, failed);

async function close(): Promise<void> {
  server.close();
  server.closeIdleConnections();
  setTimeout(() => server.closeAllConnections(), 2_000).unref();
  // A transaction that was begun just now keeps lite's connections from ending for ever.
  await Promise.race([Promise.all([lite.close(), database.end({ timeout: 2 })]), pause(3_000)]);
  process.exit(0);
}

process.once("SIGTERM", close);
process.once("SIGINT", close);
server.listen(env.TIDINGS_API_PORT, "127.0.0.1", () => console.log(`gateway on ${origin}`));
