import assert from "node:assert/strict";
import { test } from "node:test";
import { jumpForm } from "../../../shared/src/links/jump.ts";
import { JUMP_VECTORS } from "../../../shared/src/links/jump_vectors.ts";
import { type Calendar, reviewDue } from "../../../shared/src/links/workdays.ts";
import { DUE_VECTORS } from "../../../shared/src/links/workdays_vectors.ts";
import { done, kept, yunshan } from "../fixtures.ts";
import { type Person, testDatabase } from "../test_database.ts";

/** JMP-1: bob asks for jump links in a batch, carol decides it whole, within two working days. */
const db = await testDatabase();

const asked = { name: "双旦会场", purpose: "双旦活动落地页", source: "typed" };
const make = (urls: unknown, more: object = {}, person: Person = "bob") =>
  db.as(person).rpc("create_jump_batch", { input: { ...asked, urls, ...more } });
const many = (count: number) => Array.from({ length: count }, (_, i) => `https://mall.example.com/p/${i}`);
const details = (error: { details: string } | null) => JSON.parse(error?.details ?? "{}");

const check = async (url: string) => {
  const home = await yunshan(db);
  return db.sql`select private.check_jump(${home}, ${url})`.then(
    () => null,
    (error: { message: string }) => JSON.parse(error.message).code,
  );
};

test("both say the same of every address, and spell it the same", async () => {
  for (const [url, code] of JUMP_VECTORS) {
    const [row] =
      await db.sql`select private.jump_trouble(${url}) as trouble, private.jump_form(${url}) as form`;
    assert.equal(row?.trouble, code, url);
    if (code === null) assert.equal(row?.form, jumpForm(url), url);
  }
});

test("both know until when a review is due, by the published calendar", async () => {
  const days = await db.as("erin").rows("select day::text, kind from public.holidays");
  assert.equal(days.filter(({ day }) => day.startsWith("2026")).length, 33 + 6);
  assert.equal(days.filter(({ day }) => day.startsWith("2025")).length, 28 + 5);
  const calendar: Calendar = new Map(days.map(({ day, kind }) => [day, kind]));
  for (const [submitted, due, certain, why] of DUE_VECTORS) {
    const at = `${submitted}:00+08:00`;
    const [row] = await db.sql`select * from private.review_due(${at}::timestamptz)`;
    const expected = { at: new Date(`${due}:00+08:00`), certain };
    assert.deepEqual({ at: row?.due_at, certain: row?.certain }, expected, why);
    assert.deepEqual(reviewDue(new Date(at), calendar), expected, why);
  }
});

test("a batch has a number, is in review at once, and says until when", async () => {
  const one = await done(make(["https://mall.example.com/a", "HTTPS://Mall.Example.com:443/b"]));
  const two = await done(make(many(10)));
  assert.match(one.batch_no, /^J\d{8}-\d{4}$/);
  assert.equal(Number(two.batch_no.slice(10)), Number(one.batch_no.slice(10)) + 1);
  assert.deepEqual([one.state, one.links, one.submitted_by_name], ["in_review", 2, "Bob"]);
  const [row] = await db.sql`select due_at = d.due and due_certain = d.certain as agrees
    from public.jump_batches b cross join lateral (select r.due_at as due, r.certain from private.review_due(b.submitted_at) r) d where b.id = ${one.id}`;
  assert.equal(row?.agrees, true);
  const waiting = await db
    .as("carol")
    .rows("select id from public.waiting_reviews where resource = 'jump_batch'");
  assert.ok(waiting.some(({ id }) => id === one.id));
});

test("ten are typed, ten thousand come in a file, and an address that is there twice is one link", async () => {
  assert.deepEqual(details((await make(many(11))).error), { count: 11, max: 10 });
  assert.equal((await make([])).error?.code, "jump_links_count");
  assert.deepEqual(details((await make(many(10_001), { source: "file" })).error), {
    count: 10_001,
    max: 10_000,
  });
  const file = await done(make(many(10_000), { source: "file", name: "全部商品" }));
  assert.deepEqual([file.links, file.first_urls.length], [10_000, 10]);
  const twice = ["https://mall.example.com", "https://MALL.example.com/", "https://mall.example.com/?"];
  assert.equal((await done(make(twice))).links, 2);
});

test("one bad address refuses the batch, and the refusal says which and why", async () => {
  const { error } = await make(["https://mall.example.com/a", "http://192.168.0.1/"]);
  assert.equal(error?.code, "jump_url_invalid");
  assert.deepEqual(details(error), { url: "http://192.168.0.1/", why: "private", ordinal: 2 });
  assert.deepEqual(details((await make([null])).error).why, "empty");
});

test("what is missing or twisted in the request is refused", async () => {
  for (const [more, code, field] of [
    [{ name: " " }, "name_required", undefined],
    [{ name: "x".repeat(65) }, "name_required", undefined],
    [{ purpose: "" }, "input_invalid", "purpose"],
    [{ purpose: "x".repeat(501) }, "input_invalid", "purpose"],
    [{ source: "mail" }, "input_invalid", "source"],
    [{ urls: "https://mall.example.com/" }, "input_invalid", "urls"],
  ] as const) {
    const { error } = await make(many(1), more);
    assert.deepEqual([error?.code, details(error).field], [code, field], JSON.stringify(more));
  }
});

test("the other material is a rar that was kept", async () => {
  const proof = { path: await kept(db, "jump-proofs", { ending: "rar" }), name: "材料.rar" };
  assert.equal((await done(make(many(1), { proof }))).proof_name, "材料.rar");
  assert.equal(
    (await make(many(1), { proof: { ...proof, path: proof.path.replace("rar", "zip") } })).error?.code,
    "file_invalid",
  );
});

test("carol decides a batch whole and once; its asker, a reader and a stranger do not", async () => {
  const { id: jump_batch } = await done(make(many(2)));
  const decide = async (person: Person, verb: string, reason: string | null = "打不开") =>
    (await db.as(person).rpc(`${verb}_jump_batch`, { jump_batch, reason })).error?.code;
  assert.equal(await decide("bob", "approve"), "forbidden");
  assert.equal(await decide("dan", "reject"), "forbidden");
  assert.equal(await decide("mallory", "approve"), "not_found");
  assert.equal(await decide("carol", "reject", " "), "reason_required");
  const alices = await done(make(many(1), {}, "alice"));
  const { error } = await db.as("alice").rpc("approve_jump_batch", { jump_batch: alices.id });
  assert.equal(error?.code, "four_eyes");
  assert.equal(await decide("carol", "reject"), undefined);
  assert.equal(await decide("carol", "approve"), "wrong_state");
  assert.equal(await decide("carol", "reject"), "wrong_state");
  assert.equal((await make(many(1), {}, "dan")).error?.code, "forbidden");
});

test("links are found by task, batch number, state and a part of the address", async () => {
  const batch = await done(make(["https://find.example.com/needle?x=1"], { name: "找得到" }));
  const rows = await db.as("dan").rows(
    `select url, batch_no, state from public.jump_link_cards
     where name ilike '%找得到%' and batch_no = $1 and state = 'in_review' and url ilike '%needle%' and created_at > now() - interval '1 day'`,
    [batch.batch_no],
  );
  assert.deepEqual(rows, [
    { url: "https://find.example.com/needle?x=1", batch_no: batch.batch_no, state: "in_review" },
  ]);
});

test("the same click twice makes one batch", async () => {
  const request = "6b1f3d6a-0000-4000-8000-000000000002";
  const input = { ...asked, urls: many(1) };
  const bob = db.as("bob");
  const one = await done(bob.rpc("create_jump_batch", { input, request }));
  assert.deepEqual(await done(bob.rpc("create_jump_batch", { input, request })), one);
});

test("where an approval is required, a link jumps to an approved address only, however it is spelled", async () => {
  const home = await yunshan(db);
  const url = "https://jump.example.com/sale";
  assert.equal(await check("http://localhost/"), "jump_url_invalid");
  assert.equal(await check(url), null, "not required");
  await db.sql`update public.enterprises set jump_approval = true where id = ${home}`;
  const { id: jump_batch } = await done(make([url]));
  assert.equal(await check(url), "jump_not_approved");
  await done(db.as("carol").rpc("approve_jump_batch", { jump_batch }));
  assert.equal(await check(url), null);
  assert.equal(await check("HTTPS://JUMP.example.com:443/sale"), null);
  assert.equal(await check("https://jump.example.com/SALE"), "jump_not_approved");
  assert.equal(await check("https://jump.example.com/sale?to=evil"), "jump_not_approved");
  const elsewhere = await db.sql`select id from public.enterprises where name = 'Other Ltd'`;
  await db.sql`update public.enterprises set jump_approval = true where id = ${elsewhere[0]?.id}`;
  await assert.rejects(db.sql`select private.check_jump(${elsewhere[0]?.id}, ${url})`, /jump_not_approved/);
});
