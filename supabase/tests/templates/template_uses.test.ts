import assert from "node:assert/strict";
import { test } from "node:test";
import { booksAgree, cardOf, done, draftSend, idOf, refusal } from "../fixtures.ts";
import { testDatabase } from "../test_database.ts";
import { draftTemplate } from "./checks.ts";

/** TPL-1: what a card says beside its content, and where feedback goes. */
const db = await testDatabase({ last: booksAgree });

test("a card says who wrote it and when, how often it was chosen, and which links it serves", async () => {
  const live = await idOf(db, "templates", "签收提醒");
  const before = await cardOf(db, "template_cards", live);
  assert.ok(before.author);
  assert.equal(before.resolve_kind, before.parameters.length > 0 ? "personal" : "group");
  const send = await draftSend(db, { template: "签收提醒" });
  const after = await cardOf(db, "template_cards", live);
  assert.equal(after.used, before.used + 1);
  const [row] = await db.sql`select template_id, created_at from public.sends where id = ${send}`;
  assert.equal(row?.template_id, live);
  // The answer has whole seconds.
  assert.ok(Math.abs(Date.parse(after.last_used_at) - row?.created_at.getTime()) < 1_000);
  const unused = await cardOf(db, "template_cards", await draftTemplate(db, { name: "未用" }));
  assert.deepEqual([unused.used, unused.last_used_at, unused.author], [0, null, "Bob"]);
  assert.ok(Math.abs(Date.parse(unused.changed_at) - Date.now()) < 60_000);
});

test("whoever runs the deployment says where feedback goes; everybody reads it, and without an address there is none", async () => {
  const set = (feedback: unknown, person: "olga" | "alice" = "olga") =>
    db.as(person).rpc("set_feedback", { input: { feedback } });
  const seen = async () => (await done(db.as("dan").rpc("whoami"))).feedback;
  assert.equal(await seen(), null);
  assert.equal(await refusal(set("https://help.example.com/", "alice")), "platform_admin_only");
  for (const wrong of [
    "javascript:alert(1)",
    "https://",
    "a b",
    "help.example.com",
    "mailto:x",
    "https://a@b/",
    1,
  ])
    assert.equal(await refusal(set(wrong)), "input_invalid", String(wrong));
  await done(set("https://help.example.com/templates?from=tidings"));
  assert.equal(await seen(), "https://help.example.com/templates?from=tidings");
  await done(set(" help@example.com "));
  assert.equal(await seen(), "mailto:help@example.com");
  await done(set(" "));
  assert.equal(await seen(), null);
});
