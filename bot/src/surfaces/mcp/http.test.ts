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

/** Where proposals of the key go; what is left out of it is as where a message reaches the person. */
let place: Record<string, unknown> = { person: "Alice", told_in: "slack" };
const PROPOSAL = "7f3a19be-0000-4000-8000-000000000033";
const rest = await startRest(
  {
    whoami: () => whoamiOf("k1", "program (TDX)", ["KooMessage:sendTask:list"]),
    proposal_place: () => ({ ...place, permissions: ["KooMessage:domain:create"] }),
    propose_command: () =>
      place.trouble ? place : { ...place, id: PROPOSAL, until: "2026-12-08T03:00:00Z" },
    my_proposals: () => [{ id: PROPOSAL, command: "domain add", state: "waiting" }],
  },
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
  for (const name of ["sends", "propose", "proposals"]) assert.ok(names.includes(name), names.join(" "));
  assert.ok(!names.includes("member_list"), names.join(" "));
  // A proposal is a message to a person.
  for (const { name, annotations } of tools)
    assert.equal(annotations?.readOnlyHint, name !== "propose", name);
  const read = await agent.callTool({ name: "sends", arguments: {} });
  assert.equal(read.isError, undefined, textOf(read));
  assert.ok(shown.length >= 3);
  assert.ok(shown.every((each) => each === "Bearer TDX.secret 127.0.0.1"));
  await agent.close();
});

const add = { command: "domain add", input: { names: "a.example.com" } };

test("a change is proposed to whoever may press it, though the key may only read; who is told where is answered", async () => {
  const agent = await client();
  const before = rest.calls.length;
  const told = JSON.parse(textOf(await agent.callTool({ name: "propose", arguments: add })));
  assert.deepEqual(
    [told.done, told.id, told.told, told.panel],
    [false, PROPOSAL, { person: "Alice", in: "slack" }, "http://panel.test/domains"],
  );
  assert.match(told.how, /Nothing has been done yet\. Alice gets a direct message in Slack/);
  assert.match(told.slack, /^\/tidings domain add .*a\.example\.com/);
  const done = rest.calls.slice(before);
  assert.deepEqual(
    [...new Set(done.map(({ verb }) => verb))],
    ["whoami", "proposal_place", "propose_command"],
  );
  assert.deepEqual(done.at(-1)?.args, { command: "domain add", input: { names: "a.example.com" } });
  const became = JSON.parse(textOf(await agent.callTool({ name: "proposals", arguments: {} })));
  assert.equal(became.proposals[0].state, "waiting");
  await agent.close();
});

test("where no message reaches the person, why is said with what to do, and the page in the panel", async () => {
  const agent = await client();
  for (const [trouble, said] of [
    ["no_account", /Alice hasn't linked a chat account.*link an account/],
    ["no_bot", /no bot is running on Alice's chat platform/],
    ["nobody", /no longer an active member/],
    ["test_key", /test keys can't make proposals\. Use a live key/],
  ] as const) {
    place = { person: "Alice", trouble };
    const told = JSON.parse(textOf(await agent.callTool({ name: "propose", arguments: add })));
    assert.match(told.how, /^Nothing was done and nobody was notified/, trouble);
    assert.match(told.how, said, trouble);
    assert.deepEqual([told.id, told.panel], [undefined, "http://panel.test/domains"]);
  }
  place = { person: "Alice", told_in: "discord", quiet_until: "2026-12-01T23:00:00Z" };
  const late = JSON.parse(textOf(await agent.callTool({ name: "propose", arguments: add })));
  assert.match(late.how, /in Discord[\s\S]*Alice is in quiet hours and will get it after 2026-12-02/);
  place = { person: "Alice", told_in: "slack" };
  await agent.close();
});

test("what is wrong with a call is told as an error of it: what, and what to do", async () => {
  const agent = await client();
  for (const [name, input, said] of [
    ["nothing", {}, /no tool “nothing”\. The list of tools/],
    ["sendz", {}, /Did you mean sends/],
    ["domain_add", {}, /domain add changes something: propose it/],
    ["member_list", {}, /not among your tools: you have no right/],
    ["x".repeat(100_000), {}, /no tool “x{80}”/],
    ["sends", { colour: "red" }, /sends has no option “colour”; it has .*state/],
    ["sends", { name: "x".repeat(100_000) }, /100011 characters, and 16000 are the most/],
    [
      "propose",
      { command: "member disable", input: {} },
      /whoever would press it has no right to it \(KooMessage:member/,
    ],
    ["propose", { command: "domain ad", input: {} }, /no command “domain ad”.*domain add/],
    ["propose", { command: "sends", input: {} }, /only reads: call its tool sends/],
    ["propose", { command: "domain add", input: "a" }, /input is no object/],
    ["propose", { command: "domain add", input: {} }, /names: /],
    ["propose", {}, /command is missing/],
  ] as const) {
    const answer = await agent.callTool({ name, arguments: input });
    const text = textOf(answer);
    assert.equal(answer.isError, true, `${name.slice(0, 80)} ${text}`);
    assert.match(text, said, name.slice(0, 80));
    assert.ok(text.length < 2_000, `${name.slice(0, 80)}: ${text.length} characters`);
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
