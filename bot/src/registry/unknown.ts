import { fillPlaces, type Locale, listText, say, w } from "@tidings/shared/ground/locale.ts";
import type { Source } from "../data/database.ts";
import { typedAt } from "./hints.ts";
import { type AnyCommand, commandsUnder } from "./registry.ts";

const SAYS = {
  none: w("没有命令「{name}」。查看全部：{help}", "There is no command “{name}”. See them all with: {help}"),
  goesOn: w("「{name}」之后请写明：{names}", "“{name}” goes on with one of these: {names}"),
} as const;

/** What is said of a typed command that is none: how it goes on, where it is the beginning of some, else where all are listed. */
export function unknownText(
  commands: readonly AnyCommand[],
  name: string,
  { source, locale }: { readonly source: Source; readonly locale: Locale },
): string {
  const names = commandsUnder(commands, name).map((each) => each.name.split(" ").slice(1).join(" "));
  if (names.length > 0) return fillPlaces(say(SAYS.goesOn, locale), { name, names: listText(names, locale) });
  return fillPlaces(say(SAYS.none, locale), { name, help: typedAt(source, commands, "help") });
}
