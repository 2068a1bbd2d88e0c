/** Reviewing and sending from Discord, with the real discord.js; and from Slack and Discord at the same instant. */
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { freePort } from "@tidings/shared/node/ports.ts";
import { type DiscordDouble, startDiscord } from "../doubles/discord/double.ts";
import type { Message } from "../doubles/discord/server_state.ts";
import { type SlackDouble, startSlack } from "../doubles/slack/double.ts";
import { type Bot, startBot } from "./bot.ts";
import { discordChannel } from "./chat_channels.ts";
import { decisions, type Member, member, numbersCsv, submittedTemplate, untilDecided } from "./members.ts";
import { reads, wordsOf } from "./words.ts";

/** Told apart from other runs on the same copy. */
const RUN = Date.now().toString(36);

let discord: DiscordDouble;
let slack: SlackDouble;
let bot: Bot;
let alice: Member;
let bob: Member;
let carol: Member;

before(async () => {
  [discord, slack] = await Promise.all([startDiscord(), startSlack()]);
  for (const platform of [discord, slack]) platform.user("alice", { locale: "zh-CN" });
  bot = await startBot({ ...discord.env(), ...slack.env() }, await freePort());
  slack.deliverTo(bot.slackUrl);
  [alice, bob, carol] = await Promise.all([
    member("alice", "zh-CN"),
    member("bob", "en"),
    member("carol", "en"),
  ]);
});
after(async () => {
  await bot?.stop();
  await Promise.all([discord?.close(), slack?.close()]);
});

/** How long a wait may last, and what the bot logged last where it was in vain. */
const patience = { what: () => `it\n${bot.log().slice(-2_000)}` };
/** Waits until a person sees a message in #tidings of Discord that says all of this. */
const sees = (name: string, ...wanted: (string | RegExp)[]): Promise<Message> =>
  discord.waitFor(() => reads(discord.user(name).sees(), ...wanted), patience);
const alone = (message: Message, name: string) => assert.equal(message.onlyFor, discord.user(name).id);
const can = (message: Message, button: string) => wordsOf(message).split("\n").includes(button);

test("eve, who is linked to nobody, is told how to link and sees nothing", async () => {
  await discord.user("eve").command("tidings reviews");
  alone(await sees("eve", "Your chat account isn't linked to a member."), "eve");
  assert.equal(reads(discord.user("eve").sees(), "Pending reviews"), undefined);
});

test("each member links once with a code of their own", async () => {
  const dan = await member("dan", "en");
  for (const each of [alice, bob, carol, dan]) {
    const linked = each === alice ? "已关联为 Alice" : "You're linked as";
    await discord.user(each.name).command("tidings link", { code: await each.linkCode() });
    alone(await sees(each.name, linked), each.name);
  }
});

test("a template that waits is shown with its picture; its maker and a reader are refused, the reviewer approves", async () => {
  const name = `频道审核${RUN}`;
  const template = await submittedTemplate(bob, name);
  await discord.user("carol").command("tidings reviews");
  await sees("carol", "Pending reviews", name);
  const typed = await discord.user("carol").autocomplete("tidings show", "resource", name.slice(0, 4));
  assert.ok(typed.choices?.some((each) => each.value === name));
  await discord.user("carol").command("tidings show", { resource: name });
  const card = await sees("dan", name, "In review", "Approve");
  assert.equal(card.attachments[0]?.bytes.subarray(1, 4).toString(), "PNG");

  await discord.user("bob").press(card, "Approve");
  alone(await sees("bob", "You don't have permission to do this"), "bob");
  await discord.user("dan").press(card, "Approve");
  alone(await sees("dan", "You don't have permission to do this"), "dan");
  assert.ok(can(card, "Approve"), "nothing was decided");

  await discord.user("carol").press(card, "Approve");
  await discord.waitFor(() => reads([card], "Approved by Carol", "from Discord"), patience);
  assert.ok(!can(card, "Approve") && !can(card, "Reject"));
  await untilDecided(alice, "template", template, [
    "approve forbidden discord Bob",
    "approve forbidden discord Dan",
    "approve granted discord Carol",
  ]);
});

test("a rejection asks for its reason in a modal, in the reader's language, and the card gives it", async () => {
  const name = `频道驳回${RUN}`;
  const template = await submittedTemplate(bob, name);
  const user = discord.user("alice");
  await user.command("tidings show", { resource: name });
  const card = await sees("alice", name, "审核中", "驳回");
  const { modal } = await user.press(card, "驳回");
  assert.ok(modal, "the first answer is a modal");
  await assert.rejects(user.submitModal({}), /does not go without/);
  await user.submitModal({ reason: "配图是去年的" });
  await discord.waitFor(() => reads([card], "审核未通过", "配图是去年的"), patience);
  await untilDecided(alice, "template", template, ["reject granted discord Alice"]);
});

test("a decision is asked of carol from a card: she is told directly with the card, and decides it there", async () => {
  const name = `频道请审${RUN}`;
  const template = await submittedTemplate(bob, name);
  const user = discord.user("alice");
  await user.command("tidings show", { resource: name });
  const card = await sees("alice", name, "指定审核人");
  const { modal } = await user.press(card, "指定审核人");
  assert.ok(modal, "the first answer is a modal");
  const [{ component }] = modal.data.components as [{ component: { options: { value: string }[] } }];
  const offered = component.options.map(({ value }) => value);
  assert.ok(offered.includes("Carol") && !offered.includes("Bob"), "whoever may decide is offered");
  await user.submitModal({ person: "Carol" });
  await discord.waitFor(() => reads([card], "等待审核人", "Carol"), patience);
  const asked = await discord.waitFor(
    () => reads(discordChannel(discord).direct("carol") as Message[], "Alice asks you to review this.", name),
    patience,
  );
  await discord.user("carol").press(asked as Message, "Approve");
  await discord.waitFor(() => reads([card], /Carol 于 .*通过/), patience);
  await untilDecided(alice, "template", template, ["approve granted discord Carol"]);
});

test("bob sends a trial to an attached file; carol approves and releases it, and the message follows it to its end", async () => {
  const name = `频道试发${RUN}`;
  const file = { filename: `channel${RUN}.csv`, bytes: numbersCsv(6, 13_912_350_000) };
  const asked = { template: "签收提醒", sms: "订单通知", file, name, trial: true, trial_size: 2 };
  await discord.user("bob").command("tidings send", asked);
  const card = await sees("carol", name, "8 lines: 6 valid, 1 invalid, 1 duplicate", "Approve");
  await discord.user("carol").press(card, "Approve");
  await discord.waitFor(
    () => reads([card], "Trial awaiting release", "Release the rest", /Pending 4/),
    patience,
  );

  // Release cannot be undone: Discord's client asks first, in a message that only carol sees.
  const sure = (await discord.user("carol").press(card, "Release the rest")).message;
  assert.ok(sure);
  alone(sure, "carol");
  assert.ok(reads([sure], "Confirm", "All remaining numbers will get the message. Release them?"));
  await discord.user("carol").press(sure, "Yes");
  await discord.waitFor(() => reads([card], "Done"), patience);
  await discord.waitFor(() => reads([sure], "Rest released"), patience);
  assert.ok(!wordsOf(sure).includes("Confirm"), "the result took the place of the question");
  assert.ok(card.before.length >= 2, "the message was kept up to date");
  assert.match(wordsOf(card), /8 = .*Invalid 1/s);
});

test("the menu of a card tells whoever asks who approved it and its report; of any other message it says politely that there is nothing", async () => {
  const dan = discord.user("dan");
  const card = await sees("dan", `频道试发${RUN}`, "Done");
  await dan.menu("Who approved this", card);
  alone(await sees("dan", `The send 频道试发${RUN}: Done`, "Bob", "Carol", "approve", "release"), "dan");
  await dan.menu("View report", card);
  alone(await sees("dan", `The send 频道试发${RUN}: Send report: today`, "Delivered"), "dan");
  await dan.menu("Who approved this", discord.user("bob").say("#tidings", "Who remembers this one?"));
  alone(await sees("dan", "This message shows nothing you can view in Tidings"), "dan");
  await discord.user("eve").menu("View report", card);
  alone(
    await discord.waitFor(
      () =>
        discord
          .user("eve")
          .sees()
          .filter((each) => reads([each], "Your chat account isn't linked"))
          .at(1),
      patience,
    ),
    "eve",
  );
});

test("two approvals at the same instant, from Slack and from Discord, decide once, and both cards show the one decision", async () => {
  for (const each of [alice, carol])
    await slack.user(each.name).command(`/tidings link ${await each.linkCode()}`);
  await slack.waitFor(() => reads(slack.user("carol").sees(), "You're linked as Carol"), patience);
  for (const round of [1, 2, 3]) {
    const name = `同时${round}${RUN}`;
    const template = await submittedTemplate(bob, name);
    await discord.user("carol").command("tidings show", { resource: name });
    await slack.user("carol").command(`/tidings show ${name}`);
    const here = await sees("carol", name, "In review", "Approve");
    const there = await slack.waitFor(
      () => reads(slack.user("alice").sees(), name, "In review", "Approve"),
      patience,
    );

    await Promise.all([
      discord.user("carol").press(here, "Approve"),
      slack.user("alice").press(there, "Approve"),
    ]);
    const decided = /Approved by (Alice|Carol), .*from (Slack|Discord)/;
    await discord.waitFor(() => reads([here], decided), patience);
    await slack.waitFor(() => reads([there], decided), patience);
    assert.equal(decided.exec(wordsOf(here))?.[0], decided.exec(wordsOf(there))?.[0]);
    for (const card of [here, there]) assert.doesNotMatch(wordsOf(card), /^(Approve|Reject)$/m);
    const all = await decisions(alice, "template", template);
    assert.equal(all.filter((each) => each.includes("granted")).length, 1, all.join("; "));
  }
});

test("quota and report are the same in chat as in the rows", async () => {
  await discord.user("alice").command("tidings-quota quota");
  const { data } = await alice.client
    .from("quota_balances")
    .select("available")
    .eq("kind", "aim_resolution")
    .single();
  await sees("alice", "额度", Number(data?.available).toLocaleString("en"));
  await discord.user("dan").command("tidings report", { days: 7, by: "send" });
  await sees("dan", "Send report: last 7 days", `频道试发${RUN}`);
});

test("an application with an interactions endpoint passes Discord's test of it, and works the same", async () => {
  await discord.deliverTo(bot.discordUrl);
  const { message } = await discord.user("dan").command("tidings status", { send: `频道试发${RUN}` });
  assert.ok(message);
  await discord.waitFor(() => reads([message], `频道试发${RUN}`, "Done"), patience);
});

test("through all of it the bot kept every rule of Discord and Slack", () => {
  assert.deepEqual([...discord.violations, ...slack.violations], []);
});
