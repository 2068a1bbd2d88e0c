/**
 * Writes what the database reads of `shared` as rows: the register of refusals, the shape of the input of each verb, what can be
 * exported, what service accounts are made of, regions, and what filings ask for.
 */
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { z } from "zod";
import { ACCOUNT_FIELDS } from "../../shared/src/accounts/fields.ts";
import { PICTURE_RULES, pictureTakes } from "../../shared/src/accounts/pictures.ts";
import { ownNamesOf, REGIONS } from "../../shared/src/accounts/regions.ts";
import { SOURCES, sourceRow } from "../../shared/src/exports/sources.ts";
import { FILING_FORMS, type FilingForm } from "../../shared/src/filings/forms.ts";
import { FILING_FORM_WORDS } from "../../shared/src/filings/words.ts";
import { INPUTS } from "../../shared/src/inputs.ts";
import { PROOFS } from "../../shared/src/links/proof.ts";
import { REFUSALS } from "../../shared/src/refusals/register.ts";
import { REPORTS, reportRow } from "../../shared/src/reports/reports.ts";
import { ROOT } from "./env.ts";

/** After every table, before the law. Written anew until the first release. */
const TARGET = join(ROOT, "supabase/migrations/20261101800000_register.sql");

const quote = (text: string | undefined) => (text === undefined ? "null" : `'${text.replaceAll("'", "''")}'`);

/** A schema without what the database does not read. Objects are closed unless they say otherwise. */
export function schemaOf(input: z.ZodType): object {
  const { $schema, ...schema } = z.toJSONSchema(input, { io: "input", unrepresentable: "any" });
  return schema;
}

/** Rows of a table, which are those alone: each is written as one JSON object with a key for each column. */
function rowsSql(table: string, rows: readonly object[]): string {
  const values = rows.map((row) => `  ${quote(JSON.stringify(row))}`).join(",\n");
  return `delete from ${table};

insert into ${table}
select x.* from unnest(array[
${values}
]::jsonb[]) as s, jsonb_populate_record(null::${table}, s) as x;
`;
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

const proofRules = () =>
  Object.values(PROOFS).map(({ bucket, formats, rights, adds = "create" }) => ({
    bucket,
    endings: formats.map(({ ending }) => ending).join("/"),
    reads: `${rights}:list`,
    writes: `${rights}:${adds}`,
  }));
const buckets = () =>
  Object.values(PROOFS).map(
    ({ bucket, formats, bytes }) =>
      `  (${quote(bucket)}, ${quote(bucket)}, false, ${bytes}, '{${formats.map(({ type }) => type).join(",")}}')`,
  );

const filingForms = () =>
  Object.entries(FILING_FORMS).map(([form, { certificates, facts, materials }]) => ({
    form,
    name: `${FILING_FORM_WORDS[form as FilingForm].zh} (${form})`,
    certificates,
    facts,
    materials: Object.keys(materials),
    required: Object.entries(materials).flatMap(([name, need]) => (need === "required" ? [name] : [])),
  }));

/** The migration as `shared` says it today. */
export function registerSql(): string {
  const refusals = Object.entries(REFUSALS).map(
    ([code, { status, en, hint_en, hint_by_en }]) =>
      `  (${quote(code)}, ${status}, ${quote(en)}, ${quote(hint_en)}, ${quote(hint_by_en)})`,
  );
  const inputs = Object.entries(INPUTS).map(
    ([verb, input]) => `  (${quote(verb)}, ${quote(JSON.stringify(schemaOf(input)))})`,
  );
  return `-- The register of refusals, the shapes of inputs, buckets of evidence, what can be exported, fields of service accounts, regions, what filings ask for. Written by \`npm run law\` from shared/src.

insert into private.refusals (code, status, message, hint, hint_by) values
${refusals.join(",\n")}
on conflict (code) do update set status = excluded.status, message = excluded.message, hint = excluded.hint, hint_by = excluded.hint_by;

insert into private.inputs (verb, schema) values
${inputs.join(",\n")}
on conflict (verb) do update set schema = excluded.schema;

insert into storage.buckets (id, name, public, file_size_limit, allowed_mime_types) values
${buckets().join(",\n")}
on conflict (id) do update set file_size_limit = excluded.file_size_limit, allowed_mime_types = excluded.allowed_mime_types;

${[
  rowsSql(
    "private.export_sources",
    Object.entries(SOURCES).map(([name, source]) => sourceRow(name, source)),
  ),
  rowsSql("private.proof_rules", proofRules()),
  rowsSql(
    "private.reports",
    Object.entries(REPORTS).map(([name, report]) => reportRow(name, report)),
  ),
  rowsSql("private.account_fields", accountFields()),
  rowsSql("private.picture_rules", pictureRules()),
  rowsSql("private.regions", regions()),
  rowsSql("private.filing_forms", filingForms()),
].join("\n")}`;
}

/** Whether the migration says what \`shared\` says. */
export async function registerInStep(): Promise<boolean> {
  return (await readFile(TARGET, "utf8").catch(() => "")) === registerSql();
}

/** Writes the migration. */
export async function writeRegister(): Promise<void> {
  await writeFile(TARGET, registerSql());
}
