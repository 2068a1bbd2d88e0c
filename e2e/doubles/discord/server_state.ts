import { generateKeyPairSync, type KeyObject, randomBytes } from "node:crypto";
import { type Changes, makeChanges } from "../ground/changes.ts";
import { type Clock, makeClock } from "../ground/clock.ts";
import type { Dict } from "../ground/json.ts";
import { makeViolations, type Violations } from "../ground/violations.ts";
import { newId } from "./snowflake.ts";

/** One Discord server (guild) with one installed application, held in memory. */
export type Server = {
  guild: { id: string; name: string; locale: string; owner: string };
  app: AppIdentity;
  clock: Clock;
  feed: Changes;
  violations: Violations;
  people: Map<string, Person>;
  channels: Map<string, Channel>;
  attachments: Map<string, Attachment>;
  interactions: Map<string, Interaction>;
  /** By scope: "global" or the guild's id. */
  commands: Map<string, Dict[]>;
  modals: Map<string, Modal>;
  limited: Map<string, { times: number; retryAfterS: number }>;
  calls: string[];
  /** Told of everything that goes out over the gateway. */
  announce: (type: string, data: Dict) => void;
  counter: number;
  url: string;
};

export type AppIdentity = {
  id: string;
  name: string;
  botToken: string;
  publicKey: string;
  privateKey: KeyObject;
};

export type Person = { id: string; name: string; globalName: string; locale: string };

export type Channel = {
  id: string;
  name: string;
  kind: "text" | "dm";
  members: Set<string>;
  /** Whether the bot sees the channel. */
  bot: boolean;
  messages: Message[];
};

/** A message as it stands now; `before` holds what it said earlier, oldest first. */
export type Message = {
  id: string;
  channel: string;
  author: string;
  content: string;
  embeds: Dict[];
  components: Dict[];
  attachments: Attachment[];
  flags: number;
  /** Set: only this person sees it, and only an interaction's token can edit it. */
  onlyFor?: string;
  /** "… is thinking": a deferred answer that nobody filled yet. */
  loading: boolean;
  edited: boolean;
  /** The interaction it came from. */
  from?: Interaction;
  replyTo?: string;
  at: number;
  before: { content: string; embeds: Dict[]; components: Dict[] }[];
};

export type Attachment = {
  id: string;
  channel: string;
  filename: string;
  description?: string;
  type: string;
  bytes: Buffer;
  hidden: boolean;
};

export type Interaction = {
  id: string;
  token: string;
  kind: "command" | "component" | "autocomplete" | "modal";
  user: string;
  channel: string;
  at: number;
  name: string;
  /** The message a component or a modal belongs to. */
  source?: Message;
  /** The callback type it was answered with; undefined while nobody has. */
  answered?: number;
  expired: boolean;
  /** Settles when it is answered, or can no longer be. */
  settled: Promise<void>;
  settle: () => void;
  original?: Message;
  messages: Message[];
  choices?: Dict[];
};

export type Modal = { interaction: Interaction; data: Dict };

export function newServer(): Server {
  const { publicKey, privateKey } = generateKeyPairSync("ed25519");
  const server: Server = {
    guild: { id: "", name: "Tidings demo", locale: "en-US", owner: "" },
    app: {
      id: "",
      name: "tidings",
      botToken: "",
      publicKey: Buffer.from(publicKey.export({ format: "jwk" }).x ?? "", "base64url").toString("hex"),
      privateKey,
    },
    clock: makeClock(),
    feed: makeChanges(() => overview(server)),
    violations: makeViolations(),
    people: new Map(),
    channels: new Map(),
    attachments: new Map(),
    interactions: new Map(),
    commands: new Map(),
    modals: new Map(),
    limited: new Map(),
    calls: [],
    announce: () => {},
    counter: 0,
    url: "",
  };
  server.app.id = newId(server);
  server.guild.id = newId(server);
  server.guild.owner = newId(server);
  const secret = randomBytes(24).toString("base64url");
  server.app.botToken = `${Buffer.from(server.app.id).toString("base64url")}.double.${secret}`;
  return server;
}

function overview(server: Server): string {
  const lines = [...server.channels.values()].flatMap((channel) =>
    channel.messages.slice(-5).map((each) => {
      const audience = each.onlyFor ? ` (only for ${server.people.get(each.onlyFor)?.name})` : "";
      const state = each.loading ? " is thinking" : "";
      const rich = JSON.stringify([each.embeds, each.components]).slice(0, 600);
      return `  ${channel.name || "direct"}${audience}${state}: ${each.content} ${rich}`;
    }),
  );
  const broken = server.violations.list.map((each) => `  ${each.rule}: ${each.detail}`);
  const calls = server.calls.slice(-8).map((each) => `  ${each}`);
  return ["Messages:", ...lines, "Last calls:", ...calls, "Violations:", ...broken].join("\n");
}
