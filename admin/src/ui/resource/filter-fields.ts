import type { Resource, Row } from "@tidings/shared/resource/define.ts";
import type { Field } from "@tidings/shared/resource/kinds.ts";
import type { FilterKind } from "../filter-values.ts";
import type { FilterField } from "../filters.tsx";
import { optionsOf } from "../options.ts";
import { useTranslations } from "../words.ts";

/** The filters of a declared list, in the order of its columns. */
export function useFilterFields(of: Resource): FilterField[] {
  const t = useTranslations();
  return Object.entries(of.fields).flatMap(([column, field]) => {
    const kind = filterKind(field);
    if (kind === null) return [];
    const options = field.kind === "choice" || field.kind === "flag" ? optionsOf(field.values, t) : undefined;
    return [{ name: column, kind, label: t(field.label), advanced: field.advanced, options }];
  });
}

function filterKind({ kind, filter }: Field<Row>): FilterKind | null {
  if (filter === undefined) return null;
  if (filter === "part") return "text";
  if (filter === "span") return "time";
  if (kind === "choice") return "choice";
  if (kind === "flag") return "flag";
  return kind === "count" ? "number" : "exact";
}
