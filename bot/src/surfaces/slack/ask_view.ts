import type { types } from "@slack/bolt";
import { type Locale, say } from "@tidings/shared/ground/locale.ts";
import { askedWords, CHAT_WORDS, isTime } from "../../chat/words.ts";
import { type FormProblem, pickerBlocks, plain, problemBlock, suggestedSelect } from "./form.ts";

/** The single field that a button asks for, as a modal. */

/** Slack's limits, in characters. */
const MOST_TITLE = 24;
const MOST_LABEL = 2_000;

/** The private metadata of a button's modal. */
export interface AskNote {
  readonly token: string;
  readonly option: string;
  /** What it is called, and what is asked for; those of the option where they are not known. */
  readonly title?: string;
  readonly label?: string;
  /** What the button does. */
  readonly act?: string;
  /** It is chosen from what the command suggests. */
  readonly suggested?: boolean;
  /** The button is on an ephemeral message. */
  readonly onlyTheirs: boolean;
  /** The message that the button is on. */
  readonly message?: string;
  /** How often it came back with an error: each try is another submission of the same view. */
  readonly attempt?: number;
  readonly channel: string;
  readonly locale: Locale;
  readonly responseUrl?: string;
}

/**
 * The modal that asks for one option (a reason, days to add, a person). With
 * a problem it comes back with what was typed.
 */
export function askView(note: AskNote, typed = "", problem?: FormProblem): types.ModalView {
  const words = say(askedWords(note.option), note.locale);
  const label = note.label ?? words;
  const field = { name: note.option, words: { zh: label, en: label }, required: true };
  const pickers = isTime(note.option) ? pickerBlocks({ ...field, said: "time" }, typed, note.locale) : null;
  return {
    type: "modal",
    callback_id: "ask",
    private_metadata: JSON.stringify(note),
    title: plain(note.title ?? words, MOST_TITLE),
    submit: plain(submitText(note), MOST_TITLE),
    close: plain(say(CHAT_WORDS.close, note.locale), MOST_TITLE),
    blocks: [
      ...(problem ? [problemBlock(problem)] : []),
      ...(pickers ?? [
        {
          type: "input" as const,
          block_id: note.option,
          label: plain(label, MOST_LABEL),
          element: note.suggested ? suggestedSelect("asked", typed) : textInput(typed),
        },
      ]),
    ],
  };
}

/** What it does, where that fits on its button. */
const submitText = ({ act, locale }: AskNote) =>
  act !== undefined && act.length <= MOST_TITLE ? act : say(CHAT_WORDS.submit, locale);

const textInput = (typed: string): types.PlainTextInput => ({
  type: "plain_text_input",
  action_id: "value",
  multiline: true,
  min_length: 1,
  max_length: 500,
  ...(typed === "" ? {} : { initial_value: typed }),
});
