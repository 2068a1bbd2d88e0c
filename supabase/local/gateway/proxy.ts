/** Passing a request on to an edge function's own process, streaming both ways. */
import { Agent, type IncomingMessage, request, type ServerResponse } from "node:http";
import { pipeline } from "node:stream";

const agent = new Agent({ keepAlive: true, maxSockets: 256 });

/** Headers that belong to one connection and are not passed on (RFC 9110 §7.6.1). */
const HOP = ["connection", "keep-alive", "proxy-connection", "te", "trailer", "transfer-encoding", "upgrade"];

function passed(headers: IncomingMessage["headers"]): IncomingMessage["headers"] {
  return Object.fromEntries(Object.entries(headers).filter(([name]) => !HOP.includes(name)));
}

/** A JSON answer in the shape of Supabase's gateway. */
export function say(response: ServerResponse, status: number, body: object): void {
  if (response.headersSent) return void response.destroy();
  response.writeHead(status, { "content-type": "application/json", "access-control-allow-origin": "*" });
  response.end(JSON.stringify(body));
}

/**
 * Sends the request to `port` under `path` and streams the answer back. A function sees its own name first in the
 * path, as on Supabase. When its process is away the caller gets a 503 and may try again: it is being restarted.
 */
export function pass(from: IncomingMessage, to: ServerResponse, port: number, path: string): void {
  const forwarded = {
    "x-forwarded-for": [from.headers["x-forwarded-for"], from.socket.remoteAddress]
      .filter(Boolean)
      .join(", "),
    "x-forwarded-host": from.headers.host ?? "",
    "x-forwarded-proto": "http",
  };
  const headers = { ...passed(from.headers), ...forwarded };
  const onward = request({ agent, host: "127.0.0.1", port, path, method: from.method, headers });
  onward.on("response", (answer) => {
    to.writeHead(answer.statusCode ?? 502, passed(answer.headers));
    pipeline(answer, to, () => undefined);
  });
  onward.on("error", () =>
    say(to, 503, { code: "SERVICE_UNAVAILABLE", message: "The function is starting." }),
  );
  to.on("close", () => onward.destroy());
  from.pipe(onward);
}
