import type { types } from "@slack/bolt";
import { type Locale, say } from "@tidings/shared/locale.ts";
import { askedWords, CHAT_WORDS, cut } from "../../chat/words.ts";
import { type Option, options } from "../../options.ts";
import type { AnyCommand } from "../../registry.ts";

/** Modals: the form of a command, and the single field that a button asks for. */

/** Slack's limits for a view, in characters. */
const MOST = { title: 24, label: 2_000, placeholder: 150, text: 3_000, choices: 100, metadata: 3_000 };

const plain = (text: string, most: number): types.PlainTextElement => ({
  type: "plain_text",
  text: cut(text, most),
});

/** The private metadata of a form, which Slack returns when it is submitted. */
export interface FormNote {
  readonly command: string;
  readonly channel: string;
  readonly locale: Locale;
  readonly responseUrl?: string;
  /** The file of the message that the form was opened from. */
  readonly fileId?: string;
}

/** The form of a command, prefilled with `raw`. */
export function formView(
  command: AnyCommand,
  raw: Readonly<Record<string, unknown>>,
  note: FormNote,
): types.ModalView {
  const { locale } = note;
  const shown = options(command).filter((option) => option.kind !== "file" || note.fileId === undefined);
  return {
    type: "modal",
    callback_id: "form",
    private_metadata: JSON.stringify(note),
    title: plain(say(command.words.title, locale), MOST.title),
    submit: plain(say(CHAT_WORDS.run, locale), MOST.title),
    close: plain(say(CHAT_WORDS.close, locale), MOST.title),
    blocks: [
      { type: "context", elements: [plain(say(command.words.description, locale), MOST.label)] },
      ...shown.map((option) => inputBlock(command, option, raw[option.name], locale)),
    ],
  };
}

/** The block of an option. Its id is the option's name, so that errors can refer to it. */
function inputBlock(command: AnyCommand, option: Option, value: unknown, locale: Locale): types.InputBlock {
  return {
    type: "input",
    block_id: option.name,
    label: plain(say(option.words, locale), MOST.label),
    optional: !option.required,
    element: elementOf(command, option, value, locale),
  };
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
  if (option.suggested) {
    const chosen =
      typeof value === "string" && value !== "" ? { initial_option: choiceOf(value, value) } : {};
    return {
      type: "external_select",
      action_id: `suggest:${command.name}:${option.name}`,
      min_query_length: 0,
      ...chosen,
    };
  }
  const text = typeof value === "string" && value !== "" ? { initial_value: cut(value, MOST.text) } : {};
  return {
    type: "plain_text_input",
    action_id,
    multiline: (option.maxLength ?? 0) > 200,
    max_length: Math.min(option.maxLength ?? MOST.text, MOST.text),
    ...text,
  };
}

function choiceOf(label: string, value: string): types.PlainTextOption {
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

/** The private metadata of a button's modal. */
export interface AskNote {
  readonly token: string;
  readonly option: string;
  /** The button is on an ephemeral message. */
  readonly onlyTheirs: boolean;
  /** The message that the button is on. */
  readonly message?: string;
  readonly channel: string;
  readonly locale: Locale;
  readonly responseUrl?: string;
}

/** The modal that asks for one option (a reason, days to add). It needs no request, since a trigger expires after 3 s. */
export function askView(note: AskNote): types.ModalView {
  const words = say(askedWords(note.option), note.locale);
  return {
    type: "modal",
    callback_id: "ask",
    private_metadata: JSON.stringify(note),
    title: plain(words, MOST.title),
    submit: plain(say(CHAT_WORDS.run, note.locale), MOST.title),
    close: plain(say(CHAT_WORDS.close, note.locale), MOST.title),
    blocks: [
      {
        type: "input",
        block_id: note.option,
        label: plain(words, MOST.label),
        element: {
          type: "plain_text_input",
          action_id: "value",
          multiline: true,
          min_length: 1,
          max_length: 500,
        },
      },
    ],
  };
}

/** A field of a submitted view. */
export interface ViewValue {
  readonly value?: string | null;
  readonly selected_option?: { readonly value: string } | null;
  readonly files?: readonly SlackFile[];
}

export interface SlackFile {
  readonly id: string;
  readonly name?: string | null;
  readonly size?: number;
  readonly url_private_download?: string;
  readonly url_private?: string;
}

/** The raw input of a submitted form, without empty fields. Files are still Slack's file objects. */
export function formInput(
  command: AnyCommand,
  values: Readonly<Record<string, Readonly<Record<string, ViewValue>>>>,
): Record<string, unknown> {
  const raw: Record<string, unknown> = {};
  for (const option of options(command)) {
    const field = Object.values(values[option.name] ?? {})[0];
    const value = field ? fieldValue(option, field) : undefined;
    if (value !== undefined) raw[option.name] = value;
  }
  return raw;
}

function fieldValue(option: Option, field: ViewValue): unknown {
  if (option.kind === "file") return field.files?.[0];
  const text = field.selected_option?.value ?? field.value ?? "";
  if (text.trim() === "") return undefined;
  if (option.kind === "boolean") return text === "yes";
  return option.kind === "integer" ? Number(text) : text.trim();
}
