import assert from "node:assert/strict";
import { pbkdf2 } from "node:crypto";
import { createSocket } from "node:dgram";
import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { after, test } from "node:test";
import { promisify } from "node:util";
import { PUBLIC_HTTP, postJson, type Reach, resolverOf, Unanswered, Unreachable } from "./reach.ts";

/** Loopback addresses, each with a server on one port: 127.0.0.1 plays a machine of ours, 127.0.0.2 and 127.0.0.3 the public internet. */
const OURS = "127.0.0.1";
const THEIRS = ["127.0.0.2", "127.0.0.3"] as const;

const asked: string[] = [];
const made = (address: string) =>
  createServer((request, response) => {
    asked.push(`${address} ${request.headers.host?.split(":")[0]}`);
    if (request.url === "/silent") return;
    if (request.url === "/upgrade") {
      const { socket } = request;
      socket.write("HTTP/1.1 101 Switching Protocols\r\nupgrade: x\r\nconnection: upgrade\r\n\r\n");
      return;
    }
    if (request.url === "/cut") {
      response.writeHead(200, { "content-length": "100" });
      response.write("{", () => request.socket.destroy());
      return;
    }
    if (request.url === "/away")
      return void response.writeHead(307, { location: `http://${OURS}:${port}/` }).end();
    response.end("ok");
  });
const first = made(OURS).listen(0, OURS);
await once(first, "listening");
const { port } = first.address() as AddressInfo;
const others = THEIRS.map((address) => made(address).listen(port, address));
await Promise.all(others.map((each) => once(each, "listening")));
after(() => {
  for (const each of [first, ...others]) {
    each.close();
    each.closeAllConnections();
  }
});

/** A name whose answers change: what is said first, then what is said from then on. */
function turning(...answers: (readonly string[])[]): Reach & { looks: number } {
  return {
    looks: 0,
    async resolve() {
      this.looks += 1;
      return answers[Math.min(this.looks, answers.length) - 1] ?? [];
    },
    allows: (_protocol, address) => address !== OURS,
    patienceMs: 500,
  };
}
const to = (path: string, reach: Reach) => postJson(`http://erp.example.com:${port}${path}`, {}, "{}", reach);

test("the connection goes to the address that was looked at, whatever the name says a moment later", async () => {
  const reach = turning([THEIRS[0]], [OURS]);
  asked.length = 0;
  assert.equal((await to("/", reach)).status, 200);
  assert.deepEqual([asked, reach.looks], [["127.0.0.2 erp.example.com"], 1]);
  await assert.rejects(to("/", reach), Unreachable);
  assert.deepEqual([asked.length, reach.looks], [1, 2], "each post looks anew");
});

test("one private address among several is enough, and no address is none", async () => {
  asked.length = 0;
  await assert.rejects(to("/", turning([THEIRS[0], OURS])), Unreachable);
  await assert.rejects(to("/", turning([])), Unreachable);
  for (const url of [`http://${OURS}:${port}/`, "http://[::1]/", "http://0x7f000001/", "http://2130706433/"])
    await assert.rejects(postJson(url, {}, "{}", PUBLIC_HTTP), Unreachable, url);
  assert.deepEqual(asked, []);
});

test("a redirect is an answer, and leads nowhere", async () => {
  asked.length = 0;
  assert.equal((await to("/away", turning([THEIRS[1]]))).status, 307);
  assert.deepEqual(asked, ["127.0.0.3 erp.example.com"]);
});

test("who takes a post and says nothing more, and a name server that is silent, are waited for as long as is said", async () => {
  await assert.rejects(to("/silent", turning([THEIRS[0]])), (error) => {
    assert.ok(error instanceof Unanswered);
    assert.equal(error.message, "no answer within 0.5 s");
    return true;
  });
  const silent: Reach = { ...turning(), resolve: () => new Promise(() => undefined) };
  await assert.rejects(to("/", silent), { message: "the name was not found in time" });
  assert.equal((await to("/cut", turning([THEIRS[0]]))).status, 200, "its head was an answer");
});

test("who answers with another protocol has answered: nobody waits for it for ever", async () => {
  assert.deepEqual(await to("/upgrade", turning([THEIRS[0]])), { status: 101, body: "" });
});

test("names whose servers are silent hold no thread that others need; the addresses of a name are found", async (t) => {
  const server = createSocket("udp4");
  t.after(() => server.close());
  let asked = 0;
  // Says 8.8.4.4 of what is asked for an A, and nothing of silent.example.com.
  server.on("message", (question, { port: from, address }) => {
    asked += 1;
    if (question.includes("silent")) return;
    const end = question.indexOf(0, 12) + 5;
    const answer = Buffer.from("c00c00010001000000000004" + "08080404", "hex");
    const head = Buffer.from(question.subarray(0, end));
    const four = question.readUInt16BE(end - 4) === 1;
    head.writeUInt16BE(0x8180, 2);
    head.writeUInt16BE(four ? 1 : 0, 6);
    head.writeUInt32BE(0, 8);
    server.send(four ? Buffer.concat([head, answer]) : head, from, address);
  });
  server.bind(0, "127.0.0.1");
  await once(server, "listening");
  const resolve = resolverOf([`127.0.0.1:${server.address().port}`]);
  const silent = Array.from({ length: 16 }, () => resolve("silent.example.com").then(() => "", String));
  // It needs one of the threads in which names of the system are looked up.
  const first = await Promise.race([
    promisify(pbkdf2)("a", "b", 1, 32, "sha256").then(() => "a thread was free"),
    ...silent,
  ]);
  assert.equal(first, "a thread was free");
  assert.deepEqual(await resolve("erp.example.com"), ["8.8.4.4"]);
  assert.match((await silent[0]) ?? "", /queryA ETIMEOUT silent\.example\.com/);
  assert.ok(asked > 2);
});
