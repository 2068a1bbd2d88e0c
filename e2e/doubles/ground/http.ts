import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { createServer as createTlsServer } from "node:https";
import type { AddressInfo } from "node:net";
import { type Dict, dict, parse } from "./json.ts";

/** One request that arrived, its body read whole. */
export type Call = {
  method: string;
  path: string;
  query: URLSearchParams;
  headers: IncomingMessage["headers"];
  body: Buffer;
};

/** What is answered: bytes and text go out as they are, everything else as JSON; `cut`: nothing is, and the connection breaks. */
export type Reply = { status?: number; headers?: Record<string, string>; body?: unknown; cut?: true };

export type HttpHost = { port: number; url: string; server: Server; close(): Promise<void> };

/**
 * Serves `answer` on 127.0.0.1 (port 0: any free one) until `close`, which also drops open connections; over TLS where there is a certificate.
 * @throws EADDRINUSE when the port is taken
 */
export async function serve(
  port: number,
  answer: (call: Call) => Promise<Reply> | Reply,
  tls?: { readonly key: string; readonly cert: string },
): Promise<HttpHost> {
  const listener = async (request: IncomingMessage, response: ServerResponse) => {
    try {
      send(response, await answer(await readCall(request)));
    } catch (error) {
      send(response, { status: 500, body: { error: error instanceof Error ? error.stack : String(error) } });
    }
  };
  const server = tls ? createTlsServer(tls, listener) : createServer(listener);
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, "127.0.0.1", resolve);
  });
  const bound = (server.address() as AddressInfo).port;
  return {
    port: bound,
    url: `${tls ? "https" : "http"}://127.0.0.1:${bound}`,
    server,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

async function readCall(request: IncomingMessage): Promise<Call> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  const url = new URL(request.url ?? "/", "http://double");
  return {
    method: request.method ?? "GET",
    path: url.pathname,
    query: url.searchParams,
    headers: request.headers,
    body: Buffer.concat(chunks),
  };
}

function send(response: ServerResponse, reply: Reply): void {
  const { status = 200, headers = {}, body, cut } = reply;
  if (cut) return void response.destroy();
  const plain = typeof body === "string" || Buffer.isBuffer(body);
  const type = plain ? "text/plain; charset=utf-8" : "application/json; charset=utf-8";
  const content = body === undefined || plain ? body : JSON.stringify(body);
  response.writeHead(status, body === undefined ? headers : { "content-type": type, ...headers });
  response.end(content);
}

export type Part = { name: string; filename?: string; type: string; bytes: Buffer };

/** The parts of a multipart body, in order. */
export async function multipart(call: Call): Promise<Part[]> {
  const headers = { "content-type": call.headers["content-type"] ?? "" };
  const form = await new Response(new Uint8Array(call.body), { headers }).formData();
  const parts: Part[] = [];
  for (const [name, value] of form) {
    if (typeof value === "string") parts.push({ name, type: "text/plain", bytes: Buffer.from(value) });
    else
      parts.push({
        name,
        filename: value.name,
        type: value.type,
        bytes: Buffer.from(await value.arrayBuffer()),
      });
  }
  return parts;
}

/** The fields of a form, JSON or multipart body, with the query's fields under them. */
export async function fields(call: Call): Promise<Dict> {
  const type = call.headers["content-type"] ?? "";
  const query = Object.fromEntries(call.query);
  if (type.includes("json")) return { ...query, ...dict(parse(call.body.toString())) };
  if (type.includes("multipart/form-data")) {
    const parts = await multipart(call);
    return {
      ...query,
      ...Object.fromEntries(
        parts.map((part) => [part.name, part.filename ? part.bytes : part.bytes.toString()]),
      ),
    };
  }
  return { ...query, ...Object.fromEntries(new URLSearchParams(call.body.toString())) };
}
