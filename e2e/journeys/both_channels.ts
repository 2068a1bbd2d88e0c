/** A journey that runs twice: in a Slack channel and in a Discord channel, with one bot for both. */
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { freePort } from "@tidings/shared/node/ports.ts";
import { type DiscordDouble, startDiscord } from "../doubles/discord/double.ts";
import { together } from "../doubles/ground/changes.ts";
import { type SlackDouble, startSlack } from "../doubles/slack/double.ts";
import { type Bot, startBot } from "./bot.ts";
import { type ChatChannel, discordChannel, type Seen, slackChannel } from "./chat_channels.ts";
import { type Member, member } from "./members.ts";
import { reads } from "./words.ts";

export type People = { alice: Member; bob: Member; carol: Member };

export type BothChannels = {
  /** Slack's channel and Discord's, in this order; there from the first story on. */
  readonly channels: ChatChannel[];
  people(): People;
  /** What the bot has logged. */
  log(): string;
  /** The doubles themselves. */
  platforms(): { slack: SlackDouble; discord: DiscordDouble };
  /** Where agents ask the bot. */
  mcp(): string;
  /** Starts another bot of the same application beside the first, with the same database. */
  besideIt(): Promise<Bot>;
  /** The environment that points a second bot at the double of Slack. */
  slackEnv(): Record<string, string>;
  until<T>(channel: ChatChannel, look: () => T, what?: string): Promise<NonNullable<T>>;
  sees(channel: ChatChannel, who: string, ...wanted: (string | RegExp)[]): Promise<Seen>;
  /** Links alice's, bob's and carol's chat accounts in this channel. */
  linkAll(channel: ChatChannel): Promise<void>;
  /** The same story in each channel, one channel after the other. */
  inEachChannel(title: string, story: (channel: ChatChannel) => Promise<void>): void;
  /** The last story: the doubles have recorded no violation by the bot. */
  endsWithoutViolation(): void;
};

/**
 * Starts doubles, bot and people before the file's stories, and stops them after the last one. `beside` starts what the bot needs besides
 * the two platforms, and answers its environment.
 */
export function bothChannels(beside: () => Promise<Record<string, string>> = async () => ({})): BothChannels {
  let slack: SlackDouble;
  let discord: DiscordDouble;
  let bot: Bot;
  let people: People;
  const channels: ChatChannel[] = [];
  let env: Record<string, string>;
  const others: Bot[] = [];

  before(async () => {
    [slack, discord] = await Promise.all([startSlack(), startDiscord()]);
    // What is waited for at one of them may be seen at the other: the last of two hundred answers comes from either.
    together(slack.workspace.feed, discord.server.feed);
    env = { ...slack.env(), ...discord.env(), ...(await beside()) };
    bot = await startBot(env, await freePort());
    slack.deliverTo(bot.slackUrl);
    const [alice, bob, carol] = await Promise.all([
      member("alice", "en"),
      member("bob", "en"),
      member("carol", "en"),
    ]);
    people = { alice, bob, carol };
    channels.push(slackChannel(slack), discordChannel(discord));
  });
  after(async () => {
    await Promise.all([bot, ...others].map((each) => each?.stop()));
    await Promise.all([slack?.close(), discord?.close()]);
  });

  const until: BothChannels["until"] = (channel, look, what = String(look)) =>
    channel.waitFor(look, () => `${channel.name}: ${what}\n${bot.log().slice(-2_000)}`);
  const sees: BothChannels["sees"] = (channel, who, ...wanted) =>
    until(channel, () => reads(channel.sees(who), ...wanted), `${who} to read ${wanted.join(" and ")}`);

  return {
    channels,
    people: () => people,
    log: () => bot.log(),
    platforms: () => ({ slack, discord }),
    mcp: () => bot.mcpUrl,
    async besideIt() {
      const other = await startBot(env, await freePort());
      others.push(other);
      slack.deliverTo(bot.slackUrl, other.slackUrl);
      return other;
    },
    slackEnv: () => slack.env(),
    until,
    sees,
    async linkAll(channel) {
      for (const [name, each] of Object.entries({
        Alice: people.alice,
        Bob: people.bob,
        Carol: people.carol,
      })) {
        const code = await each.linkCode();
        if (channel.name === "Slack") await channel.command(each.name, `link ${code}`);
        else await channel.command(each.name, "link", { code });
        await sees(channel, each.name, `You're linked as ${name}`);
      }
    },
    inEachChannel(title, story) {
      for (const [index, name] of ["Slack", "Discord"].entries()) {
        test(`${name}: ${title}`, () => story(channels[index] as ChatChannel));
      }
    },
    endsWithoutViolation() {
      test("through all of it the bot kept every rule of Slack and Discord", () => {
        assert.deepEqual([...slack.violations, ...discord.violations], []);
      });
    },
  };
}
