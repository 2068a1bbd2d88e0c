import { timeText } from "../ground/clock.ts";
import { fillPlaces, type Locale, listText, say, type Words, w } from "../ground/locale.ts";
import type { Form, Resource, Row } from "./define.ts";
import { askedOf, type FormValues, initialOf, initialValues } from "./form_values.ts";
import type { Inputs } from "./kinds.ts";

/*
 * A copy: the form for a new row, filled in from another one. Nothing is made before the form is saved, with the rights of making one. What a
 * new row cannot take over is left out, and said.
 */

/** Something that a copy does not take over, and why. */
export interface Left {
  readonly label: Words;
  readonly why: "anew" | "past" | "gone";
}

/** The values that a form begins with, and what is not among them. */
export interface Copied {
  readonly values: FormValues;
  readonly left: readonly Left[];
}

const TAIL = / (副本|copy)( \d+)?$/;

const rootOf = (name: string): string => name.replace(TAIL, "");

/** What the names of all copies of a row begin with, where its name has no more than 64 characters. */
export const beginningOf = (name: string): string => [...rootOf(name)].slice(0, 54).join("");

/** A name that is not taken: with 副本 behind it (`copy`, where it has no Chinese letter) and a number, as the law names copies of templates. */
export function freeName(name: string, taken: readonly string[], max = 64): string {
  const [root, used] = [rootOf(name), new Set(taken)];
  const word = /[\u3400-\u9fff]/.test(name) ? " 副本" : " copy";
  for (let count = 1; ; count++) {
    const tail = count === 1 ? word : `${word} ${count}`;
    const free = [...root].slice(0, max - [...tail].length).join("") + tail;
    if (!used.has(free)) return free;
  }
}

interface CopiedFrom {
  readonly of: Pick<Resource, "copies">;
  readonly form: Pick<Form, "inputs">;
  /** The row that is copied. */
  readonly row: Row;
  /** Names that rows have already. */
  readonly taken: readonly string[];
  readonly now: Date;
  readonly zone: string;
}

/** What the form for a new row begins with, as a copy of this one. */
export function copiedFrom({ of: { copies = {} }, form, row, taken, now, zone }: CopiedFrom): Copied {
  const left: Left[] = [];
  const today = timeText(now.toISOString(), zone).slice(0, 10);
  const anew = new Set(copies.anew);
  const isPast = (kind: string, value: unknown) =>
    kind === "day" ? String(value) < today : kind === "time" && Date.parse(String(value)) <= now.getTime();

  function taking(inputs: Inputs, values: FormValues, at: string): FormValues {
    const kept: Record<string, unknown> = { ...values };
    for (const [name, input] of askedOf({ inputs }, values, row)) {
      const [path, value] = [`${at}${name}`, values[name]];
      const leave = (why: Left["why"]) => {
        left.push({ label: input.label, why });
        kept[name] = initialOf(input);
      };
      if (input.kind === "file") {
        if (row[`${name}_name`]) left.push({ label: input.label, why: "anew" });
      } else if (value === null || value === undefined || value === "") continue;
      else if (anew.has(path)) leave("anew");
      else if (path === copies.name) kept[name] = freeName(String(value), taken, copies.longest);
      else if (isPast(input.kind, value)) leave("past");
      else if (input.kind === "group") kept[name] = taking(input.inputs, value as FormValues, `${path}.`);
      else if (input.kind === "list" && Array.isArray(value))
        kept[name] = value.map((one) => taking(input.of, one as FormValues, `${path}.`));
    }
    return kept;
  }

  const values = taking(form.inputs, initialValues(form, row), "");
  return { values, left };
}

const WHY: Readonly<Record<Left["why"], Words>> = {
  anew: w("{label}（须重新提供）", "{label} (must be provided again)"),
  past: w("{label}（时间已过）", "{label} (time has passed)"),
  gone: w("{label}（已不可选）", "{label} (no longer available)"),
};

const FROM: Words = w(
  "内容取自「{name}」，保存后才会新建。",
  "Filled in from “{name}”. Nothing is created until you save.",
);
const LEFT: Words = w("未带入：{left}。", "Not copied: {left}.");

/** What a form, or the answer of a command, says of a copy: where it is from, and what was left out. */
export function copiedText(
  name: string,
  left: readonly Left[],
  locale: Locale,
): [from: string, left: string] {
  const each = left.map(({ label, why }) => fillPlaces(say(WHY[why], locale), { label: say(label, locale) }));
  const all = [...new Set(each)];
  return [
    fillPlaces(say(FROM, locale), { name }),
    all.length === 0 ? "" : fillPlaces(say(LEFT, locale), { left: listText(all, locale) }),
  ];
}

/** What a copy is called, wherever one is made. */
export const COPY_LABEL: Words = w("复制", "Copy");
