/** What the gateway itself turns away, in the words of the door at which it happens. */

/** A refusal with its HTTP status. `code` is that of hosted Supabase where it has one. */
export class Refused extends Error {
  readonly status: number;
  readonly code: string;
  /** Seconds after which it is worth another try. */
  readonly retryAfter: number | undefined;
  /** What a refusal of the register says besides. */
  readonly more: { readonly hint: string; readonly details: string } | undefined;

  constructor(
    status: number,
    code: string,
    message: string,
    retryAfter?: number,
    more?: { readonly hint: string; readonly details: string },
  ) {
    super(message);
    this.status = status;
    this.code = code;
    this.retryAfter = retryAfter;
    this.more = more;
  }
}

/** A body as REST, Auth and Storage each have it; functions and the rest have REST's. */
function bodyFor(path: string, { status, code, message, more }: Refused): object {
  if (path.startsWith("/auth/")) return { code: status, error_code: code, msg: message };
  if (path.startsWith("/storage/")) return { statusCode: String(status), error: code, message };
  return { code, message, details: more?.details ?? null, hint: more?.hint ?? null };
}

/** The answer to a request that is refused. Its connection ends where the rest of the body is not read. */
export function answerOf(path: string, refused: Refused): Response {
  const headers: Record<string, string> = {};
  if (refused.retryAfter !== undefined) headers["retry-after"] = String(Math.ceil(refused.retryAfter));
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
