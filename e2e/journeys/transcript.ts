/** What was said in a journey, hour by hour, as a page of Markdown with the pictures that were posted. */
import { mkdir, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { Message as DiscordMessage } from "../doubles/discord/server_state.ts";
import type { Message as SlackMessage } from "../doubles/slack/workspace.ts";
import type { ChatChannel, Seen } from "./chat_channels.ts";

export type Transcript = {
  /** Begins a part of the day. */
  chapter(title: string): void;
  /** What a person did, in words. */
  did(who: string, channel: ChatChannel, what: string): void;
  /** A message of the bot as it stands now, with its picture. */
  shows(channel: ChatChannel, message: Seen): void;
  /** Writes `<name>.md` and the folder `<name>` of its pictures into `folder`. */
  write(folder: string, name: string, head: string): Promise<void>;
};

// biome-ignore lint/suspicious/noExplicitAny: blocks, embeds and components are what the platform's client draws
type Drawn = Record<string, any>;

const button = (label: string) => `[${label}]`;

/** A message of Slack, a line each: its title, its fields, its buttons in a row. */
function slackLines({ blocks, text }: SlackMessage): string[] {
  const drawn = blocks.flatMap((block: Drawn): string[] => {
    if (block.type === "header") return [`**${block.text.text}**`];
    if (block.type === "actions")
      return [
        block.elements.map((each: Drawn) => button(each.text?.text ?? each.placeholder?.text)).join(" "),
      ];
    if (block.type === "context") return block.elements.map((each: Drawn) => `_${each.text}_`);
    const fields = (block.fields ?? []).map((each: Drawn) => each.text.replace(/^\*(.*)\*\n/, "$1: "));
    return [...(block.text ? [block.text.text] : []), ...fields];
  });
  return blocks.length > 0 ? drawn : [text];
}

/** As `slackLines`, of Discord. */
function discordLines({ content, embeds, components }: DiscordMessage): string[] {
  const drawn = embeds.flatMap(({ title, description, fields = [], footer }: Drawn) => [
    ...(title ? [`**${title}**`] : []),
    ...(description ? [description] : []),
    ...fields.map(({ name, value }: Drawn) => `${name}: ${value}`),
    ...(footer ? [`_${footer.text}_`] : []),
  ]);
  const rows = components.map((row: Drawn) =>
    (row.components ?? []).map((each: Drawn) => button(each.label ?? each.placeholder)).join(" "),
  );
  return [content, ...drawn, ...rows];
}

/** Takes out what differs from run to run: it would make each writing of the page another. */
const tidy = (text: string, run: string): string =>
  text
    .replaceAll(run, "")
    .replaceAll("\\", "")
    .replace(/http:\/\/127\.0\.0\.1:\d+/g, "https://tidings.example")
    .replace(/\n?```\n?/g, "\n");

/** `run`: what tells the names of this run apart from those of others; it is taken out. */
export function transcript(run: string): Transcript {
  const lines: string[] = [];
  const pictures: Buffer[] = [];
  /** A picture that was posted before is shown again, not kept again. */
  const numberOf = (picture: Buffer): number => {
    const known = pictures.findIndex((each) => each.equals(picture));
    return known < 0 ? pictures.push(picture) : known + 1;
  };
  return {
    chapter: (title) => void lines.push(`## ${title}`, ""),
    did: (who, channel, what) => void lines.push(`**${who}** (${channel.name}): ${tidy(what, run)}`, ""),
    shows(channel, message) {
      const drawn = "blocks" in message ? slackLines(message) : discordLines(message);
      const words = tidy(drawn.join("\n"), run).split("\n");
      lines.push(...words.filter((line) => line.trim() !== "").map((line) => `> ${line}  `), "");
      const picture = channel.pictureOf(message);
      if (picture) lines.push(`![](PICTURES/${numberOf(picture)}.png)`, "");
    },
    async write(folder, name, head) {
      const own = join(folder, name);
      await rm(own, { recursive: true, force: true });
      await mkdir(own, { recursive: true });
      for (const [index, bytes] of pictures.entries()) await writeFile(join(own, `${index + 1}.png`), bytes);
      const text = [head, ...lines].join("\n").replaceAll("PICTURES/", `${name}/`);
      await writeFile(join(folder, `${name}.md`), `${text.trimEnd()}\n`);
    },
  };
}
