import type { z } from "zod";
import type { FunctionName } from "../ground/database.ts";
import { fillPlaces, type Locale, type Words, w } from "../ground/locale.ts";
import { type Label, labelOf } from "../ground/tone.ts";
import type { Compared } from "./difference.ts";
import type { Evidence } from "./evidence.ts";
import { type Field, type Input, isForPanel } from "./kinds.ts";
import { headOf, NOUNS, type Noun } from "./nouns.ts";
import type { ReadRow, ViewName, ViewRow } from "./view.ts";

/**
 * A noun is declared once. The law of its verbs is in SQL (`supabase/law`), whether a transition is offered says
 * `allowed_transitions`; lists, pages, forms, filters, commands, cards and options of every house are drawn from here.
 * Pure data and pure functions: no React, no fetch.
 */

export type VerbName = FunctionName;

/** The acts that the law has for a noun: `approve` for the function `approve_domain`; `approve_sms_template`, `copy_public_template` and `copy_basic_template` are of others. */
type ActOf<N extends Noun> = VerbName extends infer V
  ? V extends `${infer A}_${N}`
    ? A extends `${string}_${"sms" | "public" | "basic"}`
      ? never
      : A
    : never
  : never;

/** A text about a row, in which `{column}` takes a value of it; or what makes one of it, `zone` being the enterprise's. */
export type TextOf<Of> = Words | { make(row: Of, zone: string): Words }["make"];

/** As `TextOf`, with the row as its verb answered it; null where it answered none. */
export type DoneText<Of> = Words | { make(row: Of, zone: string, ended: Row | null): Words }["make"];

/** How a transition is offered. */
export interface Offer<Of = Row> {
  readonly label: Words;
  /** What is asked before it is done, and what it means. */
  readonly question: Words;
  readonly body: TextOf<Of>;
  /** Of where the row ended, too: a send that was resumed may have gone back to review. */
  readonly done: DoneText<Of>;
  /** Its command: what it is called, and what it does, for where no row is known yet. Without them, label and body. */
  readonly title?: Words;
  readonly about?: Words;
  /** The right it needs, where that is not the one to update. */
  readonly needs?: string;
  readonly tone?: "main" | "danger";
  readonly reason?: "optional" | "required";
  /** Done at one click, without asking: it takes nothing away. */
  readonly atOnce?: true;
  /** Offered in the rows of a list too. */
  readonly inList?: true;
  /** The states it leads from: of rows of one name, one of these is meant. */
  readonly from?: readonly string[];
  /** The row is gone afterwards. */
  readonly deletes?: true;
  /** It cannot be undone: what chat asks before its button acts; typed, it asks for `--sure`. Its command takes no part of a name. */
  readonly final?: Words;
  /**
   * How many things go with it. The panel shows the figure first and has it typed where it cannot be undone; of none nothing is typed.
   * Without it, the row's name is typed.
   */
  readonly reach?: { count(row: Of): number }["count"];
  /** What it comes to for all rows that it is done to at once: what the single dialog says of one, added up. */
  readonly all?: { sum(rows: readonly Of[]): Words }["sum"];
  /** The button that leaves it as it is. */
  readonly keep?: Words;
  /** It is about what the person was shown, and names it (APR-1). */
  readonly shown?: true;
  /** In chat: a command of its own name, in place of `<noun> <act>`. */
  readonly command?: string;
  /** What is asked for with it; it goes as the verb's `input`. */
  readonly inputs?: Readonly<Record<string, Input>>;
  /** What one has to say yes to first: in the panel a box to tick, in a command `--sure`. */
  readonly sure?: Words;
  /** What its verb answers this once, by the key of the answer: the panel keeps its dialog open for it, the terminal prints it. */
  readonly once?: { readonly key: string; readonly label: Words; readonly note: Words };
  /** For anyone who runs the deployment: in the terminal, never in chat. */
  readonly platform?: true;
  /** Another name of its command. */
  readonly alias?: string;
}

/** Leaves what could be ended as it is. */
export const KEEP: Words = w("暂不取消", "Keep it");

const SURE: Words = w("我已确认", "Confirm");

/** What somebody says yes to before it is done. What names what was shown has been looked at already. */
export const sureOf = ({ sure, final, shown }: Offer): Words | undefined =>
  sure ?? (final && !shown ? SURE : undefined);

/** What somebody types before it is done: the figure of what goes with it, else the row's name; null where nothing is. */
export function typedOf<Of>({ final, shown, reach }: Offer<Of>, row: Of, name: string): string | null {
  if (!final || shown) return null;
  if (!reach) return name;
  const count = reach(row);
  return count > 0 ? String(count) : null;
}

/** As `sureOf`, for a form. */
export const sureOfForm = ({ final }: Form): Words | undefined => (final ? SURE : undefined);

/** An act whose verb is not called after it and its noun, as `freeze_link` freezes the links of a task. */
interface OfferOfVerb<Of> extends Offer<Of> {
  readonly verb: VerbName;
  /** What the verb calls the row. */
  readonly argument: string;
}

/** A form: the verb that takes it and what it asks for. */
export interface Form {
  readonly verb: VerbName;
  readonly inputs: Readonly<Record<string, Input>>;
  readonly title: Words;
  readonly confirm: Words;
  /** Shown above the button: what cannot be undone. */
  readonly note?: Words;
  /** What it does cannot be undone, as its note says: its command asks for `--sure`. */
  readonly final?: true;
  /** `{count}`: how many were made. */
  readonly done: TextOf<Row>;
  /** The key of the answer with what was made, where one call makes several. */
  readonly makes?: string;
  /** Another name of its command, as `invite`. */
  readonly alias?: string;
  /** The act that follows at once, as `submit` after an edit. */
  readonly follow?: string;
  /** A wizard: its inputs in steps, each with a title. What is in none is in the last. Chat asks for all at once. */
  readonly steps?: readonly { readonly title: Words; readonly inputs: readonly string[] }[];
  /** It can be saved before it is complete, without what follows; in chat it is, as one names there what changes. */
  readonly draft?: {
    readonly label: Words;
    readonly done: Words;
    /** Its law takes none that lacks something: what is missing is in the way of saving, too. */
    readonly whole?: true;
  };
  /** Where one is led after making one: to the form that edits it, instead of its page. */
  readonly opens?: "edit";
  /** It asks for the fields too that the enterprise has added (FLD-1): to its noun, or to another one that the row is a part of. */
  readonly own?: true | Noun;
  /** Of an edit: the revision that it began from goes with it as `base_revision`, so that anyone who saves second is told. */
  readonly revised?: true;
  /** A view with one row of the enterprise, whose columns `when`, `optional` and `note` of its inputs read beside those of the row. In the panel alone. */
  readonly knows?: ViewName;
  /** Its verb wants a password just given. Nobody gives one in chat, so no form is opened there. */
  readonly sudo?: true;
}

/** A form that a house draws by hand, because its inputs hang together as no list of inputs can say. */
export interface FormByHand {
  readonly verb: VerbName;
  readonly title: Words;
  readonly byHand: true;
  /** The button to the form of a row, and where in the form it leads. */
  button?(row: never): { readonly label: Words; readonly query?: string };
}

/** A form for a verb's schema: asks for each of its keys, and for no other. */
export function form<Shape extends z.ZodRawShape>(
  _schema: z.ZodObject<Shape>,
  asked: Omit<Form, "inputs"> & {
    readonly inputs: Readonly<Record<Exclude<keyof Shape & string, "base_revision" | "own">, Input>>;
  },
): Form {
  return asked;
}

/** What a copy of a row begins with; `shared/src/resource/copied.ts` makes it. */
export interface Copies {
  /** The input with the row's own name, by its path (`profile.name`): a copy begins with one that is free. */
  readonly name?: string;
  /** The most characters of such a name, where it takes fewer than 64. */
  readonly longest?: number;
  /** Inputs that are handed in anew for each row, by their paths, as a signed letter. */
  readonly anew?: readonly string[];
}

interface Forms {
  readonly create?: Form | FormByHand;
  readonly update?: Form | FormByHand;
}

type FieldsOf<View extends ViewName> = {
  readonly [Column in keyof ViewRow<View> & string]?: Field<ReadRow<View>>;
};

/** A tab over a list: its key in an address, and what it shows, as an address says it. */
interface Preset {
  readonly key: string;
  readonly label: Words;
  readonly query: string;
}

type SettingForm = Omit<Form, "title" | "confirm">;

/** The form of a setting, for a verb's schema: asks for each of its keys, and for no other. */
export function setting<Shape extends z.ZodRawShape>(
  _schema: z.ZodObject<Shape>,
  asked: Omit<SettingForm, "inputs"> & { readonly inputs: Readonly<Record<keyof Shape & string, Input>> },
): SettingForm {
  return asked;
}

/**
 * A setting: an enterprise has one of it, and its row has the enterprise's id. The panel has a page with its form and history; chat has `<noun> show` and `<noun> edit`, and the noun alone is either. It shows what it asks for: each input is
 * the column of its name.
 */
interface Single {
  readonly single: true;
  readonly noun: Noun;
  readonly view: ViewName;
  /** One sentence on what it is for. */
  readonly note: Words;
  /** Columns that say more than their input does. */
  readonly fields?: Resource["fields"];
  readonly form: SettingForm;
}

interface Declared<N extends Noun, View extends ViewName, Elsewhere extends ActOf<N>> {
  readonly single?: never;
  readonly noun: N;
  readonly view: View;
  /** The column that names a row. */
  readonly title: keyof ViewRow<View> & string;
  /** The usual order of a list. */
  readonly order: readonly [by: keyof ViewRow<View> & string, direction: "asc" | "desc"];
  /** A column that tells rows of one name apart: a number, an address. */
  readonly number?: keyof ViewRow<View> & string;
  /** As many rows as an enterprise may have; the law holds it (`most` in private.resources). */
  readonly most?: number;
  readonly words: {
    /** One sentence on what it is for. */
    readonly note: Words;
    readonly empty: Words;
    readonly empty_hint: Words;
  };
  /** In the order in which they are shown. */
  readonly fields: FieldsOf<View>;
  /** Tabs over the list that everybody has, before the saved views. */
  readonly presets?: readonly Preset[];
  readonly forms: Forms;
  /** One sentence on where a row stands now and what it waits for; null for nothing. */
  story?(row: ReadRow<View>): Label | null;
  /** In chat, above the fields of the card: what one has to have read. */
  lead?(row: ReadRow<View>): Words;
  /** The files of its rows that are in no column of their own, as those inside a content. */
  evidence?(row: ReadRow<View>): readonly Evidence[];
  /**
   * What its latest version changes of the one that serves, where the view has both; null where nothing else serves. Without it the law
   * says what differs, leaf by leaf.
   */
  changes?(row: ReadRow<View>, locale: Locale, zone: string): Compared | null;
  /** Every act of the law but those of the forms and of `elsewhere`; one that is not named does not compile. */
  readonly transitions: Readonly<
    Record<Exclude<ActOf<N>, "create" | "update" | "set_own" | Elsewhere>, Offer<ReadRow<View>>>
  >;
  /** Further acts, whose verbs have names of their own. */
  readonly verbs?: Readonly<Record<string, OfferOfVerb<ReadRow<View>>>>;
  /** Acts that are done in another place, as an invitation is accepted by the person who has its link. */
  readonly elsewhere?: readonly Elsewhere[];
  /** Acts of the law that a form by hand makes on its way, as the parts of an upload. */
  readonly steps?: readonly string[];
  /** What its verbs call it, where that is not its noun. */
  readonly argument?: string;
  /** Its ids are whole numbers, not uuids. */
  readonly numbered?: true;
  /** Its rows have no page of their own: the list says all of them. */
  readonly opens?: false;
  /** Too many rows to count: a list knows only whether there is a next page. */
  readonly counted?: false;
  /** A row can be copied: the form for a new one begins with it. */
  readonly copies?: Copies;
  /** Anyone who looks for its rows may type a number, and addresses are logged: its filters are in none. */
  readonly unlogged?: true;
}

/** A declaration as the engines read it. */
export interface Resource {
  readonly single?: true;
  readonly noun: Noun;
  readonly view: ViewName;
  readonly title: string;
  readonly order: readonly [by: string, direction: "asc" | "desc"];
  readonly number?: string;
  readonly most?: number;
  readonly words: { readonly note: Words; readonly empty: Words; readonly empty_hint: Words };
  readonly fields: Readonly<Record<string, Field<Row>>>;
  readonly presets?: readonly Preset[];
  readonly forms: Forms;
  story?(row: Row): Label | null;
  lead?(row: Row): Words;
  evidence?(row: Row): readonly Evidence[];
  changes?(row: Row, locale: Locale, zone: string): Compared | null;
  readonly transitions: Readonly<Record<string, Offer & Partial<OfferOfVerb<Row>>>>;
  readonly elsewhere?: readonly string[];
  readonly steps?: readonly string[];
  readonly argument?: string;
  readonly reviewed?: true;
  readonly numbered?: true;
  readonly opens?: false;
  readonly counted?: false;
  readonly copies?: Copies;
  readonly unlogged?: true;
  readonly own?: true;
}

/** A row of a declared view. Every view has the id and the enterprise of its row. */
export type Row = Readonly<Record<string, unknown>> & { readonly id: string | number };

/** Declares a resource: a column that the view lacks, or an act that the law lacks, does not compile. */
export function defineResource<
  const N extends Noun,
  const View extends ViewName,
  const Elsewhere extends ActOf<N> = never,
>(declared: Declared<N, View, Elsewhere> | Single): Resource {
  if (declared.single) return singleResource(declared);
  const { verbs, transitions, ...rest } = declared;
  const { reviewed, own } = headOf(declared.noun);
  return { ...rest, reviewed, own, transitions: { ...verbs, ...transitions } } as unknown as Resource;
}

const EDIT = w("修改{one}", "Edit {one}");
const SAVE = w("保存", "Save");

function singleResource({ note, form, fields, ...rest }: Single): Resource {
  const { one } = NOUNS[rest.noun];
  const title = { zh: fillPlaces(EDIT.zh, { one: one.zh }), en: fillPlaces(EDIT.en, { one: one.en }) };
  return {
    ...rest,
    title: "id",
    order: ["id", "asc"],
    words: { note, empty: note, empty_hint: note },
    // What a value is, an input says as a column does.
    fields: { ...(form.inputs as unknown as Resource["fields"]), ...fields },
    forms: { update: { title, confirm: SAVE, ...form } },
    transitions: {},
  };
}

/** The text for this row. `places`: what is in its places, the row itself where nothing else is said. */
export function textFor(
  text: DoneText<Row>,
  row: Row,
  zone: string,
  places: Row = row,
  ended: Row | null = null,
): Words {
  const { zh, en } = typeof text === "function" ? text(row, zone, ended) : text;
  return { zh: fillPlaces(zh, places), en: fillPlaces(en, places) };
}

/** The verb of an act, and how its call names the row. */
export function verbOf({ noun, argument = noun, transitions }: Resource, act: string): [VerbName, string] {
  const offer = transitions[act];
  return [offer?.verb ?? (`${act}_${noun}` as VerbName), offer?.argument ?? argument];
}

/** What a row's state is called: of a choice its label, or the one that the declaration makes of the row. */
export function tagOf({ fields }: Resource, column: string, row: Row): Label | null {
  const field = fields[column];
  if (field?.kind !== "choice") return null;
  return field.tag?.(row) ?? labelOf(field.values, String(row[column]));
}

/** The form that an engine can draw; null where there is none, or one by hand. */
export function drawable(form: Form | FormByHand | undefined): Form | null {
  return form === undefined || "byHand" in form ? null : form;
}

/** The form that chat can ask for: without groups, lists and pictures. */
export function drawableInChat(form: Form | FormByHand | undefined): Form | null {
  const drawn = drawable(form);
  return drawn === null || isForPanel(drawn.inputs) ? null : drawn;
}

type Columns = [column: string, field: Field<Row>][];

/** The columns of a list, those that are always there first. `platform`: for anyone who runs the deployment. */
export function listColumns(of: Resource, platform = false): Columns {
  return allColumns(of, platform).filter(([, { list }]) => list !== "no");
}

/** The columns that a list can show: the usual ones, and what else the page of a row shows. */
export function allColumns(of: Resource, platform = false): Columns {
  const rank = ({ list }: Field<Row>) => (list === "head" ? 0 : list === "no" ? 2 : 1);
  return Object.entries(of.fields)
    .filter(([, { list, page, mark }]) => list !== "no" || (page !== "no" && page !== "chat" && !mark))
    .filter(([, field]) => platform || !field.platform)
    .sort(([, a], [, b]) => rank(a) - rank(b));
}

/** The usual order of a list. Rows that are alike in it, as all that are switched on, follow by their names. */
export function usualOrder({ order, fields, title }: Resource): Resource["order"][] {
  const alike = ["choice", "flag"].includes(fields[order[0]]?.kind ?? "");
  return alike && order[0] !== title ? [order, [title, "asc"]] : [order];
}

/** Has it acts, so that the law is asked what may be done with its rows? */
export function hasActs({ transitions, forms }: Resource): boolean {
  return forms.update !== undefined || Object.keys(transitions).length > 0;
}
