import type { Rows } from "../ground/database.ts";
import type { Words } from "../ground/locale.ts";
import { type Label, type Labels, label, YES_NO } from "../ground/tone.ts";
import { valueAt } from "../ground/value_at.ts";
import type { Resource, Row } from "../resource/define.ts";
import { problemOf } from "../resource/form_values.ts";
import type { Field, PlainInput } from "../resource/kinds.ts";

/** FLD-1: from the definitions of an enterprise, read as rows, what the engines draw: fields of a resource and inputs of a form. */

/** A choice; a retired one is offered no more, and named where it is stored. */
interface Option {
  readonly key: string;
  readonly zh: string;
  readonly en: string;
  readonly retired?: true;
}

/** A definition, as `own_field_cards` has it. */
export type OwnField = Pick<
  Rows["own_fields"],
  "key" | "kind" | "name" | "name_en" | "hint" | "hint_en" | "min" | "max" | "required" | "bound" | "in_chat"
> & { readonly options: readonly Option[] | null; readonly state: string };

/** The values of a row, by key. */
export type OwnValues = Readonly<Record<string, unknown>>;

/** The columns of a definition that this module reads. */
export const OWN_FIELD_COLUMNS =
  "key, kind, name, name_en, hint, hint_en, options, min, max, required, bound, in_chat, state, place";

/** What a field is called. */
export const ownName = ({ name, name_en }: OwnField): Words => ({ zh: name, en: name_en ?? name });

/** The column of an own field among those of its resource. */
const columnOf = ({ key }: OwnField) => `own_${key}`;

/** Where the value stands: a number as a number, everything else as a text. */
const pathOf = ({ key, kind }: OwnField) => (kind === "count" ? `own->${key}` : `own->>${key}`);

const storedIn = (row: Row, { key }: OwnField): unknown => valueAt(row.own as OwnValues | null, key);

/** A value in words: of a choice and a flag theirs, of a number with its thousands. */
export function ownText({ kind, options }: OwnField, value: unknown): Words | string {
  if (kind === "choice") return options?.find(({ key }) => key === value) ?? String(value);
  if (kind === "flag") return YES_NO[value === true ? "true" : "false"];
  return kind === "count" ? Number(value).toLocaleString("en") : String(value);
}

function choicesOf({ options }: OwnField, kept?: unknown): Labels<string> {
  const offered = (options ?? []).filter(({ key, retired }) => !retired || key === kept);
  return Object.fromEntries(
    offered.map(({ key, zh, en }): [string, Label] => [key, label("neutral", zh, en)]),
  );
}

/** A definition as a column of its resource. A retired one is shown where it has a value, and neither listed nor filtered. */
function fieldOf(of: OwnField): Field<Row> {
  const retired = of.state !== "active";
  const shown = {
    label: ownName(of),
    at: pathOf(of),
    advanced: true,
    list: of.in_chat && !retired ? "wide" : "no",
    page: of.in_chat && !retired ? undefined : "page",
    when: (row: Row) => storedIn(row, of) !== undefined,
    text: (row: Row) => ownText(of, storedIn(row, of)),
  } as const;
  const filter = retired ? undefined : "is";
  if (of.kind === "choice") return { ...shown, kind: "choice", values: choicesOf(of), filter };
  if (of.kind === "flag") return { ...shown, kind: "flag", values: YES_NO, filter };
  if (of.kind === "count") return { ...shown, kind: "count", filter };
  if (of.kind === "day") return { ...shown, kind: "day", filter: retired ? undefined : "span" };
  return { ...shown, kind: of.kind, filter: retired ? undefined : "part" };
}

/** The columns that the definitions add to a resource, for lists, pages, cards and exports. */
export function ownColumns(definitions: readonly OwnField[]): Readonly<Record<string, Field<Row>>> {
  return Object.fromEntries(definitions.map((of) => [columnOf(of), fieldOf(of)]));
}

/** A declared resource with the fields that an enterprise added to it. */
export function withOwn(of: Resource, definitions: readonly OwnField[]): Resource {
  return { ...of, fields: { ...of.fields, ...ownColumns(definitions) } };
}

/** What a form asks for. `submits`: what is required has to be there. `kept`: what is stored, which may be a retired choice. */
export function ownInput(of: OwnField, submits: boolean, kept?: unknown): PlainInput {
  const hint = of.hint === null ? undefined : { zh: of.hint, en: of.hint_en ?? of.hint };
  const asked = { label: ownName(of), hint, ...(of.required && submits ? {} : { optional: true as const }) };
  const [min, max] = [of.min ?? 0, of.max ?? 0];
  switch (of.kind) {
    case "choice":
      return { ...asked, kind: "choice", values: choicesOf(of, kept), initial: "" };
    case "flag":
      return { ...asked, kind: "flag", values: YES_NO, initial: false };
    case "count":
      return { ...asked, kind: "count", min, max };
    case "day":
      return { ...asked, kind: "day" };
    default:
      return { ...asked, kind: of.kind, max, problem: (text: string) => tooShort(of, text, min) };
  }
}

function tooShort(of: OwnField, text: string, min: number): Words | null {
  if (text.trim().length >= min) return null;
  const { zh, en } = ownName(of);
  return { zh: `${zh}至少 ${min} 个字符`, en: `${en}: at least ${min} characters` };
}

/** The keys of the values that may not be saved so. `submits`: nor submitted. */
export function wrongOwn(definitions: readonly OwnField[], values: OwnValues, submits: boolean): string[] {
  return definitions
    .filter(({ state }) => state === "active")
    .filter(
      (of) => problemOf(ownInput(of, submits, valueAt(values, of.key)), valueAt(values, of.key)) !== null,
    )
    .map(({ key }) => key);
}

/** The values of a form as the verbs take them: null for what was left empty. */
export function ownGiven(definitions: readonly OwnField[], values: OwnValues): OwnValues {
  const asked = definitions.filter(({ state }) => state === "active");
  return Object.fromEntries(
    asked.map(({ key }) => [key, valueAt(values, key) === "" ? null : (valueAt(values, key) ?? null)]),
  );
}
