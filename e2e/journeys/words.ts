/** What a person reads in a message of either platform. */
import type { Message as DiscordMessage } from "../doubles/discord/server_state.ts";
import type { Message as SlackMessage } from "../doubles/slack/workspace.ts";

type Message = SlackMessage | DiscordMessage;

/** Keys whose values are read by nobody. */
const SILENT = new Set([
  "type",
  "block_id",
  "action_id",
  "value",
  "custom_id",
  "id",
  "url",
  "slack_file",
  "from_url",
  "app_unfurl_url",
  "style",
]);

function textsIn(value: unknown, key = ""): string[] {
  if (typeof value === "string") return SILENT.has(key) ? [] : [value];
  if (Array.isArray(value)) return value.flatMap((each) => textsIn(each));
  if (typeof value !== "object" || value === null) return [];
  // A Discord field's value is read, a Slack button's is not.
  const isField = "name" in value && "value" in value;
  return Object.entries(value).flatMap(([name, held]) => textsIn(held, isField ? "" : name));
}

/** All the words of a message, a line each. */
export function wordsOf(message: Message): string {
  return "blocks" in message
    ? [
        ...textsIn(message.blocks.length > 0 ? message.blocks : message.text),
        ...textsIn(message.attachments),
      ].join("\n")
    : [message.content, ...textsIn(message.embeds), ...textsIn(message.components)].join("\n");
}

/** The newest message in which a person can read all of these. */
export function reads<M extends Message>(messages: M[], ...wanted: (string | RegExp)[]): M | undefined {
  return messages.findLast((message) => {
    const words = wordsOf(message);
    return wanted.every((each) => (typeof each === "string" ? words.includes(each) : each.test(words)));
  });
}
