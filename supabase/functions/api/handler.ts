/**
 * The API for programs, at `/functions/v1/api`: every declared noun under `/resources`, the operations of KooMessage under `/v1`, what both take
 * and answer at `/openapi.json`, and that to read at `/docs`.
 */
import { isId } from "@tidings/shared/ground/ids.ts";
import { traceparentOf } from "@tidings/shared/ground/trace.ts";
import { Hono } from "hono";
import { z } from "zod";
import type { Sql } from "../_core/database.ts";
import type { Env } from "../_core/env.ts";
import { answering, Refusal } from "../_core/reply.ts";
import { Door, type Known, traceOf } from "./credentials.ts";
import { docsAnswer } from "./docs/page.ts";
import { bodyOf, formIn, jsonIn, queryOf } from "./input.ts";
import { logCall } from "./masked.ts";
import { HEADER, keyOf, requestsOf } from "./once.ts";
import { described } from "./openapi.ts";
import { refusalOf, refuse, refusedAnswer } from "./problem.ts";
import type { Dialect, Route } from "./route.ts";
import { ROUTES } from "./routes.ts";
import { voiceAnswer } from "./voice.ts";

/** The path behind the function's own name, as hosted Supabase and the gateway of a laptop pass it on. */
export const pathIn = (url: string): string =>
  new URL(url).pathname.replace(/^(\/functions\/v1)?\/api(?=\/|$)/, "") || "/";

/** Where the API stands, for a client that reads its description: a gateway may have taken `/functions/v1` away. */
const placeOf = (url: string): string => {
  const { pathname } = new URL(url);
  return pathname.startsWith("/functions/v1/")
    ? pathname.replace(/\/openapi\.json$/, "")
    : "/functions/v1/api";
};

const dialectOf = (path: string): Dialect => (path.startsWith("/v1/") ? "vendor" : "own");

const OPEN = { "access-control-allow-origin": "*", "cache-control": "no-store" };
/** What a program in a browser may read of an answer. */
const EXPOSED = {
  "access-control-expose-headers": "x-request-id, traceparent, retry-after, ratelimit, ratelimit-policy",
};

/** Answers a request of a route: who asks, what they give, what the law says. What a key asked is logged. */
async function answerTo(
  route: Route,
  request: Request,
  place: Record<string, string>,
  trace: string,
  services: Services,
): Promise<Response> {
  const begun = performance.now();
  const bytes = await bodyOf(request, route);
  const known = await services.door.admit({
    ...{ request, body: bytes, trace },
    ...{ dialect: route.dialect, form: !!route.form },
  });
  const { key } = known;
  if (key === null) return toldTo(await askedOf(route, request, bytes, place, trace, known, services), known);
  const told = await askedOf(route, request, bytes, place, trace, known, services).then(
    (answer) => ({ answer, code: null }),
    (error) => {
      const refusal = refusalOf(error, trace);
      return { refusal, code: refusal.code };
    },
  );
  // What only read something did nothing that could be done again.
  const about = "answer" in told && request.method !== "GET" ? aboutIn(place, told.answer.body) : null;
  const answer =
    "refusal" in told
      ? refusedAnswer(told.refusal, route.dialect, request, trace, true)
      : toldTo(told.answer, known);
  logCall(services.sql, {
    ...{ key: key.id, address: key.address, trace, request, path: pathIn(request.url), bytes, about },
    ...{ status: answer.status, code: told.code, ms: performance.now() - begun },
  });
  return answer;
}

/** What the route answers. */
async function askedOf(
  route: Route,
  request: Request,
  bytes: Uint8Array<ArrayBuffer>,
  place: Record<string, string>,
  trace: string,
  { caller, mark }: Known,
  { env, sql }: Services,
): Promise<{ status: number; body: unknown }> {
  const key = keyOf(request.headers, route, mark);
  const query = queryOf(new URL(request.url), route);
  const body = route.form ? await formIn(bytes, request.headers, route.form) : jsonIn(bytes, route);
  // The law answers a request that is still running with this header at once, and lets others wait for it.
  if (key !== null) caller.headers[HEADER] = key;
  caller.headers.traceparent = traceparentOf(trace);
  const answer = await route.run({ caller, env, sql, place, query, body, bytes, request: requestsOf(key) });
  return { status: answer.status ?? Number(Object.keys(route.answers)[0]), body: answer.body };
}

const toldTo = ({ status, body }: { status: number; body: unknown }, { rate }: Known) =>
  Response.json(body, { status, headers: ratesOf(rate) });

const ABOUT = z.object({ task_id: z.string().optional(), id: z.string().optional() });

/** The id of what a request was about, where it is one of ours: of its path, or of what it made. */
function aboutIn({ id }: Record<string, string>, body: unknown): string | null {
  const made = ABOUT.safeParse(body).data;
  const about = id ?? made?.task_id ?? made?.id;
  return isId(about) ? String(about) : null;
}

interface Services {
  readonly env: Env;
  readonly sql: Sql;
  readonly door: Door;
}

/** How near a key is to its limit (draft-ietf-httpapi-ratelimit-headers-10). */
const ratesOf = (rate: Known["rate"]): Record<string, string> =>
  rate === null
    ? {}
    : {
        "ratelimit-policy": `"key";q=${rate.most};w=${rate.per}`,
        ratelimit: `"key";r=${rate.left};t=${rate.per}`,
      };

/** Every answer names its request, and says who may read it. */
function finished(answer: Response, trace: string): Response {
  for (const [name, value] of Object.entries({ ...OPEN, ...EXPOSED }))
    if (!answer.headers.has(name)) answer.headers.set(name, value);
  answer.headers.set("x-request-id", trace);
  answer.headers.set("traceparent", traceparentOf(trace));
  return answer;
}

/** Each path with the methods that it takes. */
function allowedOf(routes: readonly Route[]): Map<string, string> {
  const open = ["/openapi.json", "/docs"].map((path) => ({ path, method: "get" }));
  const paths = Map.groupBy([...open, ...routes], ({ path }) => path);
  return new Map(
    [...paths].map(([path, all]) => [path, all.map(({ method }) => method.toUpperCase()).join(", ")]),
  );
}

/** All that programs may ask, as one handler. */
export function makeHandler(
  env: Env,
  sql: Sql,
  routes: readonly Route[] = ROUTES,
): (request: Request) => Promise<Response> {
  const services = { env, sql, door: new Door(env, sql) };
  const app = new Hono<{ Bindings: { trace: string } }>({ getPath: (request) => pathIn(request.url) });
  const description = new Map<string, string>();
  app.get("/openapi.json", ({ req }) => {
    // A quarter of a second of CPU, and the same for everybody who asks under one path.
    const place = placeOf(req.url);
    const locale = req.query("locale") === "zh-CN" ? "zh-CN" : "en";
    const told = description.get(place + locale) ?? JSON.stringify(described(routes, place, locale));
    description.set(place + locale, told);
    return new Response(told, { headers: { "content-type": "application/json" } });
  });
  app.get("/docs", () => docsAnswer());
  for (const route of routes)
    app.on(route.method.toUpperCase(), route.path, ({ req, env: { trace } }) =>
      answerTo(route, req.raw, req.param() as Record<string, string>, trace, services),
    );
  for (const [path, allow] of allowedOf(routes))
    app.all(path, () => {
      throw new Refusal(405, "method_not_allowed", "method_not_allowed", { headers: { allow } });
    });
  app.notFound(() => {
    throw refuse(404, "no_such_route");
  });
  app.onError((error, { req, env: { trace } }) => refusedAnswer(error, dialectOf(req.path), req.raw, trace));
  return answering("api", async (request) => {
    if (request.method === "POST" && pathIn(request.url) === "/voice")
      return voiceAnswer(request, env, services.door);
    const trace = traceOf(request);
    return finished(await app.fetch(request, { trace }), trace);
  });
}
