import type { AnyCommand } from "./registry.ts";

/** The slash commands. */
export type Top =
  | "tidings"
  | "tidings-links"
  | "tidings-sms"
  | "tidings-accounts"
  | "tidings-quota"
  | "tidings-people"
  | "tidings-assistant"
  | "tidings-on-call"
  | "tidings-admin";

/** The slash command under which Discord has a command. */
export function topOf(command: AnyCommand): Top {
  if (["links", "exports", "devices"].includes(command.feature)) return "tidings-links";
  if (command.feature === "sms") return "tidings-sms";
  if (["accounts", "filings"].includes(command.feature)) return "tidings-accounts";
  if (command.feature === "quotas") return "tidings-quota";
  if (command.feature === "assistant") return "tidings-assistant";
  if (command.feature === "alerts" && !command.admin) return "tidings-on-call";
  // Discord takes 25 under a name: what codes and channels are stands beside the settings of channels.
  if (!command.admin && command.feature !== "channels") return "tidings";
  return command.feature === "people" ? "tidings-people" : "tidings-admin";
}
