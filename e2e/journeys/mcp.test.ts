/** MCP-1: an agent at the door, with the SDK's own client: over stdio as a member, over HTTP under an access key. It reads, and changes nothing. */
import assert from "node:assert/strict";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { Client } from "@modelcontextprotocol/sdk/client/index.js";
import { StdioClientTransport } from "@modelcontextprotocol/sdk/client/stdio.js";
import { StreamableHTTPClientTransport } from "@modelcontextprotocol/sdk/client/streamableHttp.js";
import { freePort } from "@tidings/shared/node/ports.ts";
import { PASSWORD, place } from "../screens/panel.ts";
import { type Bot, startBot } from "./bot.ts";
import { type Member, member, submittedDomain } from "./members.ts";
import { submittedSend } from "./sends.ts";
import { ROOT, terminalSettings, typedThere } from "./terminals.ts";

const RUN = Date.now().toString(36);
let home: string;
let bot: Bot;
let door: string;
let alice: Member;
let bob: Member;
let clients: Client[] = [];

before(async () => {
  home = await mkdtemp(join(tmpdir(), "tidings-mcp-"));
  const port = await freePort();
  door = `http://127.0.0.1:${port}/mcp`;
  [bot, alice, bob] = await Promise.all([startBot({}, port), member("alice", "en"), member("bob", "en")]);
});
after(async () => {
  await Promise.all(clients.map((client) => client.close()));
  await bot?.stop();
  await rm(home, { recursive: true, force: true });
});

async function connected(transport: StdioClientTransport | StreamableHTTPClientTransport): Promise<Client> {
  const client = new Client({ name: "story", version: "1" });
  // The SDK's own transport is not one for `exactOptionalPropertyTypes`.
  await client.connect(transport as Parameters<typeof client.connect>[0]);
  clients = [...clients, client];
  return client;
}

/** An agent at the terminal of whoever `--as` names, or of whoever has signed in. */
const atTerminal = (...words: string[]) =>
  connected(
    new StdioClientTransport({
      command: process.execPath,
      args: [join(ROOT, "bot/src/surfaces/mcp/main.ts"), ...words],
      env: { ...terminalSettings(home), TIDINGS_PANEL_URL: "http://panel.test" },
      cwd: ROOT,
      stderr: "pipe",
    }),
  );

const underKey = (bearer: string) =>
  connected(
    new StreamableHTTPClientTransport(new URL(door), {
      requestInit: { headers: { authorization: `Bearer ${bearer}` } },
    }),
  );

/** A key with these rights, as its bearer. */
async function keyWith(name: string, ...actions: string[]): Promise<{ id: string; bearer: string }> {
  const policies = actions.length === 0 ? [] : [name];
  if (actions.length > 0)
    await alice.verb("create_policy", {
      input: { name, document: { Version: "1.1", Statement: [{ Effect: "Allow", Action: actions }] } },
    });
  const { id } = await alice.verb("create_access_key", { input: { name, policies } });
  const { key_id, secret } = await alice.verb("rotate_access_key", { access_key: id });
  return { id, bearer: `${key_id}.${secret}` };
}

const namesOf = async (client: Client) => (await client.listTools()).tools.map(({ name }) => name);

/** What a tool answers, and whether it says that it went wrong. */
async function call(
  client: Client,
  name: string,
  input: object = {},
): Promise<{ text: string; bad: boolean }> {
  const { content, isError } = await client.callTool({ name, arguments: { ...input } });
  const text = (content as { text: string }[]).map((part) => part.text).join("\n");
  return { text, bad: isError === true };
}

/** How many lines the log has of a domain. */
async function linesOf(id: string): Promise<number> {
  const { count } = await alice.client
    .from("audit_log")
    .select("id", { count: "exact", head: true })
    .match({ resource: "domain", resource_id: id });
  return count ?? 0;
}

test("over stdio an agent has the tools of its member, reads sends with their rights, and is refused what they may not", async () => {
  const [mine, dans] = [await atTerminal("--as", "bob@demo.test"), await atTerminal("--as", "dan@demo.test")];
  assert.match(mine.getInstructions() ?? "", /You change nothing/);
  const tools = await namesOf(mine);
  for (const name of ["sends", "status", "report", "quota", "template_list", "open_topic", "propose"])
    assert.ok(tools.includes(name), `${name} in ${tools.join(" ")}`);
  for (const name of ["ask", "approve", "reveal", "login"]) assert.ok(!tools.includes(name), name);
  const sent = `mcp ${RUN}`;
  await submittedSend(bob, sent, {});
  const read = await call(mine, "sends", { name: sent });
  assert.equal(read.bad, false, read.text);
  assert.match(read.text, new RegExp(sent));
  assert.equal(JSON.parse(read.text).table.rows.length, 1);
  // Numbers are masked, as whoever reads sees them.
  const numbers = await call(dans, "receipts");
  assert.equal(numbers.bad, false, numbers.text);
  assert.doesNotMatch(numbers.text, /\b1[3-9]\d{9}\b/);
  // Dan only reads: what he has no right to is no tool of his, and called all the same it is refused.
  const fewer = await namesOf(dans);
  assert.ok(fewer.includes("sends"));
  const refused = await call(dans, "propose", {
    command: "send edit",
    input: { send: "x", name: "y" },
  });
  assert.ok(refused.bad, refused.text);
  assert.match(refused.text, /^refused: /);
  for (const [name, input] of [
    ["no_such_tool", {}],
    ["sends", { state: "flying" }],
    ["sends", { colour: "red" }],
    ["status", { resource: `nothing-${RUN}` }],
  ] as const)
    assert.ok((await call(dans, name, input)).bad, `${name} ${JSON.stringify(input)}`);
});

test("a change is a proposal with the place where a person presses, and nothing is done", async () => {
  const name = `mcp-${RUN}.example.com`;
  const id = await submittedDomain(bob, name);
  await (await member("carol", "en")).verb("reject_domain", { domain: id, reason: "which department?" });
  const agent = await atTerminal("--as", "bob@demo.test");
  const before = await linesOf(id);
  const { text, bad } = await call(agent, "propose", { command: "submit", input: { resource: name } });
  assert.equal(bad, false, text);
  const told = JSON.parse(text);
  assert.deepEqual(
    [told.proposal, told.done, told.panel],
    [`Submit ${name}`, false, `http://panel.test/domains/${id}`],
  );
  assert.equal(told.slack, `/tidings submit --resource ${name}`);
  assert.match(told.discord, /^\/tidings\S* submit resource:/);
  const { data } = await bob.client.from("domain_cards").select("state").eq("id", id).single();
  assert.equal(data?.state, "rejected");
  assert.equal(await linesOf(id), before);
  // The line that it names is one that a person can type.
  const typed = await typedThere(["submit", name], {
    ...terminalSettings(home),
    TIDINGS_EMAIL: "bob@demo.test",
  });
  assert.equal(typed.code, 0, typed.text);
});

test("it signs in as the terminal does: by the login, and nobody is told both ways", async () => {
  const nobody = atTerminal();
  await assert.rejects(nobody);
  const login = await typedThere(
    ["login", "dan@demo.test", "--password-stdin"],
    terminalSettings(home),
    PASSWORD,
  );
  assert.equal(login.code, 0, login.text);
  const agent = await atTerminal();
  assert.equal((await call(agent, "quota")).bad, false);
});

test("over HTTP an agent reads with the rights of its key, proposes, and the log names the key alone where it is refused", async () => {
  const key = await keyWith(`mcp ${RUN}`, "KooMessage:*:list", "KooMessage:domain:*");
  const agent = await underKey(key.bearer);
  const tools = await namesOf(agent);
  assert.ok(tools.includes("sends") && tools.includes("propose"), tools.join(" "));
  assert.ok(!tools.includes("reveal"), tools.join(" "));
  const read = await call(agent, "sends", { name: `mcp ${RUN}` });
  assert.equal(read.bad, false, read.text);
  assert.equal(JSON.parse(read.text).table.rows.length, 1);
  assert.ok((await call(agent, "propose", { command: "cancel", input: { resource: "x" } })).bad);
  const name = `mcp-key-${RUN}.example.com`;
  const id = await submittedDomain(bob, name);
  const before = await linesOf(id);
  const proposed = await call(agent, "propose", { command: "submit", input: { resource: name } });
  assert.equal(proposed.bad, false, proposed.text);
  assert.equal(JSON.parse(proposed.text).done, false);
  assert.equal(await linesOf(id), before);
  // Of what was revoked nothing works any more, from the next call on.
  await alice.verb("revoke_access_key", { access_key: key.id });
  await assert.rejects(() => agent.listTools(), /401|refused|key/i);
  await (await member("carol", "en")).verb("reject_domain", { domain: id, reason: "the story is over" });
});

test("a wrong key, a wrong secret, a member's token and nobody are refused before anything is read", async () => {
  const { bearer } = await keyWith(`wrong ${RUN}`, "KooMessage:sendTask:list");
  const { data } = await bob.client.auth.getSession();
  for (const wrong of [
    bearer.replace(/.$/, (last) => (last === "A" ? "B" : "A")),
    `TDAAAAAAAAAAAAAAAAAA.${"a".repeat(40)}`,
    String(data.session?.access_token),
    "x",
  ]) {
    const answer = await fetch(door, {
      method: "POST",
      headers: {
        authorization: `Bearer ${wrong}`,
        "content-type": "application/json",
        accept: "application/json, text/event-stream",
      },
      body: JSON.stringify({ jsonrpc: "2.0", id: 1, method: "tools/list" }),
    });
    assert.equal(answer.status, 401, wrong);
    assert.equal(answer.headers.get("www-authenticate"), "Bearer");
    assert.doesNotMatch(await answer.text(), /sends/);
    await assert.rejects(underKey(wrong));
  }
  const nobody = await fetch(door, { method: "POST", body: "{}" });
  assert.equal(nobody.status, 401);
  assert.equal((await fetch(door)).status, 405);
});

test("a key without rights sees nothing of the enterprise", async () => {
  const agent = await underKey((await keyWith(`none ${RUN}`)).bearer);
  const tools = await namesOf(agent);
  for (const name of ["sends", "template_list", "member_list", "report", "quota"])
    assert.ok(!tools.includes(name), `${name} in ${tools.join(" ")}`);
  const { data } = await alice.client.from("sends").select("name").limit(50);
  const secret = new Set((data ?? []).map(({ name }) => String(name)));
  for (const name of [...tools.filter((one) => one !== "propose"), "sends", "report", "quota"]) {
    const { text } = await call(agent, name);
    for (const known of secret) assert.ok(!text.includes(known), `${name}: ${text}`);
  }
});

test("how the bot has REST believe a key is told to the bot alone", async () => {
  const { bearer } = await keyWith(`voice ${RUN}`);
  const body = JSON.stringify({ authorization: `Bearer ${bearer}`, address: "127.0.0.1" });
  const asked = (authorization: string) =>
    fetch(`${place().api}/functions/v1/api/voice`, {
      method: "POST",
      headers: { apikey: place().key, authorization, "content-type": "application/json" },
      body,
    });
  const { data } = await alice.client.auth.getSession();
  for (const [who, status] of [
    [`Bearer ${data.session?.access_token}`, 403],
    [`Bearer ${bearer}`, 401],
    ["", 401],
  ] as const) {
    const answer = await asked(who);
    assert.equal(answer.status, status, who.slice(0, 12));
    assert.doesNotMatch(await answer.text(), /x-access-proof/);
  }
});
