import assert from "node:assert/strict";
import { test } from "node:test";
import { badStoryboards, goodStoryboard } from "../../../shared/src/basic/vectors.ts";
import { channelBy, draftBasic, keepVectorMedia } from "../basic/storyboards.ts";
import { cardOf, done, yunshan } from "../fixtures.ts";
import { type Json, testStage } from "./stage.ts";

/** BAS-3: what the check says of storyboards, and that nothing is submitted in which it found an error. */
const stage = await testStage({ volatile: true }, "check-template");
const { db } = stage;
const home = await yunshan(db);
await keepVectorMedia(db, home);
const koomessage = await channelBy(db, "koomessage");

const check = async (template: string, who: "bob" | "mallory" = "bob") =>
  stage.call("check-template", who, { template });
const submit = (id: string) => db.as("bob").rpc("submit_basic_template", { basic_template: id });

test("a good storyboard has no finding, is weighed, and is submitted", async () => {
  const id = await draftBasic(db, { content: goodStoryboard(home), channel_id: koomessage });
  const { status, body } = await check(id);
  assert.deepEqual([status, body.findings], [200, []]);
  const { weight } = await cardOf(db, "basic_template_cards", id, "bob");
  assert.equal(weight, body.weight);
  assert.ok(weight > 1_000_000 && weight < 1_100_000, String(weight));
  await done(submit(id));
  assert.equal((await check(id, "mallory")).status, 404);
});

for (const { name, content, code, path, adapter } of badStoryboards(home))
  test(`refused, with the card that is meant: ${name}`, async () => {
    const id = await draftBasic(db, {
      content,
      ...(adapter === "koomessage" ? { channel_id: koomessage } : {}),
    });
    const { body } = await check(id);
    const errors = body.findings.filter((one: Json) => one.level === "error");
    assert.deepEqual(
      errors.map((one: Json) => [one.path, one.code]),
      [[path, code]],
    );
    const { error } = await submit(id);
    const { findings } = JSON.parse(error?.details ?? "{}");
    assert.deepEqual(
      [error?.code, findings],
      [
        "content_has_errors",
        errors.map(({ words, ...one }: Json) => ({ path: one.path, code: one.code, ...words })),
      ],
    );
  });

test("a banned word is named at its frame, and one that is banned after the check is refused too", async () => {
  const content = goodStoryboard(home);
  content.slots.frames[1] = { type: "text", text: "云杉暗号" };
  const id = await draftBasic(db, { content });
  await check(id);
  await done(db.as("olga").rpc("create_banned_word", { input: { word: "云杉暗号", why: "平台禁用" } }));
  assert.equal((await submit(id)).error?.code, "word_banned");
  const { body } = await check(id);
  assert.deepEqual(
    body.findings.map((one: Json) => [one.path, one.code]),
    [["slots.frames.1.text", "word_banned"]],
  );
  assert.equal((await submit(id)).error?.code, "content_has_errors");
});

test("what is in no library of the enterprise any more is not submitted", async () => {
  const id = await draftBasic(db, { content: goodStoryboard(home) });
  await db.sql`delete from public.media`;
  await check(id);
  assert.equal((await submit(id)).error?.code, "media_missing");
});
