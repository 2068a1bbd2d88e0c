/** What comes to a channel that subscribed: reviews to decide, sends to pause, and who broke the glass. On Slack and on Discord. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { freePort } from "@tidings/shared/node/ports.ts";
import { startBot } from "./bot.ts";
import { bothChannels } from "./both_channels.ts";
import { type ChatChannel, can, countOf } from "./chat_channels.ts";
import { decisions, submittedTemplate } from "./members.ts";
import { EXPIRING, submittedSend } from "./sends.ts";
import { reads, wordsOf } from "./words.ts";

/** Told apart from other runs on the same copy. */
const RUN = Date.now().toString(36);

const { channels, people, slackEnv, until, sees, linkAll, inEachChannel, endsWithoutViolation } =
  bothChannels();
inEachChannel("only an owner has a channel told of things, and is told of what", async (channel) => {
  await linkAll(channel);
  await channel.command("carol", "subscribe", {}, "tidings-admin");
  assert.ok(await sees(channel, "carol", "You don't have permission to do this"));
  await channel.command("alice", "subscribe", { kinds: "reviews_waiting" }, "tidings-admin");
  await sees(channel, "alice", "No message type");
  await channel.command("alice", "subscribe", { kinds: "review_waiting, send_paused" }, "tidings-admin");
  const told = await sees(channel, "bob", "This channel now gets these messages", "Approval waiting");
  assert.doesNotMatch(wordsOf(told), /disagree/);
});

inEachChannel(
  "bob submits a template, its review arrives with its picture, and carol approves it there",
  async (channel) => {
    const name = `到达${channel.name}${RUN}`;
    const template = await submittedTemplate(people().bob, name);
    const card = await sees(channel, "carol", name, "In review", "Automatic check");
    assert.ok(channel.picture(card), "the card has the preview picture");
    await channel.press("carol", card, "Approve");
    await until(channel, () => reads([card], "Approved by Carol", `from ${channel.name}`));
    assert.ok(!can(card, "Approve") && !can(card, "Reject"));
    assert.deepEqual(await decisions(people().alice, "template", template), [
      `approve granted ${channel.name.toLowerCase()} Carol`,
    ]);
    // A slow machine tells whoever pressed of the decision, too, before the card shows it.
    const forAll = channel.sees("carol").filter(({ onlyFor }) => onlyFor === undefined);
    assert.equal(countOf(forAll, name), 1, "and it arrived once");
  },
);

inEachChannel(
  "where a policy asks for two, the first click counts once and the second person decides",
  async (channel) => {
    const rule = await people().alice.verb("create_approval_rule", {
      input: { name: `两人${channel.name}${RUN}`, approvers: 2 },
    });
    try {
      const name = `两人审批${channel.name}${RUN}`;
      const send = await submittedSend(people().bob, name);
      const card = await sees(channel, "carol", name, "0 of 2");
      // A double click: the second one is too late for Slack's own patience, and counts nothing more.
      await Promise.allSettled([
        channel.press("carol", card, "Approve"),
        channel.press("carol", card, "Approve"),
      ]);
      await until(channel, () => reads([card], "1 of 2", "(Carol)", "1 more needed"));
      assert.ok(can(card, "Approve"), "others may still press");
      await channel.press("carol", card, "Approve");
      await sees(channel, "carol", "You've already approved this. Another approver is needed.");
      await channel.press("alice", card, "Approve");
      await until(channel, () => reads([card], "Approved by Alice"));
      const granted = (await decisions(people().alice, "send", send)).filter((each) =>
        each.includes("granted"),
      );
      assert.deepEqual(granted, [
        `approve granted ${channel.name.toLowerCase()} Carol`,
        `approve granted ${channel.name.toLowerCase()} Alice`,
      ]);
    } finally {
      await people().alice.verb("delete_approval_rule", { approval_rule: rule.id });
    }
  },
);

inEachChannel("a send is paused, resumed and cancelled with the buttons of its card", async (channel) => {
  const name = `暂停${channel.name}${RUN}`;
  const tomorrow = new Date(Date.now() + 24 * 3_600_000).toISOString();
  await submittedSend(people().bob, name, { timing: "scheduled", scheduled_at: tomorrow });
  const card = await sees(channel, "carol", name, "Awaiting approval");
  assert.ok(channel.picture(card), "the card shows what phones will show");
  await channel.press("carol", card, "Approve");
  await until(channel, () => reads([card], "Ready") && can(card, "Pause"));
  await channel.press("bob", card, "Pause");
  await until(channel, () => reads([card], "Paused", "by Bob") && can(card, "Resume"));
  assert.ok(!can(card, "Pause"));
  await channel.press("carol", card, "Resume");
  await until(channel, () => reads([card], "Ready") && can(card, "Pause"));
  await channel.press("bob", card, "End task");
  await until(channel, () => reads([card], "Ended"));
});

inEachChannel(
  "what failed of a send that is done goes again by a button, once, and waits for its own approval",
  async (channel) => {
    const name = `重发${channel.name}${RUN}`;
    await submittedSend(people().bob, name, {}, [EXPIRING]);
    const card = await sees(channel, "carol", name, "Awaiting approval");
    await channel.press("carol", card, "Approve");
    await until(channel, () => reads([card], "Done", "Expired 1") && can(card, "Resend undelivered"));
    await channel.press("bob", card, "Resend undelivered");
    await sees(channel, "carol", "A resend for the undelivered numbers of");
    const again = await sees(
      channel,
      "carol",
      `resend of “${name}” to undelivered numbers`,
      "Awaiting approval",
    );
    await until(channel, () => !can(card, "Resend undelivered"));
    await channel.command("bob", "resend", { resource: name });
    await sees(channel, "bob", "A send can be resent only once");
    await channel.press("carol", again, "End task");
    await until(channel, () => reads([again], "Ended"));
  },
);

inEachChannel(
  "a glass is broken where a password can be given, to which chat leads, and everyone who may approve hears of it directly",
  async (channel) => {
    const name = `紧急${channel.name}${RUN}`;
    const send = await submittedSend(people().bob, name);
    await sees(channel, "carol", name, "Awaiting approval");
    const asked = { resource: name, reason: "recall of a product" };
    await channel.command("bob", "break-glass", asked, "tidings-admin");
    await sees(channel, "bob", "You don't have permission to do this");
    await channel.command("alice", "break-glass", asked, "tidings-admin");
    const refused = await sees(channel, "alice", "must have entered your password");
    assert.notEqual(refused.onlyFor, undefined, "it is hers alone");
    const { reason } = asked;
    await people().alice.verb("break_glass_send", { send, reason });
    const told = await until(channel, () => reads(channel.direct("carol"), name, "Emergency release"));
    assert.ok(reads([told], "recall of a product", "Alice"));
    assert.equal(
      reads(channel.direct("bob"), name, "Emergency release"),
      undefined,
      "bob may approve nothing",
    );
    // In the account that he linked last.
    const bobs = () => channels.flatMap((each) => each.direct("bob"));
    await until(channel, () => reads(bobs(), `Approved: ${name}`, "Alice"));
  },
);

test("two bots post each review once, also when one is killed in between; and after unsubscribing nothing comes", async () => {
  const [channel] = channels as [ChatChannel];
  const second = await startBot(slackEnv(), await freePort());
  const made = (part: string) =>
    Promise.all([1, 2, 3].map((each) => submittedTemplate(people().bob, `${part}${each}${RUN}`)));
  await made("成双");
  for (const each of [1, 2, 3]) await sees(channel, "carol", `成双${each}${RUN}`, "In review");
  const late = made("余下");
  await second.kill();
  await late;
  for (const each of [1, 2, 3]) await sees(channel, "carol", `余下${each}${RUN}`, "In review");
  await channel.command("alice", "unsubscribe");
  await sees(channel, "alice", "Unsubscribed. That channel gets no more messages.");
  for (const each of [1, 2, 3]) assert.equal(countOf(channel.sees("carol"), `成双${each}${RUN}`), 1);
  await submittedTemplate(people().bob, `无人${RUN}`);
  // Discord is still subscribed, so there it comes; by then Slack would have it too.
  await sees(channels[1] as ChatChannel, "carol", `无人${RUN}`);
  assert.equal(countOf(channel.sees("carol"), `无人${RUN}`), 0);
  await (channels[1] as ChatChannel).command("alice", "unsubscribe", {}, "tidings-admin");
  await sees(channels[1] as ChatChannel, "alice", "Unsubscribed. That channel gets no more messages.");
});

endsWithoutViolation();
