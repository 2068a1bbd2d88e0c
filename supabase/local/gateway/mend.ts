/** Where lite's REST differs from Supabase's: each gap, and its mending. App code then needs to know nothing. */
import { refusal } from "./refused.ts";

/** lite takes `eq.+8613800138000` for a number, and finds no text of it; in quotes it stays the text it is. */
function mendPlus(request: Request): Request {
  const url = new URL(request.url);
  const numbers = [...url.searchParams].filter(([, value]) => PLUS.test(value));
  const reads = /^(GET|HEAD)$/.test(request.method) && url.pathname.startsWith("/rest/v1/");
  if (!reads || numbers.length === 0) return request;
  for (const [name, value] of numbers) url.searchParams.set(name, value.replace(PLUS, '$1."$2"'));
  return new Request(url, { method: request.method, headers: request.headers });
}

const PLUS = /^((?:not\.)?n?eq)\.(\+\d+)$/;

/** Answers a request to REST. */
export async function answerRest(request: Request, answer: Answer): Promise<Response> {
  return mendFailed(await answer(mendPlus(request)));
}

/** lite fails with a 500 where an argument or a filter is not of the kind that is taken (`ids: 7`, `created_at=eq.{}`), or quotes do not close; PostgREST refuses it. */
async function mendFailed(response: Response): Promise<Response> {
  if (response.status !== 500) return response;
  const text = await response.text();
  // The time of a statement is over, or it waited so long for a lock (ground.roles.sql).
  if (/canceling statement due to (statement|lock) timeout/.test(text)) throw refusal("too_slow", {}, 2);
  if (!/ERR_INVALID_ARG_TYPE|must be of type|RangeError|TypeError|Missing closing quote/.test(text))
    return new Response(text, { status: 500, headers: { "content-type": "application/json" } });
  const message = "An argument or a filter is not of the kind that is taken.";
  return Response.json(
    {
      code: "22P02",
      message,
      details: null,
      hint: "Compare it with the description of the function or the view.",
    },
    { status: 400 },
  );
}

type Answer = (request: Request) => Promise<Response>;

/** Any origin may ask, with any header: the keys and the caller's token are the guard, as on Supabase. */
export function corsHeaders(request: Request): Record<string, string> {
  return {
    "access-control-allow-origin": "*",
    "access-control-allow-methods": "GET,HEAD,POST,PUT,PATCH,DELETE,OPTIONS",
    "access-control-allow-headers": request.headers.get("access-control-request-headers") ?? "*",
    "access-control-expose-headers":
      "Content-Range,Content-Location,Preference-Applied,Content-Disposition,ETag,Retry-After",
    "access-control-max-age": "86400",
  };
}
