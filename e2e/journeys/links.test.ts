/** A group link in chat: made by command, looked at, frozen and let go with buttons by those who may. On Slack and on Discord. */
import assert from "node:assert/strict";
import { bothChannels } from "./both_channels.ts";
import { type ChatChannel, can, type Seen } from "./chat_channels.ts";
import { crowd, phone } from "./phones.ts";
import { reads, wordsOf } from "./words.ts";

/** Told apart from other runs on the same copy. */
const RUN = Date.now().toString(36);
const LINKS = "tidings-links";

const { people, until, sees, linkAll, inEachChannel, endsWithoutViolation } = bothChannels();

/** By channel: the card of bob's group link, and its address. */
const made = new Map<ChatChannel, { card: Seen; address: string }>();

const madeIn = (channel: ChatChannel) => made.get(channel) ?? assert.fail("bob made no link");
/** Asks for a link as a preview fetcher or a browser does. */
async function ask(address: string, headers: Record<string, string>, method = "GET"): Promise<number> {
  const answer = await fetch(address, { headers, method, redirect: "manual" });
  await answer.arrayBuffer();
  return answer.status;
}
const SAYS_SO = { "x-aim-vendor": "huawei" };

inEachChannel("bob makes a group link with a command, and its card has the address", async (channel) => {
  await linkAll(channel);
  const name = `海报${channel.name}${RUN}`;
  const params = "name=会员; order_no=A1; pickup_code=6-2";
  const asked = { template: "签收提醒", signature: "云杉商城", resolutions: 100, days: 30, params, name };
  await channel.command("bob", "link-new", asked, LINKS);
  const card = await sees(channel, "bob", name, "Valid", "0 / 100");
  const address = /https?:\/\/\S+\/[0-9A-Za-z]{8}/.exec(wordsOf(card).replaceAll("\\", ""))?.[0];
  assert.ok(address, wordsOf(card));
  made.set(channel, { card, address });
});

inEachChannel("previews leave the count unchanged, a phone counts, and the card follows", async (channel) => {
  const { card, address } = madeIn(channel);
  const fetcher = channel.name === "Slack" ? "Slackbot-LinkExpanding 1.0" : "Discordbot/2.0";
  assert.equal(await ask(address, { "user-agent": fetcher }), 200);
  assert.equal(await ask(address, SAYS_SO, "HEAD"), 200);
  assert.equal(await ask(`${address}?vendor=huawei`, SAYS_SO), 200);
  assert.equal(await phone(address), 200);
  await until(channel, () => reads([card], "1 / 100", /Link previews\**\n3/));
  await channel.command("bob", "link-show", { resource: address }, LINKS);
  const shown = await sees(channel, "bob", "1 / 100", /Rejected\**\n0/);
  assert.ok(can(shown, "Freeze"));
});

inEachChannel("bob may not freeze it; carol does with a reason, and phones get nothing", async (channel) => {
  const { card, address } = madeIn(channel);
  await channel.press("bob", card, "Freeze");
  await sees(channel, "bob", "You don't have permission to do this");
  await channel.press("carol", card, "Freeze");
  await channel.fill("carol", "Reason", "seen on a forum");
  await until(channel, () => reads([card], "Frozen", "by Carol", "seen on a forum") && can(card, "Unfreeze"));
  assert.ok(!can(card, "Freeze"));
  assert.notEqual(await phone(address), 200);
  await channel.press("carol", card, "Unfreeze");
  await channel.fill("carol", "Reason", "the forum took it down");
  await until(channel, () => reads([card], "Valid") && can(card, "Freeze"));
});

inEachChannel(
  "bob adds resolutions in a modal, and a word instead of a number is refused",
  async (channel) => {
    const { card } = madeIn(channel);
    await channel.press("bob", card, "Add resolutions");
    await channel.fill("bob", "Resolutions to add", "many");
    if (channel.name === "Slack") {
      // The modal comes back with what was typed and what is wrong with it.
      await until(channel, () => /\(resolutions\).*many/.test(JSON.stringify(channel.modal("bob"))));
    } else {
      await sees(channel, "bob", "(resolutions)");
      await channel.press("bob", card, "Add resolutions");
    }
    await channel.fill("bob", "Resolutions to add", "50");
    await until(channel, () => reads([card], "/ 150"));
  },
);

inEachChannel(
  "a link that a crowd asks for is frozen by itself, and let go from its incident",
  async (channel) => {
    const { card, address } = madeIn(channel);
    await channel.command("alice", "subscribe", { kinds: "link_frozen" }, "tidings-admin");
    await sees(channel, "alice", "This channel now gets these messages", "frozen");
    await people().alice.verb("update_link_rules", { input: { group_burst: 2 } });
    try {
      await crowd(address);
      const incident = await sees(
        channel,
        "carol",
        "Incident",
        `海报${channel.name}${RUN}`,
        "was frozen for unusual traffic",
      );
      await people().alice.verb("update_link_rules", { input: { group_burst: 60_000 } });
      await until(channel, () => reads([card], "Frozen", "by the system"));
      await channel.press("carol", incident, "Unfreeze");
      await channel.fill("carol", "Reason", "a poster at the station");
      await until(channel, () => reads([card], "Valid") && can(card, "Freeze"));
      assert.equal(await phone(address), 200);
    } finally {
      await people().alice.verb("update_link_rules", { input: { group_burst: 60_000 } });
      await channel.command("alice", "unsubscribe", {}, "tidings-admin");
    }
  },
);

inEachChannel(
  "the report has a chart, the list has the task, and a cancelled link is dead",
  async (channel) => {
    const { card, address } = madeIn(channel);
    await channel.command("bob", "link-stats", { by: "group" }, LINKS);
    const report = await sees(
      channel,
      "bob",
      "Live group link resolutions: last 7 days",
      `海报${channel.name}${RUN}`,
    );
    assert.ok(channel.picture(report));
    await channel.command("bob", "task list", { name: RUN, kind: "group" }, LINKS);
    await sees(channel, "bob", "Link tasks (", `海报${channel.name}${RUN}`);
    await channel.press("bob", card, "End task");
    await until(channel, () => reads([card], "Ended"));
    assert.equal(await phone(address), 410);
  },
);

endsWithoutViolation();
