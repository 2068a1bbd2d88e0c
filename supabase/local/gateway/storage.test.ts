import assert from "node:assert/strict";
import { readdir, stat } from "node:fs/promises";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { ALICE, openStand, type Stand } from "./stand.ts";

let stand: Stand;
before(async () => {
  stand = await openStand();
});
after(() => stand.close());

test("alice keeps a file in her own folder; bob can neither write there nor read it", async () => {
  const [alice, bob] = await Promise.all([
    stand.signedIn("alice@demo.test"),
    stand.signedIn("bob@demo.test"),
  ]);
  const path = `${ALICE}/one.csv`;
  const kept = await alice.storage
    .from("drawer")
    .upload(path, new Blob(["phone\n138"], { type: "text/csv" }));
  assert.equal(kept.error, null);
  const read = await alice.storage.from("drawer").download(path);
  assert.equal(await read.data?.text(), "phone\n138");
  assert.equal(read.data?.type, "text/csv");
  assert.ok((await bob.storage.from("drawer").download(path)).error);
  assert.ok((await bob.storage.from("drawer").upload(`${ALICE}/two.csv`, "x")).error);
  assert.ok((await stand.client().storage.from("drawer").upload(`${ALICE}/two.csv`, "x")).error);
  assert.deepEqual((await bob.storage.from("drawer").remove([path])).data, []);
  assert.equal((await alice.storage.from("drawer").download(path)).error, null);
  assert.ok(
    (await readdir(join(stand.home, "storage/drawer", ALICE))).includes("one.csv"),
    "it lies in TIDINGS_HOME",
  );
  const modes = await Promise.all(
    ["storage", `storage/drawer/${ALICE}`, `storage/drawer/${path}`].map(async (place) =>
      ((await stat(join(stand.home, place))).mode & 0o777).toString(8),
    ),
  );
  assert.deepEqual(modes, ["700", "700", "600"], "for nobody else on the machine");
});

test("a file is not overwritten unless that is asked for", async () => {
  const alice = await stand.signedIn("alice@demo.test");
  const path = `${ALICE}/again.txt`;
  await alice.storage.from("drawer").upload(path, "first", { contentType: "text/plain" });
  assert.ok((await alice.storage.from("drawer").upload(path, "second")).error);
  assert.equal((await alice.storage.from("drawer").upload(path, "third", { upsert: true })).error, null);
  assert.equal(await (await alice.storage.from("drawer").download(path)).data?.text(), "third");
});

test("a signed address opens one file to anyone, and a signed upload writes one", async () => {
  const alice = await stand.signedIn("alice@demo.test");
  const path = `${ALICE}/signed.txt`;
  const drawer = alice.storage.from("drawer");
  const ticket = await drawer.createSignedUploadUrl(path);
  assert.equal(ticket.error, null);
  const form = new Blob(["by ticket"], { type: "text/plain" });
  const put = await stand
    .client()
    .storage.from("drawer")
    .uploadToSignedUrl(path, ticket.data?.token ?? "", form);
  assert.equal(put.error, null);
  const one = await drawer.createSignedUrl(path, 60);
  const many = await drawer.createSignedUrls([path, `${ALICE}/missing.txt`], 60);
  assert.ok(many.data?.[1]?.error);
  for (const address of [one.data?.signedUrl, many.data?.[0]?.signedUrl]) {
    assert.equal(await (await fetch(address ?? "")).text(), "by ticket");
  }
});

test("a file is saved under the name that is asked for", async () => {
  const secret = stand.client(stand.secretKey);
  await secret.storage.from("wall").upload("a/report.csv", "x");
  const { publicUrl } = secret.storage
    .from("wall")
    .getPublicUrl("a/report.csv", { download: "报表.csv" }).data;
  const saved = await fetch(publicUrl);
  const name = encodeURIComponent("报表.csv");
  assert.equal(saved.headers.get("content-disposition"), `attachment; filename*=UTF-8''${name}`);
});

test("a part of a file is answered as a part", async () => {
  const secret = stand.client(stand.secretKey);
  await secret.storage.from("wall").upload("a/long.txt", "0123456789", { contentType: "text/plain" });
  const { publicUrl } = secret.storage.from("wall").getPublicUrl("a/long.txt").data;
  const part = await fetch(publicUrl, { headers: { range: "bytes=2-4" } });
  assert.deepEqual(
    [part.status, part.headers.get("content-range"), await part.text()],
    [206, "bytes 2-4/10", "234"],
  );
  assert.equal(await (await fetch(publicUrl)).text(), "0123456789");
});
