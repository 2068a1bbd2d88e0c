import type { RowOf } from "./rows.ts";

/** A row of the audit log. */
export type AuditRow = RowOf<"audit_log">;

/** How much of an id tells two things apart to a person. */
const SHORT = 8;

/** Which of its kind it was: by the name that the entry has, else by its id, a long one shortened; null when it has neither. */
export function whichResource({
  before,
  after,
  resource_id,
}: Pick<AuditRow, "before" | "after" | "resource_id">): string | null {
  const named = nameIn(after) ?? nameIn(before);
  if (named !== null) return named;
  return resource_id && resource_id.length > 16 ? `#${resource_id.slice(0, SHORT)}` : resource_id;
}

function nameIn(state: unknown): string | null {
  const name = state !== null && typeof state === "object" && "name" in state ? state.name : null;
  return typeof name === "string" && name !== "" ? name : null;
}

/** Where a thing of the log stands in the panel. */
const PLACES: Readonly<Record<string, string>> = {
  domain: "/domains",
  jump_batch: "/jumps",
  number_file: "/numbers",
  resolve_task: "/resolve-tasks",
  send: "/sends",
  template: "/templates",
};

/** The page of the thing, if it has one. */
export function pathOfResource({
  resource,
  resource_id,
}: Pick<AuditRow, "resource" | "resource_id">): string | null {
  const place = PLACES[resource];
  return place && resource_id ? `${place}/${resource_id}` : null;
}
