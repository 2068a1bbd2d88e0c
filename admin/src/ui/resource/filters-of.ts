import type { Words } from "@tidings/shared/ground/locale.ts";
import type { FilterKind } from "@tidings/shared/resource/address.ts";
import type { Resource, Row } from "@tidings/shared/resource/define.ts";
import type { Field, Pick } from "@tidings/shared/resource/kinds.ts";
import type { FilterField } from "../filters.tsx";
import { optionsOf } from "../options.ts";

/** The filters of a declared list, in the order of its columns. */
export function filterFieldsOf(
  of: Resource,
  t: (words: Words) => string,
  platformAdmin: boolean,
): FilterField[] {
  const fields = Object.entries(of.fields).filter(([, field]) => !field.platform || platformAdmin);
  const picked = new Set(fields.flatMap(([, { picks = [] }]) => picks.map(nameOf)));
  return fields.flatMap(([column, field]): FilterField[] => {
    const kind = filterKind(field);
    // An id that is chosen by name is not typed too.
    if (kind === null || picked.has(column)) return [];
    const options = "values" in field ? optionsOf(field.values, t) : undefined;
    const known = field.kind === "text" ? field.known : undefined;
    const { advanced, several, picks = [] } = field;
    return [
      ...picks.map(
        (pick): FilterField => ({
          name: nameOf(pick),
          column: pick.column,
          kind: "exact",
          label: t(pick.label ?? field.label),
          from: pick.from,
          ...(advanced ? { advanced } : {}),
        }),
      ),
      {
        name: column,
        column: field.at,
        kind,
        label: t(field.label),
        advanced,
        several,
        options,
        known,
        ...(picks.length > 0 ? { quiet: true } : {}),
      },
    ];
  });
}

const nameOf = ({ name, column }: Pick) => name ?? column;

function filterKind({ kind, filter }: Field<Row>): FilterKind | null {
  if (filter === undefined || filter === "number") return null;
  if (filter === "part") return "text";
  if (filter === "span") return kind === "day" ? "day" : "time";
  if (filter === "has") return "has";
  if (kind === "choice") return "choice";
  if (kind === "flag") return "flag";
  return kind === "count" ? "number" : "exact";
}
