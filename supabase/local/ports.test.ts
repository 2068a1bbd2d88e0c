import assert from "node:assert/strict";
import { once } from "node:events";
import { createServer } from "node:net";
import { test } from "node:test";
import { freePort } from "@tidings/shared/node/ports.ts";
import { holderOf } from "./ports.ts";

test("who holds a taken port is said", async () => {
  const port = await freePort();
  assert.equal(holderOf(port), undefined);
  const server = createServer().listen(port, "127.0.0.1");
  await once(server, "listening");
  assert.match(holderOf(port) ?? "", new RegExp(`pid ${process.pid}$`));
  server.close();
});
