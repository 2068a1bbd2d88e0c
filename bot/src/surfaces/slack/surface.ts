import bolt from "@slack/bolt";
import type { Dispatcher } from "../../chat/dispatcher.ts";
import { logFault } from "../../chat/faults.ts";
import { makeInflight } from "../../chat/inflight.ts";
import type { ChatLink } from "../../chat/link.ts";
import type { SlackEnv } from "../../env.ts";
import { log } from "../../ground/log.ts";
import { oneAtATime } from "../../ground/one_at_a_time.ts";
import type { Drawn } from "../../posting/cards.ts";
import { type Route, reply } from "../../server/server.ts";
import { slackError } from "./calls.ts";
import { isAhead } from "./dated.ts";
import type { Installations, Installed } from "./installations.ts";
import { installing, OAUTH_PATHS } from "./oauth.ts";
import { keepConnected, type Socket } from "./socket.ts";
import { clientOptions, logger, openWorkspace, type Workspace } from "./workspace.ts";

export interface SlackSurface {
  /** The paths for Slack's requests; none in Socket Mode. */
  readonly routes: ReadonlyMap<string, Route>;
  /** Accepts no further events and waits for running handlers. */
  stop(): Promise<void>;
}

/** The workspace has taken the bot away, or closed down. */
const REMOVED = new Set(["account_inactive", "invalid_auth", "token_revoked", "team_access_not_granted"]);

/** How often a bot looks for workspaces that installed the bot, or took it away, through another one. */
const LOOK_MS = 60_000;
/**
 * Bolt answers 404, and logs an error, when nothing has acknowledged a request by then: a fault of ours. Slack alone decides whether
 * an acknowledgement is late. Bolt's own 3 s would take back one that is on its way on a busy host.
 */
const NEVER_ACKNOWLEDGED_MS = 60_000;

/** The workspace that an event came from. Of a channel shared by two, the one whose app is told. */
function teamOf(body: unknown): string | undefined {
  const { authorizations, team_id, team } = body as {
    readonly authorizations?: readonly { readonly team_id?: string | null }[];
    readonly team_id?: string;
    readonly team?: { readonly id: string } | null;
  };
  return authorizations?.[0]?.team_id ?? team_id ?? team?.id;
}

/** The workspaces of this bot: its own, and those that installed it by OAuth. */
function makeWorkspaces(
  open: (token: string) => Promise<Workspace>,
  drawn: Drawn,
  installations: Installations | null,
) {
  const workspaces = new Map<string, Workspace>();
  let own: Workspace | null = null;

  const leave = (team: string) => {
    const left = workspaces.get(team);
    if (left) drawn.remove(left.cards);
    workspaces.delete(team);
  };
  const enter = async (token: string): Promise<Workspace> => {
    const workspace = await open(token);
    leave(workspace.team);
    workspaces.set(workspace.team, workspace);
    drawn.add(workspace.cards);
    return workspace;
  };
  const enterInstalled = async ({ team, token }: Installed) => {
    try {
      await enter(token);
    } catch (error) {
      if (!REMOVED.has(slackError(error) ?? "")) return log.error("slack.workspace", error, { team });
      log.info("slack.removed", { team });
      await installations?.end(team, new Date());
    }
  };
  const look = oneAtATime(async () => {
    const installed = (await installations?.list()) ?? [];
    const teams = new Set(installed.map(({ team }) => team));
    for (const { team } of workspaces.values()) if (team !== own?.team && !teams.has(team)) leave(team);
    for (const each of installed) if (!workspaces.has(each.team)) await enterInstalled(each);
  });

  return {
    look,
    enterInstalled,
    /** Enters the workspace whose token is in the settings. */
    async enterOwn(token: string) {
      own = await enter(token);
    },
    /** @throws Error when no workspace of this bot has sent the event: Slack tells the person, or sends it again */
    async of(body: unknown): Promise<Workspace> {
      const team = teamOf(body) ?? "";
      // Without OAuth there is one workspace, and a channel that it shares with another one is in it.
      if (own && installations === null) return own;
      if (!workspaces.has(team)) await look();
      const found = workspaces.get(team);
      if (!found) throw new Error(`The workspace ${team} has not installed the bot.`);
      return found;
    },
    async removed(team: string, at: Date) {
      log.info("slack.removed", { team });
      await installations?.end(team, at);
      leave(team);
    },
    leaveAll() {
      for (const team of [...workspaces.keys()]) leave(team);
    },
  };
}

/**
 * Gives each event to its workspace. Bolt acknowledges an event before it calls a listener. Here an event is acknowledged
 * when its listener has kept it, and not at all when that failed: Slack delivers it again.
 */
function routed(receiver: bolt.Receiver, workspaceOf: (body: unknown) => Promise<Workspace>): void {
  const processEvent = async (event: bolt.ReceiverEvent) => {
    const workspace = await workspaceOf(event.body);
    const isEvent = (event.body as { type?: unknown }).type === "event_callback";
    if (!isEvent) return workspace.process(event);
    await workspace.process({ ...event, ack: async () => {} });
    await event.ack();
  };
  receiver.init({ processEvent } as bolt.App);
}

/**
 * Starts Slack: over HTTP (`POST /slack/events`, signed) when there is a signing secret, over Socket Mode when
 * there is an app token; with both, both work. With a client id and secret, workspaces install the bot at `/slack/install`.
 */
export async function startSlack(
  env: SlackEnv,
  dispatcher: Dispatcher,
  chat: ChatLink,
  drawn: Drawn,
  installations: Installations,
): Promise<SlackSurface> {
  const { apiUrl, oauth } = env;
  const inflight = makeInflight();
  const routes = new Map<string, Route>();
  const workspaces = makeWorkspaces(
    (token) =>
      openWorkspace(token, {
        dispatcher,
        chat,
        inflight,
        apiUrl,
        removed: (team, at) => workspaces.removed(team, at),
      }),
    drawn,
    oauth && installations,
  );
  let socket: Socket | null = null;
  try {
    if (env.token !== undefined) await workspaces.enterOwn(env.token);
    if (oauth) await workspaces.look();
    if (env.signingSecret !== undefined) {
      const receiver = new bolt.HTTPReceiver({
        signingSecret: env.signingSecret,
        logger,
        unhandledRequestTimeoutMillis: NEVER_ACKNOWLEDGED_MS,
        ...(oauth &&
          installing(oauth, apiUrl, async (installed) => {
            await installations.keep(installed);
            log.info("slack.installed", { team: installed.team });
            await workspaces.enterInstalled(installed);
          })),
      });
      routed(receiver, workspaces.of);
      const paths = ["POST /slack/events", ...(oauth ? OAUTH_PATHS.map((path) => `GET ${path}`) : [])];
      for (const path of paths)
        routes.set(path, (request, response) => {
          if (isAhead(request.headers["x-slack-request-timestamp"]))
            return reply(response, 401, { message: "The request is dated ahead." });
          return receiver.requestListener(request, response);
        });
    }
    if (env.appToken !== undefined) {
      const { appToken } = env;
      socket = await keepConnected(() => {
        const receiver = new bolt.SocketModeReceiver({
          appToken,
          autoReconnectEnabled: false,
          logger,
          installerOptions: { clientOptions: clientOptions(apiUrl) },
        });
        routed(receiver, workspaces.of);
        return receiver;
      });
    }
  } catch (error) {
    workspaces.leaveAll(); // it is started anew
    throw error;
  }
  const looking = oauth
    ? setInterval(
        () => workspaces.look().catch((error: unknown) => logFault("slack.look", error, {})),
        LOOK_MS,
      ).unref()
    : null;
  return {
    routes,
    async stop() {
      if (looking) clearInterval(looking);
      socket?.stop();
      await inflight.idle();
    },
  };
}
