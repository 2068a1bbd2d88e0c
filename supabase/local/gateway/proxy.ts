/** Passing a request on to an edge function's own process, streaming both ways. */
import { Agent, type IncomingMessage, request, type ServerResponse } from "node:http";
import { pipeline, type Readable } from "node:stream";
import { Refused } from "./refused.ts";

const agent = new Agent({ keepAlive: true, maxSockets: 256 });

/** Headers that belong to one connection and are not passed on (RFC 9110 §7.6.1). */
const HOP = ["connection", "keep-alive", "proxy-connection", "te", "trailer", "transfer-encoding", "upgrade"];

function passed(headers: IncomingMessage["headers"]): IncomingMessage["headers"] {
  return Object.fromEntries(Object.entries(headers).filter(([name]) => !HOP.includes(name)));
}

/** Where a request goes on to, and its body, which ends with a Refused where it is too large or too slow. */
export type Onward = { port: number; path: string; body: Readable };

/**
 * Sends the request to `port` under `path` and streams the answer back. A function sees its own name first in the
 * path, as on Supabase.
 *
 * @throws Refused 503 when its process is away (it is being started again), 413 and 408 by the body
 */
export function pass(from: IncomingMessage, to: ServerResponse, { port, path, body }: Onward): Promise<void> {
  const { promise, resolve, reject } = Promise.withResolvers<void>();
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
    try {
      to.writeHead(answer.statusCode ?? 502, passed(answer.headers));
    } catch (error) {
      onward.destroy();
      return reject(error);
    }
    pipeline(answer, to, () => resolve());
  });
  onward.on("error", () =>
    reject(new Refused(503, "SERVICE_UNAVAILABLE", "The function is starting.", { retryAfter: 1 })),
  );
  body.on("error", (error) => {
    reject(error);
    onward.destroy();
  });
  to.on("close", () => {
    onward.destroy();
    resolve();
  });
  body.pipe(onward);
  return promise;
}
