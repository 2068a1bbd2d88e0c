import type { types } from "@slack/bolt";
import type { ChatPerson } from "../../chat/dispatcher.ts";
import { log } from "../../log.ts";
import { slackMessage } from "./blocks.ts";
import type { SlackContext } from "./context.ts";

/** More cards than this under one message are in the way of the conversation. */
const MOST_CARDS = 5;

/** The longest wait for a card: after that, nobody looks at the message any more. */
const LATEST_MS = 10_000;

/**
 * Puts small cards under a message that has addresses of ours in it, read with the rights of whoever posted it. Where there is nothing to
 * show, nothing is said. Never throws: a preview that fails is no reason to disturb anybody.
 */
export async function unfurlShared(
  { dispatcher, budget, once }: Pick<SlackContext, "dispatcher" | "budget" | "once">,
  who: ChatPerson,
  { channel, message_ts: ts, links, unfurl_id, source }: types.LinkSharedEvent,
): Promise<void> {
  const addresses = [...new Set(links.map(({ url }) => url))].slice(0, MOST_CARDS);
  const shown = await dispatcher.unfurled(who, addresses);
  if (shown.size === 0) return;
  const locale = dispatcher.localeOf(who);
  const unfurls = Object.fromEntries(
    [...shown].map(([address, answer]) => {
      const { blocks } = slackMessage(answer, { buttons: [], pictureId: null, locale });
      return [address, { blocks }];
    }),
  );
  // While it is written, the message has no place in a channel yet; this id is good for both.
  const target =
    unfurl_id !== undefined && (source === "composer" || source === "conversations_history")
      ? { unfurl_id, source: source as "composer" | "conversations_history" }
      : { channel, ts };
  try {
    await budget.run("chat.unfurl", "counter", () => once.chat.unfurl({ ...target, unfurls }), LATEST_MS);
  } catch (error) {
    log.error("slack.unfurl", error);
  }
}
