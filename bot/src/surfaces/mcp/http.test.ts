import assert from "node:assert/strict";
import { after, test } from "node:test";
import { Client } from "@modelcontextprotocol/sdk/client/index.js";
import { StreamableHTTPClientTransport } from "@modelcontextprotocol/sdk/client/streamableHttp.js";
import { freePort } from "@tidings/shared/node/ports.ts";
import type { BotDatabase } from "../../data/database.ts";
import { NetworkError, Refusal } from "../../ground/errors.ts";
import { startServer } from "../../server/server.ts";
import { whoamiOf } from "../../testing/person.ts";
import { NO_ROWS, startRest } from "../../testing/rest_double.ts";
import { addressOf, mcpRoutes } from "./http.ts";

/** MCP-1: the SDK's client at the bot's door. */

const rest = await startRest(
  { whoami: () => whoamiOf("k1", "program (TDX)", ["KooMessage:sendTask:list", "KooMessage:domain:create"]) },
  NO_ROWS,
);
/** The rights of the key: what `forKey` answers or throws. */
let admitted: (authorization: string, address: string) => void = () => {};
const shown: string[] = [];
const database: BotDatabase = {
  ...rest.database,
  async forKey(authorization, address) {
    shown.push(`${authorization} ${address}`);
    admitted(authorization, address);
    return { ...rest.database.forChat("slack:T1:UBOB", "slack"), source: "api" };
  },
};
const port = await freePort();
const routes = new Map(mcpRoutes(database, "http://panel.test"));
const server = await startServer(port, routes, () => ({}), false);
const door = new URL(`http://127.0.0.1:${port}/mcp`);
after(async () => {
  await server.close();
  await rest.close();
});

async function client(): Promise<Client> {
  const own = new Client({ name: "test", version: "1" });
  const headers = { authorization: "Bearer TDX.secret" };
  const transport = new StreamableHTTPClientTransport(door, { requestInit: { headers } });
  await own.connect(transport as Parameters<typeof own.connect>[0]);
  return own;
}

const textOf = ({ content }: Awaited<ReturnType<Client["callTool"]>>) =>
  (content as { text: string }[]).map(({ text }) => text).join("\n");

test("each message shows the key, and its tools are those of its rights", async () => {
  const agent = await client();
  const { tools } = await agent.listTools();
  const names = tools.map(({ name }) => name);
  assert.ok(names.includes("sends") && names.includes("propose"), names.join(" "));
  assert.ok(!names.includes("member_list"), names.join(" "));
  assert.ok(tools.every(({ annotations }) => annotations?.readOnlyHint === true));
  const read = await agent.callTool({ name: "sends", arguments: {} });
  assert.equal(read.isError, undefined, textOf(read));
  assert.ok(shown.length >= 3);
  assert.ok(shown.every((each) => each === "Bearer TDX.secret 127.0.0.1"));
  await agent.close();
});

test("a change is proposed with its line and its place; what is wrong with a call is told as an error of it", async () => {
  const agent = await client();
  const before = rest.calls.length;
  const made = await agent.callTool({
    name: "propose",
    arguments: { command: "domain add", input: { names: "a.example.com" } },
  });
  const told = JSON.parse(textOf(made));
  assert.equal(told.done, false);
  assert.equal(told.panel, "http://panel.test/domains");
  assert.match(told.slack, /^\/tidings domain add .*a\.example\.com/);
  assert.deepEqual([...new Set(rest.calls.slice(before).map(({ verb }) => verb))], ["whoami"]);
  for (const [name, input] of [
    ["nothing", {}],
    ["sends", { page: 0 }],
    ["propose", { command: "member disable", input: {} }],
    ["propose", { command: "sends", input: {} }],
    ["propose", {}],
  ] as const) {
    const answer = await agent.callTool({ name, arguments: input });
    assert.equal(answer.isError, true, `${name} ${textOf(answer)}`);
  }
  await agent.close();
});

test("a refused key, a silent database, no key and no JSON are told as such", async () => {
  const post = (body: string, headers: Record<string, string> = { authorization: "Bearer x" }) =>
    fetch(door, {
      method: "POST",
      body,
      headers: {
        "content-type": "application/json",
        accept: "application/json, text/event-stream",
        ...headers,
      },
    });
  admitted = () => {
    throw new Refusal("access_key_refused", 401);
  };
  assert.equal((await post("{}")).status, 401);
  await assert.rejects(client());
  admitted = () => {
    throw new NetworkError("away");
  };
  assert.equal((await post("{}")).status, 503);
  admitted = () => {};
  assert.equal((await post("{}", {})).status, 401);
  assert.equal((await post("{")).status, 400);
  // A batch would be many calls that are counted as one.
  assert.equal((await post('[{"jsonrpc":"2.0","id":1,"method":"tools/list"}]')).status, 400);
  assert.equal((await post("{}")).status, 400);
  for (const method of ["GET", "DELETE"]) assert.equal((await fetch(door, { method })).status, 405);
});

test("an address is that of the connection, and what a proxy of ours has added; nobody from elsewhere names one", () => {
  const at = (peer: string, said?: string) =>
    addressOf({
      headers: said === undefined ? {} : { "x-forwarded-for": said },
      socket: { remoteAddress: peer } as never,
    });
  assert.equal(at("127.0.0.1"), "127.0.0.1");
  assert.equal(at("::ffff:10.0.0.2", "1.2.3.4, 203.0.113.7"), "203.0.113.7");
  assert.equal(at("::1", "2001:db8::7"), "2001:db8::7");
  assert.equal(at("198.51.100.9", "203.0.113.7"), "198.51.100.9");
  assert.equal(at("10.0.0.2", "nonsense"), "10.0.0.2");
});
