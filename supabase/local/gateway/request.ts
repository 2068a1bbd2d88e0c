/** A request of Node's server as the web standard has it, or a refusal where it is none. */
import type { IncomingMessage } from "node:http";
import { Readable } from "node:stream";
import { Refused } from "./refused.ts";

const bad = (message: string) => new Refused(400, "bad_request", message);

/** Escapes in the path that are no UTF-8, and U+0000 anywhere, are no text that any door takes. */
function isText({ pathname, search }: URL): boolean {
  try {
    return !/%00/.test(search) && decodeURIComponent(pathname) !== "";
  } catch {
    return false; // half a character
  }
}

/** Methods that something here takes. `Request` throws at TRACE and CONNECT. */
const METHODS = /^(GET|HEAD|POST|PUT|PATCH|DELETE|OPTIONS)$/;

/**
 * The address that is asked for. Dots and escapes are resolved once, here, so that what is looked at is what is answered; an address
 * that names a host (`GET http://…`) is taken by its path.
 * @throws Refused 400 for one that cannot be read
 */
export function addressOf(from: IncomingMessage, origin: string): URL {
  const asked = from.url ?? "";
  const named = asked.startsWith("/") ? undefined : URL.parse(asked);
  const url = URL.parse(origin + (named ? named.pathname + named.search : asked));
  const reads = url?.origin === origin && !/%00|%(?![0-9a-f]{2})/i.test(url.pathname) && isText(url);
  if (!url || !reads) throw bad("The address cannot be read.");
  return url;
}

/**
 * The request with its body: bytes that have been read, or a stream.
 * @throws Refused 400, 405
 */
export function toRequest(from: IncomingMessage, url: URL, body: Buffer | Readable | null): Request {
  const method = from.method ?? "GET";
  if (!METHODS.test(method)) throw new Refused(405, "method_not_allowed", `There is no ${method} here.`);
  const headers = new Headers();
  try {
    for (let at = 0; at < from.rawHeaders.length; at += 2)
      headers.append(from.rawHeaders[at] ?? "", from.rawHeaders[at + 1] ?? "");
  } catch {
    throw bad("A header cannot be read.");
  }
  // The database takes the last hop for the caller's address (private.caller_address).
  headers.append("x-forwarded-for", from.socket.remoteAddress ?? "");
  const carries = body !== null && method !== "GET" && method !== "HEAD";
  const sent = body instanceof Readable ? Readable.toWeb(body) : body && new Uint8Array(body);
  return new Request(url, { method, headers, body: carries ? sent : null, duplex: "half" } as RequestInit);
}
