/** `tidings completion <shell>`: a script of what can be typed, drawn from the registry. The shell completes from it alone: nothing is started for a Tab. */
import { type Locale, say } from "@tidings/shared/ground/locale.ts";
import { type Option, options, shownName } from "../../registry/options.ts";
import type { AnyCommand } from "../../registry/registry.ts";
import { OWN_COMMANDS, OWN_OPTIONS } from "./argv.ts";
import { fishScript } from "./completion_fish.ts";
import type { Places, Suggestion } from "./completion_places.ts";
import { bashScript, zshScript } from "./completion_sh.ts";

/** In place of values: a path, or a text of one's own. */
export const [FILE, TEXT] = ["@file", "@text"] as const;

const valuesOf = ({ kind, choices }: Option, locale: Locale): Suggestion[] => {
  if (kind === "boolean") return [];
  if (kind === "file") return [[FILE, ""]];
  if (choices.length === 0) return [[TEXT, ""]];
  return choices.map(({ value, words }) => [shownName(value), say(words, locale)]);
};

/** All places of all commands. */
export function placesOf(commands: readonly AnyCommand[], locale: Locale): Places {
  const places = new Map<string, Suggestion[]>();
  const add = (key: string, ...found: readonly Suggestion[]) => {
    const known = places.get(key) ?? [];
    const fresh = found.filter(([word]) => known.every(([other]) => other !== word));
    if (known.length + fresh.length > 0) places.set(key, [...known, ...fresh]);
  };
  const addName = (name: string, about: string) => {
    const [first = "", second] = name.split(" ");
    add("", [first, second === undefined ? about : ""]);
    if (second !== undefined) add(`+${first}`, [second, about]);
    add(`=${name}`, [name, ""]);
  };
  for (const command of commands) {
    const { name, words, positional } = command;
    addName(name, say(words.title, locale));
    for (const option of options(command)) {
      const typed = `--${shownName(option.name)}`;
      add(`-${name}`, [typed, say(option.words, locale)]);
      add(`${name} ${typed}`, ...valuesOf(option, locale));
      const at = positional.indexOf(option.name);
      if (at >= 0) add(`${name} ${at + 1}`, ...valuesOf(option, locale).filter(([word]) => word !== TEXT));
    }
  }
  for (const { name, about, values } of OWN_COMMANDS) {
    addName(name, say(about, locale));
    add(`${name} 1`, ...values.map((value): Suggestion => [value, ""]));
  }
  for (const { name, about, takes } of OWN_OPTIONS) {
    add("-", [name, say(about, locale)]);
    if (takes !== null) add(` ${name}`, [takes === "folder" ? FILE : TEXT, ""]);
  }
  return places;
}

const SCRIPTS: Readonly<Record<string, (places: Places, root: string) => string>> = {
  bash: bashScript,
  zsh: zshScript,
  fish: fishScript,
};

/** The script for a shell; null for one that has none. `root` is the folder of this project. */
export function completionScript(
  shell: string,
  commands: readonly AnyCommand[],
  locale: Locale,
  root: string,
): string | null {
  const script = Object.hasOwn(SCRIPTS, shell) ? SCRIPTS[shell] : undefined;
  return script?.(placesOf(commands, locale), root.replace(/\/$/, "")) ?? null;
}
