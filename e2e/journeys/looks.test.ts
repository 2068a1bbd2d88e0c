/** Who clicks decides about what they looked at, and hears what has changed since. On Slack and on Discord. */
import assert from "node:assert/strict";
import { bothChannels } from "./both_channels.ts";
import { type ChatChannel, can } from "./chat_channels.ts";
import { decisions, submittedAnew, submittedDomain, untilDecided } from "./members.ts";
import { reads } from "./words.ts";

/** Told apart from other runs on the same copy. */
const RUN = Date.now().toString(36);

const { people, until, sees, linkAll, inEachChannel, endsWithoutViolation } = bothChannels();
const nameIn = (channel: ChatChannel, what: string) =>
  `${what}.${channel.name.toLowerCase()}-${RUN}.example.com`;

inEachChannel(
  "a name that is typed decides nothing: carol gets the card and presses its button",
  async (channel) => {
    await linkAll(channel);
    const name = nameIn(channel, "typed");
    const domain = await submittedDomain(people().bob, name);
    await channel.command("carol", "approve", { resource: name });
    const card = await sees(channel, "carol", "You can't decide by name alone", name, "In review");
    assert.deepEqual(await decisions(people().alice, "domain", domain), []);
    await channel.press("carol", card, "Approve");
    await until(channel, () => reads([card], "Approved by Carol", `from ${channel.name}`));
    assert.ok(!can(card, "Approve"));
  },
);

inEachChannel(
  "bob changes and resubmits between carol's look and her click: she is told what differs, and the card is redrawn",
  async (channel) => {
    const { alice, bob } = people();
    const name = nameIn(channel, "changed");
    const domain = await submittedDomain(bob, name);
    await channel.command("carol", "show", { resource: name });
    const card = await sees(channel, "carol", name, "In review", /Custom short code\**\nNo/);
    const seen = { ...card };
    await submittedAnew(bob, alice, domain, name);

    await channel.pressOld("carol", seen, "Approve");
    const told = await sees(channel, "carol", `The domain has changed since you viewed it`, "no → yes");
    assert.notEqual(told.onlyFor, undefined, "she alone is told");
    const source = channel.name.toLowerCase();
    await untilDecided(alice, "domain", domain, [
      "reject granted admin Alice",
      `approve shown_changed ${source} Carol`,
    ]);

    await until(
      channel,
      () => reads([card], "In review", /Custom short code\**\nYes/) && can(card, "Approve"),
    );
    await channel.press("carol", card, "Approve");
    await until(channel, () => reads([card], "Approved by Carol"));
    assert.equal((await decisions(alice, "domain", domain)).at(-1), `approve granted ${source} Carol`);
  },
);

inEachChannel("what changes while carol writes her reason is not rejected by it", async (channel) => {
  const { alice, bob } = people();
  const name = nameIn(channel, "rejected");
  const domain = await submittedDomain(bob, name);
  await channel.command("carol", "show", { resource: name });
  const card = await sees(channel, "carol", name, "In review", "Reject");
  await channel.press("carol", card, "Reject");
  await submittedAnew(bob, alice, domain, name);
  const before = channel.sees("carol").length;
  await channel.fill("carol", "reason", "codes may not be chosen");
  const since = () => channel.sees("carol").slice(before);
  await until(channel, () => reads(since(), "has changed since you viewed it", "no → yes"));
  await untilDecided(alice, "domain", domain, [
    "reject granted admin Alice",
    `reject shown_changed ${channel.name.toLowerCase()} Carol`,
  ]);
});

endsWithoutViolation();
