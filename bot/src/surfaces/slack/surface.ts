import bolt, { webApi } from "@slack/bolt";
import { type Locale, nearestLocale } from "@tidings/shared/locale.ts";
import { type CardSurface, Gone } from "../../cards.ts";
import type { Dispatcher } from "../../chat/dispatcher.ts";
import { makeInflight } from "../../chat/inflight.ts";
import type { ChatLink } from "../../chat/link.ts";
import type { SlackEnv } from "../../env.ts";
import { log } from "../../log.ts";
import type { Route } from "../../server.ts";
import { connect } from "./app.ts";
import { GONE, slackBudget, slackError, withRetry } from "./calls.ts";
import { composed, withPicture } from "./compose.ts";
import type { SlackContext } from "./context.ts";
import { makeHomes } from "./home.ts";
import { person } from "./person.ts";
import { directChannel, findMarked, marked, NO_UNFURL } from "./post.ts";
import { slackStage } from "./stage.ts";

export interface SlackSurface {
  readonly cards: CardSurface;
  /** The paths for Slack's requests; none in Socket Mode. */
  readonly routes: ReadonlyMap<string, Route>;
  /** Accepts no further events and waits for running handlers. */
  stop(): Promise<void>;
}

/** Error codes for a channel or person that cannot get messages. */
const CANNOT_POST = new Set([
  "channel_not_found",
  "is_archived",
  "not_in_channel",
  "restricted_action",
  "user_not_found",
  "users_not_found",
  "messages_tab_disabled",
]);

const logger = {
  debug: () => {},
  info: () => {},
  warn: (...said: unknown[]) => log.info("slack.warn", { said: said.map(String).join(" ") }),
  error: (...said: unknown[]) => log.error("slack.error", said.map(String).join(" ")),
  setLevel: () => {},
  getLevel: () => bolt.LogLevel.WARN,
  setName: () => {},
};

function clientOptions(env: SlackEnv): webApi.WebClientOptions {
  return {
    // Otherwise one 429 pauses all calls of the client; `withRetry` delays only its own call.
    rejectRateLimitedCalls: true,
    retryConfig: { retries: 3, minTimeout: 500, maxTimeout: 4_000 },
    timeout: 30_000,
    logger,
    ...(env.apiUrl === undefined ? {} : { slackApiUrl: env.apiUrl }),
  };
}

/**
 * Bolt acknowledges an event before it calls a listener. Here an event is acknowledged when its listener has kept it, and
 * not at all when that failed: Slack delivers it again.
 */
function keptFirst(receiver: bolt.Receiver): bolt.Receiver {
  return {
    init(app) {
      const processEvent = async (event: bolt.ReceiverEvent) => {
        const isEvent = (event.body as { type?: unknown }).type === "event_callback";
        if (!isEvent) return app.processEvent(event);
        await app.processEvent({ ...event, ack: async () => {} });
        await event.ack();
      };
      receiver.init(Object.assign(Object.create(app), { processEvent }) as bolt.App);
    },
    start: (...args) => receiver.start(...args),
    stop: (...args) => receiver.stop(...args),
  };
}

/**
 * Starts Slack: over HTTP (`POST /slack/events`, signed) when there is a signing secret, over Socket Mode when
 * there is an app token; with both, both work.
 */
export async function startSlack(
  env: SlackEnv,
  dispatcher: Dispatcher,
  chat: ChatLink,
): Promise<SlackSurface> {
  const options = clientOptions(env);
  const inflight = makeInflight();
  const routes = new Map<string, Route>();
  const once = new webApi.WebClient(env.token, {
    ...options,
    retryConfig: { retries: 0 },
    timeout: 10_000,
  });
  const budget = slackBudget();

  const launch = async (receiver: bolt.HTTPReceiver | bolt.SocketModeReceiver) => {
    const app = new bolt.App({
      token: env.token,
      receiver: keptFirst(receiver),
      clientOptions: options,
      logger,
      deferInitialization: true,
    });
    await app.init();
    app.error(async (error) => {
      log.error("slack.event", error);
      throw error; // so that it is not acknowledged
    });
    const parts = { client: app.client, once, budget, dispatcher, ...chat };
    const context: SlackContext = { ...parts, homes: makeHomes(parts) };
    connect(app, context, inflight, localeHints(app.client));
    return context;
  };

  let context: SlackContext | null = null;
  if (env.signingSecret !== undefined) {
    const receiver = new bolt.HTTPReceiver({ signingSecret: env.signingSecret, logger });
    context = await launch(receiver);
    routes.set("POST /slack/events", (request, response) => {
      receiver.requestListener(request, response);
    });
  }
  const sockets: bolt.SocketModeReceiver[] = [];
  if (env.appToken !== undefined) {
    const receiver = new bolt.SocketModeReceiver({
      appToken: env.appToken,
      logger,
      installerOptions: { clientOptions: options },
    });
    context = await launch(receiver);
    await receiver.start();
    sockets.push(receiver);
  }
  if (context === null) throw new Error("Slack needs SLACK_SIGNING_SECRET or SLACK_APP_TOKEN.");
  const { client } = context;
  const { team_id: team = "-" } = await withRetry(() => client.auth.test());
  return {
    cards: cardSurface(context, team),
    routes,
    async stop() {
      await Promise.all(sockets.map((socket) => socket.stop()));
      await inflight.idle();
    },
  };
}

/** A decision that cannot be drawn in this time is told to whoever made it, and drawn later. */
const DECISION_MS = 2_000;
/** A counter that has no room now is drawn at its next turn. */
const COUNTER_MS = 100;

function cardSurface(context: SlackContext, team: string): CardSurface {
  const { once, budget } = context;
  return {
    provider: "slack",
    team,
    room: (urgency) => budget.room("chat.update", urgency),
    stage: (run) => slackStage(context, run),
    // By another bot, or before this one began, a home may have been drawn as well.
    home: (chatUser) =>
      context.homes
        .draw(person(team, chatUser.split(":").at(-1) ?? "", "zh-CN"))
        .catch((error: unknown) => log.error("slack.home", error)),
    async post(recipient, answer, locale, key, again) {
      const message = await composed(context, answer, locale);
      try {
        const channel =
          "chatChannel" in recipient ? recipient.chatChannel : await directChannel(once, recipient.person);
        const thread = "chatChannel" in recipient ? recipient.thread : undefined;
        const target = { channel, ...(thread === undefined ? {} : { thread }) };
        const before = again ? await findMarked(context, target, key) : null;
        if (before !== null) return { chatChannel: channel, message: before };
        // Without retries: Slack has no idempotency key for posts.
        const posted = await withPicture(message, (fit) =>
          budget.run(`chat.postMessage ${channel}`, "decision", () =>
            once.chat.postMessage({
              channel,
              ...(thread === undefined ? {} : { thread_ts: thread }),
              ...fit,
              ...NO_UNFURL,
              ...marked(key),
            }),
          ),
        );
        return { chatChannel: posted.channel ?? channel, message: posted.ts ?? "" };
      } catch (error) {
        if (CANNOT_POST.has(slackError(error) ?? "")) throw new Gone(JSON.stringify(recipient));
        throw error;
      }
    },
    async redraw({ chatChannel: channel, message: ts }, answer, locale, urgency) {
      try {
        const message = await composed(context, answer, locale);
        // Text and blocks together: an update with text alone removes the blocks.
        await withPicture(message, (fit) =>
          budget.run(
            "chat.update",
            urgency,
            () => once.chat.update({ channel, ts, ...fit }),
            urgency === "counter" ? COUNTER_MS : DECISION_MS,
          ),
        );
      } catch (error) {
        if (GONE.has(slackError(error) ?? "")) throw new Gone(`${channel} ${ts}`);
        throw error;
      }
    },
  };
}

const MOST_HINTS = 5_000;

/** The language of a person's Slack client, cached; Chinese when Slack does not tell it. */
function localeHints(client: webApi.WebClient): (user: string) => Promise<Locale> {
  const known = new Map<string, Locale>();
  return async (user) => {
    const found = known.get(user);
    if (found !== undefined) return found;
    const about = await withRetry(() => client.users.info({ user, include_locale: true })).catch(() => null);
    const locale = nearestLocale(about?.user?.locale);
    if (known.size >= MOST_HINTS) known.clear();
    known.set(user, locale);
    return locale;
  };
}
