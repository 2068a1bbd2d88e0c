import assert from "node:assert/strict";
import { once } from "node:events";
import { createConnection } from "node:net";
import { networkInterfaces } from "node:os";
import { after, before, test } from "node:test";
import { freePort } from "@tidings/shared/node/ports.ts";
import { type BotServer, type Route, reply, startServer } from "./server.ts";

/** No request ends the bot: its clock runs in the same process. */
let server: BotServer;
let httpPort: number;
/** The lengths of the bodies that reached a platform's handler. */
const bodies: number[] = [];

before(async () => {
  httpPort = await freePort();
  server = await startServer(
    httpPort,
    new Map<string, Route>([
      [
        "POST /slack/events",
        ({ rawBody }, response) => {
          bodies.push(rawBody.length);
          reply(response, 200, { ok: true });
        },
      ],
      [
        "POST /broken",
        () => {
          throw new Error("the handler of a platform failed");
        },
      ],
    ]),
    () => ({ chat: "none" }),
    true,
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
  const health = await (await fetch(`http://127.0.0.1:${httpPort}/healthz`)).json();
  assert.deepEqual(health, { ok: true, called: true, chat: "none" });
});

test("a handler that throws is a 500 of its own request", async () => {
  const { status } = await fetch(`http://127.0.0.1:${httpPort}/broken`, { method: "POST" });
  assert.equal(status, 500);
  assert.equal(
    (await fetch(`http://127.0.0.1:${httpPort}/slack/events?retry=1`, { method: "POST" })).status,
    200,
  );
});

test("where nobody outside calls it, only this machine is listened to", async (t) => {
  const outer = Object.values(networkInterfaces())
    .flat()
    .find((each) => each && !each.internal && each.family === "IPv4");
  if (!outer) return t.diagnostic("this machine has no other interface");
  const port = await freePort();
  const alone = await startServer(port, new Map([["GET /metrics", () => {}]]), () => ({}), false);
  await assert.rejects(fetch(`http://${outer.address}:${port}/healthz`));
  assert.equal((await fetch(`http://127.0.0.1:${port}/healthz`)).status, 200);
  await alone.close();
});

/** Sends a head and then pieces of a body, until an answer has come. */
const piecewise = (head: string, piece: string, most: number): Promise<{ answer: string; sent: number }> =>
  new Promise((said) => {
    let answer = "";
    let sent = 0;
    const socket = createConnection(httpPort, "127.0.0.1", () => {
      socket.write(head);
      const more = () => {
        if (answer !== "" || sent >= most || socket.destroyed) return;
        sent += piece.length;
        socket.write(piece, () => setImmediate(more));
      };
      more();
    });
    socket.on("data", (chunk) => {
      answer += chunk;
      socket.end();
    });
    // The server closes while we still write: the answer has come by then, or the test fails on its absence.
    socket.on("error", () => undefined);
    socket.on("close", () => said({ answer, sent }));
  });

test("a body is bounded before a platform's code sees it, whether it names its length or not", async () => {
  const post = "POST /slack/events HTTP/1.1\r\nHost: bot\r\n";
  const named = await piecewise(`${post}Content-Length: 3000000\r\n\r\n`, "", 0);
  assert.match(named.answer, /^HTTP\/1\.1 413 /);
  const kilobytes = 64;
  const piece = `${(kilobytes * 1_024).toString(16)}\r\n${"x".repeat(kilobytes * 1_024)}\r\n`;
  const endless = await piecewise(`${post}Transfer-Encoding: chunked\r\n\r\n`, piece, 1e9);
  assert.match(endless.answer, /^HTTP\/1\.1 413 /);
  assert.ok(endless.sent < 32 * 1024 * 1024, `${endless.sent} bytes were taken`);
  assert.deepEqual(bodies, [0], "only the request of the story before");
  const whole = await fetch(`http://127.0.0.1:${httpPort}/slack/events`, {
    method: "POST",
    body: "y".repeat(1_000_000),
  });
  assert.equal(whole.status, 200);
  assert.deepEqual(bodies, [0, 1_000_000]);
});

test("headers that are too long, smuggled lengths and broken chunks are refused, and the bot lives on", async () => {
  const post = "POST /slack/events HTTP/1.1\r\nHost: bot\r\n";
  assert.match(
    await raw(`GET /healthz HTTP/1.1\r\nHost: bot\r\nX: ${"y".repeat(20_000)}\r\n\r\n`),
    /^HTTP\/1\.1 431/,
  );
  assert.match(
    await raw(`${post}Content-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n`),
    /^HTTP\/1\.1 400/,
  );
  assert.match(await raw(`${post}Content-Length: -1\r\n\r\n`), /^HTTP\/1\.1 400/);
  assert.match(await raw(`${post}Transfer-Encoding: chunked\r\n\r\nzz\r\n`), /^(HTTP\/1\.1 400|$)/);
  // Goes away in the middle of its body: nobody is answered.
  assert.equal(await raw(`${post}Content-Length: 10\r\n\r\nhalf`), "HTTP/1.1 400 Bad Request");
  assert.equal((await fetch(`http://127.0.0.1:${httpPort}/healthz`)).status, 200);
});

test("a head or a body that trickles in is cut off, with a word", async (t) => {
  const port = await freePort();
  const times = {
    headersTimeout: 200,
    requestTimeout: 400,
    connectionsCheckingInterval: 50,
    keepAliveTimeout: 1_000,
  };
  const slow = await startServer(
    port,
    new Map<string, Route>([["POST /slack/events", () => assert.fail("its body is never whole")]]),
    () => ({}),
    true,
    { ...times, maxHeaderSize: 16_384 },
  );
  t.after(() => slow.close());
  for (const head of [
    "GET /healthz HTTP/1.1\r\nX: ",
    "POST /slack/events HTTP/1.1\r\nHost: bot\r\nContent-Length: 1000000\r\n\r\n",
  ]) {
    const answer = await new Promise<string>((said) => {
      let heard = "";
      const socket = createConnection(port, "127.0.0.1", () => socket.write(`${head}P`));
      const drip = setInterval(() => socket.write("O"), 20);
      socket.on("data", (chunk) => {
        heard += chunk;
      });
      socket.on("error", () => undefined);
      socket.on("close", () => {
        clearInterval(drip);
        said(heard);
      });
    });
    assert.match(answer, /^HTTP\/1\.1 408 /, head);
  }
  assert.equal((await fetch(`http://127.0.0.1:${port}/healthz`)).status, 200);
});

test("one address that opens every connection and sends half a request keeps nobody else out", async (t) => {
  if (process.platform !== "linux") return t.diagnostic("loopback has one address here");
  const port = await freePort();
  const bot = await startServer(port, new Map(), () => ({}), true);
  const halves = Array.from({ length: 256 }, () => {
    const socket = createConnection(port, "127.0.0.1", () => socket.write("GET /healthz HTTP/1.1\r\nhost:"));
    socket.on("error", () => undefined);
    return socket;
  });
  t.after(async () => {
    for (const socket of halves) socket.destroy();
    await bot.close();
  });
  // Each is open or was ended.
  await Promise.all(
    halves.map((socket) => socket.connecting && once(socket, "connect").catch(() => undefined)),
  );
  const answer = await new Promise<string>((said, failed) => {
    const socket = createConnection({ port, host: "127.0.0.1", localAddress: "127.0.0.2" }, () =>
      socket.write("GET /healthz HTTP/1.1\r\nhost: bot\r\nconnection: close\r\n\r\n"),
    );
    let text = "";
    socket.on("data", (chunk) => {
      text += chunk;
    });
    socket.on("error", failed);
    socket.on("close", () => said(text));
  });
  assert.match(answer, /^HTTP\/1\.1 200/);
});
