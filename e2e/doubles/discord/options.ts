import { type Dict, dicts, lengthOf } from "../ground/json.ts";
import { OPTION } from "./commands.ts";
import type { PickedFile } from "./modal_person.ts";
import { attachmentJson } from "./objects.ts";
import type { Attachment, Server } from "./server_state.ts";

export type OptionValue = string | number | boolean | PickedFile;

/**
 * The options of a command as Discord sends them.
 * @throws where Discord's client would not let the command go: a missing or unknown option, a wrong choice or length
 */
export function commandOptions(
  server: Server,
  defined: Dict[],
  given: Record<string, OptionValue>,
  keep: (file: PickedFile) => Attachment,
  typing?: string,
): { options: Dict[]; resolved?: Dict } {
  for (const name of Object.keys(given)) {
    if (!defined.some((each) => each.name === name)) throw new Error(`The command has no option ${name}`);
  }
  const attachments: Dict = {};
  const options: Dict[] = [];
  for (const option of defined) {
    const name = String(option.name);
    const value = given[name];
    if (value === undefined) {
      if (option.required === true && typing === undefined)
        throw new Error(`The command needs its option ${name}`);
      continue;
    }
    if (typeof value === "object") {
      if (option.type !== OPTION.attachment) throw new Error(`${name} takes no file`);
      const file = keep(value);
      attachments[file.id] = attachmentJson(server, file);
      options.push({ type: option.type, name, value: file.id });
    } else if (name === typing) options.push({ type: option.type, name, value, focused: true });
    else options.push({ type: option.type, name, value: fitting(option, value) });
  }
  return Object.keys(attachments).length > 0 ? { options, resolved: { attachments } } : { options };
}

function fitting(option: Dict, value: string | number | boolean): string | number | boolean {
  const name = String(option.name);
  const choices = dicts(option.choices);
  if (choices.length > 0) {
    const chosen = choices.find((each) => each.value === value || each.name === value);
    if (!chosen) throw new Error(`${name} has no choice ${value}`);
    return chosen.value as string | number;
  }
  const wanted =
    option.type === OPTION.boolean
      ? "boolean"
      : option.type === OPTION.integer || option.type === OPTION.number
        ? "number"
        : "string";
  if (option.type === OPTION.attachment) throw new Error(`${name} takes a file`);
  if (typeof value !== wanted) throw new Error(`${name} takes a ${wanted}, not ${value}`);
  const size = typeof value === "string" ? lengthOf(value) : Number(value);
  const [low, high] =
    typeof value === "string" ? [option.min_length, option.max_length] : [option.min_value, option.max_value];
  if (typeof value !== "boolean" && (size < Number(low ?? -Infinity) || size > Number(high ?? Infinity))) {
    throw new Error(`${name} takes ${low ?? "any"} to ${high ?? "any"}, not ${size}`);
  }
  return value;
}
