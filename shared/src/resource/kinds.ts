import type { ProofKind } from "../links/proof.ts";
import type { Words } from "../locale.ts";
import type { Label } from "../tone.ts";
import type { ViewName } from "./view.ts";

/**
 * The closed list of kinds: what a value is. Each is drawn once in a house: a cell, a fact, an input and a filter in the panel,
 * a text in chat, an option of a command. A further kind is a decision for all houses, not an option of one resource.
 *
 * `text` one line · `long` several lines · `texts` several short ones · `choice` one of an enum · `flag` yes or no ·
 * `count` a whole number · `time` an instant · `file` evidence in a bucket · `references` other rows, by name
 */
export type Kind = "text" | "long" | "texts" | "choice" | "flag" | "count" | "time" | "file" | "references";

/** What a value is, whether it is read or typed. */
interface Value {
  readonly label: Words;
}

interface ValueKinds {
  readonly text: { readonly mono?: true };
  readonly long: object;
  readonly texts: object;
  readonly choice: { readonly values: Readonly<Record<string, Label>> };
  /** `values` has the words of `true` and `false`. */
  readonly flag: { readonly values: Readonly<Record<"true" | "false", Label>> };
  readonly count: object;
  /** `by`: the column with the name of whoever did it then. `zone`: where it is not the enterprise's. */
  readonly time: { readonly by?: string; readonly zone?: string };
  /** Shown by the names in the column `names`. */
  readonly references: { readonly names: string };
  /** The column has the file's name, `path` names the column of its place in the bucket. */
  readonly file: { readonly proof: ProofKind; readonly path: string };
}

/** How a column is shown. `Row` is the row of the view. */
interface Shown<Row> {
  /** In lists: first and always, left out on narrow windows, or not at all; without it, it is a column. */
  readonly list?: "head" | "wide" | "no";
  /** On the page of the row and on its card in chat; `chat`: on the card alone, `page`: on the page alone. */
  readonly page?: "no" | "chat" | "page";
  /** `part`: contains what is typed · `is`: equals it · `span`: between two days. A choice and a flag are filtered by their value. */
  readonly filter?: "part" | "is" | "span";
  /** The filter is one of those that are asked for. */
  readonly advanced?: true;
  readonly sort?: true;
  /** Where it says nothing, a dash stands in its place, and chat leaves it out. */
  when?(row: Row): boolean;
  /** In place of the value: a text of this row. */
  text?(row: Row): Words | string;
  /** Beside the title where it is true, as a tag with this label. */
  readonly mark?: Label;
  /** A switch between two opposite transitions of the resource. */
  readonly turn?: readonly [on: string, off: string];
}

/** A column of the view. */
export type Field<Row> = {
  readonly [K in Kind]: { readonly kind: K } & Value & ValueKinds[K] & Shown<Row>;
}[Kind];

/** What a form asks beside what the value is. */
interface Asked {
  readonly hint?: Words;
  /** It may be left empty. */
  readonly optional?: true;
  /** What is wrong with a value that the schema would let through: a whole sentence; null for nothing. */
  problem?(value: never): Words | null;
}

interface AskedKinds {
  readonly text: { readonly max: number };
  readonly long: { readonly max: number };
  /** `split` makes them from one text as it is typed or pasted. */
  readonly texts: { readonly most: number; split(text: string): readonly string[] };
  readonly choice: { readonly values: Readonly<Record<string, Label>>; readonly initial: string };
  readonly flag: { readonly values: Readonly<Record<"true" | "false", Label>>; readonly initial: boolean };
  readonly count: { readonly min: number; readonly max: number };
  /** Rows of a view that are chosen by name; the value is the column `key` of each. */
  readonly references: {
    readonly from: { readonly view: ViewName; readonly key: string; readonly title: string };
    readonly most: number;
  };
  /** `letter`: a letter to download, fill in and hand in. */
  readonly file: { readonly proof: ProofKind; readonly letter?: Letter };
}

type InputKind = keyof AskedKinds;

/** One thing that a form asks for. */
export type Input<K extends InputKind = InputKind> = {
  readonly [Each in K]: { readonly kind: Each } & Value & AskedKinds[Each] & Asked;
}[K];

/** A letter that is filled in by hand. */
export interface Letter {
  readonly label: Words;
  readonly name: string;
  readonly html: string;
}
