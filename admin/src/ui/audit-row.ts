import { NOUNS } from "@tidings/shared/nouns.ts";
import type { RowOf } from "./rows.ts";

/** A row of the audit log. */
export type AuditRow = RowOf<"audit_log">;

/** Characters of a shortened id, enough to tell two apart. */
const SHORT = 8;

/** The name of the resource from the entry, else its id, shortened when long; null when there is neither. */
export function whichResource({
  before,
  after,
  details,
  resource_id,
}: Pick<AuditRow, "before" | "after" | "resource_id"> & Partial<Pick<AuditRow, "details">>): string | null {
  const named = nameIn(after) ?? nameIn(before) ?? nameIn(details);
  if (named !== null) return named;
  return resource_id && resource_id.length > 16 ? `#${resource_id.slice(0, SHORT)}` : resource_id;
}

function nameIn(state: unknown): string | null {
  const name = state !== null && typeof state === "object" && "name" in state ? state.name : null;
  return typeof name === "string" && name !== "" ? name : null;
}

/** The path of each resource that has a page of its own. */
const PLACES: Readonly<Record<string, string>> = {
  ...Object.fromEntries(Object.entries(NOUNS).map(([noun, { path }]) => [noun, `/${path}`])),
  number_file: "/numbers",
  resolve_task: "/resolve-tasks",
  send: "/sends",
  template: "/templates",
};

/** The page of the resource, if it has one. */
export function pathOfResource({
  resource,
  resource_id,
}: Pick<AuditRow, "resource" | "resource_id">): string | null {
  const place = PLACES[resource];
  return place && resource_id ? `${place}/${resource_id}` : null;
}
