/**
 * The panel's own static server. Own code and no library: sirv, the likeliest (3.0.2, read), leaves a file open for every
 * download that is broken off, ends the process when a file it listed is gone, and answers brotli to `br;q=0`.
 */
import { createReadStream } from "node:fs";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { join } from "node:path";
import { pipeline } from "node:stream/promises";
import { type BuiltFile, ENDING } from "./built.ts";
import { CACHE, HASHED } from "./headers.ts";
import type { Site } from "./site.ts";

/** Requests are small and come at once; who takes longer is cut off. In milliseconds. */
const LIMITS = {
  headersTimeout: 10_000,
  requestTimeout: 15_000,
  connectionsCheckingInterval: 5_000,
  // Proxies keep connections for a minute: one that is closed just as a request arrives would lose it.
  keepAliveTimeout: 75_000,
  maxHeaderSize: 16 * 1024,
  // Node would refuse a request without Host itself, without our headers.
  requireHostHeader: false,
};
/** A reader that takes no byte for this long is let go, in milliseconds. */
const STALLED = 60_000;
const MOST_CONNECTIONS = 1_000;

/** A path as an address may have it, decoded; null where it means something to a file system or to nobody. */
function pathOf(url: string | undefined): string | null {
  const raw = (url ?? "").split(/[?#]/, 1)[0] ?? "";
  let path: string;
  try {
    path = decodeURIComponent(raw);
  } catch {
    return null;
  }
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is looked for
  if (!path.startsWith("/") || /[\u0000-\u001f\u007f\\]|\/\/|\/\.\.?(?:\/|$)/.test(path)) return null;
  return path;
}

/** Does a person open a place of the panel, rather than a script ask for a file? */
function isNavigation(request: IncomingMessage, path: string): boolean {
  if (path.startsWith(HASHED) || /\.[^/]*$/.test(path)) return false;
  const mode = request.headers["sec-fetch-mode"];
  if (mode !== undefined) return mode === "navigate";
  return /text\/html/.test(request.headers.accept ?? "");
}

type Coding = keyof typeof ENDING;

/** The best form that the client takes; q=0 forbids one. */
function codingFor({ forms }: BuiltFile, accepted: string): Coding {
  const weights = new Map(
    accepted.split(",").map((each) => {
      const [coding = "", weight] = each
        .trim()
        .toLowerCase()
        .split(/\s*;\s*q=/);
      return [coding, weight === undefined ? 1 : Number(weight)] as const;
    }),
  );
  const taken = (coding: Coding) => forms[coding] && (weights.get(coding) ?? weights.get("*") ?? 0) > 0;
  return taken("br") ? "br" : taken("gzip") ? "gzip" : "identity";
}

function isKnown(request: IncomingMessage, etag: string): boolean {
  const named = request.headers["if-none-match"];
  if (named === undefined) return false;
  return named.split(",").some((each) => each.trim() === "*" || each.trim().replace(/^W\//, "") === etag);
}

/** A few plain words as an answer. */
function tell(response: ServerResponse, status: number, words: string, more: Record<string, string> = {}) {
  const body = `${words}\n`;
  const type = { "content-type": "text/plain; charset=utf-8", "content-length": Buffer.byteLength(body) };
  response.writeHead(status, { ...type, "cache-control": "no-store", ...more });
  response.end(response.req.method === "HEAD" ? undefined : body);
}

/** Writes the headers of a file; answers the coding of the body that has to follow, or null when none does. */
function begin(request: IncomingMessage, response: ServerResponse, file: BuiltFile): Coding | null {
  const coding = codingFor(file, String(request.headers["accept-encoding"] ?? ""));
  const form = file.forms[coding] ?? file.forms.identity;
  response.setHeader("cache-control", file.hashed ? CACHE.hashed : CACHE.page);
  response.setHeader("etag", form.etag);
  response.setHeader("vary", "accept-encoding");
  if (isKnown(request, form.etag)) {
    response.writeHead(304).end();
    return null;
  }
  if (coding !== "identity") response.setHeader("content-encoding", coding);
  response.writeHead(200, { "content-type": file.type, "content-length": form.bytes });
  if (request.method !== "HEAD") return coding;
  response.end();
  return null;
}

async function answer(site: Site, request: IncomingMessage, response: ServerResponse): Promise<void> {
  if (request.method !== "GET" && request.method !== "HEAD")
    return tell(response, 405, "Only GET and HEAD are answered here.", { allow: "GET, HEAD" });
  const path = pathOf(request.url);
  if (path === null || request.headers.host === undefined)
    return tell(response, 400, "This is no address of the panel.");
  const file = site.files.get(path);
  if (file) {
    const coding = begin(request, response, file);
    // pipeline closes the file also when the client goes away in the middle.
    if (coding) await pipeline(createReadStream(join(site.folder, path) + ENDING[coding]), response);
  } else if (path === "/" || path === "/index.html" || isNavigation(request, path)) {
    const coding = begin(request, response, site.page.file);
    if (coding) response.end(site.page.bodies[coding]);
  } else tell(response, 404, "There is nothing here.");
}

/** The client has gone: nobody waits for an answer, and nothing failed. */
const GONE = new Set(["ERR_STREAM_PREMATURE_CLOSE", "ECONNRESET", "EPIPE"]);

/**
 * A server of the site; `listen` is the caller's. It answers GET and HEAD: a file, the page for a navigation, 404 for
 * anything else; 400 for an address that is none. No request ends the process.
 */
export function panelServer(site: Site, warn: (what: string, error: unknown) => void): Server {
  const server = createServer(LIMITS, (request, response) => {
    response.setHeaders(new Map(Object.entries(site.headers)));
    // The last catch: what is thrown in here would end the process.
    answer(site, request, response).catch((error: NodeJS.ErrnoException) => {
      if (!GONE.has(error.code ?? "")) warn(`${request.method} ${request.url}`, error);
      if (response.headersSent) response.destroy();
      else tell(response, 500, "The panel's server failed; its log says why.");
    });
  });
  server.on("checkExpectation", (_request, response) => {
    response.setHeaders(new Map(Object.entries(site.headers)));
    tell(response, 417, "Nothing is expected here.");
  });
  server.maxConnections = MOST_CONNECTIONS;
  server.setTimeout(STALLED);
  const headers = Object.entries({ ...site.headers, connection: "close", "content-length": "0" });
  const lines = headers.map(([name, value]) => `${name}: ${value}\r\n`).join("");
  server.on("clientError", (error: NodeJS.ErrnoException, socket) => {
    if (!socket.writable) return void socket.destroy();
    const late = error.code === "ERR_HTTP_REQUEST_TIMEOUT";
    const large = error.code === "HPE_HEADER_OVERFLOW";
    const status = late
      ? "408 Request Timeout"
      : large
        ? "431 Request Header Fields Too Large"
        : "400 Bad Request";
    socket.end(`HTTP/1.1 ${status}\r\n${lines}\r\n`);
  });
  return server;
}
