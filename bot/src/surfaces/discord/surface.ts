import {
  Client,
  DiscordAPIError,
  Events,
  GatewayDispatchEvents,
  GatewayIntentBits,
  type REST,
  Routes,
} from "discord.js";
import type {
  APIDMChannel,
  APIInteraction,
  APIMessage,
  RESTGetCurrentApplicationResult,
} from "discord-api-types/v10";
import { type CardSurface, Gone } from "../../cards.ts";
import type { Dispatcher } from "../../chat/dispatcher.ts";
import { makeInflight } from "../../chat/inflight.ts";
import type { DiscordEnv } from "../../env.ts";
import { log } from "../../log.ts";
import type { Route } from "../../server.ts";
import { slashCommands } from "./commands.ts";
import type { DiscordContext } from "./context.ts";
import { interactionsRoute } from "./endpoint.ts";
import { handle } from "./handlers.ts";
import { callback, type FirstAnswer, openLine } from "./line.ts";
import { discordMessage } from "./message.ts";

export interface DiscordSurface {
  readonly cards: CardSurface;
  readonly routes: ReadonlyMap<string, Route>;
  stop(): Promise<void>;
}

/** Error codes for a message that cannot be edited any more. */
const GONE = new Set<unknown>([10003, 10008, 50001, 50005]);

/** Error codes for a channel or person that cannot get messages. */
const CANNOT_POST = new Set<unknown>([10003, 10013, 50001, 50007, 50013]);

/**
 * Starts Discord: registers the slash commands and listens on the gateway; with a public key also on
 * `POST /discord/interactions`, for applications with an interactions endpoint. Both use one handler.
 */
export async function startDiscord(
  env: DiscordEnv,
  dispatcher: Dispatcher,
  cards: Pick<DiscordContext, "follow" | "redrawCards">,
): Promise<DiscordSurface> {
  const client = new Client({
    intents: [GatewayIntentBits.Guilds],
    rest: env.apiUrl === undefined ? {} : { api: env.apiUrl },
  });
  const { rest } = client;
  rest.setToken(env.token);
  const context: DiscordContext = { dispatcher, apiUrl: env.apiUrl, ...cards };
  const inflight = makeInflight();
  const take = (interaction: APIInteraction, answer: FirstAnswer) => {
    inflight.start("discord.interaction", () =>
      handle(context, interaction, openLine(rest, interaction, answer)),
    );
  };

  const application = await register(rest, env, dispatcher);
  client.on(Events.Error, (error) => log.error("discord.gateway", error));
  // The raw interaction: the endpoint below gets the same object, so one handler serves both.
  client.ws.on(GatewayDispatchEvents.InteractionCreate, (interaction: APIInteraction) => {
    take(interaction, callback(rest, interaction));
  });
  const ready = new Promise<void>((done) => client.once(Events.ClientReady, () => done()));
  await client.login(env.token);
  await ready;

  const routes = new Map<string, Route>();
  if (env.publicKey !== undefined) {
    routes.set("POST /discord/interactions", interactionsRoute(env.publicKey, take));
  }
  return {
    cards: cardSurface(rest, dispatcher, application),
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

function cardSurface(rest: REST, dispatcher: Dispatcher, team: string): CardSurface {
  return {
    provider: "discord",
    team,
    async post(recipient, answer, locale, key) {
      const said = discordMessage(answer, await dispatcher.buttons(answer.actions ?? []), locale);
      try {
        const channel =
          "chatChannel" in recipient ? recipient.chatChannel : await directChannel(rest, recipient.person);
        // With an enforced nonce, Discord answers a retry with the message of the first try.
        const body = { ...said.body, nonce: key, enforce_nonce: true };
        const posted = await rest.post(Routes.channelMessages(channel), { body, files: said.files });
        return { chatChannel: channel, message: (posted as APIMessage).id };
      } catch (error) {
        if (error instanceof DiscordAPIError && CANNOT_POST.has(error.code))
          throw new Gone(JSON.stringify(recipient));
        throw error;
      }
    },
    async redraw({ chatChannel, message }, answer, locale) {
      const said = discordMessage(answer, await dispatcher.buttons(answer.actions ?? []), locale);
      try {
        await rest.patch(Routes.channelMessage(chatChannel, message), { body: said.body, files: said.files });
      } catch (error) {
        if (error instanceof DiscordAPIError && GONE.has(error.code))
          throw new Gone(`${chatChannel} ${message}`);
        throw error;
      }
    },
  };
}

async function directChannel(rest: REST, person: string): Promise<string> {
  const opened = await rest.post(Routes.userChannels(), { body: { recipient_id: person } });
  return (opened as APIDMChannel).id;
}
