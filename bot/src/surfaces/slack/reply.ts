import { say } from "@tidings/shared/ground/locale.ts";
import type { Urgency } from "../../chat/budget.ts";
import type { ChatRun } from "../../chat/runs.ts";
import { shownIn } from "../../chat/shown_in.ts";
import { CHAT_WORDS } from "../../chat/words.ts";
import { type Answer, type OutputFile, succeeded } from "../../ground/answer.ts";
import { fileOf } from "../../ground/csv.ts";
import { log } from "../../ground/log.ts";
import { rowsShown, type SlackMessage } from "./blocks.ts";
import { GONE, NOT_A_MEMBER, slackError, withRetry } from "./calls.ts";
import { composed, withPicture } from "./compose.ts";
import type { MessageTarget, SlackContext } from "./context.ts";
import { shareFile } from "./files.ts";
import { findMarked, marked, NO_UNFURL, postEphemeral } from "./post.ts";

/** The messages about one run: a progress message that is replaced while it runs, then the answer. */
export interface Conversation {
  /** Shows the progress, when there is room for it. Never throws, and never holds the work up. */
  progress(answer: Answer): void;
  /** Shows the answer; `alone`: to the person only. @throws when it could not be shown; it is tried again later */
  finish(answer: Answer, alone: boolean): Promise<void>;
  /** Takes the progress message away: the answer is shown elsewhere. */
  discard(): Promise<void>;
}

const PROGRESS_INTERVAL_MS = 1_500;
/** When the message cannot be brought up to date in this time, the person is told otherwise. */
const TOLD_AFTER_MS = 2_500;
/** A message that could not be updated in so many tries is left, and a new one posted. */
const MOST_UPDATES = 5;

/** The run is carried out by another bot by now: this one shows nothing further. */
class Lost extends Error {}

/** The messages of a run in a channel. What was posted is kept in its steps, `m0` for the first. */
export function converse(context: SlackContext, run: ChatRun, target: MessageTarget): Conversation {
  const { person } = run;
  const { channel, thread } = target;
  const locale = () => shownIn(context.dispatcher, run);
  let shownAt = 0;
  let outside = false;
  let showing: Promise<void> | null = null;
  /** Something may have been posted that is not in the steps. */
  let unsure = run.attempt > 1;

  const compose = (answer: Answer) => composed(context, answer, locale());
  const done = async (step: string, what: string) => {
    if (!(await context.runs.keep(run, { steps: { [step]: what } }))) throw new Lost(run.id);
  };

  const post = async (step: string, message: SlackMessage): Promise<string> => {
    const place = thread === undefined ? { channel } : { channel, thread_ts: thread };
    try {
      const posted = await context.budget.run(`chat.postMessage ${channel}`, "answer", () =>
        context.once.chat.postMessage({ ...place, ...message, ...NO_UNFURL, ...marked(`${run.id}/${step}`) }),
      );
      await done(step, posted.ts ?? "");
      return posted.ts ?? "";
    } catch (error) {
      if (slackError(error) === null) unsure = true;
      throw error;
    }
  };

  /** Posts the message of a step, or updates it when it was posted before. Answers its `ts`. */
  const put = async (step: string, message: SlackMessage, urgency: Urgency): Promise<string> => {
    const known = run.steps[step] ?? (unsure ? await findMarked(context, target, `${run.id}/${step}`) : null);
    if (known === null) return post(step, message);
    const client = urgency === "counter" ? context.once : context.client;
    try {
      await context.budget.run("chat.update", urgency, () =>
        client.chat.update({ channel, ts: known, ...message }),
      );
      return known;
    } catch (error) {
      const code = slackError(error) ?? "";
      const givenUp = run.attempt >= MOST_UPDATES && code !== "invalid_blocks";
      if (!givenUp && !GONE.has(code)) throw error;
      if (givenUp) await deleteMessage(context, channel, known).catch(() => {}); // it says what is not so
      return post(step, message);
    }
  };

  /** Puts a part of the answer. What does not show soon is told to the person alone meanwhile. */
  const putSoon = async (step: string, message: SlackMessage, part: Answer): Promise<string> => {
    const stale = run.steps[step] !== undefined; // a new message is awaited, an old one is believed
    const timer = stale ? setTimeout(() => void tellMeanwhile(part), TOLD_AFTER_MS) : undefined;
    try {
      return await put(step, message, "answer");
    } catch (error) {
      const code = slackError(error) ?? "";
      if (!(error instanceof Lost) && code !== "invalid_blocks" && !NOT_A_MEMBER.has(code))
        await tellMeanwhile(part);
      throw error;
    } finally {
      clearTimeout(timer);
    }
  };

  /** Files in the thread and the card of an answer that is shown. */
  const attach = async (index: number, ts: string, answer: Answer) => {
    const file = fileOf(answer, rowsShown(answer));
    if (file && run.steps[`f${index}`] === undefined) {
      await shareFile(context.client, file, target.channel, target.thread ?? ts);
      await done(`f${index}`, "shared");
    }
    if (answer.card && succeeded(answer)) {
      const place = { chatChannel: target.channel, message: ts };
      await context.follow(person, place, answer.card, locale(), answer);
    }
  };

  const showAlone = async (answer: Answer) => {
    const { m0 } = run.steps;
    if (m0 !== undefined) await deleteMessage(context, target.channel, m0);
    for (const [index, part] of [answer, ...(answer.more ?? [])].entries()) {
      if (run.steps[`e${index}`] !== undefined) continue;
      const message = await compose(part);
      await withPicture(message, (fit) => postEphemeral(context, target, fit));
      const file = fileOf(part, rowsShown(part));
      if (file) await sendFileDirectly(context, target.user, message, file);
      await done(`e${index}`, "told");
    }
  };

  const showAll = async (answer: Answer) => {
    for (const [index, part] of [answer, ...(answer.more ?? [])].entries()) {
      const ts = await withPicture(await compose(part), (fit) => putSoon(`m${index}`, fit, part));
      await attach(index, ts, part);
    }
  };

  /** The outcome for the person alone, once, when the message itself does not show it. Never throws. */
  const tellMeanwhile = async (answer: Answer) => {
    if (run.steps.told !== undefined) return;
    run.steps = { ...run.steps, told: "alone" };
    const note = [answer.note, say(CHAT_WORDS.notShown, locale())].filter(Boolean).join("\n");
    try {
      await postEphemeral(context, target, await compose({ ...answer, note }));
      await done("told", "alone");
    } catch (error) {
      log.error("slack.tell", error, { run: run.id });
    }
  };

  return {
    progress(answer) {
      if (outside || showing || Date.now() - shownAt < PROGRESS_INTERVAL_MS) return;
      if (run.steps.m0 !== undefined && context.budget.room("chat.update", "counter") === 0) return;
      shownAt = Date.now();
      showing = compose(answer)
        .then((message) => withPicture(message, (fit) => put("m0", fit, "counter")))
        .then(() => {})
        .catch((error: unknown) => {
          if (NOT_A_MEMBER.has(slackError(error) ?? "")) outside = true;
          else log.error("slack.progress", error, { run: run.id });
        })
        .finally(() => {
          showing = null;
        });
    },
    async discard() {
      await showing;
      const { m0 } = run.steps;
      if (m0 !== undefined) await deleteMessage(context, target.channel, m0);
    },
    async finish(answer, alone) {
      await showing; // a late progress would replace the answer
      if (alone || answer.ephemeral) return showAlone(answer);
      try {
        await showAll(answer);
      } catch (error) {
        if (!NOT_A_MEMBER.has(slackError(error) ?? "")) throw error;
        await outsideAnswer(context, target, answer, compose, locale());
      }
    },
  };
}

async function deleteMessage(context: SlackContext, channel: string, ts: string): Promise<void> {
  await context.budget
    .run("chat.delete", "answer", () => context.client.chat.delete({ channel, ts }))
    .catch((error: unknown) => {
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

/** The answer in a channel that the bot is not a member of: ephemeral, and not registered as a card. */
async function outsideAnswer(
  context: SlackContext,
  target: MessageTarget,
  answer: Answer,
  compose: (answer: Answer) => Promise<SlackMessage>,
  locale: "zh-CN" | "en",
): Promise<void> {
  const note = [answer.note, say(CHAT_WORDS.needsInvite, locale)].filter(Boolean).join("\n");
  for (const part of [{ ...answer, note }, ...(answer.more ?? [])])
    await postEphemeral(context, target, await compose(part));
}
