import type { webApi } from "@slack/bolt";
import { slackError, withRetry } from "./calls.ts";

/** What Slack answers for a channel in which the bot is not. A private one it does not even name. */
const OUTSIDE = new Set(["channel_not_found", "not_in_channel"]);

/**
 * May the bot post in this channel without being asked? It is a member, or it is a direct message. An app that was
 * installed without the scopes `channels:read` and `groups:read` cannot tell, and is not stopped by that.
 *
 * @throws whatever else Slack answers, such as a token that is no longer valid
 */
export async function mayPost(client: webApi.WebClient, channel: string): Promise<boolean> {
  try {
    const { channel: about } = await withRetry(() => client.conversations.info({ channel }));
    return about?.is_im === true || about?.is_member === true;
  } catch (error) {
    const code = slackError(error);
    if (code === "missing_scope") return true;
    if (code !== null && OUTSIDE.has(code)) return false;
    throw error;
  }
}
