/** Answers. An error becomes a log line without phone numbers, and a message for the caller. */
import { changedBesideIds } from "@tidings/shared/ground/ids.ts";
import { traceIn } from "@tidings/shared/ground/trace.ts";

/** Any origin may ask: the caller's token is the guard, as with the rest of Supabase's API. */
const CORS = {
  "access-control-allow-origin": "*",
  "access-control-allow-methods": "GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS",
  "access-control-max-age": "86400",
};

/** Which source this is: the bundle that was deployed says so in its first line (supabase/deploy/bundle.ts). None when run from source. */
const RELEASE = (globalThis as { TIDINGS_RELEASE?: string }).TIDINGS_RELEASE;

/** An answer that names the release it is of. */
function released(answer: Response): Response {
  if (RELEASE) answer.headers.set("x-tidings-release", RELEASE);
  return answer;
}

/** A JSON answer. */
export function json(body: unknown, status = 200, headers: Record<string, string> = {}): Response {
  return Response.json(body, { status, headers: { ...CORS, "cache-control": "no-store", ...headers } });
}

/** A refusal for the caller: thrown anywhere in a handler, answered by {@link answering}. `code` is snake_case. */
export class Refusal extends Error {
  readonly status: number;
  readonly code: string;
  readonly headers: Record<string, string>;
  readonly details: unknown;

  constructor(
    status: number,
    code: string,
    message: string,
    more: { headers?: Record<string, string>; details?: unknown } = {},
  ) {
    super(message);
    this.name = "Refusal";
    this.status = status;
    this.code = code;
    this.headers = more.headers ?? {};
    this.details = more.details;
  }
}

/** `text` without anything that looks like a phone number, and not longer than a line. */
export function withoutNumbers(text: string): string {
  const hidden = (words: string) => words.replace(/(?:\+|00)?(?:86)?1[3-9]\d(?:[ -]?\d{4}){2}/g, "…");
  return changedBesideIds(text, hidden).slice(0, 1000);
}

/** One line of the log: which function, what, and facts (ids and counts, never a number or a name of a person). */
export function log(name: string, what: string, facts: Record<string, unknown> = {}): void {
  console.error(withoutNumbers(`${name}: ${what} ${JSON.stringify(facts)}`));
}

function describe(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const code = "code" in error ? `${String(error.code)} ` : "";
  const cause = error.cause instanceof Error ? ` (${error.cause.message})` : "";
  return `${code}${error.message}${cause} at ${error.stack?.split("\n")[1]?.trim() ?? "?"}`;
}

/** The words of any error, for a log line or for `last_error`: without numbers. */
export function wordsOf(error: unknown): string {
  return withoutNumbers(error instanceof Error ? error.message : String(error)).slice(0, 300);
}

/**
 * A handler that always answers: preflights, refusals as `{code, message, details}`, and anything unforeseen as
 * 500 with an id that the log line has too: that of the caller's trace, where there is one.
 */
export function answering(
  name: string,
  handle: (request: Request) => Promise<Response>,
): (request: Request) => Promise<Response> {
  const answer = async (request: Request) => {
    if (request.method === "OPTIONS") {
      const wanted = request.headers.get("access-control-request-headers") ?? "*";
      return new Response(null, {
        status: 204,
        headers: { ...CORS, "access-control-allow-headers": wanted },
      });
    }
    try {
      return await handle(request);
    } catch (error) {
      if (error instanceof Refusal) {
        const { code, message, details = null } = error;
        return json({ code, message, details }, error.status, error.headers);
      }
      const id = traceIn(request.headers.get("traceparent")) ?? crypto.randomUUID();
      log(name, "failed", { id, error: describe(error) });
      return json({ code: "internal", message: `The function failed. See its log under ${id}.` }, 500);
    }
  };
  return async (request) => released(await answer(request));
}

/** Refuses every method but those named. */
export function onlyMethods(request: Request, ...methods: string[]): void {
  if (methods.includes(request.method)) return;
  throw new Refusal(405, "method_not_allowed", `Use ${methods.join(" or ")}.`, {
    headers: { allow: methods.join(", ") },
  });
}
