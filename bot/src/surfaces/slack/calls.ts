import { setTimeout as pause } from "node:timers/promises";
import { webApi } from "@slack/bolt";
import { type Budget, makeBudget } from "../../chat/budget.ts";
import { SLACK_LIMITS, SLACK_OTHERWISE } from "../../chat/limits.ts";
import { countCall } from "../../ground/metrics.ts";

/** Calls of Slack's Web API within its limits. The clients have `rejectRateLimitedCalls`, so that one 429 delays one method. */

const MAX_ATTEMPTS = 6;
const LONGEST_PAUSE_S = 60;

/** The budget of one workspace: all messages of the bot go through it. */
export function slackBudget(): Budget {
  return makeBudget(
    (bucket) => SLACK_LIMITS[bucket.split(" ")[0] ?? ""] ?? SLACK_OTHERWISE,
    (error) => (error instanceof webApi.WebAPIRateLimitedError ? error.retryAfter * 1_000 : null),
    (outcome) => countCall("slack", outcome),
  );
}

/** Makes a call that nobody competes for (uploads, the language of a person), again after a 429. */
export async function withRetry<T>(call: () => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      const answer = await call();
      countCall("slack", "done");
      return answer;
    } catch (error) {
      const throttled = error instanceof webApi.WebAPIRateLimitedError;
      countCall("slack", throttled ? "throttled" : "failed");
      if (!throttled || attempt >= MAX_ATTEMPTS) throw error;
      await pause(Math.min(error.retryAfter, LONGEST_PAUSE_S) * 1_000);
    }
  }
}

/** Slack's error code (`not_in_channel`); null for other errors. */
export function slackError(error: unknown): string | null {
  return error instanceof webApi.WebAPIPlatformError ? String(error.data.error) : null;
}

/** Error codes for a message that cannot be edited any more. */
export const GONE = new Set([
  "message_not_found",
  "channel_not_found",
  "cant_update_message",
  "is_archived",
  "not_in_channel",
]);

/** Error codes that mean that the bot may not post in the channel, usually because it was not invited. */
export const NOT_A_MEMBER = new Set([
  "not_in_channel",
  "channel_not_found",
  "restricted_action",
  "is_archived",
]);
