/** measure-image: what the law believes of a picture is what stands in its bytes where they are stored (SA-1). */
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { test } from "node:test";
import { profileInput } from "../accounts/account_fixtures.ts";
import { done, yunshan } from "../fixtures.ts";
import { put } from "./objects.ts";
import { testStage } from "./stage.ts";

const PICTURES = join(import.meta.dirname, "../../demo/pictures");
const stage = await testStage({ volatile: true }, "measure-image");

/** Bob stores an object as the panel does. Answers its path. */
async function stored(content: Uint8Array<ArrayBuffer> | string): Promise<string> {
  const path = `${await yunshan(stage.db)}/${crypto.randomUUID()}.png`;
  assert.equal(await put(stage, `account-pictures/${path}`, content), 200);
  return path;
}

test("a picture is measured for whoever may edit accounts, and an account is made with it", async () => {
  const path = await stored(new Uint8Array(await readFile(join(PICTURES, "logo.png"))));
  const answers = await Promise.all(
    (["nobody", "mallory", "dan"] as const).map((who) => stage.call("measure-image", who, { path })),
  );
  assert.deepEqual(
    answers.map(({ status, body }) => [status, body.code]),
    [
      [401, "not_signed_in"],
      [404, "not_found"],
      [404, "not_found"],
    ],
  );
  const good = await profileInput(stage.db, "云杉测量");
  const input = { profile: { ...good, logo: { path, name: "logo.png" } } };
  const early = await stage.db.as("bob").rpc("create_service_account", { input });
  assert.equal(early.error?.code, "picture_unmeasured");
  const { status, body } = await stage.call("measure-image", "bob", { path });
  assert.deepEqual(
    [status, body.type, body.bytes, body.width, body.height],
    [200, "image/png", (await readFile(join(PICTURES, "logo.png"))).length, 256, 256],
  );
  await done(stage.db.as("bob").rpc("create_service_account", { input }));
  // Written once: what was measured is what stays.
  const again = await fetch(`${stage.api}/storage/v1/object/account-pictures/${path}`, {
    method: "PUT",
    headers: { ...(await stage.headers("bob")), "content-type": "image/png" },
    body: "other bytes",
  });
  assert.notEqual(again.status, 200);
});

test("what calls itself a png and is none is not measured, nor what is not there", async () => {
  const path = await stored("<svg xmlns='http://www.w3.org/2000/svg' width='400' height='400'/>");
  const svg = await stage.call("measure-image", "bob", { path });
  assert.deepEqual([svg.status, svg.body.code], [422, "picture_unmeasured"]);
  const none = await stage.call("measure-image", "bob", { path: path.replace(/[^/]+$/, "none.png") });
  assert.deepEqual([none.status, none.body.code], [404, "not_found"]);
  const bad = await stage.call("measure-image", "bob", {});
  assert.deepEqual([bad.status, bad.body.code], [400, "input_invalid"]);
});
