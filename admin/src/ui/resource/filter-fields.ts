import type { FilterKind } from "@tidings/shared/resource/address.ts";
import type { Resource, Row } from "@tidings/shared/resource/define.ts";
import type { Field } from "@tidings/shared/resource/kinds.ts";
import type { FilterField } from "../filters.tsx";
import { useMe } from "../me.tsx";
import { optionsOf } from "../options.ts";
import { useTranslations } from "../words.ts";

/** The filters of a declared list, in the order of its columns. */
export function useFilterFields(of: Resource): FilterField[] {
  const t = useTranslations();
  const { platform_admin } = useMe();
  return Object.entries(of.fields).flatMap(([column, field]) => {
    const kind = filterKind(field);
    if (kind === null || (field.platform && !platform_admin)) return [];
    const options = "values" in field ? optionsOf(field.values, t) : undefined;
    const known = field.kind === "text" ? field.known : undefined;
    return [
      {
        name: column,
        column: field.at,
        kind,
        label: t(field.label),
        advanced: field.advanced,
        several: field.several,
        options,
        known,
      },
    ];
  });
}

function filterKind({ kind, filter }: Field<Row>): FilterKind | null {
  if (filter === undefined || filter === "number") return null;
  if (filter === "part") return "text";
  if (filter === "span") return kind === "day" ? "day" : "time";
  if (filter === "has") return "has";
  if (kind === "choice") return "choice";
  if (kind === "flag") return "flag";
  return kind === "count" ? "number" : "exact";
}
