import { isDict } from "../ground/json.ts";
import {
  anything,
  boolean,
  byType,
  type Check,
  items,
  number,
  oneOf,
  pattern,
  shape,
  string,
} from "./checks.ts";
import { LIMITS } from "./limits.ts";

/** The interactive elements of Block Kit and the objects they are made of. */

export function textObject(max: number, ...types: ("plain_text" | "mrkdwn")[]): Check {
  const allowed = types.length > 0 ? types : ["plain_text", "mrkdwn"];
  const plain = shape({ text: string(max) }, { emoji: boolean });
  const mrkdwn = shape({ text: string(max) }, { verbatim: boolean });
  return (value, at, problems) => {
    const type = isDict(value) ? value.type : undefined;
    if (!allowed.includes(type as string)) {
      problems.push(`unsupported type: ${String(type)} [json-pointer:${at}/type]`);
    } else (type === "plain_text" ? plain : mrkdwn)(value, at, problems);
  };
}

const plain = (max: number) => textObject(max, "plain_text");

const confirm = shape(
  {
    title: plain(LIMITS.confirm.title),
    text: textObject(LIMITS.confirm.text),
    confirm: plain(LIMITS.confirm.button),
    deny: plain(LIMITS.confirm.button),
  },
  { style: oneOf("primary", "danger") },
);

const option = (...texts: ("plain_text" | "mrkdwn")[]) =>
  shape(
    { text: textObject(LIMITS.option.text, ...texts), value: string(LIMITS.option.value) },
    { description: textObject(LIMITS.option.description, ...texts), url: string(LIMITS.option.url) },
  );

const selectOption = option("plain_text");
const choiceOption = option();
const options = items(selectOption, LIMITS.options.select);
const choices = items(choiceOption, LIMITS.options.choices);
const groups = items(shape({ label: plain(LIMITS.option.text), options }), LIMITS.options.groups);

const common = {
  action_id: string(LIMITS.actionId),
  confirm,
  focus_on_load: boolean,
};
const placeholder = plain(LIMITS.placeholder);
const dispatch = shape({}, { trigger_actions_on: anything });
const date = pattern(/^\d{4}-\d{2}-\d{2}$/, "must be a date");
const time = pattern(/^\d{2}:\d{2}$/, "must be a time");
const pick = { ...common, placeholder };
const many = { ...pick, max_selected_items: number(1, 100) };

function eitherOptions(check: Check): Check {
  return (value, at, problems) => {
    check(value, at, problems);
    if (isDict(value) && (value.options === undefined) === (value.option_groups === undefined)) {
      problems.push(`must define either \`options\` or \`option_groups\` [json-pointer:${at}]`);
    }
  };
}

const image = (value: unknown, at: string, problems: string[]) => {
  shape(
    { alt_text: string(LIMITS.image.alt, 0) },
    { image_url: string(LIMITS.image.url), slack_file: anything },
  )(value, at, problems);
  if (isDict(value) && (value.image_url === undefined) === (value.slack_file === undefined)) {
    problems.push(`must define either \`image_url\` or \`slack_file\` [json-pointer:${at}]`);
  }
};

const button = shape(
  { text: plain(LIMITS.button.text) },
  {
    action_id: common.action_id,
    confirm,
    value: string(LIMITS.button.value, 0),
    url: string(LIMITS.button.url),
    style: oneOf("primary", "danger"),
    accessibility_label: string(LIMITS.button.accessibilityLabel),
  },
);

const textInput = {
  action_id: common.action_id,
  focus_on_load: boolean,
  placeholder,
  dispatch_action_config: dispatch,
};

/** What an app may answer to `block_suggestion`. */
export const suggestedOptions = eitherOptions(
  shape({}, { options: items(selectOption, LIMITS.options.select, 0), option_groups: groups }),
);

export const ELEMENTS: Record<string, Check> = {
  button,
  image,
  overflow: shape({ options: items(selectOption, LIMITS.options.overflow) }, common),
  static_select: eitherOptions(
    shape({}, { ...pick, options, option_groups: groups, initial_option: selectOption }),
  ),
  multi_static_select: eitherOptions(
    shape({}, { ...many, options, option_groups: groups, initial_options: options }),
  ),
  external_select: shape({}, { ...pick, min_query_length: number(0, 3000), initial_option: selectOption }),
  users_select: shape({}, { ...pick, initial_user: string(255) }),
  multi_users_select: shape({}, { ...many, initial_users: items(string(255), 100) }),
  conversations_select: shape(
    {},
    {
      ...pick,
      initial_conversation: string(255),
      default_to_current_conversation: boolean,
      response_url_enabled: boolean,
      filter: anything,
    },
  ),
  channels_select: shape({}, { ...pick, initial_channel: string(255), response_url_enabled: boolean }),
  radio_buttons: shape({ options: choices }, { ...common, initial_option: choiceOption }),
  checkboxes: shape({ options: choices }, { ...common, initial_options: choices }),
  datepicker: shape({}, { ...pick, initial_date: date }),
  timepicker: shape({}, { ...pick, initial_time: time, timezone: string(255) }),
  datetimepicker: shape({}, { ...common, initial_date_time: number(0, 9_999_999_999) }),
  plain_text_input: shape(
    {},
    {
      ...textInput,
      initial_value: string(LIMITS.textInput, 0),
      multiline: boolean,
      min_length: number(0, LIMITS.textInput),
      max_length: number(1, LIMITS.textInput),
    },
  ),
  email_text_input: shape({}, { ...textInput, initial_value: string(LIMITS.textInput, 0) }),
  url_text_input: shape({}, { ...textInput, initial_value: string(LIMITS.textInput, 0) }),
  number_input: shape(
    { is_decimal_allowed: boolean },
    { ...textInput, initial_value: string(100), min_value: string(100), max_value: string(100) },
  ),
  file_input: shape({}, { action_id: common.action_id, filetypes: anything, max_files: number(1, 10) }),
};

const only = (...types: string[]) =>
  byType(() => Object.fromEntries(types.map((type) => [type, ELEMENTS[type] ?? anything])));

const PICKERS = Object.keys(ELEMENTS).filter((type) => /select|picker|buttons|checkboxes/.test(type));
const INPUTS = Object.keys(ELEMENTS).filter((type) => type.endsWith("_input"));

export const accessory = only("button", "image", "overflow", ...PICKERS);
export const actionElement = only("button", "overflow", ...PICKERS);
export const inputElement = only(...PICKERS, ...INPUTS);
export const contextElement = byType(() => ({
  image,
  plain_text: textObject(LIMITS.section.text),
  mrkdwn: textObject(LIMITS.section.text),
}));
