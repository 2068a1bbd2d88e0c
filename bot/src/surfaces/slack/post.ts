import type { webApi } from "@slack/bolt";
import type { SlackMessage } from "./blocks.ts";
import { slackError, withRetry } from "./calls.ts";
import type { MessageTarget, SlackContext } from "./context.ts";

/** Posting in Slack to one person, and finding what was posted before. */

/** No previews: Slack must not open the short links in a message. */
export const NO_UNFURL = { unfurl_links: false, unfurl_media: false } as const;

/** Marks a message with what it was posted for, so that a bot that was killed before it could write that down finds it. */
export function marked(id: string) {
  return { metadata: { event_type: "tidings_post", event_payload: { id } } };
}

/** Longest time between a post and the look for it: a run is older by then. */
const LOOK_BACK_S = 3_600;

/**
 * The message that was posted with this mark: its `ts`, or null when there is none, or the bot may not read the channel.
 * Slack has no idempotent posts, so what may have been posted already is looked for.
 */
export async function findMarked(
  context: Pick<SlackContext, "client" | "budget">,
  { channel, thread }: Pick<MessageTarget, "channel" | "thread">,
  id: string,
): Promise<string | null> {
  const { client, budget } = context;
  const about = { channel, include_all_metadata: true, limit: 200 } as const;
  const oldest = String(Date.now() / 1_000 - LOOK_BACK_S);
  try {
    const { messages } =
      thread === undefined
        ? await budget.run("conversations.history", "answer", () =>
            client.conversations.history({ ...about, oldest }),
          )
        : await budget.run("conversations.replies", "answer", () =>
            client.conversations.replies({ ...about, ts: thread }),
          );
    const found = (messages ?? []).find(
      ({ metadata }) => (metadata?.event_payload as { id?: unknown } | undefined)?.id === id,
    );
    return found?.ts ?? null;
  } catch (error) {
    if (slackError(error) === null) throw error;
    return null; // no member there, or an app that was installed without the scope
  }
}

/** The channel of the direct messages between the app and a person: what was posted there can be looked for. */
export async function directChannel(client: webApi.WebClient, person: string): Promise<string> {
  const { channel } = await withRetry(() => client.conversations.open({ users: person }));
  return channel?.id ?? person;
}

/** Shows a message to one person only; as a direct message where that fails. */
export async function postEphemeral(
  context: SlackContext,
  target: MessageTarget,
  message: SlackMessage,
): Promise<void> {
  if (target.responseUrl !== undefined && (await respond(target.responseUrl, message, false))) return;
  const { client, budget } = context;
  const { channel, user, thread, threadIsNew } = target;
  try {
    const place =
      thread === undefined || threadIsNew ? { channel, user } : { channel, user, thread_ts: thread };
    await budget.run("chat.postEphemeral", "answer", () =>
      client.chat.postEphemeral({ ...place, ...message }),
    );
  } catch (error) {
    if (slackError(error) === null) throw error;
    const direct = { channel: user, ...message, ...NO_UNFURL };
    await withRetry(() => client.chat.postMessage(direct));
  }
}

/** Posts to a response_url; false when it is used up, expired or unreachable. */
export async function respond(url: string, message: SlackMessage, replace: boolean): Promise<boolean> {
  const kind = replace ? { replace_original: true } : { response_type: "ephemeral", replace_original: false };
  const answer = await fetch(url, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ ...kind, ...message }),
    signal: AbortSignal.timeout(10_000),
  }).catch(() => null);
  return answer?.ok === true;
}
