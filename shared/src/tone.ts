import type { Words } from "./locale.ts";

/** How a value is meant, so that panel, chat and terminal colour it alike. */
export type Tone = "neutral" | "progress" | "good" | "bad" | "warning";

/** Display words of one value of an enum. */
export interface Label extends Words {
  readonly tone: Tone;
}

/** Labels of a whole enum, in its order. */
export type Labels<Value extends string> = Readonly<Record<Value, Label>>;

/** For writing a label on one line. */
export function label(tone: Tone, zh: string, en: string): Label {
  return { tone, zh, en };
}

/** The label of `value`; one that is not known (a newer database) is shown as it is. */
export function labelOf(labels: Readonly<Record<string, Label>>, value: string): Label {
  return Object.hasOwn(labels, value)
    ? (labels[value] ?? label("neutral", value, value))
    : label("neutral", value, value);
}
