/**
 * The stage of the benchmark `cards`: doubles of Slack and Discord, and the real bot on a running copy. It is started by
 * supabase/bench/cards.ts, which tells it each round on stdin; a line of JSON is answered on stdout. First it tells who the
 * people are, so that they can be linked.
 */
import { createInterface } from "node:readline";
import { setTimeout as pause } from "node:timers/promises";
import { freePort } from "@tidings/shared/node/ports.ts";
import { startDiscord } from "../doubles/discord/double.ts";
import { startSlack } from "../doubles/slack/double.ts";
import type { SlackUser } from "../doubles/slack/person.ts";
import { startBot } from "../journeys/bot.ts";
import type { Seen } from "../journeys/chat_channels.ts";
import { member, submittedTemplate } from "../journeys/members.ts";
import { openForms } from "../journeys/open_forms.ts";
import { reads, wordsOf } from "../journeys/words.ts";

/** All clicks come within a second. */
const WITHIN_MS = 1_000;
/** Of four people one rejects by a form, in Slack: its acknowledgement waits for what becomes of it. The others click. */
const A_FORM_OF = 4;
const PATIENCE = { giveUpAfterMs: 300_000 };

const clicks = Number(process.argv[2] ?? 200);
const [slack, discord] = await Promise.all([
  startSlack({ realTime: true }),
  startDiscord({ realTime: true }),
]);
const half = Math.ceil(clicks / 2);
const names = (count: number) => Array.from({ length: count }, (_, n) => `clicker${n}`);
const onSlack = names(half).map((name) => slack.user(name));
const onDiscord = names(clicks - half).map((name) => discord.user(name));
const bot = await startBot({ ...slack.env(), ...discord.env() }, await freePort());
slack.deliverTo(bot.slackUrl);

const tell = (what: object) => process.stdout.write(`${JSON.stringify(what)}\n`);
tell({
  people: [
    ...onSlack.map(({ id }) => ({ provider: "slack", team: slack.workspace.team.id, user: id })),
    ...onDiscord.map(({ id }) => ({ provider: "discord", team: "-", user: id })),
  ],
});

async function hold(): Promise<object> {
  const name = `点击${Date.now().toString(36)}`;
  await submittedTemplate(await member("bob", "en"), name);
  const [first, other] = [onSlack[0], onDiscord[0]];
  if (!first || !other) throw new Error("Two clicks at least: one on each platform.");
  await Promise.all([
    first.command(`/tidings show ${name}`),
    other.command("tidings show", { resource: name }),
  ]);
  const here = await slack.waitFor(() => reads(first.sees(), name, "Approve"), PATIENCE);
  const there = await discord.waitFor(() => reads(other.sees(), name, "Approve"), PATIENCE);
  const forms = onSlack.slice(0, Math.floor(clicks / A_FORM_OF));
  await openForms(forms, here, "Reject");
  const answersBefore = answersNow();
  const misledBefore = misledNow();

  const start = performance.now();
  const since = () => (performance.now() - start) / 1000;
  const submit = (user: SlackUser) => async () => (await user.submit({ reason: "the picture is wrong" })).ack;
  const everyone = [
    ...forms.map((user) => submit(user)),
    ...onSlack.slice(forms.length).map((user) => () => user.press(here, "Approve")),
    ...onDiscord.map((user) => () => user.press(there, "Approve")),
  ].sort(() => Math.random() - 0.5);
  let late = 0;
  let slowest = 0;
  let unacknowledged = 0;
  const pressed = everyone.map(async (press, index) => {
    await pause((index / everyone.length) * WITHIN_MS);
    const clicked = since();
    const how = await press().then(
      (ack) => ack.how,
      () => null,
    );
    // The card has no button any more: this person saw the decision before they clicked.
    if (how === null) late += 1;
    else if (how !== "in time" && how !== "answered") unacknowledged += 1;
    slowest = Math.max(slowest, since() - clicked);
  });
  const decided = /Approved by|Rejected by/;
  const shows = await Promise.all([
    slack.waitFor(() => reads([here], decided) && since(), PATIENCE),
    discord.waitFor(() => reads([there], decided) && since(), PATIENCE),
  ]);
  await Promise.all(pressed);
  const answered = () => answersNow() - answersBefore;
  const due = clicks - late - 1; // who decided sees it on the card
  while (answered() < due) await pause(20);
  return {
    seconds: Math.max(...shows),
    acknowledged_s: slowest,
    unacknowledged,
    answered_s: since(),
    late,
    misled: misledNow() - misledBefore,
    violations: slack.violations.length + discord.violations.length,
  };
}

/** Answers that one person alone was given. */
function answersNow(): number {
  return answers().length;
}

/** Those that say of the database, which is there all the time, that it is not. */
function misledNow(): number {
  return answers().filter((each) => /Can't reach the database/.test(wordsOf(each))).length;
}

function answers(): Seen[] {
  const channels = [...slack.workspace.channels.values(), ...discord.server.channels.values()];
  return channels.flatMap(({ messages }): Seen[] => messages).filter(({ onlyFor }) => onlyFor);
}

for await (const line of createInterface({ input: process.stdin })) {
  if (line === "round") {
    try {
      tell(await hold());
    } catch (error) {
      process.stderr.write(`${bot.log().slice(-4_000)}\n`);
      throw error;
    }
  }
}
await bot.stop();
await Promise.all([slack.close(), discord.close()]);
