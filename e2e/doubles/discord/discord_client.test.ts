import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import {
  ActionRowBuilder,
  type BaseInteraction,
  ButtonBuilder,
  ButtonStyle,
  type ChatInputCommandInteraction,
  type DiscordAPIError,
  MessageFlags,
  ModalBuilder,
  TextInputBuilder,
  TextInputStyle,
} from "discord.js";
import { type DiscordDouble, startDiscord } from "./double.ts";
import { type EchoBot, startBot } from "./echo_bot.ts";

const commands = [
  {
    name: "echo",
    description: "Says it back",
    options: [
      {
        type: 1,
        name: "say",
        description: "Says",
        options: [{ type: 3, name: "words", description: "Content", required: true }],
      },
      { type: 1, name: "card", description: "A card with buttons" },
      { type: 1, name: "twice", description: "Answers twice" },
      { type: 1, name: "quiet", description: "Defers, for you alone" },
      { type: 1, name: "late", description: "Answers when it is let go" },
      {
        type: 1,
        name: "file",
        description: "Reads",
        options: [{ type: 11, name: "numbers", description: "CSV", required: true }],
      },
    ],
  },
];

const button = (id: string, label: string) =>
  new ButtonBuilder().setCustomId(id).setLabel(label).setStyle(ButtonStyle.Primary);
const reason = new TextInputBuilder()
  .setCustomId("why")
  .setLabel("Reason")
  .setStyle(TextInputStyle.Paragraph);
const form = () =>
  new ModalBuilder()
    .setCustomId("form")
    .setTitle("Why?")
    .addComponents(new ActionRowBuilder<TextInputBuilder>().addComponents(reason));

/** Codes of errors the bot met, and what it was held back by. */
const met: number[] = [];
const catching = (act: Promise<unknown>) =>
  act.catch((error: DiscordAPIError) => met.push(Number(error.code)));
let hold = Promise.withResolvers<void>();
let tooLate = Promise.withResolvers<void>();

const does: Record<string, (interaction: ChatInputCommandInteraction) => Promise<unknown>> = {
  say: (interaction) => interaction.reply(interaction.options.getString("words", true)),
  card: (interaction) => {
    const row = new ActionRowBuilder<ButtonBuilder>().addComponents(
      button("ok", "Approve"),
      button("no", "Reject"),
    );
    return interaction.reply({ content: "A card", components: [row] });
  },
  async twice(interaction) {
    await interaction.reply("once");
    const again = { type: 4, data: { content: "again" } };
    await catching(
      interaction.client.rest.post(`/interactions/${interaction.id}/${interaction.token}/callback`, {
        body: again,
        auth: false,
      }),
    );
    await interaction.followUp("more");
  },
  async quiet(interaction) {
    await interaction.deferReply({ flags: MessageFlags.Ephemeral });
    await interaction.followUp("first");
    await interaction.followUp("second");
    const { id } = await interaction.fetchReply();
    await catching(
      interaction.client.rest.patch(`/channels/${interaction.channelId}/messages/${id}`, {
        body: { content: "x" },
      }),
    );
    await interaction.editReply("first, edited");
  },
  async late(interaction) {
    await hold.promise;
    await catching(interaction.reply("too late"));
    tooLate.resolve();
  },
  async file(interaction) {
    const file = interaction.options.getAttachment("numbers", true);
    await interaction.deferReply();
    const text = await (await fetch(file.url)).text();
    const files = [{ attachment: Buffer.from(`echo ${text}`), name: "back.csv" }];
    await interaction.editReply({ content: `${file.name} ${file.size}`, files });
  },
};

async function teach(interaction: BaseInteraction): Promise<unknown> {
  if (interaction.isChatInputCommand()) return does[interaction.options.getSubcommand()]?.(interaction);
  if (interaction.isButton() && interaction.customId === "ok") {
    return interaction.update({ content: `Approved by ${interaction.user.username}`, components: [] });
  }
  if (interaction.isButton()) return interaction.showModal(form());
  if (interaction.isModalSubmit() && interaction.isFromMessage()) {
    return interaction.update({
      content: `Rejected: ${interaction.fields.getTextInputValue("why")}`,
      components: [],
    });
  }
}

describe("Discord over the gateway, with the real discord.js", () => {
  let discord: DiscordDouble;
  let bot: EchoBot;
  before(async () => {
    discord = await startDiscord();
    bot = await startBot(discord, commands, teach);
  });
  after(async () => {
    await bot.stop();
    await discord.close();
  });
  const rules = () => discord.violations.splice(0).map((each) => each.rule);

  it("a command is answered for all to see", async () => {
    const { message } = await discord.user("alice").command("echo say", { words: "good morning" });
    assert.equal(message?.content, "good morning");
    assert.ok(discord.user("bob").sees().includes(message));
    assert.deepEqual(rules(), []);
  });

  it("the client lets no command go that is not registered or lacks a required option", async () => {
    await assert.rejects(discord.user("alice").command("echo shout"), /There is no command/);
    await assert.rejects(discord.user("alice").command("echo say"), /needs its option words/);
  });

  it("a button updates its card; another opens a modal, whose answer updates it too", async () => {
    const [alice, bob] = [discord.user("alice"), discord.user("bob")];
    const first = (await alice.command("echo card")).message;
    assert.ok(first);
    await assert.rejects(bob.press(first, "Nothing"), /There is no “Nothing”/);
    await bob.press(first, "Approve");
    assert.equal(first.content, "Approved by bob");
    assert.equal(first.before[0]?.content, "A card");

    const second = (await alice.command("echo card")).message;
    assert.ok(second);
    const pressed = await bob.press(second, "Reject");
    assert.equal(pressed.modal?.data.title, "Why?");
    await assert.rejects(bob.submitModal({}), /does not go without “Reason”/);
    await bob.submitModal({ Reason: "no picture" });
    assert.equal(second.content, "Rejected: no picture");
    assert.deepEqual(second.components, []);
    assert.deepEqual(rules(), []);
  });

  it("a second answer is refused with 40060, a follow-up is not", async () => {
    await discord.user("alice").command("echo twice");
    await discord.waitFor(() => discord.channel("tidings").messages.some((each) => each.content === "more"));
    assert.deepEqual(met.splice(0), [40060]);
  });

  it("the first follow-up fills a deferred answer and stays as private as it; only the token edits it", async () => {
    const alice = discord.user("alice");
    const { message } = await alice.command("echo quiet");
    await discord.waitFor(() => message?.content === "first, edited");
    assert.equal(message?.onlyFor, alice.id);
    const second = alice.sees().find((each) => each.content === "second");
    assert.equal(second?.onlyFor, undefined);
    assert.deepEqual(met.splice(0), [10008]);
    assert.ok(
      !discord
        .user("bob")
        .sees()
        .includes(message as never),
    );
  });

  it("an answer after three seconds meets 10062, and the rule is written down as broken", async () => {
    hold = Promise.withResolvers();
    tooLate = Promise.withResolvers();
    const used = discord.user("dan").command("echo late");
    discord.passTime(3_000);
    assert.equal((await used).how, "not in time");
    hold.resolve();
    await tooLate.promise;
    assert.deepEqual(met.splice(0), [10062]);
    assert.deepEqual(rules(), ["answer_within_3s"]);
  });

  it("a file goes in with a command and comes back from the CDN", async () => {
    const numbers = { filename: "numbers.csv", bytes: Buffer.from("phone\n13800138000\n") };
    const { message } = await discord.user("alice").command("echo file", { numbers });
    await discord.waitFor(() => message?.content === "numbers.csv 18");
    assert.equal(message?.attachments[0]?.bytes.toString(), "echo phone\n13800138000\n");
  });

  it("a cut connection resumes and hears what it missed", async () => {
    discord.gateway.cut();
    await discord.waitFor(() => discord.gateway.sessions() === 0);
    const said = discord.user("alice").command("echo say", { words: "are you back?" });
    assert.equal((await said).message?.content, "are you back?");
    assert.equal(discord.gateway.sessions(), 1);
    assert.deepEqual(rules(), []);
  });
});
