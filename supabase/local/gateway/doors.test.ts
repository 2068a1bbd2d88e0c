import assert from "node:assert/strict";
import { once } from "node:events";
import { after, before, test } from "node:test";
import { openStand, type Stand } from "./stand.ts";
import { said, statusOf, untilClosed, wire } from "./wire.ts";

/** Short, so that a story ends; each is waited for by its own answer. */
const SHORT = {
  headersMs: 400,
  bodyMs: 400,
  pieceMs: 400,
  requestMs: 5_000,
  checkMs: 50,
  drainMs: 500,
  connections: 64,
  connectionsOfAddress: 32,
};

let stand: Stand;
before(async () => {
  stand = await openStand(SHORT);
});
after(() => stand.close());

const isWell = async () => {
  assert.ok(stand.alive(), stand.log());
  assert.equal((await fetch(`${stand.url}/auth/v1/health`, { headers: { apikey: stand.key } })).status, 200);
};

const post = (path: string, body: string, headers = "") =>
  `POST ${path} HTTP/1.1\r\nHost: x\r\napikey: ${stand.key}\r\ncontent-type: application/json\r\nconnection: close\r\n${headers}content-length: ${Buffer.byteLength(body)}\r\n\r\n${body}`;

test("no address, header or method ends the gateway or is a failure of it", async () => {
  const targets = [
    "//",
    "/\\",
    "http://[",
    "http://",
    "/%",
    "/%00",
    "/rest/v1/notes?id=eq.%00",
    "/rest/v1/%",
    "*",
    "///rest/v1/",
  ];
  targets.push(
    "/auth/v1/%74oken?grant_type=password",
    "/storage/v1/object/public/%ff/%fe",
    "/l/%",
    "/functions/v1/echo/%zz",
  );
  targets.push(
    "mailto:x",
    "http://evil.example/healthz?x=%",
    "/rest/v1/notes?select=%",
    "/rest/v1/notes?id=eq.%zz",
  );
  for (const target of targets) {
    for (const method of ["GET", "POST", "TRACE", "OPTIONS", "PROPFIND"]) {
      const answer = await said(
        stand.port,
        `${method} ${target} HTTP/1.1\r\nHost: x\r\napikey: ${stand.key}\r\nconnection: close\r\n\r\n`,
      );
      const status = statusOf(answer);
      assert.ok(
        status >= 200 && status < 600 && status !== 500,
        `${method} ${target}: ${answer.slice(0, 300)}`,
      );
    }
  }
  const bytes = [
    "\r\n\r\n",
    "GET\r\n\r\n",
    "GET / HTTP/9.9\r\n\r\n",
    "\0\0\0\0\r\n\r\n",
    "CONNECT x:1 HTTP/1.1\r\nHost: x\r\n\r\n",
  ];
  bytes.push(
    "GET / HTTP/1.1\r\nHost: x\r\nbad header\r\n\r\n",
    "GET / HTTP/1.1\r\nHost: x\r\nx: \x01\r\n\r\n",
    "GET / HTTP/1.1\r\n\r\n",
  );
  bytes.push(
    "POST /rest/v1/rpc/x HTTP/1.1\r\nHost: x\r\ncontent-length: -1\r\n\r\n",
    "POST / HTTP/1.1\r\nHost: x\r\ntransfer-encoding: chunked\r\n\r\nzz\r\n",
  );
  bytes.push(
    "POST / HTTP/1.1\r\nHost: x\r\ntransfer-encoding: chunked\r\ncontent-length: 3\r\n\r\n0\r\n\r\n",
    "GET / HTTP/1.1\r\nHost: x\r\nupgrade: websocket\r\nconnection: upgrade, close\r\n\r\n",
  );
  for (const one of bytes) assert.notEqual(statusOf(await said(stand.port, one)), 500, JSON.stringify(one));
  await isWell();
});

test("headers have a size, and a refusal of one says so in JSON", async () => {
  const answer = await said(stand.port, `GET / HTTP/1.1\r\nHost: x\r\nx: ${"a".repeat(20_000)}\r\n\r\n`);
  assert.equal(statusOf(answer), 431);
  assert.equal(JSON.parse(answer.split("\r\n\r\n")[1] ?? "").code, "headers_too_large");
});

test("every door has its largest body: REST, Auth, Storage, functions; the words are the door's own", async () => {
  const large = (bytes: number) => JSON.stringify({ x: "a".repeat(bytes) });
  const anybody = { apikey: stand.key, "content-type": "application/json" };
  const ask = async (path: string, bytes: number, headers: Record<string, string> = anybody) => {
    const answer = await fetch(stand.url + path, { method: "POST", headers, body: large(bytes) });
    return { status: answer.status, body: (await answer.json()) as Record<string, unknown> };
  };
  const auth = await ask("/auth/v1/token?grant_type=password", 17_000);
  assert.deepEqual([auth.status, auth.body.error_code], [413, "payload_too_large"]);
  const rest = await ask("/rest/v1/rpc/refuse_me", 70_000);
  assert.deepEqual([rest.status, rest.body.code], [413, "payload_too_large"]);
  const storage = await ask("/storage/v1/object/drawer/x", 70_000);
  assert.deepEqual([storage.status, storage.body.error], [413, "payload_too_large"]);
  assert.equal((await ask("/functions/v1/echo", 70_000)).status, 413);
  // Anyone who shows a key or a token of ours may send the largest input of a verb.
  const secret = { ...anybody, apikey: stand.secretKey };
  assert.notEqual((await ask("/rest/v1/rpc/refuse_me", 4_000_000, secret)).status, 413);
  assert.equal((await ask("/rest/v1/rpc/refuse_me", 6_000_000, secret)).status, 413);
  await isWell();
});

test("a body that does not say how long it is ends at the same size", async () => {
  const socket = await wire(stand.port);
  const answer = untilClosed(socket);
  socket.write(
    `POST /rest/v1/rpc/x HTTP/1.1\r\nHost: x\r\napikey: ${stand.key}\r\nconnection: close\r\ntransfer-encoding: chunked\r\n\r\n`,
  );
  const piece = "a".repeat(10_000);
  for (let sent = 0; sent < 8 && socket.writable; sent += 1)
    socket.write(`${piece.length.toString(16)}\r\n${piece}\r\n`);
  socket.write("0\r\n\r\n");
  assert.equal(statusOf(await answer), 413);
});

test("whoever sends a header or a body in drops is cut off, and a connection that says nothing too", async () => {
  const silent = wire(stand.port).then(untilClosed);
  const drops = async (head: string) => {
    const socket = await wire(stand.port);
    const answer = untilClosed(socket);
    socket.write(head);
    const timer = setInterval(() => socket.write("a"), 20);
    return answer.finally(() => clearInterval(timer));
  };
  const body = (path: string) =>
    `POST ${path} HTTP/1.1\r\nHost: x\r\napikey: ${stand.key}\r\nconnection: close\r\ncontent-length: 10000\r\n\r\n`;
  assert.equal(statusOf(await drops("GET / HTTP/1.1\r\nx: ")), 408);
  assert.equal(statusOf(await drops(body("/auth/v1/recover"))), 408);
  assert.equal(statusOf(await drops(body("/rest/v1/rpc/x"))), 408);
  await silent;
  await isWell();
});

test("while two dozen connections drip, a member is answered", async () => {
  const alice = await stand.signedIn("alice@demo.test", { "x-chat-user": "slack:T1:U1" });
  const sockets = await Promise.all(
    Array.from({ length: 24 }, (_, at) => wire(stand.port, `127.0.0.${at + 2}`)),
  );
  for (const socket of sockets)
    socket.write(`POST /auth/v1/recover HTTP/1.1\r\nHost: x\r\ncontent-length: 9000\r\n\r\na`);
  assert.equal((await alice.from("notes").select("id")).data?.length, 2);
  assert.ok(stand.alive());
  for (const socket of sockets) socket.destroy();
});

test("one address does not take every connection", async () => {
  const sockets = await Promise.all(Array.from({ length: 40 }, () => wire(stand.port, "127.0.0.9")));
  await Promise.race([...sockets.map((socket) => once(socket, "close"))]);
  await isWell();
  for (const socket of sockets) socket.destroy();
});

test("a caller that breaks off, at any place, leaves the gateway as it was", async () => {
  const whole = post("/rest/v1/rpc/refuse_me", JSON.stringify({ a: 1 }));
  for (let at = 1; at < whole.length; at += 23) {
    const socket = await wire(stand.port);
    socket.write(whole.slice(0, at), () => socket.resetAndDestroy());
    await once(socket, "close");
  }
  const upload = `POST /storage/v1/object/wall/a.txt HTTP/1.1\r\nHost: x\r\napikey: ${stand.secretKey}\r\ncontent-length: 100000\r\n\r\nabc`;
  const socket = await wire(stand.port);
  socket.write(upload, () => socket.resetAndDestroy());
  await once(socket, "close");
  await isWell();
});
