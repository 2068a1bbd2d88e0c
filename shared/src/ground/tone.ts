import type { Words } from "./locale.ts";

/** The meaning of a value's colour, the same in panel, chat and terminal. */
export type Tone = "neutral" | "progress" | "good" | "bad" | "warning";

/** Display words of one value of an enum. */
export interface Label extends Words {
  readonly tone: Tone;
}

/** Labels of a whole enum, in its order. */
export type Labels<Value extends string> = Readonly<Record<Value, Label>>;

/** Creates a label. */
export function label(tone: Tone, zh: string, en: string): Label {
  return { tone, zh, en };
}

/** The label of `value`; an unknown value (of a newer database) is shown as it is. */
export function labelOf(labels: Readonly<Record<string, Label>>, value: string): Label {
  return Object.hasOwn(labels, value)
    ? (labels[value] ?? label("neutral", value, value))
    : label("neutral", value, value);
}

/** The words of a flag that is answered, not switched. */
export const YES_NO: Labels<"true" | "false"> = {
  true: label("neutral", "是", "Yes"),
  false: label("neutral", "否", "No"),
};

/** The words of a flag that is switched. */
export const ENABLED_WORDS: Labels<"true" | "false"> = {
  true: label("good", "启用", "Enabled"),
  false: label("neutral", "禁用", "Disabled"),
};
