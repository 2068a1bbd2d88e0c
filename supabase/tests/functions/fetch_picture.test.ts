/** fetch-picture: a picture of a web page goes into the library of a person who may add to it, and nothing of ours is asked (BAS-2). */
import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import { test } from "node:test";
import { yunshan } from "../fixtures.ts";
import { type Stage, testStage } from "./stage.ts";

const stage = await testStage({ volatile: true }, "fetch-picture");
const enterprise = await yunshan(stage.db);

const ask = (body: unknown, who: Parameters<Stage["call"]>[1] = "bob") =>
  stage.call("fetch-picture", who, body);

test("who may add to the library has a picture fetched, and nobody else has anything visited", async () => {
  const url = `${stage.carrier}/v1/health`;
  const { status, body } = await ask({ url, enterprise });
  assert.deepEqual([status, body.code], [409, "picture_not_fetched"]);
  assert.match(JSON.stringify(body.details), /private/, "our own machines are not asked");
  assert.equal((await ask({ url, enterprise }, "nobody")).status, 401);
  for (const who of ["dan", "mallory"] as const)
    assert.deepEqual([(await ask({ url, enterprise }, who)).body.code], ["forbidden"], who);
  assert.equal((await ask({ url, enterprise: randomUUID() })).body.code, "forbidden");
  for (const wrong of [
    { url: "", enterprise },
    { url: `https://example.com/${"a".repeat(1_024)}`, enterprise },
    { url, enterprise: "7" },
    { url, enterprise, more: 1 },
  ])
    assert.equal((await ask(wrong)).body.code, "input_invalid");
});

test("a name that nobody has is said, and no error of ours", async () => {
  const { status, body } = await ask({ url: "https://nowhere.tidings-of-nobody.com/a.png", enterprise });
  assert.deepEqual([status, body.code], [409, "picture_not_fetched"]);
});

test("a person is slowed down before anything goes out", async () => {
  await stage.db.sql`update private.limits set most = 1 where name = 'person_link_checks'`;
  const answers = [
    await ask({ url: "http://10.0.0.1/a.png", enterprise }, "alice"),
    await ask({ url: "http://10.0.0.1/a.png", enterprise }, "alice"),
  ];
  assert.deepEqual(
    answers.map(({ body }) => body.code),
    ["picture_not_fetched", "too_many_requests"],
  );
});
