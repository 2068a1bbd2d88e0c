/**
 * What the database reads of `shared` as rows: the register of refusals, the shape of the input of each verb, buckets of kept files, what
 * can be exported, what service accounts are made of, regions, and what filings ask for.
 */
import { z } from "zod";
import { ACCOUNT_FIELDS } from "../../../shared/src/accounts/fields.ts";
import { PICTURE_RULES } from "../../../shared/src/accounts/pictures.ts";
import { ownNamesOf, REGIONS } from "../../../shared/src/accounts/regions.ts";
import { SOURCES, sourceRow } from "../../../shared/src/catalogue/exports/sources.ts";
import { INPUTS } from "../../../shared/src/catalogue/inputs.ts";
import { KEPT } from "../../../shared/src/files/kinds.ts";
import { FILING_FORMS, type FilingForm } from "../../../shared/src/filings/forms.ts";
import { FILING_FORM_WORDS } from "../../../shared/src/filings/words.ts";
import { REFUSALS } from "../../../shared/src/refusals/register.ts";
import { REPORTS, reportRow } from "../../../shared/src/reports/reports.ts";
import { pictureTakes } from "../../../shared/src/resource/pictures.ts";
import type { RegisterTable } from "./register_sql.ts";

/** A schema without what the database does not read. Objects are closed unless they say otherwise. */
export function schemaOf(input: z.ZodType): object {
  const { $schema, ...schema } = z.toJSONSchema(input, { io: "input", unrepresentable: "any" });
  return schema;
}

const accountFields = () =>
  Object.entries(ACCOUNT_FIELDS).flatMap(([place, fields]) =>
    // Which values a choice has says the schema of its input.
    fields.map(({ values: _, ...field }, seq) => ({ place, seq, ...field })),
  );
const pictureRules = () =>
  Object.entries(PICTURE_RULES).map(([name, rule]) => ({ name, ...rule, takes: pictureTakes(rule) }));
const regions = () =>
  REGIONS.map((region) => ({ code: region.code, ...region.full, names: ownNamesOf(region) }));

const keptRules = () =>
  Object.values(KEPT).map(({ bucket, formats, rights, adds = "create" }) => ({
    bucket,
    endings: formats.map(({ ending }) => ending).join("/"),
    reads: [rights].flat().map((right) => `${right}:list`),
    writes: [rights].flat().map((right) => `${right}:${adds}`),
  }));
const buckets = () =>
  Object.entries(KEPT).map(([kind, { bucket, formats, bytes }]) => ({
    id: bucket,
    name: bucket,
    // Phones fetch the pictures of the library.
    public: kind === "media",
    file_size_limit: bytes,
    allowed_mime_types: formats.map(({ type }) => type),
  }));

const filingForms = () =>
  Object.entries(FILING_FORMS).map(([form, { certificates, facts, materials }]) => ({
    form,
    name: `${FILING_FORM_WORDS[form as FilingForm].zh} (${form})`,
    certificates,
    facts,
    materials: Object.keys(materials),
    required: Object.entries(materials).flatMap(([name, need]) => (need === "required" ? [name] : [])),
  }));

/** A refusal as a row; one without a hint of its own about who acted last has none. */
const refusals = () =>
  Object.entries(REFUSALS).map(([code, { status, en, hint_en, hint_by_en = null }]) => ({
    code,
    status,
    message: en,
    hint: hint_en,
    hint_by: hint_by_en,
  }));
const inputs = () => Object.entries(INPUTS).map(([verb, input]) => ({ verb, schema: schemaOf(input) }));
const sources = () => Object.entries(SOURCES).map(([name, source]) => sourceRow(name, source));
const reports = () => Object.entries(REPORTS).map(([name, report]) => reportRow(name, report));

/** The tables and their rows, as `shared` says them today. */
export const registerTables = (): RegisterTable[] => [
  { table: "private.refusals", keys: ["code"], rows: refusals() },
  { table: "private.inputs", keys: ["verb"], rows: inputs() },
  // Files may lie in a bucket that no kind of kept file has any more.
  { table: "storage.buckets", keys: ["id"], rows: buckets(), keeps: true },
  { table: "private.export_sources", keys: ["source"], rows: sources() },
  { table: "private.kept_rules", keys: ["bucket"], rows: keptRules() },
  { table: "private.reports", keys: ["report"], rows: reports() },
  { table: "private.account_fields", keys: ["place", "name"], rows: accountFields() },
  { table: "private.picture_rules", keys: ["name"], rows: pictureRules() },
  { table: "private.regions", keys: ["code"], rows: regions() },
  { table: "private.filing_forms", keys: ["form"], rows: filingForms() },
];
