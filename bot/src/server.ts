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

/**
 * Listens on `port` of every interface and answers the routes (`POST /slack/events` …) and `GET /healthz`.
 * @throws Error that names the port when it is taken
 */
export function startServer(
  port: number,
  routes: ReadonlyMap<string, Route>,
  health: () => object,
): Promise<BotServer> {
  // Platforms and proxies reuse connections for a minute; closing one just as a request arrives would lose the request.
  const server = createServer({ keepAliveTimeout: 75_000 }, (request, response) => {
    const path = new URL(request.url ?? "/", "http://bot").pathname;
    const name = `${request.method} ${path}`;
    const route = routes.get(name);
    if (name === "GET /healthz") return reply(response, 200, { ok: true, ...health() });
    if (!route) return reply(response, 404, { message: "There is nothing here." });
    Promise.resolve(route(request, response)).catch((error: unknown) => {
      log.error(`http.${path}`, error);
      if (!response.headersSent) reply(response, 500, { message: "The bot failed; its log says why." });
    });
  });
  return new Promise((started, failed) => {
    server.once("error", (error: NodeJS.ErrnoException) => {
      const taken = error.code === "EADDRINUSE";
      failed(taken ? new Error(`Port ${port} is taken. Set TIDINGS_BOT_PORT to a free one.`) : error);
    });
    server.listen(port, () => {
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
