import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { log } from "./log.ts";

/** The handler of a path. */
export type Route = (request: IncomingMessage, response: ServerResponse) => void | Promise<void>;

export interface BotServer {
  close(): Promise<void>;
}

/** Requests that run when the bot stops have this long; platforms wait no longer either. */
const SHUTDOWN_GRACE_MS = 3_000;

/** Sends a JSON response. */
export function reply(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { "content-type": "application/json" });
  response.end(JSON.stringify(body));
}

/** The path of a request, without its query. Node passes on whatever was sent, so it need not be an address at all (`//`). */
const pathOf = (request: IncomingMessage): string => (request.url ?? "/").split(/[?#]/, 1)[0] ?? "/";

/**
 * Listens on `port` and answers the routes (`POST /slack/events` …) and `GET /healthz`: on every interface where a
 * platform calls by HTTP, on loopback only where none does. No request can end the process.
 * @throws Error that names the port when it is taken
 */
export function startServer(
  port: number,
  routes: ReadonlyMap<string, Route>,
  health: () => object,
): Promise<BotServer> {
  // Platforms and proxies reuse connections for a minute; closing one just as a request arrives would lose the request.
  const server = createServer({ keepAliveTimeout: 75_000 }, (request, response) => {
    const path = pathOf(request);
    const name = `${request.method} ${path}`;
    const route = routes.get(name);
    const answer = async () => {
      if (name === "GET /healthz") return reply(response, 200, { ok: true, ...health() });
      if (!route) return reply(response, 404, { message: "There is nothing here." });
      await route(request, response);
    };
    // The last catch: an error in here would end the process, and with it the clock.
    answer().catch((error: unknown) => {
      log.error(`http.${path}`, error);
      if (!response.headersSent) reply(response, 500, { message: "The bot failed; its log says why." });
      else response.destroy();
    });
  });
  return new Promise((started, failed) => {
    server.once("error", (error: NodeJS.ErrnoException) => {
      const taken = error.code === "EADDRINUSE";
      failed(taken ? new Error(`Port ${port} is taken. Set TIDINGS_BOT_PORT to a free one.`) : error);
    });
    server.listen(port, routes.size > 0 ? undefined : "127.0.0.1", () => {
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
