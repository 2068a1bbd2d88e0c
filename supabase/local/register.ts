/** Writes what the database reads of `shared` as rows: the register of refusals, and the shape of the input of each verb. */
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { z } from "zod";
import { INPUTS } from "../../shared/src/inputs.ts";
import { REFUSALS } from "../../shared/src/refusals/register.ts";
import { ROOT } from "./env.ts";

/** After every table, before the law. Written anew until the first release. */
const TARGET = join(ROOT, "supabase/migrations/20261101800000_register.sql");

const quote = (text: string | undefined) => (text === undefined ? "null" : `'${text.replaceAll("'", "''")}'`);

/** A schema without what the database does not read. Objects are closed unless they say otherwise. */
export function schemaOf(input: z.ZodType): object {
  const { $schema, ...schema } = z.toJSONSchema(input, { io: "input", unrepresentable: "any" });
  return schema;
}

/** The migration as `shared` says it today. */
export function registerSql(): string {
  const refusals = Object.entries(REFUSALS).map(
    ([code, { status, en, hint_en, hint_by_en }]) =>
      `  (${quote(code)}, ${status}, ${quote(en)}, ${quote(hint_en)}, ${quote(hint_by_en)})`,
  );
  const inputs = Object.entries(INPUTS).map(
    ([verb, input]) => `  (${quote(verb)}, ${quote(JSON.stringify(schemaOf(input)))})`,
  );
  return `-- The register of refusals and the shapes of inputs. Written by \`npm run law\` from shared/src/refusals and shared/src/inputs.ts.

insert into private.refusals (code, status, message, hint, hint_by) values
${refusals.join(",\n")}
on conflict (code) do update set status = excluded.status, message = excluded.message, hint = excluded.hint, hint_by = excluded.hint_by;

insert into private.inputs (verb, schema) values
${inputs.join(",\n")}
on conflict (verb) do update set schema = excluded.schema;
`;
}

/** Whether the migration says what \`shared\` says. */
export async function registerInStep(): Promise<boolean> {
  return (await readFile(TARGET, "utf8").catch(() => "")) === registerSql();
}

/** Writes the migration. */
export async function writeRegister(): Promise<void> {
  await writeFile(TARGET, registerSql());
}
