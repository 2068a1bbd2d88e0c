import { type REST, Routes } from "discord.js";
import type { APIDMChannel } from "discord-api-types/v10";

/** The channel of the direct messages between the bot and a person. */
export async function directChannel(rest: REST, person: string): Promise<string> {
  const opened = await rest.post(Routes.userChannels(), { body: { recipient_id: person } });
  return (opened as APIDMChannel).id;
}
