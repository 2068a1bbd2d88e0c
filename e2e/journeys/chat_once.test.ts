/** What people ask for in Slack is done once and is always answered: twins, a platform that fails, a bot that is killed. */
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { setTimeout as pause } from "node:timers/promises";
import { freePort } from "@tidings/shared/node/ports.ts";
import { type RobotName, type RobotsDouble, startRobots } from "../doubles/robots/double.ts";
import { type SlackDouble, startSlack } from "../doubles/slack/double.ts";
import type { Message } from "../doubles/slack/workspace.ts";
import { type Bot, startBot } from "./bot.ts";
import { killWhileTheyWork, NOTHING_DONE } from "./chat_kills.ts";
import { type Cut, cuttable } from "./cuttable.ts";
import { type Member, member, numbersCsv, submittedTemplate } from "./members.ts";
import { crowd } from "./phones.ts";
import { reads, wordsOf } from "./words.ts";

/** Told apart from other runs on the same copy. */
const RUN = Date.now().toString(36);

let slack: SlackDouble;
let robots: RobotsDouble;
let database: Cut;
let bot: Bot;
let port: number;
let alice: Member;
let bob: Member;
const start = async () => {
  bot = await startBot({ ...slack.env(), ...robots.env(), SUPABASE_URL: database.url }, port);
};

before(async () => {
  [slack, robots] = await Promise.all([startSlack(), startRobots()]);
  for (const name of ["alice", "bob", "carol"]) slack.user(name);
  database = await cuttable();
  port = await freePort();
  await start();
  slack.deliverTo(bot.slackUrl);
  [alice, bob] = await Promise.all([member("alice", "en"), member("bob", "en")]);
  const carol = await member("carol", "en");
  for (const each of [alice, bob, carol]) {
    await slack.user(each.name).command(`/tidings link ${await each.linkCode()}`);
    await sees(each.name, "You're linked as");
  }
});
after(async () => {
  await bot?.stop();
  await Promise.all([slack?.close(), robots?.close(), database?.close()]);
});

/** Waits until it has happened; in vain, it tells what the bot logged last. */
const until = <T>(look: () => T, what = String(look)) =>
  slack.waitFor(look, { what: () => `${what}\n${bot.log().slice(-2_000)}` });
const sees = (name: string, ...wanted: (string | RegExp)[]): Promise<Message> =>
  until(() => reads(slack.user(name).sees(), ...wanted), `${name} to read ${wanted.join(" and ")}`);
const sendsNamed = async (name: string) =>
  (await alice.client.from("sends").select("id, state").eq("name", name)).data ?? [];
const cancel = async (name: string) => {
  for (const { id } of await sendsNamed(name)) await bob.verb("cancel_send", { send: id });
};
/** Opens the form of `send`, filled in. */
async function filled(name: string) {
  const user = slack.user("bob");
  await user.command("/tidings send");
  await until(() => user.modal());
  const file = user.pickFile(`${name}.csv`, numbersCsv(3));
  return { template: "签收提醒", sms: "订单通知", file, name };
}
/** The messages about a send, besides those to one person. */
const about = (name: string) =>
  slack
    .channel("tidings")
    .messages.filter((each) => each.byApp && each.onlyFor === undefined && wordsOf(each).includes(name));

test("a form that is submitted twice before it closes makes one send and one message", async () => {
  const name = `两次${RUN}`;
  const form = await filled(name);
  const user = slack.user("bob");
  const both = await Promise.all([user.submit(form), user.submit(form)]);
  assert.deepEqual(
    both.map(({ trouble, errors }) => [trouble, errors]),
    [
      [false, undefined],
      [false, undefined],
    ],
  );
  await sees("carol", name, "5 lines: 3 valid");
  await until(() => about(name)[0]?.before.length);
  assert.equal((await sendsNamed(name)).length, 1);
  assert.equal(about(name).length, 1);
  await cancel(name);
});

test("an event that Slack delivers three times is answered with one card", async () => {
  const name = `三次${RUN}`;
  await submittedTemplate(bob, name);
  await slack.user("carol").say("tidings", `@tidings show ${name}`);
  await Promise.all([slack.repeatEvent(), slack.repeatEvent()]);
  await sees("carol", name, "In review");
  await slack.repeatEvent();
  await slack.user("carol").say("tidings", "@tidings help quota");
  await sees("carol", "Shows package balances and usage");
  assert.equal(about(name).length, 1);
});

test("progress that cannot be shown gives nothing up", async () => {
  const name = `进度${RUN}`;
  const form = await filled(name);
  slack.breakDown("chat.postMessage");
  await slack.user("bob").submit(form);
  await sees("carol", name, "5 lines: 3 valid", "Approve");
  assert.equal((await sendsNamed(name)).length, 1);
  assert.equal(about(name).length, 1);
  await cancel(name);
});

test("a post whose answer got lost is found again, and not posted twice", async () => {
  const name = `丢失${RUN}`;
  const form = await filled(name);
  slack.breakDown("chat.postMessage", { done: true });
  await slack.user("bob").submit(form);
  const card = await sees("carol", name, "5 lines: 3 valid");
  const ours = slack.channel("tidings").messages.filter(({ ts }) => ts >= card.ts);
  assert.equal(ours.filter((each) => each.onlyFor === undefined && each.byApp).length, 1);
  await cancel(name);
});

test("a last update that fails is told to its maker at once, and the message is finished later", async () => {
  const name = `更新${RUN}`;
  const form = await filled(name);
  slack.breakDown("chat.update", { times: 9 });
  await slack.user("bob").submit(form);
  const told = await sees("bob", name, "It will appear there shortly");
  assert.equal(told.onlyFor, slack.user("bob").id);
  await until(() => reads(about(name), "5 lines: 3 valid", "Approve"));
  assert.equal((await sendsNamed(name)).length, 1);
  assert.equal(about(name).length, 1);
  await cancel(name);
});

test("a form that Slack does not open, and a card that it does not update, are told to whoever clicked", async () => {
  const name = `点击${RUN}`;
  await submittedTemplate(bob, name);
  const carol = slack.user("carol");
  await carol.command(`/tidings show ${name}`);
  const card = await sees("carol", name, "In review", "Reject");
  slack.breakDown("views.open", { times: 2 });
  await carol.press(card, "Reject");
  await sees("carol", "Couldn't open the form");
  await slack.user("bob").command("/tidings send");
  await sees("bob", "Couldn't open the form");
  slack.breakDown("chat.update", { times: 9 }); // other cards of this journey are redrawn as well
  await carol.press(card, "Approve");
  const told = await until(() =>
    carol.sees().find((each) => each.onlyFor && wordsOf(each).includes("Approved by")),
  );
  assert.ok(reads([told], name));
  await until(() => reads([card], "Approved by Carol"));
});

test("while the database cannot be reached people are told so, and what was not kept is not done", async () => {
  const name = `断开${RUN}`;
  await submittedTemplate(bob, name);
  const carol = slack.user("carol");
  await carol.command(`/tidings show ${name}`);
  const card = await sees("carol", name, "In review", "Approve");
  database.cut();
  await carol.press(card, "Approve");
  await sees("carol", "Can't reach the database right now");
  await carol.command("/tidings quota");
  await until(
    () => carol.sees().filter((each) => wordsOf(each).includes("Can't reach the database")).length === 2,
  );
  database.mend();
  await carol.press(card, "Approve");
  await until(() => reads([card], "Approved by Carol"));
});

const KINDS: readonly RobotName[] = ["feishu", "dingtalk", "wecom", "webhook"];
const INCIDENT = `人群${RUN}`;
const thread = (card: Message) =>
  slack.channel("tidings").messages.filter(({ threadTs }) => threadTs === card.ts);
const incidentOf = async () => {
  const { data } = await alice.client.from("incident_cards").select("*").eq("name", INCIDENT).single();
  return data;
};
const robotOf = async (kind: RobotName) => {
  const { data } = await alice.client.from("robot_cards").select("*").eq("name", `${kind}${RUN}`).single();
  return data;
};

test("a link that a crowd asks for is one incident: its card comes once, four robots are told in their platforms' ways, and somebody takes it", async () => {
  await slack.user("alice").command("/tidings subscribe link_frozen");
  await sees("alice", "This channel now gets these messages");
  for (const kind of KINDS)
    await alice.verb("create_robot", {
      input: { name: `${kind}${RUN}`, kind, ...robots.given[kind], kinds: ["link_frozen"], locale: "en" },
    });
  const params = "name=王; order_no=1; pickup_code=2";
  await slack
    .user("bob")
    .command(`/tidings link-new 签收提醒 云杉商城 50 --days 7 --params "${params}" --name ${INCIDENT}`);
  const link = /https?:\/\/\S+\/[0-9A-Za-z]{8}/.exec(wordsOf(await sees("bob", INCIDENT, "Valid")))?.[0];
  assert.ok(link);
  await alice.verb("update_link_rules", { input: { group_burst: 2 } });
  try {
    await crowd(link);
    const card = await sees("carol", "Incident", INCIDENT, "was frozen for unusual traffic");
    await robots.waitFor(() => KINDS.every((kind) => robots.taken(kind).length > 0));
    for (const kind of KINDS) {
      const [told, ...others] = robots.taken(kind);
      assert.match(told?.text ?? "", new RegExp(`^【.+】.*\\n.*${INCIDENT}`), kind);
      assert.deepEqual(others, [], kind);
    }
    await slack.user("carol").press(card, "Take ownership");
    await until(() => reads([card], "In progress", "Carol"));
    await until(() => reads(thread(card), "Carol took ownership"));
    assert.equal((await incidentOf()).owner_name, "Carol");
  } finally {
    await alice.verb("update_link_rules", { input: { group_burst: 60_000 } });
  }
});

test("a bot that is killed between telling and noting it tells nothing twice, but a webhook that knows the id; and nothing is lost", async () => {
  const card = await sees("carol", "Incident", INCIDENT, "In progress");
  const note = "a poster at the station";
  robots.hold();
  slack.breakDown("chat.postMessage", { done: true });
  const { id } = await incidentOf();
  await bob.verb("note_incident", { incident: id, reason: note });
  await until(() => reads(thread(card), note));
  for (const kind of ["feishu", "webhook"] as const) {
    await alice.verb("test_robot", { robot: (await robotOf(kind)).id });
    await robots.waitFor(() => robots.taken(kind).length === 2);
  }
  await bot.kill();
  robots.letGo();
  await start();
  // Once its lease has ended, the next bot takes them up.
  await robots.waitFor(() => robots.taken("webhook").length === 3);
  const [, first, again] = robots.taken("webhook");
  assert.deepEqual([again?.id, again?.text], [first?.id, first?.text]);
  while (!/may have arrived/.test((await robotOf("feishu")).last_error ?? "")) await pause(200);
  assert.equal(
    robots.taken("feishu").length,
    2,
    "Feishu knows no ids, so it is told as what may have arrived",
  );
  while ((await robotOf("webhook")).health !== "well") await pause(200);

  await slack.user("carol").press(card, "Unfreeze");
  await until(() => slack.user("carol").modal());
  const { closed } = await slack.user("carol").submit({ Reason: "it is our poster" });
  assert.ok(closed);
  await until(() => reads([card], "Closed", /Lasted .*; Carol took ownership after/));
  await until(() => reads(thread(card), "Recovered; the incident closed automatically", "Lasted"));
  const lines = thread(card).map(wordsOf);
  assert.equal(lines.filter((line) => line.includes(note)).length, 1);
  assert.deepEqual([...new Set(lines)], lines, "nothing stands there twice");
  const { events } = await incidentOf();
  assert.deepEqual(
    events.map(({ what, by }: { what: string; by: string | null }) => [what, by]),
    [
      ["link_frozen", null],
      ["take", "Carol"],
      ["note", "Bob"],
      ["unfreeze", "Carol"],
      ["over", null],
    ],
  );
  await slack.user("alice").command("/tidings unsubscribe");
  await sees("alice", "Unsubscribed. That channel gets no more messages.");
  for (const kind of KINDS) await alice.verb("delete_robot", { robot: (await robotOf(kind)).id });
});

const nothingDone = () =>
  slack
    .user("bob")
    .sees()
    .filter((each) => NOTHING_DONE.test(wordsOf(each))).length;
const readingShown = () => until(() => reads(slack.channel("tidings").messages, "Reading the file"));
/** Once an import has begun, its file's parts may not be written again. Progress is shown too seldom to tell. */
const importBegun = async (name: string) => {
  const begun = () =>
    alice.client.from("number_files").select("state").like("name", `${name}%`).neq("state", "uploading");
  while ((await begun()).data?.length === 0);
};
for (const [step, shown] of [
  ["while it reads a file", readingShown],
  ["once an import has begun", importBegun],
] as const)
  test(`a bot that is killed ${step} leaves no message unfinished: the next one makes the send once, or says that the file ended it`, async () => {
    const name = `中断${shown.name}${RUN}`;
    const form = await filled(name);
    const toldBefore = nothingDone();
    await slack.user("bob").submit(form);
    await shown(name);
    await bot.kill();
    await start();
    // A bot that dies while the file's own process reads does not read it again; a moment before or after, it makes the send.
    const made = () => reads(about(name), "5 lines: 3 valid", "Approve");
    await until(() => made() || nothingDone() > toldBefore);
    const sends = nothingDone() > toldBefore ? 0 : 1;
    assert.equal((await sendsNamed(name)).length, sends);
    assert.equal(about(name).length, sends);
    if (sends === 1) await cancel(name);
  });

test("bots that are killed at any instant of people's commands finish each message, or say what is not known", async (t) => {
  const rounds = Number(process.env.TIDINGS_CHAT_KILLS ?? 1);
  const told = await killWhileTheyWork({
    rounds,
    slack,
    name: (round, each) => `杀${round}${each}${RUN}`,
    kill: () => bot.kill(),
    start,
    sendsNamed,
    log: () => bot.log(),
  });
  t.diagnostic(JSON.stringify(told));
});
