import { setTimeout as pause } from "node:timers/promises";
import type { types } from "@slack/bolt";
import { fillPlaces, type Locale, say } from "@tidings/shared/ground/locale.ts";
import { CHAT_WORDS } from "../../chat/words.ts";
import type { Answer } from "../../ground/answer.ts";
import { loopLag } from "../../ground/lag.ts";
import { log } from "../../ground/log.ts";
import { slackError, withRetry } from "./calls.ts";
import type { SlackContext } from "./context.ts";

/**
 * A submitted modal, from its acknowledgement to its end. What the run refuses comes back into the modal with all that was
 * typed. Slack wants the acknowledgement within 3 s: a run that takes longer shows meanwhile that it works.
 */
export interface Submission {
  readonly viewId: string;
  /** When it came, in milliseconds of `performance.now()`: from then on Slack waits. */
  readonly arrived: number;
  readonly title: types.PlainTextElement;
  readonly locale: Locale;
  /** The answer is shown to the person alone. */
  readonly alone: boolean;
  /** Acknowledges: closes the modal, or shows another view in it. */
  ack(response?: { response_action: "update"; view: types.ModalView }): Promise<void>;
  /**
   * Runs it, and posts its answer. `answered` is called as soon as it is known how it went, before the answer is posted and
   * cards are redrawn: with the refusal, which is not posted, when nothing was done.
   */
  run(answered: (refusal: Answer | null) => void): Promise<void>;
  /** The modal with what was typed, and what is wrong with it. */
  again(refusal: Answer): types.ModalView;
  /** Tells the refusal outside of the modal, which the person has closed. */
  tell(refusal: Answer): Promise<void>;
}

/** Slack's 3 s, less the way there and back. */
const ACK_MS = 2_000;
/** Of more modals that wait at once each is acknowledged when it comes: what becomes of it may take longer than Slack waits. */
const MOST_HELD = 3;
/** How many wait for their acknowledgement. */
let held = 0;

/** How long the acknowledgement may wait for what becomes of the modal: a loop that lags is late with the wait and with the acknowledgement. */
const holdMs = (arrived: number): number =>
  held >= MOST_HELD ? 0 : Math.max(0, arrived + ACK_MS - performance.now() - 2 * loopLag());

/** What is known soon; undefined when it takes longer. */
async function soon<T>(known: Promise<T>, arrived: number): Promise<T | undefined> {
  const most = holdMs(arrived);
  if (most === 0) return undefined;
  held += 1;
  try {
    return await Promise.race([known, pause(most, undefined, { ref: false })]);
  } finally {
    held -= 1;
  }
}

/** @throws whatever the run throws, after the modal has said that something broke */
export async function handleSubmission(context: SlackContext, submission: Submission): Promise<void> {
  const known = Promise.withResolvers<Answer | null>();
  const work = submission.run(known.resolve);
  // Whether it was done is not known when it breaks: the modal keeps what was typed, and the log says why.
  work.then(
    () => known.resolve(null),
    () => known.resolve(BROKEN),
  );
  const quick = await soon(known.promise, submission.arrived);
  if (quick === undefined) await submission.ack(shown(notice(submission, CHAT_WORDS.answerIn)));
  else await submission.ack(quick ? shown(submission.again(quick)) : undefined);
  const refusal = await known.promise;
  if (quick === undefined) {
    const view = refusal ? submission.again(refusal) : notice(submission, CHAT_WORDS.answered);
    const open = await update(context, submission.viewId, view);
    if (!open && refusal) await submission.tell(refusal);
  }
  await work;
}

const BROKEN: Answer = { tone: "bad", refusal: { code: "broken", status: 503 } };

const shown = (view: types.ModalView) => ({ response_action: "update" as const, view });

/** Replaces what the modal shows; false when the person has closed it. */
async function update({ client }: SlackContext, view_id: string, view: types.ModalView): Promise<boolean> {
  try {
    await withRetry(() => client.views.update({ view_id, view }));
    return true;
  } catch (error) {
    if (slackError(error) !== "not_found") log.error("slack.view", error);
    return false;
  }
}

/** A modal that only says something: it works, or it is done, and where the answer is. */
function notice(
  { title, locale, alone }: Submission,
  words: (typeof CHAT_WORDS)["answerIn" | "answered"],
): types.ModalView {
  const where = say(alone ? CHAT_WORDS.aloneThere : CHAT_WORDS.inChannel, locale);
  const working = words === CHAT_WORDS.answerIn ? `${say(CHAT_WORDS.working, locale)} ` : "";
  const text = `${working}${fillPlaces(say(words, locale), { where })}`;
  return {
    type: "modal",
    title,
    close: { type: "plain_text", text: say(CHAT_WORDS.close, locale) },
    blocks: [{ type: "section", text: { type: "plain_text", text } }],
  };
}

/** What a modal says of a refusal, in one text. */
export function refusalText({ title, text }: Answer, locale: Locale): string {
  return [title, text].filter(Boolean).join("\n") || say(CHAT_WORDS.broken, locale);
}
