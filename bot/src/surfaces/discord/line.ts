import { DiscordAPIError, type REST, Routes } from "discord.js";
import {
  type APIInteraction,
  type APIInteractionResponse,
  type APIMessage,
  MessageFlags,
  type RESTGetAPIChannelMessageResult,
} from "discord-api-types/v10";
import { log } from "../../log.ts";
import type { DiscordMessage } from "./message.ts";

/** The responses to an interaction: the first one within 3 s, then edits and follow-ups for 15 minutes. */
export interface Line {
  /** Sends the first response. False when Discord rejects it: too late, or there was one already. */
  first(response: APIInteractionResponse): Promise<boolean>;
  /** Replaces the first response, or after a button its message. */
  edit(message: DiscordMessage): Promise<APIMessage>;
  /** After a button: replaces the buttons of its message, and nothing else of it. */
  buttons(components: DiscordMessage["body"]["components"]): Promise<void>;
  /** Sends another message; `hidden`: ephemeral. */
  follow(message: DiscordMessage, hidden: boolean): Promise<APIMessage>;
  /** Deletes the first response. */
  remove(): Promise<void>;
}

/** Sends the first response: over REST for the gateway, as the HTTP response for the endpoint. */
export type FirstAnswer = (response: APIInteractionResponse) => Promise<void>;

/** 10062, unknown interaction: the 3 s are over. 40060, already acknowledged: another copy of this bot was faster. */
const TOO_LATE = new Set<unknown>([10062, 40060]);

/** The first response to an interaction from the gateway. */
export function callback(rest: REST, interaction: APIInteraction): FirstAnswer {
  return async (body) => {
    await rest.post(Routes.interactionCallback(interaction.id, interaction.token), { body, auth: false });
  };
}

/** Makes the responses to an interaction. */
export function openLine(rest: REST, interaction: APIInteraction, answer: FirstAnswer): Line {
  const { application_id: app, token } = interaction;
  const original = Routes.webhookMessage(app, token, "@original");
  const send = ({ body, files }: DiscordMessage) => ({ body, files, auth: false });
  return {
    async first(response) {
      try {
        await answer(response);
        return true;
      } catch (error) {
        if (!(error instanceof DiscordAPIError) || !TOO_LATE.has(error.code)) throw error;
        log.info("discord.too_late", { code: String(error.code) });
        return false;
      }
    },
    async edit(message) {
      return (await rest.patch(original, send(message))) as RESTGetAPIChannelMessageResult;
    },
    async buttons(components) {
      await rest.patch(original, { body: { components }, auth: false });
    },
    async follow({ body, files }, hidden) {
      const flags = hidden ? MessageFlags.Ephemeral : undefined;
      const said = { body: { ...body, flags }, files, auth: false };
      return (await rest.post(Routes.webhook(app, token), said)) as RESTGetAPIChannelMessageResult;
    },
    async remove() {
      await rest.delete(original, { auth: false });
    },
  };
}
