import { fillPlaces, type Locale, say, type Words, w } from "@tidings/shared/ground/locale.ts";
import { nearest } from "@tidings/shared/ground/nearest.ts";
import { UserError } from "../ground/errors.ts";
import { notKnownText } from "./not_known.ts";
import { type Option, options, plainWord, shownName } from "./options.ts";
import type { AnyCommand } from "./registry.ts";

/** The words after a command's name, assigned to its options. The values are not validated yet. */
export interface ParsedWords {
  readonly raw: Readonly<Record<string, unknown>>;
  /** What could not be understood, in the reader's language. */
  readonly problem: string | null;
}

const QUOTES: Readonly<Record<string, string>> = {
  '"': '"',
  "'": "'",
  "“": "”",
  "‘": "’",
  "「": "」",
  "『": "』",
};

/** Splits a line into words. English and Chinese quotes group words. */
export function wordsOf(line: string): string[] {
  const words: string[] = [];
  let word: string | null = null;
  let closing = "";
  for (const letter of line) {
    if (closing !== "") {
      if (letter === closing) closing = "";
      else word += letter;
    } else if (QUOTES[letter] !== undefined && (word === null || word.endsWith("="))) {
      closing = QUOTES[letter];
      word ??= "";
    } else if (/\s/.test(letter)) {
      if (word !== null) words.push(word);
      word = null;
    } else word = (word ?? "") + letter;
  }
  if (word !== null) words.push(word);
  return words;
}

const YES = new Set(["on", "yes", "true", "1", "y", "是", "开", "要"]);
const NO = new Set(["off", "no", "false", "0", "n", "否", "关", "不要"]);

/** `--trial-size`, `trial_size` and 试发数量 all name the option `trial_size`. */
function optionNamed(all: readonly Option[], name: string): Option | undefined {
  const wanted = plainWord(name);
  return all.find((option) =>
    [option.name, option.words.zh, option.words.en].map(plainWord).includes(wanted),
  );
}

const WORDS = {
  unknown: w("没有选项「{name}」。", "There's no option “{name}”."),
  known: w("可用选项：{known}", "Options: {known}"),
  missing: w("选项「{name}」缺少值。", "The option “{name}” needs a value."),
  number: w(
    "选项「{name}」应为整数，而不是「{value}」。",
    "The option “{name}” must be an integer, not “{value}”.",
  ),
  yesno: w(
    "选项「{name}」应为 on 或 off，而不是「{value}」。",
    "The option “{name}” must be on or off, not “{value}”.",
  ),
  extra: w("多余的内容「{value}」。", "Unexpected “{value}”."),
};

/**
 * Assigns typed words to the options of `command`: `--name value`, `--name=value`, `name=value`, `--trial`,
 * `--no-trial`. Words without a name go to the positional options in their order, and the remaining ones to the last
 * of these if it is a text, but one right behind a switch is taken for a mistyped value of it. A file option keeps the path that was typed: the surface opens it.
 */
export function sortWords(command: AnyCommand, words: readonly string[], locale: Locale): ParsedWords {
  const all = options(command);
  const raw: Record<string, unknown> = {};
  const loose: string[] = [];
  /** The index of a loose word that follows a switch: it may be a mistyped value of that switch. */
  const behind = new Map<number, Option>();
  const queue = [...words];
  try {
    for (let word = queue.shift(); word !== undefined; word = queue.shift()) {
      const named = takeNamed(all, word, queue, locale);
      if (named) {
        raw[named.option.name] = coerced(named.option, named.value, locale);
        if (named.option.kind === "boolean") behind.set(loose.length, named.option);
      } else if (word !== "--") loose.push(word);
    }
    placeLoose(command, all, loose, behind, raw, locale);
    return { raw, problem: null };
  } catch (error) {
    if (error instanceof UserError) return { raw, problem: error.message };
    throw error;
  }
}

interface OptionValue {
  readonly option: Option;
  readonly value: string;
}

/** The option that `word` names, with its value (which may be the next word); null when it names none. */
function takeNamed(
  all: readonly Option[],
  word: string,
  queue: string[],
  locale: Locale,
): OptionValue | null {
  const dashed = /^--([^=\s]+)(?:=([\s\S]*))?$/.exec(word);
  const pair = dashed ?? /^([\p{L}_-]+)=([\s\S]*)$/u.exec(word);
  const name = pair?.[1];
  if (!pair || name === undefined) return null;
  const option = optionNamed(all, name);
  if (!option) {
    if (!dashed) return null; // an equals sign in a reason or a link is part of the text
    const turnedOff = name.startsWith("no-") ? optionNamed(all, name.slice(3)) : undefined;
    if (turnedOff?.kind === "boolean") return { option: turnedOff, value: "off" };
    const typed = (one: Option) => `--${shownName(one.name)}`;
    const meant = nearest(all, name, (each) => [each.name, each.words.zh, each.words.en], 1).map(typed);
    const told = (words: Words, places: object) => fillPlaces(say(words, locale), { ...places });
    const see = all.length === 0 ? "" : told(WORDS.known, { known: all.map(typed).join(" ") });
    throw new UserError(notKnownText({ none: told(WORDS.unknown, { name }), meant, see }, locale));
  }
  if (pair[2] !== undefined) return { option, value: pair[2] };
  if (option.kind !== "boolean") {
    const value = queue.shift();
    if (value === undefined) throw new UserError(fillPlaces(say(WORDS.missing, locale), { name }));
    return { option, value };
  }
  const next = queue[0]?.toLowerCase() ?? "";
  if (YES.has(next) || NO.has(next)) queue.shift();
  return { option, value: NO.has(next) ? "off" : "on" };
}

/**
 * The options that words without a name go to, in their order. A word that ends like no file is none where a text is still to come: in
 * `optout import 云杉 "asked by phone" --numbers …` it is the reason.
 */
function placesOf(places: readonly string[], all: readonly Option[], loose: readonly string[]): string[] {
  const left = [...places];
  return loose.flatMap((word) => {
    const option = all.find(({ name }) => name === left[0]);
    const isFile = option?.types?.some((ending) => word.toLowerCase().endsWith(`.${ending}`)) ?? true;
    const after = all.find(({ name }) => name === left[1]);
    if (option?.kind === "file" && !isFile && after?.kind === "string") left.shift();
    return left.shift() ?? [];
  });
}

function placeLoose(
  command: AnyCommand,
  all: readonly Option[],
  loose: readonly string[],
  behind: ReadonlyMap<number, Option>,
  raw: Record<string, unknown>,
  locale: Locale,
): void {
  const open = command.positional.filter((name) => raw[name] === undefined);
  const places = placesOf(open, all, loose);
  const last = open.at(-1);
  for (const [index, value] of loose.entries()) {
    const name = places[index];
    const option = all.find((each) => each.name === (name ?? last));
    if (name !== undefined && option) raw[name] = coerced(option, value, locale);
    else if (option?.kind === "string" && !behind.has(index))
      raw[option.name] = `${raw[option.name]} ${value}`;
    else {
      const flag = behind.get(index);
      const words = flag ? WORDS.yesno : WORDS.extra;
      throw new UserError(fillPlaces(say(words, locale), { value, name: flag?.name }));
    }
  }
}

function coerced(option: Option, value: string, locale: Locale): unknown {
  if (option.kind === "integer") {
    if (!/^-?\d{1,15}$/.test(value))
      throw new UserError(fillPlaces(say(WORDS.number, locale), { name: shownName(option.name), value }));
    return Number(value);
  }
  if (option.kind === "boolean") {
    const word = value.toLowerCase();
    if (!YES.has(word) && !NO.has(word))
      throw new UserError(fillPlaces(say(WORDS.yesno, locale), { name: shownName(option.name), value }));
    return YES.has(word);
  }
  if (option.kind !== "choice") return value;
  const wanted = plainWord(value);
  const choice = option.choices.find((each) =>
    [each.value, each.words.zh, each.words.en].some((word) => plainWord(word) === wanted),
  );
  return choice?.value ?? value;
}
