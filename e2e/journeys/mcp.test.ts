/** MCP-1: an agent at the door, with the SDK's own client: over stdio as a member, over HTTP under an access key. It reads, and changes nothing. */
import assert from "node:assert/strict";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import type { Client } from "@modelcontextprotocol/sdk/client/index.js";
import { freePort } from "@tidings/shared/node/ports.ts";
import { PASSWORD, place } from "../screens/panel.ts";
import { atTerminal as agentAt, underKey as agentUnder, call, keyWith as keyOf, namesOf } from "./agents.ts";
import { type Bot, startBot } from "./bot.ts";
import { type Member, member, newcomer, submittedDomain } from "./members.ts";
import { submittedSend } from "./sends.ts";
import { terminalSettings, typedThere } from "./terminals.ts";

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

/** A client that is closed at the end. */
async function kept(opened: Promise<Client>): Promise<Client> {
  const client = await opened;
  clients = [...clients, client];
  return client;
}
const atTerminal = (...words: string[]) => kept(agentAt(home, ...words));
const underKey = (bearer: string) => kept(agentUnder(door, bearer));
const keyWith = (name: string, ...actions: string[]) => keyOf(alice, name, ...actions);

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
  const numbers = await call(dans, "receipt_list");
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
  assert.ok((await call(agent, "propose", { command: "sends", input: {} })).bad);
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

test("of another enterprise's rows no tool tells anything, by id or by name, and nobody there is told of a proposal about them", async () => {
  const name = `mcp elsewhere ${RUN}`;
  const send = await submittedSend(bob, name, {});
  const olga = await newcomer(`Oda ${RUN}`, `oda-${RUN}@elsewhere.test`);
  await olga.verb("create_enterprise", {
    input: { name: `Elsewhere ${RUN}`, statements: ["koomessage", "sms"] },
  });
  const { bearer } = await keyOf(olga, `elsewhere ${RUN}`, "KooMessage:*:*");
  const agent = await underKey(bearer);
  for (const [tool, input] of [
    ["show", { resource: send }],
    ["show", { resource: name }],
    ["status", { send }],
    ["who-approved", { resource: send }],
    ["sends", { name }],
    ["audit_list", { resource_id: send }],
    ["report", { of: "sends", name }],
    ["propose", { command: "cancel", input: { resource: send } }],
  ] as const) {
    const { text } = await call(agent, tool, input);
    const told = text.replaceAll(`“${name}”`, "");
    assert.ok(!told.includes(name) && !told.includes("Bob"), `${tool} ${text}`);
  }
  const { text } = await call(agent, "proposals");
  assert.deepEqual(JSON.parse(text).proposals, [], "Oda has linked no chat account, so nothing was left");
});

test("what is too large, no message or no method is answered with what and how much", async () => {
  const { bearer } = await keyWith(`odd ${RUN}`, "KooMessage:sendTask:list");
  const post = (body: string, method = "POST") =>
    fetch(door, {
      method,
      ...(method === "POST" ? { body } : {}),
      headers: {
        authorization: `Bearer ${bearer}`,
        "content-type": "application/json",
        accept: "application/json, text/event-stream",
      },
    });
  const large = await post(JSON.stringify({ jsonrpc: "2.0", id: 1, method: "x".repeat(3_000_000) }));
  assert.equal(large.status, 413);
  assert.match(await large.text(), /at most 2097152 bytes/);
  for (const body of ["", "[]", "{", "null", '"a"']) {
    const answer = await post(body);
    assert.equal(answer.status, 400, body);
    assert.match(await answer.text(), /one message in JSON|JSON-RPC|Parse error|Invalid/i, body);
  }
  const unknown = await post(JSON.stringify({ jsonrpc: "2.0", id: 1, method: "nothing/at_all" }));
  assert.match(await unknown.text(), /Method not found/);
  const agent = await underKey(bearer);
  const deep = JSON.parse(`${"[".repeat(3_000)}${"]".repeat(3_000)}`);
  for (const [tool, input] of [
    ["sends", { name: "x".repeat(500_000) }],
    ["sends", { name: deep }],
    ["propose", { command: "submit", input: { resource: "x".repeat(500_000) } }],
    ["propose", { command: "submit", input: { resource: deep } }],
  ] as const) {
    const { text, bad } = await call(agent, tool, input);
    assert.ok(bad, `${tool} ${text.slice(0, 300)}`);
    assert.ok(text.length < 2_000, `${tool}: ${text.length}`);
  }
});

test("each reading tool that needs nothing answers a key that may read, in under 10,000 characters", async () => {
  const agent = await underKey(
    (await keyWith(`all ${RUN}`, "KooMessage:*:list", "AIM:*:*", "SMS:*:*")).bearer,
  );
  const { tools } = await agent.listTools();
  assert.ok(JSON.stringify(tools).length < 70_000, `${JSON.stringify(tools).length} characters`);
  for (const { name, description, inputSchema } of tools) {
    assert.match(name, /^[a-z][a-z0-9_-]{1,63}$/);
    assert.ok((description ?? "").length > 10, name);
    for (const [option, of] of Object.entries(inputSchema.properties ?? {}))
      assert.ok("description" in of || name === "propose" || name === "open_topic", `${name} ${option}`);
    if ((inputSchema.required ?? []).length > 0 || name === "proposals") continue;
    const { text, bad } = await call(agent, name);
    assert.ok(!/"refused":"(?:broken|unreachable)"/.test(text), `${name} ${text}`);
    assert.ok(text.length < 10_000, `${name}: ${text.length}`);
    if (bad) assert.match(text, /\S{3,}/, name);
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
