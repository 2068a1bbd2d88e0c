import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";
import { nounsThat } from "../../../shared/src/resource/nouns.ts";
import {
  account,
  approvedSend,
  buttonOf,
  buttonsOf,
  done,
  draftSend,
  idOf,
  openAllDay,
  sendInput,
  tick,
  waitingSend,
  yunshan,
} from "../fixtures.ts";
import { erinApproves, noCaps, refused, sendEdit } from "../sends/sends_fixtures.ts";
import { check, notice } from "../templates/checks.ts";
import { type Person, testDatabase } from "../test_database.ts";

/** FLD-1: an owner adds fields to sends and templates; their values are checked, approved and logged. */
const db = await testDatabase();
await openAllDay(db);
await noCaps(db);
await erinApproves(db);
beforeEach(async () => {
  await db.sql`delete from public.own_fields`;
});

// biome-ignore lint/suspicious/noExplicitAny: a verb answers free JSON
type Any = any;
const plain = { resource: "send", kind: "text", name: "活动", bound: true, required: false, in_chat: false };
const add = (key: string, more: object = {}, person: Person = "alice") =>
  db.as(person).rpc("create_own_field", { input: { ...plain, key, name: key, ...more } });
const added = async (key: string, more: object = {}): Promise<Any> => done(add(key, more));
const edited = (field: Any, more: object = {}) => {
  const { id, name, name_en, hint, hint_en, choices, min, max, required, in_chat, place } = field;
  const input = { name, name_en, hint, hint_en, choices, min, max, required, in_chat, place, ...more };
  return db.as("alice").rpc("update_own_field", { own_field: id, input });
};
const create = async (own: unknown) =>
  db.as("bob").rpc("create_send", { input: await sendInput(db, { own }) });
const made = async (own: unknown): Promise<Any> => done(create(own));
const ownOf = async (send: string) => (await account(db, send)).own;
/** The edit of a send that changes its own fields alone. */
const edit = async (send: string, own: unknown) =>
  db.as("bob").rpc("update_send", await sendEdit(db, send, { own }));
const all = [
  ["campaign", {}],
  ["brief", { kind: "long", max: 20 }],
  ["region", { kind: "choice", choices: ["east=华东/East", "华南"] }],
  ["urgent", { kind: "flag" }],
  ["budget", { kind: "count", min: 1, max: 100 }],
  ["ends", { kind: "day" }],
] as const;

test("an owner adds a field of each kind, and a send takes a value of each", async () => {
  for (const [key, more] of all) await added(key, more);
  const own = {
    campaign: " 双旦 ",
    brief: "一\n二",
    region: "east",
    urgent: false,
    budget: 7,
    ends: "2026-12-31",
  };
  const card = await made(own);
  assert.deepEqual(card.own, { ...own, campaign: "双旦" });
  const [region] = await db.as("dan").rows("select * from public.own_field_cards where key = 'region'");
  assert.deepEqual(region?.choices, ["east=华东/East", "华南"]);
  assert.equal(region?.options[1].en, "华南");
});

test("a value that does not fit is refused in the words of the field, in both languages", async () => {
  for (const [key, more] of all) await added(key, { name_en: `the ${key}`, ...more });
  const wrong: [string, unknown, string][] = [
    ["campaign", 7, "a text of 0 to 200 characters"],
    ["campaign", "a\nb", "a text of 0 to 200 characters"],
    ["campaign", "字".repeat(201), "a text of 0 to 200 characters"],
    ["brief", "字".repeat(21), "a text of 0 to 20 characters"],
    ["region", "west", "one of east (East), 华南"],
    ["urgent", "yes", "yes or no"],
    ["budget", 0, "an integer from 1 to 100"],
    ["budget", 1.5, "an integer from 1 to 100"],
    ["budget", "7", "an integer from 1 to 100"],
    ["ends", "2026-02-30", "a day such as 2026-11-26"],
  ];
  for (const [key, value, takes] of wrong) {
    const { error } = await create({ [key]: value });
    assert.equal(error?.code, "own_invalid", `${key} ${String(value)}`);
    assert.equal(error?.message, `The value of “the ${key}” isn't valid. It must be ${takes}.`);
    const { names } = JSON.parse(error?.details ?? "");
    assert.deepEqual(names, [{ zh: key, en: `the ${key}` }]);
  }
  const { error } = await create({ nothing: 1 });
  assert.match(error?.hint ?? "", /campaign, brief/);
  for (const value of [[], "x", { campaign: { deep: 1 } }, { campaign: ["x"] }])
    assert.ok(
      ["input_invalid", "own_invalid"].includes((await create(value)).error?.code ?? ""),
      JSON.stringify(value),
    );
  const input = await sendInput(db, { own: { budget: 101 } });
  await refused(db, () => db.as("bob").rpc("create_send", { input }), "own_invalid", 422);
});

test("a definition that cannot be is refused: key, choices, bounds, names twice, what has no fields", async () => {
  const wrong: [string, object, string][] = [
    ["Campaign", {}, "input_invalid"],
    ["1st", {}, "input_invalid"],
    ["a", { kind: "choice" }, "input_invalid"],
    ["a", { kind: "choice", choices: ["x", "x=again"] }, "input_invalid"],
    ["a", { kind: "text", choices: ["x"] }, "input_invalid"],
    ["a", { kind: "flag", min: 1 }, "input_invalid"],
    ["a", { kind: "count", min: 2, max: 1 }, "input_invalid"],
    ["a", { kind: "text", max: 501 }, "input_invalid"],
    ["a", { kind: "text", min: -1 }, "input_invalid"],
    ["a", { resource: "domain" }, "input_invalid"],
    ["a", { name: "行\n行" }, "name_unclean"],
    ["a", { name: " " }, "name_required"],
  ];
  for (const [key, more, code] of wrong)
    assert.equal((await add(key, more)).error?.code, code, JSON.stringify(more));
  await added("campaign");
  assert.equal((await add("campaign", { name: "另一个" })).error?.code, "name_taken");
  assert.equal((await add("other", { name: "CAMPAIGN" })).error?.code, "name_taken");
  await added("campaign", { resource: "template" });
});

test("thirty are in use and five stand in chat, also where many are made at once", async () => {
  const answers = await Promise.all(
    Array.from({ length: 31 }, (_, n) => add(`field_${n}`, { in_chat: n > 28 })),
  );
  assert.deepEqual(
    answers.flatMap(({ error }) => error?.code ?? []),
    ["capacity_reached"],
  );
  const fields = await db
    .as("alice")
    .rows(
      "select id, name, name_en, hint, hint_en, choices, min::int, max::int, required, in_chat, place from public.own_field_cards order by place",
    );
  await done(db.as("alice").rpc("retire_own_field", { own_field: fields[0]?.id }));
  await added("one_more");
  assert.equal(
    (await db.as("alice").rpc("restore_own_field", { own_field: fields[0]?.id })).error?.code,
    "capacity_reached",
  );
  const shown = await Promise.all(fields.slice(1, 8).map((field) => edited(field, { in_chat: true })));
  assert.ok(shown.some(({ error }) => error?.code === "capacity_reached"));
  const [{ n }] =
    (await db.sql`select count(*)::int as n from public.own_fields where in_chat and state = 'active'`) as Any;
  assert.equal(n, 5);
});

test("only owners change fields; whoever lists sends reads them; another enterprise sees and meets none", async () => {
  const field = await added("campaign", { required: true });
  for (const person of ["bob", "dan", "carol"] as const)
    assert.equal((await add("x", {}, person)).error?.code, "forbidden", person);
  assert.equal(
    (await db.as("mallory").rpc("retire_own_field", { own_field: field.id })).error?.code,
    "not_found",
  );
  assert.equal((await db.as("dan").rows("select key from public.own_field_cards")).length, 1);
  assert.deepEqual(await db.as("mallory").rows("select key from public.own_field_cards"), []);
  await db.sql`update public.own_fields set enterprise_id = (select id from public.enterprises where id <> ${await yunshan(db)} limit 1)`;
  assert.equal((await create({ campaign: "x" })).error?.code, "own_unknown");
  await done(db.as("bob").rpc("submit_send", { send: (await made({})).id }));
});

test("what is required is asked for at the submission only, and for nothing that was approved before", async () => {
  const before_ = await approvedSend(db, { timing: "recurring", cron: "0 9 * * *" });
  await added("campaign", { required: true, name: "活动", name_en: "Campaign" });
  const { id: send } = await made({});
  const { error } = await db.as("bob").rpc("submit_send", { send });
  assert.deepEqual(
    [error?.code, error?.message],
    ["own_missing", "Fill these in before you submit: Campaign."],
  );
  await done(edit(send, { campaign: "双旦" }));
  await done(db.as("bob").rpc("submit_send", { send }));
  await db.sql`update public.sends set next_at = now() - interval '1 minute' where id = ${before_}`;
  await tick(db);
  assert.equal((await account(db, before_)).state, "recurring");
});

test("a key that is not given is kept, null and an empty text take it away, a number in a text is masked", async () => {
  await added("campaign");
  await added("budget", { kind: "count" });
  const { id: send } = await made({ campaign: "打给 13800138000", budget: 7 });
  assert.deepEqual(await ownOf(send), { campaign: "打给 138****8000", budget: 7 });
  await done(edit(send, { budget: 8 }));
  await done(edit(send, undefined));
  assert.deepEqual(await ownOf(send), { campaign: "打给 138****8000", budget: 8 });
  await done(edit(send, { campaign: " ", budget: null }));
  assert.deepEqual(await ownOf(send), {});
});

test("a retired field or choice is taken no more, and what was filled in stays", async () => {
  const campaign = await added("campaign");
  const region = await added("region", { kind: "choice", choices: ["east=华东/East", "south"] });
  const { id: send } = await made({ campaign: "双旦", region: "east" });
  await done(db.as("alice").rpc("retire_own_field", { own_field: campaign.id }));
  const now = await done(edited(region, { choices: ["south", "north"] }));
  assert.deepEqual(
    [now.choices, now.options[2]],
    [["south", "north"], { key: "east", zh: "华东", en: "East", retired: true }],
  );
  assert.equal((await create({ campaign: "x" })).error?.code, "own_unknown");
  assert.equal((await create({ region: "east" })).error?.code, "own_invalid");
  await done(edit(send, { campaign: "双旦", region: "east" }));
  assert.deepEqual(await ownOf(send), { campaign: "双旦", region: "east" });
  assert.equal((await edit(send, { campaign: "另一个" })).error?.code, "own_unknown");
  const again = await done(edited(now, { choices: ["east"] }));
  assert.deepEqual(again.options[0], { key: "east", zh: "east", en: "east" });
});

test("key, kind and whether it is approved never change", async () => {
  const field = await added("campaign");
  for (const change of [{ key: "other" }, { kind: "long" }, { bound: false }, { resource: "template" }])
    assert.equal((await edited(field, change)).error?.code, "input_invalid", JSON.stringify(change));
  assert.equal((await edited(field, { name: "改名", place: 3 })).error, null);
});

test("a field that is approved voids what was shown; the difference names it", async () => {
  await added("campaign");
  const send = await waitingSend(db, { own: { campaign: "一" } });
  const { shown } = await buttonOf(db.as("carol"), "send", send);
  await done(edit(send, { campaign: "二" }));
  await done(db.as("bob").rpc("submit_send", { send }));
  const { error } = await db.as("carol").rpc("approve_send", { send, shown });
  assert.equal(error?.code, "shown_changed");
  assert.deepEqual(JSON.parse(error?.details ?? "").differs, [
    { field: "own.campaign", before: "一", after: "二" },
  ]);
});

test("a field that is not approved is set at any time: nothing is void, the log says what it was", async () => {
  await added("campaign");
  await added("cost_centre", { bound: false });
  const plan = await approvedSend(db, { timing: "recurring", cron: "0 9 * * *", own: { campaign: "一" } });
  const hash = (await account(db, plan)).hash;
  await done(db.as("bob").rpc("set_own_send", { send: plan, input: { own: { cost_centre: "CC-1" } } }));
  await done(db.as("bob").rpc("set_own_send", { send: plan, input: { own: { cost_centre: "CC-2" } } }));
  const [row] =
    await db.sql`select hash, private.send_hash(id) as now, state::text, own from public.sends where id = ${plan}`;
  assert.deepEqual(
    { ...row },
    { hash, now: hash, state: "recurring", own: { campaign: "一", cost_centre: "CC-2" } },
  );
  const [line] =
    await db.sql`select before, after from public.audit_log where resource_id = ${plan} and verb = 'set_own' order by id desc limit 1`;
  assert.deepEqual(
    { ...line },
    { before: { "own.cost_centre": "CC-1" }, after: { "own.cost_centre": "CC-2" } },
  );
  await db.sql`update public.sends set next_at = now() - interval '1 minute' where id = ${plan}`;
  await tick(db);
  const [occurrence] = await db.sql`select own from public.sends where parent_id = ${plan}`;
  assert.deepEqual(occurrence?.own, { campaign: "一", cost_centre: "CC-2" });
  const bound = () => db.as("bob").rpc("set_own_send", { send: plan, input: { own: { campaign: "二" } } });
  await refused(db, bound, "own_is_bound", 422);
});

test("without such a field there is no button, and readers have none", async () => {
  const send = await draftSend(db);
  const verbs = async (person: Person) =>
    (await buttonsOf(db.as(person), "send", send))
      .filter(({ allowed }: Any) => allowed)
      .map(({ verb }: Any) => verb);
  assert.ok(!(await verbs("bob")).includes("set_own"));
  assert.equal(
    (await db.as("bob").rpc("set_own_send", { send, input: { own: {} } })).error?.code,
    "wrong_state",
  );
  await added("cost_centre", { bound: false });
  assert.ok((await verbs("bob")).includes("set_own"));
  assert.ok(!(await verbs("dan")).includes("set_own"));
});

test("a template has own fields of each version, beside the content: vendors and the check do not see them", async () => {
  await added("campaign", { resource: "template", required: true });
  await added("owner", { resource: "template", bound: false });
  const input = {
    name: "自定义",
    usage: "commercial",
    layout: "notice",
    vendors: ["huawei"],
    content: notice(),
  };
  const card = await done(db.as("bob").rpc("create_template", { input: { ...input, own: { owner: "王" } } }));
  await check(db, card.id);
  assert.equal((await db.as("bob").rpc("submit_template", { template: card.id })).error?.code, "own_missing");
  const base = { content: input.content, base_version: card.version_id, base_revision: card.revision };
  await done(
    db.as("bob").rpc("update_template", { template: card.id, input: { ...base, own: { campaign: "一" } } }),
  );
  const [version] =
    await db.sql`select content_hash, own from public.template_versions where id = ${card.version_id}`;
  assert.deepEqual(version?.own, { owner: "王", campaign: "一" });
  await done(db.as("bob").rpc("submit_template", { template: card.id }));
  const look = async () => (await buttonOf(db.as("carol"), "template", card.id)).shown;
  const shown = await look();
  await done(db.as("bob").rpc("set_own_template", { template: card.id, input: { own: { owner: "李" } } }));
  assert.equal(await look(), shown);
  await done(db.as("carol").rpc("approve_template", { template: card.id, shown }));
  const live = await idOf(db, "templates", "签收提醒");
  const [was] =
    await db.sql`select latest_version_id as id, revision from public.templates t join public.template_versions v on v.id = latest_version_id where t.id = ${live}`;
  const next = {
    content: notice(),
    base_version: was?.id,
    base_revision: was?.revision,
    own: { campaign: "二" },
  };
  const edited_ = await done(db.as("bob").rpc("update_template", { template: live, input: next }));
  assert.deepEqual([edited_.own, edited_.version_id !== was?.id], [{ campaign: "二" }, true]);
});

test("numbers are filtered as numbers and texts as texts, by what the API offers", async () => {
  await added("budget", { kind: "count" });
  await added("campaign");
  for (const budget of [9, 10, 100]) await made({ budget, campaign: `c${budget}` });
  const rows = (where: string) =>
    db
      .as("dan")
      .rows(`select own->>'campaign' as c from public.send_cards where ${where} order by own->'budget'`);
  assert.deepEqual(
    (await rows("own->'budget' >= '10'")).map(({ c }: Any) => c),
    ["c10", "c100"],
  );
  assert.deepEqual(
    (await rows("own->>'campaign' ilike '%9%'")).map(({ c }: Any) => c),
    ["c9"],
  );
});

test("no value that is not flat, or larger than 16 KB, can stand in the table", async () => {
  for (let n = 0; n < 4; n++) await added(`long_${n}`, { kind: "long" });
  const text = "字".repeat(2000);
  assert.equal((await create({ long_0: text, long_1: text, long_2: text })).error?.code, "own_too_large");
  const { id } = await made({});
  for (const own of [{ a: {} }, { a: [] }, { a: null }, { "Bad key": 1 }, [], "x"])
    await assert.rejects(
      db.sql`update public.sends set own = ${db.sql.json(own as Any)} where id = ${id}`.execute(),
      /own_is_flat/,
    );
});

test("what has own fields is the same in the law and in the declarations", async () => {
  const rows =
    await db.sql`select r.resource from private.resources r join pg_attribute a on a.attrelid = r.rel and a.attname = 'own' order by 1`;
  assert.deepEqual(
    rows.map(({ resource }) => resource),
    nounsThat("own").sort(),
  );
});
