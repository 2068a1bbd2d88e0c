import { type Dict, text } from "../ground/json.ts";
import { messageJson, readContent, readMetadata } from "./content.ts";
import { directChannel, edit, findChannel, nextTs, post, remove, seenBy } from "./messages.ts";
import { ApiRefusal } from "./refusal.ts";
import type { Channel, Message, Workspace } from "./workspace.ts";

/** One method of the Web API: the arguments in, the fields beside `ok` out. */
export type Method = (workspace: Workspace, args: Dict) => Dict | Promise<Dict>;

/**
 * The channel an app may speak in.
 * @throws ApiRefusal `channel_not_found` where the app cannot see it, `not_in_channel` where it is no member
 */
export function appChannel(workspace: Workspace, given: unknown, byName = false): Channel {
  const name = text(given);
  if (workspace.people.has(name) && byName) return directChannel(workspace, name);
  const channel = byName ? findChannel(workspace, name) : workspace.channels.get(name);
  if (!channel) throw new ApiRefusal("channel_not_found");
  if (!channel.members.has(workspace.app.botUser)) {
    throw new ApiRefusal(channel.kind === "channel" ? "not_in_channel" : "channel_not_found");
  }
  return channel;
}

function ownMessage(workspace: Workspace, channel: Channel, ts: unknown): Message {
  const message = channel.messages.find((each) => each.ts === ts && each.onlyFor === undefined);
  if (!message) throw new ApiRefusal("message_not_found");
  if (message.user !== workspace.app.botUser) throw new ApiRefusal("cant_update_message");
  return message;
}

export const CHAT: Record<string, Method> = {
  async "chat.postMessage"(workspace, args) {
    const channel = appChannel(workspace, args.channel, true);
    const said = await readContent(workspace, args);
    const threadTs = text(args.thread_ts) || undefined;
    const metadata = readMetadata(args);
    const message = post(workspace, channel, { user: workspace.app.botUser, ...said, threadTs, metadata });
    return { channel: channel.id, ts: message.ts, message: messageJson(workspace, message) };
  },

  async "chat.postEphemeral"(workspace, args) {
    const channel = appChannel(workspace, args.channel);
    const onlyFor = text(args.user);
    if (!channel.members.has(onlyFor)) throw new ApiRefusal("user_not_in_channel");
    const said = await readContent(workspace, args);
    const threadTs = text(args.thread_ts) || undefined;
    const whisper = { user: workspace.app.botUser, ...said, onlyFor, threadTs };
    if (threadTs === undefined || hasReplies(channel, threadTs)) {
      return { message_ts: post(workspace, channel, whisper).ts };
    }
    // "Ephemeral messages in threads are only shown if there is already an active thread": taken, and shown to nobody.
    workspace.violations.add("ephemeral_in_active_thread", `${channel.name} ${threadTs}: ${text(said.text)}`);
    return { message_ts: nextTs(workspace) };
  },

  /** A new text without blocks takes the old blocks away; blocks without a text keep no old text either. */
  async "chat.update"(workspace, args) {
    const channel = appChannel(workspace, args.channel);
    const message = ownMessage(workspace, channel, args.ts);
    const said = await readContent(workspace, args);
    edit(workspace, message, said);
    return {
      channel: channel.id,
      ts: message.ts,
      text: message.text,
      message: messageJson(workspace, message),
    };
  },

  "chat.delete"(workspace, args) {
    const channel = appChannel(workspace, args.channel);
    const message = channel.messages.find((each) => each.ts === args.ts && each.onlyFor === undefined);
    if (!message) throw new ApiRefusal("message_not_found");
    if (message.user !== workspace.app.botUser) throw new ApiRefusal("cant_delete_message");
    remove(workspace, message);
    return { channel: channel.id, ts: message.ts };
  },

  "chat.getPermalink"(workspace, args) {
    const channel = appChannel(workspace, args.channel);
    const ts = text(args.message_ts);
    if (!channel.messages.some((each) => each.ts === ts)) throw new ApiRefusal("message_not_found");
    return {
      channel: channel.id,
      permalink: `https://${workspace.team.domain}.slack.com/archives/${channel.id}/p${ts.replace(".", "")}`,
    };
  },

  "conversations.history"(workspace, args) {
    const channel = appChannel(workspace, args.channel);
    const [oldest, latest] = [Number(args.oldest ?? 0), Number(args.latest ?? Infinity)];
    const inclusive = args.inclusive === true || args.inclusive === "true";
    const isAsked = (ts: number) => (inclusive ? ts >= oldest && ts <= latest : ts > oldest && ts < latest);
    const public_ = channel.messages.filter(
      (each) => each.onlyFor === undefined && !isReply(each) && isAsked(Number(each.ts)),
    );
    const limit = Number(args.limit ?? 100);
    const last = public_.slice(-limit).reverse();
    return {
      messages: last.map((each) => messageJson(workspace, each, wantsMetadata(args))),
      has_more: public_.length > limit,
    };
  },

  "conversations.replies"(workspace, args) {
    const channel = appChannel(workspace, args.channel);
    const thread = seenBy(channel, workspace.app.botUser).filter(
      (each) => each.ts === args.ts || each.threadTs === args.ts,
    );
    if (thread.length === 0) throw new ApiRefusal("thread_not_found");
    return {
      messages: thread.map((each) => messageJson(workspace, each, wantsMetadata(args))),
      has_more: false,
    };
  },

  "reactions.add"(workspace, args) {
    const channel = appChannel(workspace, args.channel);
    if (!channel.messages.some((each) => each.ts === args.timestamp))
      throw new ApiRefusal("message_not_found");
    return {};
  },
};

const wantsMetadata = ({ include_all_metadata: wanted }: Dict) => wanted === true || wanted === "true";
function hasReplies(channel: Channel, threadTs: string): boolean {
  return channel.messages.some((each) => each.threadTs === threadTs && isReply(each));
}

function isReply(message: Message): boolean {
  return message.threadTs !== undefined && message.threadTs !== message.ts;
}
