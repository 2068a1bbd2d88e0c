import assert from "node:assert/strict";
import { once } from "node:events";
import { connect } from "node:net";
import { test } from "node:test";
import { KEY, Sandbox } from "./testbed.ts";

/** What is answered to these bytes, until the carrier closes the connection. */
async function said(port: number, bytes: string): Promise<string> {
  const socket = connect(port, "127.0.0.1");
  let answer = "";
  socket
    .on("error", () => undefined)
    .on("data", (chunk: Buffer) => {
      answer += chunk;
    });
  await once(socket, "connect");
  socket.write(bytes);
  await once(socket, "close");
  return answer;
}

test("no address, header or body ends the carrier or is a failure of it", async (t) => {
  const sandbox = await Sandbox.start(t);
  const port = Number(new URL(sandbox.url).port);
  const targets = [
    "//",
    "http://[",
    "/%",
    "/%00",
    "*",
    "/v1/%",
    "/v1/messages/%zz",
    "///",
    "http://evil.example/v1/health",
    "mailto:x",
  ];
  for (const target of targets) {
    for (const method of ["GET", "POST", "TRACE", "PUT"]) {
      const head = `${method} ${target} HTTP/1.1\r\nHost: x\r\nauthorization: Bearer ${KEY}\r\nconnection: close\r\n\r\n`;
      const status = Number(/^HTTP\/1\.1 (\d{3})/.exec(await said(port, head))?.[1] ?? 0);
      assert.ok(status >= 200 && status < 500, `${method} ${target}: ${status}`);
    }
  }
  const bytes = [
    "GET\r\n\r\n",
    "\0\0\r\n\r\n",
    "GET / HTTP/9.9\r\n\r\n",
    `GET / HTTP/1.1\r\nHost: x\r\nx: ${"a".repeat(20_000)}\r\n\r\n`,
  ];
  bytes.push("POST /v1/messages HTTP/1.1\r\nHost: x\r\ntransfer-encoding: chunked\r\n\r\nzz\r\n");
  for (const one of bytes)
    assert.match(await said(port, one), /^HTTP\/1\.1 4/, JSON.stringify(one.slice(0, 60)));
  for (const body of ["", "{", "[]", "null", '"\\u0000"', "[".repeat(100_000)]) {
    const { status } = await sandbox.ask("POST", "/v1/messages", body);
    assert.ok(status >= 400 && status < 500, `${body.slice(0, 20)}: ${status}`);
  }
  assert.equal((await sandbox.ask("GET", "/v1/health")).status, 200);
  assert.equal(sandbox.child.exitCode, null);
});
