/** Editing a send in Slack and in Discord (SND-1, APR-1): by command, by Slack's form, and the time of one that is late. */
import assert from "node:assert/strict";
import { bothChannels } from "./both_channels.ts";
import { type ChatChannel, can } from "./chat_channels.ts";
import { comesTo, passTimeOf, submittedSend } from "./sends.ts";
import { reads, wordsOf } from "./words.ts";

/** Told apart from other runs on the same copy. */
const RUN = Date.now().toString(36);
const { people, until, sees, linkAll, inEachChannel, endsWithoutViolation } = bothChannels();

const inHours = (hours: number) => new Date(Date.now() + hours * 3_600_000).toISOString();
const row = async (send: string) =>
  (await people().bob.client.from("send_cards").select("*").eq("id", send).single()).data;

inEachChannel("people link", linkAll);

inEachChannel("what is named changes, the approval is void and its units go back", async (channel) => {
  const name = `定时${channel.name}${RUN}`;
  const { bob, carol } = people();
  const send = await submittedSend(bob, name, { timing: "scheduled", scheduled_at: inHours(30) });
  await carol.verb("approve_send", { send });
  await comesTo(people().bob, send, "ready");
  await channel.command("bob", `edit${channel.name === "Slack" ? ` ${name}` : ""}`, {
    ...(channel.name === "Slack" ? {} : { resource: name }),
    validity_days: 3,
  });
  const card = await sees(
    channel,
    "carol",
    name,
    "Saved and resubmitted for review",
    "the reserved quota has been returned",
  );
  assert.ok(can(card, "Approve"));
  const { state, validity_days, units, scheduled_at, revision } = await row(send);
  assert.deepEqual([state, validity_days, Number(units), revision], ["in_review", 3, 5, 2]);
  assert.ok(Date.parse(scheduled_at) > Date.now());
  await channel.press("carol", card, "Approve");
  await comesTo(people().bob, send, "ready");
});

/** Ten on the first of December: picked as a day and an hour on Slack, typed on Discord. */
const giveTime = (channel: ChatChannel, who: string) =>
  channel.name === "Slack"
    ? channel.fill(who, "New send time", "2099-12-01", {
        "New send time: time (enterprise time zone)": "10:00",
      })
    : channel.fill(who, "New send time", "2099-12-01 10:00");

inEachChannel(
  "a card whose time passes loses its approval, and its author gives the time anew",
  async (channel) => {
    const name = `错过${channel.name}${RUN}`;
    const { bob } = people();
    const send = await submittedSend(bob, name, { timing: "scheduled", scheduled_at: inHours(30) });
    await channel.command("carol", channel.name === "Slack" ? `show ${name}` : "show", {
      ...(channel.name === "Slack" ? {} : { resource: name }),
    });
    const card = await sees(channel, "carol", name, "Awaiting approval", "Approve");
    await passTimeOf(send);
    await until(channel, () => (can(card, "Approve") ? undefined : card), "the approval to be gone");
    assert.match(
      wordsOf(card),
      /has passed, so this send can't be approved. Its creator can change the time/,
    );
    assert.ok(can(card, "Reject") && can(card, "Change time"));
    assert.ok(can(card, "Edit"), "on Discord, whose modals hold no whole form, it says what to type");

    await channel.press("carol", card, "Change time");
    await giveTime(channel, "carol");
    await until(
      channel,
      () =>
        /permission to do this/.test(JSON.stringify(channel.modal("carol") ?? "")) ||
        reads(channel.sees("carol"), "You don't have permission to do this") !== undefined ||
        undefined,
      "carol to be refused",
    );
    assert.equal((await row(send)).revision, 1);
    await channel.press("bob", card, "Change time");
    await giveTime(channel, "bob");
    await until(channel, () => (can(card, "Approve") ? card : undefined), "the approval to be there again");
    const { state, scheduled_at } = await row(send);
    assert.deepEqual([state, Date.parse(scheduled_at)], ["in_review", Date.parse("2099-12-01T02:00:00Z")]);
    await bob.verb("cancel_send", { send });
  },
);

inEachChannel(
  "a rejected send is edited: Slack opens its form filled, Discord takes options",
  async (channel) => {
    const name = `改名${channel.name}${RUN}`;
    const { bob, carol } = people();
    const send = await submittedSend(bob, name);
    await carol.verb("reject_send", { send, reason: "名称不清楚" });
    if (channel.name === "Slack") {
      await channel.command("bob", `edit ${name}`);
      await until(channel, () => channel.modal("bob"), "the form");
      assert.match(JSON.stringify(channel.modal("bob")), new RegExp(`"initial_value":"${name}"`));
      await channel.fill("bob", "Send name", `${name}改`);
    } else await channel.command("bob", "edit", { resource: name, name: `${name}改` });
    const card = await sees(channel, "carol", `${name}改`, "Saved and resubmitted for review");
    await channel.press("carol", card, "Approve");
    await comesTo(people().bob, send, "done");
  },
);

endsWithoutViolation();
