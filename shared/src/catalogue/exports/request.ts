import type { ExportInput } from "../../exports/inputs.ts";
import { usualColumns } from "../../exports/source.ts";
import { type Locale, say } from "../../ground/locale.ts";
import { SOURCES, sourceOf } from "./sources.ts";

/** What somebody wants to export, as the panel and chat ask for it. */
export interface ExportRequest {
  readonly source: string;
  readonly format: ExportInput["format"];
  readonly locale: Locale;
  /** Today in the enterprise's zone: a part of the name. */
  readonly day: string;
  /** All that the list usually shows, if left out; those that are not in the source are left out. */
  readonly columns?: readonly string[];
  readonly filters?: ExportInput["filters"];
  readonly sort?: readonly [by: string, direction: "asc" | "desc"];
  readonly of?: { readonly id: string; readonly name: string };
  readonly whole?: boolean;
}

/** The input of `create_export`. @throws TypeError for a source that there is not */
export function exportInput({ day, of, columns, sort, locale, ...rest }: ExportRequest): ExportInput {
  const source = sourceOf(rest.source);
  if (source === undefined)
    throw new TypeError(`${rest.source} is none of ${Object.keys(SOURCES).join(", ")}`);
  const chosen = columns?.filter((column) => Object.hasOwn(source.fields, column)) ?? [];
  return {
    ...rest,
    locale,
    name: [say(source.many, locale), of?.name, day].filter(Boolean).join(" ").slice(0, 120),
    columns: chosen.length > 0 ? chosen : usualColumns(source),
    ...(sort ? { sort: [...sort] } : {}),
    ...(of ? { of: of.id } : {}),
  };
}
