import type { Words } from "../locale.ts";
import type { Form, Row } from "./define.ts";
import type { Input } from "./kinds.ts";

/** The values of a form by input. What is stored in a bucket is no value until it is stored, so a file has none here. */
export type FormValues = Readonly<Record<string, unknown>>;

/** What each input begins with: `row`, the one that is edited, has the values of its columns. */
export function initialValues(form: Form, row?: Row): FormValues {
  const entries = Object.entries(form.inputs).filter(([, input]) => input.kind !== "file");
  return Object.fromEntries(entries.map(([name, input]) => [name, row?.[name] ?? initialOf(input)]));
}

function initialOf(input: Input): unknown {
  if (input.kind === "texts" || input.kind === "references") return [];
  if (input.kind === "choice" || input.kind === "flag") return input.initial;
  return input.kind === "count" ? null : "";
}

/** Is nothing given? Said of a form only once it was handed in. */
export function isMissing(input: Input, value: unknown): boolean {
  if (input.optional || input.kind === "file") return false;
  if (Array.isArray(value)) return value.length === 0;
  return value === null || value === undefined || String(value).trim() === "";
}

/**
 * What is wrong with a value, as a sentence; null for nothing. Every house asks this before it sends anything; the verb
 * refuses the same, and in addition what only the database knows.
 */
export function problemOf(input: Input, value: unknown): Words | null {
  const { label } = input;
  if (isMissing(input, value)) return { zh: `请填写${label.zh}`, en: `“${label.en}” is missing` };
  if (value === null || value === undefined || value === "") return null;
  if (input.kind === "texts" || input.kind === "references") {
    const count = (value as readonly string[]).length;
    if (count > input.most)
      return {
        zh: `${label.zh}最多 ${input.most} 个，现有 ${count} 个`,
        en: `${label.en}: at most ${input.most}, there are ${count}`,
      };
  }
  if ((input.kind === "text" || input.kind === "long") && String(value).trim().length > input.max)
    return {
      zh: `${label.zh}最多 ${input.max} 个字符`,
      en: `${label.en}: ${input.max} characters at most`,
    };
  return input.problem?.(value as never) ?? null;
}

/** The values as the verb takes them: texts without the spaces around them. */
export function inputOf(form: Form, values: FormValues): Record<string, unknown> {
  const entries = Object.entries(form.inputs).filter(([, input]) => input.kind !== "file");
  return Object.fromEntries(
    entries.map(([name]) => {
      const value = values[name];
      return [name, typeof value === "string" ? value.trim() : value];
    }),
  );
}

/** The file that a form asks for, by the name of its input; null when it asks for none. */
export function fileOf(form: Form): { readonly name: string; readonly input: Input<"file"> } | null {
  for (const [name, input] of Object.entries(form.inputs)) if (input.kind === "file") return { name, input };
  return null;
}
