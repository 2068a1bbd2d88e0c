import assert from "node:assert/strict";
import { test } from "node:test";
import { buttonsOf, cardOf, done, givePolicy, joins, kept, yunshan } from "../fixtures.ts";
import { check, draftTemplate, notice } from "../templates/checks.ts";
import { PEOPLE, testDatabase } from "../test_database.ts";
import { oneAfterTheOther } from "../together.ts";

/** TPL-8: the library with its folders, its bin, what shows a medium, and how much room there is. */
const db = await testDatabase();
const bob = db.as("bob");

/** Adds a kept file to the library. */
async function added(name: string, bytes?: number): Promise<{ id: string; path: string; src: string }> {
  const path = await kept(db, "media", bytes === undefined ? {} : { bytes });
  const { id } = await done(bob.rpc("add_media", { input: { name, path } }));
  return { id, path, src: `/storage/v1/object/public/media/${path}` };
}
const showing = (src: string) => ({
  slots: { ...notice().slots, image: { src, alt: "图", width: 640, height: 360 } },
});
const card = (id: string) => cardOf(db, "media_cards", id, "bob");
const act = (verb: string, id: string, more: object = {}) => bob.rpc(`${verb}_media`, { media: id, ...more });
const codeOf = async (answer: Promise<{ error: { code: string } | null }>) => (await answer).error?.code;
const space = async () => {
  const [row] = await bob.rows("select * from public.media_space");
  return row;
};
const doomed = async (path: string) => {
  const [row] = await db.sql`select count(*)::int as n from private.doomed_objects where path = ${path}`;
  return row?.n === 1;
};

test("a picture is renamed and moved; a folder is what its pictures name", async () => {
  const { id, path } = await added("活动.png");
  const moved = await done(act("update", id, { input: { name: "双十一主图", folder: " 双十一 " } }));
  assert.deepEqual([moved.name, moved.folder, moved.path], ["双十一主图", "双十一", path]);
  assert.equal((await done(act("update", id, { input: { name: "主图" } }))).folder, "双十一");
  const folders = () => bob.rows("select folder, media::int from public.media_folders");
  assert.deepEqual(await folders(), [{ folder: "双十一", media: 1 }]);
  assert.equal((await done(act("update", id, { input: { folder: null } }))).folder, null);
  assert.deepEqual(await folders(), []);
  assert.equal(await codeOf(act("update", id, { input: { name: "a\nb" } })), "name_unclean");
  assert.equal(await codeOf(act("update", id, { input: { folder: "a\u202eb" } })), "name_unclean");
});

test("what is deleted lies in the bin, is restored, and is deleted for good", async () => {
  const { id, path } = await added("旧海报");
  assert.equal(await codeOf(act("purge", id)), "wrong_state");
  const binned = await done(act("trash", id));
  assert.deepEqual([binned.state, binned.trashed_by_name], ["trashed", "Bob"]);
  const days = (Date.parse(binned.bin_ends_at) - Date.parse(binned.trashed_at)) / 86_400_000;
  assert.equal(Math.round(days), 30);
  assert.equal(await codeOf(act("update", id, { input: { name: "x" } })), "wrong_state");
  assert.deepEqual((await done(act("restore", id))).state, "active");
  await done(act("trash", id));
  assert.equal(await doomed(path), false);
  const gone = await done(act("purge", id));
  assert.equal(gone.name, "旧海报");
  assert.deepEqual(await bob.rows(`select id from public.media where id = '${id}'`), []);
  assert.equal(await doomed(path), true);
  // Its object is on its way out, so nothing can be made of its path.
  assert.equal(await codeOf(bob.rpc("add_media", { input: { name: "又", path } })), "file_invalid");
  const log = await db.sql`select verb, details ->> 'name' as name from public.audit_log
    where resource = 'media' and resource_id = ${id} and outcome = 'granted' order by id`;
  assert.deepEqual(
    log.map(({ verb }) => verb),
    ["add", "trash", "restore", "trash", "purge"],
  );
});

test("the same bytes are one medium: added again they come out of the bin under their first name", async () => {
  const { id, path } = await added("首图");
  await done(act("trash", id));
  const again = await done(bob.rpc("add_media", { input: { name: "别名", path } }));
  assert.deepEqual([again.id, again.name, again.state, again.trashed_at], [id, "首图", "active", null]);
});

test("bytes that are sent in again are kept, although the object was to be removed", async () => {
  const { id, path } = await added("再来");
  await done(act("trash", id));
  await done(act("purge", id));
  assert.equal(await doomed(path), true);
  const hash = path.split("/")[1]?.slice(0, 64) ?? "";
  await db.sql`select private.record_kept('media', ${path}, ${hash}, 'image/png', 9, 1, 1, null)`;
  assert.equal(await doomed(path), false);
  await done(bob.rpc("add_media", { input: { name: "再来", path } }));
});

test("what is to be removed waits for five minutes, and the clock sees it then", async () => {
  const { id, path } = await added("稍后");
  await done(act("trash", id));
  await done(act("purge", id));
  const due = async () => {
    const rows = await db.sql`select path from private.doomed_objects() where path = ${path}`;
    return rows.length === 1;
  };
  assert.equal(await due(), false);
  await db.sql`update private.doomed_objects set at = at - interval '6 minutes' where path = ${path}`;
  assert.equal(await due(), true);
  const [clock] = await db.sql`select private.files_due() as due`;
  assert.equal(clock?.due, true);
});

test("what any version of a template shows cannot be deleted for good, and the card says which", async () => {
  const { id, src } = await added("在用");
  const template = await draftTemplate(db, { content: showing(src) });
  const other = await draftTemplate(db, { content: showing(src) });
  const { used, used_by, uses } = await card(id);
  assert.deepEqual([used, used_by], [true, 2]);
  assert.deepEqual(uses.map((one: { id: string }) => one.id).sort(), [template, other].sort());
  assert.ok(uses.every((one: { noun: string; name: string }) => one.noun === "template" && one.name !== ""));
  await done(act("trash", id));
  // It shows it still: a draft that shows what lies in the bin is submitted.
  await check(db, template);
  await done(bob.rpc("submit_template", { template }));
  const { error, status } = await act("purge", id);
  assert.deepEqual([error?.code, status], ["media_in_use", 409]);
  const [button] = (await buttonsOf(bob, "media", id)).filter(({ verb }) => verb === "purge");
  assert.deepEqual([button?.allowed, button?.code], [false, "media_in_use"]);
  // The other draft shows it no more, and the submitted one does.
  await done(bob.rpc("update_template", { template: other, input: { content: notice() } }));
  assert.equal((await card(id)).used_by, 1);
  assert.equal(await codeOf(act("purge", id)), "media_in_use");
  await done(bob.rpc("withdraw_template", { template }));
  await done(bob.rpc("update_template", { template, input: { content: notice("别的") } }));
  await done(act("purge", id));
});

test("what somebody has in a form that is not saved cannot be deleted for good", async () => {
  const { id, src } = await added("还没保存");
  const form = { resource: "template", name: "template.new", tab: "11111111-2222-4333-8444-555555555555" };
  await done(bob.rpc("keep_draft", { ...form, content: { values: { content: showing(src) } } }));
  await done(act("trash", id));
  assert.equal(await codeOf(act("purge", id)), "media_in_use");
  await done(bob.rpc("keep_draft", form));
  await done(act("purge", id));
});

test("who may not see templates is told how many show it, and not which", async () => {
  const { id, src } = await added("秘密");
  await draftTemplate(db, { content: showing(src) });
  const [row] =
    await db.sql`select private.shown_where(${await yunshan(db)}, path) as uses from public.media where id = ${id}`;
  assert.deepEqual(row?.uses, []);
});

test("another enterprise that writes the path into a draft neither holds the picture nor is told of", async () => {
  const { id, src } = await added("引用");
  const input = {
    name: "偷用",
    usage: "commercial",
    layout: "notice",
    vendors: ["huawei"],
    content: showing(src),
  };
  await done(db.as("mallory").rpc("create_template", { input }));
  const { used_by, uses } = await card(id);
  assert.deepEqual([used_by, uses], [0, []]);
  await done(act("trash", id));
  await done(act("purge", id));
});

test("who may look at the library, and no more, changes nothing of it", async () => {
  const { id } = await added("只读");
  const dan = db.as("dan");
  for (const [verb, more] of [
    ["update", { input: { name: "x" } }],
    ["trash", {}],
  ] as const) {
    assert.equal(await codeOf(dan.rpc(`${verb}_media`, { media: id, ...more })), "forbidden", verb);
  }
});

test("a submission and a deletion for good come one after the other", async () => {
  const { id, src } = await added("同时");
  await done(act("trash", id));
  // The deletion has looked, and is not over; a draft shows the picture meanwhile, and is submitted.
  const [purged, submitted] = await oneAfterTheOther(db, bob.open("purge_media", { media: id }), async () => {
    const template = await draftTemplate(db, { content: showing(src) });
    await check(db, template);
    return bob.rpc("submit_template", { template });
  });
  assert.equal(purged.error, null);
  assert.equal(submitted.error?.code, "media_missing");
});

test("the space says what there is, what lies in the bin, and what nothing shows", async () => {
  const before = (await space()) ?? { bytes: 0, media: 0, trashed: 0, unused: 0, purgeable_bytes: 0 };
  const one = await added("空间", 1_000_000);
  const two = await added("空间二", 2_000_000);
  await draftTemplate(db, { content: showing(one.src) });
  await done(act("trash", two.id));
  const after = await space();
  assert.deepEqual(
    ["bytes", "media", "trashed", "unused", "purgeable_bytes"].map(
      (key) => Number(after?.[key]) - Number(before[key]),
    ),
    [3_000_000, 2, 1, 1, 2_000_000],
  );
  assert.equal(Number(after?.most), 10 * 1024 ** 3);
});

test("a full library takes nothing more until the bin is emptied", async () => {
  const big = await added("整个库");
  await db.sql`update public.media set bytes = 10::bigint * 1024 * 1024 * 1024 where id = ${big.id}`;
  const path = await kept(db, "media");
  const add = () => bob.rpc("add_media", { input: { name: "满", path } });
  assert.equal(await codeOf(add()), "media_full");
  await done(act("trash", big.id));
  assert.equal(await codeOf(add()), "media_full", "the bin counts");
  await done(act("purge", big.id));
  await done(add());
});

test("the clock deletes for good what lay in the bin for its days, and nothing that is shown", async () => {
  const [old, fresh, shown] = [await added("久"), await added("新"), await added("有用")];
  await draftTemplate(db, { content: showing(shown.src) });
  for (const { id } of [old, fresh, shown]) await done(act("trash", id));
  await db.sql`update public.media set trashed_at = now() - interval '31 days' where id in ${db.sql([old.id, shown.id])}`;
  const [period] = await db.sql`select p.* from public.retention_periods p
    where p.enterprise_id = ${await yunshan(db)} and p.kind = 'bin'`;
  await db.sql`select private.purge_period(p) from public.retention_periods p where p.id = ${period?.id}`;
  const left = await db.sql`select id from public.media where id in ${db.sql([old.id, fresh.id, shown.id])}`;
  assert.deepEqual(left.map(({ id }) => id).sort(), [fresh.id, shown.id].sort());
  assert.equal(await doomed(old.path), true);
  const [after] =
    await db.sql`select purged::int, failure from public.retention_periods where id = ${period?.id}`;
  assert.deepEqual({ ...after }, { purged: 1, failure: null });
});

test("many are moved, deleted and restored at once", async () => {
  const ids = [(await added("一")).id, (await added("二")).id];
  const many = (verb: string, input: object | null = null) =>
    done(bob.rpc("transition_many", { resource: "media", verb, ids, input }));
  const outcomes = await many("update", { folder: "批量" });
  assert.ok(
    outcomes.every(({ refusal }: { refusal: unknown }) => refusal === null),
    JSON.stringify(outcomes),
  );
  assert.equal((await card(ids[1] as string)).folder, "批量");
  await many("trash");
  assert.equal((await card(ids[0] as string)).state, "trashed");
  await many("restore");
  await many("trash");
  await many("purge");
  assert.deepEqual(await bob.rows(`select id from public.media where id = '${ids[0]}'`), []);
});

test("an audio has its length, its shelf and its measure", async () => {
  const path = await kept(db, "media", {
    ending: "mp3",
    type: "audio/mpeg",
    width: null,
    height: null,
    ms: 61_400,
  });
  const { id } = await done(bob.rpc("add_media", { input: { name: "开场白.mp3", path } }));
  const { kind, shelf, width, duration_ms } = await card(id);
  assert.deepEqual([kind, shelf, width, duration_ms], ["audio", "audio", null, 61_400]);
  const [measure] = await db.sql`select type, duration_ms from private.media_measures(${[path]})`;
  assert.deepEqual({ ...measure }, { type: "audio/mpeg", duration_ms: 61_400 });
});

test("who writes the basic edition alone sees the library and adds to it, and deletes nothing of it", async () => {
  const Action = ["KooMessageBasic:template:create", "KooMessageBasic:template:list"];
  await givePolicy(db, "只写基础版", [], [{ Effect: "Allow", Action }]);
  await joins(db, "erin", ["只写基础版组"]);
  const erin = db.as("erin");
  const { id } = await added("大家的图");
  assert.equal((await erin.rows(`select id from public.media_cards where id = '${id}'`)).length, 1);
  const path = await kept(db, "media");
  const mine = await done(erin.rpc("add_media", { input: { name: "我的图", path } }));
  assert.equal(mine.created_by_name, "Erin");
  assert.equal(await codeOf(erin.rpc("trash_media", { media: id })), "not_found");
  assert.equal(await codeOf(erin.rpc("add_media", { input: { name: "又", path: "x" } })), "file_invalid");
  const [row] = await db.sql`
    select private.may_keep('media', ${`${await yunshan(db)}/x.png`}, u.id) as may from auth.users u where u.id = ${PEOPLE.erin}`;
  assert.equal(row?.may, true);
});

test("pictures stand for a video: the first does, and one that is deleted for good does no more", async () => {
  const path = await kept(db, "media", { ending: "mp4", type: "video/mp4", ms: 9_000 });
  const { id: film } = await done(bob.rpc("add_media", { input: { name: "片头.mp4", path } }));
  const [one, other] = [await added("封面一"), await added("封面二")];
  const cover = (picture: string, more: object = {}) => act("cover", film, { input: { picture, ...more } });
  assert.deepEqual((await done(cover(one.id))).covers, [one.id]);
  assert.deepEqual((await done(cover(other.id, { first: false }))).covers, [one.id, other.id]);
  assert.deepEqual((await done(cover(other.id))).covers, [other.id, one.id]);
  const inputs = { input: { picture: one.id } };
  assert.equal(await codeOf(act("cover", other.id, inputs)), "wrong_state", "a picture has no cover");
  assert.equal(await codeOf(cover(film)), "input_invalid");
  assert.equal(await codeOf(cover("7")), "input_invalid");
  await done(act("trash", other.id));
  assert.equal(await codeOf(cover(other.id)), "input_invalid", "it is in the bin");
  await done(act("purge", other.id));
  assert.deepEqual((await card(film)).covers, [one.id]);
  const erin = db.as("erin");
  assert.equal(await codeOf(erin.rpc("cover_media", { media: film, ...inputs })), "not_found");
});
