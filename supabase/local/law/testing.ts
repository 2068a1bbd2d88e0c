/** What tests of the law and of its migrations begin with. */
import { cp, mkdir } from "node:fs/promises";
import { join } from "node:path";
import { ROOT } from "../env.ts";
import { FIRST, GENERATED, type LawPlace, sqlFiles } from "./files.ts";
import { HERE } from "./lay.ts";
import { registerTables } from "./register.ts";
import type { RegisterTable } from "./register_sql.ts";

/** A law of a test. */
export type LawCopy = LawPlace & { tables: readonly RegisterTable[] };

/**
 * A copy of the law and of the migrations by hand in a folder, as before a first release: what came after one is before the law.
 * Its register is the project's until the test says another.
 */
export async function copyLaw(folder: string): Promise<LawCopy> {
  const law = join(folder, "supabase/law");
  const migrations = join(folder, "supabase/migrations");
  await mkdir(migrations, { recursive: true });
  await cp(join(ROOT, "supabase/law"), law, { recursive: true });
  const names = (await sqlFiles(HERE.migrations)).filter((name) => !GENERATED.test(name));
  for (const [index, name] of names.entries()) {
    const early = `${20261101700000 + index}${name.slice(14)}`;
    await cp(join(HERE.migrations, name), join(migrations, name > FIRST.complete ? early : name));
  }
  const copy: LawCopy = { law, migrations, tables: registerTables(), register: () => copy.tables };
  return copy;
}
