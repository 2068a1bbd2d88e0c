import type { ExportedReport, ExportInput } from "../../exports/inputs.ts";
import { usualColumns } from "../../exports/source.ts";
import { type Locale, say } from "../../ground/locale.ts";
import { type OwnField, ownColumns } from "../../own/fields.ts";
import { PERIOD_WORDS } from "../../reports/define.ts";
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
  /** The fields that the enterprise has added: those in use are in every file. */
  readonly own?: readonly OwnField[];
  /** The lines of a report as it is shown, in place of its rows by day. */
  readonly report?: ExportedReport;
}

/** The input of `create_export`. @throws TypeError for a source that there is not */
export function exportInput(request: ExportRequest): ExportInput {
  const { day, of, columns, sort, locale, own = [], report, ...rest } = request;
  const source = sourceOf(rest.source);
  if (source === undefined)
    throw new TypeError(`${rest.source} is none of ${Object.keys(SOURCES).join(", ")}`);
  if (report) {
    const type = say(PERIOD_WORDS[report.period], locale);
    const days = [...new Set([report.first, report.last])].join(" – ");
    return { ...rest, locale, report, name: [say(source.many, locale), type, days].join(" ") };
  }
  const added = ownColumns(own.filter(({ state }) => state === "active"));
  const chosen = columns?.filter((column) => Object.hasOwn(source.fields, column)) ?? [];
  return {
    ...rest,
    locale,
    name: [say(source.many, locale), of?.name, day].filter(Boolean).join(" ").slice(0, 120),
    columns: [...(chosen.length > 0 ? chosen : usualColumns(source)), ...Object.keys(added)],
    ...(sort ? { sort: [...sort] } : {}),
    ...(of ? { of: of.id } : {}),
  };
}
