import { fillPlaces, say, type Words, w } from "@tidings/shared/ground/locale.ts";
import { readDay, readTime } from "@tidings/shared/ground/said_times.ts";
import type { Proof } from "@tidings/shared/links/domains.ts";
import type { Form } from "@tidings/shared/resource/define.ts";
import {
  askedOf,
  type FormValues,
  filesOf,
  inputOf,
  isMissing,
  leadsOf,
  problemOf,
} from "@tidings/shared/resource/form_values.ts";
import type { Input, PlainInput } from "@tidings/shared/resource/kinds.ts";
import { endingsOf } from "@tidings/shared/resource/proofs.ts";
import { z } from "zod";
import { UserError } from "../ground/errors.ts";
import { sheetRows } from "../numbers/sheet_rows.ts";
import { nameText } from "../registry/problems.ts";
import {
  type Context,
  file,
  type InputFile,
  type Suggest,
  said,
  type ValuesOf,
} from "../registry/registry.ts";
import { storeProof } from "./proof.ts";
import { referenceOf, referencesOf, suggestReferences } from "./references.ts";
import { dayUnderstood, timeUnderstood } from "./understood.ts";

/** A form of the panel as the options of a command. */

/** What is asked for, with a form or with an act. */
type Asking = Pick<Form, "inputs" | "draft">;

/** As many characters as Discord's longest option and Slack's longest field take. */
const LONGEST = 2_900;

function schemaOf(input: PlainInput): z.ZodType {
  switch (input.kind) {
    case "text":
      return nameText(input.max);
    case "long":
      return z.string().trim().min(1).max(input.max);
    case "json":
      return z.string().trim().min(1).max(Math.min(input.max, LONGEST));
    case "texts":
    case "reference":
    case "references":
      return z.string().trim().min(1).max(LONGEST);
    case "choice":
      return z.enum(Object.keys(input.values));
    case "flag":
      return input.open === undefined ? z.boolean() : z.enum(openValues(input).map(([typed]) => typed));
    case "money":
      return z.string().trim().min(1).max(40);
    case "time":
    case "day":
      return said(input.kind);
    case "hour":
      return z
        .string()
        .trim()
        .regex(/^([01]\d|2[0-3]):[0-5]\d$/);
    case "share":
      return z.int().min(1).max(100);
    case "count":
      // 0 stands for none: an option of chat cannot be emptied.
      return z
        .int()
        .min(input.optional ? 0 : input.min)
        .max(input.max);
    case "lines":
      return input.from === "text" ? z.string().trim().min(1).max(LONGEST) : file(["xlsx"]);
    case "file":
    case "files":
      return file(endingsOf(input.proof));
    case "group":
    case "list":
    case "picture":
      throw new RangeError(`${input.label.en} is filled in in the panel`);
  }
}

/** What is typed for the values of a flag that may be left open, with its value and its words. */
function openValues({ values, open }: Input<"flag">): [typed: string, value: boolean | null, words: Words][] {
  const typed = (words: Words) => words.en.toLowerCase();
  return [
    [typed(values.true), true, values.true],
    [typed(values.false), false, values.false],
    ...(open ? [[typed(open), null, open] as [string, null, Words]] : []),
  ];
}

type OptionOf = [option: string, input: PlainInput, name: string, variant?: { by: string; form: string }];

/** The inputs of a form by the name of their option. Each input of a variant is an option; which one is given says which is meant. */
function optionsOf(form: Asking): OptionOf[] {
  const leads = leadsOf(form);
  return Object.entries(form.inputs).flatMap(([name, input]): OptionOf[] => {
    if (leads.has(name)) return [];
    if (input.kind === "files")
      return filePlaces(name, input).map((option, place) => [
        option,
        place ? { ...input, optional: true } : input,
        name,
      ]);
    if (input.kind !== "variant") return [[input.option ?? name, input, name]];
    const { by, forms } = input;
    return Object.entries(forms).map(([form, one]) => [one.option ?? name, one, name, { by, form }]);
  });
}

/** The options of several files, one for each: `proof`, `proof_2` … */
const filePlaces = (name: string, { option = name, most }: Input<"files">): string[] =>
  Array.from({ length: most }, (_, place) => (place ? `${option}_${place + 1}` : option));

/** What has a value to begin with may be left out; of a variant all but one. */
const mayBeLeftOut = (input: PlainInput, variant?: object) =>
  variant !== undefined ||
  input.optional !== undefined ||
  input.when !== undefined ||
  input.kind === "flag" ||
  input.kind === "choice" ||
  (input.kind === "count" && input.initial !== undefined);

/** The options; `optional` for an edit, which changes what is named and leaves the rest. */
export function formShape(form: Asking, optional = false): z.ZodRawShape {
  return Object.fromEntries(
    optionsOf(form).map(([name, input, , variant]) => {
      const schema = schemaOf(input);
      return [name, optional || mayBeLeftOut(input, variant) ? schema.optional() : schema];
    }),
  );
}

/** What each option is called; a file with the endings it takes. Of an edit, names that are given take the place of all there were. */
export function formWords(form: Asking, edit = false): Record<string, Words> {
  return Object.fromEntries(
    optionsOf(form).map(([name, { label, ...input }, of]): [string, Words] => {
      if (input.kind === "references" && edit)
        return [name, { zh: `${label.zh}（完整列表）`, en: `${label.en} (full list)` }];
      if (input.kind === "lines") {
        const [zh, en] =
          input.from === "workbook" ? ["xlsx", "xlsx"] : [`最多 ${input.most} 个`, `up to ${input.most}`];
        return [name, { zh: `${label.zh}（${zh}）`, en: `${label.en} (${en})` }];
      }
      if (input.kind !== "file" && input.kind !== "files") return [name, label];
      const ending = endingsOf(input.proof).join(" / ");
      if (input.kind === "files") {
        const place = filePlaces(of, { label, ...input }).indexOf(name) + 1;
        return [name, { zh: `${label.zh} ${place}（${ending}）`, en: `${label.en} ${place} (${ending})` }];
      }
      return [name, { zh: `${label.zh}（${ending}）`, en: `${label.en} (${ending})` }];
    }),
  );
}

export function formChoices(form: Asking): Record<string, Words> {
  return Object.fromEntries(
    optionsOf(form).flatMap(([name, input]): [string, Words][] => {
      if (input.kind === "choice")
        return Object.entries(input.values).map(([value, words]) => [`${name}.${value}`, words]);
      if (input.kind !== "flag" || input.open === undefined) return [];
      return openValues(input).map(([typed, , words]) => [`${name}.${typed}`, words]);
    }),
  );
}

/** Suggestions for the inputs that name other rows. */
export function suggestionsOf(form: Asking): Record<string, Suggest> {
  return Object.fromEntries(
    optionsOf(form).flatMap(([name, input]): [string, Suggest][] =>
      input.kind === "references" || input.kind === "reference"
        ? [[name, (context, typed) => suggestReferences(context, input, typed)]]
        : [],
    ),
  );
}

/** The fixed values of the inputs that take several of them. */
export function valuesOf(form: Asking): Record<string, ValuesOf> {
  return Object.fromEntries(
    optionsOf(form).flatMap(([name, input]): [string, ValuesOf][] => {
      if (input.kind !== "texts" || input.values === undefined) return [];
      const { values } = input;
      return [[name, () => values]];
    }),
  );
}

/** What has to be typed, in its order, and behind it what of a variant can be typed. */
export function positionalOf(form: Asking): string[] {
  const options = optionsOf(form);
  const needed = options.filter(([, input, , variant]) => !mayBeLeftOut(input, variant));
  const typed = options.filter(
    ([, input, , variant]) => variant && !(input.kind === "lines" && input.from === "workbook"),
  );
  return [...needed, ...typed].map(([name]) => name);
}

/**
 * The values of a row as they would be typed: what a form that edits it begins with. What names other rows, lists and times are left
 * out: an option that is empty leaves what there is.
 */
export function typedOf(form: Asking, values: FormValues, row: FormValues): Record<string, unknown> {
  const asked = new Map(askedOf(form, values, row));
  return Object.fromEntries(
    optionsOf(form).flatMap(([option, input, name]): [string, unknown][] => {
      const value = values[name];
      if (!asked.has(name)) return [];
      if (input.kind === "flag" && input.open) {
        const chosen = openValues(input).find(([, each]) => each === value)?.[0];
        return chosen === undefined ? [] : [[option, chosen]];
      }
      if (value === null || value === "") return [];
      return AS_TYPED.has(input.kind) ? [[option, value]] : [];
    }),
  );
}

/** Kinds whose values are typed as they are kept. */
const AS_TYPED: ReadonlySet<Input["kind"]> = new Set([
  ...(["text", "long", "json", "choice", "flag", "money", "day", "count", "share", "hour"] as const),
]);

const ONE: Words = w("必须且只能填写其中一项：{options}。", "Give exactly one of: {options}.");
const NO_WORKBOOK: Words = w("{label}的文件须为 .xlsx。", "The file for {label} must be .xlsx.");

/** Of each variant which input was given. @throws UserError where that is none, or several */
function chosenIn({ locale }: Context, form: Asking, typed: FormValues): Record<string, string> {
  const all = optionsOf(form).flatMap(([option, input, , variant]) =>
    variant ? [{ option, input, ...variant }] : [],
  );
  return Object.fromEntries(
    [...new Set(all.map(({ by }) => by))].map((by) => {
      const among = all.filter((one) => one.by === by);
      const [chosen, ...more] = among.filter(({ option }) => typed[option] !== undefined);
      if (chosen && more.length === 0) return [by, chosen.form];
      const options = among.map(({ option, input }) => `${say(input.label, locale)} (${option})`).join(" / ");
      throw new UserError(fillPlaces(say(ONE, locale), { options }));
    }),
  );
}

/** Entries as they were typed, or the first column of the workbook that was given. @throws UserError when that cannot be read */
async function linesTyped(
  context: Context,
  { from, label }: Input<"lines">,
  value: unknown,
): Promise<unknown> {
  if (from === "text") return value;
  const given = value as InputFile;
  if (!/\.xlsx$/i.test(given.name))
    throw new UserError(fillPlaces(say(NO_WORKBOOK, context.locale), { label: say(label, context.locale) }));
  return (await sheetRows(context, given)).map(([cell = ""]) => cell);
}

const NO_TIME: Words = w(
  "无法识别时间：{typed}。请写成 2026-11-24 18:05、明天10点或周五 10:00",
  "Can't read this time: {typed}. Try 2026-11-24 18:05, tomorrow 10 or fri 10:00",
);
const NO_DAY: Words = w(
  "无法识别日期：{typed}。请写成 2026-11-24、明天或下周五",
  "Can't read this date: {typed}. Try 2026-11-24, tomorrow or next fri",
);

/** A time or a day as people say it, on the enterprise's clock. @throws UserError */
function saidOf(
  { zone, locale, at: now }: Context,
  kind: "time" | "day",
  name: string,
  typed: string,
): string {
  const read = kind === "day" ? readDay(typed, zone, now) : readTime(typed, zone, now)?.toISOString();
  if (read) return read;
  throw new UserError(fillPlaces(say(kind === "day" ? NO_DAY : NO_TIME, locale), { typed }), name);
}

/** What was understood of the times and days that were typed in words, a line each. */
export function understoodOf(context: Context, form: Asking, typed: FormValues): string[] {
  return optionsOf(form).flatMap(([option, input, name]) => {
    const text = typed[option];
    if ((input.kind !== "time" && input.kind !== "day") || text === undefined) return [];
    const read = saidOf(context, input.kind, name, String(text));
    const told = input.kind === "day" ? dayUnderstood : timeUnderstood;
    return told(context, String(text), read) ?? [];
  });
}

/**
 * The input of the verb from what was typed over `values`; the file is stored first.
 * @throws UserError that says what is wrong; nothing is sent then
 */
export async function verbInput(
  context: Context,
  form: Asking,
  values: FormValues,
  typed: FormValues,
  row?: FormValues,
): Promise<Record<string, unknown>> {
  const all: Record<string, unknown> = { ...values, ...chosenIn(context, form, typed) };
  for (const [option, input, name] of optionsOf(form)) {
    const value = typed[option];
    if (value === undefined || input.kind === "file" || input.kind === "files") continue;
    if (input.kind === "lines") all[name] = await linesTyped(context, input, value);
    else if (input.kind === "texts") all[name] = input.split(String(value));
    else if (input.kind === "time" || input.kind === "day")
      all[name] = saidOf(context, input.kind, name, String(value));
    else if (input.kind === "reference") all[name] = await referenceOf(context, input, String(value));
    else if (input.kind === "references") all[name] = await referencesOf(context, input, String(value));
    else if (input.kind === "flag" && input.open)
      all[name] = openValues(input).find(([each]) => each === value)?.[1] ?? null;
    else all[name] = input.kind === "count" && input.optional && value === 0 ? null : value;
  }
  const asked = new Map(askedOf(form, all, row));
  // Files are stored last: a typed value that is wrong keeps none.
  const given = (name: string, input: Input<"files">) =>
    filePlaces(name, input).flatMap((option) => (typed[option] ? [typed[option] as InputFile] : []));
  for (const [name, input] of asked) {
    if (input.kind === "files" && given(name, input).length > 0) continue;
    if (form.draft && isMissing(input, all[name], row)) continue;
    const problem = problemOf(input, all[name], row, context.zone);
    if (problem !== null) throw new UserError(say(problem, context.locale), name);
  }
  const stored: Record<string, unknown> = {};
  for (const [name, input] of filesOf(form)) {
    const chosen = typed[name] as InputFile | undefined;
    if (chosen && asked.has(name)) stored[name] = await storeProof(context, input.proof, chosen, name);
  }
  for (const [name, input] of asked) {
    if (input.kind !== "files" || given(name, input).length === 0) continue;
    const kept: Proof[] = [];
    for (const [place, one] of given(name, input).entries())
      kept.push(await storeProof(context, input.proof, one, `${name}${place}`));
    stored[name] = kept;
  }
  return { ...inputOf(form, all, row), ...stored };
}
