import { PERMISSION_ACTIONS, type PermissionAction } from "./action_words.ts";

/** Patterns of actions (§11.2). `private.met_by` in the database finds the same. */

/** Does `pattern`, which may contain `*`, match `action`? Case does not matter. */
export function matches(pattern: string, action: string): boolean {
  const parts = pattern.toLowerCase().split("*");
  const text = action.toLowerCase();
  const [head = ""] = parts;
  if (parts.length === 1) return text === head;
  const tail = parts[parts.length - 1] ?? "";
  if (!text.startsWith(head) || !text.endsWith(tail) || text.length < head.length + tail.length) return false;
  let at = head.length;
  const end = text.length - tail.length;
  for (const part of parts.slice(1, -1)) {
    const found = text.indexOf(part, at);
    if (found < 0 || found + part.length > end) return false;
    at = found + part.length;
  }
  return true;
}

/** Does a pattern meet an action by any of its names? */
export function meets(pattern: string, { action, aliases }: PermissionAction): boolean {
  return [action, ...aliases].some((name) => matches(pattern, name));
}

/** The actions of the catalogue that a pattern meets. */
export function metBy(pattern: string): PermissionAction[] {
  return PERMISSION_ACTIONS.filter((entry) => meets(pattern, entry));
}
