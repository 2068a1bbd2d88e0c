import type { Locale, Words } from "@tidings/shared/locale.ts";
import { z } from "zod";
import type { Answer } from "./answer.ts";
import type { Me, Session, Source } from "./database.ts";

/** The nouns of the house that have commands; each is a folder of `commands/`. */
export type Feature =
  | "people"
  | "reviews"
  | "templates"
  | "numbers"
  | "sends"
  | "links"
  | "optouts"
  | "approval-rules"
  | "channels"
  | "alerts"
  | "quotas"
  | "reports"
  | "devices";

/** The texts of a command. `options` has one label for each key of the input. */
export interface CommandWords<Name extends string = string> {
  readonly title: Words;
  readonly description: Words;
  readonly options: Readonly<Record<Name, Words>>;
  /** Words for the values of a choice, where the value itself is not a word. */
  readonly choices?: Readonly<Record<string, Words>>;
}

/**
 * A command, as data: every surface (terminal, Slack, Discord, the assistant) offers it from this alone.
 * To add one, write `commands/<feature>/<name>.ts` and put it into `commands/list.ts`.
 */
export interface Command<Shape extends z.ZodRawShape = z.ZodRawShape> {
  /** One word, or two where several commands have a noun in common (`approval-rule add`). */
  readonly name: string;
  /** Earlier names, understood where a command is typed. They are not listed, and not registered with Discord. */
  readonly aliases?: readonly string[];
  readonly feature: Feature;
  readonly words: CommandWords<Extract<keyof Shape, string>>;
  readonly input: z.ZodObject<Shape>;
  /** The options that may be typed without their name, in this order. The last one takes the rest of the line. */
  readonly positional: readonly Extract<keyof Shape, string>[];
  /** The catalogue action it needs; null when every member may. The database decides, this only lists. */
  readonly permission: string | null;
  /** May be used by people whose chat account is not linked. */
  readonly open?: true;
  /** True when it changes nothing. */
  readonly reads: boolean;
  /**
   * For whoever sets things up, not for every day: Discord, where a command takes 25 subcommands and 8,000
   * characters, has it under `/tidings-admin` (those of links are under `/tidings-links`). Elsewhere it is a command
   * like any other.
   */
  readonly admin?: true;
  /** Who sees the answer in chat: everyone in the room, or only the person who asked. */
  readonly audience: "chat_channel" | "person";
  /**
   * The option that is still needed before this input can run, or null: a surface with forms shows one then.
   * Default: the first required option that is missing.
   */
  missing?(raw: Readonly<Record<string, unknown>>): string | null;
  /** For options that name something: the values to offer while a person types; at most 25, the best first. */
  readonly suggests?: Readonly<Partial<Record<Extract<keyof Shape, string>, Suggest>>>;
  run(context: Context, input: z.infer<z.ZodObject<Shape>>): Promise<Answer>;
}

/** Values that fit what is typed so far, with the person's own rights. */
export type Suggest = (context: Context, typed: string) => Promise<readonly string[]>;

/** A command whose input type does not matter to the caller. */
// biome-ignore lint/suspicious/noExplicitAny: a list of commands has commands of every shape in it
export type AnyCommand = Command<any>;

/** What a command has to hand: the database with the person's own rights, and a way to tell how far it is. */
export interface Context {
  readonly session: Session;
  readonly me: Me;
  readonly locale: Locale;
  readonly source: Source;
  /** The chat channel it is asked from, as the platform names it; null outside of chat. */
  readonly chatChannel: string | null;
  /** In whose home that channel is: the workspace on Slack, the application on Discord. */
  readonly team: string | null;
  /** The enterprise's time zone, for every time shown or typed. */
  readonly zone: string;
  readonly commands: readonly AnyCommand[];
  /**
   * The idempotency key of one step. The same button pressed twice has the same keys, so that the database
   * does the thing once.
   */
  request(step: string): string;
  /** Shows how far it is. The surface replaces what it showed before; the last word is the command's answer. */
  progress(answer: Answer): Promise<void>;
}

/** Checks the types of a command where it is written. */
export function defineCommand<Shape extends z.ZodRawShape>(command: Command<Shape>): Command<Shape> {
  return command;
}

/** A file that a person handed over. `bytes` is null when the platform does not say. */
export interface InputFile {
  readonly name: string;
  readonly bytes: number | null;
  /** Opens the content as a stream; each call opens it anew. @throws FileUnavailable */
  open(): Promise<ReadableStream<Uint8Array>>;
}

/** A file that is named but cannot be read: deleted, or the platform does not give it to us. */
export class FileUnavailable extends Error {}

/** The zod type of a file option; `types` are the endings a form offers. */
export function file(types: readonly string[] = ["csv", "xlsx", "txt"]) {
  return z
    .custom<InputFile>((value) => typeof value === "object" && value !== null && "open" in value)
    .meta({ option: "file", types });
}

/** The command with this name, else with this title in either language, else with this alias; null when there is none. */
export function findCommand(commands: readonly AnyCommand[], name: string): AnyCommand | null {
  const wanted = name.toLowerCase();
  const titled = (command: AnyCommand) =>
    [command.words.title.zh, command.words.title.en].some((title) => title.toLowerCase() === wanted);
  return (
    commands.find((command) => command.name === wanted) ??
    commands.find(titled) ??
    commands.find((command) => command.aliases?.includes(wanted)) ??
    null
  );
}

/**
 * The command that a line of words begins with (`approval-rule add` goes before `approval-rule`), and the words after its name.
 * Nothing typed means `help`.
 */
export function namedCommand(
  commands: readonly AnyCommand[],
  words: readonly string[],
): { readonly command: AnyCommand | null; readonly name: string; readonly rest: readonly string[] } {
  const [first = "help", second] = words;
  const both = second === undefined ? null : findCommand(commands, `${first} ${second}`);
  if (both) return { command: both, name: both.name, rest: words.slice(2) };
  return { command: findCommand(commands, first), name: first, rest: words.slice(1) };
}
