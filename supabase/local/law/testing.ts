/** What tests of the law and of its migrations begin with. */
import { cp, mkdir } from "node:fs/promises";
import { basename, join } from "node:path";
import { ROOT } from "../env.ts";
import { GENERATED, type LawPlace } from "./files.ts";
import { registerTables } from "./register.ts";
import type { RegisterTable } from "./register_sql.ts";

/** A law of a test. */
export type LawCopy = LawPlace & { tables: readonly RegisterTable[] };

/** A copy of the law and of the migrations by hand in a folder. Its register is the project's until the test says another. */
export async function copyLaw(folder: string): Promise<LawCopy> {
  const law = join(folder, "supabase/law");
  const migrations = join(folder, "supabase/migrations");
  await mkdir(migrations, { recursive: true });
  await cp(join(ROOT, "supabase/law"), law, { recursive: true });
  await cp(join(ROOT, "supabase/migrations"), migrations, {
    recursive: true,
    filter: (path) => !GENERATED.test(basename(path)) && !basename(path).startsWith("."),
  });
  const copy: LawCopy = { law, migrations, tables: registerTables(), register: () => copy.tables };
  return copy;
}
