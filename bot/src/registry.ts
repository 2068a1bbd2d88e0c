import type { Words } from "@tidings/shared/locale.ts";
import { z } from "zod";
import type { Answer } from "./answer.ts";
import type { Context } from "./context.ts";

/** The nouns of the house that have commands; each is a folder of `commands/`. */
export type Feature = "people" | "reviews" | "templates" | "numbers" | "sends" | "quotas" | "reports";

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
  readonly name: string;
  readonly feature: Feature;
  readonly words: CommandWords<Extract<keyof Shape, string>>;
  readonly input: z.ZodObject<Shape>;
  /** The options that may be typed without their name, in this order. The last one takes the rest of the line. */
  readonly order: readonly Extract<keyof Shape, string>[];
  /** The catalogue action it needs; null when every member may. The database decides, this only lists. */
  readonly permission: string | null;
  /** May be used by people whose chat account is not linked. */
  readonly open?: true;
  /** True when it changes nothing. */
  readonly reads: boolean;
  /** Who sees the answer in chat: everyone in the room, or only the person who asked. */
  readonly audience: "room" | "person";
  /**
   * The option that is still needed before this input can run, or null: a surface with forms shows one then.
   * Default: the first required option that is missing.
   */
  lacks?(raw: Readonly<Record<string, unknown>>): string | null;
  /** For options that name something: the values to offer while a person types; at most 25, the best first. */
  readonly suggests?: Readonly<Partial<Record<Extract<keyof Shape, string>, Suggest>>>;
  run(context: Context, input: z.infer<z.ZodObject<Shape>>): Promise<Answer>;
}

/** Values that fit what is typed so far, with the person's own rights. */
export type Suggest = (context: Context, typed: string) => Promise<readonly string[]>;

/** A command whose input type does not matter to the caller. */
// biome-ignore lint/suspicious/noExplicitAny: a list of commands has commands of every shape in it
export type AnyCommand = Command<any>;

/** Checks the types of a command where it is written. */
export function defineCommand<Shape extends z.ZodRawShape>(command: Command<Shape>): Command<Shape> {
  return command;
}

/** A file that a person handed over. `bytes` is null when the platform does not say. */
export interface InputFile {
  readonly name: string;
  readonly bytes: number | null;
  /** Opens the content as a stream; each call opens it anew. @throws Unopened */
  open(): Promise<ReadableStream<Uint8Array>>;
}

/** A file that is named but cannot be read: deleted, or the platform does not give it to us. */
export class Unopened extends Error {}

/** The zod type of a file option. */
export function file() {
  return z
    .custom<InputFile>((value) => typeof value === "object" && value !== null && "open" in value)
    .meta({ option: "file" });
}

export type OptionKind = "string" | "integer" | "boolean" | "choice" | "file";

/** One option of a command, as a surface needs it to draw a form or a slash command. */
export interface Option {
  readonly name: string;
  readonly kind: OptionKind;
  readonly required: boolean;
  readonly words: Words;
  readonly choices: readonly { readonly value: string; readonly words: Words }[];
  readonly min?: number;
  readonly max?: number;
  /** Longest text, in characters. */
  readonly maxLength?: number;
  /** Can the command offer values for it? */
  readonly suggested: boolean;
}

/** The options of a command, in the order of its input, read from the zod schema. */
export function options(command: AnyCommand): Option[] {
  return Object.entries(command.input.shape as Record<string, z.ZodType>).map(([name, schema]) => {
    const inner = unwrapped(schema);
    const words = command.words.options[name] ?? { zh: name, en: name };
    const values = inner instanceof z.ZodEnum ? inner.options.map(String) : [];
    return {
      name,
      kind: kindOf(inner, `${command.name}.${name}`),
      required: !schema.safeParse(undefined).success,
      words,
      choices: values.map((value) => ({
        value,
        words: command.words.choices?.[value] ?? { zh: value, en: value },
      })),
      suggested: command.suggests?.[name] !== undefined,
      ...limits(inner),
    };
  });
}

function limits(schema: z.ZodType): Pick<Option, "min" | "max" | "maxLength"> {
  if (schema instanceof z.ZodNumber) {
    return { min: schema.minValue ?? undefined, max: schema.maxValue ?? undefined };
  }
  return schema instanceof z.ZodString ? { maxLength: schema.maxLength ?? undefined } : {};
}

function kindOf(schema: z.ZodType, where: string): OptionKind {
  if (schema instanceof z.ZodString) return "string";
  if (schema instanceof z.ZodNumber) return "integer";
  if (schema instanceof z.ZodBoolean) return "boolean";
  if (schema instanceof z.ZodEnum) return "choice";
  if (schema.meta()?.option === "file") return "file";
  throw new TypeError(`${where}: an option is a string, an integer, a boolean, a choice or a file`);
}

function unwrapped(schema: z.ZodType): z.ZodType {
  let inner: z.ZodType = schema;
  while (inner instanceof z.ZodOptional || inner instanceof z.ZodDefault || inner instanceof z.ZodNullable) {
    inner = inner.unwrap() as z.ZodType;
  }
  return inner;
}

/** The option that `raw` still lacks to run the command; null when it is enough. */
export function lacking(command: AnyCommand, raw: Readonly<Record<string, unknown>>): string | null {
  if (command.lacks) return command.lacks(raw);
  const missing = options(command).find((option) => option.required && raw[option.name] === undefined);
  return missing?.name ?? null;
}

/** The command with this name, or with this title in either language; null when there is none. */
export function findCommand(commands: readonly AnyCommand[], name: string): AnyCommand | null {
  const wanted = name.toLowerCase();
  const titled = (command: AnyCommand) =>
    [command.words.title.zh, command.words.title.en].some((title) => title.toLowerCase() === wanted);
  return commands.find((command) => command.name === wanted) ?? commands.find(titled) ?? null;
}
