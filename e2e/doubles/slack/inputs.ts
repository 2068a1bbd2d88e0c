import { type Dict, dict, dicts, isDict, lengthOf, list, text } from "../ground/json.ts";

/** What a person puts into a form: text, an option's words or value, several of them, or uploaded files. */
export type InputValue = string | string[] | boolean | { files: Dict[] };

/**
 * The state of one element: what was typed or chosen, else what it began with.
 * @throws when a person could not do that (no such option)
 */
export function stateOf(element: Dict, given?: InputValue): Dict {
  const type = text(element.type);
  switch (type) {
    case "static_select":
    case "radio_buttons":
    case "external_select":
      return {
        type,
        selected_option: given === undefined ? (element.initial_option ?? null) : option(element, given),
      };
    case "multi_static_select":
    case "checkboxes": {
      const chosen = given === undefined ? list(element.initial_options) : [given].flat();
      return {
        type,
        selected_options: chosen.map((each) => (isDict(each) ? each : option(element, each as InputValue))),
      };
    }
    case "datepicker":
      return { type, selected_date: given ?? element.initial_date ?? null };
    case "timepicker":
      return { type, selected_time: given ?? element.initial_time ?? null };
    case "datetimepicker":
      return {
        type,
        selected_date_time: given === undefined ? (element.initial_date_time ?? null) : Number(given),
      };
    case "users_select":
      return { type, selected_user: given ?? element.initial_user ?? null };
    case "channels_select":
      return { type, selected_channel: given ?? element.initial_channel ?? null };
    case "conversations_select":
      return { type, selected_conversation: given ?? element.initial_conversation ?? null };
    case "file_input":
      return { type, files: isDict(given) ? given.files : [] };
    default:
      return { type, value: given === "" ? null : (given ?? element.initial_value ?? null) };
  }
}

function option(element: Dict, given: InputValue): Dict {
  const found = optionsOf(element).find(
    (each) => each.value === given || text(dict(each.text).text) === given,
  );
  if (!found) throw new Error(`There is no option ${JSON.stringify(given)} in ${JSON.stringify(element)}`);
  return found;
}

export function optionsOf(element: Dict): Dict[] {
  return [...dicts(element.options), ...dicts(element.option_groups).flatMap((each) => dicts(each.options))];
}

/**
 * The values of a whole form, by block and action. `given` is keyed by block_id, action_id or label.
 * @throws when a field is not there, or where Slack's client would not let the form go
 */
export function formValues(blocks: Dict[], given: Record<string, InputValue>): Record<string, Dict> {
  const left = new Set(Object.keys(given));
  const values: Record<string, Dict> = {};
  for (const block of blocks) {
    const elements = block.type === "input" ? [dict(block.element)] : dicts(block.elements);
    for (const element of elements) {
      if (element.type === "button" || element.type === "overflow") continue;
      const names = namesOfField(block, element);
      const name = names.find((each) => each in given);
      if (name !== undefined) left.delete(name);
      const state = stateOf(element, name === undefined ? undefined : given[name]);
      if (block.type === "input") mustFit(block, element, state);
      const at = text(block.block_id);
      values[at] = { ...values[at], [text(element.action_id)]: state };
    }
  }
  if (left.size > 0) throw new Error(`The form has no field ${[...left].join(", ")}`);
  return values;
}

/** What a field may be called: its block_id, its action_id or its label. */
export function namesOfField(block: Dict, element: Dict): string[] {
  return [block.block_id, element.action_id, dict(block.label).text].map(text);
}

function mustFit(block: Dict, element: Dict, state: Dict): void {
  const label = text(dict(block.label).text);
  const [held] = Object.entries(state).filter(([key]) => key !== "type");
  const value = held?.[1];
  const empty = value === null || value === undefined || (Array.isArray(value) && value.length === 0);
  if (empty && block.optional !== true) throw new Error(`The form does not go without “${label}”`);
  if (typeof value !== "string") return;
  const { min_length: min = 0, max_length: max = 3_000 } = element;
  if (lengthOf(value) < Number(min) || lengthOf(value) > Number(max)) {
    throw new Error(`“${label}” takes ${min} to ${max} characters, not ${lengthOf(value)}`);
  }
}
