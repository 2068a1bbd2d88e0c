/**
 * MCP-1: what an agent proposes is a direct message with a button to whoever made its key. Their press carries it out, once, with their rights;
 * nobody else's does, and none once the key was revoked or the right is lost.
 */
import assert from "node:assert/strict";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, test } from "node:test";
import type { Client } from "@modelcontextprotocol/sdk/client/index.js";
import { atTerminal, call, keyWith, namesOf, underKey } from "./agents.ts";
import { bothChannels } from "./both_channels.ts";
import { type ChatChannel, can, countOf, type Seen } from "./chat_channels.ts";
import { submissions, submittedDomain } from "./members.ts";
import { reads } from "./words.ts";

const RUN = Date.now().toString(36);
const { channels, people, until, linkAll, inEachChannel, endsWithoutViolation, mcp } = bothChannels(
  async () => ({ TIDINGS_PANEL_URL: "http://panel.test" }),
);
let clients: Client[] = [];
const home = await mkdtemp(join(tmpdir(), "tidings-agents-"));
after(async () => {
  await Promise.all(clients.map((client) => client.close()));
  await rm(home, { recursive: true, force: true });
});

/** An agent under a key of alice's that may read alone. */
async function agentOf(title: string): Promise<{ agent: Client; key: string }> {
  const { id, bearer } = await keyWith(people().alice, `${title} ${RUN}`, "KooMessage:*:list");
  const agent = await underKey(mcp(), bearer);
  clients = [...clients, agent];
  return { agent, key: id };
}

interface Proposed {
  readonly name: string;
  readonly domain: string;
  readonly told: Record<string, unknown>;
  readonly card: Seen;
  readonly button: string;
}

/** A domain of bob's that was rejected, and the message in which an agent proposes to `who` to submit it again. */
async function proposed(
  channel: ChatChannel,
  agent: Client,
  title: string,
  who: "alice" | "bob" = "alice",
): Promise<Proposed> {
  const { bob, carol } = people();
  await people()[who].verb("set_notices", { input: { notices_on: channel.name.toLowerCase() } });
  const name = `${title}-${channel.name.toLowerCase()}-${RUN}.example.com`;
  const domain = await submittedDomain(bob, name);
  await carol.verb("reject_domain", { domain, reason: "which department?" });
  const { text, bad } = await call(agent, "propose", { command: "submit", input: { resource: name } });
  assert.equal(bad, false, text);
  const button = `Submit ${name}`;
  const card = await until(
    channel,
    () => reads(channel.direct(who), `A program suggests: ${button}`, button),
    `${who} to be told of ${name}`,
  );
  return { name, domain, told: JSON.parse(text), card, button };
}

/** Who has tried to submit the domain, from where, and with what outcome, since it was made. */
const attempts = ({ domain }: Proposed) => submissions(people().alice, domain);

/** Presses, and waits until the person is told this, in the channel or to them alone. */
async function toldOn(
  channel: ChatChannel,
  who: "alice" | "bob",
  words: string | RegExp,
  press: () => Promise<unknown>,
): Promise<void> {
  const seen = () => countOf([...channel.direct(who), ...channel.sees(who)], words);
  const before = seen();
  await press();
  await until(channel, () => seen() > before, `${who} to be told ${words}`);
}

/** What the list of domains says of one, and what its agent is told of its proposals. */
const readBy = async (agent: Client, { name }: Proposed) => ({
  domain: (await call(agent, "domain_list", { name })).text,
  proposals: JSON.parse((await call(agent, "proposals")).text).proposals as Record<string, string>[],
});

test("alice, bob and carol link their accounts", async () => {
  for (const channel of channels) await linkAll(channel);
});

inEachChannel(
  "a key that only reads proposes; its maker presses, it is done once in their name, and the agent reads it",
  async (channel) => {
    const { agent } = await agentOf(`whole ${channel.name}`);
    const tools = await namesOf(agent);
    assert.ok(tools.includes("propose") && tools.includes("proposals"), tools.join(" "));
    const proposal = await proposed(channel, agent, "whole");
    const { card, button, told, domain, name } = proposal;
    assert.deepEqual(
      [told.proposal, told.done, told.told, told.panel],
      [
        button,
        false,
        { person: "Alice", in: channel.name.toLowerCase() },
        `http://panel.test/domains/${domain}`,
      ],
    );
    assert.match(String(told.how), new RegExp(`Alice gets a direct message in ${channel.name}`));
    for (const words of ["Proposed by", `whole ${channel.name} ${RUN}`, "Nothing has been done", name])
      assert.ok(reads([card], words), words);
    assert.ok(countOf(channel.sees("bob"), button) === 0, "no channel is told");
    const before = await readBy(agent, proposal);
    assert.match(before.domain, /Rejected/);
    assert.equal(before.proposals[0]?.state, "waiting");
    // The same once more is the same proposal.
    const again = await call(agent, "propose", { command: "submit", input: { resource: name } });
    assert.equal(JSON.parse(again.text).id, told.id);
    // The message as somebody would have it elsewhere, and as a client has it that was not told of a change.
    const forged = { ...card, channel: String(channel.sees("bob")[0]?.channel) };
    await toldOn(channel, "bob", "This proposal is for another person", () =>
      channel.pressOld("bob", forged, button),
    );
    assert.ok(can(card, button), "it stays for alice");
    await channel.press("alice", card, button);
    await until(channel, () => !can(card, button), "the button to be gone");
    await toldOn(channel, "alice", "This button was already used", () =>
      channel.pressOld("alice", forged, button),
    );
    const place = channel.name.toLowerCase();
    assert.deepEqual(await attempts(proposal), [`Alice ${place} granted`]);
    const after = await readBy(agent, proposal);
    assert.match(after.domain, /In review/);
    assert.equal(after.proposals[0]?.state, "done");
    assert.equal(countOf(channel.direct("alice"), `A program suggests: ${button}`), 1, "told once");
  },
);

inEachChannel("a key that was revoked since has proposed nothing", async (channel) => {
  const { agent, key } = await agentOf(`revoked ${channel.name}`);
  const proposal = await proposed(channel, agent, "revoked");
  await people().alice.verb("revoke_access_key", { access_key: key });
  await toldOn(channel, "alice", "The access key that made this proposal was revoked", () =>
    channel.press("alice", proposal.card, proposal.button),
  );
  assert.deepEqual(await attempts(proposal), []);
});

inEachChannel("what its person may no longer is refused, and waits until they may", async (channel) => {
  const { alice } = people();
  const agent = await atTerminal(home, "--as", "bob@demo.test");
  clients = [...clients, agent];
  const proposal = await proposed(channel, agent, "lost", "bob");
  const { card, button } = proposal;
  assert.ok(reads([card], "a program in your own terminal"));
  const name = `no domains ${channel.name} ${RUN}`;
  const Statement = [{ Effect: "Deny", Action: ["KooMessage:domain:update"] }];
  await alice.verb("create_policy", { input: { name, document: { Version: "1.1", Statement } } });
  const { data: member } = await alice.client.from("member_cards").select("id").eq("name", "Bob").single();
  const members = [member?.id];
  const { id: group } = await alice.verb("create_group", { input: { name, members, policies: [name] } });
  await toldOn(channel, "bob", "You don't have permission to do this", () =>
    channel.press("bob", card, button),
  );
  assert.ok(can(card, button), "it waits");
  await alice.verb("delete_group", { user_group: group });
  await channel.press("bob", card, button);
  await until(channel, () => !can(card, button), "the button to be gone");
  const place = channel.name.toLowerCase();
  assert.equal((await attempts(proposal)).at(-1), `Bob ${place} granted`);
});

endsWithoutViolation();
