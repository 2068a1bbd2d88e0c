import { timeText } from "../ground/clock.ts";
import type { Words } from "../ground/locale.ts";
import { typedAmount } from "../ground/money.ts";
import type { Form, Row } from "./define.ts";
import type { Input, PlainInput } from "./kinds.ts";
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
    .map(([name, input]) => [name, plainInput(input, values)]);
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
  const entries = Object.entries(form.inputs).filter(([, input]) => input.kind !== "file");
  return Object.fromEntries(
    entries.map(([name, input]) => {
      const value = row?.[name] ?? null;
      if (value !== null && input.kind === "json") return [name, input.write(value)];
      if (value !== null && input.kind === "money") return [name, String(Number(value) / input.parts)];
      if (value !== null && input.kind === "share") return [name, percentOf(value)];
      if (value !== null && input.kind === "hour") return [name, String(value).slice(0, 5)];
      return [name, value ?? initialOf(input)];
    }),
  );
}

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
  if (input.kind === "choice" || input.kind === "flag") return input.initial;
  if (input.kind === "count" || input.kind === "hour") return input.initial ?? null;
  if (input.kind === "share") return input.initial === undefined ? null : percentOf(input.initial);
  return input.kind === "reference" ? null : "";
}

/** Is nothing given? Said of a form only once it was handed in. */
export function isMissing(input: Input, value: unknown, row?: FormValues): boolean {
  if (isOptional(input, row) || input.kind === "file") return false;
  if (input.kind === "lines") return isBlank(input, value);
  if (Array.isArray(value)) return value.length === 0;
  return value === null || value === undefined || String(value).trim() === "";
}

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

/**
 * What is wrong with a value, as a sentence; null for nothing. Every house asks this before it sends anything; the verb
 * refuses the same, and in addition what only the database knows. `zone`: the enterprise's, which says what day it is.
 */
export function problemOf(input: Input, value: unknown, row?: FormValues, zone = "UTC"): Words | null {
  const { label } = input;
  if (isMissing(input, value, row)) {
    const ask = input.kind === "files" ? "请上传" : CHOSEN.has(input.kind) ? "请选择" : "请填写";
    return { zh: `${ask}${label.zh}`, en: `“${label.en}” is missing` };
  }
  if (value === null || value === undefined || value === "") return null;
  if (input.kind === "lines") return linesProblem(input, value);
  if (input.kind === "texts" || input.kind === "references" || input.kind === "files") {
    const count = (value as readonly string[]).length;
    if (count > input.most)
      return {
        zh: `${label.zh}最多 ${input.most} 个，现有 ${count} 个`,
        en: `${label.en}: at most ${input.most}, there are ${count}`,
      };
  }
  if (
    (input.kind === "text" || input.kind === "long" || input.kind === "json") &&
    String(value).trim().length > input.max
  )
    return {
      zh: `${label.zh}最多 ${input.max} 个字符`,
      en: `${label.en}: ${input.max} characters at most`,
    };
  const bounds = boundsOf(input);
  if (bounds && !isWithin(bounds, value)) {
    const [least, most] = bounds;
    const open = isOptional(input, row);
    return {
      zh: `${label.zh}：${least} 到 ${most} 的整数${open ? "，或留空" : ""}`,
      en: `${label.en}: a whole number from ${least} to ${most}${open ? ", or nothing" : ""}`,
    };
  }
  if (input.kind === "money" && (typedAmount(String(value), input.parts) ?? -1) < input.min) {
    const [least, places] = [input.min / input.parts, Math.log10(input.parts)];
    return {
      zh: `${label.zh}：请输入至少 ${least} 的金额，最多 ${places} 位小数`,
      en: `${label.en}: an amount of at least ${least}, with ${places} decimals at most`,
    };
  }
  if (input.kind === "day" && input.from === "today") {
    const today = timeText(new Date().toISOString(), zone).slice(0, 10);
    if (String(value) < today)
      return {
        zh: `${label.zh}：${value} 已过，今天是 ${today}，请填写今天或之后的日期`,
        en: `${label.en}: ${value} has passed. Today is ${today}; give it or a later day`,
      };
  }
  return input.problem?.(value as never) ?? null;
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
      return [name, typeof value === "string" ? value.trim() : value];
    }),
  );
}

/** The files that a form asks for, by the names of their inputs. */
export function filesOf(form: Pick<Form, "inputs">): [name: string, input: Input<"file">][] {
  return Object.entries(form.inputs).flatMap(([name, input]) =>
    input.kind === "file" ? [[name, input] as [string, Input<"file">]] : [],
  );
}
