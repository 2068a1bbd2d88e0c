import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { openStage, type Stage } from "./stage.ts";

/** TPL-7, TPL-8: what a reviewer has seen stays what is sent. */
let stage: Stage;
before(async () => {
  stage = await openStage({ volatile: true }, "import-numbers");
});
after(() => stage.close());

async function put(method: "POST" | "PUT", place: string, body: string, upsert = false): Promise<number> {
  const answer = await fetch(`${stage.api}/storage/v1/object/${place}`, {
    method,
    headers: {
      ...(await stage.headers("bob")),
      "content-type": "image/png",
      ...(upsert ? { "x-upsert": "true" } : {}),
    },
    body,
  });
  await answer.arrayBuffer();
  return answer.status;
}
const home = async () =>
  (await stage.world.sql`select id from public.enterprises where name = '云杉商城'`)[0]?.id;

test("a picture of the library is written once: nobody swaps it under an approval, by any door", async () => {
  const place = `media/${await home()}/approved.png`;
  const seen = async () => (await fetch(`${stage.api}/storage/v1/object/public/${place}`)).text();
  assert.equal(await put("POST", place, "green"), 200);
  for (const [method, upsert] of [
    ["PUT", false],
    ["PUT", true],
    ["POST", true],
    ["POST", false],
  ] as const) {
    const status = await put(method, place, "red", upsert);
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
  assert.equal(await put("POST", place.replace("approved", "other"), "red"), 200);
  assert.ok((await move("move", name, name.replace("approved", "away"))) >= 400, "moved away");
  assert.ok((await move("copy", name.replace("approved", "other"), name)) >= 400, "copied over");
  assert.equal(await seen(), "green");
});

test("a part of a number file is sent again after a broken line", async () => {
  const place = `numbers/${await home()}/00000000-0000-4000-8000-000000000000/1.csv`;
  assert.equal(await put("POST", place, "half", true), 200);
  assert.equal(await put("POST", place, "whole", true), 200);
});
