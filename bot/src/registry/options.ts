import { type Locale, say, type Words, w } from "@tidings/shared/ground/locale.ts";
import { z } from "zod";
import type { AnyCommand } from "./registry.ts";

/** A name as it is compared where it is typed: `--trial-size` and `--Trial_Size` are the same. */
export const plainWord = (name: string): string => name.toLowerCase().replaceAll("_", "-");

/** The name of an option or choice as it is shown where it is typed: `trial-size`. */
export const shownName = (name: string): string => name.replaceAll("_", "-");

export type OptionKind = "string" | "integer" | "boolean" | "choice" | "file";

/** One option of a command, with what a surface needs for a form field or a slash command option. */
export interface Option {
  readonly name: string;
  readonly kind: OptionKind;
  readonly required: boolean;
  readonly words: Words;
  /** What it takes, where its words do not say it. */
  readonly hint?: Words;
  readonly choices: readonly { readonly value: string; readonly words: Words }[];
  readonly min?: number;
  readonly max?: number;
  /** Longest text, in characters. */
  readonly maxLength?: number;
  /** File extensions. */
  readonly types?: readonly string[];
  /** It is a time or a day: a form has pickers for it. */
  readonly said?: "time" | "day";
  /** Has the command suggestions for it? */
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
      ...(command.words.hints?.[name] ? { hint: command.words.hints[name] } : {}),
      choices: values.map((value) => ({
        value,
        words: command.words.choices?.[`${name}.${value}`] ??
          command.words.choices?.[value] ?? { zh: value, en: value },
      })),
      suggested: command.suggests?.[name] !== undefined,
      ...limits(inner),
    };
  });
}

function limits(schema: z.ZodType): Pick<Option, "min" | "max" | "maxLength" | "types" | "said"> {
  const types = schema.meta()?.types as readonly string[] | undefined;
  if (types) return { types };
  if (schema instanceof z.ZodNumber) {
    return { min: schema.minValue ?? undefined, max: schema.maxValue ?? undefined };
  }
  if (!(schema instanceof z.ZodString)) return {};
  const said = schema.meta()?.said as Option["said"];
  return { maxLength: schema.maxLength ?? undefined, ...(said ? { said } : {}) };
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

/** A value of an option in words: of a choice its own, of a switch yes or no. */
export function valueText({ choices }: Option, value: unknown, locale: Locale): string {
  if (typeof value === "boolean") return say(value ? YES : NO, locale);
  const choice = choices.find((each) => each.value === value);
  return choice ? say(choice.words, locale) : String(value);
}
const YES: Words = w("是", "yes");
const NO: Words = w("否", "no");

/** The option that is still missing in `raw` before the command can run; null when none is. */
export function missingOption(command: AnyCommand, raw: Readonly<Record<string, unknown>>): string | null {
  if (command.missing) return command.missing(raw);
  const missing = options(command).find((option) => option.required && raw[option.name] === undefined);
  return missing?.name ?? null;
}
