import assert from "node:assert/strict";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe, it } from "node:test";
import { stripVTControlCharacters } from "node:util";
import type { App } from "@slack/bolt";
import { type Interaction, MessageFlags } from "discord.js";
import { type DiscordDouble, startDiscord } from "../discord/double.ts";
import { type EchoBot, startBot } from "../discord/echo_bot.ts";
import { type SlackDouble, startSlack } from "../slack/double.ts";
import { type EchoApp, startHttpApp } from "../slack/echo_app.ts";
import { discordClient } from "./discord_client.ts";
import { slackClient } from "./slack_client.ts";
import { makeTalk, type Talk } from "./talk.ts";

const plain = (text: string) => ({ type: "plain_text" as const, text });

function teachApp(app: App): void {
  app.command("/card", async ({ ack, client, command }) => {
    await ack();
    await client.chat.postMessage({
      channel: command.channel_id,
      text: "A card",
      blocks: [
        { type: "header", text: plain("Member day") },
        { type: "section", text: { type: "mrkdwn", text: "*Waiting* for review" } },
        { type: "actions", elements: [{ type: "button", text: plain("Reject"), action_id: "reject" }] },
      ],
    });
  });
  app.action("reject", async ({ ack, client, body }) => {
    await ack();
    if (body.type !== "block_actions") return;
    await client.views.open({
      trigger_id: body.trigger_id,
      view: {
        type: "modal",
        callback_id: "why",
        title: plain("Reject?"),
        submit: plain("Send"),
        blocks: [{ type: "input", label: plain("Reason"), element: { type: "plain_text_input" } }],
      },
    });
  });
  app.view("why", async ({ ack, view, client, body }) => {
    await ack();
    const said = Object.values(Object.values(view.state.values)[0] ?? {})[0]?.value;
    await client.chat.postMessage({ channel: "#tidings", text: `${body.user.name} rejects: ${said}` });
  });
  app.shortcut("who", async ({ ack, client, shortcut }) => {
    await ack();
    if (shortcut.type !== "message_action") return;
    const text = `Nobody decided: ${shortcut.message.text}`;
    await client.chat.postEphemeral({ channel: shortcut.channel.id, user: shortcut.user.id, text });
  });
  app.event("link_shared", async ({ event, client }) => {
    const [{ url } = { url: "" }] = event.links;
    const blocks = [{ type: "section" as const, text: plain("A send of today") }];
    await client.chat.unfurl({
      channel: event.channel,
      ts: event.message_ts,
      unfurls: { [url]: { blocks } },
    });
  });
  app.event("app_home_opened", async ({ event, client }) => {
    const blocks = [{ type: "section" as const, text: plain("Nothing waits") }];
    await client.views.publish({ user_id: event.user, view: { type: "home", blocks } });
  });
  app.command("/ask", async ({ ack, client, command }) => {
    await ack();
    await client.views.open({
      trigger_id: command.trigger_id,
      view: {
        type: "modal",
        callback_id: "whom",
        title: plain("Ask"),
        submit: plain("Send"),
        blocks: [
          {
            type: "input",
            label: plain("Reviewer"),
            element: { type: "external_select", action_id: "whom", min_query_length: 0 },
          },
        ],
      },
    });
  });
  app.options("whom", async ({ ack, body }) => {
    const names = ["Alice", "Carol"].filter((each) => each.startsWith(body.value ?? ""));
    await ack({ options: names.map((each) => ({ text: plain(each), value: each })) });
  });
  app.view("whom", async ({ ack, view, client }) => {
    await ack();
    const chosen = Object.values(Object.values(view.state.values)[0] ?? {})[0]?.selected_option?.value;
    await client.chat.postMessage({ channel: "#tidings", text: `Asks ${chosen}` });
  });
  app.event("file_shared", async ({ event, client }) => {
    const { file } = await client.files.info({ file: event.file_id });
    await client.chat.postMessage({ channel: event.channel_id, text: `Got ${file?.name}` });
  });
}

async function answer(interaction: Interaction): Promise<void> {
  if (interaction.isMessageContextMenuCommand())
    await interaction.reply({
      content: `Nobody decided: ${interaction.targetMessage.content}`,
      flags: MessageFlags.Ephemeral,
    });
  if (interaction.isAutocomplete())
    await interaction.respond([{ name: `${interaction.options.getFocused()}, my dear`, value: "x" }]);
  if (!interaction.isChatInputCommand()) return;
  await interaction.reply(`You say ${interaction.options.getString("words")}`);
}

const commands = [
  {
    name: "echo",
    description: "Says it",
    options: [{ type: 3, name: "words", description: "Content", autocomplete: true }],
  },
  { type: 3, name: "Who approved this" },
];
const shortcuts = [{ name: "Who approved this", callbackId: "who" }];

describe("a conversation with the doubles at a terminal", () => {
  let slack: SlackDouble;
  let discord: DiscordDouble;
  let app: EchoApp;
  let bot: EchoBot;
  let talk: Talk;
  let folder: string;
  let printed: string[] = [];
  before(async () => {
    slack = await startSlack();
    discord = await startDiscord();
    app = await startHttpApp(slack, teachApp);
    bot = await startBot(discord, commands, answer);
    slack.unfurlDomains("panel.test");
    talk = makeTalk([slackClient(slack, shortcuts), discordClient(discord)], (line) => printed.push(line));
    folder = await mkdtemp(join(tmpdir(), "talk-"));
  });
  after(async () => {
    await Promise.all([app.stop(), bot.stop(), rm(folder, { recursive: true })]);
    await Promise.all([slack.close(), discord.close()]);
  });
  const shown = () => {
    const all = stripVTControlCharacters(printed.join("\n"));
    printed = [];
    return all;
  };

  it("a card is read as text with a numbered button, which opens a form that one answers in a line", async () => {
    await talk.take("as carol");
    await talk.take("/card");
    await talk.take("wait Waiting");
    assert.match(
      shown(),
      /#tidings · message 1\ntidings\n {2}Member day\n {2}Waiting for review\n {2}\[1\] Reject/,
    );
    assert.equal(await talk.take("press nothing"), true);
    assert.match(shown(), /There is no button nothing/);
    await talk.take("press reject");
    await slack.waitFor(() => slack.user("carol").modal());
    talk.show();
    assert.match(shown(), /┌ Reject\?\n│ Reason/);
    await talk.take("answer the picture is wrong");
    await talk.take("wait rejects");
    assert.match(shown(), /carol rejects: the picture is wrong/);
  });

  it("a file is sent with a message", async () => {
    const path = join(folder, "numbers.csv");
    await writeFile(path, "phone\n13800138000\n");
    await talk.take(`file ${path} here they are`);
    await talk.take("wait Got numbers.csv");
    assert.match(shown(), /Got numbers\.csv/);
  });

  it("a message has its menu, by its number or the newest one's; what comes of it is for whoever used it", async () => {
    await talk.take("menu 1 who approved this");
    await talk.take("wait Nobody decided");
    assert.match(shown(), /only you see this\ntidings\n {2}Nobody decided: A card/);
    await talk.take("menu");
    assert.match(shown(), /The menu of message \d has: Who approved this/);
    await talk.take("menu 99");
    assert.match(shown(), /There is no message 99/);
  });

  it("an address gets its preview, the home opens, and a menu of a form offers what is typed into it", async () => {
    await talk.take("see https://panel.test/sends/1");
    await talk.take("wait A send of today");
    assert.match(shown(), /carol\n {2}see https:\/\/panel\.test\/sends\/1\n {2}┃ A send of today/);
    await talk.take("home");
    await talk.take("wait Nothing waits");
    assert.match(shown(), /home · only you see this\ntidings\n {2}Nothing waits/);
    await talk.take("/ask");
    await slack.waitFor(() => slack.user("carol").modal());
    talk.show();
    await talk.take("offers");
    await talk.take("offers Reviewer=Ca");
    assert.match(shown(), /Reviewer {2}see: offers some words[\s\S]*\nAlice \| Carol\nCarol$/);
    await talk.take("answer Carol");
    await talk.take("wait Asks Carol");
  });

  it("the same words work on Discord", async () => {
    await talk.take("on discord");
    await talk.take("/echo good morning");
    await talk.take("/echo words:good evening");
    assert.match(shown(), /You say good morning\n[\s\S]*You say good evening/);
    await talk.take("menu Who approved this");
    assert.match(shown(), /Nobody decided: You say good evening/);
    await talk.take("offers /echo words:good night");
    assert.match(shown(), /good night, my dear/);
    await talk.take("home");
    assert.match(shown(), /discord has no home/);
  });

  it("what cannot be done is said, and the conversation goes on", async () => {
    await talk.take("press 99");
    await talk.take("/nothing");
    assert.match(shown(), /There is no button 99\nThere is no command \/nothing/);
    assert.equal(await talk.take("quit"), false);
  });
});
