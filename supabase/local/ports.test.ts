import assert from "node:assert/strict";
import { once } from "node:events";
import { createServer } from "node:net";
import { test } from "node:test";
import { freePorts, holderOf, isFree } from "./ports.ts";

test("a taken port is known, and who holds it", async () => {
  const [port = 0] = await freePorts(1);
  assert.equal(await isFree(port), true);
  assert.equal(holderOf(port), undefined);
  const server = createServer().listen(port, "127.0.0.1");
  await once(server, "listening");
  assert.equal(await isFree(port), false);
  assert.match(holderOf(port) ?? "", new RegExp(`pid ${process.pid}$`));
  server.close();
});

test("free ports are all different", async () => {
  const ports = await freePorts(20);
  assert.equal(new Set(ports).size, 20);
});
