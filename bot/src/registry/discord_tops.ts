import type { AnyCommand } from "./registry.ts";

/** The slash commands. */
export type Top =
  | "tidings"
  | "tidings-content"
  | "tidings-basic"
  | "tidings-links"
  | "tidings-sms"
  | "tidings-accounts"
  | "tidings-quota"
  | "tidings-people"
  | "tidings-keys"
  | "tidings-assistant"
  | "tidings-on-call"
  | "tidings-admin";

/** The slash command under which Discord has a command. */
export function topOf(command: AnyCommand): Top {
  // What templates are made of and begin from; they themselves are among the daily commands.
  if (command.feature === "templates" && !command.name.startsWith("template ")) return "tidings-content";
  // What an enterprise adds to templates and sends is beside them, as a name has no room for more than 8,000 characters.
  if (command.feature === "own" && command.admin) return "tidings-content";
  if (command.feature === "basic") return "tidings-basic";
  if (["links", "exports", "devices", "moving"].includes(command.feature)) return "tidings-links";
  // Discord takes 25 under a name: what the codes of carriers mean, what people reply, and copies of sends go with SMS.
  if (command.name === "reply list" || command.name === "send copy") return "tidings-sms";
  // Who has to decide goes with what is decided beforehand.
  if (command.feature === "approval-rules") return "tidings-keys";
  if (command.feature === "sms" || (command.feature === "channels" && !command.admin)) return "tidings-sms";
  if (["accounts", "filings"].includes(command.feature)) return "tidings-accounts";
  if (command.feature === "quotas") return "tidings-quota";
  if (command.feature === "keys") return "tidings-keys";
  if (command.feature === "assistant") return "tidings-assistant";
  if (command.feature === "alerts" && !command.admin) return "tidings-on-call";
  // What follows a restored backup, or a trace, is rare, and beside the other rare acts of sends (`break-glass`).
  if (command.name === "retry" || command.name === "trace") return "tidings-admin";
  // What people did is about people.
  if (command.name === "audit log") return "tidings-people";
  if (!command.admin) return "tidings";
  // Erasures and periods are about people too.
  return ["people", "numbers"].includes(command.feature) ? "tidings-people" : "tidings-admin";
}
