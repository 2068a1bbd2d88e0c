import { createHash } from "node:crypto";
import { setTimeout as pause } from "node:timers/promises";
import type { webApi } from "@slack/bolt";
import { type Locale, say } from "@tidings/shared/locale.ts";
import { type Answer, type OutputFile, type Picture, succeeded } from "../../answer.ts";
import type { ChatPerson } from "../../chat/dispatcher.ts";
import { CHAT_WORDS } from "../../chat/words.ts";
import { fileOf } from "../../csv.ts";
import { log } from "../../log.ts";
import { type SlackMessage, slackMessage, TABLE_ROWS } from "./blocks.ts";
import { slackError, withRetry } from "./calls.ts";
import type { MessageTarget, SlackContext } from "./context.ts";
import { shareFile, uploadPicture } from "./files.ts";

/** Speaking in Slack: to a room, to one person, in place of a message. */

/** A short link in a message is not opened for a preview of it. */
export const NO_UNFURL = { unfurl_links: false, unfurl_media: false } as const;

/** The bot may not post in that room: it was not invited. */
const OUTSIDE = new Set(["not_in_channel", "channel_not_found", "restricted_action", "is_archived"]);

const MOST_PICTURES = 200;
const uploaded = new Map<string, string>();

/** The picture's id on Slack; the same picture is uploaded once. */
async function pictureId(client: webApi.WebClient, picture: Picture): Promise<string> {
  const key = createHash("sha256").update(picture.png).digest("hex");
  const known = uploaded.get(key);
  if (known !== undefined) return known;
  const id = await uploadPicture(client, picture);
  if (uploaded.size >= MOST_PICTURES) uploaded.clear();
  uploaded.set(key, id);
  return id;
}

/** The answer as a message, its picture uploaded and its buttons minted. A picture that fails is left out. */
export async function composed(context: SlackContext, answer: Answer, locale: Locale): Promise<SlackMessage> {
  const picture = answer.picture
    ? pictureId(context.client, answer.picture).catch((error: unknown) => {
        log.error("slack.picture", error);
        return null;
      })
    : Promise.resolve(null);
  const [id, buttons] = await Promise.all([picture, context.dispatcher.buttons(answer.actions ?? [])]);
  return slackMessage(answer, { buttons, pictureId: id, locale });
}

const UPLOAD_ATTEMPTS = 4;

/** A picture takes Slack a moment after its upload; until then a message with it has `invalid_blocks`. */
export async function withPicture<T>(
  message: SlackMessage,
  send: (message: SlackMessage) => Promise<T>,
): Promise<T> {
  const hasPicture = message.blocks.some((block) => block.type === "image");
  for (let attempt = 1; hasPicture && attempt <= UPLOAD_ATTEMPTS; attempt += 1) {
    try {
      return await send(message);
    } catch (error) {
      if (slackError(error) !== "invalid_blocks") throw error;
      await pause(250 * 2 ** attempt);
    }
  }
  return send({ ...message, blocks: message.blocks.filter((block) => block.type !== "image") });
}

/** Says something to one person only. */
export async function postEphemeral(
  context: SlackContext,
  target: MessageTarget,
  message: SlackMessage,
): Promise<void> {
  if (target.responseUrl !== undefined && (await respond(target.responseUrl, message, false))) return;
  const { channel, user, thread } = target;
  try {
    const place = thread === undefined ? { channel, user } : { channel, user, thread_ts: thread };
    await withRetry(() => context.client.chat.postEphemeral({ ...place, ...message }));
  } catch (error) {
    if (slackError(error) === null) throw error;
    const direct = { channel: user, ...message, ...NO_UNFURL };
    await withRetry(() => context.client.chat.postMessage(direct));
  }
}

/** Posts to a response_url; false when it is used up, too old or unreachable. Bolt's own respond() is not used. */
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

/** A conversation about one command: a first message that is replaced while it works, and the answer. */
export interface Conversation {
  progress(answer: Answer): Promise<void>;
  /** Shows the answer: `alone` to the person only. */
  finish(answer: Answer, alone: boolean): Promise<void>;
}

const BREATH_MS = 1_500;

/** Opens a conversation with a person at a target. */
export function converse(context: SlackContext, person: ChatPerson, target: MessageTarget): Conversation {
  let ts: string | null = null;
  let told = 0;
  let outside = false;
  const locale = () => context.dispatcher.localeOf(person);

  const post = (message: SlackMessage) =>
    withPicture(message, (fit) => postOrUpdate(context, target, ts, fit));

  return {
    async progress(answer) {
      if (outside || Date.now() - told < BREATH_MS) return;
      told = Date.now();
      try {
        ts = await post(await composed(context, answer, locale()));
      } catch (error) {
        if (!OUTSIDE.has(slackError(error) ?? "")) throw error;
        outside = true;
      }
    },
    async finish(answer, alone) {
      if (alone || answer.ephemeral) {
        if (ts !== null) await takeBack(context, target.channel, ts);
        const message = await composed(context, answer, locale());
        await postEphemeral(context, target, message);
        const file = fileOf(answer, TABLE_ROWS);
        if (file) await handOver(context, target.user, message, file);
        return;
      }
      try {
        ts = await post(await composed(context, answer, locale()));
        await attach(context, person, target, ts, answer, locale());
        for (const part of answer.more ?? []) await converse(context, person, target).finish(part, false);
      } catch (error) {
        if (!OUTSIDE.has(slackError(error) ?? "")) throw error;
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

async function takeBack(context: SlackContext, channel: string, ts: string): Promise<void> {
  await withRetry(() => context.client.chat.delete({ channel, ts })).catch((error: unknown) => {
    if (slackError(error) === null) throw error; // gone already: that is what was wanted
  });
}

/** A message that one person sees can hold no file: they get it in their direct messages with the bot. */
async function handOver(
  context: SlackContext,
  user: string,
  { text }: SlackMessage,
  file: OutputFile,
): Promise<void> {
  const said = { channel: user, text, ...NO_UNFURL };
  const { channel, ts } = await withRetry(() => context.client.chat.postMessage(said));
  await shareFile(context.client, file, channel ?? user, ts);
}

/** What comes with a posted answer: its file in the thread, and its card's registration. */
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

/** The answer for a person in a room where the bot is no member: only they see it, and it does not follow its row. */
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
