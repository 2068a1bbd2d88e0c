import { stripVTControlCharacters } from "node:util";
import { changedBesideIds } from "@tidings/shared/ground/ids.ts";
import { traceNow } from "./trace.ts";

/** The fields of a log line. */
export type LogFields = Readonly<Record<string, string | number | boolean | null | undefined>>;

const PHONE = /(?:\+?86[- ]?)?1[3-9]\d(?:[- ]?\d{4}){2}/g;
const PHONE_FILLING = "[phone]";

/** `text` without anything that looks like a Chinese mobile number. Ids and times stay as they are. */
export function withoutPhones(text: string): string {
  return changedBesideIds(text, (words) =>
    words.replace(PHONE, (hit, at: number) => (partOfWord(words, hit, at) ? hit : PHONE_FILLING)),
  );
}

/** Digits inside a longer word (a hash, a message id) are not a phone number. */
function partOfWord(text: string, hit: string, at: number): boolean {
  const before = text.slice(Math.max(0, at - 1), at);
  const after = text.slice(at + hit.length, at + hit.length + 1);
  return /\w/.test(before) || /\w/.test(after);
}

/** Without phone numbers, and without the colours that a library painted its words in for a terminal. */
function safeText(text: string): string {
  return withoutPhones(stripVTControlCharacters(text));
}

function line(level: string, event: string, fields: LogFields): string {
  const safe = Object.entries({ trace: traceNow() ?? undefined, ...fields })
    .filter(([, value]) => value !== undefined)
    .map(([key, value]) => [key, typeof value === "string" ? safeText(value) : value]);
  return `${JSON.stringify({ at: new Date().toISOString(), level, event, ...Object.fromEntries(safe) })}\n`;
}

function failure(level: "warn" | "error", event: string, error: unknown, fields: LogFields): void {
  const cause = error instanceof Error && error.cause instanceof Error ? `: ${error.cause.message}` : "";
  const said = error instanceof Error ? `${error.name}: ${error.message}${cause}` : String(error);
  process.stderr.write(line(level, event, { ...fields, error: said }));
}

/**
 * Writes one line of JSON to stdout (`info`) or stderr (`warn`, `error`), with phone numbers masked and without colours. `warn`: what went
 * wrong outside, and what this program has an answer to.
 */
export const log = {
  info(event: string, fields: LogFields = {}): void {
    process.stdout.write(line("info", event, fields));
  },
  warn(event: string, error: unknown, fields: LogFields = {}): void {
    failure("warn", event, error, fields);
  },
  error(event: string, error: unknown, fields: LogFields = {}): void {
    failure("error", event, error, fields);
  },
};
