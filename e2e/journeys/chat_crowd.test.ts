/** Two hundred people press one button at the same instant, on two platforms, and the database stands still meanwhile (APR-1, BOT-3). */
import assert from "node:assert/strict";
import { after, test } from "node:test";
import { setTimeout as pause } from "node:timers/promises";
import { bothChannels } from "./both_channels.ts";
import { type ChatChannel, countOf } from "./chat_channels.ts";
import { type Cut, cuttable } from "./cuttable.ts";
import { decisions, submittedTemplate } from "./members.ts";
import { reads } from "./words.ts";

/** Told apart from other runs on the same copy. */
const RUN = Date.now().toString(36);
/** Clicks on each platform. */
const CLICKS = 100;
/** How long the database stands still, in milliseconds: longer than both platforms wait for an acknowledgement. */
const STILL_MS = 10_000;

let database: Cut;
const { channels, people, log, until, sees, linkAll, endsWithoutViolation } = bothChannels(async () => {
  database = await cuttable();
  return { SUPABASE_URL: database.url };
});
after(() => database?.close());

/** What a click is answered with that came after the decision. */
const LATE = /already|Approved by|not possible|In review|state/i;

for (const [title, still] of [
  ["at the same instant", false],
  ["while the database stands still for ten seconds", true],
] as const)
  test(`200 clicks from two platforms ${title}: one decision, an answer to each, and no error in the log`, async () => {
    if (!still) for (const channel of channels) await linkAll(channel);
    const name = `众人${still}${RUN}`;
    const template = await submittedTemplate(people().bob, name);
    const cards = await Promise.all(
      channels.map(async (channel) => {
        const who = channel.name === "Slack" ? "carol" : "alice";
        await channel.command(who, "show", { resource: name });
        const card = await sees(channel, who, name, "In review", "Approve");
        return { channel, who, card, before: channel.sees(who).length };
      }),
    );
    if (still) database.hold();
    const clicks = cards.flatMap(({ channel, who, card }) =>
      Array.from({ length: CLICKS }, () => channel.press(who, card, "Approve")),
    );
    if (still) {
      await pause(STILL_MS);
      database.letGo();
    }
    const acknowledged = await Promise.all(clicks);
    for (const each of acknowledged)
      assert.doesNotMatch(JSON.stringify(each ?? {}), /"(late|failed|not in time)"/);
    for (const { channel, card } of cards)
      await until(channel, () => reads([card], /Approved by (Carol|Alice)/));
    const granted = (await decisions(people().alice, "template", template)).filter((each) =>
      each.includes("granted"),
    );
    assert.equal(granted.length, 1, granted.join("; "));
    const answers = () =>
      cards.reduce(
        (sum, { channel, who, before }) => sum + countOf(channel.sees(who).slice(before), LATE),
        0,
      );
    // Whoever decided sees the card change; all others are told beside it.
    await until(channels[0] as ChatChannel, () => answers() >= 2 * CLICKS - 1, `${2 * CLICKS - 1} answers`);
    assert.doesNotMatch(log(), /"level":"error"/);
  });

endsWithoutViolation();
