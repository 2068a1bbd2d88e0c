/** What was said in a journey, hour by hour, as a page of Markdown with the pictures that were posted. */
import { mkdir, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { ChatChannel, Seen } from "./chat_channels.ts";
import { wordsOf } from "./words.ts";

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

/** What differs from run to run, and what is no words of ours: it would make each writing of the page another. */
const tidy = (text: string, run: string): string =>
  text
    .replaceAll(run, "")
    .replaceAll("\\", "")
    .replace(/http:\/\/127\.0\.0\.1:\d+/g, "https://tidings.example")
    .replace(/\b[0-9a-f]{8}-[0-9a-f-]{27}\b/g, "…");

/** `run`: what tells the names of this run apart from those of others; it is taken out. */
export function transcript(run: string): Transcript {
  const lines: string[] = [];
  const pictures: Buffer[] = [];
  let name = "";
  return {
    chapter: (title) => void lines.push(`## ${title}`, ""),
    did: (who, channel, what) => void lines.push(`**${who}** (${channel.name}): ${tidy(what, run)}`, ""),
    shows(channel, message) {
      const words = tidy(wordsOf(message), run).split("\n");
      lines.push(
        ...words.filter((line) => line.trim() !== "" && !line.startsWith("```")).map((line) => `> ${line}  `),
        "",
      );
      const picture = channel.pictureOf(message);
      if (picture) {
        pictures.push(picture);
        lines.push(`![](PICTURES/${pictures.length}.png)`, "");
      }
    },
    async write(folder, called, head) {
      name = called;
      const own = join(folder, name);
      await rm(own, { recursive: true, force: true });
      await mkdir(own, { recursive: true });
      for (const [index, bytes] of pictures.entries()) await writeFile(join(own, `${index + 1}.png`), bytes);
      const text = [head, "", ...lines].join("\n").replaceAll("PICTURES/", `${name}/`);
      await writeFile(join(folder, `${name}.md`), `${text.trimEnd()}\n`);
    },
  };
}
