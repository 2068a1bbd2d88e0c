/**
 * The road between us and the carrier, on which a kill can happen: `before`, a request has arrived whole and is held
 * back; `after`, it is answered, and the answer is held back. Everything that passes is told to a listener.
 */
import { once } from "node:events";
import { createServer, type IncomingMessage, request, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import type { Fuse } from "./fuse.ts";
import type { Place } from "./plan.ts";

/** A request that has arrived, and what was answered: null when the other side broke off, or was not reached. */
export type Passed = {
  visitor: string;
  path: string;
  body: Buffer;
  answer: { status: number; body: Buffer } | null;
};

/** `asked` is told before a request goes on; `passed` when its end is known. */
export type Listener = { asked(passed: Omit<Passed, "answer">): void; passed(passed: Passed): void };

/** What a place is called: the last word of a path, or the type that a call from the carrier names. */
function nameOf(road: Place["road"], path: string, body: Buffer): string {
  if (road === "callback") return /"type"\s*:\s*"(\w+)"/.exec(body.toString("utf8", 0, 200))?.[1] ?? "?";
  return path.split("/").at(-1) ?? "?";
}

type Answer = { status: number; headers: IncomingMessage["headers"]; body: Buffer };

/** Passes a request on, on a connection of its own: the end of one side is the end of the other. */
async function passOn(from: IncomingMessage, url: URL, body: Buffer, to: ServerResponse): Promise<Answer> {
  const { connection: _, "proxy-connection": __, "transfer-encoding": ___, ...headers } = from.headers;
  const asked = request(url, {
    method: from.method,
    headers: { ...headers, host: url.host, "content-length": body.length },
    agent: false,
  });
  to.once("close", () => asked.destroy());
  asked.end(body);
  const [answer] = (await once(asked, "response")) as [IncomingMessage];
  return {
    status: answer.statusCode ?? 502,
    headers: answer.headers,
    body: Buffer.concat(await answer.toArray()),
  };
}

/**
 * Opens a road. `visitor` is who asks on it. Requests go to where their address says (a proxy's way, for Deno's
 * HTTP_PROXY) or, where that is only a path, to `onward`. Answers the port to use.
 */
export async function openRoad(
  fuse: Fuse,
  road: Place["road"],
  visitor: string,
  onward: string,
  listener: Listener,
): Promise<{ port: number; close(): void }> {
  const handle = async (from: IncomingMessage, to: ServerResponse) => {
    const url = new URL(from.url ?? "/", onward);
    const body = Buffer.concat(await from.toArray());
    // Everything but the carrier's own pages and calls (REST, for instance) only passes through.
    const watched = road === "callback" || /^\/v1\/messages/.test(url.pathname);
    const what = nameOf(road, url.pathname, body);
    const passed = { visitor, path: url.pathname, body };
    if (watched) {
      listener.asked(passed);
      if (fuse.blow(road, what, "before", visitor)) {
        listener.passed({ ...passed, answer: null });
        return to.destroy();
      }
    }
    const answer = await passOn(from, url, body, to).catch(() => null);
    if (answer && watched && fuse.blow(road, what, "after", visitor)) {
      listener.passed({ ...passed, answer: null });
      return to.destroy();
    }
    if (watched) listener.passed({ ...passed, answer });
    if (!answer) return to.destroy();
    const { connection: _, "transfer-encoding": __, ...headers } = answer.headers;
    to.writeHead(answer.status, { ...headers, "content-length": answer.body.length }).end(answer.body);
  };
  const server = createServer({ keepAliveTimeout: 75_000, requestTimeout: 0 }, (from, to) => {
    // Whoever asked is gone, or was killed: there is nobody to answer.
    handle(from, to).catch(() => to.destroy());
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return {
    port: (server.address() as AddressInfo).port,
    close() {
      server.close();
      server.closeAllConnections();
    },
  };
}
