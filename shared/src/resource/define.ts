import type { z } from "zod";
import type { Database } from "../database.ts";
import type { Words } from "../locale.ts";
import type { Noun } from "../nouns.ts";
import type { Field, Input } from "./kinds.ts";
import type { ViewName, ViewRow } from "./view.ts";

/**
 * A noun is declared once. The law of its verbs stands in SQL (`supabase/law`), whether a transition is offered says
 * `allowed_transitions`; lists, pages, forms, filters, commands, cards and options of every house are drawn from here.
 * Pure data and pure functions: no React, no fetch.
 */

export type VerbName = keyof Database["public"]["Functions"] & string;

/** The acts that the law has for a noun: `approve` for the function `approve_domain`. */
type ActOf<N extends Noun> = VerbName extends infer V ? (V extends `${infer A}_${N}` ? A : never) : never;

/** How a transition is offered. In every text `{column}` takes a value of the row. */
export interface Offer {
  readonly label: Words;
  /** What is asked before it is done, and what it means. */
  readonly question: Words;
  readonly body: Words;
  readonly done: Words;
  readonly tone?: "main" | "danger";
  readonly reason?: "optional" | "required";
  /** Offered in the rows of a list too. */
  readonly inList?: true;
  /** The states it leads from: of rows of one name, one of these is meant. */
  readonly from?: readonly string[];
  /** The row is gone afterwards. */
  readonly deletes?: true;
}

/** A form: the verb that takes it and what it asks for. */
export interface Form {
  readonly verb: VerbName;
  readonly inputs: Readonly<Record<string, Input>>;
  readonly title: Words;
  readonly confirm: Words;
  /** Shown above the button: what cannot be undone. */
  readonly note?: Words;
  /** `{count}`: how many were made. */
  readonly done: Words;
  /** The key of the answer with what was made, where one call makes several. */
  readonly makes?: string;
  /** Another name of its command. */
  readonly alias?: string;
  /** The act that follows at once, as `submit` after an edit. */
  readonly follow?: string;
}

/** A form that a house draws by hand, because its inputs hang together as no list of inputs can say. */
export interface FormByHand {
  readonly verb: VerbName;
  readonly title: Words;
  readonly byHand: true;
}

/** A form for a verb's schema: asks for each of its keys, and for no other. */
export function form<Shape extends z.ZodRawShape>(
  _schema: z.ZodObject<Shape>,
  asked: Omit<Form, "inputs"> & { readonly inputs: Readonly<Record<keyof Shape & string, Input>> },
): Form {
  return asked;
}

interface Forms {
  readonly create?: Form | FormByHand;
  readonly update?: Form | FormByHand;
}

type FieldsOf<View extends ViewName> = {
  readonly [Column in keyof ViewRow<View> & string]?: Field<ViewRow<View>>;
};

interface Declared<N extends Noun, View extends ViewName, Elsewhere extends ActOf<N>> {
  readonly noun: N;
  readonly view: View;
  /** The column that names a row. */
  readonly title: keyof ViewRow<View> & string;
  /** The usual order of a list. */
  readonly order: readonly [by: keyof ViewRow<View> & string, direction: "asc" | "desc"];
  /** A column that tells rows of one name apart: a number, an address. */
  readonly number?: keyof ViewRow<View> & string;
  readonly words: {
    /** One sentence on what it is for. */
    readonly note: Words;
    readonly empty: Words;
    readonly empty_hint: Words;
  };
  /** In the order in which they are shown. */
  readonly fields: FieldsOf<View>;
  readonly forms: Forms;
  /** In chat, above the fields of the card: what one has to have read. */
  lead?(row: ViewRow<View>): Words;
  /** Every act of the law but those of the forms and of `elsewhere`; one that is not named does not compile. */
  readonly transitions: Readonly<Record<Exclude<ActOf<N>, "create" | "update" | Elsewhere>, Offer>>;
  /** Acts that are done in another place, as an invitation is accepted by whoever has its link. */
  readonly elsewhere?: readonly Elsewhere[];
  /** What its verbs call it, where that is not its noun. */
  readonly argument?: string;
  /** Reviewed by another member: `state` is a review state, with who submitted and who decided. */
  readonly reviewed?: true;
}

/** A declaration as the engines read it. */
export interface Resource {
  readonly noun: Noun;
  readonly view: ViewName;
  readonly title: string;
  readonly order: readonly [by: string, direction: "asc" | "desc"];
  readonly number?: string;
  readonly words: { readonly note: Words; readonly empty: Words; readonly empty_hint: Words };
  readonly fields: Readonly<Record<string, Field<Row>>>;
  readonly forms: Forms;
  lead?(row: Row): Words;
  readonly transitions: Readonly<Record<string, Offer>>;
  readonly argument?: string;
  readonly reviewed?: true;
}

/** A row of a declared view. Every view has the id and the enterprise of its row. */
export type Row = Readonly<Record<string, unknown>> & { readonly id: string };

/** Declares a resource: a column that the view lacks, or an act that the law lacks, does not compile. */
export function defineResource<
  const N extends Noun,
  const View extends ViewName,
  const Elsewhere extends ActOf<N> = never,
>(declared: Declared<N, View, Elsewhere>): Resource {
  return declared as unknown as Resource;
}

/** The form that an engine can draw; null where there is none, or one by hand. */
export function drawable(form: Form | FormByHand | undefined): Form | null {
  return form === undefined || "byHand" in form ? null : form;
}

/** The columns of a list, those that are always there first. */
export function listColumns(of: Resource): [column: string, field: Field<Row>][] {
  const listed = Object.entries(of.fields).filter(([, { list }]) => list !== "no");
  const isHead = ([, { list }]: (typeof listed)[number]) => Number(list === "head");
  return listed.sort((a, b) => isHead(b) - isHead(a));
}
