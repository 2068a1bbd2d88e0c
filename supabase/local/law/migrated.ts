/** The law as the migrations make it, and what they lack of it. */
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { statementsOf } from "../statements.ts";
import { changesOf } from "./changes.ts";
import { FIRST, GENERATED, type LawPlace, readTexts, sqlFiles } from "./files.ts";
import { type RegisterRows, readRegister, registerChanges } from "./register_sql.ts";
import { inOrder, type LawText, lawText } from "./texts.ts";
import { keysGone } from "./undo.ts";

/** The law and the register as the migrations make them, one after the other, and those by hand that come after both. */
async function migrated(
  at: LawPlace,
): Promise<{ law: Map<string, LawText>; rows: RegisterRows; beside: string[] }> {
  const law = new Map<string, LawText>();
  const rows: RegisterRows = new Map();
  let beside: string[] = [];
  for (const file of await sqlFiles(at.migrations)) {
    const sql = await readFile(join(at.migrations, file), "utf8");
    const [, , kind] = GENERATED.exec(file) ?? [];
    if (kind === "register") readRegister(rows, sql, at.register());
    else if (kind === "law") {
      readLaw(law, sql);
      beside = [];
    } else if (file > FIRST.complete) beside.push(file);
  }
  return { law: inOrder([...law.values()]), rows, beside };
}

function readLaw(law: Map<string, LawText>, sql: string): void {
  for (const [index, statement] of statementsOf(sql).entries()) {
    const gone = keysGone(statement);
    for (const key of gone) law.delete(key);
    if (index > 0 && gone.length === 0) law.set(lawText(statement).key, lawText(statement));
  }
}

/** What the migrations of a place do not have as the texts and `shared` say it. */
export async function changesAt(at: LawPlace) {
  const [wanted, { law, rows, beside }] = await Promise.all([readTexts(at), migrated(at)]);
  const register = registerChanges(rows, at.register());
  const keys = [...new Set([...wanted.keys(), ...law.keys()])];
  return {
    register,
    law: changesOf(law, wanted, {
      rows: beside.length > 0,
      inputs: register.some(({ table }) => table === "private.inputs"),
    }),
    drift: [
      ...keys.filter((key) => wanted.get(key)?.sql !== law.get(key)?.sql),
      ...register.map(({ table }) => `rows of ${table}`),
      ...beside.map((file) => `what the law makes of the tables and rows of ${file}`),
    ],
  };
}
