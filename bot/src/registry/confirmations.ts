import { DECLARED } from "@tidings/shared/catalogue/declared.ts";
import { fillPlaces, type Locale, say, type Words, w } from "@tidings/shared/ground/locale.ts";
import { moneyText } from "@tidings/shared/ground/money.ts";

/**
 * What a button warns of before it acts, for what cannot be undone, by its command; the same words on every surface. They are
 * known without the database: Discord has to ask within 3 s of the click.
 */
export const CONFIRM_WORDS: Readonly<Record<string, Words>> = Object.fromEntries(
  Object.values(DECLARED)
    .flatMap(({ transitions }) => Object.values(transitions))
    .flatMap(({ command, final }) => (command && final ? [[command, final]] : [])),
);

/** How many people it is about, and how much it is. `fen`: null where it is not known. */
export interface Figures {
  readonly people: number;
  readonly fen: number | null;
  readonly currency: string;
}

const PEOPLE: Readonly<Record<string, Words>> = {
  release: w("还有 {people} 个号码", "{people} more {people:number|numbers}"),
  cancel: w("不再向 {people} 个号码发送", "Nothing more is sent to {people} {people:number|numbers}"),
};
const USUAL_PEOPLE = w("{people} 个号码", "{people} {people:number|numbers}");
const ABOUT = w("{people}，约 {money}。", "{people}, about {money}.");
const STOP = w("{people}。", "{people}.");

/** Does a button of this command ask first? */
export const isConfirmation = (command: string): boolean => Object.hasOwn(CONFIRM_WORDS, command);

/** A command with its figures, as a button carries it: Discord opens no row for its question. */
export function confirmationOf(command: string, { people, fen, currency }: Figures): string {
  return [command, people, fen ?? "", currency].join("@");
}

/** What the button asks, with how many and how much where it carries them; nothing for a command that does not ask. */
export const confirmationText = (confirm: string, locale: Locale): string => {
  const [command = "", people = "", fen = "", currency = "CNY"] = confirm.split("@");
  const words = CONFIRM_WORDS[command];
  if (!words) return "";
  if (!/^\d+$/.test(people)) return say(words, locale);
  const places = { people: Number(people).toLocaleString("en-US") };
  const who = fillPlaces(say(PEOPLE[command] ?? USUAL_PEOPLE, locale), places);
  const money = /^\d+$/.test(fen) ? moneyText(Number(fen), currency, locale) : "";
  const figures = fillPlaces(say(money === "" ? STOP : ABOUT, locale), { people: who, money });
  return `${figures}\n${say(words, locale)}`;
};
