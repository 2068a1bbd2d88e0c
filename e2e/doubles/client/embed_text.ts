import { flat, KIND } from "../discord/components.ts";
import type { Message } from "../discord/server_state.ts";
import { type Dict, dict, dicts, text } from "../ground/json.ts";

/** A Discord message as lines of text; buttons and menus are left to the choices. */
export function messageLines(message: Message): string[] {
  const said = message.loading ? ["… is thinking"] : message.content.split("\n").filter(Boolean);
  const spoken = flat(message.components)
    .filter((each) => each.type === KIND.text)
    .flatMap((each) => markdown(text(each.content)).split("\n"));
  const files = message.attachments.map((each) => `📎 ${each.filename} (${each.bytes.length} bytes)`);
  return [...said.map(markdown), ...spoken, ...message.embeds.flatMap(embedLines), ...files];
}

function embedLines(embed: Dict): string[] {
  const picture = text(dict(embed.image).url) || text(dict(embed.thumbnail).url);
  return [
    ...(embed.title ? [`\x1b[1m${embed.title}\x1b[0m`] : []),
    ...markdown(text(embed.description)).split("\n").filter(Boolean),
    ...dicts(embed.fields).map((each) => `${each.name}: ${markdown(text(each.value))}`),
    ...(picture ? [`🖼  ${picture}`] : []),
    ...(dict(embed.footer).text ? [`\x1b[2m${text(dict(embed.footer).text)}\x1b[0m`] : []),
  ];
}

function markdown(source: string): string {
  return source
    .replace(/\*\*([^*]+)\*\*/g, "\x1b[1m$1\x1b[0m")
    .replace(/\[([^\]]+)\]\((https?:[^)]+)\)/g, "$1 ($2)");
}
