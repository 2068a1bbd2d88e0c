/** Saved views of lists (LST-1): whose they are, who sees them, who may share them. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { buttonsOf, done } from "../fixtures.ts";
import { viewInput } from "../one_of_each.ts";
import { refused } from "../sends/sends_fixtures.ts";
import { type Person, testDatabase } from "../test_database.ts";

const db = await testDatabase();

const keep = async (who: Person, name: string): Promise<string> =>
  (await done(db.as(who).rpc("create_list_view", { input: viewInput(name) }))).id;
const act = (
  who: Person,
  verb: "share" | "unshare" | "set_default" | "clear_default" | "delete",
  list_view: string,
) => db.as(who).rpc(`${verb}_list_view`, { list_view });
const seen = async (who: Person): Promise<string[]> =>
  (await db.as(who).rows("select name from public.list_views order by name")).map((row) => row.name);
const defaults = async (who: Person): Promise<string[]> =>
  (await db.as(who).rows("select name from public.list_views where is_default order by name")).map(
    (row) => row.name,
  );

test("a reader keeps a view of their own, changes and deletes it; nobody else sees it or can touch it", async () => {
  const view = await keep("dan", "待审核");
  assert.deepEqual(await seen("dan"), ["待审核"]);
  for (const who of ["alice", "bob", "mallory"] as const) {
    assert.deepEqual(await seen(who), []);
    const input = { name: "夺走", query: "" };
    await refused(db, () => db.as(who).rpc("update_list_view", { list_view: view, input }), "not_found", 404);
    for (const verb of ["delete", "set_default", "share"] as const)
      await refused(db, () => act(who, verb, view), "not_found", 404);
  }
  const changed = await done(
    db.as("dan").rpc("update_list_view", { list_view: view, input: { name: "我的", query: "sort=name" } }),
  );
  assert.deepEqual([changed.name, changed.query, changed.shared], ["我的", "sort=name", false]);
  await refused(db, () => act("dan", "share", view), "forbidden", 403);
  await done(act("dan", "delete", view));
  assert.deepEqual(await seen("dan"), []);
});

test("a shared view is everyone's to see, in this enterprise, and changed by those who may share", async () => {
  const view = await keep("alice", "大家的");
  await done(act("alice", "share", view));
  assert.deepEqual(await seen("dan"), ["大家的"]);
  assert.deepEqual(await seen("mallory"), []);
  await refused(db, () => act("mallory", "delete", view), "not_found", 404);
  const input = { name: "改名", query: "" };
  await refused(db, () => db.as("dan").rpc("update_list_view", { list_view: view, input }), "forbidden", 403);
  for (const verb of ["unshare", "set_default", "delete"] as const)
    await refused(db, () => act("dan", verb, view), "forbidden", 403);
  assert.ok((await buttonsOf(db.as("dan"), "list_view", view)).every(({ allowed }) => !allowed));
  await done(act("alice", "unshare", view));
  assert.deepEqual(await seen("dan"), []);
  await done(act("alice", "delete", view));
});

test("one view opens first for its owner, and one of the shared ones for everyone else", async () => {
  const [one, two, all] = [await keep("alice", "一"), await keep("alice", "二"), await keep("alice", "三")];
  await done(act("alice", "set_default", one));
  await done(act("alice", "set_default", two));
  assert.deepEqual(await defaults("alice"), ["二"]);
  await refused(db, () => act("alice", "set_default", two), "wrong_state", 409);
  await done(act("alice", "share", all));
  await done(act("alice", "set_default", all));
  assert.deepEqual(await defaults("alice"), ["三", "二"]);
  assert.deepEqual(await defaults("dan"), ["三"]);
  await done(act("alice", "unshare", all));
  assert.deepEqual(await defaults("alice"), ["二"]);
  await done(act("alice", "clear_default", two));
  assert.deepEqual(await defaults("alice"), []);
  for (const view of [one, two, all]) await done(act("alice", "delete", view));
});

test("a name is one of the owner's once, a list is one there is, and a view is not longer than an address", async () => {
  await keep("bob", "同名");
  await keep("carol", "同名");
  const make = (input: Record<string, unknown>) => () =>
    db.as("bob").rpc("create_list_view", { input: { ...viewInput("另一个"), ...input } });
  await refused(db, make({ name: "同名" }), "name_taken", 409);
  await refused(db, make({ name: " " }), "name_required", 422);
  await refused(db, make({ resource: "nothing" }), "input_invalid", 422);
  await refused(db, make({ query: "x".repeat(2001) }), "input_invalid", 422);
  await done(make({ query: "x".repeat(2000) })());
  await done(make({ resource: "send_detail" })());
});

test("thirty views of a list are enough for one person", async () => {
  for (let n = 1; n <= 30; n += 1) await keep("dan", `视图 ${n}`);
  const one = () => db.as("dan").rpc("create_list_view", { input: viewInput("再一个") });
  await refused(db, one, "capacity_reached", 409);
  assert.equal((await seen("dan")).length, 30);
});
