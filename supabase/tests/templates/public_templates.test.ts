import assert from "node:assert/strict";
import { test } from "node:test";
import { buttonOf, cardOf, done, refusal } from "../fixtures.ts";
import { refused } from "../sends/sends_fixtures.ts";
import { testDatabase } from "../test_database.ts";
import { check, notice, publicInput, publicTemplate } from "./checks.ts";

/** TPL-1: platform admins keep public templates; every enterprise sees them, and copies them into drafts of its own. */
const db = await testDatabase();
const olga = () => db.as("olga");
const bob = () => db.as("bob");
const copy = (id: string, input?: object, who: "bob" | "mallory" | "dan" | "olga" = "bob") =>
  db.as(who).rpc("copy_public_template", { public_template: id, ...(input ? { input } : {}) });
const SHA = "c".repeat(64);
const PICTURE = {
  path: `public/${SHA}.png`,
  sha256: SHA,
  type: "image/png",
  bytes: 40_000,
  width: 1080,
  height: 1080,
};
const seed = async (given: object) =>
  (await db.sql`select private.seed_public_template(${db.sql.json(given as never)}) as id`)[0]?.id;

test("what a platform admin offers every enterprise reads, and what is switched off they alone", async () => {
  const id = await publicTemplate(db, "签收提醒");
  for (const who of ["alice", "dan", "mallory", "olga"] as const)
    assert.equal(
      (await db.as(who).rows("select name from public.public_template_cards where id = $1", [id])).length,
      1,
    );
  const card = await cardOf(db, "public_template_cards", id);
  assert.deepEqual(
    [card.category, card.usage, card.kind, card.vendors, card.enabled],
    ["notice", "commercial", "aim", ["huawei", "xiaomi"], true],
  );
  await done(olga().rpc("disable_public_template", { public_template: id }));
  for (const who of ["alice", "mallory"] as const)
    assert.deepEqual(
      await db.as(who).rows("select from public.public_template_cards where id = $1", [id]),
      [],
    );
  assert.equal((await olga().rows("select from public.public_template_cards where id = $1", [id])).length, 1);
  assert.equal(await refusal(copy(id)), "wrong_state");
  await done(olga().rpc("enable_public_template", { public_template: id }));
});

test("nobody of an enterprise keeps public templates, owners neither; what they hold is checked", async () => {
  const id = await publicTemplate(db, "平台的");
  for (const [verb, more] of [
    ["update", { input: { industry: "金融" } }],
    ["disable", {}],
    ["delete", {}],
  ] as const)
    assert.equal(
      await refusal(db.as("alice").rpc(`${verb}_public_template`, { public_template: id, ...more })),
      "platform_admin_only",
    );
  assert.equal(
    await refusal(db.as("alice").rpc("create_public_template", { input: publicInput("不行") })),
    "platform_admin_only",
  );
  const make = (input: object) =>
    olga().rpc("create_public_template", { input: { ...publicInput("检查"), ...input } });
  assert.equal(await refusal(make({ vendors: ["meizu"] })), "vendor_unsupported");
  assert.equal(await refusal(make({ vendors: [] })), "no_vendor");
  assert.equal(await refusal(make({ layout: "none" })), "layout_unknown");
  assert.equal(await refusal(make({ name: "平台的" })), "name_taken");
  assert.equal(await refusal(make({ content: notice("本店全网最佳") })), "word_banned");
  const theirs = `/storage/v1/object/public/media/11111111-1111-4111-8111-111111111111/${SHA}.png`;
  const shows = { ...notice(), slots: { ...notice().slots, cover: { src: theirs } } };
  assert.equal(await refusal(make({ content: shows })), "media_missing", "of an enterprise");
});

test("a copy is a draft of the enterprise in use, under the template's name or the next free one, and log and four eyes know who made it", async () => {
  const id = await publicTemplate(db, "双十二预热");
  const mine = await done(copy(id));
  assert.deepEqual(
    [mine.name, mine.state, mine.version, mine.layout, mine.vendors, mine.content, mine.parameters],
    ["双十二预热", "draft", 1, "notice", ["huawei", "xiaomi"], notice(), []],
  );
  assert.equal((await done(copy(id))).name, "双十二预热 副本");
  assert.equal((await done(copy(id, { name: "我们的双十二" }))).name, "我们的双十二");
  const theirs = await done(copy(id, undefined, "mallory"));
  assert.deepEqual([theirs.name, theirs.enterprise_id === mine.enterprise_id], ["双十二预热", false]);
  assert.equal(await refusal(copy(id, undefined, "dan")), "forbidden");
  assert.equal(await refusal(copy(id, undefined, "olga")), "no_enterprise");
  const lines = await db.sql`select resource, verb, enterprise_id from public.audit_log
    where resource_id in (${id}, ${mine.id}) and verb in ('copy', 'create') and outcome = 'granted' order by id`;
  assert.deepEqual(
    lines.map(({ resource, verb, enterprise_id }) => [resource, verb, enterprise_id]),
    [
      ["public_template", "create", null],
      ["template", "create", mine.enterprise_id],
      ["public_template", "copy", mine.enterprise_id],
      ["public_template", "copy", mine.enterprise_id],
      ["public_template", "copy", mine.enterprise_id],
      ["public_template", "copy", theirs.enterprise_id],
    ],
    "the log of the deployment has none of an enterprise's copies",
  );
  const { allowed } = await buttonOf(bob(), "public_template", id, "copy");
  const dans = await buttonOf(db.as("dan"), "public_template", id, "copy");
  assert.deepEqual([allowed, dans.allowed, dans.code], [true, false, "forbidden"]);
  // What was copied goes its own way.
  await done(
    olga().rpc("update_public_template", {
      public_template: id,
      input: { content: notice("新的话"), base_revision: 1 },
    }),
  );
  assert.deepEqual((await cardOf(db, "template_cards", mine.id)).content, notice());
  await check(db, mine.id);
  await done(bob().rpc("submit_template", { template: mine.id }));
});

test("an edit names what it changes alone, and the second writer is told", async () => {
  const id = await publicTemplate(db, "两位管理员");
  const edit = (input: object) => olga().rpc("update_public_template", { public_template: id, input });
  const card = await done(edit({ industry: "酒店", position: 5, base_revision: 1 }));
  assert.deepEqual(
    [card.industry, card.position, card.name, card.revision, card.content],
    ["酒店", 5, "两位管理员", 2, notice()],
  );
  await refused(db, async () => edit({ name: "改名", base_revision: 1 }), "version_conflict", 409);
  const several = `\${name}，\${amount} 元`;
  assert.deepEqual((await done(edit({ content: notice(several) }))).parameters, ["amount", "name"]);
});

test("what the set-up brings is there once, is brought up to date until a platform admin edits it, and what they deleted stays away", async () => {
  const given = {
    ...publicInput("快递签收"),
    key: "notice-1",
    position: 10,
    objects: [PICTURE],
    content: {
      slots: { ...notice().slots, cover: { src: `/storage/v1/object/public/media/${PICTURE.path}` } },
    },
  };
  const id = await seed(given);
  assert.ok(id);
  assert.equal(await seed(given), id);
  assert.equal(await seed({ ...given, industry: "快递" }), id);
  const card = await cardOf(db, "public_template_cards", id);
  assert.deepEqual([card.industry, card.key, card.position], ["快递", "notice-1", 10]);
  const measured = await db.sql`select path, width from private.media_measures(${[PICTURE.path]})`;
  assert.deepEqual([...measured], [{ path: PICTURE.path, width: 1080 }]);
  // An enterprise that copies it may submit it, though the picture is not in its library.
  const mine = await done(copy(id));
  const [missing] =
    await db.sql`select private.media_missing(${mine.enterprise_id}, ${db.sql.json(mine.content)}) as paths`;
  assert.deepEqual(missing?.paths, []);
  await done(
    olga().rpc("update_public_template", { public_template: id, input: { name: "快递签收（平台）" } }),
  );
  await seed({ ...given, name: "快递签收 2" });
  assert.equal((await cardOf(db, "public_template_cards", id)).name, "快递签收（平台）");
  await done(olga().rpc("delete_public_template", { public_template: id }));
  assert.equal(await seed(given), null);
  assert.equal((await db.sql`select from public.public_templates where key = 'notice-1'`).length, 0);
});
