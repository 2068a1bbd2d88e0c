import assert from "node:assert/strict";
import { test } from "node:test";
import { cardOf, done } from "../fixtures.ts";
import { refused } from "../sends/sends_fixtures.ts";
import { testDatabase } from "../test_database.ts";
import { storyboard } from "./storyboards.ts";

/** TPL-1, BAS-1: public templates of the basic edition, and what is copied of them. */
const db = await testDatabase();
const olga = db.as("olga");
const input = { name: "会员日动态", industry: "电商", kind: "basic", content: storyboard() };

test("a platform admin offers a storyboard, which has neither layout nor vendors", async () => {
  const row = await done(olga.rpc("create_public_template", { input }));
  assert.deepEqual([row.kind, row.layout, row.category, row.vendors], ["basic", null, "basic", []]);
  for (const more of [{ layout: "notice" }, { vendors: ["huawei"] }])
    await refused(
      db,
      () => olga.rpc("create_public_template", { input: { ...input, name: "另一个", ...more } }),
      "input_invalid",
      422,
    );
  await refused(
    db,
    () =>
      olga.rpc("create_public_template", {
        input: { ...input, name: "另一个", content: { slots: { title: "x" } } },
      }),
    "content_invalid",
    422,
  );
  await refused(
    db,
    () => olga.rpc("create_public_template", { input: { ...input, kind: "aim" } }),
    "layout_unknown",
    422,
  );
});

test("a copy is a draft of the enterprise, for whoever may make templates of the basic edition", async () => {
  const { id } = await done(olga.rpc("create_public_template", { input: { ...input, name: "可复制" } }));
  const copy = await done(db.as("bob").rpc("copy_public_template", { public_template: id }));
  const row = await cardOf(db, "basic_template_cards", copy.id, "bob");
  assert.deepEqual(
    [row.name, row.shown_state, row.signature, row.content],
    ["可复制", "draft", null, storyboard()],
  );
  const line = await db
    .as("dan")
    .rows("select resource, verb from public.audit_log where resource_id = $1", [copy.id]);
  assert.deepEqual(line, [{ resource: "basic_template", verb: "create" }]);
  const [needs] = (
    await done(db.as("bob").rpc("allowed_transitions", { resource: "public_template", ids: [id] }))
  )[id];
  assert.deepEqual(
    [needs.verb, needs.needs, needs.allowed],
    ["copy", "KooMessageBasic:template:create", true],
  );
  await refused(
    db,
    () => db.as("dan").rpc("copy_public_template", { public_template: id }),
    "forbidden",
    403,
  );
});
