import { DECLARED } from "@tidings/shared/catalogue/declared.ts";
import { fillPlaces, listText, say, type Words, w } from "@tidings/shared/ground/locale.ts";
import {
  OWN_FIELD_COLUMNS,
  type OwnField,
  type OwnValues,
  ownInput,
  ownName,
  ownText,
} from "@tidings/shared/own/fields.ts";
import { containing } from "@tidings/shared/resource/containing.ts";
import { problemOf } from "@tidings/shared/resource/form_values.ts";
import { answerOf } from "../data/database.ts";
import { rowsHere, rowsOf, rowWithId } from "../data/rows.ts";
import type { CardOf, Field } from "../ground/answer.ts";
import { atOption, UserError } from "../ground/errors.ts";
import type { Context } from "../registry/registry.ts";
import type { View } from "./view.ts";

/** FLD-1: the fields that an enterprise has added, as chat shows and takes them. */

const SAYS = {
  form: w(
    "自定义字段请写成「标识=值; 标识=值」，值留空即清除该字段。可填写：{names}",
    "Write custom fields as key=value; key=value. An empty value clears the field. Available: {names}",
  ),
  none: w("本企业没有为此类内容添加自定义字段。", "Your enterprise has no custom fields for this type."),
  choiceless: w("「{field}」没有可选项。", "“{field}” has no options to choose from."),
  value: w(
    "「{field}」不能是「{value}」。可选：{choices}",
    "“{field}” can't be “{value}”. Options: {choices}",
  ),
} as const satisfies Record<string, Words>;

const TRUTH: Readonly<Record<string, boolean>> = {
  yes: true,
  true: true,
  是: true,
  no: false,
  false: false,
  否: false,
};

/** The fields on a card in chat: those of the row that its enterprise shows there, five at most. */
export async function ownCardFields({ session, locale }: View, { resource, id }: CardOf): Promise<Field[]> {
  const { own: has, view } = DECLARED[resource];
  if (!has) return [];
  const row = await answerOf<{ enterprise_id: string; own?: OwnValues } | null>(
    rowWithId(session, view, id, "enterprise_id, own"),
  );
  const own = row?.own ?? {};
  if (row === null || Object.keys(own).length === 0) return [];
  const owner = { enterprise_id: row.enterprise_id, resource, state: "active" };
  const definitions = await answerOf<OwnField[]>(
    rowsOf(session, "own_field_cards", OWN_FIELD_COLUMNS, owner).order("place").order("key") as never,
  );
  return definitions
    .filter(({ key, in_chat }) => in_chat && Object.hasOwn(own, key))
    .map((of) => {
      const text = ownText(of, own[of.key]);
      return { label: say(ownName(of), locale), value: typeof text === "string" ? text : say(text, locale) };
    });
}

/** Own values as an option takes them: `campaign=双旦; budget=7`. */
export function ownLine(own: OwnValues): string {
  return Object.entries(own)
    .map(([key, value]) => `${key}=${String(value)}`)
    .join("; ");
}

/** Conditions on own fields, as PostgREST takes them. */
export type OwnFilters = readonly (readonly [
  path: string,
  op: "eq" | "ilike" | "gte" | "lte",
  value: string,
])[];

/**
 * What a list is narrowed to by own fields, typed as `campaign=双旦; budget=7; ends=2026-11-01..2026-11-30`: of a text a part of it, of days the
 * first and the last, either of which may be left out.
 * @throws UserError at the option `own`
 */
export function ownFilters(context: Context, resource: string, typed: string): Promise<OwnFilters> {
  return atOption("own", async () => {
    const definitions = await definitionsOf(context, resource);
    return pairsOf(typed).flatMap((pair): OwnFilters => {
      const [of, text] = typedFor(context, definitions, pair);
      const path = `own->>${of.key}`;
      if (text === "") throw unknown(context, definitions);
      if (of.kind === "text" || of.kind === "long") return [[path, "ilike", containing(text)] as const];
      if (of.kind !== "day") return [[path, "eq", String(fitting(context, of, text))] as const];
      const [from, to = from] = text.split(/\.\.+/).map((day) => day.trim());
      return [
        ...(from ? [[path, "gte", String(fitting(context, of, from))] as const] : []),
        ...(to ? [[path, "lte", String(fitting(context, of, to))] as const] : []),
      ];
    });
  });
}

/** The fields in use of a resource. */
export function ownDefinitions(context: Context, resource: string): Promise<OwnField[]> {
  const owner = rowsHere(context, "own_field_cards", OWN_FIELD_COLUMNS).match({ resource, state: "active" });
  return answerOf<OwnField[]>(owner.order("place").order("key") as never);
}

/** As `ownDefinitions`. @throws UserError where there is none */
async function definitionsOf(context: Context, resource: string): Promise<OwnField[]> {
  const definitions = await ownDefinitions(context, resource);
  if (definitions.length === 0) throw new UserError(say(SAYS.none, context.locale));
  return definitions;
}

const pairsOf = (typed: string) => typed.split(/[;；\n]/).filter((pair) => pair.trim() !== "");

/**
 * The values that were typed for a resource, by key or by the name of the field; those not named are left as they are.
 * @throws UserError at the option `own`
 */
export function ownTyped(context: Context, resource: string, typed: string): Promise<OwnValues> {
  return atOption("own", async () => {
    const definitions = await definitionsOf(context, resource);
    return Object.fromEntries(pairsOf(typed).map((pair) => pairOf(context, definitions, pair)));
  });
}

function unknown({ locale }: Context, definitions: readonly OwnField[]): UserError {
  const names = listText(
    definitions.map((one) => `${one.key} (${say(ownName(one), locale)})`),
    locale,
  );
  return new UserError(fillPlaces(say(SAYS.form, locale), { names }));
}

/** The field that a pair names, and what stands behind it. @throws UserError */
function typedFor(context: Context, definitions: readonly OwnField[], pair: string): [OwnField, string] {
  const at = pair.search(/[=＝]/);
  const named = pair.slice(0, Math.max(0, at)).trim();
  const of = definitions.find(
    (one) => one.key === named.toLowerCase() || say(ownName(one), context.locale) === named,
  );
  if (of === undefined) throw unknown(context, definitions);
  return [of, pair.slice(at + 1).trim()];
}

/** What was typed as the field stores it. @throws UserError where it is none of what the field takes */
function fitting({ locale }: Context, of: OwnField, text: string): unknown {
  const value = storedAs(of, text, locale);
  if (value === undefined) {
    const offered = of.kind === "flag" ? (locale === "en" ? ["yes", "no"] : ["是", "否"]) : choiceKeys(of);
    const places = { field: say(ownName(of), locale), value: text, choices: listText(offered, locale) };
    const words = offered.length > 0 ? SAYS.value : SAYS.choiceless;
    throw new UserError(fillPlaces(say(words, locale), places));
  }
  const problem = problemOf(ownInput(of, false), value);
  if (problem !== null) throw new UserError(say(problem, locale));
  return value;
}

function pairOf(context: Context, definitions: readonly OwnField[], pair: string): [string, unknown] {
  const [of, text] = typedFor(context, definitions, pair);
  return [of.key, text === "" ? null : fitting(context, of, text)];
}

const choiceKeys = ({ options }: OwnField) =>
  (options ?? []).filter(({ retired }) => !retired).map(({ key }) => key);

/** What was typed as the field stores it; undefined where it is none of what the field offers. */
function storedAs(of: OwnField, text: string, locale: Context["locale"]): unknown {
  if (of.kind === "count") return Number(text.replaceAll(",", ""));
  if (of.kind === "flag") return TRUTH[text.toLowerCase()];
  if (of.kind !== "choice") return text;
  return of.options?.find((one) => !one.retired && (one.key === text || say(one, locale) === text))?.key;
}
