/** Refusals in words: as problems (RFC 9457) on our own routes, as the vendor has them on its. */
import { problemOf, problem as problemSchema } from "@tidings/shared/catalogue/problems.ts";
import { fillPlaces, type Locale, say } from "@tidings/shared/ground/locale.ts";
import {
  isDefectCode,
  isRefusalCode,
  refusalValues,
  refusalWords,
} from "@tidings/shared/refusals/register.ts";
import { localValues } from "@tidings/shared/refusals/values.ts";
import { z } from "zod";
import { log, Refusal, wordsOf } from "../_core/reply.ts";
import { named } from "./named.ts";
import type { Dialect } from "./route.ts";
import { API_WORDS, type ApiCode, KEY_HINTS, PROGRAM_HINTS } from "./words.ts";

/** A refusal of the API itself. */
export const refuse = (status: number, code: ApiCode, details: Record<string, unknown> = {}) =>
  new Refusal(status, code, API_WORDS[code].en, { details });

export const problem = named("Problem", problemSchema);

export const fault = named(
  "Fault",
  z.object({ error_code: z.string(), error_msg: z.string(), request_id: z.string() }),
);

/** Of Postgres and PostgREST: the statement took too long. */
const TOO_SLOW = "57014";

/** Of Postgres: it stops, starts, or has no connection, memory or disk left (class 53). Of its client: there was none, or it broke. */
const AWAY =
  /^(57P0[1-5]|53\w{3}|08\w{3}|CONNECT(ION_(CLOSED|ENDED|DESTROYED)|_TIMEOUT)|E(CONNREFUSED|CONNRESET|PIPE|TIMEDOUT))$/;

/** Does the database not answer? What was asked may be asked again. */
const isAway = (error: unknown): boolean =>
  error instanceof Error && "code" in error && AWAY.test(String(error.code));

/** What a refusal is for a program: whatever a caller may have caused is theirs, anything else is ours and is logged. */
export function refusalOf(error: unknown, id: string): Refusal {
  if (!(error instanceof Refusal)) {
    log("api", "failed", { id, error: wordsOf(error) });
    if (isAway(error))
      return new Refusal(503, "api_away", API_WORDS.api_away.en, { headers: { "retry-after": "2" } });
    return refuse(500, "internal");
  }
  const { code, details } = error;
  // A request id that came with another verb, resource or input.
  if (code === "request_reused" || code === "request_mismatch") return refuse(422, "idempotency_key_reused");
  if (code === TOO_SLOW)
    return new Refusal(503, "too_slow", refusalWords("too_slow", "en").message, {
      headers: { "retry-after": "2" },
    });
  if (!isDefectCode(code)) return error;
  // What Postgres cannot read was typed; of anything else the log says more.
  log("api", "refused by the database", { id, code });
  return new Refusal(422, "input_invalid", "input_invalid", {
    details: { ...refusalValues(details), field: "input" },
  });
}

/** The words of a refusal in a language, for a program: what it does about it is not what a person does. */
function told(refusal: Refusal, locale: Locale, byKey: boolean): { message: string; hint: string } {
  const hint = (byKey ? KEY_HINTS[refusal.code] : undefined) ?? PROGRAM_HINTS[refusal.code];
  const words = registered(refusal, locale);
  return hint ? { ...words, hint: say(hint, locale) } : words;
}

function registered({ code, message, details }: Refusal, locale: Locale): { message: string; hint: string } {
  if (Object.hasOwn(API_WORDS, code)) {
    const values = localValues(refusalValues(details), locale);
    return { message: fillPlaces(say(API_WORDS[code as ApiCode], locale), values), hint: "" };
  }
  return isRefusalCode(code) ? refusalWords(code, locale, details) : { message, hint: "" };
}

/** The language that a program asks for; English where it does not say. */
const localeOf = (headers: Headers): Locale =>
  /^\s*zh\b/i.test(headers.get("accept-language") ?? "") ? "zh-CN" : "en";

/** How one says who asks (RFC 9110: a 401 names it). */
const SCHEMES: Readonly<Record<Dialect, string>> = { own: "Bearer", vendor: "SDK-HMAC-SHA256" };

/** The answer to a request that was refused, or that failed. `byKey`: an access key has asked. */
export function refusedAnswer(
  error: unknown,
  dialect: Dialect,
  request: Request,
  id: string,
  byKey = false,
): Response {
  const refusal = refusalOf(error, id);
  const { status, code } = refusal;
  const headers = {
    ...(status === 401 ? { "www-authenticate": SCHEMES[dialect] } : {}),
    ...refusal.headers,
  };
  const { message, hint } = told(refusal, localeOf(request.headers), byKey);
  if (dialect === "vendor") {
    const body: z.infer<typeof fault> = {
      error_code: vendorCode(status, code),
      // It has no place for what to do.
      error_msg: PROGRAM_HINTS[code] ? `${message} ${hint}` : message,
      request_id: id,
    };
    return Response.json(body, { status, headers });
  }
  const body = problemOf(
    { status, code },
    { detail: message, hint, details: { ...refusalValues(refusal.details) } },
    id,
  );
  return Response.json(body, { status, headers: { ...headers, "content-type": "application/problem+json" } });
}

/** What the vendor's gateway and service call the like; of anything else our own code, so that it can be looked up. */
const VENDOR_CODES: Readonly<Record<number, string>> = {
  401: "APIGW.0301",
  404: "APIGW.0101",
  429: "APIGW.0308",
  500: "KM.90010000",
  503: "KM.90019003",
};

/** A request of another shape than the service takes. */
const SHAPE = "KM.90016803";
const SHAPES: ReadonlySet<string> = new Set([
  ...["input_invalid", "query_invalid", "not_json", "not_form", "body_too_large"],
  ...["template_unheld", "material_unfit"],
]);

function vendorCode(status: number, code: string): string {
  if (SHAPES.has(code)) return SHAPE;
  const isOurs = code.startsWith("KM.") || (status === 404 && code !== "no_such_route");
  return isOurs ? code : (VENDOR_CODES[status] ?? code);
}
