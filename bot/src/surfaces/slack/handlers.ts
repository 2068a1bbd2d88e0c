import { isLocale, type Locale, say } from "@tidings/shared/ground/locale.ts";
import { ASSISTANT_WORDS } from "../../assistant/words.ts";
import type { ChatPerson } from "../../chat/dispatcher.ts";
import { logFault } from "../../chat/faults.ts";
import type { Inflight } from "../../chat/inflight.ts";
import type { Asked, ChatRun } from "../../chat/runs.ts";
import type { Answer } from "../../ground/answer.ts";
import { errorAnswer } from "../../ground/errors.ts";
import { sortWords, wordsOf } from "../../registry/arguments.ts";
import { missingOption, options } from "../../registry/options.ts";
import { type AnyCommand, findCommand, namedCommand } from "../../registry/registry.ts";
import { unknownText } from "../../registry/unknown.ts";
import type { AskNote } from "./ask_view.ts";
import type { SlackMessage } from "./blocks.ts";
import { composed } from "./compose.ts";
import type { MessageTarget, SlackContext, SlackPlace } from "./context.ts";
import { fileReference } from "./files.ts";
import type { FormNote } from "./form.ts";
import type { SlackFile } from "./form_input.ts";
import { postEphemeral } from "./post.ts";
import { type StageOptions, slackStage } from "./stage.ts";
import { refusalText } from "./submission.ts";

/** Handles events. Independent of Bolt. */

/** A typed line as a command with its input; `problem` is the message for the person. */
export interface ParsedLine {
  readonly command: AnyCommand | null;
  readonly raw: Readonly<Record<string, unknown>>;
  readonly problem: string | null;
}

/** Parses `approve 会员日`; an empty line is `help`. */
export function readLine(context: SlackContext, line: string, locale: Locale): ParsedLine {
  const words = wordsOf(line);
  const { command, rest } = namedCommand(context.dispatcher.commands, words);
  if (!command) {
    return {
      command,
      raw: {},
      problem: unknownText(context.dispatcher.commands, words, { source: "slack", locale }),
    };
  }
  const typed = sortWords(command, rest, locale);
  const raw = { ...typed.raw };
  // A path has no meaning in chat: files come from a form, a mention or a shortcut.
  for (const option of options(command)) if (option.kind === "file") delete raw[option.name];
  return { command, raw, problem: typed.problem };
}

/** Something a person did in Slack, before it is kept. */
export type SlackAsked = Omit<Asked, "place"> & { readonly place: SlackPlace };

/**
 * Keeps what a person asked for: the run, null when it arrived before, undefined when the database cannot be reached, which
 * `unkept` has told the person then.
 */
export async function keep(
  context: SlackContext,
  asked: SlackAsked,
  unkept: (message: SlackMessage) => Promise<void>,
): Promise<ChatRun | null | undefined> {
  try {
    return await context.runs.take({ ...asked, place: { ...asked.place } });
  } catch (error) {
    logFault("slack.take", error, { key: asked.key });
    const locale = context.dispatcher.localeOf(asked.person);
    await unkept(await composed(context, errorAnswer(error, locale), locale));
    return undefined;
  }
}

/**
 * Keeps what a person asked for, acknowledges it, and carries it out. Nothing is acknowledged that is not kept: what dies with
 * the bot before that is told to the person by Slack. `hint` is the language of somebody who is linked to nobody.
 */
export async function takeUp(
  context: SlackContext,
  inflight: Inflight,
  asked: SlackAsked,
  ack: () => Promise<void>,
  unkept: (message: SlackMessage) => Promise<void>,
  hint: () => Promise<Locale> = async () => asked.person.localeHint,
  options?: StageOptions,
): Promise<void> {
  const taken = await keep(context, asked, unkept);
  if (taken === undefined) return;
  await ack();
  if (!taken) return;
  inflight.start("slack.run", async () => {
    const { person } = taken;
    const known = taken.stranger ? { ...taken, person: { ...person, localeHint: await hint() } } : taken;
    await context.carrier.carry(known, slackStage(context, known, options));
  });
}

/** The command of a typed line or a form as a run keeps it: of files what it takes to open them again. */
export function commandWork(command: AnyCommand, raw: ParsedLine["raw"]): Asked["what"] {
  const input = { ...raw };
  for (const option of options(command)) {
    const file = raw[option.name];
    if (option.kind === "file" && file) input[option.name] = fileReference(file as SlackFile);
  }
  return { work: { command: command.name, input } };
}

export function badAnswer(text: string): Answer {
  return { tone: "bad", text, ephemeral: true, refusal: { code: "input_invalid", status: 422 } };
}

/** Tells a person what is wrong with what they did. */
export async function tellProblem(
  context: SlackContext,
  person: ChatPerson,
  target: MessageTarget,
  problem: string,
): Promise<void> {
  await tell(context, person, target, badAnswer(problem));
}

/** Shows an answer to one person alone. */
export async function tell(
  context: SlackContext,
  person: ChatPerson,
  target: MessageTarget,
  answer: Answer,
): Promise<void> {
  const message = await composed(context, answer, context.dispatcher.localeOf(person));
  await postEphemeral(context, target, message);
}

/** Several words, or Chinese ones, that begin with no command: for an answer, somebody has to set up the assistant. */
const LIKE_A_QUESTION = /[\s?？\u4e00-\u9fff]/;

/** A mention of the bot. */
export interface Mention {
  readonly text: string;
  readonly files: readonly SlackFile[];
}

/**
 * `@Tidings send 会员日 会员福利` with a file in the message or in its thread; or what is wrong with it. What begins with no command
 * is a question where there is an assistant.
 */
export async function readMention(
  context: SlackContext,
  person: ChatPerson,
  mention: Mention,
): Promise<Asked["what"]> {
  const locale = context.dispatcher.localeOf(person);
  const line = mention.text.replace(/<@[^>]+>/g, " ").trim();
  const typed = readLine(context, line, locale);
  const assistant = findCommand(context.dispatcher.commands, "ask");
  if (!typed.command && context.dispatcher.answers && assistant)
    return commandWork(assistant, { question: line });
  const unset = !typed.command && LIKE_A_QUESTION.test(line) ? say(ASSISTANT_WORDS.unset, locale) : "";
  if (!typed.command || typed.problem !== null)
    return { work: { command: "", input: {}, problem: [typed.problem, unset].filter(Boolean).join("\n") } };
  const file = options(typed.command).find((option) => option.kind === "file");
  const raw = { ...typed.raw };
  if (file && mention.files[0]) raw[file.name] = mention.files[0];
  const help = findCommand(context.dispatcher.commands, "help");
  if (missingOption(typed.command, raw) !== null && help) {
    const refusal = await context.dispatcher.refusalBefore(person, typed.command);
    if (refusal) return { work: { command: "", input: {}, problem: refusalText(refusal, locale) } };
    return commandWork(help, { command: typed.command.name });
  }
  return commandWork(typed.command, raw);
}

/** The private metadata of a modal; null when it is not in our format. */
export function readNote<Note extends FormNote | AskNote>(text: string): Note | null {
  try {
    const note = JSON.parse(text) as Note;
    return typeof note.channel === "string" && isLocale(note.locale) ? note : null;
  } catch {
    return null; // from another version of the bot
  }
}
