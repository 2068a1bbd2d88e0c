import bolt, { webApi } from "@slack/bolt";
import { type Locale, nearestLocale } from "@tidings/shared/ground/locale.ts";
import type { Dispatcher } from "../../chat/dispatcher.ts";
import type { Inflight } from "../../chat/inflight.ts";
import type { ChatLink } from "../../chat/link.ts";
import { log } from "../../ground/log.ts";
import { type CardSurface, Gone } from "../../posting/cards.ts";
import { connect } from "./app.ts";
import { GONE, slackBudget, slackError, withRetry } from "./calls.ts";
import { composed, withPicture } from "./compose.ts";
import type { SlackContext } from "./context.ts";
import { makeHomes } from "./home.ts";
import { person } from "./person.ts";
import { directChannel, findMarked, marked, NO_UNFURL } from "./post.ts";
import { slackStage } from "./stage.ts";
import { redrawPreview } from "./unfurl.ts";

/** A workspace that has the bot: an app of Bolt with the workspace's own token and limits. */
export interface Workspace {
  readonly team: string;
  readonly cards: CardSurface;
  /** Carries out an event of the workspace. */
  readonly process: (event: bolt.ReceiverEvent) => Promise<void>;
}

/** What all workspaces share. */
export interface WorkspaceParts {
  readonly dispatcher: Dispatcher;
  readonly chat: ChatLink;
  readonly inflight: Inflight;
  readonly apiUrl: string | undefined;
  /** The workspace took the bot away. */
  readonly removed: (team: string, at: Date) => Promise<void>;
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

export const logger = {
  debug: () => {},
  info: () => {},
  warn: (...said: unknown[]) => log.info("slack.warn", { said: said.map(String).join(" ") }),
  error(...given: unknown[]) {
    const said = given.map(String).join(" ");
    // What a call is refused for is thrown to whoever made it, who tries again (a picture that Slack has not read yet) or says so. A
    // connection of Socket Mode that breaks is had anew.
    if (/\[json-pointer:|^WebSocket error/.test(said)) log.info("slack.warn", { said });
    else log.error("slack.error", said);
  },
  setLevel: () => {},
  getLevel: () => bolt.LogLevel.WARN,
  setName: () => {},
};

export function clientOptions(apiUrl: string | undefined): webApi.WebClientOptions {
  return {
    // Otherwise one 429 pauses all calls of the client; `withRetry` delays only its own call.
    rejectRateLimitedCalls: true,
    retryConfig: { retries: 3, minTimeout: 500, maxTimeout: 4_000 },
    timeout: 30_000,
    logger,
    ...(apiUrl === undefined ? {} : { slackApiUrl: apiUrl }),
  };
}

/** Events come from the receivers of the deployment, which all workspaces share (surface.ts). */
const NO_RECEIVER: bolt.Receiver = { init() {}, start: async () => {}, stop: async () => {} };

/** Connects a workspace by its token. @throws Error of Slack when the token is no good, or Slack cannot be reached */
export async function openWorkspace(token: string, parts: WorkspaceParts): Promise<Workspace> {
  const { dispatcher, chat, inflight, removed } = parts;
  const options = clientOptions(parts.apiUrl);
  const {
    team_id: team = "-",
    bot_id: botId,
    user_id: botUserId,
  } = await withRetry(() => new webApi.WebClient(token, options).auth.test());
  const app = new bolt.App({
    token,
    // With these it asks Slack no second time whose the token is.
    botId,
    botUserId,
    tokenVerificationEnabled: false,
    receiver: NO_RECEIVER,
    clientOptions: options,
    logger,
  });
  app.error(async (error) => {
    log.error("slack.event", error);
    throw error; // so that it is not acknowledged
  });
  const { client } = app;
  const once = new webApi.WebClient(token, { ...options, retryConfig: { retries: 0 }, timeout: 10_000 });
  const some = { client, once, budget: slackBudget(), dispatcher, ...chat };
  const context: SlackContext = { ...some, homes: makeHomes(some) };
  connect(app, context, inflight, localeHints(client));
  app.event("app_uninstalled", ({ body }) => removed(team, new Date(body.event_time * 1_000)));
  return { team, cards: cardSurface(context, team), process: (event) => app.processEvent(event) };
}

/** A decision that cannot be drawn in this time is told to the person who made it, and drawn later. */
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
        const aloud =
          "chatChannel" in recipient && recipient.aloud ? ({ reply_broadcast: true } as const) : {};
        const target = { channel, ...(thread === undefined ? {} : { thread }) };
        const before = again ? await findMarked(context, target, key) : null;
        if (before !== null) return { chatChannel: channel, message: before };
        // Without retries: Slack has no idempotency key for posts.
        const posted = await withPicture(message, (fit) =>
          budget.run(`chat.postMessage ${channel}`, "decision", () =>
            once.chat.postMessage({
              channel,
              ...(thread === undefined ? {} : { thread_ts: thread, ...aloud }),
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
    async redraw({ chatChannel: channel, message: ts, preview }, answer, locale, urgency) {
      const latestMs = urgency === "counter" ? COUNTER_MS : DECISION_MS;
      const place = { chatChannel: channel, message: ts };
      if (preview !== undefined)
        return redrawPreview(context, { ...place, preview }, answer, locale, [urgency, latestMs]);
      try {
        const message = await composed(context, answer, locale);
        // Text and blocks together: an update with text alone removes the blocks.
        await withPicture(message, (fit) =>
          budget.run("chat.update", urgency, () => once.chat.update({ channel, ts, ...fit }), latestMs),
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
