import type { Channel, Message, Server } from "./server_state.ts";
import { newId } from "./snowflake.ts";

export function findChannel(server: Server, idOrName: string): Channel | undefined {
  const name = idOrName.replace(/^#/, "");
  const named = () =>
    [...server.channels.values()].find((each) => each.kind === "text" && each.name === name);
  return server.channels.get(idOrName) ?? named();
}

export function directChannel(server: Server, user: string): Channel {
  const found = [...server.channels.values()].find((each) => each.kind === "dm" && each.members.has(user));
  if (found) return found;
  const channel: Channel = {
    id: newId(server),
    name: "",
    kind: "dm",
    members: new Set([user]),
    bot: true,
    messages: [],
  };
  server.channels.set(channel.id, channel);
  return channel;
}

export type NewMessage = Partial<Omit<Message, "id" | "channel">> & { author: string };

export function post(server: Server, channel: Channel, said: NewMessage): Message {
  const message: Message = {
    id: newId(server),
    channel: channel.id,
    content: "",
    embeds: [],
    components: [],
    attachments: [],
    flags: 0,
    loading: false,
    edited: false,
    at: server.clock.now(),
    before: [],
    ...said,
  };
  channel.messages.push(message);
  server.feed.changed();
  return message;
}

export type Edit = Partial<Pick<Message, "content" | "embeds" | "components" | "attachments" | "flags">>;

/** Changes a message and keeps what it said before; a deferred answer is filled instead. */
export function edit(server: Server, message: Message, now: Edit): void {
  const { content, embeds, components } = message;
  if (message.loading) message.loading = false;
  else {
    message.before.push({ content, embeds, components });
    message.edited = true;
  }
  Object.assign(message, now);
  server.feed.changed();
}

export function remove(server: Server, message: Message): void {
  const channel = server.channels.get(message.channel);
  if (channel) channel.messages = channel.messages.filter((each) => each !== message);
  server.feed.changed();
}

/** What this person sees in a channel: everything but what is for another person alone. */
export function seenBy(channel: Channel, user: string): Message[] {
  return channel.messages.filter((each) => each.onlyFor === undefined || each.onlyFor === user);
}
