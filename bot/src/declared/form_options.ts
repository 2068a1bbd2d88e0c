import { PROOFS } from "@tidings/shared/links/proof.ts";
import { say, type Words } from "@tidings/shared/locale.ts";
import type { Form } from "@tidings/shared/resource/define.ts";
import { type FormValues, fileOf, inputOf, problemOf } from "@tidings/shared/resource/form_values.ts";
import type { Input } from "@tidings/shared/resource/kinds.ts";
import { z } from "zod";
import { UserError } from "../errors.ts";
import { storeProof } from "../proof.ts";
import { type Context, file, type InputFile, type Suggest } from "../registry.ts";
import { referencesOf, suggestReferences } from "./references.ts";

/** A form of the panel as the options of a command. */

/** As many characters as Discord's longest option and Slack's longest field take. */
const LONGEST = 2_900;

function schemaOf(input: Input): z.ZodType {
  switch (input.kind) {
    case "text":
      return z.string().trim().min(1).max(input.max);
    case "long":
      return z.string().trim().min(1).max(input.max);
    case "texts":
    case "references":
      return z.string().trim().min(1).max(LONGEST);
    case "choice":
      return z.enum(Object.keys(input.values));
    case "flag":
      return z.boolean();
    case "count":
      return z.int().min(input.min).max(input.max);
    case "file":
      return file([PROOFS[input.proof].ending]);
  }
}

/** What has a value to begin with may be left out. */
const mayBeLeftOut = (input: Input) =>
  input.optional === true || input.kind === "flag" || input.kind === "choice";

/** The options; `optional` for an edit, which changes what is named and leaves the rest. */
export function formShape({ inputs }: Form, optional = false): z.ZodRawShape {
  return Object.fromEntries(
    Object.entries(inputs).map(([name, input]) => {
      const schema = schemaOf(input);
      return [name, optional || mayBeLeftOut(input) ? schema.optional() : schema];
    }),
  );
}

/** What each option is called; a file with the endings it takes. Of an edit, names that are given take the place of all there were. */
export function formWords({ inputs }: Form, edit = false): Record<string, Words> {
  return Object.fromEntries(
    Object.entries(inputs).map(([name, { label, ...input }]): [string, Words] => {
      if (input.kind === "references" && edit)
        return [name, { zh: `${label.zh}（全部重列）`, en: `${label.en} (all of them)` }];
      if (input.kind !== "file") return [name, label];
      const { ending } = PROOFS[input.proof];
      return [name, { zh: `${label.zh}（${ending}）`, en: `${label.en} (${ending})` }];
    }),
  );
}

export function formChoices({ inputs }: Form): Record<string, Words> {
  return Object.fromEntries(
    Object.entries(inputs).flatMap(([name, input]) =>
      input.kind === "choice"
        ? Object.entries(input.values).map(([value, words]) => [`${name}.${value}`, words])
        : [],
    ),
  );
}

/** Suggestions for the inputs that name other rows. */
export function suggestionsOf({ inputs }: Form): Record<string, Suggest> {
  return Object.fromEntries(
    Object.entries(inputs).flatMap(([name, input]): [string, Suggest][] =>
      input.kind === "references"
        ? [[name, (context, typed) => suggestReferences(context, input, typed)]]
        : [],
    ),
  );
}

/** What has to be typed, in its order. */
export function positionalOf({ inputs }: Form): string[] {
  return Object.entries(inputs).flatMap(([name, input]) => (mayBeLeftOut(input) ? [] : [name]));
}

/**
 * The input of the verb from what was typed over `values`; the file is stored first.
 * @throws UserError that says what is wrong; nothing is sent then
 */
export async function verbInput(
  context: Context,
  form: Form,
  values: FormValues,
  typed: FormValues,
): Promise<Record<string, unknown>> {
  const all: Record<string, unknown> = { ...values };
  for (const [name, input] of Object.entries(form.inputs)) {
    const value = typed[name];
    if (value === undefined || input.kind === "file") continue;
    if (input.kind === "texts") all[name] = input.split(String(value));
    else if (input.kind === "references") all[name] = await referencesOf(context, input, String(value));
    else all[name] = value;
  }
  for (const [name, input] of Object.entries(form.inputs)) {
    const problem = problemOf(input, all[name]);
    if (problem !== null) throw new UserError(say(problem, context.locale));
  }
  const asked = fileOf(form);
  const chosen = asked && (typed[asked.name] as InputFile | undefined);
  const stored = asked && chosen ? await storeProof(context, asked.input.proof, chosen) : null;
  return { ...inputOf(form, all), ...(asked && stored ? { [asked.name]: stored } : {}) };
}
