/** Whoever decides about a row sees its files: of every reviewed noun, whatever is stored for a row is declared as its evidence. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { DECLARED } from "../../../shared/src/catalogue/declared.ts";
import type { Row } from "../../../shared/src/resource/define.ts";
import { evidenceOf } from "../../../shared/src/resource/evidence_of.ts";
import { endingsOf, PROOFS, type ProofKind } from "../../../shared/src/resource/proofs.ts";
import { fullDatabase } from "../full_database.ts";

const { db } = await fullDatabase();

const ENDINGS = new Set(Object.keys(PROOFS).flatMap((kind) => endingsOf(kind as ProofKind)));
const STORED = new RegExp(`^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/.+\\.(${[...ENDINGS].join("|")})$`);
/** What serves meanwhile was decided before. */
const BEFORE = /^live_/;

/** The places in a bucket that a row names, wherever they stand in it. */
function storedIn(value: unknown): string[] {
  if (typeof value === "string") return STORED.test(value) ? [value] : [];
  if (value === null || typeof value !== "object") return [];
  return Object.entries(value).flatMap(([key, inner]) => (BEFORE.test(key) ? [] : storedIn(inner)));
}

test("every file that is stored for a reviewed row is declared as its evidence", async () => {
  const found = new Set<string>();
  for (const of of Object.values(DECLARED)) {
    if (!of.reviewed) continue;
    const rows = (await db.as("carol").rows(`select * from public.${of.view}`)) as Row[];
    for (const row of rows) {
      const declared = new Set(evidenceOf(of, row).map(({ path }) => path));
      for (const path of storedIn(row)) {
        found.add(of.noun);
        assert.ok(declared.has(path), `${of.noun} ${row.id}: ${path} is shown to nobody who decides`);
      }
    }
  }
  for (const noun of ["account_part", "basic_signature", "filing", "shortcut", "sms_signature"])
    assert.ok(found.has(noun), `no ${noun} with a file to prove it by`);
});

test("every column of a reviewed noun that is the place of a file is declared with its name", async () => {
  for (const { noun, view, reviewed, fields } of Object.values(DECLARED)) {
    if (!reviewed) continue;
    const places = Object.values(fields).flatMap((field) => (field.kind === "file" ? [field.path] : []));
    const columns = await db.sql<{ name: string }[]>`
      select column_name as name from information_schema.columns
      where table_schema = 'public' and table_name = ${view} and column_name like '%\\_path'`;
    for (const { name } of columns) assert.ok(places.includes(name), `${noun}: ${name}`);
  }
});
