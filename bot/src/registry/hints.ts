import { fillPlaces, type Locale, say, type Words } from "@tidings/shared/ground/locale.ts";
import type { Source } from "../data/database.ts";
import { topOf } from "./discord_tops.ts";
import { type AnyCommand, namedCommand } from "./registry.ts";

/** Who reads a hint, and where. */
export interface HintReader {
  readonly locale: Locale;
  readonly session: { readonly source: Source };
  readonly commands: readonly AnyCommand[];
}

/** A command in a sentence is in backticks: `channels`, `show <name>`. What people write is put in afterwards, and is never one. */
const HINT = /`([^`]+)`/g;
/** The words of a command; a place in brackets or quotes is one word. */
const WORD = /<[^>]*>|"[^"]*"|\S+/g;

/** A sentence with the commands in it as the reader would type them here; then its places are filled. */
export function hinted(
  words: Words,
  { locale, session, commands }: HintReader,
  places: Readonly<Record<string, unknown>> = {},
): string {
  const typed = say(words, locale).replace(HINT, (_all, line: string) =>
    typedAt(session.source, commands, line),
  );
  return fillPlaces(typed, places);
}

/** A command as it is typed on a surface: Slack's one slash command, Discord's own for its area with named options, the terminal's line. */
export function typedAt(source: Source, commands: readonly AnyCommand[], line: string): string {
  if (source === "slack") return `/tidings ${line}`;
  if (source === "terminal") return `npm run tidings -- ${line}`;
  if (source !== "discord") return line;
  const { command, rest } = namedCommand(commands, line.match(WORD) ?? []);
  if (!command || command.terminalOnly) return `npm run tidings -- ${line}`;
  return [`/${topOf(command)}`, command.name, ...discordOptions(command, rest)].join(" ");
}

/** `resource:<name>`: options by their names, those that are typed without one in their order. */
function discordOptions(command: AnyCommand, words: readonly string[]): string[] {
  const given: string[] = [];
  const places = [...command.positional];
  for (let at = 0; at < words.length; at += 1) {
    const word = words[at] ?? "";
    const named = /^--(.+)$/.exec(word)?.[1];
    if (named !== undefined) {
      at += 1;
      given.push(`${named}:${unquoted(words[at] ?? "")}`);
      continue;
    }
    const place = places.shift();
    given.push(place === undefined ? word : `${place}:${unquoted(word)}`);
  }
  return given;
}

/** Each option of Discord is a field of its own: what is in quotes elsewhere is there without them. */
const unquoted = (word: string) => word.replace(/^"([^"]*)"$/, "$1");
