import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import { test } from "node:test";
import { yunshan } from "../fixtures.ts";
import { put } from "./objects.ts";
import { testStage } from "./stage.ts";

/** TPL-7, TPL-8: media that a reviewer has approved cannot be changed afterwards. */
const stage = await testStage({ volatile: true }, "import-numbers");

test("a picture of the library is written once: nobody swaps it under an approval, by any door", async () => {
  const [approved, other] = [randomUUID(), randomUUID()];
  const place = `media/${await yunshan(stage.db)}/${approved}.png`;
  const seen = async () => (await fetch(`${stage.api}/storage/v1/object/public/${place}`)).text();
  assert.equal(await put(stage, place, "green"), 200);
  for (const [method, upsert] of [
    ["PUT", false],
    ["PUT", true],
    ["POST", true],
    ["POST", false],
  ] as const) {
    const status = await put(stage, place, "red", undefined, { method, upsert });
    assert.ok(status >= 400, `${method} with upsert ${upsert} answered ${status}`);
    assert.equal(await seen(), "green");
  }
  const move = async (verb: string, from: string, to: string) => {
    const answer = await fetch(`${stage.api}/storage/v1/object/${verb}`, {
      method: "POST",
      headers: { ...(await stage.headers("bob")), "content-type": "application/json" },
      body: JSON.stringify({ bucketId: "media", sourceKey: from, destinationKey: to }),
    });
    await answer.arrayBuffer();
    return answer.status;
  };
  const name = place.slice("media/".length);
  assert.equal(await put(stage, place.replace(approved, other), "red"), 200);
  assert.ok((await move("move", name, name.replace(approved, randomUUID()))) >= 400, "moved away");
  assert.ok((await move("copy", name.replace(approved, other), name)) >= 400, "copied over");
  assert.equal(await seen(), "green");
});

test("a part of a number file is sent again after a broken line", async () => {
  const place = `numbers/${await yunshan(stage.db)}/00000000-0000-4000-8000-000000000000/1.csv`;
  assert.equal(await put(stage, place, "half", undefined, { upsert: true }), 200);
  assert.equal(await put(stage, place, "whole", undefined, { upsert: true }), 200);
});

test("a bucket takes its kinds and sizes only: pictures of 2 MB, videos of 7 MB, parts of 8 MB", async () => {
  const [mine, file] = [await yunshan(stage.db), "00000000-0000-4000-8000-000000000000"];
  const MB = 1024 * 1024;
  const takes = async (bucket: string, ending: string, type: string, bytes: number) => {
    const place = `${bucket}/${mine}/${bucket === "numbers" ? `${file}/` : ""}${randomUUID()}.${ending}`;
    return (await put(stage, place, new Uint8Array(bytes), type)) === 200;
  };
  assert.equal(await takes("media", "png", "image/png", 2 * MB), true);
  assert.equal(await takes("media", "png", "image/png", 2 * MB + 1), false);
  assert.equal(await takes("media", "mp4", "video/mp4", 7 * MB), true);
  assert.equal(await takes("media", "mp4", "video/mp4", 7 * MB + 1), false);
  assert.equal(await takes("numbers", "csv", "text/csv", 8 * MB), true);
  assert.equal(await takes("numbers", "csv", "text/csv", 8 * MB + 1), false);
  assert.equal(await takes("media", "svg", "image/svg+xml", 10), false, "a picture that can run scripts");
  assert.equal(await takes("media", "html", "image/png", 10), false, "a page that calls itself a picture");
  assert.ok((await put(stage, `media/${mine}/logo.png`, "x")) >= 400, "a name that can be guessed");
  assert.equal(await takes("numbers", "html", "text/html", 10), false);
});

test("a picture is its enterprise's: others neither list nor copy, move, sign or empty it, and see it by its whole address only", async () => {
  const [mine, name] = [await yunshan(stage.db), `${randomUUID()}.png`];
  assert.equal(await put(stage, `media/${mine}/${name}`, "green"), 200);
  const ask = async (who: "bob" | "mallory" | "nobody", path: string, body: object) => {
    const headers = { ...(await stage.headers(who)), "content-type": "application/json" };
    const answer = await fetch(`${stage.api}/storage/v1/${path}`, {
      method: "POST",
      headers,
      body: JSON.stringify(body),
    });
    return { ok: answer.ok, body: await answer.json() };
  };
  const listed = async (who: "bob" | "mallory" | "nobody", prefix: string) =>
    JSON.stringify((await ask(who, "object/list/media", { prefix })).body).includes(name);
  for (const prefix of ["", mine, `${mine}/`]) {
    assert.equal(await listed("bob", prefix), true);
    assert.equal(await listed("mallory", prefix), false, `mallory lists ${prefix}`);
    assert.equal(await listed("nobody", prefix), false, `nobody lists ${prefix}`);
  }
  const [theirs] = await stage.db
    .sql`select id from public.enterprises where name <> '云杉商城' order by created_at limit 1`;
  const [from, to] = [`${mine}/${name}`, `${theirs?.id}/${randomUUID()}.png`];
  for (const who of ["mallory", "nobody"] as const) {
    for (const [path, body] of [
      ["object/copy", { bucketId: "media", sourceKey: from, destinationKey: to }],
      ["object/move", { bucketId: "media", sourceKey: from, destinationKey: to }],
      [`object/sign/media/${from}`, { expiresIn: 60 }],
      [`object/upload/sign/media/${from}`, {}],
      ["bucket/media/empty", {}],
    ] as const)
      assert.equal((await ask(who, path, body)).ok, false, `${who}: ${path}`);
    const many = (await ask(who, "object/sign/media", { expiresIn: 60, paths: [from] })).body;
    assert.equal(many[0]?.signedURL ?? null, null);
  }
  const seen = await fetch(`${stage.api}/storage/v1/object/public/media/${from}`);
  assert.equal(await seen.text(), "green");
});
