import { options, shownName } from "./options.ts";
import type { AnyCommand } from "./registry.ts";

/** How a platform writes an option that was given: `--name value` or `name:value`. */
type Write = (name: string, value: string) => string;

/** `--name value` of a line in chat, where a value with spaces is in quotes. */
export const named: Write = (name, value) =>
  `--${shownName(name)} ${/\s/.test(value) ? `"${value.replaceAll('"', "”")}"` : value}`;

/**
 * What a person filled in as one line that can be copied, without its files: for an answer that refuses it. Values with
 * spaces are quoted where the platform needs that.
 */
export function typedLine(
  start: string,
  command: AnyCommand,
  raw: Readonly<Record<string, unknown>>,
  write: Write,
): string {
  const given = options(command).flatMap(({ name, kind }) => {
    const value = raw[name];
    return kind === "file" || value === undefined || value === "" ? [] : [write(name, String(value))];
  });
  return [start, command.name, ...given].join(" ");
}

/** The names of the files that were given. They have to be chosen again. */
export function typedFiles(command: AnyCommand, raw: Readonly<Record<string, unknown>>): string[] {
  return options(command).flatMap(({ name, kind }) => {
    const file = kind === "file" ? (raw[name] as { name?: string | null } | undefined) : undefined;
    return file?.name ? [file.name] : [];
  });
}
