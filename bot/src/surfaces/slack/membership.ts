import type { webApi } from "@slack/bolt";
import type { AboutChannel } from "../../registry/registry.ts";
import { slackError, withRetry } from "./calls.ts";

/** What Slack answers for a channel in which the bot is not. A private one it does not even name. */
const OUTSIDE = new Set(["channel_not_found", "not_in_channel"]);

/**
 * What this channel is called, and whether the bot may post there without being asked: it is a member, or it is a direct message. An
 * app that was installed without the scopes `channels:read` and `groups:read` cannot tell, and is not stopped by that.
 *
 * @throws whatever else Slack answers, such as a token that is no longer valid
 */
export async function aboutChannel(client: webApi.WebClient, channel: string): Promise<AboutChannel> {
  try {
    const { channel: about } = await withRetry(() => client.conversations.info({ channel }));
    return {
      canPost: about?.is_im === true || about?.is_member === true,
      name: about?.name ? `#${about.name}` : null,
    };
  } catch (error) {
    const code = slackError(error);
    if (code === "missing_scope") return { canPost: true, name: null };
    if (code !== null && OUTSIDE.has(code)) return { canPost: false, name: null };
    throw error;
  }
}
