import type { Noun } from "@tidings/shared/resource/nouns.ts";

/**
 * The result of a command, independent of any platform: a surface turns it into Block Kit, embeds, text or JSON.
 * Its texts are already in the reader's language.
 */
export interface Answer {
  /** How it went. `bad` means that nothing was done; `alarm` that it was, and went badly. */
  readonly tone: Tone;
  readonly title?: string;
  /** Plain text, no markup; surfaces escape it. */
  readonly text?: string;
  readonly fields?: readonly Field[];
  readonly progress?: Progress;
  readonly table?: Table;
  /** Lines under headings, such as the commands of each feature. Nothing of them is cut or moved to a file. */
  readonly sections?: readonly Section[];
  readonly picture?: Picture;
  readonly file?: OutputFile;
  /** Footer: who decided, when, from where. */
  readonly note?: string;
  readonly actions?: readonly Action[];
  /** What is told once of the row and is not in it: kept with the card until the row comes to another state. */
  readonly said?: string;
  /** The row this answer shows. A chat surface registers the message and redraws it whenever the row changes. */
  readonly card?: CardOf;
  /** The hash of what is decided about that row, as this answer shows it (APR-1); absent when it waits for no decision. */
  readonly shown?: string;
  /** Further answers, each a message of its own (a list of cards). */
  readonly more?: readonly Answer[];
  /** A chat surface shows it only to the person who ran the command. */
  readonly ephemeral?: boolean;
  /** The row still changes by itself: a terminal may poll until this is false. */
  readonly live?: boolean;
  /** One approval of several: the button stays usable for other people. */
  readonly undecided?: true;
  /** Its button goes from the message, which nothing redraws. */
  readonly goes?: true;
  /** Post it as a new message although it shows a row: the button was on a message that is not the row's card. */
  readonly beside?: true;
  /**
   * The card as it stands now, beside a refusal: a button on an ephemeral message was out of date, and no card that is
   * redrawn by itself shows the row.
   */
  readonly instead?: Answer;
  /** What a program is answered in its place: the same as by the route of the API. Only where one asks. */
  readonly data?: Readonly<Record<string, unknown>>;
  /** Set when the database (or the bot) refused: nothing was changed. */
  readonly refusal?: {
    readonly code: string;
    readonly status: number;
    /** The option of the command that it is about, where it is one. */
    readonly option?: string;
  };
  /** Somebody else who pressed the same was answered this: what follows from it is under way. */
  readonly known?: true;
  /** What the person had typed, for them to copy: it is not lost with the refusal. */
  readonly typed?: string;
}

export type Tone = "plain" | "good" | "warn" | "alarm" | "bad";
export type Resource = Noun;

export interface CardOf {
  readonly resource: Resource;
  readonly id: string;
}

export interface Field {
  readonly label: string;
  readonly value: string;
  /** Where the value leads: a whole address. No model reads it. */
  readonly href?: string;
}

/** Progress of a piece of work. `total` is 0 while it is unknown. */
export interface Progress {
  readonly done: number;
  readonly total: number;
  readonly label: string;
  /** How many of `done` failed, and what is said of them. */
  readonly failed?: { readonly count: number; readonly words: string };
}

export interface Column {
  readonly title: string;
  readonly align?: "left" | "right";
}

export interface Table {
  /** File name without extension: a surface that shows only part of the table attaches all of it as a CSV file. Without it, it does not. */
  readonly name?: string;
  readonly columns: readonly Column[];
  readonly rows: readonly (readonly string[])[];
}

export interface Section {
  readonly title: string;
  /** What is typed, and what it does. */
  readonly lines: readonly (readonly [code: string, words: string])[];
}

export interface Picture {
  readonly name: string;
  readonly png: Uint8Array;
  /** Alternative text. */
  readonly alt: string;
}

export interface OutputFile {
  readonly name: string;
  readonly type: string;
  readonly bytes: Uint8Array;
}

/** A button: a command with its input. */
export interface Action {
  readonly command: string;
  readonly input: Readonly<Record<string, unknown>>;
  /** The hash of what the card shows, for a transition that has to name it (APR-1). */
  readonly shown?: string;
  readonly label: string;
  readonly style?: "primary" | "danger";
  /** An option of the command that the person fills in first, in a modal. */
  readonly asks?: { readonly option: string; readonly label: string };
  /** The command's form is filled in first, as `edits` of the command fills it. A surface without forms has no such button. */
  readonly form?: true;
  /** The command whose warning is shown before it acts, for what cannot be undone. */
  readonly confirm?: string;
  /** The proposal that it carries out: one person alone presses it, and once, whichever of its buttons. */
  readonly proposal?: string;
  /** It acts once: it goes from its message, which nothing redraws, as soon as it has done its work. */
  readonly goes?: true;
  /** The message is not a card of the row, so the result is posted as a new message. */
  readonly beside?: true;
}

/** An answer with nothing but text. */
export function plain(text: string, more: Partial<Answer> = {}): Answer {
  return { tone: "plain", text, ...more };
}

/** A card with what was done, asked or found above its own text. Where it is redrawn, `said` is put there again. */
export function saying(card: Answer, ...words: readonly (string | null | undefined)[]): Answer {
  const said = words.filter(Boolean).join("\n");
  if (said === "") return card;
  return {
    ...card,
    text: [said, card.text].filter(Boolean).join("\n"),
    said: [said, card.said].filter(Boolean).join("\n"),
  };
}

/** A card with what was done in place of its title, which is above its text where it is redrawn. */
export function titled(card: Answer, done: string): Answer {
  return { ...card, title: done, said: [done, card.said].filter(Boolean).join("\n") };
}

/** The fraction done, 0 to 1; 0 while the total is unknown. */
export function share(progress: Progress): number {
  return progress.total <= 0 ? 0 : Math.min(1, Math.max(0, progress.done / progress.total));
}

/**
 * A progress in so many characters: what went well, what failed (at least one where anything did, so that it is seen), and
 * what is open.
 */
export function barOf(
  progress: Progress,
  width: number,
  marks: { readonly well: string; readonly failed: string; readonly open: string },
): string {
  const full = Math.round(share(progress) * width);
  const count = progress.failed?.count ?? 0;
  const failed = count === 0 ? 0 : Math.min(full, Math.max(1, Math.round((count / progress.total) * width)));
  return marks.well.repeat(full - failed) + marks.failed.repeat(failed) + marks.open.repeat(width - full);
}

/** What is told of a card that shows it itself: that it is done, and by whom. */
export function briefly({ tone, title, text, note }: Answer): Answer {
  return title === undefined ? { tone, text } : { tone, title, ...(note === undefined ? {} : { note }) };
}

/** Did this answer's command do what it was asked? */
export function succeeded(answer: Answer): boolean {
  return answer.tone !== "bad" && answer.refusal === undefined;
}
