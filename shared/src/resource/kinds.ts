import type { z } from "zod";
import type { Words } from "../ground/locale.ts";
import type { Label } from "../ground/tone.ts";
import type { Known } from "./known.ts";
import type { Noun } from "./nouns.ts";
import type { PictureRule } from "./pictures.ts";
import type { ProofKind } from "./proofs.ts";
import type { ViewName } from "./view.ts";

/**
 * The closed list of kinds: what a value is. Each is drawn once in a house: a cell, a fact, an input and a filter in the panel,
 * a text in chat, an option of a command. A further kind is a decision for all houses, not an option of one resource.
 *
 * `text` one line · `phone` a number, masked · `long` several lines · `texts` several short ones · `choice` one of an enum ·
 * `choices` several · `flag` yes or no ·
 * `count` a whole number · `share` a part of 1, told and typed in per cent · `money` an amount of a currency · `time` an instant · `day` a date · `hour` a time of the day, in the enterprise's zone · `person` who, by name ·
 * `address` a URL · `file` evidence in a bucket · `files` several · `reference` another row, by name · `references` several · `json` data as it is ·
 * `changes` what an act changed, before → after
 */
export type Kind =
  | "text"
  | "phone"
  | "long"
  | "texts"
  | "choice"
  | "choices"
  | "flag"
  | "count"
  | "share"
  | "money"
  | "time"
  | "day"
  | "hour"
  | "person"
  | "address"
  | "file"
  | "files"
  | "reference"
  | "references"
  | "json"
  | "changes";

/** What a value is, whether it is read or typed. */
interface Value {
  readonly label: Words;
}

interface ValueKinds {
  /** `known`: the names among its values that the system has given. */
  readonly text: { readonly mono?: true; readonly known?: Known };
  /** Anyone who may reveal it (IAM-3) does so by the noun and the id of its row. */
  readonly phone: object;
  readonly long: { readonly known?: Known };
  readonly texts: { readonly known?: Known };
  readonly choice: { readonly values: Readonly<Record<string, Label>> };
  readonly choices: { readonly values: Readonly<Record<string, Words>> };
  /** `values` has the words of `true` and `false`. */
  readonly flag: { readonly values: Readonly<Record<"true" | "false", Label>> };
  readonly count: object;
  readonly share: object;
  /** In hundredths, or in millionths; `currency` names the column of its code. */
  readonly money: { readonly currency: string; readonly parts?: 1_000_000 };
  readonly day: object;
  readonly hour: object;
  /** `data`: what the column has, where that is more than a name. */
  readonly person: { readonly data?: z.ZodType };
  readonly address: object;
  readonly json: object;
  /** The column has what holds after it, `before` names the one with what held before, `of` that with the noun. */
  readonly changes: { readonly before: string; readonly of: string };
  /** The column has the name of the row; `id` names the column of its id, `to` the path in the panel of what it is. */
  readonly reference: { readonly to: string | ((row: never) => string | null); readonly id: string };
  /** `by`: the column with the name of the person who did it then. `zone`: where it is not the enterprise's. */
  readonly time: { readonly by?: string; readonly zone?: string; readonly seconds?: true };
  /** Shown by the names in the column `names`. */
  readonly references: { readonly names: string };
  /** The column has the file's name, `path` names the column of its place in the bucket. */
  readonly file: { readonly proof: ProofKind; readonly path: string };
  /** The column has a list of `{path, name}`. */
  readonly files: { readonly proof: ProofKind };
}

/** How a column is shown. `Row` is the row of the view. */
interface Shown<Row> {
  /** In lists: first and always, left out on narrow windows, or not at all; without it, it is a column. */
  readonly list?: "head" | "wide" | "no";
  /** On the page of the row and on its card in chat; `chat`: on the card alone, `page`: on the page alone. */
  readonly page?: "no" | "chat" | "page";
  /** For platform admins alone. */
  readonly platform?: true;
  /**
   * `part`: contains what is typed · `is`: equals it · `has`: one of several is · `span`: between two days · `number`: rows of this
   * number, typed as a whole · `id`: an id, in the panel alone. A choice and a flag are filtered by their value.
   */
  readonly filter?: "part" | "is" | "has" | "span" | "number" | "id";
  /**
   * Of a filter by a part of a name: in the panel a row is chosen in its place, by name. An address or a view that says a
   * part of a name is heard all the same.
   */
  readonly picks?: readonly Pick[];
  /** Where the value stands, where that is not the column of this name: the path in a JSON column, as PostgREST takes it. */
  readonly at?: string;
  /** Several values of a choice may be filtered by at once, in an address with commas between them. */
  readonly several?: true;
  /** The filter is one of those that are asked for. */
  readonly advanced?: true;
  readonly sort?: true;
  /** Where it says nothing, a list has a dash in its place; page and chat leave it out. */
  when?(row: Row): boolean;
  /** In place of the value: a text of this row; `zone` is the enterprise's. */
  text?(row: Row, zone: string): Words | string;
  /** The columns that `text` reads, so that an export reads no others for it; without, it may read any. */
  readonly reads?: readonly string[];
  /** Of a choice: in place of the label of its value, one of this row. */
  tag?(row: Row): Label;
  /** Beside the title where it is true, as a tag with this label; `own`: with that of its value, where it says something. */
  readonly mark?: Label | "own";
  /** A switch between two opposite transitions of the resource. */
  readonly turn?: readonly [on: string, off: string];
}

/** A column of the view. */
export type Field<Row> = {
  readonly [K in Kind]: { readonly kind: K } & Value & ValueKinds[K] & Shown<Row>;
}[Kind];

type Values = Readonly<Record<string, unknown>>;

/** What a form asks beside what the value is. */
interface Asked {
  readonly hint?: Words;
  /** What its option is called in chat, where that is not its key. */
  readonly option?: string;
  /** It may be left empty; a function says so of the row that is edited. */
  readonly optional?: true | ((row: Values) => boolean);
  /** Asked only where this holds of the other values, and of the row that is edited; what is not asked is neither checked nor sent. */
  when?(values: Values, row: Values): boolean;
  /** What is said of it and the row that is edited, under the hint; null for nothing. */
  note?(row: Values): Words | null;
  /** What is wrong with a value that the schema would let through: a whole sentence; null for nothing. `values`: those beside it. */
  problem?(value: never, values: Values): Words | null;
  /** What it begins with of the row that is edited, where that is not the column of its name. */
  begins?(row: never): unknown;
}

/** The drawings of a paper to hand in. */
export type Example = "certificate" | "letter" | "register";

/** A file that another noun keeps and that will do here too: the first row of the view that has one in the column `path`. */
export interface Again {
  readonly view: ViewName;
  readonly path: string;
  readonly name: string;
  readonly proof: ProofKind;
  /** The words of the button that takes it. */
  readonly label: Words;
}

/** Where rows are chosen from. */
export interface Source {
  readonly view: ViewName;
  /** The column that is the value. */
  readonly key: string;
  readonly title: string;
  /** A column by which a row is known too, as a member by the address. */
  readonly also?: string;
  /** Its rows belong to no enterprise. */
  readonly everywhere?: true;
  /** Only rows with these values; a function says them of the row that is acted on. */
  readonly where?: Readonly<Record<string, string>> | ((row: Values) => Readonly<Record<string, string>>);
  /** The names among the titles that the system has given. */
  readonly known?: Known;
  /** What tells rows of one name apart, beside the name. */
  beside?(row: Readonly<Record<string, unknown>>): Words | string;
  /** Where none is found: what is made first. */
  readonly makes?: Noun;
}

/** A filter whose value is the key of a row that is chosen by name. */
export interface Pick {
  /** The column of the list that has the key. */
  readonly column: string;
  /** What the filter is called in an address, where that is not the column. */
  readonly name?: string;
  /** Where that is not the label of its field. */
  readonly label?: Words;
  readonly from: Source;
}

interface AskedKinds {
  /** `secret`: what is typed is not shown, and kept in no draft. */
  readonly text: { readonly max: number; readonly secret?: true };
  readonly long: { readonly max: number };
  /** `split` makes them from one text as it is typed or pasted; `values`: there are no others; `named`: they are chosen by these words where a list can be shown. */
  readonly texts: {
    readonly most: number;
    readonly values?: readonly string[];
    readonly named?: Readonly<Record<string, Label>>;
    split(text: string): readonly unknown[];
  };
  /**
   * Many entries: typed as one text that `split` takes apart, or the first column of a workbook, whose first cell may be a heading. Those
   * that are `alike` count once; `why` says what is wrong with one, null for nothing. The value is the text, or the cells.
   */
  readonly lines: {
    readonly from: "text" | "workbook";
    readonly most: number;
    split(text: string): readonly string[];
    isHeading(cell: string): boolean;
    alike(entry: string): string;
    why(entry: string): Words | null;
  };
  /** Several values under one name. */
  readonly group: { readonly inputs: Inputs };
  /**
   * Several entries, each asked for the same; their order counts. `entry` is what one is called, with its number in `{at}`; `add`, the words
   * of the button for a further one; `initial`, how many there are at first. In chat none of these is asked for: such a form is in the panel.
   */
  readonly list: {
    readonly of: Inputs;
    readonly min: number;
    readonly most: number;
    readonly initial?: number;
    readonly entry: Words;
    readonly add: Words;
  };
  /** A picture of the bucket of accounts, measured and cropped as it is chosen: the value is its `{path, name}`. */
  readonly picture: { readonly rule: PictureRule };
  /** One of several inputs: which, says the choice `by` of the same form. In chat it is whichever option is given, and `by` is none. The values of a group are beside the choice, not under a name. */
  readonly variant: {
    readonly by: string;
    readonly forms: Readonly<Record<string, Input<Exclude<InputKind, "variant">>>>;
  };
  /** `among`: those of the values that the row that is edited can have; a single one is said, not asked for. */
  readonly choice: {
    readonly values: Readonly<Record<string, Label>>;
    readonly initial: string;
    among?(row: Values): readonly string[];
  };
  /** Data as it is, typed as its text; `write` makes the text of a row's value, `problem` is about the text. */
  readonly json: { readonly max: number; write(value: unknown): string };
  readonly flag: {
    readonly values: Readonly<Record<"true" | "false", Label>>;
    readonly initial: boolean | null;
    /** The word for leaving it open; the value is null then. */
    readonly open?: Words;
  };
  readonly count: { readonly min: number; readonly max: number; readonly initial?: number };
  /** Whole per cent, 1 to 100. */
  readonly share: { readonly initial?: number };
  /** Typed as people write it, sent as a whole number of parts of the currency: hundredths, or millionths. */
  readonly money: { readonly parts: 100 | 1_000_000; readonly min: number };
  /** An instant. */
  readonly time: object;
  /** `2026-11-26`; `from: "today"`: none that has passed where the enterprise is. */
  readonly day: { readonly from?: "today" };
  /** `09:30`. */
  readonly hour: { readonly initial?: string };
  /** A row of a view that is chosen by name; the value is its `key`. `open` is the word for none. */
  readonly reference: { readonly from: Source; readonly open?: Words };
  /** Rows of a view that are chosen by name; the value is the column `key` of each. */
  readonly references: { readonly from: Source; readonly most: number };
  /** `letter`: a letter to download, fill in and hand in; `example`: what it looks like, as a drawing. */
  readonly file: { readonly proof: ProofKind; readonly letter?: Letter; readonly example?: Example };
  /** Several, each kept as it is chosen: the value is the list of `{path, name}`. In chat each is an option, and what is given takes the place of all there were. */
  readonly files: { readonly proof: ProofKind; readonly most: number; readonly again?: Again };
}

export type InputKind = keyof AskedKinds;

/** What is asked for, by name. */
export type Inputs = Readonly<Record<string, Input>>;

/** One thing that a form asks for. */
export type Input<K extends InputKind = InputKind> = {
  readonly [Each in K]: { readonly kind: Each } & Value & AskedKinds[Each] & Asked;
}[K];

/** An input as it is asked: of a variant the one that was chosen. */
export type PlainInput = Input<Exclude<InputKind, "variant">>;

/** One that has others inside, or a picture to crop: a form with it is filled in in the panel. */
const IN_PANEL: ReadonlySet<InputKind> = new Set(["group", "list", "picture"]);
export const isForPanel = (inputs: Inputs): boolean =>
  Object.values(inputs).some(
    (input) =>
      IN_PANEL.has(input.kind) ||
      (input.kind === "variant" && Object.values(input.forms).some(({ kind }) => IN_PANEL.has(kind))),
  );

/**
 * A letter to download as a PDF, sign and hand in. Its text is Chinese, as it goes to Chinese authorities. `{company}` and `{code}`
 * are filled in with what is known of the enterprise; `____` is a line to write on.
 */
export interface Letter {
  readonly label: Words;
  /** What it is called: its heading, and the name of its file. */
  readonly name: string;
  readonly paragraphs: readonly string[];
  /** At the end, on the right: who signs, and when. */
  readonly signed: readonly string[];
}
