import { type Locale, say, type Words, w } from "@tidings/shared/ground/locale.ts";
import type { Feature } from "@tidings/shared/resource/nouns.ts";
import { z } from "zod";
import type { Model } from "../assistant/model.ts";
import type { Me, Session, Source } from "../data/database.ts";
import type { Answer, CardOf } from "../ground/answer.ts";
import type { Looked } from "./looked.ts";

/** The texts of a command. `options` has a label for each key of the input. */
export interface CommandWords<Name extends string = string> {
  readonly title: Words;
  readonly description: Words;
  readonly options: Readonly<Record<Name, Words>>;
  /** Words for the values of choices, by value, or by `option.value` where two options have the same value. */
  readonly choices?: Readonly<Record<string, Words>>;
  /** What the button of its form says that it does; else its title. */
  readonly act?: Words;
  /** What an option takes, by option: said under its field. Its label has no syntax. */
  readonly hints?: Readonly<Record<string, Words>>;
}

/**
 * A command as data: every surface (terminal, Slack, Discord, the assistant) is derived from it.
 * To add one, write `commands/<feature>/<name>.ts` and put it into `commands/list.ts`.
 */
export interface Command<Shape extends z.ZodRawShape = z.ZodRawShape> {
  /** One word, or two where several commands share a noun (`approval-rule add`). */
  readonly name: string;
  /** Earlier names, understood where a command is typed. They are not listed, and not registered with Discord. */
  readonly aliases?: readonly string[];
  readonly feature: Feature;
  readonly words: CommandWords<Extract<keyof Shape, string>>;
  readonly input: z.ZodObject<Shape>;
  /** Options that may be typed without their name, in this order. The last one takes the rest of the line. */
  readonly positional: readonly Extract<keyof Shape, string>[];
  /** Options that the command asks for although a line without them is understood, such as the reason of a rejection. For `help`. */
  readonly needed?: readonly Extract<keyof Shape, string>[];
  /** The permission it needs, or several of which any will do; null when every member may use it. For `help`: the database enforces it. */
  readonly permission: string | readonly string[] | null;
  /** Available to people whose chat account is not linked. */
  readonly open?: true;
  /** True when it changes nothing. */
  readonly reads: boolean;
  /** It has no request id, so a run of it that was interrupted is not taken up again. */
  readonly once?: true;
  /** Admin command (under `/tidings-admin` on Discord, where one slash command takes 25 subcommands and 8,000 characters). */
  readonly admin?: true;
  /** For anyone who runs the deployment: help lists it to platform admins alone. */
  readonly platform?: true;
  /** Not for chat: its input or answer is a secret. Discord does not have it, and help does not list it there. */
  readonly terminalOnly?: true;
  /** What its form begins with where nothing was typed: a form would say No to what is Yes unless said otherwise. */
  readonly begins?: Readonly<Record<string, unknown>>;
  /** What its form begins with besides, by option, read with the person's rights: the only rows that can be chosen, what alone their policies allow. */
  beginsWith?(context: Context): Promise<Readonly<Record<string, unknown>>>;
  /** Options that few need: a form has them behind *More*. */
  readonly rare?: readonly Extract<keyof Shape, string>[];
  /** It wants a password just given, which nobody gives in chat: no form for it is opened there. */
  readonly sudo?: true;
  /** Who sees the answer in chat: everyone in the channel, or only the person who ran the command. */
  readonly audience: "chat_channel" | "person";
  /**
   * The option that is still missing before this input can run, or null. A surface with forms then shows a form.
   * Default: the first required option without a value.
   */
  missing?(raw: Readonly<Record<string, unknown>>): string | null;
  /** Autocompletion by option: the values to suggest, at most 25, the best first. */
  readonly suggests?: Readonly<Partial<Record<Extract<keyof Shape, string>, Suggest>>>;
  /** Of a text option that takes fixed values, one or several of them: all there are. For `help`. */
  readonly values?: Readonly<Partial<Record<Extract<keyof Shape, string>, ValuesOf>>>;
  /**
   * It is also in the menu of a message in chat, under its title: the option that gets the row which that message shows. Such a command
   * reads, and answers to the person alone.
   */
  readonly onMessage?: Extract<keyof Shape, string>;
  /** Of a command that edits a row: how a surface with forms opens one that is filled with the row as it is. */
  readonly edits?: EditForm<Extract<keyof Shape, string>>;
  run(context: Context, input: z.infer<z.ZodObject<Shape>>): Promise<Answer>;
}

/** A form that is filled with a row. */
export interface EditForm<Name extends string = string> {
  /** Does this input name no change? Then the form is opened. */
  isBare(raw: Readonly<Record<string, unknown>>): boolean;
  /** The whole input as the row is now. @throws UserError, Refusal */
  now(context: Context, raw: Readonly<Record<string, unknown>>): Promise<Record<string, unknown>>;
  /** Options that the form keeps and does not show. */
  readonly hidden: readonly Name[];
}

/** The values that a text option takes for this person. */
export type ValuesOf = (context: Pick<Context, "me" | "locale">) => readonly string[];

/** Values that match what is typed so far, read with the person's rights. */
/** `others`: the other options, as far as they are typed. */
export type Suggest = (
  context: Context,
  typed: string,
  others: Readonly<Record<string, unknown>>,
) => Promise<readonly string[]>;

/** A command whose input type does not matter to the caller. */
// biome-ignore lint/suspicious/noExplicitAny: a list of commands has commands of every shape in it
export type AnyCommand = Command<any>;

/** A chat channel, as its platform has it. */
export interface AboutChannel {
  /** May the bot post there by itself, as it does for alerts? Answering a command needs no right. */
  readonly canPost: boolean;
  /** What it is called; null where the platform does not say. */
  readonly name: string | null;
}

/** The context of a run: a session with the person's rights, who they are, and a way to report progress. */
export interface Context {
  readonly session: Session;
  readonly me: Me;
  readonly locale: Locale;
  readonly source: Source;
  /** The id of the chat channel that the command came from; null outside of chat. */
  readonly chatChannel: string | null;
  /** Of that channel: the workspace on Slack, the application on Discord. */
  readonly team: string | null;
  /** What the platform says of it. */
  aboutChannel(): Promise<AboutChannel>;
  /** The language of what is posted there; null where it has none of its own. */
  readonly here: Locale | null;
  /** The enterprise's time zone, for every time shown or typed. */
  readonly zone: string;
  readonly commands: readonly AnyCommand[];
  /** The address of the panel, for links to its pages; null where it is not known. */
  readonly panel: string | null;
  /** The model that the assistant asks; null where none is set. */
  readonly model: Model | null;
  /** The conversation that it belongs to: a thread or channel of chat, else the surface. */
  readonly thread: string;
  /** What the person was shown before they ran it. */
  readonly looked: Looked;
  /** What runs changes nothing, so a part of a name may stand for a whole one. */
  readonly reads: boolean;
  /** A program reads the answer (`--json`), as the API would give it. */
  readonly program: boolean;
  /** A button was pressed: its input names a row by its id. Otherwise the input was typed. */
  readonly pressed: boolean;
  /** The row of the message in whose menu it was chosen; its id is in the input. */
  readonly about: CardOf | null;
  /**
   * The instant at which it was asked for. A run that is taken up again has the same one, so that "10:00" and a name with
   * the day in it mean the same.
   */
  readonly at: Date;
  /**
   * The idempotency key of one step of the run. The same button pressed twice has the same keys, so the database acts
   * once.
   */
  request(step: string): string;
  /** Shows the progress, replacing what was shown before. The answer of the command replaces it in the end. */
  progress(answer: Answer): Promise<void>;
}

const NO_PANEL: Words = w("<管理台地址>", "<panel address>");

/** The address of the panel as people read it; where it is not known, a place for it. */
export const panelOf = ({ panel, locale }: Pick<Context, "panel" | "locale">): string =>
  panel ?? say(NO_PANEL, locale);

/** Returns the command unchanged; lets TypeScript check and infer its types. */
export function defineCommand<Shape extends z.ZodRawShape>(command: Command<Shape>): Command<Shape> {
  return command;
}

/** A file from a person. `bytes` is null when the platform does not tell the size. */
export interface InputFile {
  readonly name: string;
  readonly bytes: number | null;
  /** Opens the content as a stream; each call opens it anew. @throws FileUnavailable */
  open(): Promise<ReadableStream<Uint8Array>>;
  /** Does work that reads the file. A run that a bot died in meanwhile is not run again: the file may be what ended it. */
  readonly held?: <T>(work: () => Promise<T>) => Promise<T>;
}

/** The file cannot be read: it was deleted, or the platform does not let the bot download it. */
export class FileUnavailable extends Error {}

/** The zod type of a file option; `types` are the file extensions that a form accepts. */
export function file(types: readonly string[] = ["csv", "xlsx", "txt"]) {
  return z
    .custom<InputFile>((value) => typeof value === "object" && value !== null && "open" in value)
    .meta({ option: "file", types });
}

/** A time or a day, in the words of people or in full: forms have pickers for it. */
export const said = (kind: "time" | "day") => z.string().trim().min(1).max(40).meta({ said: kind });

/** Does this source share what is typed and answered with others? */
export const isChat = (source: Source): boolean => source === "slack" || source === "discord";

/** The commands in the menu of a message. */
export const onMessages = (commands: readonly AnyCommand[]): AnyCommand[] =>
  commands.filter(({ onMessage }) => onMessage !== undefined);

/** Has this person a permission that the command needs? */
export function isPermitted(
  { permission }: Pick<AnyCommand, "permission">,
  me: Pick<Me, "permissions">,
): boolean {
  const any = permission === null ? [] : [permission].flat();
  return any.length === 0 || any.some((each) => me.permissions.includes(each));
}

/** The command with this name, else with this title in either language, else with this alias; null when there is none. */
export function findCommand(commands: readonly AnyCommand[], name: string): AnyCommand | null {
  const wanted = name.toLowerCase();
  // Names have dashes, and who writes an underscore means the same.
  const dashed = wanted.replaceAll("_", "-");
  const titled = (command: AnyCommand) =>
    [command.words.title.zh, command.words.title.en].some((title) => title.toLowerCase() === wanted);
  return (
    commands.find((command) => command.name === dashed) ??
    commands.find(titled) ??
    commands.find((command) => command.aliases?.includes(dashed)) ??
    null
  );
}

/** The commands of which this is the beginning of the name: of `template`, `template list` and the others. */
export function commandsUnder(commands: readonly AnyCommand[], beginning: string): AnyCommand[] {
  const begun = `${beginning.trim().toLowerCase()} `;
  return commands.filter(({ name }) => name.startsWith(begun));
}

/** The command at the beginning of a line (names of two words first), and the words after its name. An empty line is `help`. */
export function namedCommand(
  commands: readonly AnyCommand[],
  words: readonly string[],
): { readonly command: AnyCommand | null; readonly name: string; readonly rest: readonly string[] } {
  const [first = "help", second] = words;
  const both = second === undefined ? null : findCommand(commands, `${first} ${second}`);
  if (both) return { command: both, name: both.name, rest: words.slice(2) };
  return { command: findCommand(commands, first), name: first, rest: words.slice(1) };
}
