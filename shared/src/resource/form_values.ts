import { timeText } from "../ground/clock.ts";
import type { Words } from "../ground/locale.ts";
import { typedAmount } from "../ground/money.ts";
import type { Form, Row } from "./define.ts";
import type { Input, Inputs, PlainInput } from "./kinds.ts";
import { isBlank, linesOf, linesProblem } from "./lines.ts";

/** The values of a form by input. What is stored in a bucket is no value until it is stored, so a file has none here. */
export type FormValues = Readonly<Record<string, unknown>>;

/** The inputs that are asked for, given the values of the others, and the row that is edited. */
export function askedOf(
  form: Pick<Form, "inputs">,
  values: FormValues,
  row: FormValues = {},
): [name: string, input: PlainInput][] {
  return Object.entries(form.inputs)
    .filter(([, input]) => input.when?.(values, row) ?? true)
    .flatMap(([name, input]): [string, PlainInput][] => {
      const plain = plainInput(input, values);
      // What a variant asks for together stands beside its choice.
      if (input.kind === "variant" && plain.kind === "group") return askedOf(plain, values, row);
      return [[name, plain]];
    });
}

/** Of a variant the input that was chosen, else the first. */
function plainInput(input: Input, values: FormValues): PlainInput {
  if (input.kind !== "variant") return input;
  const chosen = input.forms[String(values[input.by])] ?? Object.values(input.forms)[0];
  if (!chosen) throw new RangeError(`a variant by ${input.by} has no inputs`);
  return chosen;
}

/** The choices that say which input of a variant is asked. */
export function leadsOf({ inputs }: Pick<Form, "inputs">): ReadonlySet<string> {
  return new Set(Object.values(inputs).flatMap((input) => (input.kind === "variant" ? [input.by] : [])));
}

/** May it be left empty? */
export function isOptional({ optional }: Input, row: FormValues = {}): boolean {
  return typeof optional === "function" ? optional(row) : optional === true;
}

/** What each input begins with: `row`, the one that is edited, has the values of its columns. */
export function initialValues(form: Pick<Form, "inputs">, row?: Row): FormValues {
  return Object.fromEntries(Object.entries(form.inputs).flatMap(([name, input]) => begun(name, input, row)));
}

/** What an input begins with, under its name; those of a variant of groups stand beside each other. */
function begun(name: string, input: Input, row?: FormValues): [name: string, value: unknown][] {
  if (input.kind === "file") return [];
  const groups = groupsOf(input);
  if (groups.length > 0)
    return groups.flatMap(({ inputs }) =>
      Object.entries(inputs).flatMap(([inner, one]) => begun(inner, one, row)),
    );
  const value = (row && input.begins ? input.begins(row as never) : row?.[name]) ?? null;
  if (value === null) return [[name, initialOf(input)]];
  if (input.kind === "json") return [[name, input.write(value)]];
  if (input.kind === "money") return [[name, String(Number(value) / input.parts)]];
  if (input.kind === "share") return [[name, percentOf(value)]];
  if (input.kind === "hour") return [[name, String(value).slice(0, 5)]];
  if (input.kind === "group") return [[name, valuesIn(input.inputs, value)]];
  if (input.kind === "list") return [[name, listIn(value).map((entry) => valuesIn(input.of, entry))]];
  // The law adds what it has measured.
  if (input.kind === "picture") {
    const { path, name: called } = value as { readonly path?: unknown; readonly name?: unknown };
    return [[name, { path, name: called }]];
  }
  return [[name, value]];
}

/** The groups of a variant; none of anything else. */
const groupsOf = (input: Input): Input<"group">[] =>
  input.kind === "variant"
    ? Object.values(input.forms).flatMap((one) => (one.kind === "group" ? [one] : []))
    : [];

/** What a group or an entry begins with. */
export const valuesIn = (inputs: Inputs, value: unknown = {}): FormValues =>
  initialValues({ inputs }, value as Row);

const percentOf = (share: unknown) => Math.round(Number(share) * 100);

/** The values as a draft keeps them in a browser: without secrets, and without what was read from a file, which may have megabytes. */
export function draftOf(form: Pick<Form, "inputs">, values: FormValues): FormValues {
  return Object.fromEntries(
    Object.entries(values).map(([name, value]) => {
      const input = form.inputs[name];
      const isRead = input && plainInput(input, values).kind === "lines" && Array.isArray(value);
      return [name, isRead || (input?.kind === "text" && input.secret) ? "" : value];
    }),
  );
}

/** What an input begins with of itself. */
export function initialOf(input: Input): unknown {
  if (input.kind === "texts" || input.kind === "references" || input.kind === "files") return [];
  if (input.kind === "group") return valuesIn(input.inputs);
  if (input.kind === "list") return Array.from({ length: input.initial ?? 0 }, () => valuesIn(input.of));
  if (input.kind === "picture") return null;
  if (input.kind === "choice" || input.kind === "flag") return input.initial;
  if (input.kind === "count" || input.kind === "hour") return input.initial ?? null;
  if (input.kind === "share") return input.initial === undefined ? null : percentOf(input.initial);
  return input.kind === "reference" ? null : "";
}

/** Is nothing given? Said of a form only once it was handed in. */
export function isMissing(input: Input, value: unknown, row?: FormValues): boolean {
  if (isOptional(input, row) || input.kind === "file" || input.kind === "group") return false;
  if (input.kind === "list") return listIn(value).length < input.min;
  if (input.kind === "lines") return isBlank(input, value);
  if (Array.isArray(value)) return value.length === 0;
  return value === null || value === undefined || String(value).trim() === "";
}

const listIn = (value: unknown): readonly FormValues[] => (Array.isArray(value) ? value : []);

/** What is chosen among what there is, and not typed. */
const CHOSEN: ReadonlySet<Input["kind"]> = new Set([
  "choice",
  "flag",
  "reference",
  "references",
  "day",
  "time",
  "hour",
]);

const UPLOADED: ReadonlySet<Input["kind"]> = new Set(["file", "files", "picture"]);

/** What is asked of somebody who has given nothing. */
export function missingOf(input: Input): Words {
  const { zh, en } = input.label;
  if (UPLOADED.has(input.kind)) return { zh: `请上传${zh}`, en: `Upload “${en}”` };
  const isChosen = CHOSEN.has(input.kind) || (input.kind === "texts" && input.values !== undefined);
  const ask = input.kind === "list" ? "请添加" : isChosen ? "请选择" : "请填写";
  return { zh: `${ask}${zh}`, en: `“${en}” is missing` };
}

/**
 * What is wrong with a value, as a sentence; null for nothing. Every house asks this before it sends anything; the verb
 * refuses the same, and in addition what only the database knows. `zone`: the enterprise's, which says what day it is.
 */
export function problemOf(
  input: Input,
  value: unknown,
  row?: FormValues,
  zone = "UTC",
  values: FormValues = {},
): Words | null {
  const { label } = input;
  if (isMissing(input, value, row)) return missingOf(input);
  if (value === null || value === undefined || value === "") return null;
  if (input.kind === "list" && listIn(value).length > input.most)
    return {
      zh: `${label.zh}最多 ${input.most} 个，现有 ${listIn(value).length} 个`,
      en: `${label.en}: at most ${input.most}, but you have ${listIn(value).length}`,
    };
  if (input.kind === "lines") return linesProblem(input, value);
  if (input.kind === "texts" || input.kind === "references" || input.kind === "files") {
    const count = (value as readonly string[]).length;
    if (count > input.most)
      return {
        zh: `${label.zh}最多 ${input.most} 个，现有 ${count} 个`,
        en: `${label.en}: at most ${input.most}, but you have ${count}`,
      };
  }
  if (
    (input.kind === "text" || input.kind === "long" || input.kind === "json") &&
    String(value).trim().length > input.max
  )
    return {
      zh: `${label.zh}最多 ${input.max} 个字符`,
      en: `${label.en}: at most ${input.max} characters`,
    };
  const bounds = boundsOf(input);
  if (bounds && !isWithin(bounds, value)) {
    const [least, most] = bounds;
    const open = isOptional(input, row);
    return {
      zh: `${label.zh}：请输入 ${least} 到 ${most} 的整数${open ? "，或留空" : ""}`,
      en: `${label.en}: enter an integer from ${least} to ${most}${open ? ", or leave empty" : ""}`,
    };
  }
  if (input.kind === "money" && (typedAmount(String(value), input.parts) ?? -1) < input.min) {
    const [least, places] = [input.min / input.parts, Math.log10(input.parts)];
    return {
      zh: `${label.zh}：请输入不低于 ${least} 的金额，最多 ${places} 位小数`,
      en: `${label.en}: enter an amount of at least ${least}, with up to ${places} decimals`,
    };
  }
  if (input.kind === "day" && input.from === "today") {
    const today = timeText(new Date().toISOString(), zone).slice(0, 10);
    if (String(value) < today)
      return {
        zh: `${label.zh}：${value} 已过，今天是 ${today}，请填写今天或之后的日期`,
        en: `${label.en}: ${value} has passed. Enter today (${today}) or a later date`,
      };
  }
  return input.problem?.(value as never, values) ?? null;
}

/** What is wrong somewhere in a form. */
export interface FormProblem {
  /** `menus[1].items[0].url`, counted from 0. */
  readonly path: string;
  readonly words: Words;
  /** Nothing is given: said only once somebody wants to go on. */
  readonly missing: boolean;
}

/** Everything that is wrong with what is typed, of what is asked for; groups and lists are gone into. Files are judged where they are chosen. */
export function problemsIn(
  inputs: Inputs,
  values: FormValues,
  row?: FormValues,
  zone = "UTC",
  at = "",
): FormProblem[] {
  return askedOf({ inputs }, values, row).flatMap(([name, input]) => {
    if (input.kind === "file") return [];
    const [path, value] = [`${at}${name}`, values[name]];
    const words = problemOf(input, value, row, zone, values);
    const own = words ? [{ path, words, missing: isMissing(input, value, row) }] : [];
    const inside = (of: Inputs, one: unknown, place: string) =>
      problemsIn(of, (one ?? {}) as FormValues, row, zone, place);
    if (input.kind === "group") return [...own, ...inside(input.inputs, value, `${path}.`)];
    if (input.kind === "list")
      return [...own, ...listIn(value).flatMap((one, place) => inside(input.of, one, `${path}[${place}].`))];
    return own;
  });
}

/** Between which whole numbers a value lies; null for an input of another kind. */
function boundsOf(input: Input): readonly [least: number, most: number] | null {
  if (input.kind === "share") return [1, 100];
  return input.kind === "count" ? [input.min, input.max] : null;
}

const isWithin = ([least, most]: readonly [number, number], value: unknown) =>
  typeof value === "number" && Number.isInteger(value) && value >= least && value <= most;

/** The values as the verb takes them: texts without the spaces around them, amounts in parts of the currency. */
export function inputOf(
  form: Pick<Form, "inputs">,
  values: FormValues,
  row?: FormValues,
): Record<string, unknown> {
  const entries = askedOf(form, values, row).filter(([, input]) => input.kind !== "file");
  return Object.fromEntries(
    entries.map(([name, input]) => {
      const value = values[name];
      if (input.kind === "money") return [name, typedAmount(String(value), input.parts)];
      if (input.kind === "json") return [name, JSON.parse(String(value))];
      if (input.kind === "lines") return [name, linesOf(input, value).good];
      if (input.kind === "share") return [name, Number(value) / 100];
      if (input.kind === "time" || input.kind === "day") return [name, value || null];
      if (input.kind === "group") return [name, inside(input.inputs, value, row)];
      if (input.kind === "list") return [name, listIn(value).map((one) => inside(input.of, one, row))];
      return [name, typeof value === "string" ? value.trim() : value];
    }),
  );
}

/** What is typed in a group or an entry. What is chosen from a list there and left open is nothing, and no text. */
function inside(inputs: Inputs, value: unknown, row?: FormValues): Record<string, unknown> {
  const typed = (value ?? {}) as FormValues;
  const asked = new Map(askedOf({ inputs }, typed, row));
  return Object.fromEntries(
    Object.entries(inputOf({ inputs }, typed, row)).map(([name, one]) => [
      name,
      one === "" && asked.get(name)?.kind === "choice" ? null : one,
    ]),
  );
}

/** The files that a form asks for, by the names of their inputs. */
export function filesOf(form: Pick<Form, "inputs">): [name: string, input: Input<"file">][] {
  return Object.entries(form.inputs).flatMap(([name, input]) =>
    input.kind === "file" ? [[name, input] as [string, Input<"file">]] : [],
  );
}
