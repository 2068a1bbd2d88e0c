import type { Action } from "../../ground/answer.ts";
import { actionOf, type View } from "../view.ts";
import type { ResolveTaskCard } from "./link_rows.ts";

/** The button of one link: unfreeze when it is frozen, else freeze. Its command finds the link by `resource`. */
export function singleActions(view: View, resource: string, status: ResolveTaskCard["status"]): Action[] {
  if (!view.shared && !view.permissions.includes("KooMessage:resolveTask:freeze")) return [];
  if (status === "cancelled") return [];
  return [actionOf(view, "link", status === "frozen" ? "unfreeze" : "freeze", resource)];
}
