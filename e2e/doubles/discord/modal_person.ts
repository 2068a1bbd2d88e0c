import { type Dict, dict, dicts, lengthOf, text } from "../ground/json.ts";
import { KIND } from "./components.ts";
import type { Attachment } from "./server_state.ts";

export type PickedFile = { filename: string; bytes: Buffer };
export type ModalValue = string | string[] | PickedFile | PickedFile[];

/**
 * What a filled-in modal sends.
 * @throws where Discord's client would not let it go: an unknown or missing field, a wrong length
 */
export function modalComponents(
  data: Dict,
  given: Record<string, ModalValue>,
  keep: (file: PickedFile) => Attachment,
): { components: Dict[]; files: Attachment[] } {
  const left = new Set(Object.keys(given));
  const files: Attachment[] = [];
  const fill = (field: Dict, label: string): Dict => {
    const name = [text(field.custom_id), label].find((each) => each in given);
    if (name !== undefined) left.delete(name);
    const value = name === undefined ? undefined : given[name];
    const base = { type: field.type, custom_id: field.custom_id };
    if (field.type === KIND.textInput) return { ...base, value: typed(field, label, value) };
    const chosen = value === undefined ? [] : [value].flat();
    if (chosen.length === 0 && field.required !== false)
      throw new Error(`The form does not go without “${label}”`);
    if (field.type !== KIND.upload)
      return { ...base, values: chosen.map((each) => optionValue(field, each)) };
    const kept = chosen.map((each) => keep(each as PickedFile));
    files.push(...kept);
    return { ...base, values: kept.map((each) => each.id) };
  };

  const components = dicts(data.components).map((each) => {
    if (each.type === KIND.row) {
      const [field = {}] = dicts(each.components);
      return { type: KIND.row, components: [fill(field, text(field.label))] };
    }
    if (each.type === KIND.label) {
      return { type: KIND.label, component: fill(dict(each.component), text(each.label)) };
    }
    return { type: each.type };
  });
  if (left.size > 0) throw new Error(`The form has no field ${[...left].join(", ")}`);
  return { components, files };
}

function typed(field: Dict, label: string, given: ModalValue | undefined): string {
  const value = typeof given === "string" ? given : text(field.value);
  if (value === "" && field.required !== false) throw new Error(`The form does not go without “${label}”`);
  const [min, max] = [Number(field.min_length ?? 0), Number(field.max_length ?? 4_000)];
  if (value !== "" && (lengthOf(value) < min || lengthOf(value) > max)) {
    throw new Error(`“${label}” takes ${min} to ${max} characters, not ${lengthOf(value)}`);
  }
  return value;
}

function optionValue(field: Dict, chosen: string | PickedFile): string {
  const found = dicts(field.options).find((each) => each.value === chosen || each.label === chosen);
  if (!found && field.type === KIND.select) throw new Error(`There is no option ${String(chosen)}`);
  return found ? text(found.value) : String(chosen);
}
