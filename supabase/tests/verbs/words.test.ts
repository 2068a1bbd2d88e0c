import assert from "node:assert/strict";
import { test } from "node:test";
import { CLICK_PLACE_WORDS } from "../../../shared/src/accounts/clicks/words.ts";
import { ALERT_KIND_WORDS, ALERT_KINDS } from "../../../shared/src/alerts/words.ts";
import { DECLARED } from "../../../shared/src/catalogue/declared.ts";
import { CHANNEL_HEALTH_WORDS } from "../../../shared/src/channels/words.ts";
import { MATERIAL_WORDS } from "../../../shared/src/filings/words.ts";
import { segmentsOfLength } from "../../../shared/src/ground/segments.ts";
import { isMarketing, LAYOUTS } from "../../../shared/src/layouts/catalogue.ts";
import { LINK_EVENT_WORDS, LINK_REJECT_REASON_WORDS } from "../../../shared/src/links/words.ts";
import { fileProblem } from "../../../shared/src/numbers/file.ts";
import { HEADINGS } from "../../../shared/src/numbers/heading_vectors.ts";
import { maskPhone } from "../../../shared/src/numbers/phone.ts";
import { REJECT_REASON_WORDS } from "../../../shared/src/numbers/words.ts";
import { RESOURCE_NAMES, VERB_WORDS } from "../../../shared/src/people/words.ts";
import { nextOpening } from "../../../shared/src/sends/window.ts";
import { DELIVERY_STATE_WORDS } from "../../../shared/src/sends/words.ts";
import { type Content, checkContent, parametersOf } from "../../../shared/src/templates/content.ts";
import { isParameterName } from "../../../shared/src/templates/parameters.ts";
import { IMAGE_TEXT_SAMPLE, NOTICE_SAMPLE, WELCOME_SAMPLE } from "../../../shared/src/templates/samples.ts";
import { testDatabase } from "../test_database.ts";

/** Values that stand both in `shared` and in SQL are the same in both. */
const db = await testDatabase();

test("every enum of the database has its words, in the database's order", async () => {
  // Of enums that are no column of a declared noun. Words of the others stand in their declarations.
  const undeclared: Record<string, Record<string, unknown>> = {
    click_place: CLICK_PLACE_WORDS,
    delivery_state: DELIVERY_STATE_WORDS,
    filing_material: MATERIAL_WORDS,
    link_event_kind: LINK_EVENT_WORDS,
    link_reject_reason: LINK_REJECT_REASON_WORDS,
    reject_reason: REJECT_REASON_WORDS,
  };
  const columns = await db.sql`
    select c.relname || '.' || a.attname as column, ltrim(t.typname, '_') as type from pg_class c join pg_attribute a on a.attrelid = c.oid
    join pg_type t on t.oid = a.atttypid where c.relnamespace = 'public'::regnamespace and a.attnum > 0`;
  const typeOf = new Map(columns.map(({ column, type }) => [column, type]));
  const enums =
    await db.sql`select t.typname as name, array_agg(e.enumlabel::text order by e.enumsortorder) as values
    from pg_type t join pg_enum e on e.enumtypid = t.oid where t.typnamespace = 'public'::regnamespace group by 1 order by 1`;
  const enumOf = new Map<string, string[]>(enums.map(({ name, values }) => [name, values]));
  const words = new Map(Object.entries(undeclared).map(([name, labels]) => [name, [Object.keys(labels)]]));
  for (const { view, fields } of Object.values(DECLARED)) {
    for (const [column, field] of Object.entries(fields)) {
      if (!("values" in field)) continue;
      const type = typeOf.get(`${view}.${column}`);
      // Filtered by another column of the view, it may say more than the enum does.
      const isMore = (value: string) => field.at !== undefined && !enumOf.get(type ?? "")?.includes(value);
      const said = Object.keys(field.values).filter((value) => !isMore(value));
      words.set(type, [...(words.get(type) ?? []), said]);
    }
  }
  for (const { name, values } of enums) {
    // A noun may show some of the values alone, as what is in review as it is made is never a draft.
    const known = (words.get(name) ?? []).sort((one, other) => other.length - one.length);
    assert.deepEqual(known[0], values, name);
    for (const some of known)
      assert.deepEqual(
        some,
        values.filter((value: string) => some.includes(value)),
        name,
      );
  }
});

test("people are told of the kinds that have words, and a channel is only as the words say", async () => {
  const [row] = await db.sql`
    select pg_get_constraintdef(c.oid) as kinds, pg_get_viewdef('public.channel_cards'::regclass) as card
    from pg_constraint c where c.conname = 'alerts_kind_check'`;
  const quoted = (text: string) => Array.from(text.matchAll(/'([a-z_]+)'::text/g), ([, word]) => word);
  assert.deepEqual(quoted(row?.kinds), [...ALERT_KINDS]);
  assert.deepEqual(Object.keys(ALERT_KIND_WORDS), [...ALERT_KINDS]);
  // A channel that is not active is called by its state.
  const states =
    await db.sql`select distinct to_state as state from private.transitions where resource = 'channel' and to_state not in ('none', 'active')`;
  const health = quoted(row?.card).filter((word) => word !== "active");
  assert.deepEqual(
    [...new Set([...health, ...states.map(({ state }) => state)])].sort(),
    Object.keys(CHANNEL_HEALTH_WORDS).sort(),
  );
});

test("the layouts of the database are those of the catalogue: category, marketing, vendors, parameters", async () => {
  const rows =
    await db.sql`select layout, category, marketing, vendors::text[], max_parameters from private.layouts`;
  const key = (one: { layout: string }, other: { layout: string }) => (one.layout < other.layout ? -1 : 1);
  assert.deepEqual(
    rows.map((row) => ({ ...row }) as { layout: string }).sort(key),
    LAYOUTS.map((layout) => ({
      layout: layout.layout,
      category: layout.category,
      marketing: isMarketing(layout),
      vendors: layout.vendors,
      max_parameters: layout.max_parameters,
    })).sort(key),
  );
});

test("both find the same parameters in a content", async () => {
  for (const content of [IMAGE_TEXT_SAMPLE, NOTICE_SAMPLE, WELCOME_SAMPLE]) {
    const [row] = await db.sql`select private.parameters_of(${db.sql.json(content)}) as names`;
    assert.deepEqual(row?.names, parametersOf(content).sort());
  }
  const long = "a".repeat(32);
  const names = [
    "a",
    "_",
    "_1",
    "A_1",
    long,
    `${long}a`,
    "1a",
    "9",
    "",
    " b",
    "a b",
    "客户",
    "a-b",
    "a.b",
    "é",
    "${a",
  ];
  for (const name of names) {
    const content = {
      slots: { items: [{ body: `甲\${${name}}乙` }] },
      params: [{ name: "unused", example: "$" + "{p}" }],
    };
    const [row] = await db.sql`select private.parameters_of(${db.sql.json(content)}) as names`;
    assert.deepEqual(row?.names, parametersOf(content as Content).filter(isParameterName), name);
  }
  const [apart] =
    await db.sql`select private.parameters_of(${db.sql.json({ slots: { a: "$" + "{a", b: "}" } })}) as names`;
  assert.deepEqual(apart?.names, [], "a place does not reach from one text into the next");
});

test("the templates of the demo pass the check without an error", async () => {
  const rows = await db.sql`select name, layout, usage, vendors::text[], content from public.template_cards`;
  assert.ok(rows.length >= 5);
  for (const { name, layout, usage, vendors, content } of rows) {
    const errors = checkContent(layout, vendors, usage, content).filter(
      (finding) => finding.level === "error",
    );
    assert.deepEqual(errors, [], name);
  }
});

test("both count the same segments and mask a number the same way", async () => {
  for (const length of [0, 1, 68, 70, 71, 134, 135, 150, 500]) {
    const [row] = await db.sql`select private.sms_segments(${"云".repeat(length)}) as segments`;
    assert.equal(row?.segments, segmentsOfLength(length), `${length}`);
  }
  const [row] = await db.sql`select private.mask('+8613800138000') as masked`;
  assert.equal(row?.masked, maskPhone("+8613800138000"));
});

test("both open the marketing window at the same instant", async () => {
  const [home] =
    await db.sql`select id, time_zone as zone, marketing_from::text as from, marketing_to::text as to
    from public.enterprises limit 1`;
  for (const at of [
    "2026-11-24T07:59:59+08:00",
    "2026-11-24T12:00:00+08:00",
    "2026-11-24T21:00:00+08:00",
    "2026-12-31T23:59:00+08:00",
  ]) {
    const [row] = await db.sql`select private.window_opens(${home?.id}, ${at}) as opens`;
    const window = { zone: String(home?.zone), from: String(home?.from), to: String(home?.to) };
    assert.equal(row?.opens.toISOString(), nextOpening(new Date(at), window).toISOString(), at);
  }
});

test("both take and refuse the same file names", async () => {
  for (const name of [
    "会员2026.csv",
    "a.xlsx",
    "9.txt",
    "a b.csv",
    "a.CSV",
    "a.xls",
    ".csv",
    `${"x".repeat(101)}.csv`,
  ]) {
    const { error } = await db.as("bob").rpc("begin_number_file", { input: { name, bytes: 10, parts: 1 } });
    assert.equal(error?.code ?? null, fileProblem(name, 10), name);
  }
});

test("every resource and every verb that the audit log has seen, and every legal transition, has its words", async () => {
  const rows =
    await db.sql`select distinct resource, verb from public.audit_log union select resource, verb from private.transitions`;
  for (const { resource, verb } of rows) {
    assert.ok(Object.hasOwn(RESOURCE_NAMES, resource), resource);
    assert.ok(Object.hasOwn(VERB_WORDS, verb), verb);
  }
});

test("a name under which values come is the same in both", async () => {
  for (const [name, fit] of HEADINGS) {
    if (name.includes("\0")) continue; // Postgres keeps it in no text
    const [row] = await db.sql`select private.is_heading(${name}) as fit`;
    assert.equal(row?.fit, fit, JSON.stringify(name));
  }
});
