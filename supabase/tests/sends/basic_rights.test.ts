import assert from "node:assert/strict";
import { test } from "node:test";
import {
  buttonsOf,
  done,
  givePolicy,
  handOver,
  idOf,
  joins,
  memberOf,
  openAllDay,
  refusal,
  report,
  sendInput,
  startedSend,
  tick,
  WIDE,
  yunshan,
} from "../fixtures.ts";
import { PEOPLE, type Person, testDatabase } from "../test_database.ts";
import { basicFile, basicInput, basicStarted, basicTemplate } from "./basic_fixtures.ts";
import { fresh, noCaps } from "./sends_fixtures.ts";

/** IAM-3 (§11.1): a person with the basic edition alone works with its sends and files, and sees none of cards; and the other way round. */
const db = await testDatabase();
await openAllDay(db);
await noCaps(db);
const allow = async (name: string, person: Person, Action: string[]) => {
  await givePolicy(db, name, [], [{ Effect: "Allow", Action }]);
  await joins(db, person, [`${name}组`]);
};
const basic = db.as("erin");
const cards = db.as("frank");
await allow("只有基础版", "erin", ["KooMessageBasic:*:*"]);
await allow("只有智能信息", "frank", ["KooMessage:*:*", "SMS:message:send"]);

const card = await startedSend(db);
const template = await basicTemplate(db, ["name"]);
const board = await basicStarted(db, {
  template,
  send_type: "personal",
  file: await basicFile(db, { numbers: fresh(2), columns: ["name"] }),
});

test("each edition sees its own sends, with their accounts, messages and days", async () => {
  while ((await handOver(db)).length > 0) await tick(db);
  const ids = (await db.sql`select id::text from public.deliveries where send_id in (${card}, ${board})`).map(
    ({ id }) => id,
  );
  await report(db, ids, "delivered");
  for (const [who, own, other] of [
    [basic, board, card],
    [cards, card, board],
  ] as const) {
    const seen = async (query: string) => (await who.rows(query)).map(({ id }) => id);
    for (const table of ["send_cards", "sends"])
      assert.deepEqual(await seen(`select id from public.${table} order by id`), [own], table);
    for (const table of ["send_totals", "deliveries", "send_days", "delivery_cards"])
      assert.deepEqual(await seen(`select distinct send_id as id from public.${table}`), [own], table);
    assert.equal(await refusal(who.rpc("first_message", { send: other })), "not_found");
    assert.notEqual(await done(who.rpc("first_message", { send: own })), null);
    const { rows } = await done(who.rpc("send_details", {}));
    assert.deepEqual([...new Set(rows.map(({ send_id }: { send_id: string }) => send_id))], [own]);
    assert.deepEqual(await buttonsOf(who, "send", other), []);
    assert.equal(await refusal(who.rpc("cancel_send", { send: other })), "not_found");
  }
});

test("each edition sees its own number files, and what is in them", async () => {
  const [{ number_file_id: own } = {}] =
    await db.sql`select number_file_id from public.sends where id = ${board}`;
  for (const table of ["number_files", "numbers", "number_rejects", "number_file_parts"]) {
    const column = table === "number_files" ? "id" : "file_id";
    const files = (await basic.rows(`select distinct ${column} as id from public.${table}`)).map(
      ({ id }) => id,
    );
    assert.ok(
      files.every((id) => id === own),
      table,
    );
    const others = (await cards.rows(`select distinct ${column} as id from public.${table}`)).map(
      ({ id }) => id,
    );
    assert.ok(!others.includes(own), table);
  }
  const [{ phone } = {}] = await db.sql`select phone from public.numbers where file_id = ${own} limit 1`;
  const find = async (who: typeof basic) =>
    (await done(who.rpc("find_recipient", { resource: "delivery", number: phone }))).rows;
  assert.deepEqual([(await find(basic)).length, (await find(cards)).length], [1, 0]);
});

test("whoever has the basic edition makes, submits and cancels its sends without the right to send SMS", async () => {
  const number_file_id = await basicFile(db, { numbers: fresh(2), columns: ["name"] });
  const input = { ...(await basicInput(db, { template, file: number_file_id, send_type: "personal" })) };
  const { id } = await done(basic.rpc("create_send", { input }));
  assert.equal(await refusal(cards.rpc("create_send", { input })), "forbidden");
  const submit = (await buttonsOf(basic, "send", id)).find(({ verb }) => verb === "submit");
  assert.deepEqual([submit.needs, submit.allowed], ["KooMessageBasic:sendTask:submit", true]);
  await done(basic.rpc("submit_send", { send: id }));
  // Four eyes hold, and a reviewer of cards alone decides about none of it.
  assert.equal(await refusal(basic.rpc("approve_send", { send: id, shown: "x" })), "four_eyes");
  assert.deepEqual(await buttonsOf(cards, "send", id), []);
  const able = (await db.as("alice").rows("select id from public.deciders where resource_id = $1", [id]))
    .length;
  assert.ok(able > 0);
  await done(basic.rpc("cancel_send", { send: id }));
});

test("nor does it make a send of cards, or a file for one", async () => {
  const input = await sendInput(db);
  assert.equal(await refusal(basic.rpc("create_send", { input })), "forbidden");
  assert.equal(
    await refusal(basic.rpc("create_send", { input: { ...input, template_id: null } })),
    "forbidden",
  );
  assert.equal(
    await refusal(basic.rpc("create_send", { input: { ...input, template_id: "x" } })),
    "forbidden",
  );
  const file = { name: "名单.csv", bytes: 10, parts: 1 };
  assert.equal(await refusal(basic.rpc("begin_number_file", { input: file })), "forbidden");
  await done(basic.rpc("begin_number_file", { input: { ...file, purpose: "basic" } }));
  assert.equal(
    await refusal(cards.rpc("begin_number_file", { input: { ...file, purpose: "basic" } })),
    "forbidden",
  );
  assert.equal(await refusal(basic.rpc("type_numbers", { input: { phones: fresh(1) } })), "forbidden");
  await done(basic.rpc("type_numbers", { input: { phones: fresh(1), purpose: "basic" } }));
});

test("a send of cards that becomes one of the basic edition needs the rights of both", async () => {
  const draft = await done(db.as("bob").rpc("create_send", { input: await sendInput(db) }));
  const input = { ...(await basicInput(db)), revision: draft.revision };
  await givePolicy(
    db,
    "无基础版",
    [await memberOf(db, "bob")],
    [{ Effect: "Deny", Action: ["KooMessageBasic:sendTask:create"] }],
  );
  assert.equal(await refusal(db.as("bob").rpc("update_send", { send: draft.id, input })), "forbidden");
  assert.equal(await idOf(db, "sends", draft.name).then((id) => typeof id), "string");
});

test("costs are told of the editions that one may read, and a digest, which has both, to who may read both", async () => {
  const ask = (who: typeof basic, report: string | null) =>
    who.rpc("spending", { ...WIDE, report, period: "total", by: ["send"] });
  const spent = (who: typeof basic, report: string | null) => done(ask(who, report));
  const lines = async (who: typeof basic) =>
    (await spent(who, null)).lines.map(({ send_id }: { send_id: string }) => send_id);
  for (const [who, own, other] of [
    [cards, "sends", "basic_sends"],
    [basic, "basic_sends", "sends"],
  ] as const) {
    assert.deepEqual(await spent(who, null), await spent(who, own));
    assert.equal(await refusal(ask(who, other)), "forbidden");
    assert.equal(await refusal(who.rpc("digest", { period: "month" })), "forbidden");
  }
  assert.deepEqual(await lines(cards), [card]);
  assert.ok((await lines(db.as("alice"))).includes(card));
  await done(db.as("alice").rpc("digest", { period: "month" }));
  const home = await yunshan(db);
  await db.sql`update public.members set joined_at = now() - interval '60 days'`;
  await db.sql`update public.profiles set month_mail = (user_id = any (${[PEOPLE.erin, PEOPLE.frank]}))`;
  const mailed = async () =>
    (await db.sql`select person from private.month_mailed(${home}) as m (person)`).map(
      ({ person }) => person,
    );
  const wanted = async () => (await db.sql`select from private.wanted_digests()`).length;
  assert.deepEqual([await mailed(), await wanted()], [[], 0]);
  await db.sql`update public.profiles set month_mail = true where user_id = ${PEOPLE.alice}`;
  assert.deepEqual(await mailed(), [PEOPLE.alice]);
});

test("an export of sends has those of the edition that its maker may see", async () => {
  const input = { name: "发送", source: "send", format: "csv", columns: ["name"], locale: "zh-CN" };
  const functions = await db.signedIn("tidings_functions");
  for (const who of [basic, cards]) {
    await done(who.rpc("create_export", { input }));
    const [slice] = await functions`select rows from private.next_export_slice()`;
    const seen = await who.rows("select id from public.sends");
    assert.equal(slice?.rows.length, seen.length);
    await db.sql`update public.exports set state = 'failed'`;
  }
  const none = { ...input, source: "domain" };
  assert.equal(await refusal(basic.rpc("create_export", { input: none })), "forbidden");
});
