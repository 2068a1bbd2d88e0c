import { randomUUID } from "node:crypto";
import { fillPlaces, isLocale, type Locale, say } from "@tidings/shared/locale.ts";
import { type Answer, succeeded } from "../../answer.ts";
import { sortWords, wordsOf } from "../../arguments.ts";
import type { ChatPerson } from "../../chat/desk.ts";
import { CHAT_WORDS } from "../../chat/words.ts";
import { lacking, options } from "../../options.ts";
import { type AnyCommand, findCommand, namedCommand } from "../../registry.ts";
import { slackFile, slackFileById } from "./files.ts";
import type { AskNote, FormNote, SlackFile } from "./form.ts";
import { composed, converse, type Kit, respond, type Spot, whisper } from "./reply.ts";

/** What happens after Slack has its acknowledgement; nothing here knows Bolt. */

/** A line of words as a command with its input; `problem` is for the person who typed it. */
export interface Typed {
  readonly command: AnyCommand | null;
  readonly raw: Readonly<Record<string, unknown>>;
  readonly problem: string | null;
}

/** Reads `approve 会员日`; nothing typed means help. */
export function readLine(kit: Kit, line: string, locale: Locale): Typed {
  const { command, name, rest } = namedCommand(kit.desk.commands, wordsOf(line));
  if (!command) {
    return { command, raw: {}, problem: fillPlaces(say(CHAT_WORDS.unknown, locale), { name }) };
  }
  const typed = sortWords(command, rest, locale);
  const raw = { ...typed.raw };
  // A path means nothing in chat: a file comes with a form, a mention or a shortcut.
  for (const option of options(command)) if (option.kind === "file") delete raw[option.name];
  return { command, raw, problem: typed.problem };
}

/** Files as Slack names them become files to read. */
function withFiles(kit: Kit, command: AnyCommand, raw: Typed["raw"]): Record<string, unknown> {
  const opened = { ...raw };
  for (const option of options(command)) {
    const value = raw[option.name];
    if (option.kind === "file" && value) opened[option.name] = slackFile(kit.client, value as SlackFile);
  }
  return opened;
}

/** Runs a command for a person and shows how it goes. `request` names an event that may come twice. */
export async function runFor(
  kit: Kit,
  person: ChatPerson,
  spot: Spot,
  command: AnyCommand,
  raw: Typed["raw"],
  request?: string,
): Promise<void> {
  const talk = converse(kit, person, spot);
  const progress = (answer: Answer) =>
    command.audience === "room" ? talk.progress(answer) : Promise.resolve();
  const answer = await kit.desk.run(person, command, withFiles(kit, command, raw), {
    progress,
    request,
    room: spot.channel,
  });
  await talk.finish(answer, command.audience === "person");
  if (!command.reads) await kit.redrawCards();
}

/** Runs what a form was filled in for. */
export async function runForm(
  kit: Kit,
  person: ChatPerson,
  spot: Spot,
  command: AnyCommand,
  raw: Typed["raw"],
  note: FormNote,
): Promise<void> {
  const given = { ...raw };
  const file = options(command).find((option) => option.kind === "file");
  if (file && note.fileId !== undefined) {
    const talk = converse(kit, person, spot);
    const locale = kit.desk.localeOf(person);
    try {
      const opened = await slackFileById(kit.client, note.fileId);
      const answer = await kit.desk.run(
        person,
        command,
        { ...given, [file.name]: opened },
        { progress: talk.progress, room: spot.channel },
      );
      await talk.finish(answer, false);
    } catch (error) {
      await whisper(kit, spot, await composed(kit, badAnswer(say(CHAT_WORDS.broken, locale)), locale));
      throw error;
    }
    return;
  }
  await runFor(kit, person, spot, command, given);
}

export function badAnswer(text: string): Answer {
  return { tone: "bad", text, ephemeral: true, refusal: { code: "input_invalid", status: 422 } };
}

/** Tells a person what was wrong with what they typed. */
export async function tellProblem(kit: Kit, person: ChatPerson, spot: Spot, problem: string): Promise<void> {
  await whisper(kit, spot, await composed(kit, badAnswer(problem), kit.desk.localeOf(person)));
}

/** A button was pressed, on a message that everyone sees or (`onlyTheirs`) on one that only this person does. */
export async function press(
  kit: Kit,
  person: ChatPerson,
  spot: Spot,
  pressed: { readonly token: string; readonly more: Typed["raw"]; readonly onlyTheirs: boolean },
): Promise<void> {
  const answer = await kit.desk.press(person, pressed.token, pressed.more, spot.channel);
  const locale = kit.desk.localeOf(person);
  const done = succeeded(answer);
  const inPlace = done && answer.card !== undefined && !answer.beside;
  if (inPlace && !pressed.onlyTheirs) {
    await kit.redrawCards(); // the message pressed is a card and shows the decision itself
    return;
  }
  if (inPlace && spot.responseUrl) {
    await respond(spot.responseUrl, await composed(kit, answer, locale), true);
  } else await converse(kit, person, spot).finish(answer, !done);
  await kit.redrawCards(); // whoever was too late sees what was decided meanwhile
}

/** What the bot was told when it was mentioned. */
export interface Mention {
  readonly text: string;
  readonly files: readonly SlackFile[];
  /** Names the event, which Slack may deliver more than once. */
  readonly eventId: string;
}

/** `@Tidings send 会员日 会员福利` with a file in the message (or in the message whose thread it is in). */
export async function answerMention(
  kit: Kit,
  person: ChatPerson,
  spot: Spot,
  mention: Mention,
): Promise<void> {
  const locale = kit.desk.localeOf(person);
  const typed = readLine(kit, mention.text.replace(/<@[^>]+>/g, " "), locale);
  if (!typed.command || typed.problem !== null) {
    return tellProblem(kit, person, spot, typed.problem ?? "");
  }
  const file = options(typed.command).find((option) => option.kind === "file");
  const raw = { ...typed.raw };
  if (file && mention.files[0]) raw[file.name] = mention.files[0];
  const missing = lacking(typed.command, raw);
  if (missing !== null) {
    const help = findCommand(kit.desk.commands, "help");
    if (help) await runFor(kit, person, spot, help, { command: typed.command.name });
    return;
  }
  await runFor(kit, person, spot, typed.command, raw, mention.eventId || randomUUID());
}

/** The note a modal carried; null when it is none of ours. */
export function readNote<Note extends FormNote | AskNote>(text: string): Note | null {
  try {
    const note = JSON.parse(text) as Note;
    return typeof note.channel === "string" && isLocale(note.locale) ? note : null;
  } catch {
    return null; // a view of another version of the bot
  }
}
