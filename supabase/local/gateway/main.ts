/** The gateway: one address for REST, Auth, Storage, Functions, short links and health, as a Supabase project has. */
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { Readable } from "node:stream";
import { finished, pipeline } from "node:stream/promises";
import type { ReadableStream as WebStream } from "node:stream/web";
import postgres from "postgres";
import { gatewayEnv } from "./env.ts";
import { health } from "./health.ts";
import { openLite } from "./lite.ts";
import { corsHeaders, mended } from "./mend.ts";
import { pass, say } from "./proxy.ts";

const env = gatewayEnv();
const lite = await openLite(env);
const database = postgres(env.GATEWAY_DB_URL, { max: 1, connect_timeout: 3, onnotice: () => undefined });
const origin = `http://127.0.0.1:${env.TIDINGS_API_PORT}`;

/** A request of Node's server as the web standard has it, its body streaming. */
function toRequest(from: IncomingMessage): Request {
  const headers = new Headers();
  for (let i = 0; i < from.rawHeaders.length; i += 2)
    headers.append(from.rawHeaders[i] ?? "", from.rawHeaders[i + 1] ?? "");
  // The database takes the last hop for the caller's address (private.caller_address).
  headers.append("x-forwarded-for", from.socket.remoteAddress ?? "");
  const method = from.method ?? "GET";
  const body = method === "GET" || method === "HEAD" ? null : (Readable.toWeb(from) as ReadableStream);
  return new Request(new URL(from.url ?? "/", origin), {
    method,
    headers,
    body,
    duplex: "half",
  } as RequestInit);
}

async function send(answer: Response, to: ServerResponse, extra: Record<string, string>): Promise<void> {
  for (const [name, value] of [...answer.headers, ...Object.entries(extra)]) {
    if (name !== "set-cookie") to.setHeader(name, value);
  }
  to.setHeader("set-cookie", answer.headers.getSetCookie());
  to.writeHead(answer.status);
  if (answer.body) await pipeline(Readable.fromWeb(answer.body as WebStream), to);
  else to.end();
}

async function throughLite(from: IncomingMessage, to: ServerResponse): Promise<void> {
  const request = toRequest(from);
  const cors = corsHeaders(request);
  if (request.method === "OPTIONS") return void to.writeHead(204, cors).end();
  const answer = await mended(request, lite.answer);
  await readToEnd(from);
  await send(answer, to, cors);
}

/** Storage refuses a body before it has read it: the sender is to see that answer, not a broken connection. */
async function readToEnd(from: IncomingMessage): Promise<void> {
  if (from.readableEnded || from.destroyed) return;
  from.removeAllListeners("data").resume();
  await finished(from);
}

/** Auth says it is well, which needs lite and its database. */
async function askLite(): Promise<void> {
  const headers = { apikey: env.SUPABASE_PUBLISHABLE_KEY };
  const answer = await lite.answer(new Request(`${origin}/auth/v1/health`, { headers }));
  if (!answer.ok) throw new Error(`Auth answers ${answer.status}`);
}

async function sayHealth(to: ServerResponse): Promise<void> {
  const answer = await health({ database: () => database`select 1`, lite: askLite, ...env.GATEWAY_PROBES });
  say(to, answer.ok ? 200 : 503, answer);
}

async function route(from: IncomingMessage, to: ServerResponse): Promise<void> {
  const url = from.url ?? "/";
  if (url === "/healthz") return sayHealth(to);
  if (/^\/(rest|auth|storage)\/v1(\/|\?|$)/.test(url)) return throughLite(from, to);
  const [, name = "", rest = ""] =
    /^\/functions\/v1\/([\w-]+)(.*)$/.exec(url.replace(/^\/l\//, "/functions/v1/link/")) ?? [];
  const port = env.GATEWAY_FUNCTIONS[name];
  if (port) return pass(from, to, port, `/${name}${rest}`);
  say(to, 404, { code: "NOT_FOUND", message: name ? "Requested function was not found" : "No such place" });
}

const server = createServer({ keepAliveTimeout: 65_000, requestTimeout: 0 }, (from, to) => {
  route(from, to).catch((error: unknown) => {
    // The caller went away in the middle: nothing to answer. Anything else is ours and goes to the log.
    if (to.destroyed) return;
    console.error(`${from.method} ${from.url?.split("?")[0]}`, error);
    say(to, 500, { code: "gateway", message: "The gateway failed; its log says why." });
  });
});

async function close(): Promise<void> {
  server.close();
  server.closeIdleConnections();
  setTimeout(() => server.closeAllConnections(), 2_000).unref();
  await Promise.all([lite.close(), database.end({ timeout: 2 })]);
  process.exit(0);
}

process.once("SIGTERM", close);
process.once("SIGINT", close);
server.listen(env.TIDINGS_API_PORT, "127.0.0.1", () => console.log(`gateway on ${origin}`));
