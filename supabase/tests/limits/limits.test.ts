import assert from "node:assert/strict";
import { test } from "node:test";
import { LIMIT_REASONS_ZH } from "../../../shared/src/people/limit_reasons.ts";
import { LIMIT_WORDS } from "../../../shared/src/people/limit_words.ts";
import { refusalWords } from "../../../shared/src/refusals/register.ts";
import { done, idOf } from "../fixtures.ts";
import { PEOPLE } from "../test_database.ts";
import { call, limitedDatabase, lower, speak } from "./limits_fixtures.ts";

/** IAM-6: limits per person, enterprise and verb, as rows, with `Retry-After`. */
const { db, figures } = await limitedDatabase();

const counts = async (where: string) =>
  (await db.sql`select coalesce(sum(n), 0)::int as n from private.limit_counts where who = ${where}`)[0]?.n;
const lines = () =>
  db.sql`select actor_name, resource, verb, code, details from public.audit_log where code = 'too_many_requests' order by id`;

test("each limit has its words and its reason, and names verbs that exist", async () => {
  assert.deepEqual([...figures.keys()].sort(), Object.keys(LIMIT_WORDS).sort());
  assert.deepEqual(Object.keys(LIMIT_REASONS_ZH).sort(), Object.keys(LIMIT_WORDS).sort());
  const known = await db.sql`select distinct verb || '_' || resource as name from private.transitions`;
  const functions = [
    "check_template",
    "keep_file",
    "check_device",
    "import_numbers",
    "prove_audit",
    "export_audit",
    "find_recipient",
    "begin_question",
    "propose_command",
    "show_shortcuts",
    "show_account",
    "check_numbers",
    "check_link",
    "mail_invitation",
    "ask_carrier",
    "read_account",
    "call_access_key",
  ];
  const names = new Set([...known.map(({ name }) => name), ...functions]);
  for (const [name, { verbs }] of figures)
    assert.deepEqual(verbs?.filter((verb) => !names.has(verb)) ?? [], [], name);
  assert.equal((await db.sql`select from private.limits where char_length(why) < 20`).length, 0);
});

test("what one person may do is well below what the enterprise may: it takes five to lock the others out", () => {
  for (const [name, { most, seconds, scope }] of figures) {
    if (scope !== "enterprise") continue;
    const person = figures.get(name.replace("enterprise_", "person_"));
    assert.ok(person, name);
    assert.ok(most / seconds >= (5 * person.most) / person.seconds, name);
  }
});

test("the call after the last one is refused with 429, what, how many, and when to try again", async () => {
  await lower(db, "person_all", 3);
  for (let i = 0; i < 3; i += 1) await done(speak(db, "dan"));
  const { error, status } = await speak(db, "dan");
  assert.equal(status, 429);
  assert.equal(error?.code, "too_many_requests");
  const details = JSON.parse(error?.details ?? "");
  assert.deepEqual([details.limit, details.most, details.per], ["person_all", 3, "1 day"]);
  assert.ok(details.again_in >= 1 && details.again_in <= 2 * 86_400);
  const zh = refusalWords("too_many_requests", "zh-CN", { ...details, again: "90 minutes" });
  assert.deepEqual(
    [zh.message, zh.hint],
    ["操作过于频繁（每人操作次数）：1 天内最多 3 次。", "请在 90 分钟后再试。"],
  );
  const en = refusalWords("too_many_requests", "en", { ...details, again: "90 minutes" });
  assert.match(en.message, /actions per member\): at most 3 times in 1 day/);
  const again = await call(db, "public.begin_link()", { sub: PEOPLE.dan }, {});
  assert.deepEqual(again.headers, `[{"Retry-After": "${again.data.details.match(/"again_in": (\d+)/)[1]}"}]`);
  assert.equal(await speak(db, "carol").then(({ status: other }) => other), 200);
});

test("a refused attempt counts, a refusal by a limit counts for nothing, and a replay does neither", async () => {
  await lower(db, "person_refused", 2);
  const wrong = () => db.as("dan").rpc("approve_domain", { domain: crypto.randomUUID(), shown: "x" });
  assert.deepEqual([(await wrong()).status, (await wrong()).status], [404, 404]);
  const before = await counts(PEOPLE.dan);
  assert.deepEqual([(await wrong()).status, (await speak(db, "dan")).status], [429, 429]);
  assert.equal(await counts(PEOPLE.dan), before);
  const request = crypto.randomUUID();
  const input = { names: ["replay.example.com"], custom_codes: false };
  const first = await done(db.as("bob").rpc("create_domains", { input, request }));
  const once = await counts(PEOPLE.bob);
  await lower(db, "person_all", 1);
  assert.deepEqual(await done(db.as("bob").rpc("create_domains", { input, request })), first);
  assert.equal(await counts(PEOPLE.bob), once);
});

test("a script that goes on writes one line of the audit log in a window, not one each time", async () => {
  await lower(db, "person_all", 1);
  const was = (await lines()).length;
  await done(speak(db, "bob"));
  for (let i = 0; i < 20; i += 1) assert.equal((await speak(db, "bob")).status, 429);
  const rows = await lines();
  assert.equal(rows.length - was, 1);
  const { actor_name, verb, details } = rows.at(-1) ?? {};
  assert.deepEqual([actor_name, verb, details.limit], ["Bob", "set_locale", "person_all"]);
  assert.equal((await speak(db, "alice")).status, 200);
});

test("an act on many rows answers for each, and carries no Retry-After of its own", async () => {
  await lower(db, "person_all", 2);
  const ids = [1, 2, 3].map(() => crypto.randomUUID());
  const answer = await call(
    db,
    `public.transition_many('domain', 'submit', array['${ids.join("','")}'])`,
    { sub: PEOPLE.bob },
    {},
  );
  assert.deepEqual(
    answer.data.map((one: { refusal: { code: string } }) => one.refusal.code),
    ["not_found", "not_found", "too_many_requests"],
  );
  assert.deepEqual([answer.status, answer.headers], ["200", ""]);
});

test("the window slides: a full one fades in the next evenly, and the wait that is told is enough", async () => {
  const per = 3600;
  await db.sql`update private.limits set most = 10, per = '1 hour' where name = 'person_all'`;
  /** Dan, of whom so many calls were counted in the window that lies `ago` back, and in the one before that. */
  const standing = async (ago: number, n: number, before: number) => {
    await db.sql`truncate private.limit_counts`;
    await db.sql`insert into private.limit_counts select ${PEOPLE.dan}, 'person_all', -1,
      floor(extract(epoch from clock_timestamp()) / ${per}::int)::int - ${ago}::int, ${n}, ${before}`;
    const [row] =
      await db.sql`select x.again_in as again, extract(epoch from clock_timestamp()) / ${per}::int % 1 as gone
      from unnest(private.limits_on('x', '{}', ${PEOPLE.dan}, null, null, null, null)) as x where x.limit_name = 'person_all'`;
    return { again: row?.again as number | null, gone: Number(row?.gone) };
  };
  const near = (found: number | null, wanted: number) =>
    assert.ok(Math.abs((found ?? 0) - Math.max(1, wanted)) <= 1, `${found} s, not ${wanted} s`);
  assert.equal((await standing(0, 9, 0)).again, null);
  const full = await standing(0, 10, 0);
  near(full.again, per * (1 - full.gone + 0.1));
  const faded = await standing(1, 1000, 0);
  if (faded.gone < 0.99) near(faded.again, per * (1 - 9 / 1000 - faded.gone));
  assert.equal((await standing(2, 1000, 1000)).again, null);
});

test("a trial counts as a trial, any other send does not", async () => {
  const asked = async (trial: boolean) =>
    (
      await db.sql`select (x).limit_name as name from unnest(private.limits_on('create_send', ${db.sql.json({ trial })}, ${PEOPLE.bob}, null, null, null, null)) as x`
    )
      .map(({ name }) => name)
      .includes("person_trials");
  assert.deepEqual([await asked(true), await asked(false)], [true, false]);
});

test("an edge function's call counts for its caller, and the refusal comes as its answer", async () => {
  await lower(db, "person_checks", 1);
  const ask = async () =>
    (await db.sql`select private.count_function('check_template', ${PEOPLE.bob}) as r`)[0]?.r;
  assert.equal(await ask(), null);
  assert.equal((await ask()).code, "too_many_requests");
  await lower(db, "person_proofs", 1);
  assert.ok((await done(db.as("dan").rpc("audit_proof"))).head !== undefined);
  assert.equal((await db.as("dan").rpc("audit_proof")).status, 429);
});

test("what is read is bounded by what is asked for", async () => {
  const dan = db.as("dan");
  const codes = await Promise.all([
    dan.rpc("allowed_transitions", { resource: "domain", ids: Array(251).fill("x") }),
    dan.rpc("find_link", { code: "x".repeat(2001) }),
    dan.rpc("try_approval_rules", { rules: Array(101).fill({ approvers: 1 }) }),
    dan.rpc("try_approval_rules", { rules: [], days: 367 }),
    dan.rpc("audit_proof", { most: 20_001 }),
    dan.rpc("audit_export", { from_time: "", to_time: "", most: 5_001 }),
    dan.rpc("send_details", { sent_from: "2026-01-01T00:00:00Z", sent_to: "2026-01-03T00:00:00Z" }),
  ]);
  assert.deepEqual(
    codes.map(({ error }) => error?.code),
    [
      "too_many_rows",
      "input_invalid",
      "too_many_rows",
      "input_invalid",
      "input_invalid",
      "input_invalid",
      "range_too_long",
    ],
  );
});

test("everyone of an enterprise sees its limits and what was refused today, of others' doings only the sum", async () => {
  await lower(db, "person_refused", 1);
  await db.as("bob").rpc("approve_domain", { domain: crypto.randomUUID(), shown: "x" });
  await db.as("bob").rpc("set_locale", { input: { locale: "en" } });
  const report = async (person: "dan" | "bob" | "mallory") =>
    new Map(
      (await done(db.as(person).rpc("limits_report"))).map((row: { name: string }) => [row.name, row]),
    ) as Map<string, { used: number; refused_today: number; most: number; per: string }>;
  const dan = await report("dan");
  assert.deepEqual(
    [
      dan.get("person_refused")?.used,
      dan.get("person_refused")?.refused_today,
      dan.get("enterprise_all")?.used,
    ],
    [0, 1, 1],
  );
  assert.equal((await report("bob")).get("person_refused")?.used, 1);
  assert.equal((await report("mallory")).get("person_refused")?.refused_today, 0);
  assert.equal((await db.as("erin").rpc("limits_report")).error?.code, "no_enterprise");
});

test("the clock deletes what no window needs any more, and sums up past hours", async () => {
  const home = await idOf(db, "enterprises", "云杉商城");
  await db.sql`insert into private.limit_counts values ('x', 'person_all', 1, 7, 5, 0)`;
  await done(speak(db, "dan"));
  for (const pid of [11, 12])
    await db.sql`insert into private.limit_hours values (date_trunc('hour', now()) - interval '2 hours', 'person_all', ${home}, ${pid}, 3, 1)`;
  await done(db.as("bot").rpc("clock_sweep"));
  assert.equal((await db.sql`select from private.limit_counts where who = 'x'`).length, 0);
  assert.ok((await counts(PEOPLE.dan)) > 0);
  const past =
    await db.sql`select pid, allowed::int, refused::int from private.limit_hours where hour < now() - interval '1 hour'`;
  assert.deepEqual([...past], [{ pid: 0, allowed: 6, refused: 2 }]);
});
