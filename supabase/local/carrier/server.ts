import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { Readable } from "node:stream";
import { finished, pipeline } from "node:stream/promises";
import { malformed, Refusal } from "./refusal.ts";
import { ARRIVAL_MS, type Arrived, authorize, isAwaited, readBody } from "./request.ts";
import type { Answer, Route } from "./routes.ts";

/** The HTTP side: finds the route, checks the key, reads the body, and writes what comes back. */
export class CarrierServer {
  readonly server: Server;
  readonly #key: string;
  readonly #routes: Promise<Route[]>;
  readonly #busy = new Set<Promise<void>>();
  #closing = false;

  /** Requests that come before `routes` is there wait for it. */
  constructor(key: string, routes: Promise<Route[]>) {
    this.#key = key;
    this.#routes = routes;
    const limits = {
      requestTimeout: ARRIVAL_MS,
      headersTimeout: 10_000,
      maxHeaderSize: 16_384,
      connectionsCheckingInterval: 5_000,
      // Longer than a client keeps an idle connection: else it might send on one that is being closed.
      keepAliveTimeout: 75_000,
    };
    this.server = createServer(limits, (request, response) => {
      // The last catch: no request ends the process.
      this.#handle(request, response).catch((error: unknown) => {
        console.error("carrier: a request could not be answered:", error);
        response.destroy();
      });
    });
    this.server.maxConnections = 2_048;
    // A reader that takes nothing, and a caller that says nothing.
    this.server.timeout = 300_000;
  }

  /**
   * Listen on loopback; answers the port.
   * @throws Error when the port is taken
   */
  listen(port: number): Promise<number> {
    const { promise, resolve, reject } = Promise.withResolvers<number>();
    this.server.once("error", (error: NodeJS.ErrnoException) => {
      const taken = `port ${port} is taken; end what listens there or set TIDINGS_CARRIER_PORT to another`;
      reject(error.code === "EADDRINUSE" ? new Error(taken) : error);
    });
    this.server.listen(port, "127.0.0.1", () => {
      const address = this.server.address();
      resolve(typeof address === "object" && address !== null ? address.port : port);
    });
    return promise;
  }

  /** Take no more requests, and finish those that have arrived. */
  async close(): Promise<void> {
    this.#closing = true;
    this.server.close();
    await Promise.allSettled(this.#busy);
    this.server.closeAllConnections();
  }

  async #handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    try {
      const arrived = await this.#arrive(request);
      // Nobody waits for the answer any more: then nothing is done.
      if (!(await isAwaited(request)) || this.#closing) return void request.socket.destroy();
      const work = respond(response, arrived.route.run(arrived.request));
      this.#busy.add(work);
      await work.finally(() => this.#busy.delete(work));
    } catch (error) {
      if (error instanceof Refusal) refuse(response, error);
      else if (!request.socket.destroyed) fail(response, error);
    }
  }

  /** Find the route, check the key, then read the body. */
  async #arrive(request: IncomingMessage): Promise<{ route: Route; request: Arrived }> {
    const url = URL.parse(request.url ?? "/", "http://carrier");
    if (url === null) throw malformed([{ where: "url", what: "cannot be read" }]);
    const routes = await this.#routes;
    const here = routes.filter((route) => reaches(route.path, url.pathname));
    if (url.pathname.startsWith("/v1/")) authorize(request, this.#key);
    const route = choose(here, request.method ?? "GET", url.pathname);
    const body = await readBody(request);
    const id = url.pathname.slice(route.path.length);
    return { route, request: { url, headers: request.headers, body, id } };
  }
}

/**
 * The route of those on this path that takes the method.
 * @throws Refusal 404, 405
 */
function choose(here: Route[], method: string, path: string): Route {
  const route = here.find((route) => route.method === method);
  if (route !== undefined) return route;
  if (here.length === 0) throw new Refusal(404, "not_found", `there is no ${path}`);
  const allow = here.map((route) => route.method).join(", ");
  throw new Refusal(405, "method_not_allowed", `${path} takes ${allow}`, { headers: { allow } });
}

function reaches(route: string, path: string): boolean {
  if (!route.endsWith("/")) return route === path;
  return path.startsWith(route) && /^[^/]+$/.test(path.slice(route.length));
}

function send(
  response: ServerResponse,
  status: number,
  json: unknown,
  headers?: Record<string, string>,
): void {
  if (json === undefined) {
    response.writeHead(status, headers).end();
    return;
  }
  const body = Buffer.from(JSON.stringify(json));
  const type = { "content-type": "application/json; charset=utf-8", "content-length": body.length };
  response.writeHead(status, { ...type, ...headers }).end(body);
}

/** Write what a route answers; done when the last byte is with the system, or its reader is gone. */
async function respond(response: ServerResponse, answering: Answer | Promise<Answer>): Promise<void> {
  const answer = await answering;
  if ("drop" in answer) {
    response.destroy();
  } else if ("lines" in answer) {
    response.writeHead(answer.status, { "content-type": "application/x-ndjson; charset=utf-8" });
    await pipeline(Readable.from(answer.lines), response);
  } else {
    send(response, answer.status, answer.json);
    await finished(response);
  }
}

function refuse(response: ServerResponse, refusal: Refusal): void {
  // In the middle of a list there is nothing left to say.
  if (response.headersSent) return void response.destroy();
  const { status, code, message, issues, headers } = refusal;
  send(response, status, { error: { code, message, issues } }, headers);
}

function fail(response: ServerResponse, error: unknown): void {
  console.error("carrier: a request failed:", error);
  if (response.headersSent) response.destroy();
  else
    send(response, 500, {
      error: { code: "internal", message: "the carrier failed; see its log", issues: [] },
    });
}
