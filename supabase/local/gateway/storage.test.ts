import assert from "node:assert/strict";
import { mkdir, mkdtemp, readdir, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { fileAdapter } from "./files.ts";
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

test("an upload that ends late replaces nothing that came meanwhile, whatever it asks for", async () => {
  const alice = await stand.signedIn("alice@demo.test");
  const token = (await alice.auth.getSession()).data.session?.access_token;
  for (const upsert of [false, true]) {
    const path = `${ALICE}/late-${upsert}.txt`;
    const body = new TransformStream<Uint8Array, Uint8Array>();
    const writer = body.writable.getWriter();
    const late = fetch(`${stand.url}/storage/v1/object/drawer/${path}`, {
      method: "POST",
      headers: {
        apikey: stand.key,
        authorization: `Bearer ${token}`,
        "content-type": "text/plain",
        ...(upsert ? { "x-upsert": "true" } : {}),
      },
      body: body.readable,
      duplex: "half",
    } as RequestInit);
    await writer.write(new TextEncoder().encode("exch"));
    const folder = join(stand.home, "storage/drawer", ALICE);
    while (!(await readdir(folder).catch(() => [])).some((name) => name.startsWith(`late-${upsert}`)));
    const kept = await alice.storage
      .from("drawer")
      .upload(path, "what was shown", { contentType: "text/plain" });
    assert.equal(kept.error, null);
    await writer.write(new TextEncoder().encode("anged"));
    await writer.close();
    const answer = await late;
    assert.deepEqual([answer.status, ((await answer.json()) as { error: string }).error], [409, "Duplicate"]);
    assert.equal(await (await alice.storage.from("drawer").download(path)).data?.text(), "what was shown");
    assert.deepEqual(
      (await readdir(folder)).filter((name) => name.startsWith(`late-${upsert}`)),
      [`late-${upsert}.txt`],
      "and leaves nothing",
    );
  }
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

test("a signed address lives a week at most", async () => {
  const alice = await stand.signedIn("alice@demo.test");
  const drawer = alice.storage.from("drawer");
  const path = `${ALICE}/week.txt`;
  await drawer.upload(path, "x", { contentType: "text/plain" });
  const week = 7 * 24 * 3_600;
  assert.equal((await drawer.createSignedUrl(path, week)).error, null);
  for (const life of [week + 1, 300 * 52 * week, 0, -5, 1.5, Number.NaN]) {
    assert.ok((await drawer.createSignedUrl(path, life)).error, `${life} s`);
    assert.ok((await drawer.createSignedUrls([path], life)).error, `${life} s, many`);
  }
});

test("an object is what its kind says: nothing is sniffed, and a page or a drawing with scripts is saved instead of shown", async () => {
  const secret = stand.client(stand.secretKey);
  for (const [name, type, saved] of [
    ["a.html", "text/html", true],
    ["a.svg", "image/svg+xml", true],
    ["page.png", "image/png", false],
  ] as const) {
    await secret.storage.from("wall").upload(name, "<script>alert(1)</script>", { contentType: type });
    const answer = await fetch(secret.storage.from("wall").getPublicUrl(name).data.publicUrl);
    assert.equal(answer.headers.get("x-content-type-options"), "nosniff");
    assert.match(answer.headers.get("content-security-policy") ?? "", /sandbox/);
    assert.equal((answer.headers.get("content-disposition") ?? "").startsWith("attachment"), saved, name);
    await answer.text();
  }
});

test("an upload that does not say its size ends at the limit of its bucket, and leaves nothing", async () => {
  await stand.sql`update storage.buckets set file_size_limit = 1000 where id = 'wall'`;
  const piece = new Uint8Array(400);
  const body = new ReadableStream({
    start(stream) {
      for (let sent = 0; sent < 5; sent += 1) stream.enqueue(piece);
      stream.close();
    },
  });
  const headers = { apikey: stand.secretKey, "content-type": "text/plain" };
  const url = `${stand.url}/storage/v1/object/wall/large.txt`;
  const answer = await fetch(url, { method: "POST", headers, body, duplex: "half" } as RequestInit);
  assert.deepEqual([answer.status, (await answer.json()).error], [413, "payload_too_large"]);
  assert.equal(
    (await readdir(join(stand.home, "storage/wall"))).some((name) => name.startsWith("large")),
    false,
  );
  await stand.sql`update storage.buckets set file_size_limit = null where id = 'wall'`;
});

test("an object that is asked for and not read, or not to its end, leaves no file open", async () => {
  const root = await mkdtemp(join(tmpdir(), "tidings-objects-"));
  await mkdir(join(root, "drawer"));
  await writeFile(join(root, "drawer/one.bin"), Buffer.alloc(300_000, "a"));
  const files = fileAdapter(
    root,
    () => undefined,
    () => false,
    async () => undefined,
  );
  const open = async () => (await readdir("/dev/fd")).length;
  const before = await open();
  const bodies = [];
  for (let each = 0; each < 8; each++) bodies.push((await files.getObject("drawer", "one.bin")).body);
  assert.equal(await open(), before);
  const reader = bodies[0]?.getReader();
  assert.ok(((await reader?.read())?.value?.length ?? 0) > 0);
  await reader?.cancel();
  assert.equal(await open(), before);
  assert.equal((await new Response(bodies[1]).bytes()).length, 300_000);
  await rm(root, { recursive: true });
});
