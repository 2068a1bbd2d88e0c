/** An ordinary reviewed noun: a table like `private.reviewed`, a view and rows. Its verbs, their rules and their comments are the engine's. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { done, kept } from "../fixtures.ts";
import { testDatabase } from "../test_database.ts";

const db = await testDatabase();
const shape = {
  type: "object",
  required: ["name", "size"],
  additionalProperties: false,
  properties: {
    name: { type: "string" },
    note: { type: ["string", "null"] },
    size: { type: "integer" },
    proof: {},
  },
};
await db.sql.unsafe(`
  create table public.memos (
    like private.reviewed including all,
    foreign key (enterprise_id) references public.enterprises (id),
    name text not null, note text, size integer not null, kept integer not null default 7,
    constraint memos_by_name unique (enterprise_id, name));
  select private.reviewed_resource('memo', 'public.memos', 'KooMessage:domain', 'public.memo_cards', 'domain-proofs');
  select private.resource_table('public.memos', 'KooMessage:domain:list');
  create view public.memo_cards with (security_invoker = true) as select m.* from public.memos m;
  grant select on public.memo_cards to authenticated`);
for (const verb of ["create_memo", "update_memo"])
  await db.sql`insert into private.inputs (verb, schema) values (${verb}, ${db.sql.json(shape)})`;
await db.sql`select private.public_verbs('memo')`;

const bob = () => db.as("bob");
const make = (input: object) => bob().rpc("create_memo", { input });

/** A stored file, as a form hands it in. */
async function letter() {
  return { path: await kept(db, "domain-proofs", { ending: "pdf" }), name: "授权书.pdf" };
}

test("each act has a public function with the arguments that it takes, and a comment that says what it does", async () => {
  const rows = await db.sql`
    select p.proname as name, array_to_string(p.proargnames, ' ') as args, obj_description(p.oid, 'pg_proc') as says
    from pg_proc p where p.pronamespace = 'public'::regnamespace and p.proname like '%\\_memo' order by 1`;
  assert.deepEqual(
    rows.map(({ name, args }) => `${name}(${args})`),
    [
      "approve_memo(memo shown reason request)",
      "create_memo(input request)",
      "reject_memo(memo reason shown request)",
      "submit_memo(memo request)",
      "update_memo(memo input request)",
    ],
  );
  assert.equal(
    rows[0]?.says,
    "in_review → approved, never by whoever made, edited or submitted it. Returns the card. Refuses not_found, forbidden, wrong_state, four_eyes, shown_required, shown_changed.",
  );
});

test("what an input says is written, cleaned, into the columns of its keys; the others keep their defaults", async () => {
  const memo = await done(make({ name: "  甲 ", note: " 备注 ", size: 3, proof: await letter() }));
  const { name, note, size, kept, proof_name, state, created_by, submitted_by } = memo;
  assert.deepEqual(
    { name, note, size, kept, proof_name, state },
    { name: "甲", note: "备注", size: 3, kept: 7, proof_name: "授权书.pdf", state: "in_review" },
  );
  assert.ok(created_by === submitted_by && memo.submitted_at);
  assert.equal((await make({ name: "甲", size: 1 })).error?.code, "name_taken");
  assert.equal((await make({ name: " ", size: 1 })).error?.code, "name_required");
  assert.equal((await make({ name: "乙", size: 1, state: "approved" })).error?.code, "input_invalid");
  const strange = { path: `${crypto.randomUUID()}/x.pdf`, name: "x.pdf" };
  assert.equal((await make({ name: "乙", size: 1, proof: strange })).error?.code, "file_invalid");
  assert.equal(
    (await db.as("dan").rpc("create_memo", { input: { name: "乙", size: 1 } })).error?.code,
    "forbidden",
  );
});

test("what was rejected is edited, and its file is kept, replaced or taken away", async () => {
  const { id: memo } = await done(make({ name: "丙", size: 1, proof: await letter() }));
  assert.equal(
    (await bob().rpc("update_memo", { memo, input: { name: "丙", size: 2 } })).error?.code,
    "wrong_state",
  );
  assert.equal((await bob().rpc("reject_memo", { memo, reason: "不清楚" })).error?.code, "forbidden");
  await done(db.as("carol").rpc("reject_memo", { memo, reason: "不清楚" }));
  const edit = (input: object) =>
    done(bob().rpc("update_memo", { memo, input: { name: "丁", size: 2, ...input } }));
  assert.deepEqual((({ name, size, proof_name }) => [name, size, proof_name])(await edit({})), [
    "丁",
    2,
    "授权书.pdf",
  ]);
  assert.equal((await edit({ proof: null })).proof_name, null);
  await done(bob().rpc("submit_memo", { memo }));
  const [line] =
    await db.sql`select before, after from public.audit_log where resource_id = ${memo} and verb = 'update' and outcome = 'granted' order by id limit 1`;
  assert.deepEqual(
    [line?.before, line?.after],
    [
      { name: "丙", size: 1 },
      { name: "丁", size: 2 },
    ],
  );
});

test("a transition that changes is in the function when the verbs are made again", async () => {
  await db.sql`update private.transitions set needs_reason = true where resource = 'memo' and verb = 'submit'`;
  await db.sql`select private.public_verbs('memo')`;
  const [row] =
    await db.sql`select array_to_string(p.proargnames, ' ') as args from pg_proc p where p.proname = 'submit_memo'`;
  assert.equal(row?.args, "memo reason request");
});
