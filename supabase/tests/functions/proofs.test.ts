import assert from "node:assert/strict";
import { test } from "node:test";
import { yunshan } from "../fixtures.ts";
import { put } from "./objects.ts";
import { testStage } from "./stage.ts";

/** DOM-1, JMP-1: a proof has an allowed type and size, and only members of its enterprise can read it. */
const stage = await testStage({ volatile: true }, "import-numbers");

const takes = async (bucket: string, name: string, type: string, bytes: number) =>
  (await put(stage, `${bucket}/${await yunshan(stage.db)}/${name}`, new Uint8Array(bytes), type)) === 200;
async function reads(person: "dan" | "mallory", place: string): Promise<boolean> {
  const headers = await stage.headers(person);
  const answer = await fetch(`${stage.api}/storage/v1/object/${place}`, { headers });
  await answer.arrayBuffer();
  return answer.ok;
}

test("the buckets of proofs take a pdf or a rar of at most 2 MB, and nothing else", async () => {
  const most = 2 * 1024 * 1024;
  for (const [bucket, ending, type] of [
    ["domain-proofs", "pdf", "application/pdf"],
    ["consent-proofs", "pdf", "application/pdf"],
    ["jump-proofs", "rar", "application/vnd.rar"],
  ] as const) {
    assert.equal(await takes(bucket, `fits.${ending}`, type, most), true, bucket);
    assert.equal(await takes(bucket, `large.${ending}`, type, most + 1), false, `${bucket}: too large`);
    assert.equal(await takes(bucket, `page.${ending}`, "text/html", 10), false, `${bucket}: another type`);
    assert.equal(await takes(bucket, `fits.${ending}`, type, 5), false, `${bucket}: written once`);
  }
});

test("dan, who may only read, opens a proof of his enterprise; mallory does not", async () => {
  for (const place of ["domain-proofs", "jump-proofs", "consent-proofs"]) {
    const path = `${place}/${await yunshan(stage.db)}/fits.${place === "jump-proofs" ? "rar" : "pdf"}`;
    assert.equal(await reads("dan", path), true, place);
    assert.equal(await reads("mallory", path), false, place);
  }
});
