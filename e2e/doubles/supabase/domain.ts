/** A project's own domain: REST, Auth and Storage by the embedded gateway, functions by what was uploaded. */
import {
  createServer,
  type IncomingMessage,
  type OutgoingHttpHeaders,
  request,
  type ServerResponse,
} from "node:http";
import type { AddressInfo } from "node:net";
import { pipeline } from "node:stream/promises";
import type { Functions } from "./functions.ts";
import type { Keys } from "./keys.ts";
import { NotServed, type Runtime } from "./runtime.ts";

export type Domain = { url: string; close(): Promise<void> };
type House = { keys: Keys; functions: Functions; runtime: Runtime; gateway: string };

/** Headers that belong to one connection (RFC 9110 §7.6.1), and those that the network in front sets itself. */
const NOT_PASSED = new Set([
  "connection",
  "keep-alive",
  "te",
  "trailer",
  "transfer-encoding",
  "upgrade",
  "cf-connecting-ip",
]);

function headersOf(from: IncomingMessage): OutgoingHttpHeaders {
  const passed = Object.entries(from.headers).filter(([name]) => !NOT_PASSED.has(name));
  const address = from.socket.remoteAddress ?? "";
  return {
    ...Object.fromEntries(passed),
    "cf-connecting-ip": address,
    "x-forwarded-for": [from.headers["x-forwarded-for"], address].filter(Boolean).join(", "),
    "x-forwarded-host": from.headers.host,
    "x-forwarded-proto": "http",
  };
}

/** Sends an answer on. From a function, HTML that was asked for with GET becomes plain text, as on every domain that is not the customer's own. */
async function sendOn(answer: IncomingMessage, to: ServerResponse, plain: boolean): Promise<void> {
  const headers = Object.fromEntries(
    Object.entries(answer.headers).filter(([name]) => !NOT_PASSED.has(name)),
  );
  const type = String(headers["content-type"] ?? "");
  if (plain && type.startsWith("text/html"))
    headers["content-type"] = type.replace("text/html", "text/plain");
  to.writeHead(answer.statusCode ?? 502, headers);
  await pipeline(answer, to);
}

async function throughGateway(
  from: IncomingMessage,
  to: ServerResponse,
  { gateway }: House,
  headers: OutgoingHttpHeaders,
) {
  const { promise, resolve, reject } = Promise.withResolvers<IncomingMessage>();
  const onward = request(`${gateway}${from.url}`, { method: from.method, headers }, resolve);
  onward.once("error", reject);
  from.pipe(onward);
  await sendOn(await promise, to, false);
}

function refuse(
  to: ServerResponse,
  status: number,
  body: object,
  headers: Record<string, string> = {},
): void {
  to.writeHead(status, { "content-type": "application/json", ...headers }).end(JSON.stringify(body));
}

async function answer(from: IncomingMessage, to: ServerResponse, house: House): Promise<void> {
  const { pathname, search } = new URL(from.url ?? "/", "http://project");
  const [, slug, rest = ""] = /^\/functions\/v1\/([\w-]+)(.*)$/.exec(pathname) ?? [];
  if (slug) {
    const deployed = house.functions.find(slug);
    if (!deployed) throw new NotServed("missing");
    const call = {
      method: from.method ?? "GET",
      rest: `${rest}${search}`,
      headers: headersOf(from),
      body: from,
    };
    return sendOn(await house.runtime.ask(deployed, call), to, from.method === "GET");
  }
  if (!/^\/(rest|auth|storage)\/v1(\/|$)/.test(pathname))
    return refuse(to, 404, { error: "requested path is invalid" });
  const keyed = house.keys.keyed(headersOf(from));
  if ("refused" in keyed) return refuse(to, 401, keyed.refused);
  await throughGateway(from, to, house, keyed.headers);
}

/** Serves the domain on 127.0.0.1. */
export async function openDomain(house: House, port: number): Promise<Domain> {
  const server = createServer(async (from, to) => {
    try {
      await answer(from, to, house);
    } catch (error) {
      if (to.headersSent || to.destroyed) return void to.destroy();
      if (error instanceof NotServed) {
        const { status, code, message } = error.said;
        return refuse(to, status, { code, message }, { "sb-error-code": code });
      }
      refuse(to, 502, { message: String(error) });
    }
  });
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, "127.0.0.1", resolve);
  });
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
