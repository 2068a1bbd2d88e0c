import type { Truthy, WaitOptions } from "../ground/changes.ts";
import { type Call, type Reply, serve } from "../ground/http.ts";
import type { Violation } from "../ground/violations.ts";
import { directChannel, findChannel } from "./channels.ts";
import { makeCourier } from "./courier.ts";
import { type Gateway, makeGateway } from "./gateway.ts";
import { channelJson } from "./objects.ts";
import { type DiscordUser, makeUser } from "./person.ts";
import { answerRest } from "./rest.ts";
import { type Channel, idFor, newServer, type Person, type Server } from "./server_state.ts";

/** A Discord for one application, on 127.0.0.1, that keeps the platform's rules and writes down who breaks them. */
export type DiscordDouble = {
  url: string;
  server: Server;
  /** What the bot needs in its environment. */
  env(): Record<string, string>;
  /** Sets the interactions endpoint; without one interactions come over the gateway. @throws if it fails Discord's test */
  deliverTo(endpoint: string): Promise<void>;
  /** The person of that name, who joins the server when first named. */
  user(name: string, traits?: { locale?: string }): DiscordUser;
  /** The channel of that id or #name, made when first named; `bot: false` hides it from the bot. */
  channel(idOrName: string, options?: { bot?: boolean }): Channel;
  /** The direct channel between the bot and a person. */
  direct(user: string): Channel;
  /** Answers the first truthy value of `look`, looking again after everything that happens here. */
  waitFor<T>(look: () => T, options?: WaitOptions): Promise<Truthy<T>>;
  /** Every rule of the platform that the app broke. */
  violations: Violation[];
  /** Lets the next calls of a route, e.g. `POST /channels/:/messages`, be answered 429. */
  rateLimit(route: string, options?: { times?: number; retryAfterS?: number }): void;
  /** Pushes the platform's clock forward. */
  passTime(ms: number): void;
  gateway: Gateway;
  close(): Promise<void>;
};

/**
 * `seed`: ids, keys and the token are the same at every start, as a person who restarts the double wants them. `realTime`: its limits
 * of seconds are kept by the wall clock too, not only when time is pushed.
 */
export type DiscordOptions = {
  port?: number;
  heartbeatMs?: number;
  privilegedIntents?: boolean;
  seed?: string;
  realTime?: boolean;
};

/** The environment of a bot whose platform is at `url`. */
export function discordEnv(server: Server, url: string): Record<string, string> {
  return {
    DISCORD_API_URL: `${url}/api`,
    DISCORD_TOKEN: server.app.botToken,
    DISCORD_APP_ID: server.app.id,
    DISCORD_PUBLIC_KEY: server.app.publicKey,
    DISCORD_GUILD_ID: server.guild.id,
  };
}

/**
 * Starts the double.
 * @throws EADDRINUSE when the port is taken
 */
export async function startDiscord(options: DiscordOptions = {}): Promise<DiscordDouble> {
  const server = newServer(options.seed, options.realTime);
  const host = await serve(options.port ?? 0, (call) => {
    if (call.path.startsWith("/api/")) return answerRest(server, call);
    if (/^\/(ephemeral-)?attachments\//.test(call.path)) return download(server, call);
    return { status: 404, body: { message: "404: Not Found", code: 0 } };
  });
  server.url = host.url;
  const { heartbeatMs = 41_250, privilegedIntents = false } = options;
  const gateway = makeGateway(server, host.server, heartbeatMs, privilegedIntents);
  server.announce = (type, data) => void gateway.dispatch(type, data);
  const courier = makeCourier(server, gateway);
  const users = new Map<string, DiscordUser>();

  const channel: DiscordDouble["channel"] = (idOrName, traits = {}) => {
    const found = findChannel(server, idOrName);
    if (found) return found;
    const name = idOrName.replace(/^#/, "");
    const bot = traits.bot !== false;
    const made: Channel = {
      id: idFor(server, `channel ${name}`),
      name,
      kind: "text",
      members: new Set(),
      bot,
      messages: [],
    };
    server.channels.set(made.id, made);
    if (bot) server.announce("CHANNEL_CREATE", channelJson(server, made));
    return made;
  };
  channel("#tidings");

  const user: DiscordDouble["user"] = (name, traits = {}) => {
    const known = users.get(name);
    if (known) return known;
    const globalName = name.charAt(0).toUpperCase() + name.slice(1);
    const person: Person = {
      id: idFor(server, `user ${name}`),
      name,
      globalName,
      locale: traits.locale ?? "en-US",
    };
    server.people.set(person.id, person);
    const made = makeUser(server, courier, person);
    users.set(name, made);
    return made;
  };

  return {
    url: host.url,
    server,
    env: () => discordEnv(server, host.url),
    deliverTo: courier.to,
    user,
    channel,
    direct: (name) => directChannel(server, user(name).id),
    waitFor: server.feed.waitFor,
    violations: server.violations.list,
    rateLimit: (route, { times = 1, retryAfterS = 1 } = {}) =>
      void server.limited.set(route, { times, retryAfterS }),
    passTime: server.clock.advance,
    gateway,
    async close() {
      server.clock.stop();
      gateway.close();
      await host.close();
    },
  };
}

/** A file of the CDN, open to whoever has its address. */
function download(server: Server, call: Call): Reply {
  const file = server.attachments.get(call.path.split("/")[3] ?? "");
  if (!file) return { status: 404, body: "This content is no longer available." };
  return { headers: { "content-type": file.type }, body: file.bytes };
}
