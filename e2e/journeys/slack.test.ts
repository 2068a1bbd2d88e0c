/** Reviewing and sending from Slack: the real bot on the real Bolt, its requests signed, against a running copy. */

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { materialsOf } from "@tidings/shared/filings/forms.ts";
import { jpegOf } from "@tidings/shared/ground/files/samples.ts";
import { freePort } from "@tidings/shared/node/ports.ts";
import { type SlackDouble, startSlack } from "../doubles/slack/double.ts";
import type { SubmissionResult } from "../doubles/slack/modal_person.ts";
import type { SlackUser } from "../doubles/slack/person.ts";
import type { Message, View } from "../doubles/slack/workspace.ts";
import { type Bot, startBot } from "./bot.ts";
import {
  type Member,
  member,
  newcomer,
  numbersCsv,
  submittedFiling,
  submittedTemplate,
  untilDecided,
} from "./members.ts";
import { reads, wordsOf } from "./words.ts";

/** Told apart from other runs on the same copy. */
const RUN = Date.now().toString(36);

/** Where the panel of the deployment is, as the bot is told. */
const PANEL = "https://tidings.example.com";

let slack: SlackDouble;
let bot: Bot;
let port: number;
let alice: Member;
let bob: Member;

before(async () => {
  slack = await startSlack();
  slack.user("alice", { locale: "zh-CN" });
  port = await freePort();
  slack.unfurlDomains("tidings.example.com");
  bot = await startBot({ ...slack.env(), TIDINGS_PANEL_URL: PANEL }, port);
  slack.deliverTo(bot.slackUrl);
  [alice, bob] = await Promise.all([member("alice", "zh-CN"), member("bob", "en")]);
});
after(async () => {
  await bot?.stop();
  await slack?.close();
});

/** Waits until it has happened; in vain, it tells what the bot logged last. */
const until = <T>(look: () => T, what = String(look)) =>
  slack.waitFor(look, { what: () => `${what}\n${bot.log().slice(-2_000)}` });
/** Waits until a person sees a message in #tidings that says all of this. */
const sees = (name: string, ...wanted: (string | RegExp)[]): Promise<Message> =>
  until(() => reads(slack.user(name).sees(), ...wanted), `${name} to read ${wanted.join(" and ")}`);
const alone = (message: Message, name: string) => assert.equal(message.onlyFor, slack.user(name).id);
/** The form is taken: it is closed, or says that it works on it where that takes longer than Slack waits. */
const isTaken = ({ closed, trouble, errors, view }: SubmissionResult) =>
  assert.ok(
    !trouble && !errors && (closed || /Working|处理中/.test(JSON.stringify(view?.view))),
    JSON.stringify({ trouble, errors, view: view?.view }),
  );
const can = (message: Message, button: string) =>
  JSON.stringify(message.blocks).includes(`"text":"${button}"`);

/** Types a command, and sends its form with what is given. */
async function fillsIn(who: string, line: string, values: Parameters<SlackUser["submit"]>[0]): Promise<void> {
  const user = slack.user(who);
  const ack = await user.command(`/tidings ${line}`);
  await until(() => user.modal(), `${line} to open its form: ${JSON.stringify(ack)}`);
  isTaken(await user.submit(values));
}
/** Shows what waits, and approves it. */
async function approves(who: string, name: string): Promise<void> {
  const user = slack.user(who);
  await user.command(`/tidings show ${name}`);
  const card = await until(
    () =>
      reads(
        user.sees().filter((each) => can(each, "Approve")),
        name,
      ),
    `${who} to be shown ${name}`,
  );
  await user.press(card, "Approve");
  await until(() => !can(card, "Approve"), `${name} to be decided`);
}

test("eve, who is linked to nobody, is told how to link and sees nothing", async () => {
  await slack.user("eve").command("/tidings reviews");
  alone(await sees("eve", "Your chat account isn't linked to a member."), "eve");
  assert.equal(reads(slack.user("eve").sees(), "Pending reviews"), undefined);
});

test("each member links once with a code of their own; nobody uses a code twice", async () => {
  const carol = await member("carol", "en");
  const dan = await member("dan", "en");
  const code = await carol.linkCode();
  await slack.user("carol").command(`/tidings link ${code}`);
  alone(await sees("carol", "You're linked as Carol"), "carol");
  await slack.user("dan").command(`/tidings link ${code}`);
  alone(await sees("dan", "This link code is wrong or has already been used."), "dan");
  for (const each of [alice, bob, dan]) {
    await slack.user(each.name).command(`/tidings link ${await each.linkCode()}`);
    await sees(each.name, each.name === "alice" ? "已关联为 Alice" : "You're linked as");
  }
});

test("a template that waits is shown with its picture; its maker and a reader are refused, the reviewer approves", async () => {
  const name = `签收提醒${RUN}`;
  const template = await submittedTemplate(bob, name);
  await slack.user("carol").command("/tidings reviews");
  await sees("carol", "Pending reviews", name);
  await slack.user("carol").command(`/tidings show ${name}`);
  const card = await sees("dan", name, "In review", "Approve", "Preview");
  const picture = card.blocks.find((block) => block.type === "image");
  assert.ok(picture, "the card has a picture");

  await slack.user("bob").press(card, "Approve");
  alone(await sees("bob", "You don't have permission to do this"), "bob");
  await slack.user("dan").press(card, "Approve");
  alone(await sees("dan", "You don't have permission to do this"), "dan");
  assert.ok(can(card, "Approve"), "nothing was decided");

  await slack.user("carol").press(card, "Approve");
  await until(() => reads([card], "Approved by Carol", "from Slack"));
  assert.ok(!can(card, "Approve") && !can(card, "Reject"));
  await untilDecided(alice, "template", template, [
    "approve forbidden slack Bob",
    "approve forbidden slack Dan",
    "approve granted slack Carol",
  ]);
});

test("a filing is reviewed with its documents: the link opens for carol alone and ends, and bob is told the decision", async () => {
  const licence = Buffer.from(`%PDF-1.4 ${RUN}`);
  const filing = await submittedFiling(bob, "send_task", licence);
  const carol = slack.user("carol");
  await carol.command(`/tidings show ${filing.slice(0, 8)}`);
  const card = await sees("carol", "Rich messages: sends", "In review", "licence.pdf", "Documents");
  assert.doesNotMatch(JSON.stringify(card.blocks), /token=/, "the channel has no link");
  await carol.press(card, "Documents");
  const links = await sees("carol", "Only you can see them", "licence.pdf");
  alone(links, "carol");
  const [, address = ""] = /<([^|>]+)\|licence\.pdf>/.exec(JSON.stringify(links.blocks)) ?? [];
  const opened = await fetch(address.replaceAll("&amp;", "&"));
  assert.deepEqual(Buffer.from(await opened.arrayBuffer()), licence);

  await carol.press(card, "Approve");
  await until(() => reads([card], "Approved by Carol", "from Slack"));
  await until(() => {
    const toBob = [...slack.workspace.channels.values()].filter(
      ({ kind, members }) => kind === "dm" && members.has(slack.user("bob").id),
    );
    return reads(
      toBob.flatMap(({ messages }) => messages),
      /Approved: .*\(send_task\)/,
      "Carol",
    );
  }, "bob to be told");
  await untilDecided(alice, "filing", filing, ["approve granted slack Carol"]);
});

test("alice asks carol by name: it is on carol's home, she decides it there, and the home is drawn anew", async () => {
  const name = `请审${RUN}`;
  const template = await submittedTemplate(bob, name);
  const carol = slack.user("carol");
  assert.equal((await carol.openHome()).how, "in time");
  const home = () => JSON.stringify(carol.home()?.view.blocks ?? []);
  await until(() => home().includes(name), "carol's home to list it");
  assert.match(home(), /My sends|You haven't submitted any sends yet/);
  assert.match(home(), /Available|Quota/);
  assert.match(home(), /Direct messages/);
  assert.doesNotMatch(home(), /your review is requested/);

  await slack.user("alice").command(`/tidings show ${name}`);
  const card = await sees("alice", name, "指定审核人");
  await slack.user("alice").press(card, "指定审核人");
  await until(() => slack.user("alice").modal());
  const offered = await slack.user("alice").offers("审核人", "");
  assert.ok(offered.includes("Carol"), "whoever may decide is offered");
  assert.ok(!offered.includes("Bob"), "nobody decides about their own");
  isTaken(await slack.user("alice").submit({ 审核人: "Carol" }));
  await until(() => reads([card], "等待审核人", "Carol"), "the card to say whom it waits for");
  const direct = () => slack.direct("carol").messages;
  await until(() => reads(direct(), "Alice asks you to review this.", name), "carol to be told");

  await carol.openHome();
  await until(() => home().includes("your review is requested"), "carol's home to say that it is hers");
  await carol.press(carol.home() as View, `Show: ${name}`);
  const shown = await until(() => reads(direct().slice(1), name, "Approve"), "the card in her messages");
  await carol.press(shown, "Approve");
  await until(() => reads([card], /Carol 于 .*通过/), "the card in the channel to be decided");
  await until(() => !home().includes(name), "her home to be drawn anew");
  await untilDecided(alice, "template", template, ["approve granted slack Carol"]);

  const elsewhere = `别处${RUN}`;
  const decided = await submittedTemplate(bob, elsewhere);
  await until(
    () => home().includes(elsewhere),
    "her home to list what was submitted meanwhile, though she did nothing",
  );
  await alice.verb("approve_template", { template: decided });
  await until(() => !home().includes(elsewhere), "what alice decided in the panel to be gone from it");

  await carol.press(carol.home() as View, "No notifications");
  await until(() => home().includes("All notifications"), "the setting to show");
  await carol.press(carol.home() as View, "All notifications");
  await until(() => home().includes("No notifications"), "and back");
});

test("alice may review, but not what she submitted herself", async () => {
  const name = `自审${RUN}`;
  const template = await submittedTemplate(alice, name);
  await slack.user("alice").command(`/tidings approve ${name}`);
  alone(await sees("alice", "该模板由您创建、修改或提交过，须由另一位成员审核。"), "alice");
  await untilDecided(alice, "template", template, ["approve four_eyes slack Alice"]);
  await alice.verb("withdraw_template", { template });
});

test("a rejection asks for its reason in a modal, and the card gives it", async () => {
  const name = `驳回${RUN}`;
  const template = await submittedTemplate(bob, name);
  const carol = slack.user("carol");
  await carol.command(`/tidings show ${name}`);
  const card = await sees("carol", name, "In review", "Reject");
  await carol.press(card, "Reject");
  await until(() => carol.modal());
  await assert.rejects(carol.submit({}), /does not go without “Reason/);
  isTaken(await carol.submit({ reason: "The picture is last year's." }));
  await until(() => reads([card], "Rejected", "The picture is last year's."));
  await untilDecided(alice, "template", template, ["reject granted slack Carol"]);

  // A second press, on what another client still shows, decides nothing more.
  const shown = card.before.findLast(({ blocks }) => JSON.stringify(blocks).includes('"text":"Approve"'));
  const stale = { ...card, blocks: shown?.blocks ?? [] };
  slack.channel("tidings").messages.push(stale);
  await slack.user("alice").press(stale, "Approve");
  alone(await sees("alice", "该模板当前为「审核未通过」，不能执行「通过」。"), "alice");
  await untilDecided(alice, "template", template, [
    "reject granted slack Carol",
    "approve wrong_state slack Alice",
  ]);
});

test("bob sends a trial to a file that he gives in a form; carol approves it, and the message follows it to the trial's end", async () => {
  const user = slack.user("bob");
  const name = `试发${RUN}`;
  await user.command("/tidings send");
  await until(() => user.modal());
  assert.ok((await user.offers("template", "签收")).includes("签收提醒"));
  const file = user.pickFile(`客户${RUN}.csv`, numbersCsv(8));
  const filled = { template: "签收提醒", sms: "订单通知", file, name, trial: "Yes", trial_size: "3" };
  isTaken(await user.submit(filled));
  const told = await sees("carol", name, "10 lines: 8 valid, 1 invalid, 1 duplicate");
  assert.ok(can(told, "Approve"));

  await slack.user("carol").command(`/tidings status ${name}`);
  const live = await until(() => {
    const found = reads(slack.user("carol").sees(), name, "Awaiting approval");
    return found === told ? undefined : found;
  });
  await slack.user("carol").press(told, "Approve");
  for (const card of [told, live])
    await until(() => reads([card], "Trial awaiting release", "Release the rest", /Pending 5/));
  assert.ok(live.before.length > 0, "the message was kept up to date");
});

test("what only the database finds comes back into the form with all that was typed, and goes out once it is corrected", async () => {
  const user = slack.user("bob");
  const name = `更正${RUN}`;
  await user.command("/tidings send");
  await until(() => user.modal());
  const file = user.pickFile(`更正${RUN}.csv`, numbersCsv(4, 13_912_360_000));
  const wrong = { template: "签收提醒", sms: "订单通知", file, name, trial: "Yes", trial_size: "999" };
  const { closed, trouble } = await user.submit(wrong);
  assert.deepEqual([closed, trouble], [false, false]);
  const form = await until(() => {
    const text = JSON.stringify(user.modal()?.view ?? {});
    return text.includes("⛔") ? text : undefined;
  });
  for (const typed of [`"initial_value":"${name}"`, `"initial_value":"999"`, `更正${RUN}.csv” is kept`])
    assert.ok(form.includes(typed), typed);
  isTaken(await user.submit({ trial_size: "2" }));
  await sees("carol", name, "6 lines: 4 valid", "2 sent first");
  const { data } = await alice.client.from("sends").select("id").eq("name", name);
  assert.equal(data?.length, 1);
  await bob.verb("cancel_send", { send: data?.[0]?.id });
});

test("who may not send is told so, and gets no form to fill in", async () => {
  await slack.user("dan").command("/tidings send");
  alone(await sees("dan", "You don't have permission to do this (Create sends"), "dan");
  assert.equal(slack.user("dan").modal(), undefined);
});

test("a bot that is killed in the middle comes back and the message reaches the end: every number in one place", async () => {
  const name = `试发${RUN}`;
  const carol = slack.user("carol");
  const card = await sees("carol", name, "Trial awaiting release", "Release the rest");
  await carol.press(card, "Release the rest");
  await until(() => !can(card, "Release the rest"));
  await bot.kill();
  bot = await startBot({ ...slack.env(), TIDINGS_PANEL_URL: PANEL }, port);
  await until(() => reads([card], "Done"));
  const { data } = await alice.client.from("send_cards").select("*").eq("name", name).single();
  const places = [
    "invalid",
    "duplicates",
    "delivered",
    "failed",
    "expired",
    "timed_out",
    "unknown",
    "opted_out",
    "capped",
    "cancelled",
  ];
  assert.equal(
    places.reduce((sum, place) => sum + data[place], 0),
    10,
  );
  assert.match(wordsOf(card), /10 = .*Invalid 1.*Duplicates 1|10 = /);
});

test("a file under a mention is sent once, though Slack delivers the event twice", async () => {
  const name = `提及${RUN}`;
  await slack
    .user("bob")
    .upload("#tidings", `mention${RUN}.csv`, numbersCsv(2), `@tidings send 签收提醒 订单通知 name=${name}`);
  await slack.repeatEvent();
  await sees("bob", name, "4 lines: 2 valid");
  const { data } = await alice.client.from("sends").select("id").eq("name", name);
  assert.equal(data?.length, 1);
  await bob.verb("cancel_send", { send: data?.[0]?.id });
});

test("what is wrong with a mention is said to whoever wrote it, where they see it", async () => {
  await slack.user("bob").say("#tidings", "@tidings frobnicate now");
  alone(await sees("bob", "no command “frobnicate”"), "bob");
  await slack.user("dan").say("#tidings", "@tidings send 签收提醒 订单通知 numbers=13900000001");
  alone(await sees("dan", "You don't have permission to do this"), "dan");
});

test("the menu of a card tells whoever asks who approved it and its report; of any other message it says politely that there is nothing", async () => {
  const dan = slack.user("dan");
  const card = await sees("dan", `试发${RUN}`, "Done");
  await dan.shortcut("tidings_who_approved", card);
  const told = await sees("dan", `The send 试发${RUN}: Done`, "Bob", "Carol", "approve", "release");
  alone(told, "dan");
  await dan.shortcut("tidings_report_this", card);
  alone(await sees("dan", `The send 试发${RUN}: Send report: today`, "Delivered"), "dan");
  const said = await slack.user("bob").say("#tidings", "Who remembers this one?");
  await dan.shortcut("tidings_who_approved", said);
  alone(await sees("dan", "This message shows nothing you can view in Tidings"), "dan");
  await slack.user("eve").shortcut("tidings_report_this", card);
  alone(await sees("eve", "Your chat account isn't linked to a member."), "eve");
});

test("an address of a row, and a short link, get a small card from whoever may see them, and nobody's click is counted", async () => {
  const { data: send } = await alice.client.from("sends").select("id").eq("name", `试发${RUN}`).single();
  const page = `${PANEL}/sends/${send?.id}`;
  const dan = slack.user("dan");
  const posted = await dan.say("#tidings", `How did ${page} go?`);
  await until(() => reads([posted], `试发${RUN}`, "Done", "As of"), "the card of the send");

  // The preview of what waits for a decision follows it, as its card does.
  const name = `预览${RUN}`;
  const template = await submittedTemplate(bob, name);
  const asked = await dan.say("#tidings", `Who looks at ${PANEL}/templates/${template}?`);
  const both = await dan.say("#tidings", `${PANEL}/templates/${template} is for ${page} now`);
  await until(() => [asked, both].every((each) => reads([each], name, "In review")), "the previews");
  await dan.shortcut("tidings_who_approved", asked);
  alone(await sees("dan", name, "submit"), "dan");
  await approves("carol", name);
  await until(() => [asked, both].every((each) => reads([each], name, "Approved")), "them to follow");
  assert.ok(reads([both], `试发${RUN}`));
  assert.deepEqual(
    [asked, both].map(({ attachments }) => attachments.length),
    [1, 2],
    "none was added",
  );

  const counts = "id, name, address, humans, bots, resolved";
  const task = () =>
    alice.client
      .from("resolve_task_cards")
      .select(counts)
      .eq("kind", "group")
      .eq("status", "live")
      .order("id")
      .limit(1)
      .single();
  const { data: before } = await task();
  assert.ok(before?.address);
  slack.unfurlDomains(new URL(before.address).hostname);
  const shared = await dan.say("#tidings", before.address);
  await until(() => reads([shared], before.name), "the card of the link's task");
  assert.deepEqual((await task()).data, before);

  // Of these messages alone: the previews under the others follow their rows meanwhile.
  const previewsOf = (message: object) =>
    slack.workspace.calls.filter(
      ({ method, args }) =>
        method === "chat.unfurl" && slack.workspace.unfurls.get(String(args.unfurl_id)) === message,
    ).length;
  const secret = await slack.user("eve").say("#tidings", page);
  const last = await dan.say("#tidings", `${page} again`);
  await until(() => reads([last], `试发${RUN}`), "what was posted after it");
  assert.deepEqual([previewsOf(secret), previewsOf(last)], [0, 1], "eve is linked to nobody");
});

test("quota and report are the same in chat as in the rows", async () => {
  await slack.user("alice").command("/tidings quota");
  const { data } = await alice.client
    .from("quota_balances")
    .select("available")
    .eq("kind", "aim_resolution")
    .single();
  await sees("alice", "额度", Number(data?.available).toLocaleString("en"));
  await slack.user("dan").command("/tidings report 7 send");
  await sees("dan", "Send report: last 7 days", `试发${RUN}`);
});

test("a list is exported: it is written, and comes as a file to whoever asked, with numbers masked", async () => {
  await slack.user("bob").command("/tidings export add nonsense");
  alone(await sees("bob", "“nonsense” can't be exported."), "bob");
  await slack.user("bob").command("/tidings export add send format=csv");
  // #tidings is everybody's, so the file comes in a direct message.
  const exported = () => slack.direct("bob").messages.filter(({ files }) => files.length > 0);
  const posted = await until(() => exported()[0]);
  assert.ok(posted);
  const [file] = posted.files;
  assert.match(file?.name ?? "", /^Sends .*\.csv$/);
  const text = file?.bytes.toString("utf8") ?? "";
  assert.match(text, /^\uFEFFName,/);
  assert.match(text, new RegExp(`试发${RUN}`));
  assert.doesNotMatch(text, /1[3-9]\d{9}/);
  // The same file once more, from the download centre.
  await slack.user("bob").command(`/tidings export get ${(file?.name ?? "").replace(/\.csv$/, "")}`);
  await until(() => exported().length === 2);
});

test("Slack saying “too many” delays a message and loses none", async () => {
  slack.rateLimit("chat.postMessage", { times: 2, retryAfterS: 1 });
  await slack.user("dan").command("/tidings report 1 send");
  await sees("dan", "Send report: today", `试发${RUN}`);
});

test("a new enterprise goes from nothing to its first trial by commands: nora makes, otto decides", async () => {
  const [NORA, OTTO] = [`nora-${RUN}@newcomer.test`, `otto-${RUN}@newcomer.test`];
  const nora = await newcomer("Nora", NORA);
  const statements = ["koomessage", "sms"];
  await nora.verb("create_enterprise", { input: { name: `Nora ${RUN}`, statements } });
  await slack.user("nora").command(`/tidings link ${await nora.linkCode()}`);
  await sees("nora", "You're linked as Nora");
  await slack.user("nora").command("/tidings overview");
  await sees("nora", "Getting started (2 of 9 done)", "filing add", "Invite a colleague");

  // Who manages members gives the password again, which chat never asks for.
  await slack.user("nora").command("/tidings invite");
  alone(await sees("nora", "must have entered your password", "You can't do this in chat"), "nora");
  const { token } = await nora.verb("create_invitation", { input: { email: OTTO, groups: ["Owners"] } });
  const otto = await newcomer("Otto", OTTO);
  await otto.verb("accept_invitation", { input: { token } });
  await slack.user("otto").command(`/tidings link ${await otto.linkCode()}`);
  await sees("otto", "You're linked as Otto");

  await slack.user("nora").command("/tidings filing add form=send_task");
  await sees("nora", "Draft created", "Before you submit, add");
  const pdf = (name: string) => slack.user("nora").pickFile(`${name}.pdf`, Buffer.from("%PDF-1.4"));
  const materials = materialsOf("send_task").map((material) => [material, pdf(material)]);
  await fillsIn("nora", "filing edit send_task", Object.fromEntries(materials));
  await sees("nora", "is a complete draft. You can submit it");
  await slack.user("nora").command("/tidings submit send_task");
  await approves("otto", "send_task");

  await slack.user("nora").command("/tidings sms-app add shop");
  await sees("nora", "Application added");
  const licence = slack.user("nora").pickFile("licence.jpeg", Buffer.from(jpegOf(80, 60)));
  await fillsIn("nora", "signature add", { name: "Nora", app_id: "shop", proof: licence });
  await approves("otto", "Nora");
  await fillsIn("nora", "sms-template add", {
    name: "Way",
    signature_id: "Nora",
    content: "It is on its way",
  });
  await approves("otto", "Way");

  const action = { type: "open_link", target: "https://shop.example.com/parcel" };
  const content = { slots: { body: "Your parcel is on its way.", buttons: [{ text: "Look", action }] } };
  const input = { name: "Parcel", usage: "commercial", layout: "rich_text", vendors: ["huawei"], content };
  const { id } = await nora.verb("create_template", { input });
  const { error } = await nora.client.functions.invoke("check-template", { body: { template: id } });
  assert.equal(error, null, "the content was checked");
  await slack.user("nora").command("/tidings submit Parcel");
  await approves("otto", "Parcel");
  await sees("otto", "Parcel", "Huawei Available");

  await slack.user("nora").command("/tidings order place aim-100k");
  const offer = await sees("nora", "Order 1 of aim-100k?");
  await slack.user("nora").press(offer, "Confirm order (CN¥3,000.00)");
  await sees("nora", "Order paid, quota available");
  await slack.user("nora").command("/tidings channel list");
  await sees("nora", "Channels (1)");

  await slack
    .user("nora")
    .command("/tidings send Parcel Way numbers=13812345001,13812345002 name=First trial=yes trial_size=1");
  await approves("otto", "First");
  await sees("nora", "First", "Trial awaiting release");
  await slack.user("nora").command("/tidings overview");
  await until(() => {
    const last = slack.user("nora").sees().at(-1);
    return last && /Overview/.test(wordsOf(last)) && !/Getting started/.test(wordsOf(last));
  });
});

test("without a public address the same works in Socket Mode, also after Slack asked for a new connection", async () => {
  await bot.stop();
  const { SLACK_SIGNING_SECRET: _, ...socket } = slack.env({ socketMode: true });
  bot = await startBot(socket, port);
  await until(() => slack.socket.connections() === 1);
  const dan = slack.user("dan");
  await dan.command(`/tidings show 试发${RUN}`);
  await sees("dan", `试发${RUN}`, "Done");
  const answered = async () => {
    const before = dan.sees().at(-1);
    await dan.command("/tidings quota");
    await until(() => dan.sees().at(-1) !== before && reads(dan.sees().slice(-1), "Quota"));
  };
  slack.socket.refresh();
  await answered(); // while the new connection is made
  await until(() => slack.socket.connections() === 2);
  await answered();
  slack.passTime(10_000); // Slack ends the old one
  await until(() => slack.socket.connections() === 1);
  await answered();
});

test("through all of it the bot kept every rule of Slack", () => {
  assert.deepEqual(slack.violations, []);
});
