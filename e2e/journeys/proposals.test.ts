/** BOT-5: the button of what the assistant proposes acts once, for whoever may, whoever asked, and as things stand when it is pressed. */
import assert from "node:assert/strict";
import { after, test } from "node:test";
import { type ModelDouble, startModel } from "../doubles/model/double.ts";
import { bothChannels } from "./both_channels.ts";
import { type ChatChannel, can, countOf, type Seen } from "./chat_channels.ts";
import { submissions, submittedDomain } from "./members.ts";

/** Told apart from other runs on the same copy. */
const RUN = Date.now().toString(36);

let model: ModelDouble;
const { channels, people, until, sees, linkAll, inEachChannel, endsWithoutViolation } = bothChannels(
  async () => {
    model = await startModel();
    return model.env();
  },
);
after(() => model?.close());

const ASKED = "Press the button to submit it.";
/** What is said to whoever presses a button that has acted, or whose act is no longer possible. */
const TOLD = /already used|isn't available while/;

interface Proposal {
  readonly name: string;
  readonly domain: string;
  readonly card: Seen;
  readonly button: string;
}

/** A domain of bob's that was rejected, and the message in which the assistant proposes to bob to submit it again. */
async function proposed(channel: ChatChannel, title: string): Promise<Proposal> {
  const { bob, carol } = people();
  const name = `${title}-${channel.name.toLowerCase()}-${RUN}.example.com`;
  const domain = await submittedDomain(bob, name);
  await carol.verb("reject_domain", { domain, reason: "which department?" });
  model.play((_request, turn) =>
    turn === 0
      ? { calls: [["propose", { command: "submit", input: { resource: name } }]] }
      : { text: `${ASKED} (${name})` },
  );
  if (channel.name === "Slack") await channel.command("bob", `ask submit ${name} once more`);
  else await channel.command("bob", "ask", { question: `submit ${name} once more` }, "tidings-assistant");
  const button = `Submit ${name}`;
  return { name, domain, card: await sees(channel, "bob", ASKED, button), button };
}

/** Who has tried to submit the domain, from where, and with what outcome, beside its first submission. */
const attempts = ({ domain }: Proposal) => submissions(people().alice, domain);

test("alice, bob and carol link their accounts", async () => {
  for (const channel of channels) await linkAll(channel);
});

inEachChannel(
  "somebody else presses: who may not is refused and it stays, who may has it done, and it is gone",
  async (channel) => {
    const place = channel.name.toLowerCase();
    const proposal = await proposed(channel, "other");
    const { card, button, name } = proposal;
    await channel.press("carol", card, button);
    await sees(channel, "carol", "You don't have permission to do this");
    assert.ok(can(card, button), "it stays for those who may");
    const copy = { ...card };
    await channel.press("alice", card, button);
    await sees(channel, "bob", name, "In review");
    await until(channel, () => !can(card, button), "the button to be gone");
    for (const who of ["alice", "bob"]) {
      const before = countOf(channel.sees(who), TOLD);
      await channel.pressOld(who, copy, button);
      await until(channel, () => countOf(channel.sees(who), TOLD) > before, `${who} to be told`);
    }
    assert.deepEqual(
      (await attempts(proposal)).filter((each) => each.endsWith("granted")),
      [`Alice ${place} granted`],
    );
  },
);

inEachChannel("what was done otherwise meanwhile is told, and not done again", async (channel) => {
  const proposal = await proposed(channel, "otherwise");
  await people().bob.verb("submit_domain", { domain: proposal.domain });
  const before = countOf(channel.sees("bob"), TOLD);
  await channel.press("bob", proposal.card, proposal.button);
  await until(channel, () => countOf(channel.sees("bob"), TOLD) > before, "bob to be told");
  const place = channel.name.toLowerCase();
  assert.deepEqual(await attempts(proposal), ["Bob admin granted", `Bob ${place} refused`]);
});

/** Of each of two people; fewer refusals than one account may have in a minute (IAM-6). */
const PRESSES = 10;

inEachChannel("twenty presses at the same instant are one act and twenty answers", async (channel) => {
  const proposal = await proposed(channel, "crowd");
  const { card, button, name } = proposal;
  const who = ["alice", "bob"] as const;
  const seen = who.map((each) => channel.sees(each).length);
  const clicks = who.flatMap((each) =>
    Array.from({ length: PRESSES }, () => channel.press(each, card, button)),
  );
  await Promise.all(clicks);
  const since = () => who.map((each, at) => channel.sees(each).slice(seen[at]));
  const told = () => since().reduce((sum, messages) => sum + countOf(messages, TOLD), 0);
  await until(channel, () => told() >= who.length * PRESSES - 1, "an answer to each other press");
  await until(channel, () => !can(card, button), "the button to be gone");
  assert.equal(told(), who.length * PRESSES - 1);
  const cards = () => since().map((messages) => countOf(messages, name, "Custom short code"));
  await until(channel, () => cards().every((count) => count > 0), "the card");
  assert.deepEqual(cards(), [1, 1], "it is posted once");
  const granted = (await attempts(proposal)).filter((each) => each.endsWith("granted"));
  assert.equal(granted.length, 1, granted.join("; "));
});

endsWithoutViolation();
