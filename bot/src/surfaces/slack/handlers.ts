import { fillPlaces, isLocale, type Locale, say } from "@tidings/shared/locale.ts";
import type { Answer } from "../../answer.ts";
import { sortWords, wordsOf } from "../../arguments.ts";
import type { ChatPerson } from "../../chat/dispatcher.ts";
import type { Inflight } from "../../chat/inflight.ts";
import type { Asked, ChatRun } from "../../chat/runs.ts";
import { CHAT_WORDS } from "../../chat/words.ts";
import { errorAnswer } from "../../errors.ts";
import { log } from "../../log.ts";
import { missingOption, options } from "../../options.ts";
import { type AnyCommand, findCommand, namedCommand } from "../../registry.ts";
import type { SlackMessage } from "./blocks.ts";
import { composed } from "./compose.ts";
import type { MessageTarget, SlackContext, SlackPlace } from "./context.ts";
import { fileReference } from "./files.ts";
import type { AskNote, FormNote, SlackFile } from "./form.ts";
import { postEphemeral } from "./post.ts";
import { slackStage } from "./stage.ts";

/** Handles events. Independent of Bolt. */

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

/**
 * Keeps what a person asked for, acknowledges it, and carries it out. Nothing is acknowledged that is not kept: what dies with
 * the bot before that is told to the person by Slack. `unkept` tells them when the database cannot be reached; `hint` is the
 * language of somebody who is linked to nobody.
 */
export async function takeUp(
  context: SlackContext,
  inflight: Inflight,
  asked: Omit<Asked, "place"> & { readonly place: SlackPlace },
  ack: () => Promise<void>,
  unkept: (message: SlackMessage) => Promise<void>,
  hint: () => Promise<Locale> = async () => asked.person.localeHint,
): Promise<void> {
  let run: ChatRun | null;
  try {
    run = await context.runs.take({ ...asked, place: { ...asked.place } });
  } catch (error) {
    log.error("slack.take", error, { key: asked.key });
    const locale = context.dispatcher.localeOf(asked.person);
    return unkept(await composed(context, errorAnswer(error, locale), locale));
  }
  await ack();
  if (!run) return;
  const taken = run;
  inflight.start("slack.run", async () => {
    const { person } = taken;
    const known = taken.stranger ? { ...taken, person: { ...person, localeHint: await hint() } } : taken;
    await context.carrier.carry(known, slackStage(context, known));
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
  await postEphemeral(
    context,
    target,
    await composed(context, badAnswer(problem), context.dispatcher.localeOf(person)),
  );
}

/** A mention of the bot. */
export interface Mention {
  readonly text: string;
  readonly files: readonly SlackFile[];
}

/** `@Tidings send 会员日 会员福利` with a file in the message or in its thread; or what is wrong with it. */
export function readMention(context: SlackContext, mention: Mention, locale: Locale): Asked["what"] {
  const typed = readLine(context, mention.text.replace(/<@[^>]+>/g, " "), locale);
  if (!typed.command || typed.problem !== null)
    return { work: { command: "", input: {}, problem: typed.problem ?? "" } };
  const file = options(typed.command).find((option) => option.kind === "file");
  const raw = { ...typed.raw };
  if (file && mention.files[0]) raw[file.name] = mention.files[0];
  const help = findCommand(context.dispatcher.commands, "help");
  if (missingOption(typed.command, raw) !== null && help)
    return commandWork(help, { command: typed.command.name });
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
