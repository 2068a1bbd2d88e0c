import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { Duplex } from "node:stream";
import { boundAddresses } from "@tidings/shared/ground/connections.ts";
import { log } from "../ground/log.ts";

/** A request whose body has arrived whole. Bolt's receivers take `rawBody` instead of reading the request themselves. */
export type WholeRequest = IncomingMessage & { readonly rawBody: Buffer };

/** The handler of a path. */
export type Route = (request: WholeRequest, response: ServerResponse) => void | Promise<void>;

export interface BotServer {
  close(): Promise<void>;
}

/**
 * The largest body: Slack sends the message of a pressed button along, 50 blocks of 3,000 Chinese characters at most, each nine
 * bytes in a form. Anybody may send one before a signature is looked at, so it is bounded before a platform's own code sees it.
 */
const LARGEST = 2 * 1024 * 1024;

/** Platforms wait 3 s for an answer. A request that takes longer than this to arrive is cut off, in milliseconds. */
const LIMITS = {
  headersTimeout: 10_000,
  requestTimeout: 15_000,
  connectionsCheckingInterval: 5_000,
  // Platforms and proxies reuse connections for a minute; closing one just as a request arrives would lose the request.
  keepAliveTimeout: 75_000,
  maxHeaderSize: 16 * 1024,
};
/** A connection on which nothing moves for this long is closed, in milliseconds. */
const STALLED_MS = 60_000;
/** With the bound of a body: no more than 512 MB of bodies at once, no matter who sends them. */
const MOST_CONNECTIONS = 256;
/**
 * Of them one address has so many, or anyone who opens them and sends nothing would keep the platforms out. It is far more than half of them, as a proxy before
 * the bot is one address, and a hundred people who press a button at once have as many connections.
 */
const MOST_OF_ADDRESS = 192;

/** Requests that run when the bot stops have this long; platforms wait no longer either. */
const SHUTDOWN_GRACE_MS = 3_000;

/** Sends a JSON response. */
export function reply(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { "content-type": "application/json" });
  response.end(JSON.stringify(body));
}

/** The body, whole; null when it is larger than LARGEST, of which no more than that is read. */
async function readBody(request: IncomingMessage): Promise<Buffer | null> {
  if (Number(request.headers["content-length"] ?? 0) > LARGEST) return null;
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request.iterator({ destroyOnReturn: false })) {
    size += (chunk as Buffer).length;
    if (size > LARGEST) return null;
    chunks.push(chunk as Buffer);
  }
  return Buffer.concat(chunks);
}

/** What is no HTTP, too slow or too large is told so where somebody still listens, and its connection ends. */
function refuseClient(error: NodeJS.ErrnoException, socket: Duplex): void {
  if (!socket.writable) return void socket.destroy();
  const words: Record<string, string> = {
    ERR_HTTP_REQUEST_TIMEOUT: "408 Request Timeout",
    HPE_HEADER_OVERFLOW: "431 Request Header Fields Too Large",
  };
  const status = words[error.code ?? ""] ?? "400 Bad Request";
  socket.end(`HTTP/1.1 ${status}\r\nconnection: close\r\ncontent-length: 0\r\n\r\n`);
}

/** The path of a request, without its query. Node passes on whatever was sent, so it need not be an address at all (`//`). */
const pathOf = (request: IncomingMessage): string => (request.url ?? "/").split(/[?#]/, 1)[0] ?? "/";

/**
 * Listens on `port` and answers the routes (`POST /slack/events` …) and `GET /healthz`: on every interface where it is
 * `called` from outside, else on loopback only. Routes may be added later. No request can end the process, and none is held longer or larger than LIMITS and LARGEST say.
 * @throws Error that names the port when it is taken
 */
export function startServer(
  port: number,
  routes: ReadonlyMap<string, Route>,
  health: () => object,
  called: boolean,
  limits: typeof LIMITS = LIMITS,
): Promise<BotServer> {
  const server = createServer(limits, (request, response) => {
    const path = pathOf(request);
    const name = `${request.method} ${path}`;
    const route = routes.get(name);
    const answer = async () => {
      if (name === "GET /healthz") return reply(response, 200, { ok: true, called, ...health() });
      if (!route) return reply(response, 404, { message: "There is nothing here." });
      const rawBody = await readBody(request);
      if (rawBody === null) {
        response.setHeader("connection", "close");
        return reply(response, 413, { message: `A request has at most ${LARGEST} bytes.` });
      }
      await route(Object.assign(request, { rawBody }), response);
    };
    // The last catch: an error in here would end the process, and with it the clock.
    answer().catch((error: unknown) => {
      // The client went away before its request was whole: nobody waits, and nothing failed.
      if (request.destroyed && !request.complete) return void response.destroy();
      log.error(`http.${path}`, error);
      if (!response.headersSent) reply(response, 500, { message: "The bot failed; its log says why." });
      else response.destroy();
    });
  });
  server.maxConnections = MOST_CONNECTIONS;
  boundAddresses(server, MOST_OF_ADDRESS);
  server.setTimeout(STALLED_MS);
  server.on("clientError", refuseClient);
  return new Promise((started, failed) => {
    server.once("error", (error: NodeJS.ErrnoException) => {
      const taken = error.code === "EADDRINUSE";
      failed(taken ? new Error(`Port ${port} is taken. Set TIDINGS_BOT_PORT to a free one.`) : error);
    });
    server.listen(port, called ? undefined : "127.0.0.1", () => {
      started({
        close: () =>
          new Promise((closed) => {
            server.close(() => closed());
            server.closeIdleConnections();
            setTimeout(() => server.closeAllConnections(), SHUTDOWN_GRACE_MS).unref();
          }),
      });
    });
  });
}
