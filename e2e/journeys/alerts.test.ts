/** What comes to a channel that subscribed: reviews to decide, sends to pause, and who broke the glass. On Slack and on Discord. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { freePort, startBot } from "./bot.ts";
import { bothRooms } from "./both_rooms.ts";
import { decisions, submittedTemplate } from "./members.ts";
import { can, countOf, type Room } from "./rooms.ts";
import { FAILING, submittedSend } from "./sends.ts";
import { reads, wordsOf } from "./words.ts";

/** Told apart from other runs on the same copy. */
const RUN = Date.now().toString(36);

const { rooms, people, slackEnv, until, sees, linkAll, inEachRoom, endsWithoutViolation } = bothRooms();
inEachRoom("only an owner has a channel told of resources, and is told of what", async (room) => {
  await linkAll(room);
  await room.command("carol", "subscribe", {}, "tidings-admin");
  assert.ok(await sees(room, "carol", "You do not have the right to do this"));
  await room.command("alice", "subscribe", { kinds: "reviews_waiting" }, "tidings-admin");
  await sees(room, "alice", "There is no kind");
  await room.command("alice", "subscribe", { kinds: "review_waiting, send_paused" }, "tidings-admin");
  const told = await sees(room, "bob", "This channel is told from now on", "A review waits");
  assert.doesNotMatch(wordsOf(told), /disagree/);
});

inEachRoom(
  "bob submits a template, its review arrives with its picture, and carol approves it there",
  async (room) => {
    const name = `到达${room.name}${RUN}`;
    const template = await submittedTemplate(people().bob, name);
    const card = await sees(room, "carol", name, "In review", "Automatic check");
    assert.ok(room.picture(card), "the card has the preview picture");
    await room.press("carol", card, "Approve");
    await until(room, () => reads([card], "Approved by Carol", `from ${room.name}`));
    assert.ok(!can(card, "Approve") && !can(card, "Reject"));
    assert.deepEqual(await decisions(people().alice, "template", template), [
      `approve granted ${room.name.toLowerCase()} Carol`,
    ]);
    assert.equal(countOf(room.sees("carol"), name), 1, "and it arrived once");
  },
);

inEachRoom(
  "where a policy asks for two, the first click counts once and the second person decides",
  async (room) => {
    const policy = await people().alice.verb("save_approval_rule", {
      input: { name: `两人${room.name}${RUN}`, approvers: 2 },
    });
    try {
      const name = `两人审批${room.name}${RUN}`;
      const send = await submittedSend(people().bob, name);
      const card = await sees(room, "carol", name, "0 of 2");
      // A double click: the second one is too late for Slack's own patience, and counts nothing more.
      await Promise.allSettled([room.press("carol", card, "Approve"), room.press("carol", card, "Approve")]);
      await until(room, () => reads([card], "1 of 2", "(Carol)", "1 more needed"));
      assert.ok(can(card, "Approve"), "others may still press");
      await room.press("carol", card, "Approve");
      await sees(room, "carol", "You have approved this already; another person is needed.");
      await room.press("alice", card, "Approve");
      await until(room, () => reads([card], "Approved by Alice"));
      const granted = (await decisions(people().alice, "send", send)).filter((each) =>
        each.includes("granted"),
      );
      assert.deepEqual(granted, [
        `approve granted ${room.name.toLowerCase()} Carol`,
        `approve granted ${room.name.toLowerCase()} Alice`,
      ]);
    } finally {
      await people().alice.verb("delete_approval_rule", { policy: policy.id });
    }
  },
);

inEachRoom("a send is paused, resumed and cancelled with the buttons of its card", async (room) => {
  const name = `暂停${room.name}${RUN}`;
  const tomorrow = new Date(Date.now() + 24 * 3_600_000).toISOString();
  await submittedSend(people().bob, name, { timing: "scheduled", scheduled_at: tomorrow });
  const card = await sees(room, "carol", name, "Awaiting approval");
  await room.press("carol", card, "Approve");
  await until(room, () => reads([card], "Ready") && can(card, "Pause"));
  await room.press("bob", card, "Pause");
  await until(room, () => reads([card], "Paused", "by Bob") && can(card, "Resume"));
  assert.ok(!can(card, "Pause"));
  await room.press("carol", card, "Resume");
  await until(room, () => reads([card], "Ready") && can(card, "Pause"));
  await room.press("bob", card, "Cancel");
  await until(room, () => reads([card], "Cancelled"));
});

inEachRoom(
  "what failed of a send that is done goes again by a button, once, and waits for its own approval",
  async (room) => {
    const name = `重发${room.name}${RUN}`;
    await submittedSend(people().bob, name, {}, [FAILING]);
    const card = await sees(room, "carol", name, "Awaiting approval");
    await room.press("carol", card, "Approve");
    await until(room, () => reads([card], "Done", "Failed 1") && can(card, "Resend what failed"));
    await room.press("bob", card, "Resend what failed");
    await sees(room, "carol", "A new send was made for what failed of");
    const again = await sees(room, "carol", `what failed of ${name}, again`, "Awaiting approval");
    await until(room, () => !can(card, "Resend what failed"));
    await room.command("bob", "resend", { resource: name });
    await sees(room, "bob", "A send is resent once");
    await room.press("carol", again, "Cancel");
    await until(room, () => reads([again], "Cancelled"));
  },
);

inEachRoom(
  "a broken glass is asked for twice, needs a reason, and everyone who may approve hears of it directly",
  async (room) => {
    const name = `紧急${room.name}${RUN}`;
    await submittedSend(people().bob, name);
    await sees(room, "carol", name, "Awaiting approval");
    const asked = { resource: name, reason: "recall of a product" };
    await room.command("bob", "break-glass", asked);
    await sees(room, "bob", "You do not have the right to do this");
    await room.command("alice", "break-glass", asked);
    const question = await sees(room, "alice", `Break the glass for ${name}?`);
    assert.notEqual(question.onlyFor, undefined, "the question is hers alone");
    await room.press("alice", question, "Break the glass");
    const told = await until(room, () => reads(room.direct("carol"), name, "The glass was broken"));
    assert.ok(reads([told], "recall of a product", "Alice"));
    assert.equal(reads(room.direct("bob"), name), undefined, "bob may approve nothing");
  },
);

test("two bots post each review once, also when one is killed in between; and after unsubscribing nothing comes", async () => {
  const [room] = rooms as [Room];
  const second = await startBot(slackEnv(), await freePort());
  const made = (part: string) =>
    Promise.all([1, 2, 3].map((each) => submittedTemplate(people().bob, `${part}${each}${RUN}`)));
  await made("成双");
  for (const each of [1, 2, 3]) await sees(room, "carol", `成双${each}${RUN}`, "In review");
  const late = made("余下");
  await second.kill();
  await late;
  for (const each of [1, 2, 3]) await sees(room, "carol", `余下${each}${RUN}`, "In review");
  await room.command("alice", "unsubscribe");
  await sees(room, "alice", "That channel is told nothing any more.");
  for (const each of [1, 2, 3]) assert.equal(countOf(room.sees("carol"), `成双${each}${RUN}`), 1);
  await submittedTemplate(people().bob, `无人${RUN}`);
  // Discord is still subscribed, so there it comes; by then Slack would have it too.
  await sees(rooms[1] as Room, "carol", `无人${RUN}`);
  assert.equal(countOf(room.sees("carol"), `无人${RUN}`), 0);
  await (rooms[1] as Room).command("alice", "unsubscribe", {}, "tidings-admin");
  await sees(rooms[1] as Room, "alice", "That channel is told nothing any more.");
});

endsWithoutViolation();
