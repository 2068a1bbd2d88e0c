/** The address of a project while its keys change: each request goes on to one of the gateways that know the keys of that moment. */
import { once } from "node:events";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";

/** `toward`: from now on requests go to these in turn; resolves once the former ones have answered all that they had. */
export type Front = { url: string; toward(...gateways: string[]): Promise<void>; close(): void };

const HOP = new Set(["connection", "host", "content-length", "transfer-encoding", "keep-alive", "expect"]);

/** Starts it. */
export async function openFront(): Promise<Front> {
  const open = new Map<string, Set<Promise<void>>>();
  let turn = 0;
  let targets: string[] = [];
  const pass = async (target: string, from: IncomingMessage, to: ServerResponse) => {
    const body = Buffer.concat(await from.toArray());
    const headers = Object.entries(from.headers).flatMap(([name, value]): [string, string][] =>
      HOP.has(name) ? [] : [[name, String(value)]],
    );
    const method = from.method ?? "GET";
    const answer = await fetch(target + from.url, { method, headers, body: body.length > 0 ? body : null });
    const said = Buffer.from(await answer.arrayBuffer());
    to.writeHead(answer.status, { "content-type": answer.headers.get("content-type") ?? "" }).end(said);
  };
  const server = createServer((from, to) => {
    turn += 1;
    const target = targets[turn % targets.length] ?? "";
    const under = open.get(target) ?? new Set();
    open.set(target, under);
    const work = pass(target, from, to).catch((error: unknown) => {
      to.writeHead(502, { "content-type": "text/plain" }).end(String(error));
    });
    under.add(work);
    work.finally(() => under.delete(work));
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as { port: number };
  return {
    url: `http://127.0.0.1:${port}`,
    async toward(...gateways) {
      targets = gateways;
      const former = [...open].filter(([target]) => !gateways.includes(target));
      await Promise.all(former.flatMap(([, under]) => [...under]));
    },
    close: () => {
      server.close();
      server.closeAllConnections();
    },
  };
}
