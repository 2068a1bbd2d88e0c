import type { Layout } from "../layouts/layout.ts";
import { ACTIONS, type Action } from "./actions.ts";

/** The texts of a content, each by its path as a finding names it. */

type Place = [path: string, text: string];

/** What is no copy though it is text: sources of pictures, targets of actions, values of choices. */
const NO_COPY = new Set(["src", "type", "target", "action", "width", "height", "bytes"]);

/** The texts of a content by their path, in their order. */
export function textsOf(content: { readonly slots: unknown }, layout: Layout): Place[] {
  const choices = new Set(
    layout.slots.flatMap((slot) => (slot.kind === "choice" ? [`slots.${slot.name}`] : [])),
  );
  const found: Place[] = [];
  const walk = (value: unknown, path: string): void => {
    if (typeof value === "string") {
      if (value.trim() !== "" && !choices.has(path)) found.push([path, value]);
    } else if (value !== null && typeof value === "object")
      for (const [name, part] of Object.entries(value)) if (!NO_COPY.has(name)) walk(part, `${path}.${name}`);
  };
  walk(content.slots, "slots");
  return found;
}

/** The actions of a content by their path. */
export function actionsOf(value: unknown, path = "slots"): [path: string, action: Action][] {
  if (value === null || typeof value !== "object") return [];
  const own: [string, Action][] =
    "type" in value && Object.hasOwn(ACTIONS, String(value.type)) ? [[path, value as Action]] : [];
  return [...own, ...Object.entries(value).flatMap(([name, part]) => actionsOf(part, `${path}.${name}`))];
}

/** What people read after a tap: the title and text of a window, the text of an SMS, what is copied. */
export function textsOfActions(content: { readonly slots: unknown }): Place[] {
  return actionsOf(content.slots).flatMap(([path, action]) =>
    ACTIONS[action.type].fields
      .filter(({ kind, name }) => kind === "text" && name !== "package")
      .flatMap(({ name }): Place[] => {
        const text = action[name];
        return typeof text === "string" && text.trim() !== "" ? [[`${path}.${name}`, text]] : [];
      }),
  );
}

/** Every text of a content but for pictures in addresses of data, as the law reads it (`private.texts_in`). */
export function everyText(value: unknown, path = "slots"): Place[] {
  if (typeof value === "string") return /^data:/.test(value) ? [] : [[path, value]];
  if (value === null || typeof value !== "object") return [];
  return Object.entries(value).flatMap(([name, part]) => everyText(part, `${path}.${name}`));
}
