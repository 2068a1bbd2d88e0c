/** How often the platforms let an app call, as they publish it. One file, so that every call of a method shares one budget. */

/** So many calls within so many milliseconds, no matter who makes them. */
export interface Limit {
  readonly calls: number;
  readonly inMs: number;
}

const MINUTE = 60_000;

/**
 * Slack counts by method and workspace (docs.slack.dev/apis/web-api/rate-limits): tier 3 is 50 a minute, tier 4 100 a
 * minute; messages are one a second and channel, with short bursts. A `response_url` is counted by itself.
 */
export const SLACK_LIMITS: Readonly<Record<string, Limit>> = {
  "chat.update": { calls: 50, inMs: MINUTE },
  "chat.delete": { calls: 50, inMs: MINUTE },
  "chat.postMessage": { calls: 5, inMs: 5_000 },
  "chat.postEphemeral": { calls: 100, inMs: MINUTE },
  "chat.unfurl": { calls: 50, inMs: MINUTE },
  "conversations.history": { calls: 50, inMs: MINUTE },
  "conversations.replies": { calls: 50, inMs: MINUTE },
  "views.open": { calls: 100, inMs: MINUTE },
  "views.publish": { calls: 100, inMs: MINUTE },
  "users.info": { calls: 100, inMs: MINUTE },
  "files.info": { calls: 100, inMs: MINUTE },
};

/** Of a method that is not listed: tier 2. */
export const SLACK_OTHERWISE: Limit = { calls: 20, inMs: MINUTE };

/**
 * Discord counts by route and channel. The numbers are in the headers of its answers, and discord.js waits for them; these
 * are the usual ones, so that a decision does not wait in that queue behind counters.
 */
export const DISCORD_LIMITS: Readonly<Record<string, Limit>> = {
  edit: { calls: 5, inMs: 5_000 },
  post: { calls: 5, inMs: 5_000 },
};
