import assert from "node:assert/strict";
import { test } from "node:test";
import { cardOf, done, yunshan } from "../fixtures.ts";
import { testDatabase } from "../test_database.ts";
import { check, draftTemplate, notice } from "./checks.ts";

/** TPL-3, TPL-4: only content that was checked and has no errors can be submitted for review. */
const db = await testDatabase();

const submit = (template: string) => db.as("bob").rpc("submit_template", { template });
const stateOf = async (template: string) => (await cardOf(db, "template_cards", template, "bob")).state;

test("bob cannot submit what was not checked, and what was checked he can", async () => {
  const template = await draftTemplate(db);
  const { error, status } = await submit(template);
  assert.deepEqual([error?.code, status, await stateOf(template)], ["content_unchecked", 409, "draft"]);
  await check(db, template);
  assert.equal((await done(submit(template))).state, "in_review");
});

test("a button that would run code stops a submission by any door, with what was found and where", async () => {
  const content = notice();
  content.slots.buttons = [{ text: "领取", action: { type: "open_link", target: "javascript:alert(1)" } }];
  const template = await draftTemplate(db, { content });
  await check(db, template);
  const { error, status } = await submit(template);
  assert.deepEqual([error?.code, status, await stateOf(template)], ["content_has_errors", 422, "draft"]);
  const details = JSON.parse(error?.details ?? "{}");
  assert.equal(details.count, 1);
  assert.deepEqual(
    details.findings.map((found: { path: string; code: string }) => [found.path, found.code]),
    [["slots.buttons.0.action.target", "url"]],
  );
});

test("a character that no address has is named; ' is one that addresses have", async () => {
  const content = notice();
  const target = (tail: string) => ({
    text: "领取",
    action: { type: "open_link" as const, target: `https://a.example.com/${tail}` },
  });
  content.slots.buttons = [target('"a'), target("o'neil")];
  const template = await draftTemplate(db, { content });
  await check(db, template);
  const { error } = await submit(template);
  assert.deepEqual(
    JSON.parse(error?.details ?? "{}").findings.map((found: { path: string; code: string }) => [
      found.path,
      found.code,
    ]),
    [["slots.buttons.0.action.target", "character"]],
  );
});

test("a check is of what was checked: not of what is saved later, nor of another layout, usage or vendor", async () => {
  const template = await draftTemplate(db);
  await check(db, template);
  await done(db.as("bob").rpc("update_template", { template, input: { content: notice("改过") } }));
  assert.equal((await submit(template)).error?.code, "content_unchecked");
  await done(db.as("bob").rpc("update_template", { template, input: { content: notice() } }));
  const others = [
    await draftTemplate(db, { layout: "notice_enhanced" }),
    await draftTemplate(db, { usage: "trial" }),
  ];
  for (const other of others) assert.equal((await submit(other)).error?.code, "content_unchecked");
  await done(
    db
      .as("bob")
      .rpc("update_template", { template, input: { content: notice(), vendors: ["huawei", "vivo"] } }),
  );
  assert.equal((await submit(template)).error?.code, "content_unchecked");
});

test("nobody at the API records a check, or reads what is recorded", async () => {
  for (const person of ["alice", "bot"] as const) {
    for (const query of [
      "select private.record_content_check('x', '[]')",
      "select count(*) from private.content_checks",
    ]) {
      await assert.rejects(db.as(person).rows(query), /permission denied/);
    }
  }
});

/** A picture of an enterprise's library, as an upload and `add_media` leave it. */
async function keep(name: string, metadata: Record<string, number> = {}, bytes = 10) {
  const path = `${await yunshan(db)}/${name}`;
  await db.sql`insert into storage.objects (bucket_id, name, metadata) values ('media', ${path}, ${db.sql.json(metadata)})`;
  return db.as("bob").rpc("add_media", { input: { kind: "image", name, path, bytes } });
}
const showing = (src: string) => {
  const { slots } = notice();
  return { slots: { ...slots, image: { src, alt: "图", width: 640, height: 360 } } };
};

test("a picture of a foreign host, whose bytes could change after the approval, is not submitted", async () => {
  const template = await draftTemplate(db, { content: showing("https://cdn.example/a.png") });
  await check(db, template);
  const { error } = await submit(template);
  assert.equal(error?.code, "content_has_errors");
  assert.equal(JSON.parse(error?.details ?? "{}").findings[0].code, "media_foreign");
});

test("a picture is of the own library and is there already: nobody writes it after the approval", async () => {
  await done(keep("mine.png"));
  const home = await yunshan(db);
  const [other] = await db.sql`select id from public.enterprises where id <> ${home}`;
  const at = (enterprise: string, name: string) => `/storage/v1/object/public/media/${enterprise}/${name}`;
  for (const [src, code] of [
    [at(home, "mine.png"), undefined],
    [at(home, "later.png"), "media_missing"],
    [at(other?.id, "theirs.png"), "media_missing"],
  ] as const) {
    const template = await draftTemplate(db, { content: showing(src) });
    await check(db, template);
    assert.equal((await submit(template)).error?.code, code, src);
  }
});

test("the library takes only what is stored, and counts the bytes that Storage counted", async () => {
  const path = `${await yunshan(db)}/nowhere.png`;
  const { error } = await db
    .as("bob")
    .rpc("add_media", { input: { kind: "image", name: "无", path, bytes: 10 } });
  assert.equal(error?.code, "media_not_stored");
  assert.equal((await keep("heavy.png", { size: 2 * 1024 * 1024 + 1 })).error?.code, "file_too_large");
  assert.equal((await done(keep("light.png", { size: 2048 }))).bytes, 2048);
});
