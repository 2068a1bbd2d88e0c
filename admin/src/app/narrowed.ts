import { isId } from "@tidings/shared/ground/ids.ts";
import type { Row } from "../ui/data.ts";

/** What a list is narrowed by: `{ kind: "basic" }` of `/sends?kind=basic`; null of a list that shows everything. */
function filtersOf(route: string | undefined): { path: string; filters: [string, string][] } | null {
  const [path, search] = route?.split("?") ?? [];
  return path && search ? { path, filters: [...new URLSearchParams(search)] } : null;
}

/**
 * Is this page the list that an entry of the menu shows with a filter, or one under it that the filter takes in? The address says it, and of
 * a page about a row the row does.
 */
export function isNarrowed(
  route: string | undefined,
  { pathname, search }: { readonly pathname: string; readonly search: string },
  row: Row | undefined,
): boolean {
  const narrowed = filtersOf(route);
  if (!narrowed) return false;
  const { path, filters } = narrowed;
  const there = new URLSearchParams(search);
  const under = pathname.startsWith(`${path}/`);
  if (!under && pathname !== path) return false;
  return filters.every(([name, value]) => (there.get(name) ?? (under ? row?.[name] : null)) === value);
}

/** The row that a page under a narrowed list is about, by its id; undefined on other pages. */
export function idUnder(route: string | undefined, pathname: string): string | undefined {
  const narrowed = filtersOf(route);
  if (!narrowed || !pathname.startsWith(`${narrowed.path}/`)) return undefined;
  const [id = ""] = pathname.slice(narrowed.path.length + 1).split("/");
  return isId(id) ? id : undefined;
}
