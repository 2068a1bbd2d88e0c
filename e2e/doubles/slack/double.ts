import type { Truthy, WaitOptions } from "../ground/changes.ts";
import { serve } from "../ground/http.ts";
import type { Violation } from "../ground/violations.ts";
import { type Ack, makeDelivery } from "./delivery.ts";
import { download, takeUpload } from "./files.ts";
import { directChannel, findChannel } from "./messages.ts";
import { makeUser, type SlackUser } from "./person.ts";
import { takeResponse } from "./response_url.ts";
import { makeSocketMode, type SocketMode } from "./socket_mode.ts";
import { answerApi } from "./web_api.ts";
import { type Channel, newId, newWorkspace, type Workspace } from "./workspace.ts";

/** A Slack platform for one app, on 127.0.0.1, that keeps the platform's rules and writes down who breaks them. */
export type SlackDouble = {
  url: string;
  workspace: Workspace;
  /** What the app needs in its environment; `socketMode` adds the app-level token, `oauth` gives its identity in place of a token. */
  env(options?: { socketMode?: boolean; oauth?: boolean }): Record<string, string>;
  /** Another workspace of the same platform, which the app may be installed in too. */
  another(): Promise<SlackDouble>;
  /** Somebody of the workspace, or of its organisation, agrees to install the app: the code that Slack sends back with the browser. */
  agree(where?: "workspace" | "organisation"): string;
  /** Takes the app away: its token is no good from now on, and it is told. */
  uninstall(): Promise<Ack>;
  /** Sets the app's request URL, e.g. `http://127.0.0.1:3300/slack/events`; several: of bots behind a balancer. */
  deliverTo(...requestUrls: string[]): void;
  requestUrl(): string;
  /** The person of that name, who joins the workspace when first named. */
  user(name: string, traits?: { locale?: string; email?: string }): SlackUser;
  /** The channel of that id or #name, made with the app as a member when first named. */
  channel(idOrName: string, options?: { private?: boolean; app?: boolean }): Channel;
  /** Registers the hosts whose addresses in messages the app is told of. */
  unfurlDomains(...hosts: string[]): void;
  /** The direct channel between the app and a person. */
  direct(user: string): Channel;
  /** Answers the first truthy value of `look`, looking again after everything that happens here. */
  waitFor<T>(look: () => T, options?: WaitOptions): Promise<Truthy<T>>;
  /** Every rule of the platform that the app broke. */
  violations: Violation[];
  /** Delivers the last event once more, as Slack does when an acknowledgement got lost. */
  repeatEvent(): Promise<unknown>;
  /** Lets the next calls of a method be answered 429. */
  rateLimit(method: string, options?: { times?: number; retryAfterS?: number }): void;
  /** Keeps Slack's rate of a method: so many calls a minute, for the whole workspace. */
  keepRate(method: string, perMinute: number): void;
  /** Lets the next calls of a method be answered 500; `done`: after they took effect. */
  breakDown(method: string, options?: { times?: number; done?: boolean }): void;
  /** Pushes the platform's clock forward. */
  passTime(ms: number): void;
  socket: SocketMode;
  close(): Promise<void>;
};

/**
 * `seed`: ids and tokens are the same at every start, as a person who restarts the double wants them. `beside`: the workspaces
 * of the platform, which this one is added to. `realTime`: its limits of seconds are kept by the wall clock too, not only when
 * time is pushed.
 */
export type SlackOptions = {
  port?: number;
  requestUrl?: string;
  seed?: string;
  beside?: Workspace[];
  realTime?: boolean;
};

/** Where the bot listens unless TIDINGS_BOT_PORT says otherwise. */
const REQUEST_URL = "http://127.0.0.1:3000/slack/events";

/** The environment of an app whose platform is at `url`. */
export function slackEnv(
  workspace: Workspace,
  url: string,
  socketMode: boolean,
): Record<string, string> & { SLACK_BOT_TOKEN: string } {
  return {
    SLACK_API_URL: `${url}/api/`,
    SLACK_BOT_TOKEN: workspace.app.botToken,
    SLACK_SIGNING_SECRET: workspace.app.signingSecret,
    ...(socketMode ? { SLACK_APP_TOKEN: workspace.app.appToken } : {}),
  };
}

/**
 * Starts the double.
 * @throws EADDRINUSE when the port is taken
 */
export async function startSlack(options: SlackOptions = {}): Promise<SlackDouble> {
  const workspaces = options.beside ?? [];
  const workspace = newWorkspace(options.seed, workspaces[0]?.app, options.realTime);
  workspaces.push(workspace);
  const host = await serve(options.port ?? 0, async (call) => {
    if (call.path.startsWith("/api/")) return answerApi([workspace, ...workspaces], socket, call);
    if (call.path.startsWith("/actions/")) return takeResponse(workspace, call);
    if (call.path.startsWith("/upload/v1/")) return takeUpload(workspace, call);
    if (call.path.startsWith("/files-pri/")) return download(workspace, call);
    return { status: 404, body: "Not found" };
  });
  workspace.url = host.url;
  const socket = makeSocketMode(workspace, host.server);
  const delivery = makeDelivery(workspace, socket, options.requestUrl ?? REQUEST_URL);
  const users = new Map<string, SlackUser>();
  const idFor = (kind: string, name: string) =>
    newId(kind, options.seed === undefined ? undefined : `${options.seed} ${name}`);

  const channel: SlackDouble["channel"] = (idOrName, traits = {}) => {
    const found = findChannel(workspace, idOrName);
    if (found) return found;
    const members = new Set(workspace.people.keys());
    if (traits.app !== false) members.add(workspace.app.botUser);
    const kind = traits.private ? "private" : "channel";
    const made: Channel = {
      id: idFor("C", idOrName),
      name: idOrName.replace(/^#/, ""),
      kind,
      members,
      messages: [],
    };
    workspace.channels.set(made.id, made);
    return made;
  };
  channel("#tidings");

  const user: SlackDouble["user"] = (name, traits = {}) => {
    const known = users.get(name);
    if (known) return known;
    const person = {
      id: idFor("U", name),
      name,
      realName: name.charAt(0).toUpperCase() + name.slice(1),
      email: traits.email ?? `${name}@demo.test`,
      locale: traits.locale ?? "en-US",
      tz: "Asia/Shanghai",
    };
    workspace.people.set(person.id, person);
    for (const each of workspace.channels.values()) if (each.kind === "channel") each.members.add(person.id);
    const made = makeUser(workspace, delivery, person);
    users.set(name, made);
    return made;
  };

  return {
    url: host.url,
    workspace,
    env({ socketMode = false, oauth = false } = {}) {
      const { SLACK_BOT_TOKEN, ...rest } = slackEnv(workspace, host.url, socketMode);
      const { clientId, clientSecret } = workspace.app;
      return oauth
        ? { ...rest, SLACK_CLIENT_ID: clientId, SLACK_CLIENT_SECRET: clientSecret }
        : { ...rest, SLACK_BOT_TOKEN };
    },
    another: () =>
      startSlack({ realTime: options.realTime, beside: workspaces, requestUrl: delivery.requestUrl() }),
    agree(where = "workspace") {
      const code = newId("code");
      workspace.grants.set(code, where);
      return code;
    },
    uninstall() {
      workspace.app.botToken = `xoxb-${newId("new")}`;
      return delivery.event({ type: "app_uninstalled" });
    },
    deliverTo: delivery.to,
    requestUrl: delivery.requestUrl,
    user,
    channel,
    unfurlDomains(...hosts) {
      for (const host of hosts) workspace.unfurlDomains.add(host);
    },
    direct: (name) => directChannel(workspace, user(name).id),
    waitFor: workspace.feed.waitFor,
    violations: workspace.violations.list,
    rateLimit: (method, { times = 1, retryAfterS = 1 } = {}) =>
      void workspace.limited.set(method, { times, retryAfterS }),
    keepRate: (method, perMinute) => void workspace.rates.set(method, { perMinute, at: [] }),
    breakDown: (method, { times = 1, done = false } = {}) =>
      void workspace.broken.set(method, { times, done }),
    repeatEvent: delivery.repeat,
    passTime: workspace.clock.advance,
    socket,
    async close() {
      workspace.clock.stop();
      socket.close();
      await host.close();
    },
  };
}
