import { setTimeout as pause } from "node:timers/promises";
import { webApi } from "@slack/bolt";

/** Calls of Slack's Web API, retried after rate limits. */

const MAX_ATTEMPTS = 6;
const LONGEST_PAUSE_S = 60;

/**
 * Makes a call, and retries it after a 429 when the time in `Retry-After` has passed. The client has
 * `rejectRateLimitedCalls`: otherwise one 429 would delay its whole queue, with the calls for other channels.
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

/** Slack's error code (`not_in_channel`); null for other errors. */
export function slackError(error: unknown): string | null {
  return error instanceof webApi.WebAPIPlatformError ? String(error.data.error) : null;
}
