import { randomBytes } from "node:crypto";
import { type Changes, makeChanges } from "../ground/changes.ts";
import { type Clock, makeClock } from "../ground/clock.ts";
import type { Dict } from "../ground/json.ts";
import { makeViolations, type Violations } from "../ground/violations.ts";

/** One Slack workspace with one installed app, held in memory. */
export type Workspace = {
  team: { id: string; domain: string; name: string };
  app: AppIdentity;
  clock: Clock;
  feed: Changes;
  violations: Violations;
  people: Map<string, Person>;
  channels: Map<string, Channel>;
  files: Map<string, SlackFile>;
  views: Map<string, View>;
  triggers: Map<string, Trigger>;
  responseUrls: Map<string, ResponseUrl>;
  /** Methods that answer 429 for the next `times` calls. */
  limited: Map<string, { times: number; retryAfterS: number }>;
  calls: { method: string; args: Dict }[];
  lastTs: number;
  url: string;
};

export type AppIdentity = {
  id: string;
  botUser: string;
  botId: string;
  name: string;
  botToken: string;
  appToken: string;
  signingSecret: string;
};

export type Person = {
  id: string;
  name: string;
  realName: string;
  email: string;
  locale: string;
  tz: string;
};

export type Channel = {
  id: string;
  name: string;
  kind: "channel" | "private" | "dm";
  members: Set<string>;
  messages: Message[];
};

/** A message as it stands now; `before` holds what it said earlier, oldest first. */
export type Message = {
  ts: string;
  channel: string;
  user: string;
  text: string;
  blocks: Dict[];
  attachments: Dict[];
  files: SlackFile[];
  byApp: boolean;
  threadTs?: string;
  /** Set: only this person sees it, and no API can read or update it. */
  onlyFor?: string;
  edited: boolean;
  before: { text: string; blocks: Dict[] }[];
};

export type SlackFile = {
  id: string;
  name: string;
  title: string;
  user: string;
  mimetype: string;
  filetype: string;
  bytes: Buffer;
  declared: number;
  state: "waiting" | "uploaded" | "shared";
  channels: string[];
};

export type View = { id: string; user: string; root: string; hash: string; view: Dict; open: boolean };
export type Trigger = { user: string; at: number; used: boolean; fromView?: string };
export type ResponseUrl = { user: string; channel: string; at: number; uses: number; messageTs?: string };

/** Slack-like id: a letter for the kind, then capitals and digits. */
export function newId(kind: string): string {
  const tail = randomBytes(8)
    .toString("base64")
    .replace(/[^A-Za-z0-9]/g, "")
    .toUpperCase();
  return `${kind}0${tail.padEnd(9, "X").slice(0, 9)}`;
}

export function newWorkspace(): Workspace {
  const workspace: Workspace = {
    team: { id: newId("T"), domain: "tidings-demo", name: "Tidings demo" },
    app: {
      id: newId("A"),
      botUser: newId("U"),
      botId: newId("B"),
      name: "tidings",
      botToken: `xoxb-${randomBytes(12).toString("hex")}`,
      appToken: `xapp-1-${randomBytes(12).toString("hex")}`,
      signingSecret: randomBytes(16).toString("hex"),
    },
    clock: makeClock(),
    feed: makeChanges(() => overview(workspace)),
    violations: makeViolations(),
    people: new Map(),
    channels: new Map(),
    files: new Map(),
    views: new Map(),
    triggers: new Map(),
    responseUrls: new Map(),
    limited: new Map(),
    calls: [],
    lastTs: 0,
    url: "",
  };
  return workspace;
}

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
  const channel: Channel = { id: newId("D"), name: "directmessage", kind: "dm", members, messages: [] };
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

function overview(workspace: Workspace): string {
  const lines = [...workspace.channels.values()].flatMap((channel) =>
    channel.messages.slice(-5).map((each) => {
      const audience = each.onlyFor ? ` (only for ${workspace.people.get(each.onlyFor)?.name})` : "";
      return `  ${channel.name}${audience}: ${each.text} ${JSON.stringify(each.blocks).slice(0, 600)}`;
    }),
  );
  const calls = workspace.calls.slice(-8).map((each) => each.method);
  const broken = workspace.violations.list.map((each) => `  ${each.rule}: ${each.detail}`);
  return ["Messages:", ...lines, `Last calls: ${calls.join(", ")}`, "Violations:", ...broken].join("\n");
}
