import { ACTIONS, type Action, type ActionFieldName } from "./actions.ts";
import { encodeValue } from "./addresses.ts";
import type { Content } from "./content.ts";
import { fillText } from "./parameters.ts";

/**
 * A copy of `content` with every `${name}` replaced by its value from `params`, missing ones by an empty string. Values in
 * addresses and app links are percent-encoded, so that no value can add a path, a query or a host. The renderer escapes
 * for HTML. The result has no `params`.
 */
export function fillContent(content: Content, params: Readonly<Record<string, string>>): Content {
  const { params: _declared, ...rest } = content;
  return { ...rest, slots: fillValue(content.slots, params) as Content["slots"] };
}

function fillValue(value: unknown, params: Readonly<Record<string, string>>): unknown {
  if (typeof value === "string") return fillText(value, params);
  if (Array.isArray(value)) return value.map((entry) => fillValue(entry, params));
  if (value === null || typeof value !== "object") return value;
  if (isAction(value)) return fillAction(value, params);
  return Object.fromEntries(Object.entries(value).map(([name, entry]) => [name, fillValue(entry, params)]));
}

function isAction(value: object): value is Action {
  return "type" in value && typeof value.type === "string" && Object.hasOwn(ACTIONS, value.type);
}

function fillAction(action: Action, params: Readonly<Record<string, string>>): Action {
  const filled = Object.entries(action).map(([name, value]) => {
    if (name === "type" || typeof value !== "string") return [name, value];
    return [name, fillText(value, params, isAddress(action, name) ? encodeValue : undefined)];
  });
  return Object.fromEntries(filled) as Action;
}

function isAddress(action: Action, name: string): boolean {
  const kind = ACTIONS[action.type].fields.find((field) => field.name === (name as ActionFieldName))?.kind;
  return kind === "url" || kind === "deep_link" || kind === "image";
}
