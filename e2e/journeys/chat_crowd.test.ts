/** One button is pressed two hundred times at the same instant, on two platforms, while the database stands still (APR-1, BOT-3). */
import assert from "node:assert/strict";
import { after, test } from "node:test";
import { bothChannels } from "./both_channels.ts";
import { type ChatChannel, countOf, type Seen } from "./chat_channels.ts";
import { type Cut, cuttable } from "./cuttable.ts";
import { decisions, submittedTemplate } from "./members.ts";
import { reads } from "./words.ts";

/** Told apart from other runs on the same copy. */
const RUN = Date.now().toString(36);
const PEOPLE = ["alice", "bob", "carol"] as const;
/** Clicks of each on each platform: two hundred and four in all, and fewer refusals than one account may have in a minute (IAM-6). */
const CLICKS = 34;

let database: Cut;
const { channels, people, log, until, sees, linkAll, endsWithoutViolation } = bothChannels(async () => {
  database = await cuttable();
  return { SUPABASE_URL: database.url };
});
after(() => database?.close());

/** What a click is answered with that decided nothing: who did, that bob may not, or that it is not known yet. */
const ANSWER = /Approved by|not possible now|do not have the right|what this did is not known/;

/** Where they pressed: the card of each channel, and how many messages each person saw before. */
let cards: { channel: ChatChannel; card: Seen; before: number[] }[] = [];

test("204 clicks are acknowledged while the database stands still, and decide once", async () => {
  for (const channel of channels) await linkAll(channel);
  const name = `众人${RUN}`;
  const template = await submittedTemplate(people().bob, name);
  cards = await Promise.all(
    channels.map(async (channel) => {
      await channel.command("carol", "show", { resource: name });
      const card = await sees(channel, "carol", name, "In review", "Approve");
      return { channel, card, before: PEOPLE.map((who) => channel.sees(who).length) };
    }),
  );
  database.hold();
  const clicks = cards.flatMap(({ channel, card }) =>
    PEOPLE.flatMap((who) => Array.from({ length: CLICKS }, () => channel.press(who, card, "Approve"))),
  );
  // How many seconds it takes is measured by the benchmark `cards`. Here nothing goes on before the last one is acknowledged.
  const acknowledged = await Promise.all(clicks);
  database.letGo();
  for (const each of acknowledged)
    assert.doesNotMatch(String((each as { how: string }).how), /failed|not delivered/);
  for (const { channel, card } of cards)
    await until(channel, () => reads([card], /Approved by (Carol|Alice)/));
  const granted = (await decisions(people().alice, "template", template)).filter((each) =>
    each.includes("granted"),
  );
  assert.equal(granted.length, 1, granted.join("; "));
});

test("each of them is answered, within the rates of both platforms, and nothing is an error in the log", async () => {
  const told = () =>
    cards.map(({ channel, before }) =>
      PEOPLE.reduce((sum, who, index) => sum + countOf(channel.sees(who).slice(before[index]), ANSWER), 0),
    );
  // Whoever decided sees the card change; all others are told beside it.
  const all = channels.length * PEOPLE.length * CLICKS - 1;
  await until(
    channels[0] as ChatChannel,
    () => told().reduce((sum, each) => sum + each) >= all,
    "an answer to each click",
  ).catch((error) => assert.fail(`${told()} answers; ${error}`));
  const errors = log()
    .split("\n")
    .filter((line) => line.includes('"level":"error"'));
  assert.deepEqual(errors, []);
});

endsWithoutViolation();
