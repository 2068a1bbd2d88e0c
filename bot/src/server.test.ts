import assert from "node:assert/strict";
import { type AddressInfo, createConnection, createServer } from "node:net";
import { networkInterfaces } from "node:os";
import { after, before, test } from "node:test";
import { type BotServer, type Route, reply, startServer } from "./server.ts";

/** No request ends the bot: its clock runs in the same process. */
let server: BotServer;
let httpPort: number;

/** A port that is free now. */
const freePort = (): Promise<number> =>
  new Promise((found) => {
    const probe = createServer().listen(0, () => {
      const { port } = probe.address() as AddressInfo;
      probe.close(() => found(port));
    });
  });

before(async () => {
  httpPort = await freePort();
  server = await startServer(
    httpPort,
    new Map<string, Route>([
      ["POST /slack/events", (_request, response) => reply(response, 200, { ok: true })],
      [
        "POST /broken",
        () => {
          throw new Error("the handler of a platform failed");
        },
      ],
    ]),
    () => ({ chat: "none" }),
  );
});
after(() => server.close());

/** Sends what no client of ours would, and answers the first line that comes back. */
const raw = (text: string): Promise<string> =>
  new Promise((said, failed) => {
    const socket = createConnection(httpPort, "127.0.0.1", () => socket.end(text));
    let answer = "";
    socket.on("data", (chunk) => {
      answer += chunk;
    });
    socket.on("error", failed);
    socket.on("close", () => said(answer.split("\r\n")[0] ?? ""));
  });

test("a path that is no address is answered, and the bot lives on", async () => {
  for (const path of ["//", "http://", "/%", "/\\\\", "*", "/?a=//&b=[", `/${"x".repeat(5_000)}`])
    assert.match(
      await raw(`GET ${path} HTTP/1.1\r\nHost: bot\r\nConnection: close\r\n\r\n`),
      /^HTTP\/1\.1 4/,
      path,
    );
  assert.match(await raw("no HTTP at all\r\n\r\n"), /^HTTP\/1\.1 400/);
  const { ok, chat } = await (await fetch(`http://127.0.0.1:${httpPort}/healthz`)).json();
  assert.deepEqual([ok, chat], [true, "none"]);
});

test("a handler that throws is a 500 of its own request", async () => {
  const { status } = await fetch(`http://127.0.0.1:${httpPort}/broken`, { method: "POST" });
  assert.equal(status, 500);
  assert.equal(
    (await fetch(`http://127.0.0.1:${httpPort}/slack/events?retry=1`, { method: "POST" })).status,
    200,
  );
});

test("where no platform calls by HTTP, only this machine is listened to", async (t) => {
  const outer = Object.values(networkInterfaces())
    .flat()
    .find((each) => each && !each.internal && each.family === "IPv4");
  if (!outer) return t.diagnostic("this machine has no other interface");
  const port = await freePort();
  const alone = await startServer(port, new Map(), () => ({}));
  await assert.rejects(fetch(`http://${outer.address}:${port}/healthz`));
  assert.equal((await fetch(`http://127.0.0.1:${port}/healthz`)).status, 200);
  await alone.close();
});
