import type { Locale } from "@tidings/shared/ground/locale.ts";
import {
  Client,
  DiscordAPIError,
  Events,
  GatewayDispatchEvents,
  GatewayIntentBits,
  RateLimitError,
  REST,
  Routes,
} from "discord.js";
import type { APIInteraction, APIMessage, RESTGetCurrentApplicationResult } from "discord-api-types/v10";
import { type Budget, makeBudget, NoRoom } from "../../chat/budget.ts";
import type { Dispatcher } from "../../chat/dispatcher.ts";
import { makeInflight } from "../../chat/inflight.ts";
import { DISCORD_LIMITS } from "../../chat/limits.ts";
import type { ChatLink } from "../../chat/link.ts";
import type { DiscordEnv } from "../../env.ts";
import type { Answer } from "../../ground/answer.ts";
import { log } from "../../ground/log.ts";
import { countCall } from "../../ground/metrics.ts";
import { type CardSurface, type Drawn, Gone } from "../../posting/cards.ts";
import type { Route } from "../../server/server.ts";
import { slashCommands } from "./commands.ts";
import type { DiscordContext } from "./context.ts";
import { interactionsRoute } from "./endpoint.ts";
import { handle } from "./handlers.ts";
import { callback, type FirstAnswer, firstOf } from "./line.ts";
import { discordMessage } from "./message.ts";
import { directChannel } from "./post.ts";
import { discordStage } from "./stage.ts";

export interface DiscordSurface {
  readonly routes: ReadonlyMap<string, Route>;
  stop(): Promise<void>;
}

/** Error codes for a message that cannot be edited any more. */
const GONE = new Set<unknown>([10003, 10008, 50001, 50005]);

/** Error codes for a channel or person that cannot get messages. */
const CANNOT_POST = new Set<unknown>([10003, 10013, 50001, 50007, 50013]);

/** The budget of one application. discord.js says "too many" before Discord does, from the headers of its answers. */
function discordBudget(): Budget {
  return makeBudget(
    (bucket) => DISCORD_LIMITS[bucket.split(" ")[0] ?? ""] ?? { calls: 5, inMs: 5_000 },
    (error) => (error instanceof RateLimitError ? error.retryAfter : null),
    (outcome) => countCall("discord", outcome),
  );
}

/**
 * Starts Discord: registers the slash commands and listens on the gateway; with a public key also on
 * `POST /discord/interactions`, for applications with an interactions endpoint. Both use one handler.
 */
export async function startDiscord(
  env: DiscordEnv,
  dispatcher: Dispatcher,
  chat: ChatLink,
  drawn: Drawn,
): Promise<DiscordSurface> {
  const at = env.apiUrl === undefined ? {} : { api: env.apiUrl };
  const client = new Client({
    intents: [GatewayIntentBits.Guilds],
    // Messages in channels wait in the budget, where decisions go first, and not in the queue of discord.js.
    rest: { ...at, rejectOnRateLimit: ({ route }) => route.startsWith("/channels/") },
  });
  const { rest } = client;
  rest.setToken(env.token);
  const hooks = new REST({ ...at, globalRequestsPerSecond: Number.POSITIVE_INFINITY });
  const inflight = makeInflight();
  const budget = discordBudget();
  const context: DiscordContext = { ...chat, dispatcher, inflight, apiUrl: env.apiUrl, rest, hooks, budget };
  const take = (interaction: APIInteraction, answer: FirstAnswer) => {
    inflight.start("discord.interaction", () => handle(context, interaction, firstOf(answer)));
  };

  const application = await register(rest, env, dispatcher);
  client.on(Events.Error, (error) => log.error("discord.gateway", error));
  // The raw interaction: the endpoint below gets the same object, so one handler serves both.
  client.ws.on(GatewayDispatchEvents.InteractionCreate, (interaction: APIInteraction) => {
    take(interaction, callback(hooks, interaction));
  });
  const ready = new Promise<void>((done) => client.once(Events.ClientReady, () => done()));
  await client.login(env.token);
  await ready;

  const routes = new Map<string, Route>();
  if (env.publicKey !== undefined) {
    routes.set("POST /discord/interactions", interactionsRoute(env.publicKey, take));
  }
  drawn.add(cardSurface(context, application));
  return {
    routes,
    async stop() {
      await inflight.idle();
      await client.destroy();
    },
  };
}

/** Registers the slash commands and returns the application's id. */
async function register(rest: REST, env: DiscordEnv, dispatcher: Dispatcher): Promise<string> {
  const asked = async () =>
    ((await rest.get(Routes.currentApplication())) as RESTGetCurrentApplicationResult).id;
  const app = env.applicationId ?? (await asked());
  const route =
    env.guildId === undefined
      ? Routes.applicationCommands(app)
      : Routes.applicationGuildCommands(app, env.guildId);
  await rest.put(route, { body: slashCommands(dispatcher.commands) });
  return app;
}

/** A decision that cannot be drawn in this time is told to the person who made it, and drawn later. */
const DECISION_MS = 2_000;
/** A counter that has no room now is drawn at its next turn. */
const COUNTER_MS = 100;

function cardSurface(context: DiscordContext, team: string): CardSurface {
  const { rest, dispatcher, budget } = context;
  const composed = async (answer: Answer, locale: Locale) =>
    discordMessage(
      answer,
      await dispatcher.buttons(answer.actions ?? [], { card: answer.card, locale }),
      locale,
    );
  return {
    provider: "discord",
    team,
    room: () => Number.POSITIVE_INFINITY, // Discord counts by channel: each redraw asks for itself
    stage: (run) => discordStage(context, run),
    async post(recipient, answer, locale, key) {
      const said = await composed(answer, locale);
      try {
        const channel =
          "chatChannel" in recipient ? recipient.chatChannel : await directChannel(rest, recipient.person);
        // With an enforced nonce, Discord answers a retry with the message of the first try.
        // Threads need rights of their own in each channel: an answer to the message needs none.
        const thread = "chatChannel" in recipient ? recipient.thread : undefined;
        const answered =
          thread === undefined
            ? {}
            : { message_reference: { message_id: thread, fail_if_not_exists: false } };
        const body = { ...said.body, ...answered, nonce: key, enforce_nonce: true };
        const posted = await budget.run(`post ${channel}`, "decision", () =>
          rest.post(Routes.channelMessages(channel), { body, files: said.files }),
        );
        return { chatChannel: channel, message: (posted as APIMessage).id };
      } catch (error) {
        if (error instanceof DiscordAPIError && CANNOT_POST.has(error.code))
          throw new Gone(JSON.stringify(recipient));
        throw error;
      }
    },
    async redraw({ chatChannel, message }, answer, locale, urgency) {
      const within = urgency === "counter" ? COUNTER_MS : DECISION_MS;
      if (budget.room(`edit ${chatChannel}`, urgency) <= 0 && urgency === "counter")
        throw new NoRoom(chatChannel);
      const said = await composed(answer, locale);
      try {
        const edit = () =>
          rest.patch(Routes.channelMessage(chatChannel, message), { body: said.body, files: said.files });
        await budget.run(`edit ${chatChannel}`, urgency, edit, within);
      } catch (error) {
        if (error instanceof DiscordAPIError && GONE.has(error.code))
          throw new Gone(`${chatChannel} ${message}`);
        throw error;
      }
    },
  };
}
