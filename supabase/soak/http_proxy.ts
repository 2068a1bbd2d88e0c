/**
 * An HTTP proxy between us and the carrier, in which a kill can happen: `before`, a whole request has arrived and is
 * not passed on; `after`, it has been answered, and the answer is not passed on. A listener sees everything.
 */
import { once } from "node:events";
import { createServer, type IncomingMessage, request, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import type { KillTrigger } from "./kill_trigger.ts";
import type { Place } from "./plan.ts";

/** A request and its answer: null when the other side closed the connection or was not reached. */
export type Exchange = {
  visitor: string;
  path: string;
  body: Buffer;
  answer: { status: number; body: Buffer } | null;
};

/** `asked` is called before a request is passed on, `passed` when its outcome is known. */
export type Listener = { asked(passed: Omit<Exchange, "answer">): void; passed(passed: Exchange): void };

/** What a place is called: the last word of a path, or the type that a call from the carrier names. */
function nameOf(connection: Place["connection"], path: string, body: Buffer): string {
  if (connection === "callback")
    return /"type"\s*:\s*"(\w+)"/.exec(body.toString("utf8", 0, 200))?.[1] ?? "?";
  return path.split("/").at(-1) ?? "?";
}

type Answer = { status: number; headers: IncomingMessage["headers"]; body: Buffer };

/** Passes a request on over its own connection: when one side closes, so does the other. */
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
 * Opens a proxy. `visitor` names its client. Requests go to the host in their address (as proxies do, for Deno's
 * HTTP_PROXY) or, where that is only a path, to `onward`. Answers the port to use.
 */
export async function openHttpProxy(
  trigger: KillTrigger,
  connection: Place["connection"],
  visitor: string,
  onward: string,
  listener: Listener,
): Promise<{ port: number; close(): void }> {
  const handle = async (from: IncomingMessage, to: ServerResponse) => {
    const url = new URL(from.url ?? "/", onward);
    const body = Buffer.concat(await from.toArray());
    // Everything but the carrier's own pages and calls (REST, for instance) only passes through.
    const watched = connection === "callback" || /^\/v1\/messages/.test(url.pathname);
    const what = nameOf(connection, url.pathname, body);
    const passed = { visitor, path: url.pathname, body };
    if (watched) {
      listener.asked(passed);
      if (trigger.fire(connection, what, "before", visitor)) {
        listener.passed({ ...passed, answer: null });
        return to.destroy();
      }
    }
    const answer = await passOn(from, url, body, to).catch(() => null);
    if (answer && watched && trigger.fire(connection, what, "after", visitor)) {
      listener.passed({ ...passed, answer: null });
      return to.destroy();
    }
    if (watched) listener.passed({ ...passed, answer });
    if (!answer) return to.destroy();
    const { connection: _, "transfer-encoding": __, ...headers } = answer.headers;
    to.writeHead(answer.status, { ...headers, "content-length": answer.body.length }).end(answer.body);
  };
  const server = createServer({ keepAliveTimeout: 75_000, requestTimeout: 0 }, (from, to) => {
    // The client has gone or was killed: there is nobody to answer.
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
