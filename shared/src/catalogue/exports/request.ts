import { WHOLE } from "../../exports/export.ts";
import type { ExportedReport, ExportInput } from "../../exports/inputs.ts";
import { type Source, usualColumns } from "../../exports/source.ts";
import { timeText } from "../../ground/clock.ts";
import { type Locale, say } from "../../ground/locale.ts";
import { type OwnField, ownColumns } from "../../own/fields.ts";
import { PERIOD_WORDS } from "../../reports/define.ts";
import { severalIn } from "../../resource/address.ts";
import { SOURCES, sourceOf } from "./sources.ts";

/** What somebody wants to export, as the panel and chat ask for it. */
export interface ExportRequest {
  readonly source: string;
  readonly format: ExportInput["format"];
  readonly locale: Locale;
  /** When it is made, by the clock of the enterprise: a part of the name. */
  readonly at: string | Date;
  readonly zone: string;
  /** All that the list usually shows, if left out; those that are not in the source are left out. */
  readonly columns?: readonly string[];
  readonly filters?: ExportInput["filters"];
  readonly sort?: readonly [by: string, direction: "asc" | "desc"];
  readonly of?: { readonly id: string; readonly name: string };
  /** The name of the open view: the file is named after it, not after the filters. */
  readonly called?: string | undefined;
  readonly whole?: boolean;
  /** The fields that the enterprise has added: those in use are in every file. */
  readonly own?: readonly OwnField[];
  /** The lines of a report as it is shown, in place of its rows by day. */
  readonly report?: ExportedReport;
}

const LONGEST_NAME = 120;
/** So many values of filters are named at most. */
const MOST_NAMED = 2;

/** What is in the file and of when: its source, what it belongs to, its view or what it is narrowed to in words, whether numbers are whole, the minute. */
function nameOf(
  { many, fields }: Source,
  { of, called, filters = [], whole, at, zone, locale }: ExportRequest,
): string {
  const narrowed = filters.flatMap(({ column, op, value }) => {
    const field = fields[column] ?? Object.values(fields).find(({ at }) => at === column);
    const values = op === "is" ? [value] : op === "among" ? severalIn(value) : [];
    return values.flatMap((one) => {
      const label = field?.kind === "choice" ? field.values[one] : undefined;
      return label ? [say(label, locale)] : [];
    });
  });
  const stamps = [whole ? say(WHOLE, locale) : "", timeText(at, zone).replace(":", "")]
    .filter(Boolean)
    .join(" ");
  const shown = called ?? [...new Set(narrowed)].slice(0, MOST_NAMED).join(locale === "en" ? ", " : "、");
  const what = [say(many, locale), of?.name, shown].filter(Boolean).join(" ");
  return `${what.slice(0, LONGEST_NAME - stamps.length - 1).trim()} ${stamps}`;
}

/** The input of `create_export`. @throws TypeError for a source that there is not */
export function exportInput(request: ExportRequest): ExportInput {
  const { at, zone, of, called: _, columns, sort, locale, own = [], report, ...rest } = request;
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
    name: nameOf(source, request),
    columns: [...(chosen.length > 0 ? chosen : usualColumns(source)), ...Object.keys(added)],
    ...(sort ? { sort: [...sort] } : {}),
    ...(of ? { of: of.id } : {}),
  };
}
