/** A proxy between programs and the API. What passes is not changed, and each answer has to be one that the description names. */
import assert from "node:assert/strict";
import { once } from "node:events";
import { request as ask, createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { after } from "node:test";
import { Description } from "./description.ts";

export interface Witness {
  /** Where the API stands for whoever asks by this proxy. */
  readonly base: string;
  readonly description: Description;
  /** Answers that the description does not name, and answers that say that something is broken. */
  readonly faults: readonly string[];
  /** How many answers of each status have passed. */
  readonly passed: ReadonlyMap<number, number>;
}

const bytesOf = async (from: IncomingMessage): Promise<Buffer> => {
  const chunks: Buffer[] = [];
  for await (const chunk of from) chunks.push(chunk);
  return Buffer.concat(chunks);
};

/** Stands before the API at this address until the tests of a file are over, and fails them then where it has seen a fault. */
export async function witnessOf(api: string): Promise<Witness> {
  const target = new URL(api);
  const description = new Description(await (await fetch(`${api}/openapi.json`)).json());
  const faults: string[] = [];
  const passed = new Map<number, number>();

  /** Looks at an answer; what it says of the request is as the client wrote it. */
  const look = ({ method = "", url = "" }: IncomingMessage, answer: IncomingMessage, text: string) => {
    const { statusCode: status = 0, headers } = answer;
    passed.set(status, (passed.get(status) ?? 0) + 1);
    const { pathname } = new URL(url, target);
    if (method === "OPTIONS" || !pathname.startsWith(`${target.pathname}/`)) return;
    const header = (name: string) => headers[name]?.toString() ?? null;
    const path = pathname.slice(target.pathname.length);
    const fault =
      status === 500 ? "something is broken" : description.faultOf(method, path, { status, text, header });
    if (fault !== null) faults.push(`${method} ${url} answers ${status} ${text.slice(0, 600)}: ${fault}`);
  };

  async function pass(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const body = await bytesOf(request);
    const { method, url: path, headers } = request;
    const onward = ask({ hostname: target.hostname, port: target.port, method, path, headers });
    onward.end(body);
    const [answer] = (await once(onward, "response")) as [IncomingMessage];
    const bytes = await bytesOf(answer);
    look(request, answer, bytes.toString());
    response.writeHead(answer.statusCode ?? 502, answer.headers);
    response.end(bytes);
  }

  const server = createServer((request, response) => {
    pass(request, response).catch((error: unknown) => response.destroy(error as Error));
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  after(() => {
    server.close();
    server.closeAllConnections();
    assert.deepEqual(faults, [], "answers that the description does not name");
  });
  const { port } = server.address() as AddressInfo;
  return { base: `http://127.0.0.1:${port}${target.pathname}`, description, faults, passed };
}
