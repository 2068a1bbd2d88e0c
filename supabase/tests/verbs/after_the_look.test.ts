import assert from "node:assert/strict";
import { test } from "node:test";
import { type Difference, differenceLines } from "../../../shared/src/refusals/differences.ts";
import { buttonOf } from "../fixtures.ts";
import { fullDatabase } from "../full_database.ts";
import { doer, VERBS, type Verb } from "../verbs.ts";

/**
 * APR-1: each column of a row that is decided about, and of the rows that it is made of, is changed by itself between the look and the decision, past every verb. Either
 * the decision is refused with what differs, or the column is one that nobody decides about. A column that is new is decided about until it is named here.
 */
const { db, resources } = await fullDatabase();

/** Columns of the row itself that no decision is about: who and when, counters, and what follows from other columns. */
const NOT_DECIDED: Readonly<Record<string, readonly string[]>> = {
  "": [
    "batch_no",
    "created_at",
    "trace_id",
    "created_by",
    "decided_at",
    "decided_by",
    "reason",
    "revision",
    "submitted_by",
  ],
  // The content has the name; a part says by its version which approved one it follows.
  account_part_versions: ["number"],
  domains: ["enabled", "host", "is_default"],
  filing_versions: ["remind", "filing_id"],
  jump_batches: ["due_at", "due_certain", "source"],
  // Its hash is written with the content, and what is bound has the content itself.
  template_versions: [
    ...["content_hash", "parameters", "kind", "valid_until", "weight"],
    // Of the other kind alone: cards have no signature, channel and days, storyboards no usage and signatures for vivo.
    ...["usage", "sms_signatures", "signature_id", "channel_id", "validity_days"],
  ],
  // It follows from its signature; what a carrier calls the text is registered beside its review, and sends bind it.
  sms_template_versions: ["kind", "carrier_template_id", "sms_template_id"],
  sms_signature_versions: ["signature_id"],
  sends: [
    ...[
      "sms_app_id",
      "sms_text",
      "hash",
      // By what is bound: numbers, text and values.
      "audience",
      "units",
      "cost_fen",
      "segments",
      "segments_in_all",
      // Counted anew when it is approved, and honoured number by number.
      "opt_outs",
      "opt_outs_by",
      "opt_outs_upto",
      "left_out_by",
      // Of cards: a storyboard's is bound by its name and its row.
      "basic_signature_id",
      "segments_counted",
      "left_out_lines",
      "parent_id",
      "again_of",
      "origin",
      "next_at",
      "lapsed",
    ],
    ...[
      "paused_by",
      "paused_at",
      "pause_code",
      "pause_reason",
      "pause_details",
      "guarded_ends",
      "guarded_failures",
    ],
    ...[
      "started_at",
      "held_at",
      "finished_at",
      "failure_reasons",
      "trial_result",
      "undo_by",
      "without_maker",
      "undo_until",
      "messages_gone_at",
      "submitted_at",
    ],
  ],
};
/** Of these the decision is refused for what they are: the row is another enterprise's, or waits no more. */
const OTHERWISE: Readonly<Record<string, string>> = { enterprise_id: "not_found", state: "wrong_state" };

const ELSEWHERE: ReadonlySet<string> = new Set(["wrong_state", "not_found"]);

interface Row {
  readonly table: string;
  readonly id: string;
}
interface Column {
  readonly name: string;
  readonly type: string;
  readonly kind: string;
}
interface Decision {
  readonly name: string;
  readonly verb: Verb;
  readonly input: Record<string, unknown>;
  readonly first: Row;
  look(): Promise<string | undefined>;
}

const keys = await db.sql<{ from: string; column: string; to: string }[]>`
  select c.conrelid::regclass::text as from, a.attname as column, c.confrelid::regclass::text as to from pg_constraint c
  join pg_attribute a on a.attrelid = c.conrelid and a.attnum = c.conkey[1] where c.contype = 'f' and cardinality(c.conkey) = 1`;
const tables = new Set(
  (
    await db.sql`select a.attrelid::regclass::text as name from pg_attribute a join pg_class c on c.oid = a.attrelid
      where a.attname = 'id' and a.atttypid = 'uuid'::regtype and c.relkind = 'r' and c.relnamespace in ('public'::regnamespace, 'private'::regnamespace)`
  ).map(({ name }) => name),
);
/** People, and what tells of a row, are no part of it. */
const APART =
  /^(private\.)?(audit|auth|chat|alerts|incidents|open_reviews|members|profiles|groups|enterprises|send_approvals)/;

// What the database itself would refuse can still be tried: this copy is the test's own.
for (const table of tables) await db.sql.unsafe(`alter table ${table} disable trigger user`);
const rules = await db.sql`select conrelid::regclass::text as table, conname as name from pg_constraint
  where contype in ('c', 'f', 'u', 'x') and conrelid::regclass::text = any (${[...tables]}) and conparentid = 0 order by contype desc`;
for (const { table, name } of rules)
  await db.sql.unsafe(`alter table ${table} drop constraint if exists "${name}" cascade`);
const unique =
  await db.sql`select indexrelid::regclass::text as name from pg_index where indisunique and not indisprimary and indrelid::regclass::text = any (${[...tables]})`;
for (const { name } of unique) await db.sql.unsafe(`drop index ${name}`);

/** The rows that a row names, and those that they name. */
async function madeOf(first: Row): Promise<Row[]> {
  const found = new Map([[first.table + first.id, first]]);
  const visit = async (row: Row, depth: number): Promise<void> => {
    for (const { from, column, to } of depth > 0 ? keys : []) {
      if (from !== row.table || !tables.has(to) || APART.test(to)) continue;
      const [named] = await db.sql.unsafe(`select "${column}"::text as id from ${from} where id = $1`, [
        row.id,
      ]);
      const next = { table: to, id: named?.id as string };
      if (!named?.id || found.has(next.table + next.id)) continue;
      found.set(next.table + next.id, next);
      await visit(next, depth - 1);
    }
  };
  await visit(first, 2);
  return [...found.values()];
}

/** Each builds on the one before, as a hand at the database would. */
const CHANGED: Readonly<Record<string, readonly string[]>> = {
  text: [
    ...[
      "coalesce(C, '') || '改'",
      "C || E'\\u200b'",
      "'<b>' || C",
      "' ' || C",
      "reverse(C)",
      "C || C",
      "upper(C || 'a')",
      "''",
    ],
  ],
  integer: ["coalesce(C, 0) + 1", "C + 1000", "-C", "0", "2147483647"],
  smallint: ["coalesce(C, 0) + 1", "-C"],
  bigint: ["coalesce(C, 0) + 1", "coalesce(C, 0) + 1000000"],
  boolean: ["not coalesce(C, false)"],
  "timestamp with time zone": [
    "coalesce(C, now()) + interval '1 day'",
    "coalesce(C, now()) + interval '1 microsecond'",
  ],
  "time without time zone": ["coalesce(C, '10:00') + interval '1 hour'"],
  inet: ["coalesce(C, '203.0.113.7') + 1"],
  interval: ["coalesce(C, '1 hour') + interval '1 hour'"],
  date: ["coalesce(C, '2027-01-01') + 1"],
  jsonb: [`case jsonb_typeof(C) when 'array' then C || '["改"]' else coalesce(C, '{}') || '{"改": 1}' end`],
  "text[]": ["coalesce(C, '{}') || array['改']"],
  "integer[]": ["coalesce(C, '{}') || 7"],
};

/** Other values of a column, as expressions; of a column that names a row: other rows of that table. */
function changesOf(table: string, { name, type, kind }: Column): readonly string[] {
  const named = (expressions: readonly string[]) =>
    expressions.map((text) => text.replaceAll("C", `"${name}"`));
  if (kind === "e")
    return named([
      `coalesce((select e from unnest(enum_range(null::${type})) e where e is distinct from C limit 1), C)`,
    ]);
  if (type.endsWith("[]") && !CHANGED[type]) return named(["C[2:]"]);
  if (type !== "uuid") return named(CHANGED[type] ?? assert.fail(`${table}.${name} is a ${type}`));
  const to = keys.find((key) => key.from === table && key.column === name)?.to;
  return to && tables.has(to)
    ? named(
        ["asc", "desc"].map(
          (way) => `(select x.id from ${to} x where x.id is distinct from C order by x.id ${way} limit 1)`,
        ),
      )
    : ["gen_random_uuid()"];
}

/** What was submitted is kept, so that what differs is said. A message is not submitted: sends_resend.test.ts has its look. */
async function decisions(): Promise<Decision[]> {
  const named =
    await db.sql`select t.resource, t.verb, r.rel from private.transitions t join private.resources r using (resource)
    where t.names_shown and t.resource <> 'delivery' group by 1, 2, 3 order by 1, 2`;
  return Promise.all(
    named.map(async ({ resource, verb: act, rel }) => {
      const name = `${act}_${resource}`;
      const verb = VERBS[name] ?? assert.fail(name);
      const input = verb.input(resources);
      const id = String(input[resource]);
      const [row] = await db.sql.unsafe(
        "select private.row_of(r, $1) as id from private.resources r where r.resource = $2",
        [id, resource],
      );
      const first = { table: rel.replace(/^public\./, ""), id: row?.id as string };
      const look = async () =>
        (await buttonOf(doer(db, verb), resource, id, act))?.shown as string | undefined;
      return { name, verb, input, first, look };
    }),
  );
}

/** Columns of a kind of row that were found to be in no look, by resource: approving and rejecting ask the same. */
const idle = new Set<string>();

async function columnsOf(table: string): Promise<readonly Column[]> {
  return db.sql<Column[]>`select a.attname as name, format_type(a.atttypid, null) as type, t.typtype as kind
    from pg_attribute a join pg_type t on t.oid = a.atttypid
    where a.attrelid = ${table}::regclass and a.attnum > 0 and not a.attisdropped and a.attgenerated = '' and a.attname <> 'id'`;
}

/** Tries the decision by the look from before a change. Whether the change was in that look. */
async function isRefused(
  decision: Decision,
  shown: string,
  column: Column,
  own: boolean,
  where: string,
): Promise<boolean> {
  const { name, verb, input, look } = decision;
  const decide = () => doer(db, verb).rpc(name, { ...input, shown });
  const otherwise = own ? OTHERWISE[column.name] : undefined;
  if (otherwise) {
    assert.equal((await decide()).error?.code, otherwise, where);
    return true;
  }
  if ((await look()) === shown) return false;
  const { error, status } = await decide();
  if (column.type === "uuid" && ELSEWHERE.has(String(error?.code))) return true;
  assert.deepEqual([error?.code, status], ["shown_changed", 409], where);
  // The instant of a submission is no field: that it was submitted again is what differs.
  if (column.name === "submitted_at" || column.name === "held_at") return true;
  const { differs } = JSON.parse(String(error?.details)) as { differs: Difference[] };
  for (const locale of ["zh-CN", "en"] as const)
    assert.ok(differenceLines(differs, locale).length > 0, `${where} says what differs`);
  return true;
}

/** How many changes of this column of the row were tried and refused. */
async function refusals(
  decision: Decision,
  shown: string,
  { table, id }: Row,
  column: Column,
): Promise<number> {
  const own = table === decision.first.table && id === decision.first.id;
  const here = `${decision.first.table}: ${table}.${column.name}`;
  if (idle.has(here)) return 0;
  const value = `"${column.name}"::text as value`;
  const [was] = await db.sql.unsafe(`select ${value} from ${table} where id = $1`, [id]);
  let refused = 0;
  try {
    for (const change of changesOf(table, column)) {
      const [now] = await db.sql.unsafe(
        `update ${table} set "${column.name}" = ${change} where id = $1 returning ${value}`,
        [id],
      );
      if (now?.value === was?.value) continue;
      if (
        !(await isRefused(
          decision,
          shown,
          column,
          own,
          `${decision.name} after ${table}.${column.name} = ${change}`,
        ))
      ) {
        idle.add(here);
        if (own) unbound.add(`${table}.${column.name}`);
        break;
      }
      refused += 1;
    }
  } finally {
    await db.sql.unsafe(`update ${table} set "${column.name}" = $2::text::${column.type} where id = $1`, [
      id,
      was?.value ?? null,
    ]);
  }
  return refused;
}

const unbound = new Set<string>();

test("whatever changes between the look and the decision refuses it with what differs, or is named as nothing that is decided about", async (t) => {
  let refused = 0;
  for (const decision of await decisions()) {
    const shown = (await decision.look()) ?? assert.fail(`${decision.name} has a look`);
    for (const row of await madeOf(decision.first))
      for (const column of await columnsOf(row.table))
        refused += await refusals(decision, shown, row, column);
    assert.equal(await decision.look(), shown, `${decision.name}: all is as it was`);
  }
  t.diagnostic(`${refused} changes`);
  assert.ok(refused > 900, `${refused} changes`);
  const decided = [...unbound].filter((where) => {
    const [table = "", column = ""] = where.split(".");
    return ![...(NOT_DECIDED[""] ?? []), ...(NOT_DECIDED[table] ?? [])].includes(column);
  });
  assert.deepEqual(decided, []);
});
