import { fillPlaces, type Locale, listText, say, w } from "@tidings/shared/ground/locale.ts";
import { nearest } from "@tidings/shared/ground/nearest.ts";
import { phoneOrNull } from "@tidings/shared/numbers/phone.ts";
import type { Source } from "../data/database.ts";
import { typedAt } from "./hints.ts";
import { notKnownText } from "./not_known.ts";
import { type AnyCommand, commandsUnder } from "./registry.ts";

const SAYS = {
  none: w("没有命令「{name}」。", "There's no command “{name}”."),
  see: w("查看全部：{help}", "See all: {help}"),
  goesOn: w("「{name}」之后请写明：{names}", "After “{name}”, add one of these: {names}"),
} as const;

/** A command that may be meant, and the words behind its name. */
export interface Meant {
  readonly command: AnyCommand;
  readonly rest: readonly string[];
}

const callsOf = ({ name, words: { title }, aliases = [] }: AnyCommand) => [
  name,
  title.zh,
  title.en,
  ...aliases,
];

/** The commands that may be meant by a line that begins with none: by its first two words, else by the first. */
export function meantBy(commands: readonly AnyCommand[], words: readonly string[]): Meant[] {
  const [first = "", second] = words;
  // `number 138…` asks about one number, whatever word is before it.
  const asked = second !== undefined && words.length === 2 && phoneOrNull(second) !== null;
  const message = asked ? commands.find(({ name }) => name === "message") : undefined;
  if (message) return [{ command: message, rest: [second ?? ""] }];
  const both = second === undefined ? [] : nearest(commands, `${first} ${second}`, callsOf);
  if (both.length > 0) return both.map((command) => ({ command, rest: words.slice(2) }));
  return nearest(commands, first, callsOf).map((command) => ({ command, rest: words.slice(1) }));
}

/** What is said of a typed line that begins with no command: how it goes on, what may be meant, and where all are listed. */
export function unknownText(
  commands: readonly AnyCommand[],
  words: readonly string[],
  { source, locale }: { readonly source: Source; readonly locale: Locale },
): string {
  const [name = "", second] = words;
  const found = meantBy(commands, words);
  const meant = found.map(({ command }) => typedAt(source, commands, command.name));
  // Two words were read as the name of one.
  const both = found.some(({ rest }) => rest.length < words.length - 1);
  const told = (text: (typeof SAYS)[keyof typeof SAYS], places: Readonly<Record<string, string>> = {}) =>
    fillPlaces(say(text, locale), { name, help: typedAt(source, commands, "help"), ...places });
  const names = commandsUnder(commands, name).map((each) => each.name.split(" ").slice(1).join(" "));
  if (names.length > 0 && (second === undefined || meant.length === 0))
    return told(SAYS.goesOn, { names: listText(names, locale) });
  const none = told(SAYS.none, { name: both ? `${name} ${second}` : name });
  return notKnownText({ none, meant, see: told(SAYS.see) }, locale);
}
