import { randomUUID } from "node:crypto";
import { fillPlaces, isLocale, type Locale, say } from "@tidings/shared/locale.ts";
import { type Answer, succeeded } from "../../answer.ts";
import { sortWords, wordsOf } from "../../arguments.ts";
import { isDead } from "../../chat/dead_buttons.ts";
import type { ChatPerson } from "../../chat/dispatcher.ts";
import { CHAT_WORDS } from "../../chat/words.ts";
import { missingOption, options } from "../../options.ts";
import { type AnyCommand, findCommand, namedCommand } from "../../registry.ts";
import type { AskNote } from "./ask_view.ts";
import { composed } from "./compose.ts";
import type { MessageTarget, SlackContext } from "./context.ts";
import { type ButtonMessage, tellDead } from "./dead_button.ts";
import { slackFile } from "./files.ts";
import type { FormNote } from "./form.ts";
import type { SlackFile } from "./form_input.ts";
import { isMember } from "./membership.ts";
import { converse, postEphemeral, respond } from "./reply.ts";

/** Handles events after they were acknowledged. Independent of Bolt. */

/** A typed line as a command with its input; `problem` is the message for the person. */
export interface ParsedLine {
  readonly command: AnyCommand | null;
  readonly raw: Readonly<Record<string, unknown>>;
  readonly problem: string | null;
}

/** Parses `approve 会员日`; an empty line is `help`. */
export function readLine(context: SlackContext, line: string, locale: Locale): ParsedLine {
  const { command, name, rest } = namedCommand(context.dispatcher.commands, wordsOf(line));
  if (!command) {
    return { command, raw: {}, problem: fillPlaces(say(CHAT_WORDS.unknown, locale), { name }) };
  }
  const typed = sortWords(command, rest, locale);
  const raw = { ...typed.raw };
  // A path has no meaning in chat: files come from a form, a mention or a shortcut.
  for (const option of options(command)) if (option.kind === "file") delete raw[option.name];
  return { command, raw, problem: typed.problem };
}

/** Replaces Slack's file objects by input files. */
function withFiles(
  context: SlackContext,
  command: AnyCommand,
  raw: ParsedLine["raw"],
): Record<string, unknown> {
  const opened = { ...raw };
  for (const option of options(command)) {
    const value = raw[option.name];
    if (option.kind === "file" && value) opened[option.name] = slackFile(context.client, value as SlackFile);
  }
  return opened;
}

/** Hears of an answer before it is posted. True: it shows the answer itself. */
export type TakesAnswer = (answer: Answer) => boolean;

/** Runs a command for a person and shows its progress. `request` is the idempotency key of an event that may come twice. */
export async function runFor(
  context: SlackContext,
  person: ChatPerson,
  target: MessageTarget,
  command: AnyCommand,
  raw: ParsedLine["raw"],
  request?: string,
  takes?: TakesAnswer,
): Promise<void> {
  const talk = converse(context, person, target);
  const progress = (answer: Answer) =>
    command.audience === "chat_channel" ? talk.progress(answer) : Promise.resolve();
  const answer = await context.dispatcher.run(person, command, withFiles(context, command, raw), {
    progress,
    request,
    chatChannel: target.channel,
    canPost: () => isMember(context.client, target.channel),
  });
  if (takes?.(answer)) return talk.discard();
  await talk.finish(answer, command.audience === "person");
  if (!command.reads) await context.redrawCards();
}

export function badAnswer(text: string): Answer {
  return { tone: "bad", text, ephemeral: true, refusal: { code: "input_invalid", status: 422 } };
}

/** Tells a person what is wrong with their line. */
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

/** A button that was pressed. `onlyTheirs`: on an ephemeral message. */
export interface Pressed {
  readonly token: string;
  readonly more: ParsedLine["raw"];
  readonly onlyTheirs: boolean;
  /** The message with the button; Slack does not send an ephemeral one along. */
  readonly message?: ButtonMessage;
}

/** A button was pressed. */
export async function press(
  context: SlackContext,
  person: ChatPerson,
  target: MessageTarget,
  pressed: Pressed,
  takes?: TakesAnswer,
): Promise<void> {
  const answer = await context.dispatcher.press(person, pressed.token, pressed.more, target.channel);
  if (takes?.(answer)) return;
  const locale = context.dispatcher.localeOf(person);
  const done = succeeded(answer);
  const inPlace = done && answer.card !== undefined && !answer.beside;
  if (inPlace && !pressed.onlyTheirs) {
    await context.redrawCards(); // the message is a card and shows the decision itself
    return;
  }
  if (inPlace && target.responseUrl) {
    await respond(target.responseUrl, await composed(context, answer, locale), true);
  } else if (isDead(answer))
    await tellDead(context, target, pressed, await composed(context, answer, locale));
  else await converse(context, person, target).finish(answer, !done);
  // An ephemeral message is no card, so what stands there now replaces it by hand.
  if (answer.instead && pressed.onlyTheirs && target.responseUrl)
    await respond(target.responseUrl, await composed(context, answer.instead, locale), true);
  await context.redrawCards(); // a person who was too late sees the decision of another
}

/** A mention of the bot. */
export interface Mention {
  readonly text: string;
  readonly files: readonly SlackFile[];
  /** The idempotency key: Slack may deliver an event more than once. */
  readonly eventId: string;
}

/** `@Tidings send 会员日 会员福利` with a file in the message or in its thread. */
export async function answerMention(
  context: SlackContext,
  person: ChatPerson,
  target: MessageTarget,
  mention: Mention,
): Promise<void> {
  const locale = context.dispatcher.localeOf(person);
  const typed = readLine(context, mention.text.replace(/<@[^>]+>/g, " "), locale);
  if (!typed.command || typed.problem !== null) {
    return tellProblem(context, person, target, typed.problem ?? "");
  }
  const file = options(typed.command).find((option) => option.kind === "file");
  const raw = { ...typed.raw };
  if (file && mention.files[0]) raw[file.name] = mention.files[0];
  const missing = missingOption(typed.command, raw);
  if (missing !== null) {
    const refusal = await context.dispatcher.refusalBefore(person, typed.command);
    if (refusal) return tell(context, person, target, refusal);
    const help = findCommand(context.dispatcher.commands, "help");
    if (help) await runFor(context, person, target, help, { command: typed.command.name });
    return;
  }
  await runFor(context, person, target, typed.command, raw, mention.eventId || randomUUID());
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
