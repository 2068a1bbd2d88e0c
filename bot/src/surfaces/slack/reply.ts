import { type Locale, say } from "@tidings/shared/locale.ts";
import { type Answer, type OutputFile, succeeded } from "../../answer.ts";
import type { ChatPerson } from "../../chat/dispatcher.ts";
import { CHAT_WORDS } from "../../chat/words.ts";
import { fileOf } from "../../csv.ts";
import { type SlackMessage, TABLE_ROWS } from "./blocks.ts";
import { slackError, withRetry } from "./calls.ts";
import { composed, withPicture } from "./compose.ts";
import type { MessageTarget, SlackContext } from "./context.ts";
import { shareFile } from "./files.ts";

/** Posting in Slack: to a chat channel, to one person, or in place of a message. */

/** No previews: Slack must not open the short links in a message. */
export const NO_UNFURL = { unfurl_links: false, unfurl_media: false } as const;

/** Errors that mean that the bot may not post in the channel, usually because it was not invited. */
const NOT_A_MEMBER = new Set(["not_in_channel", "channel_not_found", "restricted_action", "is_archived"]);

/** Shows a message to one person only; as a direct message where that fails. */
export async function postEphemeral(
  context: SlackContext,
  target: MessageTarget,
  message: SlackMessage,
): Promise<void> {
  if (target.responseUrl !== undefined && (await respond(target.responseUrl, message, false))) return;
  const { channel, user, thread, threadIsNew } = target;
  try {
    const place =
      thread === undefined || threadIsNew ? { channel, user } : { channel, user, thread_ts: thread };
    await withRetry(() => context.client.chat.postEphemeral({ ...place, ...message }));
  } catch (error) {
    if (slackError(error) === null) throw error;
    const direct = { channel: user, ...message, ...NO_UNFURL };
    await withRetry(() => context.client.chat.postMessage(direct));
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

/** The messages about one command: a progress message that is replaced while it runs, then the answer. */
export interface Conversation {
  progress(answer: Answer): Promise<void>;
  /** Shows the answer; `alone`: to the person only. */
  finish(answer: Answer, alone: boolean): Promise<void>;
  /** Takes the progress message away: the answer is shown elsewhere. */
  discard(): Promise<void>;
}

const PROGRESS_INTERVAL_MS = 1_500;

/** Opens a conversation with a person. */
export function converse(context: SlackContext, person: ChatPerson, target: MessageTarget): Conversation {
  let ts: string | null = null;
  let shownAt = 0;
  let outside = false;
  const locale = () => context.dispatcher.localeOf(person);

  const post = (message: SlackMessage) =>
    withPicture(message, (fit) => postOrUpdate(context, target, ts, fit));

  return {
    async progress(answer) {
      if (outside || Date.now() - shownAt < PROGRESS_INTERVAL_MS) return;
      shownAt = Date.now();
      try {
        ts = await post(await composed(context, answer, locale()));
      } catch (error) {
        if (!NOT_A_MEMBER.has(slackError(error) ?? "")) throw error;
        outside = true;
      }
    },
    async discard() {
      if (ts !== null) await deleteMessage(context, target.channel, ts);
      ts = null;
    },
    async finish(answer, alone) {
      if (alone || answer.ephemeral) {
        if (ts !== null) await deleteMessage(context, target.channel, ts);
        const message = await composed(context, answer, locale());
        await postEphemeral(context, target, message);
        const file = fileOf(answer, TABLE_ROWS);
        if (file) await sendFileDirectly(context, target.user, message, file);
        return;
      }
      try {
        ts = await post(await composed(context, answer, locale()));
        await attach(context, person, target, ts, answer, locale());
        for (const part of answer.more ?? []) await converse(context, person, target).finish(part, false);
      } catch (error) {
        if (!NOT_A_MEMBER.has(slackError(error) ?? "")) throw error;
        await outsideAnswer(context, target, answer, locale());
      }
    },
  };
}

async function postOrUpdate(
  context: SlackContext,
  target: MessageTarget,
  ts: string | null,
  message: SlackMessage,
): Promise<string> {
  const { channel, thread } = target;
  if (ts !== null) {
    await withRetry(() => context.client.chat.update({ channel, ts, ...message }));
    return ts;
  }
  const place = thread === undefined ? { channel } : { channel, thread_ts: thread };
  const posted = await withRetry(() =>
    context.client.chat.postMessage({ ...place, ...message, ...NO_UNFURL }),
  );
  return posted.ts ?? "";
}

async function deleteMessage(context: SlackContext, channel: string, ts: string): Promise<void> {
  await withRetry(() => context.client.chat.delete({ channel, ts })).catch((error: unknown) => {
    if (slackError(error) === null) throw error; // deleted already
  });
}

/** An ephemeral message cannot have a file, so the file is sent as a direct message. */
async function sendFileDirectly(
  context: SlackContext,
  user: string,
  { text }: SlackMessage,
  file: OutputFile,
): Promise<void> {
  const said = { channel: user, text, ...NO_UNFURL };
  const { channel, ts } = await withRetry(() => context.client.chat.postMessage(said));
  await shareFile(context.client, file, channel ?? user, ts);
}

/** After an answer is posted: shares its file in the thread, and registers its card. */
async function attach(
  context: SlackContext,
  person: ChatPerson,
  target: MessageTarget,
  ts: string,
  answer: Answer,
  locale: Locale,
): Promise<void> {
  const file = fileOf(answer, TABLE_ROWS);
  if (file) await shareFile(context.client, file, target.channel, target.thread ?? ts);
  if (answer.card && succeeded(answer)) {
    await context.follow(person, { chatChannel: target.channel, message: ts }, answer.card, locale);
  }
}

/** The answer in a channel that the bot is not a member of: ephemeral, and not registered as a card. */
async function outsideAnswer(
  context: SlackContext,
  target: MessageTarget,
  answer: Answer,
  locale: Locale,
): Promise<void> {
  const note = [answer.note, say(CHAT_WORDS.needsInvite, locale)].filter(Boolean).join("\n");
  await postEphemeral(context, target, await composed(context, { ...answer, note }, locale));
  for (const part of answer.more ?? [])
    await postEphemeral(context, target, await composed(context, part, locale));
}
