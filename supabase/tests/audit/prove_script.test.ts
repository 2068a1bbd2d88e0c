import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, test } from "node:test";
import { ndjson, type SealedRow } from "../../../shared/src/people/audit_proof.ts";
import { done, tick } from "../fixtures.ts";
import { testDatabase } from "../test_database.ts";

/** IAM-4: the script of docs/security.md proves an export without the database, and tells what does not fit. */
const db = await testDatabase();
await tick(db);

const folder = mkdtempSync(join(tmpdir(), "prove-"));
after(() => rmSync(folder, { recursive: true }));
const page = readFileSync(new URL("../../../docs/security.md", import.meta.url), "utf8");
const script = join(folder, "prove.mjs");
writeFileSync(
  script,
  /```js\n(\/\/ node prove\.mjs.*?)```/s.exec(page)?.[1] ?? assert.fail("no script in docs/security.md"),
);

const rows: SealedRow[] = await done(db.as("dan").rpc("audit_export", { from_time: "", to_time: "" }));
const { head } = await done(db.as("dan").rpc("audit_proof"));

/** What the script says of these rows, and how it ends. */
function proved(given: readonly SealedRow[], ...heads: string[]): readonly [number | null, string] {
  const file = join(folder, "audit-log.ndjson");
  writeFileSync(file, ndjson(given));
  const { status, stdout, stderr } = spawnSync(process.execPath, [script, file, ...heads], {
    encoding: "utf8",
  });
  return [status, `${stdout}${stderr}`.trim()];
}

const without = (seq: number) => rows.filter((row) => row.seq !== seq);
const changed = (seq: number, change: (row: SealedRow) => SealedRow) =>
  rows.map((row) => (row.seq === seq ? change(row) : row));
const named = rows.find(({ names }) => Object.values(names).some(({ salt }) => salt !== null));

test("a whole export with its noted head fits", () => {
  assert.ok(rows.length > 5 && named, "the export has rows, and names of people in them");
  assert.deepEqual(proved(rows, `${head.seq}:${head.hash}`), [
    0,
    `${rows.length} rows fit; the last is seal ${head.seq}, ${head.hash}.`,
  ]);
});

test("a changed row, a row that is gone, a changed name and another head are told", () => {
  const third = rows[2] ?? assert.fail();
  const change = (row: SealedRow) => ({ ...row, row: row.row.replace('"done"', '"told"').concat(" ") });
  assert.match(proved(changed(third.seq, change))[1], new RegExp(`^Seal ${third.seq} does not fit its row`));
  assert.match(proved(without(third.seq))[1], /some are missing/);
  const renamed = changed(named?.seq ?? 0, (row) => ({
    ...row,
    names: Object.fromEntries(
      Object.entries(row.names).map(([mark, { salt }]) => [mark, { text: "Mallory", salt }]),
    ),
  }));
  assert.match(proved(renamed)[1], /Mallory is not who person:/);
  assert.match(proved(rows, `${third.seq}:${"0".repeat(64)}`)[1], /the chain was written anew/);
  assert.match(proved(rows.slice(0, -1), `${head.seq}:${head.hash}`)[1], /not in the file/);
  for (const given of [without(third.seq), renamed, []]) assert.equal(proved(given)[0], 1);
});
