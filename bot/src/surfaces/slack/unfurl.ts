import type { types } from "@slack/bolt";
import type { Locale } from "@tidings/shared/ground/locale.ts";
import type { Urgency } from "../../chat/budget.ts";
import type { ChatPerson } from "../../chat/dispatcher.ts";
import type { MessageRef } from "../../chat/homes.ts";
import type { Answer } from "../../ground/answer.ts";
import { log } from "../../ground/log.ts";
import { Gone } from "../../posting/cards.ts";
import { slackMessage } from "./blocks.ts";
import { GONE, slackError } from "./calls.ts";
import type { SlackContext } from "./context.ts";

/** More cards than this under one message are in the way of the conversation. */
const MOST_CARDS = 5;

/** The longest wait for a card: after that, nobody looks at the message any more. */
const LATEST_MS = 10_000;

/** The message or its channel is gone, or its writer took the address out of it. */
const TAKEN_AWAY = new Set([...GONE, "cannot_find_channel", "cannot_unfurl_message", "cannot_unfurl_url"]);

/**
 * Puts small cards under a message that has addresses of ours in it, read with the rights of the person who posted it. Where there is nothing to
 * show, nothing is said. Never throws: a preview that fails is no reason to disturb anybody.
 */
export async function unfurlShared(
  { dispatcher, budget, once, follow }: Pick<SlackContext, "dispatcher" | "budget" | "once" | "follow">,
  who: ChatPerson,
  { channel, message_ts: ts, links, unfurl_id, source }: types.LinkSharedEvent,
): Promise<void> {
  const addresses = [...new Set(links.map(({ url }) => url))].slice(0, MOST_CARDS);
  const shown = await dispatcher.unfurled(who, addresses);
  if (shown.size === 0) return;
  const locale = dispatcher.localeOf(who);
  const place = { chatChannel: channel, message: ts };
  const unfurls = Object.fromEntries(
    [...shown].map(([address, answer]) => [address, { blocks: blocksOf(answer, locale) }]),
  );
  // While it is written, the message has no place in a channel yet; this id is good for both.
  const target =
    unfurl_id !== undefined && (source === "composer" || source === "conversations_history")
      ? { unfurl_id, source: source as "composer" | "conversations_history" }
      : { channel, ts };
  try {
    await budget.run("chat.unfurl", "counter", () => once.chat.unfurl({ ...target, unfurls }), LATEST_MS);
    // What is being written is in no channel yet.
    if (source === "composer") return;
    for (const [address, answer] of shown)
      if (answer.card) await follow(who, { ...place, preview: address }, answer.card, locale, answer);
  } catch (error) {
    log.error("slack.unfurl", error);
  }
}

/**
 * Draws one of them anew: a second call for a message changes what the first one put there, and adds nothing.
 * @throws Gone when the message, or the address in it, is there no more
 */
export async function redrawPreview(
  { budget, once }: Pick<SlackContext, "budget" | "once">,
  { chatChannel: channel, message: ts, preview }: Required<MessageRef>,
  answer: Answer,
  locale: Locale,
  [urgency, latestMs]: readonly [Urgency, number],
): Promise<void> {
  const unfurls = { [preview]: { blocks: blocksOf(answer, locale) } };
  try {
    await budget.run("chat.unfurl", urgency, () => once.chat.unfurl({ channel, ts, unfurls }), latestMs);
  } catch (error) {
    if (TAKEN_AWAY.has(slackError(error) ?? "")) throw new Gone(`${channel} ${ts} ${preview}`);
    throw error;
  }
}

const blocksOf = (answer: Answer, locale: Locale) =>
  slackMessage(answer, { buttons: [], pictureId: null, locale }).blocks;
