import type { Words } from "../ground/locale.ts";
import { type Labels, label } from "../ground/tone.ts";
import { namesIn } from "../templates/parameters.ts";

/** The variables of an SMS template (SMS-1, table 7-6): each has a kind, and an example for the reviewer. */

export type VariableKind = "phone" | "characters" | "time" | "money" | "text";

export interface SmsVariable {
  readonly name: string;
  readonly kind: VariableKind;
  readonly example: string;
}

export const VARIABLE_KIND_WORDS: Labels<VariableKind> = {
  text: label("neutral", "文本", "Text"),
  characters: label("neutral", "字母数字", "Letters and digits"),
  time: label("neutral", "日期时间", "Date or time"),
  money: label("neutral", "金额", "Amount"),
  phone: label("neutral", "电话号码", "Phone number"),
};

/** As many characters as the API takes for a value. */
export const LONGEST_VALUE = 20;

/** What a value of each kind is written like, beside its length. `private.fits_variable` says the same. */
export const FITS: Readonly<Record<VariableKind, RegExp>> = {
  phone: /^\+?[0-9][0-9-]{4,19}$/,
  characters: /^[A-Za-z0-9_-]+$/,
  time: /^(?=.*[0-9])[^【】\r\n]*$/,
  money: /^[0-9]+(\.[0-9]{1,2})?$/,
  // Nothing that would be read as a link, or as a signature.
  text: /^(?!.*(https?:\/\/|www\.|\{link\}))[^【】\r\n]*$/,
};

/** Is the example a value of its kind? `private.fits_variable` says the same. */
export function fitsVariable({ kind, example }: Pick<SmsVariable, "kind" | "example">): boolean {
  const length = example.trim().length;
  return length >= 1 && length <= LONGEST_VALUE && FITS[kind].test(example);
}

/** A variable for each `${name}` of `content`, in its order; what is known of one is kept. */
export function variablesOf(content: string, known: readonly SmsVariable[]): SmsVariable[] {
  return namesIn(content).map(
    (name) => known.find((one) => one.name === name) ?? { name, kind: "text", example: "" },
  );
}

/** Variables as they are typed in chat: `name text 张女士; amount money 50`. A kind that there is not is kept for the sentence about it. */
export function typedVariables(text: string): SmsVariable[] {
  return text
    .split(/[;；\n]/)
    .map((part) => part.trim())
    .filter((part) => part !== "")
    .map((part) => {
      const [name = "", kind = "", ...example] = part.split(/\s+/);
      return { name, kind: kind as VariableKind, example: example.join(" ") };
    });
}

/** As `private.check_sms_variables` has it. */
const VARIABLE_NAME = /^[A-Za-z_][A-Za-z0-9_]{0,31}$/;

/** What is wrong with variables, as a sentence; null for nothing. */
export function variablesProblem(variables: readonly SmsVariable[]): Words | null {
  const kinds = Object.keys(VARIABLE_KIND_WORDS);
  const strange = variables.find(({ kind }) => !kinds.includes(kind));
  if (strange)
    return {
      zh: `变量「${strange.name}」的类型须为 ${kinds.join("、")} 之一，例如「name text 张女士」`,
      en: `the type of variable “${strange.name}” must be one of ${kinds.join(", ")}, such as “name text 张女士”`,
    };
  const nameless = variables.find(({ name }) => !VARIABLE_NAME.test(name));
  if (nameless)
    return {
      zh: `内容中「\${${nameless.name}}」的变量名无效：花括号内须以字母或下划线开头，只能由字母、数字、下划线组成，例如「\${name}」`,
      en: `“\${${nameless.name}}” in the text isn't a valid variable. Inside the braces, start with a letter or underscore and use only letters, digits and underscores, such as “\${name}”`,
    };
  const unfit = variables.find((one) => !fitsVariable(one));
  return unfit
    ? {
        zh: `请为变量「${unfit.name}」填写符合「${VARIABLE_KIND_WORDS[unfit.kind].zh}」的示例，最多 ${LONGEST_VALUE} 个字符`,
        en: `“${unfit.name}” needs an example of its type (${VARIABLE_KIND_WORDS[unfit.kind].en.toLowerCase()}), at most ${LONGEST_VALUE} characters`,
      }
    : null;
}

/** Variables with their kinds and examples, as a list and a card show them. */
export function variablesText(variables: readonly SmsVariable[]): Words {
  const told = (language: "zh" | "en") =>
    variables
      .map(({ name, kind, example }) => {
        const { zh, en } = VARIABLE_KIND_WORDS[kind];
        return language === "zh" ? `${name}（${zh}：${example}）` : `${name} (${en}: ${example})`;
      })
      .join(language === "zh" ? "；" : "; ");
  return { zh: told("zh"), en: told("en") };
}
