/** What is declared and what the law has are the same, for every declared noun. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { DECLARED } from "../../../shared/src/catalogue/declared.ts";
import { drawable } from "../../../shared/src/resource/define.ts";
import { initialValues, inputOf } from "../../../shared/src/resource/form_values.ts";
import { headOf, isBound, PLATFORM, rightOf } from "../../../shared/src/resource/nouns.ts";
import { PROOFS } from "../../../shared/src/resource/proofs.ts";
import { searchesOf } from "../../../shared/src/resource/search.ts";
import { yunshan } from "../fixtures.ts";
import { testDatabase } from "../test_database.ts";

const db = await testDatabase();

for (const of of Object.values(DECLARED)) {
  const { noun, forms, fields, transitions } = of;

  test(`${noun}: every act of the law is offered, and nothing else is`, async () => {
    const acts = await db.sql<
      { verb: string; needs: string; needs_reason: boolean; from_state: string; to_state: string }[]
    >`
      select verb, needs, needs_reason, from_state, to_state from private.transitions
      where resource = ${noun} and needs is not null and not repeats
        -- What is refused from a state whatever the row is like stands there to say why, and is offered nowhere.
        and coalesce(blocked_by, '') not like 'jsonb_build_object(%' order by verb`;
    const declared = [
      // A form is named by its verb: `begin_number_file`, `set_unit_price`.
      ...(forms.create ? [forms.create.verb.split("_")[0] ?? ""] : []),
      ...(forms.update ? ["update"] : []),
      ...Object.keys(transitions),
      ...(of.own ? ["set_own"] : []),
    ];
    const others = new Set([...(of.elsewhere ?? []), ...(of.steps ?? [])]);
    // What a person makes of their own may be offered in another place.
    const offered = acts.filter(
      ({ verb, needs, from_state }) =>
        declared.includes(verb) || !(others.has(verb) || (needs === "own" && from_state === "none")),
    );
    const lawful = new Set(offered.map(({ verb }) => verb));
    assert.deepEqual([...lawful].sort(), declared.sort());
    for (const { verb, needs, needs_reason, from_state, to_state } of offered) {
      const { rights, needs: named = {} } = headOf(noun);
      const right =
        ["own", PLATFORM].includes(needs) ||
        needs.startsWith(`${rights}:`) ||
        Object.values(named).includes(needs);
      assert.ok(others.has(verb) || right, `${verb} needs ${needs}`);
      const offer = transitions[verb];
      assert.equal(
        needs === PLATFORM,
        offer ? offer.platform === true : rightOf(noun, verb === "update" ? "update" : "create") === PLATFORM,
        verb,
      );
      if (!offer) continue;
      assert.equal(offer.reason === "required", needs_reason, `the reason of ${verb}`);
      assert.ok(offer.from?.includes(from_state) ?? true, `${verb} from ${from_state}`);
      assert.equal(offer.deletes === true, to_state === "none", `${verb} deletes`);
    }
  });

  test(`${noun}: a form that wants a password just given says so`, async () => {
    for (const form of [drawable(forms.create), drawable(forms.update)]) {
      if (form === null) continue;
      const [act = ""] = form.verb.split("_");
      const [row] = await db.sql<{ sudo: boolean | null }[]>`
        select bool_or(needs_sudo) as sudo from private.transitions where resource = ${noun} and verb = ${act}`;
      assert.equal(form.sudo === true, row?.sudo === true, form.verb);
    }
  });

  if (of.single)
    test(`${noun}: a setting is the enterprise's, seen and changed by whoever may, and by nobody from outside`, async () => {
      const form = drawable(forms.update);
      assert.ok(form);
      const home = await yunshan(db);
      const [other] = await db.as("mallory").rows(`select * from public.${of.view}`);
      assert.deepEqual(
        initialValues(form, other),
        initialValues(form),
        "an enterprise begins with the defaults",
      );
      const input = inputOf(form, initialValues(form));
      const set = async (person: "alice" | "dan" | "mallory" | "erin", args: object = {}) =>
        (await db.as(person).rpc(form.verb, { input, ...args })).error?.code;
      assert.equal(await set("erin"), "no_enterprise");
      assert.equal(await set("mallory", { [noun]: home }), "not_found");
      assert.equal(await set("dan"), "forbidden", "he knows that it is there");
      assert.equal(await set("dan", { [noun]: home }), "forbidden");
      assert.equal(await set("alice"), undefined, "that of the enterprise in use");
      assert.equal(await set("alice", { [noun]: home }), undefined);
      const [row, ...more] = await db.as("alice").rows(`select id, enterprise_id from public.${of.view}`);
      assert.deepEqual([{ ...row }, more], [{ id: home, enterprise_id: home }, []]);
    });

  test(`${noun}: its rows are looked for by a word, a number, a day and an id, whatever its columns are`, async () => {
    const alice = db.as("alice");
    for (const typed of ["沙箱", "100%", "1", "20261124-0001", "2027-02-06", "deadbeef"])
      for (const [column, by, value] of searchesOf(of, typed)) {
        // As PostgREST writes it: the value is of no type until the column gives it one.
        const values = [value].flat().map((each) => `'${each}'`);
        const compared =
          by === "between"
            ? `between ${values.join(" and ")}`
            : `${{ eq: "=", ilike: "ilike", in: "in" }[by]} (${values.join()})`;
        await alice.rows(`select id from public.${of.view} where ${column} ${compared}`);
      }
    for (const [column, { filter, at = column }] of Object.entries(fields))
      if (filter === "part") await alice.rows(`select id from public.${of.view} where ${at} ilike '%沙箱%'`);
  });

  test(`${noun}: an enterprise has as many as the law lets it have`, async () => {
    const [row] = await db.sql<
      { most: number | null }[]
    >`select most from private.resources where resource = ${noun}`;
    assert.equal(of.most ?? null, row?.most ?? null);
  });

  test(`${noun}: what waits for a decision stands in waiting_reviews`, async () => {
    if (!of.reviewed) return;
    const [row] = await db.sql<{ def: string }[]>`
      select pg_get_viewdef('public.waiting_reviews'::regclass) as def`;
    assert.ok(
      row?.def.includes(`'${noun}'`),
      "no part of waiting_reviews (supabase/law/reports/reports.sql)",
    );
  });

  test(`${noun}: every column that is named is one of the view, and whoever may list reads it`, async () => {
    const [resource] = await db.sql<{ reads: string }[]>`
      select reads from private.resources where resource = ${noun}`;
    // A noun without a verb stands in no table of verbs: its view is held by the policy of its tables.
    if (resource) assert.equal(resource.reads, rightOf(noun, "list") ?? "own");
    const columns = await db.sql<{ name: string }[]>`
      select column_name as name from information_schema.columns
      where table_schema = 'public' and table_name = ${of.view}`;
    const known = new Set(columns.map(({ name }) => name));
    const named = [
      "id",
      ...(isBound(noun) ? ["enterprise_id"] : []),
      of.title,
      of.order[0],
      ...(of.number ? [of.number] : []),
      ...Object.entries(fields).flatMap(([column, field]) => [
        column,
        ...(field.kind === "file" ? [field.path] : []),
        ...(field.kind === "time" && field.by ? [field.by] : []),
        ...(field.kind === "references" ? [field.names] : []),
        ...(field.kind === "reference" ? [field.id] : []),
        ...(field.kind === "money" ? [field.currency] : []),
        ...(field.kind === "changes" ? [field.before, field.of] : []),
      ]),
    ];
    for (const column of named) assert.ok(known.has(column), `${of.view} has no ${column}`);
  });

  test(`${noun}: a switch turns between two transitions of the law, and evidence has a bucket that takes it`, async () => {
    for (const field of Object.values(fields)) {
      for (const act of field.turn ?? []) assert.ok(act in transitions, act);
      if (field.kind !== "file") continue;
      const { bucket, formats, bytes } = PROOFS[field.proof];
      const [found] = await db.sql<{ size: number; types: string[] }[]>`
        select file_size_limit::int as size, allowed_mime_types as types from storage.buckets where id = ${bucket}`;
      assert.deepEqual({ ...found }, { size: bytes, types: formats.map(({ type }) => type) });
    }
  });

  test(`${noun}: a list in its usual order reads an index of the enterprise`, async () => {
    if (!isBound(noun)) return;
    const rel = await db.sql<{ def: string }[]>`
      select pg_get_indexdef(i.indexrelid) as def from pg_index i
      where i.indrelid = ${`public.${of.view}`}::regclass or i.indrelid in (
        select d.refobjid from pg_rewrite w join pg_depend d on d.objid = w.oid where w.ev_class = ${`public.${of.view}`}::regclass)`;
    // Rows in the order of their key are read by its index until a page is full.
    assert.ok(
      of.order[0] === "id" || rel.some(({ def }) => def.includes(`(enterprise_id`)),
      "no index begins with the enterprise",
    );
  });
}
