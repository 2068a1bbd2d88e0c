/**
 * What a command says, free of any platform: a surface turns it into Block Kit, embeds, text or JSON.
 * Words in it are already in the reader's language; ids appear only where a person needs them.
 */
export interface Answer {
  /** How it went. `bad` means that nothing was done. */
  readonly tone: Tone;
  readonly title?: string;
  /** Plain text, no markup; surfaces escape it. */
  readonly text?: string;
  readonly fields?: readonly Field[];
  readonly progress?: Progress;
  readonly table?: Table;
  readonly picture?: Picture;
  readonly file?: OutputFile;
  /** Small print: who decided, when, from where. */
  readonly note?: string;
  readonly actions?: readonly Action[];
  /** The row this answer shows. A chat surface registers the message, and it follows the row from then on. */
  readonly card?: CardOf;
  /** Further answers, each a message of its own (a list of cards). */
  readonly more?: readonly Answer[];
  /** Only for the person who asked; a chat surface shows it to nobody else. */
  readonly ephemeral?: boolean;
  /** The row still transitions by itself: a terminal may ask again until it is false. */
  readonly live?: boolean;
  /** Done, and others may press the same button yet: one approval of several. */
  readonly undecided?: true;
  /** A message of its own, although it shows a row: the button stood on a message that is not that row's card. */
  readonly beside?: true;
  /** Set when the database (or the bot) refused: nothing was changed. */
  readonly refusal?: { readonly code: string; readonly status: number };
}

export type Tone = "plain" | "good" | "warn" | "bad";
export type Resource = "template" | "send" | "domain" | "jump_batch" | "resolve_task";

export interface CardOf {
  readonly resource: Resource;
  readonly id: string;
}

export interface Field {
  readonly label: string;
  readonly value: string;
}

/** How far a piece of work is. `total` 0 means that it is not known yet. */
export interface Progress {
  readonly done: number;
  readonly total: number;
  readonly label: string;
}

export interface Column {
  readonly title: string;
  readonly align?: "left" | "right";
}

export interface Table {
  /** File name without extension: a surface that must cut the table gives the whole of it as a CSV file. */
  readonly name: string;
  readonly columns: readonly Column[];
  readonly rows: readonly (readonly string[])[];
}

export interface Picture {
  readonly name: string;
  readonly png: Uint8Array;
  /** What the picture shows, for those who cannot see it. */
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
  readonly label: string;
  readonly style?: "primary" | "danger";
  /** An option of the command that the person has to fill in first (a modal in chat). */
  readonly asks?: { readonly option: string; readonly label: string };
  /** A question to be confirmed before it runs, for what cannot be undone. */
  readonly confirm?: string;
  /** The message is no card that would show what the button did: the answer is posted beside it. */
  readonly beside?: true;
}

/** An answer with nothing but text. */
export function plain(text: string, more: Partial<Answer> = {}): Answer {
  return { tone: "plain", text, ...more };
}

/** The share done, 0 to 1; 0 while the total is unknown. */
export function share(progress: Progress): number {
  return progress.total <= 0 ? 0 : Math.min(1, Math.max(0, progress.done / progress.total));
}

/** Did this answer's command do what it was asked? */
export function succeeded(answer: Answer): boolean {
  return answer.tone !== "bad" && answer.refusal === undefined;
}
