import { type Dict, dict, dicts, text } from "../ground/json.ts";
import { findChannel, seenBy } from "./channels.ts";
import { flat, KIND } from "./components.ts";
import type { Channel, Message, Person, Server } from "./server_state.ts";

/** The channel of that name. @throws when there is none, or the person is not in it */
export function channelOf(server: Server, person: Person, name: string): Channel {
  const channel = findChannel(server, name);
  if (!channel) throw new Error(`There is no channel ${name}`);
  if (channel.kind === "dm" && !channel.members.has(person.id))
    throw new Error(`${person.name} is not in there`);
  return channel;
}

/** The component of that name in a message. @throws when the person does not see it, or several have the name */
export function pick(
  server: Server,
  person: Person,
  message: Message,
  types: number[],
  name: string,
  nth: number | undefined,
): Dict {
  const channel = server.channels.get(message.channel);
  if (!channel || !seenBy(channel, person.id).includes(message)) {
    const said = message.content || JSON.stringify(message.embeds);
    throw new Error(`${person.name} does not see that message, ${whyNot(server, message)}: ${said}`);
  }
  const held = flat(message.components).filter(
    (each) => types.includes(Number(each.type)) && each.disabled !== true,
  );
  const found = held.filter((each) => [each.label, each.custom_id, each.placeholder].includes(name));
  const one = found[nth ?? 0];
  if (!one) throw new Error(`There is no “${name}” in ${JSON.stringify(message.components)}`);
  if (nth === undefined && found.length > 1)
    throw new Error(`There are ${found.length} “${name}”: say which (nth)`);
  return one;
}

/** Why somebody does not see a message. */
function whyNot(server: Server, message: Message): string {
  const { onlyFor } = message;
  return onlyFor === undefined
    ? "which was deleted"
    : `which is for ${server.people.get(onlyFor)?.name} alone`;
}

/** The value of a menu's option, given its value or label. @throws when there is none */
export function optionValue(menu: Dict, chosen: string): string {
  if (menu.type !== KIND.select) return chosen;
  const found = dicts(menu.options).find((each) => each.value === chosen || each.label === chosen);
  if (!found) throw new Error(`There is no option ${chosen} in ${JSON.stringify(dict(menu).options)}`);
  return text(found.value);
}

const TYPES: Record<string, string> = {
  csv: "text/csv; charset=utf-8",
  txt: "text/plain; charset=utf-8",
  png: "image/png",
};

/** The content type Discord would find for a file name. */
export function typeOf(filename: string): string {
  return TYPES[filename.split(".").at(-1) ?? ""] ?? "application/octet-stream";
}
