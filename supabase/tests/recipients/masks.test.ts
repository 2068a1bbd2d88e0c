import assert from "node:assert/strict";
import { before, test } from "node:test";
import { NO_NUMBERS, WRITTEN } from "../../../shared/src/numbers/phone_vectors.ts";
import { fullDatabase } from "../full_database.ts";
import { ALICE_IN_CHAT } from "../one_of_each.ts";
import type { Actor } from "../test_database.ts";
import { doer, VERBS } from "../verbs.ts";

/** IAM-3: no role of the API reads a whole number or the value of a parameter, by any table, view, function, filter or log. */
const { db, resources } = await fullDatabase();
let relations: { name: string; open: string[]; closed: string[] }[];
/** Every number of the database, without its country code. */
let planted: string[];
/** The codes of all personal links: whoever opens one reads the values of its customer. */
let codes: string[];

const SECRET = "普朗克的参数值";
/** A number that only free text and free fields hold. */
const MARKER = "13912345678";

before(async () => {
  await plant();
  relations = (await db.sql`
    select c.relname as name,
      array_agg(quote_ident(a.attname) order by a.attnum) filter (where has_column_privilege('authenticated', c.oid, a.attnum, 'select')) as open,
      coalesce(array_agg(quote_ident(a.attname) order by a.attnum) filter (where not has_column_privilege('authenticated', c.oid, a.attnum, 'select')), '{}') as closed
    from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
    where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p', 'v') group by 1 order by 1`) as never;
});

/** A number and a value in everything that can carry one: message, file, opt-out, reject, reply, receipt, link, reason. */
async function plant() {
  const { sql } = db;
  const params = sql.json({ name: SECRET });
  await sql`update public.deliveries set params = ${params}`;
  await sql`update public.numbers set params = ${params}`;
  await sql`update public.number_rejects set number = ${`+86${MARKER}`}`;
  await sql`update public.links set params = ${params}, cust_flag = ${MARKER} where cust_flag = 'A2'`;
  await sql`update public.link_rejects set params = ${params}, cust_flag = ${`VIP ${MARKER}`}`;
  await sql`update public.receipts set reference = ${MARKER}, code = ${`+86 139-1234-5678`}`;
  await sql`update public.replies set text = ${`R，改用 ${MARKER}`}`;
  const input = { signature: "云杉会员", phones: [`+86${MARKER}`], proof: `来电 ${MARKER}` };
  const said = { input, reason: `客户 139 1234 5678 来电` };
  assert.equal((await db.as("bob").rpc("import_opt_outs", said)).error, null);
  // Each leaves its line in the log: a search, a reveal, an export, refused attempts with a number in them.
  const alice = db.as("alice");
  const [held] = await sql`select id::text from public.deliveries order by id limit 1`;
  const asked = { resource: "delivery", id: held?.id, reason: `核对 ${MARKER}` };
  assert.equal((await alice.rpc("reveal_recipient", asked)).error, null);
  await db.as("dan").rpc("reveal_recipient", asked);
  await db.as("bob").rpc("type_numbers", { input: { phones: [`${MARKER}9`] } });
  await db.as("bob").rpc("freeze_link", { link: MARKER, reason: "找不到" });
  planted = (
    await sql`select phone from public.numbers union select phone from public.deliveries union select phone from public.opt_outs
      union select phone from public.replies union select ${`+86${MARKER}`}`
  ).map(({ phone }) => phone.slice(3));
  assert.ok(planted.length > 10);
  codes = (
    await sql`select private.link_name(d.id, true) as code from public.deliveries d
      union all select private.link_name(l.id, true) from public.links l join public.resolve_tasks t on t.id = l.task_id where t.kind = 'personal'`
  ).map(({ code }) => code);
}

/** What of all that is secret stands in a text, however its digits are spaced. */
function secretsIn(told: unknown): string[] {
  const text = JSON.stringify(told) ?? "";
  const close = text.replace(/(?<=\d)[ .-](?=\d)/g, "");
  return [...planted.filter((number) => text.includes(number) || close.includes(number)), SECRET].filter(
    (secret) => text.includes(secret) || close.includes(secret),
  );
}

const codesIn = (told: unknown): string[] => {
  const text = JSON.stringify(told) ?? "";
  return codes.filter((code) => text.includes(code));
};

const everyone = (): [string, Actor][] => [
  ...(["alice", "bob", "carol", "dan", "olga", "mallory", "erin", "bot"] as const).map(
    (person): [string, Actor] => [person, db.as(person)],
  ),
  ["the bot for alice", db.as("bot", ALICE_IN_CHAT)],
];

test("a column that is called, or known, to carry a number or a value is granted to no role of the API", async () => {
  const carriers = await db.sql`
    select c.relname as name, a.attname as column, r.rolname as role, has_column_privilege(r.rolname, c.oid, a.attnum, 'select') as granted
    from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
    cross join (values ('anon'), ('authenticated'), ('service_role')) as r (rolname)
    where c.relnamespace in ('public'::regnamespace, 'private'::regnamespace, 'partitions'::regnamespace) and c.relkind in ('r', 'p')
      and (a.attname in ('phone', 'params', 'cust_flag') or (c.relname, a.attname) in (('number_rejects', 'number'), ('replies', 'text'), ('receipts', 'reference'),
        ('receipts', 'code'), ('tokens', 'input'), ('chat_runs', 'work'), ('chat_runs', 'answer'), ('requests', 'result')))`;
  const closed = new Set(carriers.map(({ name, column }) => `${name}.${column}`));
  for (const known of [
    ...["deliveries.phone", "deliveries.params", "numbers.phone", "numbers.params", "number_rejects.number"],
    ...[
      "opt_outs.phone",
      "replies.phone",
      "replies.text",
      "receipts.reference",
      "links.cust_flag",
      "links.params",
    ],
    ...["link_rejects.cust_flag", "link_rejects.params", "tokens.input", "chat_runs.work", "requests.result"],
  ])
    assert.ok(closed.has(known), known);
  assert.deepEqual(
    carriers.filter(({ granted }) => granted).map(({ name, column, role }) => `${role}: ${name}.${column}`),
    [],
  );
});

test("every row of every table and view, as each person and the bot sees it, has no whole number and no value in it", async () => {
  for (const [who, actor] of everyone())
    for (const { name, open } of relations) {
      const rows = await actor.rows(
        `select to_jsonb(t) as row from (select ${open.join(", ")} from public.${name}) t`,
      );
      assert.deepEqual(secretsIn(rows), [], `${who}: ${name}`);
      // Owners may reveal; whoever makes the links of resolve tasks hands them out.
      if (who.endsWith("alice") && ["link_cards", "delivery_cards"].includes(name))
        assert.notDeepEqual(codesIn(rows), [], name);
      else if (who === "bob" && name === "link_cards") assert.notDeepEqual(codesIn(rows), [], name);
      else assert.deepEqual(codesIn(rows), [], `${who}: ${name}`);
    }
  for (const { name, open } of relations)
    for (const stranger of [db.nobody, db.service])
      await assert.rejects(stranger.rows(`select ${open[0]} from public.${name}`), { code: "42501" }, name);
});

test("a masked column is no oracle: it cannot be compared, searched, sorted, counted or joined by", async () => {
  const asks = [
    "deliveries",
    "numbers",
    "number_rejects",
    "opt_outs",
    "replies",
    "receipts",
    "links",
    "link_rejects",
    "link_aliases",
    // What is posted to a callback of the enterprise has whole numbers.
    "callback_posts",
  ];
  for (const { name, closed } of relations) {
    assert.equal(closed.length > 0, asks.includes(name), name);
    for (const column of closed)
      for (const ask of [
        `select 1 from public.${name} where ${column}::text = '+86${MARKER}'`,
        `select 1 from public.${name} where ${column}::text like '%${MARKER}'`,
        `select 1 from public.${name} order by ${column}`,
        `select count(${column}) from public.${name}`,
        `select max(${column}::text) from public.${name}`,
        `select 1 from public.${name} a join public.${name} b on a.${column} = b.${column}`,
        `select t from public.${name} t`,
      ])
        await assert.rejects(db.as("alice").rows(ask), { code: "42501" }, ask);
  }
});

test("a filter on any column that is shown finds nothing by what is hidden in it, and an order tells nothing of it", async () => {
  // As PostgREST asks: whole, by a part, by its beginning with hidden digits.
  const asked = planted.flatMap((number) => [number, `+86${number}`]);
  const values = [...asked, SECRET];
  // Seven digits: six stand in every time, for its microseconds, and would be found by chance.
  const parts = [...planted.flatMap((number) => [number, number.slice(0, 7), number.slice(2, 9)]), SECRET];
  // Numbers of the tests have zeros in their middle, as many times and counts have: those parts would be found by chance.
  const telling = parts.filter((part) => !/^\+?86?1?\d0+\d?$/.test(part) && !/0000/.test(part));
  assert.ok(telling.includes(MARKER.slice(0, 7)) && telling.includes(SECRET));
  // An owner, who may reveal, an operator and a reader.
  for (const who of ["alice", "bob", "dan"] as const)
    for (const { name, open } of relations) {
      const found = await db
        .as(who)
        .rows(
          `select ${open.map((column, n) => `count(*) filter (where ${column}::text = any ($1) or ${column}::text like any ($2))::int as c${n}`).join(", ")} from public.${name}`,
          [values, telling.map((part) => `%${part}%`)],
        );
      const hits = open.filter((_, n) => found[0][`c${n}`] > 0);
      assert.deepEqual(hits, [], `${who}: ${name}`);
    }
  // The order is that of what is shown.
  const masked = await db.as("dan").rows("select phone from public.delivery_cards order by phone, id");
  const shown = masked.map(({ phone }) => phone as string);
  assert.ok(shown.length > 0 && shown.every((phone) => phone.includes("*")));
  const sorted = await db
    .as("dan")
    .rows("select x.phone from unnest($1::text[]) as x (phone) order by x.phone", [shown]);
  assert.deepEqual(
    sorted.map(({ phone }) => phone),
    shown,
  );
});

test("no verb answers a whole number or a value, nor does its refusal; only reveal does, for owners", async () => {
  const reader = db.as("dan");
  for (const [name, verb] of Object.entries(VERBS)) {
    const input = verb.input(resources);
    const given = JSON.stringify(input);
    for (const actor of [doer(db, verb), db.as("alice"), reader, db.as("olga")]) {
      const { data, error } = await actor.rehearse(name, input).catch((fault) => {
        // What the role may not execute at all.
        assert.equal(fault.code, "42501", name);
        return { data: null, error: fault.message };
      });
      const told = secretsIn({ data, error }).filter((secret) => !given.includes(secret));
      if (name === "reveal_recipient" && error === null) assert.notDeepEqual(told, [], name);
      else assert.deepEqual(told, [], name);
      if (actor === reader)
        assert.deepEqual(
          codesIn({ data, error }).filter((code) => !given.includes(code)),
          [],
          name,
        );
    }
  }
});

test("what is kept of requests and limits has no whole number in it", async () => {
  assert.deepEqual(secretsIn(await db.sql`select result from private.requests`), []);
  assert.deepEqual(secretsIn(await db.sql`select to_jsonb(a) from public.audit_log a`), []);
});

test("a part of a number file is read by whoever uploads it, until its import begins, and by nobody else", async () => {
  const path = `${resources.enterprise}/${resources.uploading}/1.csv`;
  const [bob] = await db.sql`select user_id::text as id from public.members where email = 'bob@demo.test'`;
  await db.sql`insert into storage.objects (bucket_id, name, owner_id) values ('numbers', ${path}, ${bob?.id})`;
  const readers = async () => {
    const found: string[] = [];
    for (const [who, actor] of everyone())
      if ((await actor.rows("select 1 from storage.objects where name = $1", [path])).length > 0)
        found.push(who);
    return found;
  };
  assert.deepEqual(await readers(), ["bob"]);
  assert.equal((await db.as("bob").rpc("start_import", { file: resources.uploading })).error, null);
  assert.deepEqual(await readers(), []);
});

test("a number is one number in SQL and in TypeScript, however it is written, and free text shows no whole one", async () => {
  const of = async (text: string) => (await db.sql`select private.phone_of(${text}) as phone`)[0]?.phone;
  for (const text of WRITTEN) assert.equal(await of(text), "+8613800138000", JSON.stringify(text));
  for (const text of NO_NUMBERS) assert.equal(await of(text), null, JSON.stringify(text));
  const hidden = async (text: string) =>
    (await db.sql`select private.hide_numbers(${text}) as text`)[0]?.text;
  assert.equal(await hidden("改用 13912345678，谢谢"), "改用 139****5678，谢谢");
  assert.equal(await hidden("+86 139-1234-5678 or 008613912345678"), "+86 139****5678 or 0086139****5678");
  assert.equal(await hidden("１３９１２３４５６７８"), "139****5678");
  for (const plain of ["订单 202611010000123", "2026-11-01 08:00:00", "1099511627776", "退订", "12345678901"])
    assert.equal(await hidden(plain), plain);
  assert.equal(await hidden("139 1234 56 78"), "139****56 78");
  // One of 500 ids reads as a number with dashes, and a refused act on such a row stood in the log under no id.
  const id = "8f3a2b1c-a138-4612-8345-abcdef012345";
  assert.equal(await hidden(id), id);
  assert.equal(await hidden(`${id}:13912345678/${id}`), `${id}:139****5678/${id}`);
});

test("two files of one number each do not say by their hashes which number it is", async () => {
  const typed = async () =>
    (await db.as("bob").rpc("type_numbers", { input: { phones: ["+8613711112222"] } })).data;
  const [one, same] = [await typed(), await typed()];
  assert.equal(one.content_hash, same.content_hash);
  const [plain] = await db.sql`select encode(sha256(convert_to('+8613711112222', 'UTF8')), 'hex') as hash`;
  assert.notEqual(one.content_hash, plain?.hash);
});

test("the name of a file, a send or a resolve task is stored with the number in it masked", async () => {
  const named = async (verb: string, name: string) => {
    const given = VERBS[verb]?.input(resources) as { input: object };
    const { data, error } = await db.as("bob").rpc(verb, { input: { ...given.input, name } });
    assert.equal(error, null, verb);
    return data.name;
  };
  assert.equal(await named("begin_number_file", `客户${MARKER}.csv`), "客户139****5678.csv");
  for (const verb of ["type_numbers", "create_send", "create_resolve_task"])
    assert.equal(await named(verb, `回访 ${MARKER}`), "回访 139****5678", verb);
});
