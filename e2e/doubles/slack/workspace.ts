import { createHash, randomBytes } from "node:crypto";
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
  /** What each person sees in the app's home, by their id. */
  homes: Map<string, View>;
  triggers: Map<string, Trigger>;
  responseUrls: Map<string, ResponseUrl>;
  /** The hosts whose addresses the app is told of, as its manifest says. */
  unfurlDomains: Set<string>;
  /** What was told to the app of: the message, by the id of its previews. */
  unfurls: Map<string, Message>;
  /** Methods that answer 429 for the next `times` calls. */
  limited: Map<string, { times: number; retryAfterS: number }>;
  /** Methods that answer 500 for the next `times` calls; `done`: after they took effect, as when an answer gets lost. */
  broken: Map<string, { times: number; done: boolean }>;
  /** Methods that take so many calls a minute, with the times of the last minute's. */
  rates: Map<string, { perMinute: number; at: number[] }>;
  calls: { method: string; args: Dict }[];
  /** Codes with which the app may fetch its token, each once: of the workspace, or of the whole organisation that it belongs to. */
  grants: Map<string, "workspace" | "organisation">;
  lastTs: number;
  seed?: string;
  url: string;
};

/** One app; what belongs to it in this workspace is the bot with its token. */
export type AppIdentity = {
  id: string;
  clientId: string;
  clientSecret: string;
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
  /** What the app attached for itself. */
  metadata?: Dict;
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
export type Trigger = { user: string; expired: boolean; used: boolean; fromView?: string };
export type ResponseUrl = { user: string; channel: string; at: number; uses: number; messageTs?: string };

/** Slack-like id: a letter for the kind, then capitals and digits; the same one again for the same `from`. */
export function newId(kind: string, from?: string): string {
  const bytes = from === undefined ? randomBytes(9) : createHash("sha256").update(`${kind} ${from}`).digest();
  const tail = bytes.toString("base64").replace(/[^A-Za-z0-9]/g, "");
  return `${kind}0${tail.toUpperCase().padEnd(9, "X").slice(0, 9)}`;
}

/**
 * A workspace with one app; with a `seed` its ids and tokens are the same whenever it is made. `app`: that of another workspace.
 * `realTime`: of its clock.
 */
export function newWorkspace(seed?: string, app?: AppIdentity, realTime?: boolean): Workspace {
  const secret = (what: string) =>
    seed === undefined
      ? randomBytes(16).toString("hex")
      : createHash("md5").update(`${seed} ${what}`).digest("hex");
  const workspace: Workspace = {
    team: { id: newId("T", seed), domain: "tidings-demo", name: "Tidings demo" },
    app: {
      id: newId("A", seed),
      clientId: `${secret("client id")}.${secret("client")}`,
      clientSecret: secret("client secret"),
      appToken: `xapp-1-${secret("app")}`,
      signingSecret: secret("signing"),
      ...app,
      botUser: newId("U", seed),
      botId: newId("B", seed),
      name: "tidings",
      botToken: `xoxb-${secret("bot")}`,
    },
    clock: makeClock(realTime),
    feed: makeChanges(() => overview(workspace)),
    violations: makeViolations(),
    people: new Map(),
    channels: new Map(),
    files: new Map(),
    views: new Map(),
    homes: new Map(),
    unfurlDomains: new Set(),
    unfurls: new Map(),
    triggers: new Map(),
    responseUrls: new Map(),
    limited: new Map(),
    broken: new Map(),
    rates: new Map(),
    calls: [],
    grants: new Map(),
    lastTs: 0,
    seed,
    url: "",
  };
  return workspace;
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
