/** The channel #tidings on Slack or on Discord, behind one interface, so that a story is written once. */
import type { DiscordDouble } from "../doubles/discord/double.ts";
import type { Message as DiscordMessage } from "../doubles/discord/server_state.ts";
import type { SlackDouble } from "../doubles/slack/double.ts";
import type { Message as SlackMessage } from "../doubles/slack/workspace.ts";
import { reads, wordsOf } from "./words.ts";

export type Seen = SlackMessage | DiscordMessage;

/** What people do and see in #tidings. Options are named, as Discord has them; Slack gets them as a line. */
export type ChatChannel = {
  name: "Slack" | "Discord";
  /** `under`: on Discord, some areas have a command of their own. */
  command(
    who: string,
    line: string,
    options?: Record<string, string | number>,
    under?: `tidings${"" | "-links" | "-admin" | "-quota" | "-on-call" | "-assistant"}`,
  ): Promise<unknown>;
  press(who: string, message: Seen, button: string): Promise<unknown>;
  /** Presses a button of a message as it stood when it was copied, in a client that has not been told of a change. */
  pressOld(who: string, copy: Seen, button: string): Promise<unknown>;
  /** Fills in the field of the modal that a button has opened; `more`: further ones of it. */
  fill(who: string, label: string, value: string, more?: Readonly<Record<string, string>>): Promise<unknown>;
  /** The modal of a person as it stands open; null where a refusal is told beside it, as on Discord. */
  modal(who: string): unknown;
  sees(who: string): Seen[];
  /** The direct messages between this person and the bot. */
  direct(who: string): Seen[];
  picture(message: Seen): boolean;
  /** The bytes of a message's picture. */
  pictureOf(message: Seen): Buffer | undefined;
  waitFor<T>(look: () => T, what: () => string): Promise<NonNullable<T>>;
};

export function slackChannel(slack: SlackDouble): ChatChannel {
  return {
    name: "Slack",
    async command(who, line, options = {}) {
      const words = Object.entries(options).map(([name, value]) => `--${name} "${value}"`);
      return slack.user(who).command(`/tidings ${[line, ...words].join(" ")}`);
    },
    press: (who, message, button) => slack.user(who).press(message as SlackMessage, button),
    pressOld: (who, copy, button) =>
      beside(slack.channel("tidings").messages, copy as SlackMessage, () =>
        slack.user(who).press(copy as SlackMessage, button),
      ),
    async fill(who, label, value, more = {}) {
      const user = slack.user(who);
      await slack.waitFor(() => user.modal(), { what: () => `a modal for ${who}` });
      return user.submit({ [label]: value, ...more });
    },
    modal: (who) => slack.user(who).modal(),
    sees: (who) => slack.user(who).sees(),
    direct: (who) => slack.direct(who).messages,
    picture: (message) => "blocks" in message && message.blocks.some((block) => block.type === "image"),
    pictureOf(message) {
      const image = (message as SlackMessage).blocks.find(({ type }) => type === "image");
      const file = image?.slack_file as { id: string } | undefined;
      return file && slack.workspace.files.get(file.id)?.bytes;
    },
    waitFor: async (look, what) => (await slack.waitFor(look, { what })) as never,
  };
}

export function discordChannel(discord: DiscordDouble): ChatChannel {
  return {
    name: "Discord",
    command: (who, line, options = {}, under = "tidings") =>
      discord.user(who).command(`${under} ${line}`, options),
    async press(who, message, button) {
      const pressed = await discord.user(who).press(message as DiscordMessage, button);
      const { message: question } = pressed;
      // A transition that cannot be undone asks for confirmation, in a message that only this person sees.
      const sure = question?.onlyFor !== undefined && wordsOf(question).split("\n").includes("Yes");
      return sure ? discord.user(who).press(question, "Yes") : pressed;
    },
    pressOld(who, copy, button) {
      const message = copy as DiscordMessage;
      const { messages } = discord.server.channels.get(message.channel) ?? { messages: [] };
      return beside(messages, message, () => discord.user(who).press(message, button));
    },
    fill: (who, label, value) => discord.user(who).submitModal({ [label]: value }),
    modal: () => null,
    sees: (who) => discord.user(who).sees(),
    direct(who) {
      const { id } = discord.user(who);
      const all = [...discord.server.channels.values()];
      return all
        .filter(({ kind, members }) => kind === "dm" && members.has(id))
        .flatMap((each) => each.messages);
    },
    picture: (message) => "embeds" in message && message.attachments.some(({ type }) => type === "image/png"),
    pictureOf: (message) =>
      (message as DiscordMessage).attachments.find(({ type }) => type === "image/png")?.bytes,
    waitFor: async (look, what) => (await discord.waitFor(look, { what })) as never,
  };
}

/** Does something while a message is among those that people see. */
async function beside<M, T>(messages: M[], message: M, act: () => Promise<T>): Promise<T> {
  messages.push(message);
  try {
    return await act();
  } finally {
    messages.splice(messages.indexOf(message), 1);
  }
}

/** Can everyone press this button on the message? */
export function can(message: Seen, button: string): boolean {
  return wordsOf(message).split("\n").includes(button);
}

/** How many messages a person sees in which all of this can be read. */
export function countOf(messages: Seen[], ...wanted: (string | RegExp)[]): number {
  return messages.filter((message) => reads([message], ...wanted) !== undefined).length;
}
