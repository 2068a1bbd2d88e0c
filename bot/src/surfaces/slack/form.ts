import type { types } from "@slack/bolt";
import { fillPlaces, type Locale, say } from "@tidings/shared/ground/locale.ts";
import { CHAT_WORDS, cut } from "../../chat/words.ts";
import { type Option, options } from "../../registry/options.ts";
import type { AnyCommand } from "../../registry/registry.ts";

/** The form of a command, as a modal. */

/** Slack's limits for a view, in characters. */
const MOST = { title: 24, label: 2_000, hint: 2_000, text: 3_000, choices: 100 };

export const plain = (text: string, most: number): types.PlainTextElement => ({
  type: "plain_text",
  text: cut(text, most),
});

/** The private metadata of a form, which Slack returns when it is submitted. */
export interface FormNote {
  readonly command: string;
  readonly channel: string;
  readonly locale: Locale;
  readonly responseUrl?: string;
  /** Files by their option: of the message that the form was opened from, or of an earlier try. Slack cannot fill a file in. */
  readonly files?: Readonly<Record<string, KeptFile>>;
  /** Options that the form keeps and does not show. */
  readonly hidden?: Readonly<Record<string, unknown>>;
  /** How often it came back with an error: each try is another submission of the same view. */
  readonly attempt?: number;
  /** What few need is shown too. */
  readonly more?: true;
}

/** A file on Slack that is used unless another one is chosen. */
export interface KeptFile {
  readonly id: string;
  readonly name?: string;
  readonly size?: number;
}

/** What is wrong with what was filled in, and at which option. */
export interface FormProblem {
  readonly text: string;
  readonly option: string | null;
}

/** Tells one submission of a form from another: the same view can come back with an error and be sent once more. */
export function submissionKey(viewId: string, { attempt }: Pick<FormNote, "attempt">): string {
  return `${viewId}-${attempt ?? 0}`;
}

/** The form of a command, prefilled with `raw`; with a problem, that is on top and at its field. */
export function formView(
  command: AnyCommand,
  raw: Readonly<Record<string, unknown>>,
  note: FormNote,
  problem?: FormProblem,
): types.ModalView {
  const { locale } = note;
  const [all, shown] = [formOptions(command), shownOptions(command, raw, note, problem)];
  return {
    type: "modal",
    callback_id: "form",
    private_metadata: JSON.stringify(note),
    title: plain(say(command.words.title, locale), MOST.title),
    submit: plain(submitText(command, locale), MOST.title),
    close: plain(say(CHAT_WORDS.close, locale), MOST.title),
    blocks: [
      ...(problem ? [problemBlock(problem)] : []),
      { type: "context", elements: [plain(say(command.words.description, locale), MOST.label)] },
      ...shown.flatMap((option) => {
        const [block, ...more] = inputBlocks(command, option, raw[option.name], note);
        if (!block || problem?.option !== option.name) return block ? [block, ...more] : [];
        return [{ ...block, hint: plain(`⛔ ${problem.text}`, MOST.hint) }, ...more];
      }),
      ...(shown.length < all.length ? [moreBlock(locale)] : []),
    ],
  };
}

/** What the button of a form says: what it does. */
function submitText({ words: { act, title }, reads }: AnyCommand, locale: Locale): string {
  const own = act === undefined ? null : say(act, locale);
  if (own === null && reads) return say(CHAT_WORDS.show, locale);
  const text = own ?? say(title, locale);
  return text.length <= MOST.title ? text : say(CHAT_WORDS.submit, locale);
}

/** The button that shows what few need. */
export const MORE = "more";
const moreBlock = (locale: Locale): types.ActionsBlock => ({
  type: "actions",
  block_id: MORE,
  elements: [{ type: "button", action_id: MORE, text: plain(say(CHAT_WORDS.more, locale), MOST.title) }],
});

/** What a form can show of a command. */
function formOptions(command: AnyCommand): Option[] {
  const hidden: readonly string[] = command.edits?.hidden ?? [];
  return options(command).filter(({ name }) => !hidden.includes(name));
}

/** What a form shows: what few need only once that is asked for, has a value, or is what is wrong. Of a row that is edited it has one anyway. */
function shownOptions(
  command: AnyCommand,
  raw: Readonly<Record<string, unknown>>,
  { more, files }: FormNote,
  problem: FormProblem | undefined,
): Option[] {
  const rare: readonly string[] = more ? [] : (command.rare ?? []);
  const isFilled = (name: string) =>
    files?.[name] !== undefined || (!command.edits && raw[name] !== undefined);
  return formOptions(command).filter(
    ({ name }) => !rare.includes(name) || isFilled(name) || problem?.option === name,
  );
}

/** `2026-12-01 10:00` or a part of it: what the two pickers of a time hold. Other words stay words, in a field for text. */
const PICKED = /^(?:(\d{4}-\d{2}-\d{2})(?: (\d{2}:\d{2}))?|(\d{2}:\d{2}))$/;
/** The block of the second picker of a time. */
export const hourBlock = (name: string) => `${name}:hour`;

/** The pickers of a time or a day; null where words are in it that they cannot show. */
export function pickerBlocks(
  { name, words, required, said }: Pick<Option, "name" | "words" | "required" | "said">,
  value: unknown,
  locale: Locale,
): types.InputBlock[] | null {
  const picked = PICKED.exec(typeof value === "string" ? value : "");
  if (!said || (!picked && typeof value === "string" && value !== "")) return null;
  const [, day, after, alone] = picked ?? [];
  const hour = after ?? alone;
  const label = say(words, locale);
  const dayBlock: types.InputBlock = {
    ...{ type: "input", block_id: name, label: plain(label, MOST.label), optional: !required },
    element: { type: "datepicker", action_id: "value", ...(day ? { initial_date: day } : {}) },
  };
  if (said === "day") return [dayBlock];
  return [
    dayBlock,
    {
      ...{ type: "input", block_id: hourBlock(name), optional: !required },
      label: plain(fillPlaces(say(CHAT_WORDS.hour, locale), { label }), MOST.label),
      element: { type: "timepicker", action_id: "value", ...(hour ? { initial_time: hour } : {}) },
    },
  ];
}

/** The blocks of an option: one, of a time two. The id of the first is the option's name, so that errors can refer to it. */
function inputBlocks(
  command: AnyCommand,
  option: Option,
  value: unknown,
  note: FormNote,
): types.InputBlock[] {
  return pickerBlocks(option, value, note.locale) ?? [inputBlock(command, option, value, note)];
}

function inputBlock(
  command: AnyCommand,
  option: Option,
  value: unknown,
  { locale, files }: FormNote,
): types.InputBlock {
  const kept = files?.[option.name];
  const name = kept?.name ?? kept?.id;
  const hint = kept
    ? fillPlaces(say(CHAT_WORDS.kept, locale), { name })
    : option.hint && say(option.hint, locale);
  return {
    type: "input",
    block_id: option.name,
    label: plain(say(option.words, locale), MOST.label),
    optional: kept !== undefined || !option.required,
    element: elementOf(command, option, value, locale),
    ...(hint ? { hint: plain(hint, MOST.hint) } : {}),
  };
}

/** What is wrong, on top of a modal: Slack shows errors at fields only in the answer to a submission. */
export function problemBlock({ text }: FormProblem): types.SectionBlock {
  return { type: "section", text: plain(`⛔ ${text}`, MOST.text) };
}

function elementOf(
  command: AnyCommand,
  option: Option,
  value: unknown,
  locale: Locale,
): types.InputBlock["element"] {
  const action_id = "value";
  if (option.kind === "file")
    return { type: "file_input", action_id, max_files: 1, filetypes: [...(option.types ?? [])] };
  if (option.kind === "integer") {
    const initial = typeof value === "number" ? { initial_value: String(value) } : {};
    const limits = {
      ...(option.min === undefined ? {} : { min_value: String(option.min) }),
      ...(option.max === undefined ? {} : { max_value: String(option.max) }),
    };
    return { type: "number_input", action_id, is_decimal_allowed: false, ...limits, ...initial };
  }
  if (option.kind === "boolean") return yesNo(value === true, locale);
  if (option.kind === "choice") return picker(option, value, locale);
  if (option.suggested && !option.said)
    return suggestedSelect(`suggest:${command.name}:${option.name}`, value);
  const text = typeof value === "string" && value !== "" ? { initial_value: cut(value, MOST.text) } : {};
  return {
    type: "plain_text_input",
    action_id,
    multiline: (option.maxLength ?? 0) > 200,
    max_length: Math.min(option.maxLength ?? MOST.text, MOST.text),
    ...text,
  };
}

/** A menu whose options are asked for as one types in it. */
export function suggestedSelect(action_id: string, value: unknown): types.ExternalSelect {
  const chosen = typeof value === "string" && value !== "" ? { initial_option: choiceOf(value, value) } : {};
  return { type: "external_select", action_id, min_query_length: 0, ...chosen };
}

export function choiceOf(label: string, value: string): types.PlainTextOption {
  return { text: plain(label, 75), value: cut(value, 150) };
}

function yesNo(on: boolean, locale: Locale): types.RadioButtons {
  const [yes, no] = locale === "zh-CN" ? ["是", "否"] : ["Yes", "No"];
  const choices = [choiceOf(yes ?? "", "yes"), choiceOf(no ?? "", "no")];
  const chosen = choices[on ? 0 : 1];
  return {
    type: "radio_buttons",
    action_id: "value",
    options: choices,
    ...(chosen ? { initial_option: chosen } : {}),
  };
}

function picker(option: Option, value: unknown, locale: Locale): types.StaticSelect {
  const choices = option.choices
    .slice(0, MOST.choices)
    .map((choice) => choiceOf(say(choice.words, locale), choice.value));
  const chosen = choices.find((choice) => choice.value === value);
  return {
    type: "static_select",
    action_id: "value",
    options: choices,
    ...(chosen ? { initial_option: chosen } : {}),
  };
}
