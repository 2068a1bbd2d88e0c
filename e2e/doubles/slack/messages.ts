import { type Channel, type Message, newId, type Workspace } from "./workspace.ts";

/** The channel of that id, name or #name; nothing where there is none. */
export function findChannel(workspace: Workspace, idOrName: string): Channel | undefined {
  const name = idOrName.replace(/^#/, "");
  const byId = workspace.channels.get(idOrName);
  return byId ?? [...workspace.channels.values()].find((each) => each.name === name && each.kind !== "dm");
}

export function directChannel(workspace: Workspace, user: string): Channel {
  const found = [...workspace.channels.values()].find((each) => each.kind === "dm" && each.members.has(user));
  if (found) return found;
  const members = new Set([user, workspace.app.botUser]);
  const from = workspace.seed === undefined ? undefined : `${workspace.seed} ${user}`;
  const channel: Channel = { id: newId("D", from), name: "directmessage", kind: "dm", members, messages: [] };
  workspace.channels.set(channel.id, channel);
  return channel;
}

/** Seconds with six digits, never twice the same. */
export function nextTs(workspace: Workspace): string {
  workspace.lastTs = Math.max(workspace.lastTs + 1, Math.floor(workspace.clock.now() * 1000));
  return `${Math.floor(workspace.lastTs / 1e6)}.${String(workspace.lastTs % 1e6).padStart(6, "0")}`;
}

export type NewMessage = Partial<Omit<Message, "ts" | "channel">> & { user: string };

export function post(workspace: Workspace, channel: Channel, said: NewMessage): Message {
  const message: Message = {
    ts: nextTs(workspace),
    channel: channel.id,
    text: "",
    blocks: [],
    attachments: [],
    files: [],
    byApp: said.user === workspace.app.botUser,
    edited: false,
    before: [],
    ...said,
  };
  channel.messages.push(message);
  workspace.feed.changed();
  return message;
}

export function edit(
  workspace: Workspace,
  message: Message,
  now: Partial<Pick<Message, "text" | "blocks" | "attachments">>,
) {
  message.before.push({ text: message.text, blocks: message.blocks });
  Object.assign(message, now);
  message.edited = true;
  workspace.feed.changed();
}

export function remove(workspace: Workspace, message: Message): void {
  const channel = workspace.channels.get(message.channel);
  if (channel) channel.messages = channel.messages.filter((each) => each !== message);
  workspace.feed.changed();
}

/** What this person sees in a channel: everything but what is for another person alone. */
export function seenBy(channel: Channel, user: string): Message[] {
  return channel.messages.filter((each) => each.onlyFor === undefined || each.onlyFor === user);
}
