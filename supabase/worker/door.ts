/** The worker's own HTTP: `GET /healthz` and `GET /metrics`, and nothing else. Nobody needs it for the worker to work. */
import { createServer, type Server } from "node:http";
import { boundAddresses } from "@tidings/shared/ground/connections.ts";
import { METRICS_TYPE, mayReadMetrics, metricsText } from "@tidings/shared/node/metrics.ts";
import { log, wordsOf } from "../functions/_core/reply.ts";
import { METRICS } from "./metrics.ts";

/** A request has a head and nothing else; one that trickles in is cut off, in milliseconds. */
const LIMITS = { headersTimeout: 5_000, requestTimeout: 5_000, maxHeaderSize: 8 * 1024 };
const MOST_CONNECTIONS = 32;
const MOST_OF_ADDRESS = 16;

/**
 * Listens on `port`: on every interface where a token is set, else on loopback only.
 * @throws Error when the port is taken
 */
export function openDoor(port: number, token: string | undefined): Promise<Server> {
  const server = createServer(LIMITS, async (request, response) => {
    const { method, url } = request;
    const say = (status: number, body: string, type = "application/json") =>
      response.writeHead(status, { "content-type": type, connection: "close" }).end(body);
    try {
      if (method === "GET" && url === "/healthz") return say(200, '{"ok":true}');
      if (method === "GET" && url === "/metrics" && mayReadMetrics(request, token, false))
        return say(200, await metricsText(METRICS), METRICS_TYPE);
      say(404, '{"message":"There is nothing here."}');
    } catch (error) {
      log("worker", "its door failed", { why: wordsOf(error) });
      response.destroy();
    }
  });
  server.maxConnections = MOST_CONNECTIONS;
  boundAddresses(server, MOST_OF_ADDRESS);
  return new Promise((opened, failed) => {
    server.once("error", failed);
    server.listen(port, token === undefined ? "127.0.0.1" : undefined, () => opened(server));
  });
}
