import assert from "node:assert/strict";
import { test } from "node:test";
import { cardOf, done, kept, yunshan } from "../fixtures.ts";
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

/** Adds a kept file to the library. */
const add = (path: string, name = "图") => db.as("bob").rpc("add_media", { input: { name, path } });
const at = (path: string) => `/storage/v1/object/public/media/${path}`;
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

test("a picture is of the own library and is kept already: nobody writes it after the approval", async () => {
  const [mine, spare, unfit] = [
    await kept(db, "media"),
    await kept(db, "media"),
    await kept(db, "media", { type: null }),
  ];
  await done(add(mine));
  // One from before keep-file, whose bytes were found to be none.
  await db.sql`insert into public.media (enterprise_id, kind, name, path, bytes) values (${await yunshan(db)}, 'image', '旧', ${unfit}, 10)`;
  const [other] = await db.sql`select id from public.enterprises where id <> ${await yunshan(db)} limit 1`;
  for (const [path, code] of [
    [mine, undefined],
    [mine.replace("/", "/0"), "media_missing"],
    [spare, "media_missing"],
    [unfit, "media_missing"],
    [await kept(db, "media", { enterprise: other?.id }), "media_missing"],
  ] as const) {
    const template = await draftTemplate(db, { content: showing(at(path)) });
    await check(db, template);
    assert.equal((await submit(template)).error?.code, code, path);
  }
});

test("the library takes kept files of its enterprise alone, as what they were measured, and each once", async () => {
  const home = await yunshan(db);
  const [other] = await db.sql`select id from public.enterprises where id <> ${home} limit 1`;
  const stored = `${home}/${"0".repeat(64)}.png`;
  await db.sql`insert into storage.objects (bucket_id, name) values ('media', ${stored})`;
  for (const path of [
    `${home}/nowhere.png`,
    stored,
    await kept(db, "licence-proofs"),
    await kept(db, "media", { enterprise: other?.id }),
    await kept(db, "media", { type: null }),
  ])
    assert.equal((await add(path)).error?.code, "file_invalid", path);
  const more = { kind: "video", path: await kept(db, "media"), name: "图", bytes: 1, width: 1 };
  assert.equal((await db.as("bob").rpc("add_media", { input: more })).error?.code, "input_invalid");
  const picture = await kept(db, "media", { bytes: 2048, width: 1280, height: 720 });
  const first = await done(add(picture, "一"));
  assert.deepEqual(
    [first.kind, first.bytes, first.width, first.height, first.name],
    ["image", 2048, 1280, 720, "一"],
  );
  const again = await done(add(picture, "二"));
  assert.deepEqual([again.id, again.name], [first.id, "一"]);
  const video = await kept(db, "media", { ending: "mp4", type: "video/mp4", width: 720, height: 1280 });
  assert.equal((await done(add(video))).kind, "video");
});
