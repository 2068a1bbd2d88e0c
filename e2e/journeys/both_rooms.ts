/** A journey that is told twice: in a Slack channel and in a Discord channel, with one bot for both. */
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { type DiscordDouble, startDiscord } from "../doubles/discord/double.ts";
import { type SlackDouble, startSlack } from "../doubles/slack/double.ts";
import { type Bot, freePort, startBot } from "./bot.ts";
import { type Member, member } from "./members.ts";
import { discordRoom, type Room, type Seen, slackRoom } from "./rooms.ts";
import { reads } from "./words.ts";

export type People = { alice: Member; bob: Member; carol: Member };

export type BothRooms = {
  /** Slack's room and Discord's, in this order; there from the first story on. */
  readonly rooms: Room[];
  people(): People;
  /** Where the doubles of Slack are, for a second bot. */
  slackEnv(): Record<string, string>;
  until<T>(room: Room, look: () => T, what?: string): Promise<NonNullable<T>>;
  sees(room: Room, who: string, ...wanted: (string | RegExp)[]): Promise<Seen>;
  /** Links alice's, bob's and carol's chat accounts in this room. */
  linkAll(room: Room): Promise<void>;
  /** The same story in each room, one room after the other. */
  inEachRoom(title: string, story: (room: Room) => Promise<void>): void;
  /** The last story: what the doubles hold against the bot is nothing. */
  endsWithoutViolation(): void;
};

/** Starts doubles, bot and people before the file's stories, and stops them after the last one. */
export function bothRooms(): BothRooms {
  let slack: SlackDouble;
  let discord: DiscordDouble;
  let bot: Bot;
  let people: People;
  const rooms: Room[] = [];

  before(async () => {
    [slack, discord] = await Promise.all([startSlack(), startDiscord()]);
    bot = await startBot({ ...slack.env(), ...discord.env() }, await freePort());
    slack.deliverTo(bot.slackUrl);
    const [alice, bob, carol] = await Promise.all([
      member("alice", "en"),
      member("bob", "en"),
      member("carol", "en"),
    ]);
    people = { alice, bob, carol };
    rooms.push(slackRoom(slack), discordRoom(discord));
  });
  after(async () => {
    await bot?.stop();
    await Promise.all([slack?.close(), discord?.close()]);
  });

  const until: BothRooms["until"] = (room, look, what = String(look)) =>
    room.waitFor(look, () => `${room.name}: ${what}\n${bot.log().slice(-2_000)}`);
  const sees: BothRooms["sees"] = (room, who, ...wanted) =>
    until(room, () => reads(room.sees(who), ...wanted), `${who} to read ${wanted.join(" and ")}`);

  return {
    rooms,
    people: () => people,
    slackEnv: () => slack.env(),
    until,
    sees,
    async linkAll(room) {
      for (const [name, each] of Object.entries({
        Alice: people.alice,
        Bob: people.bob,
        Carol: people.carol,
      })) {
        const code = await each.linkCode();
        if (room.name === "Slack") await room.command(each.name, `link ${code}`);
        else await room.command(each.name, "link", { code });
        await sees(room, each.name, `You are linked as ${name}`);
      }
    },
    inEachRoom(title, story) {
      for (const [index, name] of ["Slack", "Discord"].entries()) {
        test(`${name}: ${title}`, () => story(rooms[index] as Room));
      }
    },
    endsWithoutViolation() {
      test("through all of it the bot kept every rule of Slack and Discord", () => {
        assert.deepEqual([...slack.violations, ...discord.violations], []);
      });
    },
  };
}
