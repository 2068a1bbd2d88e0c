import {
  createHash,
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  type KeyObject,
  randomBytes,
} from "node:crypto";
import { type Changes, makeChanges } from "../ground/changes.ts";
import { type Clock, makeClock } from "../ground/clock.ts";
import type { Dict } from "../ground/json.ts";
import { makeViolations, type Violations } from "../ground/violations.ts";
import { newId, steadyId } from "./snowflake.ts";

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
  seed?: string;
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
  /** The app's own mark, by which a message that is sent again is known when it asks for that. */
  nonce?: string;
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

/** A server with one app; with a `seed` its ids, keys and token are the same whenever it is made. */
export function newServer(seed?: string, realTime?: boolean): Server {
  const { publicKey, privateKey } = keys(seed);
  const server: Server = {
    guild: { id: "", name: "Tidings demo", locale: "en-US", owner: "" },
    app: {
      id: "",
      name: "tidings",
      botToken: "",
      publicKey: Buffer.from(publicKey.export({ format: "jwk" }).x ?? "", "base64url").toString("hex"),
      privateKey,
    },
    clock: makeClock(realTime),
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
    seed,
    url: "",
  };
  server.app.id = idFor(server, "app");
  server.guild.id = idFor(server, "guild");
  server.guild.owner = idFor(server, "owner");
  const secret = seed === undefined ? randomBytes(24) : createHash("sha256").update(seed).digest();
  server.app.botToken = `${Buffer.from(server.app.id).toString("base64url")}.double.${secret.toString("base64url")}`;
  return server;
}

/** An id for something that has a name: steady where the server has a seed. */
export function idFor(server: Server, name: string): string {
  return server.seed === undefined ? newId(server) : steadyId(`${server.seed} ${name}`);
}

/** The head of an Ed25519 private key in PKCS#8; 32 bytes follow. */
const PKCS8 = Buffer.from("302e020100300506032b657004220420", "hex");

function keys(seed?: string): { publicKey: KeyObject; privateKey: KeyObject } {
  if (seed === undefined) return generateKeyPairSync("ed25519");
  const bytes = createHash("sha256").update(`${seed} key`).digest();
  const privateKey = createPrivateKey({ key: Buffer.concat([PKCS8, bytes]), format: "der", type: "pkcs8" });
  return { privateKey, publicKey: createPublicKey(privateKey) };
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
