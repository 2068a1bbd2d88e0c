import assert from "node:assert/strict";
import { test } from "node:test";
import { DECLARED } from "@tidings/shared/catalogue/declared.ts";
import { REPORTS } from "@tidings/shared/reports/reports.ts";
import { headOf, type Noun, rightsOf } from "@tidings/shared/resource/nouns.ts";
import { done } from "../fixtures.ts";
import { fullDatabase } from "../full_database.ts";
import { byKey, layVoice, madeKey, madePolicy } from "./key_fixtures.ts";

/** IAM-2: a right to list something lists all of it. What is told of other things beside it is told or left out, never told wrong. */
const { db } = await fullDatabase();
await layVoice(db);

/** What is listed, by the rights of which one lists it: nouns with rows of an enterprise, and the views of reports. */
const LISTED: readonly (readonly [view: string, rights: readonly string[]])[] = [
  ...(Object.keys(DECLARED) as Noun[])
    .filter((noun) => headOf(noun).reach === undefined && rightsOf(noun, "list").length > 0)
    .map((noun) => [DECLARED[noun].view, rightsOf(noun, "list")] as const),
  ...Object.values(REPORTS).flatMap(({ views, needs }) => views.map((view) => [view, [needs]] as const)),
];
for (const rights of new Set(LISTED.map(([, those]) => those.join(" "))))
  await madePolicy(db, rights, ...rights.split(" "));
const EDITIONS = ["KooMessage", "KooMessageBasic", "KooMessageSA"];
await madePolicy(db, "all of it", ...EDITIONS.map((edition) => `${edition}:*:list`));
const whole = await madeKey(db, { policies: ["all of it"] });
const narrow = await madeKey(db, { name: "narrow" });

type Row = Readonly<Record<string, unknown>>;

const said = (value: unknown) =>
  JSON.stringify(value, (_, one) => (typeof one === "bigint" ? String(one) : one));
/** The rows of a view, as a key sees them. */
async function seenBy(key: { key_id: string }, view: string): Promise<Row[]> {
  return byKey(db, key.key_id).rows(`select * from public.${view}`);
}

/** Is what is told so? A short id stands for a name that the caller may not see. */
const isSo = (row: Row, value: unknown, so: unknown) =>
  value === null || said(value) === said(so) || value === String(row.holder_id).slice(0, 8);

for (const [view, rights] of new Map(LISTED.map((one) => [one.join(), one])).values())
  test(`${rights.join(" or ")} lists all of ${view}, and nothing wrong beside it`, async () => {
    const input = { name: "narrow", policies: [rights.join(" ")] };
    await done(db.as("alice").rpc("update_access_key", { access_key: narrow.id, input }));
    const [own, all] = [await seenBy(narrow, view), await seenBy(whole, view)];
    assert.equal(own.length, all.length);
    for (const row of own) {
      const same = all.findIndex((one) =>
        Object.entries(row).every(([name, value]) => isSo(row, value, one[name])),
      );
      assert.notEqual(same, -1, `${said(row)} is none of ${said(all)}`);
      all.splice(same, 1);
    }
  });
