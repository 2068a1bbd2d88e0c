/** Node's HTTP server with the time-outs and sizes of the doors. No request ends the process. */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { Socket } from "node:net";
import { boundAddresses } from "@tidings/shared/ground/connections.ts";
import type { Limits } from "./limits.ts";
import { rawAnswer } from "./refused.ts";

type ClientError = Error & { code?: string };

/** What is said to bytes that are no request, by the code of Node's parser. */
function answerTo({ code }: ClientError): string {
  if (code === "ERR_HTTP_REQUEST_TIMEOUT")
    return rawAnswer(408, "Request Timeout", "request_timeout", "The request did not arrive in time.");
  if (code === "HPE_HEADER_OVERFLOW")
    return rawAnswer(
      431,
      "Request Header Fields Too Large",
      "headers_too_large",
      "Address and headers are too large.",
    );
  if (code === "HPE_CHUNK_EXTENSIONS_OVERFLOW")
    return rawAnswer(
      413,
      "Payload Too Large",
      "payload_too_large",
      "The extensions of a chunk are too large.",
    );
  return rawAnswer(400, "Bad Request", "bad_request", "This is no HTTP request.");
}

function refuseBytes(error: ClientError, socket: Socket): void {
  if (error.code === "ECONNRESET" || !socket.writable) return void socket.destroy();
  socket.end(answerTo(error), () => socket.destroy());
}

/** Who asks: the other end of the socket. Headers that name another are not believed. */
export const addressOfSocket = (from: IncomingMessage): string => from.socket.remoteAddress ?? "";

/** A server that answers with `route`. What `route` throws is for `failed` to answer. */
export function makeServer(
  limits: Limits,
  route: (from: IncomingMessage, to: ServerResponse) => Promise<void>,
  failed: (error: unknown, from: IncomingMessage, to: ServerResponse) => Promise<void>,
): Server {
  const options = {
    // Longer than a client keeps an idle connection: else it might send on one that is being closed.
    keepAliveTimeout: 65_000,
    maxHeaderSize: limits.headerBytes,
    headersTimeout: limits.headersMs,
    // Above the time-outs of bodies: uploads are the longest requests.
    requestTimeout: limits.requestMs,
    connectionsCheckingInterval: limits.checkMs,
  };
  const server = createServer(options, (from, to) => {
    to.setHeader("x-content-type-options", "nosniff");
    // A socket that breaks is the end of a request, not of the process.
    from.on("error", () => undefined);
    to.on("error", () => undefined);
    const answered = async () => {
      try {
        await route(from, to);
      } catch (error) {
        await failed(error, from, to);
      }
    };
    answered().catch((error: unknown) => {
      console.error("A request could not even be refused:", error);
      to.destroy();
    });
  });
  server.maxConnections = limits.connections;
  server.maxRequestsPerSocket = 10_000;
  server.timeout = limits.silenceMs;
  server.on("clientError", refuseBytes);
  // Node would leave a socket open on which CONNECT came and nobody listens.
  server.on("connect", (_from, socket: Socket) => refuseBytes(new Error("CONNECT"), socket));
  boundAddresses(server, limits.connectionsOfAddress);
  return server;
}
