import type { webApi } from "@slack/bolt";
import { slackError, withRetry } from "./calls.ts";

/**
 * May the bot post in this channel without being asked? It is a member, or it is a direct message. An app that was
 * installed without the scopes `channels:read` and `groups:read` cannot tell, and is not stopped by that.
 */
export async function isMember(client: webApi.WebClient, channel: string): Promise<boolean> {
  try {
    const { channel: about } = await withRetry(() => client.conversations.info({ channel }));
    return about?.is_im === true || about?.is_member === true;
  } catch (error) {
    const code = slackError(error);
    if (code === null) throw error;
    return code === "missing_scope"; // a private channel without the bot is `channel_not_found`
  }
}
