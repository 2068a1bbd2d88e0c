import { DECLARED } from "@tidings/shared/catalogue/declared.ts";
import { type Locale, say, type Words } from "@tidings/shared/ground/locale.ts";

/**
 * What a button warns of before it acts, for what cannot be undone, by its command; the same words on every surface. They are
 * known without the database: Discord has to ask within 3 s of the click.
 */
export const CONFIRM_WORDS: Readonly<Record<string, Words>> = Object.fromEntries(
  Object.values(DECLARED)
    .flatMap(({ transitions }) => Object.values(transitions))
    .flatMap(({ command, final }) => (command && final ? [[command, final]] : [])),
);

/** Does a button of this command ask first? */
export const isConfirmation = (command: string): boolean => Object.hasOwn(CONFIRM_WORDS, command);

/** What the button asks; nothing for a command that does not ask. */
export const confirmationText = (command: string, locale: Locale): string => {
  const words = CONFIRM_WORDS[command];
  return words ? say(words, locale) : "";
};
