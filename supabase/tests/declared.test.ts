/** What is declared and what the law has are the same, for every declared noun. */
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { DECLARED } from "../../shared/src/declared.ts";
import { PROOFS } from "../../shared/src/links/proof.ts";
import { NOUNS } from "../../shared/src/nouns.ts";
import { openTestDatabase, type TestDatabase } from "./test_database.ts";

let db: TestDatabase;
before(async () => {
  db = await openTestDatabase();
});
after(() => db?.close());

for (const of of Object.values(DECLARED)) {
  const { noun, forms, fields, transitions } = of;

  test(`${noun}: every act of the law is offered, and nothing else is`, async () => {
    const acts = await db.sql<
      { verb: string; needs: string; needs_reason: boolean; from_state: string; to_state: string }[]
    >`
      select verb, needs, needs_reason, from_state, to_state from private.transitions
      where resource = ${noun} and needs is not null and needs <> 'own' order by verb`;
    const declared = [
      ...(forms.create ? ["create"] : []),
      ...(forms.update ? ["update"] : []),
      ...Object.keys(transitions),
    ];
    assert.deepEqual([...new Set(acts.map(({ verb }) => verb))].sort(), declared.sort());
    for (const { verb, needs, needs_reason, from_state, to_state } of acts) {
      assert.ok(needs.startsWith(`${NOUNS[noun].rights}:`), `${verb} needs ${needs}`);
      const offer = transitions[verb];
      if (!offer) continue;
      assert.equal(offer.reason === "required", needs_reason, `the reason of ${verb}`);
      assert.ok(offer.from?.includes(from_state) ?? true, `${verb} from ${from_state}`);
      assert.equal(offer.deletes === true, to_state === "none", `${verb} deletes`);
    }
  });

  test(`${noun}: every column that is named is one of the view, and whoever may list reads it`, async () => {
    const [resource] = await db.sql<{ reads: string }[]>`
      select reads from private.resources where resource = ${noun}`;
    assert.equal(resource?.reads, `${NOUNS[noun].rights}:list`);
    const columns = await db.sql<{ name: string }[]>`
      select column_name as name from information_schema.columns
      where table_schema = 'public' and table_name = ${of.view}`;
    const known = new Set(columns.map(({ name }) => name));
    const named = [
      "id",
      "enterprise_id",
      of.title,
      of.order[0],
      ...(of.number ? [of.number] : []),
      ...Object.entries(fields).flatMap(([column, field]) => [
        column,
        ...(field.kind === "file" ? [field.path] : []),
        ...(field.kind === "time" && field.by ? [field.by] : []),
        ...(field.kind === "references" ? [field.names] : []),
      ]),
    ];
    for (const column of named) assert.ok(known.has(column), `${of.view} has no ${column}`);
  });

  test(`${noun}: a switch turns between two transitions of the law, and evidence has a bucket that takes it`, async () => {
    for (const field of Object.values(fields)) {
      for (const act of field.turn ?? []) assert.ok(act in transitions, act);
      if (field.kind !== "file") continue;
      const { bucket, type, bytes } = PROOFS[field.proof];
      const [found] = await db.sql<{ size: number; types: string[] }[]>`
        select file_size_limit::int as size, allowed_mime_types as types from storage.buckets where id = ${bucket}`;
      assert.deepEqual({ ...found }, { size: bytes, types: [type] });
    }
  });

  test(`${noun}: a list in its usual order reads an index of the enterprise`, async () => {
    const rel = await db.sql<{ def: string }[]>`
      select pg_get_indexdef(i.indexrelid) as def from pg_index i join private.resources r on r.rel::regclass = i.indrelid
      where r.resource = ${noun}`;
    assert.ok(
      rel.some(({ def }) => def.includes(`(enterprise_id`)),
      "no index begins with the enterprise",
    );
  });
}
