/**
 * Anybody asks REST anything: every function with arguments of other kinds, every table and view with other methods, columns, orders and
 * filters, as nobody, members, a member of another enterprise and the service. Nothing is a failure of ours, and what a caller can mend is said in
 * words that name it. TIDINGS_CALLS makes it longer, TIDINGS_SEED another one.
 */
import assert from "node:assert/strict";
import { test } from "node:test";
import { dictionaries } from "../../local/functions.ts";
import { type Caller, testStage } from "./stage.ts";

const SEED = Number(process.env.TIDINGS_SEED ?? 7);
const CALLS = Number(process.env.TIDINGS_CALLS ?? 1_500);
const ABREAST = 3;

const stage = await testStage({ volatile: true });
const { db } = stage;
// Limits of calls have tests of their own.
const gateway = await stage.anotherGateway(
  { ...dictionaries(stage.secrets), GATEWAY_LIMITS: '{"strangers": 1000000}' },
  {},
);
await db.sql`update private.limits set most = 1000000`;

const CALLERS: readonly Caller[] = ["alice", "bob", "dan", "mallory", "nobody", "service"];
/** Of another kind than most arguments are. */
const KINDS: readonly unknown[] = [
  ...[true, 7, -1.5, 2 ** 40, 1e300, "", "x", "2026-02-30", "infinity", "{}", null],
  ...[[], [1], ["a", null], [[["a"]]], {}, { a: 1 }, JSON.parse('{"__proto__": 1, "constructor": 2}')],
];
const FILTERS = [
  ...[
    "eq.{}",
    "eq.",
    "gt.x",
    "in.()",
    'in.("',
    "is.maybe",
    "cs.{1}",
    "cs.[]",
    "fts.a&",
    "like.*",
    "imatch.(",
  ],
  ...[
    "not.eq.1",
    "ov.(1,2)",
    "sl.x",
    "eq.294277-01-01",
    "eq.9223372036854775808",
    "any",
    "eq(any).{1}",
    ".",
    "",
  ],
];

interface Call {
  readonly says: string;
  readonly path: string;
  readonly method: string;
  readonly body?: string;
}

async function functionCalls(): Promise<Call[]> {
  const functions = await db.sql<{ name: string; args: { name: string; type: string }[] }[]>`
    select p.proname as name, (select coalesce(jsonb_agg(jsonb_build_object('name', n, 'type', format_type(t, null))), '[]')
      from rows from (unnest(p.proargnames), unnest(p.proargtypes::oid[])) as a (n, t) where t is not null) as args
    from pg_proc p where p.pronamespace = 'public'::regnamespace order by 1`;
  const usual: Record<string, unknown> = {
    jsonb: {},
    integer: 1,
    bigint: 1,
    boolean: false,
    date: "2026-11-24",
  };
  const id = "00000000-0000-4000-8000-000000000001";
  return functions.flatMap(({ name, args }) =>
    args.flatMap((argument) =>
      KINDS.map((value) => {
        const given = args.map((one) => [one.name, one === argument ? value : (usual[one.type] ?? id)]);
        const body = JSON.stringify(Object.fromEntries(given));
        return { says: `${name} ${body}`, path: `/rest/v1/rpc/${name}`, method: "POST", body };
      }),
    ),
  );
}

async function relationCalls(): Promise<Call[]> {
  const relations = await db.sql<{ name: string; columns: string[] }[]>`
    select c.relname as name, array_agg(a.attname::text order by a.attnum) as columns from pg_class c
    join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
    where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'v', 'p') group by 1 order by 1`;
  return relations.flatMap(({ name, columns }) => {
    const path = `/rest/v1/${name}`;
    const ask = (query: string): Call => ({
      says: `${name}?${query}`,
      path: `${path}?${query}`,
      method: "GET",
    });
    const writes = ["POST", "PATCH", "PUT", "DELETE"].map((method) => ({
      ...{ says: `${method} ${name}`, path: `${path}?id=eq.1`, method },
      ...(method === "DELETE" ? {} : { body: '{"id":1}' }),
    }));
    const filtered = columns.map((column, at) =>
      ask(`${column}=${encodeURIComponent(FILTERS[at % FILTERS.length] ?? "")}`),
    );
    const odd = [
      "select=*,nobody(*)",
      "select=id::int4",
      "order=nobody",
      "order=id.sideways",
      "limit=-1",
      "offset=9e9",
      "or=(",
      "select=",
    ];
    return [...writes, ...filtered, ...odd.map(ask)];
  });
}

/** As many of them as are called, evenly over all, beginning where the seed says. */
function some<T>(all: readonly T[], most: number): T[] {
  const step = Math.max(1, all.length / most);
  const from = SEED % step;
  return Array.from(
    { length: Math.min(most, all.length) },
    (_, at) => all[Math.floor(from + at * step) % all.length] as T,
  );
}

async function answered(call: Call, who: Caller) {
  const answer = await fetch(gateway.url + call.path, {
    method: call.method,
    headers: { ...(await stage.headers(who)), "content-type": "application/json" },
    ...(call.body === undefined ? {} : { body: call.body }),
  });
  const text = await answer.text();
  return { status: answer.status, headers: answer.headers, text };
}

/** What is wrong with an answer; undefined where nothing is. */
function faultOf({ path, method }: Call, { status, headers, text }: Awaited<ReturnType<typeof answered>>) {
  if (status >= 500 && !headers.get("retry-after")) return "fails";
  const writes = !path.startsWith("/rest/v1/rpc/") && method !== "GET";
  if (writes) return status === 405 && headers.get("allow") === "GET, HEAD" ? undefined : "is no 405";
  if (status < 400) return undefined;
  const said = JSON.parse(text) as { code?: unknown; message?: unknown; details?: unknown };
  if (typeof said.code !== "string" || typeof said.message !== "string" || said.message === "")
    return "says nothing";
  if (method === "GET") return undefined;
  // 42501: it is granted to nobody of this kind.
  return said.code !== "42501" && /^[0-9A-Z]{5}$/.test(said.code) ? "answers a code of Postgres" : undefined;
}

async function faults(calls: readonly Call[]): Promise<string[]> {
  const found: string[] = [];
  let next = 0;
  const callAll = async () => {
    for (let at = next++; at < calls.length; at = next++) {
      const call = calls[at] as Call;
      const who = CALLERS[(at + SEED) % CALLERS.length] as Caller;
      const answer = await answered(call, who);
      const fault = faultOf(call, answer);
      if (fault) found.push(`${who} ${call.says} ${fault}: ${answer.status} ${answer.text.slice(0, 200)}`);
    }
  };
  await Promise.all(Array.from({ length: ABREAST }, callAll));
  return found;
}

test("arguments of other kinds are refused in words by every function, and none fails", async () => {
  assert.deepEqual(await faults(some(await functionCalls(), CALLS)), []);
});

test("tables and views are read alone, whatever is asked of their columns", async () => {
  assert.deepEqual(await faults(some(await relationCalls(), CALLS)), []);
});
