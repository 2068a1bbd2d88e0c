/** What the gateway itself turns away, in the words of the door at which it happens. */
import { REFUSALS, type RefusalCode, refusalWords } from "@tidings/shared/refusals/register.ts";

/** What is said beside code and words. */
interface More {
  /** Seconds after which it is worth another try. */
  readonly retryAfter?: number | undefined;
  /** The methods that are taken, of a 405. */
  readonly allow?: string;
  /** Of a refusal of the register. */
  readonly hint?: string;
  readonly details?: string;
}

/** A refusal with its HTTP status. `code` is that of hosted Supabase where it has one. */
export class Refused extends Error {
  readonly status: number;
  readonly code: string;
  readonly more: More;

  constructor(status: number, code: string, message: string, more: More = {}) {
    super(message);
    this.status = status;
    this.code = code;
    this.more = more;
  }
}

/** A refusal of the register, as a verb would say it. `hint`: what to do, where the door knows it better. */
export function refusal(
  code: RefusalCode,
  details: Readonly<Record<string, unknown>> = {},
  retryAfter?: number,
  hint?: string,
): Refused {
  const words = refusalWords(code, "en", details);
  const more = { retryAfter, hint: hint ?? words.hint, details: JSON.stringify(details) };
  return new Refused(REFUSALS[code].status, code, words.message, more);
}

/** A body as REST, Auth and Storage each have it; functions and the rest have REST's. */
function bodyFor(path: string, { status, code, message, more }: Refused): object {
  if (path.startsWith("/auth/")) return { code: status, error_code: code, msg: message };
  if (path.startsWith("/storage/")) return { statusCode: String(status), error: code, message };
  return { code, message, details: more.details ?? null, hint: more.hint ?? null };
}

/** The answer to a request that is refused. Its connection ends where the rest of the body is not read. */
export function answerOf(path: string, refused: Refused): Response {
  const headers: Record<string, string> = {};
  const { retryAfter, allow } = refused.more;
  if (retryAfter !== undefined) headers["retry-after"] = String(Math.ceil(retryAfter));
  if (allow !== undefined) headers.allow = allow;
  return Response.json(bodyFor(path, refused), { status: refused.status, headers });
}

/** The answer to bytes that are no request, as they go into the socket. */
export function rawAnswer(status: number, phrase: string, code: string, message: string): string {
  const body = JSON.stringify({ code, message, details: null, hint: null });
  return [
    `HTTP/1.1 ${status} ${phrase}`,
    "content-type: application/json",
    `content-length: ${Buffer.byteLength(body)}`,
    "x-content-type-options: nosniff",
    "connection: close",
    "",
    body,
  ].join("\r\n");
}
