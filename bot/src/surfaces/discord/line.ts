import { DiscordAPIError, type REST, Routes } from "discord.js";
import {
  type APIInteraction,
  type APIInteractionResponse,
  type APIMessage,
  MessageFlags,
  type RESTGetAPIChannelMessageResult,
} from "discord-api-types/v10";
import { log } from "../../ground/log.ts";
import type { DiscordMessage } from "./message.ts";

/** The first response to an interaction, within 3 s. False when it came too late; true also where another bot has responded before. */
export type First = (response: APIInteractionResponse) => Promise<boolean>;

/** The later responses to an interaction: edits and follow-ups for 15 minutes. */
export interface Line {
  /** Replaces the first response, or after a button its message. */
  edit(message: DiscordMessage): Promise<APIMessage>;
  /** After a button: its message as it is now. */
  read(): Promise<APIMessage>;
  /** After a button: replaces the buttons of its message, and nothing else of it. */
  buttons(components: DiscordMessage["body"]["components"]): Promise<void>;
  /** Sends another message; `hidden`: ephemeral. */
  follow(message: DiscordMessage, hidden: boolean): Promise<APIMessage>;
  /** Replaces a message that `follow` has sent. */
  refollow(id: string, message: DiscordMessage): Promise<APIMessage>;
  /** Deletes the first response. */
  remove(): Promise<void>;
}

/** Sends the first response: over REST for the gateway, as the HTTP response for the endpoint. */
export type FirstAnswer = (response: APIInteractionResponse) => Promise<void>;

/** 10062, unknown interaction: the 3 s are over. */
const TOO_LATE = 10062;
/** 40060, already acknowledged: by another bot of this application, or by a try of ours whose answer was lost. */
const ACKNOWLEDGED = 40060;

/** The first response to an interaction from the gateway. */
export function callback(hooks: REST, interaction: APIInteraction): FirstAnswer {
  return async (body) => {
    await hooks.post(Routes.interactionCallback(interaction.id, interaction.token), { body, auth: false });
  };
}

/** The first response, with what Discord says when it is too late for it, or when there is one. */
export function firstOf(answer: FirstAnswer): First {
  return async (response) => {
    try {
      await answer(response);
      return true;
    } catch (error) {
      if (!(error instanceof DiscordAPIError)) throw error;
      if (error.code === ACKNOWLEDGED) return true;
      if (error.code !== TOO_LATE) throw error;
      log.info("discord.too_late", { code: String(error.code) });
      return false;
    }
  };
}

/** The later responses to the interaction with this token. */
export function openLine(hooks: REST, application: string, token: string): Line {
  const original = Routes.webhookMessage(application, token, "@original");
  const send = ({ body, files }: DiscordMessage) => ({ body, files, auth: false });
  return {
    async edit(message) {
      return (await hooks.patch(original, send(message))) as RESTGetAPIChannelMessageResult;
    },
    async read() {
      return (await hooks.get(original, { auth: false })) as RESTGetAPIChannelMessageResult;
    },
    async buttons(components) {
      await hooks.patch(original, { body: { components }, auth: false });
    },
    async follow({ body, files }, hidden) {
      const flags = hidden ? MessageFlags.Ephemeral : undefined;
      const said = { body: { ...body, flags }, files, auth: false };
      return (await hooks.post(Routes.webhook(application, token), said)) as RESTGetAPIChannelMessageResult;
    },
    async refollow(id, message) {
      const route = Routes.webhookMessage(application, token, id);
      return (await hooks.patch(route, send(message))) as RESTGetAPIChannelMessageResult;
    },
    async remove() {
      await hooks.delete(original, { auth: false });
    },
  };
}
