import type { Locale } from "@tidings/shared/ground/locale.ts";
import { findCommand } from "../registry/registry.ts";
import type { Dispatcher } from "./dispatcher.ts";
import type { ChatRun } from "./runs.ts";

/** The language in which a run is answered: where everybody in the chat channel sees it that of the channel, if it has one. */
export function shownIn(
  { commands, localeOf }: Pick<Dispatcher, "commands" | "localeOf">,
  { person, work, here }: Pick<ChatRun, "person" | "work" | "here">,
): Locale {
  const isPublic = !work.refused && findCommand(commands, work.command)?.audience === "chat_channel";
  return (isPublic ? here : null) ?? localeOf(person);
}
