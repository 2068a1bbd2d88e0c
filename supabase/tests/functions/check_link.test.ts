/** check-link: how a link answers a phone, for whoever writes templates (TPL-4). */
import assert from "node:assert/strict";
import { test } from "node:test";
import { type Stage, testStage } from "./stage.ts";

const stage = await testStage({ volatile: true }, "check-link");

const ask = (body: unknown, who: Parameters<Stage["call"]>[1] = "bob") => stage.call("check-link", who, body);

test("who writes templates has a link checked, and nobody else has anything visited", async () => {
  const address = `${stage.carrier}/v1/health`;
  const { status, body } = await ask({ address });
  assert.deepEqual(
    [status, body.trouble, body.status],
    [200, "private", null],
    "our own machines are not asked",
  );
  assert.equal((await ask({ address }, "nobody")).status, 401);
  const eye = await ask({ address }, "dan");
  assert.deepEqual([eye.status, eye.body.code], [403, "forbidden"]);
  assert.equal((await ask({ address: "" })).body.code, "input_invalid");
  assert.equal((await ask({ address, more: 1 })).body.code, "input_invalid");
});

test("a name that nobody has is said, and no error of ours", async () => {
  const { status, body } = await ask({ address: "https://nowhere.tidings-of-nobody.com/x" });
  assert.deepEqual([status, body.trouble, body.certificate], [200, "no_name", null]);
});

test("a person is slowed down before anything goes out", async () => {
  await stage.db.sql`update private.limits set most = 1 where name = 'person_link_checks'`;
  const address = "http://10.0.0.1/";
  const answers = [await ask({ address }, "alice"), await ask({ address }, "alice")];
  assert.deepEqual(
    answers.map(({ status, body }) => [status, body.trouble ?? body.code]),
    [
      [200, "private"],
      [429, "too_many_requests"],
    ],
  );
});
