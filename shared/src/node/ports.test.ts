import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { createServer } from "node:net";
import { test } from "node:test";
import { freePort, freePorts, isFree } from "./ports.ts";

test("a taken port is known", async () => {
  const port = await freePort();
  assert.equal(await isFree(port), true);
  const server = createServer().listen(port, "127.0.0.1");
  await once(server, "listening");
  assert.equal(await isFree(port), false);
  server.close();
});

test("free ports are all different", async () => {
  const ports = await freePorts(20);
  assert.equal(new Set(ports).size, 20);
});

test("while whoever asked for a port lives, nobody else is given it, though nothing listens there; afterwards it is free again", async () => {
  // Of 12,000 ports the other process takes all but a hundred; they are free for TCP all the while.
  const code = `
    const { freePorts } = await import(${JSON.stringify(import.meta.resolve("./ports.ts"))});
    console.log((await freePorts(1000)).join(" "));
    setInterval(() => {}, 1e6);`;
  const other = spawn(process.execPath, ["--input-type=module", "--eval", code], { stdio: "pipe" });
  let said = "";
  for await (const part of other.stdout) {
    said += part;
    if (said.endsWith("\n")) break;
  }
  const theirs = new Set(said.trim().split(" ").map(Number));
  assert.equal(theirs.size, 1000);
  const ours = await freePorts(1000);
  assert.deepEqual(
    ours.filter((port) => theirs.has(port)),
    [],
  );
  other.kill("SIGKILL");
  await once(other, "exit");
});
