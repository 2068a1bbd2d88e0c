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

/** An interaction's way back: one first answer within 3 s, then edits and follow-ups for 15 minutes. */
export interface Line {
  /** Gives the first answer. False when Discord no longer takes it: too late, or given already. */
  first(response: APIInteractionResponse): Promise<boolean>;
  /** Replaces the first answer (or, after a button, the message it stands on). */
  edit(message: DiscordMessage): Promise<APIMessage>;
  /** A further message; `hidden`: only the person sees it. */
  follow(message: DiscordMessage, hidden: boolean): Promise<APIMessage>;
  /** Takes the first answer back. */
  remove(): Promise<void>;
}

/** How the first answer gets to Discord: over REST after the gateway, in the reply to its request over HTTP. */
export type FirstAnswer = (response: APIInteractionResponse) => Promise<void>;

/** Unknown interaction: its 3 s are over. Already acknowledged: another copy of this bot was faster. */
const TOO_LATE = new Set<unknown>([10062, 40060]);

/** The way back of an interaction that came over the gateway. */
export function callback(rest: REST, interaction: APIInteraction): FirstAnswer {
  return async (body) => {
    await rest.post(Routes.interactionCallback(interaction.id, interaction.token), { body, auth: false });
  };
}

/** Opens the line of an interaction. */
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
