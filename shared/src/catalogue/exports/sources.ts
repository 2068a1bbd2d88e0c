import type { ExportedReport, ExportFilter } from "../../exports/inputs.ts";
import { besideOf, MASKED, type Source } from "../../exports/source.ts";
import { type OwnField, ownColumns } from "../../own/fields.ts";
import type { Spending } from "../../reports/spending.ts";
import { isBound, NOUNS, type Noun, rightsOf } from "../../resource/nouns.ts";
import { DECLARED } from "../declared.ts";
import { pricedLines, reportLines } from "./report_sources.ts";
import { UNDECLARED } from "./undeclared.ts";

/** Further columns that narrow the rows of a noun: those of one plan among sends. */
const NARROWS: Readonly<Partial<Record<Noun, readonly string[]>>> = { send: ["parent_id"] };

/** A declared noun as a source: its list, and what a page of it shows beside. */
function declaredSource(noun: Noun): Source {
  const { view, order, fields } = DECLARED[noun];
  const [needs = null, orNeeds] = rightsOf(noun, "list");
  // A list may be filtered by another column than the one that it shows.
  const filters = [
    ...Object.values(fields).flatMap(({ at }) => (at === undefined ? [] : [at])),
    ...(NARROWS[noun] ?? []),
  ];
  const head = { many: NOUNS[noun].many, view, order, fields, keys: ["id"], needs };
  return { ...head, ...(orNeeds && { orNeeds }), ...(filters.length > 0 && { filters }) };
}

/** A file is of one enterprise: what is bound to none is in none. */
const nouns = (Object.keys(DECLARED) as Noun[]).filter((noun) => noun !== "export" && isBound(noun));

/** Everything that can be exported, by name. */
export const SOURCES: Readonly<Record<string, Source>> = {
  ...Object.fromEntries(nouns.map((noun) => [noun, declaredSource(noun)])),
  ...UNDECLARED,
};

/** The source of this name, or undefined. */
export function sourceOf(name: string): Source | undefined {
  return Object.hasOwn(SOURCES, name) ? SOURCES[name] : undefined;
}

/** What an export is of besides its source: own fields of the enterprise, or a report as it is shown. */
export interface ExportedWith {
  readonly own: readonly OwnField[];
  readonly report: ExportedReport | null;
  /** What the lines of the report cost; null where they have no cost. */
  readonly spending: Pick<Spending, "currency" | "lines"> | null;
  readonly filters: readonly ExportFilter[];
}

/** Own fields as cells: a number is a figure, as those of the declaration are. */
const ownCells = (own: readonly OwnField[]) =>
  Object.fromEntries(
    Object.entries(ownColumns(own)).map(([column, { text, ...field }]) => [
      column,
      field.kind === "count" || !text ? field : { ...field, text },
    ]),
  );

/** The source of an export with the columns of its file that no declaration has. @throws TypeError for a source that there is not */
export function sourceWith(name: string, { own, report, spending, filters }: ExportedWith): Source {
  const source = sourceOf(name);
  if (source === undefined) throw new TypeError(`there is no source ${name}`);
  if (report) {
    const lines = reportLines(
      name,
      report,
      filters.some(({ column }) => column === "vendor"),
    );
    return spending ? pricedLines(lines, spending.currency) : lines;
  }
  return own.length === 0 ? source : { ...source, fields: { ...source.fields, ...ownCells(own) } };
}

/** A source as a row of `private.export_sources`. */
export function sourceRow(name: string, source: Source) {
  const { view, needs, orNeeds, keys, order, parent, fields, filters = [] } = source;
  return {
    source: name,
    view,
    needs: needs ?? "own",
    or_needs: orNeeds ?? null,
    keys,
    sort: order ?? null,
    parent: parent?.column ?? null,
    parent_optional: parent?.optional ?? false,
    columns: Object.keys(fields),
    beside: besideOf(source),
    filters,
    masked: MASKED[name] ?? null,
  };
}
