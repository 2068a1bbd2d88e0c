/** What the log of a key's calls keeps of a request: without numbers, secrets and values of parameters, and not much of it. */
import { changedBesideIds } from "@tidings/shared/ground/ids.ts";
import type { Sql } from "../_core/database.ts";
import { log, wordsOf } from "../_core/reply.ts";

/** Names of what nobody else is shown. */
const SECRET = /secret|token|password|credential|authorization|signature|stream|api_?key/i;
/** Values of parameters are a person's, whatever they are: their names are kept. */
const VALUES = /^(?:(?:dync_|sms_|template_|shared_)?params|individual_params|custom_url|values)$/;
/** As `private.hide_numbers` finds them, with a name behind a plus. */
const NUMBER =
  /(?<!\d)((?:\+|00)?86[ .-]?)?(1[ .-]?[3-9][ .-]?\d)(?:[ .-]?\d){4}[ .-]?((?:\d[ .-]?){3}\d)(?!\d)/g;
const HIDDEN = "…";
/** Of a text, of a list, of what lies in each other, and of a whole body as JSON. */
const [LETTERS, ITEMS, DEEP, WHOLE] = [300, 20, 20, 16_000];

const hideNumbers = (text: string) => changedBesideIds(text, (words) => words.replace(NUMBER, "$1$2****$3"));

/** A value as the log keeps it. */
function masked(value: unknown, isValue: boolean, depth = 0): unknown {
  if (depth > DEEP) return HIDDEN;
  if (typeof value === "string") {
    if (isValue) return HIDDEN;
    return hideNumbers(value.length > LETTERS ? `${value.slice(0, LETTERS)}${HIDDEN}` : value);
  }
  if (typeof value === "number") return isValue ? HIDDEN : shownNumber(value);
  if (Array.isArray(value)) {
    const kept = value.slice(0, ITEMS).map((one) => masked(one, isValue, depth + 1));
    return value.length > ITEMS ? [...kept, `${HIDDEN} ${value.length}`] : kept;
  }
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, one]) => [
      hideNumbers(name.slice(0, LETTERS)),
      SECRET.test(name) ? HIDDEN : masked(one, isValue || VALUES.test(name), depth + 1),
    ]),
  );
}

/** A number that could be a telephone's is a text then. */
const shownNumber = (value: number) => {
  const hidden = hideNumbers(String(value));
  return hidden === String(value) ? value : hidden;
};

/** The body of a request as JSON, masked; null for none, and for what is no JSON. */
export function maskedBody(bytes: Uint8Array): string | null {
  if (bytes.length === 0) return null;
  let value: unknown;
  try {
    value = JSON.parse(new TextDecoder().decode(bytes));
  } catch {
    return null; // not_json was answered, and what it is nobody can tell
  }
  const told = JSON.stringify(masked(value, false));
  return told.length > WHOLE ? JSON.stringify(`${HIDDEN} ${bytes.length}`) : told;
}

/** A path with what it asks, masked, to be read. */
export function maskedPath(path: string, query: URLSearchParams): string {
  const asked = [...query].map(([name, value]) =>
    SECRET.test(name) || VALUES.test(name) ? `${name}=${HIDDEN}` : `${name}=${value}`,
  );
  return hideNumbers(asked.length === 0 ? path : `${path}?${asked.join("&")}`);
}

/** What was asked by a key, and what came of it. */
export interface Call {
  readonly key: string;
  readonly address: string;
  readonly trace: string;
  readonly request: Request;
  readonly path: string;
  readonly bytes: Uint8Array;
  readonly status: number;
  readonly code: string | null;
  readonly ms: number;
  /** The send that it was about, where it was one. */
  readonly about: string | null;
}

/** Keeps a call in the log of its key, after it was answered: one insert, which the answer does not wait for. */
export function logCall(sql: Sql, call: Call): void {
  const { key, address, trace, request, path, bytes, status, code, ms, about } = call;
  const told = maskedPath(path, new URL(request.url).searchParams);
  const written =
    sql`select private.log_key_request(${key}::uuid, ${trace}, ${request.method}, ${told}, ${status},
    ${code}, ${Math.round(ms)}, ${address}, ${maskedBody(bytes)}, ${about}::uuid)`.then(
      () => undefined,
      (error) => log("api", "a call was not logged", { id: trace, error: wordsOf(error) }),
    );
  RUNTIME?.waitUntil(written);
}

/** Where it is hosted, an instance is kept until what it was told of has ended. */
const RUNTIME = (globalThis as { EdgeRuntime?: { waitUntil(promise: Promise<unknown>): void } }).EdgeRuntime;
