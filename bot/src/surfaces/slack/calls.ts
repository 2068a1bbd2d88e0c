import { setTimeout as pause } from "node:timers/promises";
import { webApi } from "@slack/bolt";

/** Calls of Slack's Web API that wait out a rate limit by themselves. */

const MAX_ATTEMPTS = 6;
const LONGEST_PAUSE_S = 60;

/**
 * Makes a call, and again after the time Slack asks for when there were too many. The client is made with
 * `rejectRateLimitedCalls`: else one 429 would hold up its whole queue, every other channel's calls too.
 */
export async function withRetry<T>(call: () => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await call();
    } catch (error) {
      if (!(error instanceof webApi.WebAPIRateLimitedError) || attempt >= MAX_ATTEMPTS) throw error;
      await pause(Math.min(error.retryAfter, LONGEST_PAUSE_S) * 1_000);
    }
  }
}

/** Slack's own word for what went wrong (`not_in_channel`); null when it is another kind of failure. */
export function slackError(error: unknown): string | null {
  return error instanceof webApi.WebAPIPlatformError ? String(error.data.error) : null;
}
