/** keep-file: what the law believes of a file is what stands in its bytes, and rows name objects that nobody writes again (TPL-8, SA-1, DOM-1). */
import assert from "node:assert/strict";
import { createHash, randomUUID } from "node:crypto";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { test } from "node:test";
import { KEPT, type KeptKind } from "../../../shared/src/files/kinds.ts";
import { filmOf, gifOf, mp3Of, pngOf, wavOf } from "../../../shared/src/ground/files/samples.ts";
import { WELCOME_SAMPLE } from "../../../shared/src/templates/samples.ts";
import { profileInput } from "../accounts/account_fixtures.ts";
import { buttonOf, done, yunshan } from "../fixtures.ts";
import { draftTemplate } from "../templates/checks.ts";
import { PEOPLE } from "../test_database.ts";
import { put } from "./objects.ts";
import { type Caller, testStage } from "./stage.ts";

const PICTURES = join(import.meta.dirname, "../../demo/pictures");
const MB = 1024 * 1024;
const stage = await testStage({ volatile: true }, "keep-file", "check-template");
const home = await yunshan(stage.db);

type Content = Uint8Array<ArrayBuffer> | string;
const encoded = (content: Content) =>
  typeof content === "string" ? new TextEncoder().encode(content) : content;
const hashOf = (content: Content) => createHash("sha256").update(content).digest("hex");

/** Bob sends a file in. Answers its path. */
async function sentIn(content: Content, ending = "png", type = "image/png"): Promise<string> {
  const path = `${home}/${randomUUID()}.${ending}`;
  assert.equal(await put(stage, `incoming/${path}`, encoded(content), type), 200);
  return path;
}
const keep = (kind: KeptKind, path: string, who: Caller = "bob") =>
  stage.call("keep-file", who, { kind, path });
async function keptFile(kind: KeptKind, content: Content, ending?: string) {
  const { status, body } = await keep(kind, await sentIn(content, ending));
  assert.equal(status, 200, JSON.stringify(body));
  return body;
}
const storage = async (who: Caller, method: string, path: string, body?: unknown) => {
  const answer = await fetch(`${stage.api}/storage/v1/${path}`, {
    method,
    headers: { ...(await stage.headers(who)), "content-type": "application/json" },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  return { ok: answer.ok, status: answer.status, text: await answer.text() };
};
const incoming = async () =>
  (await stage.db.sql`select name from storage.objects where bucket_id = 'incoming'`).map(({ name }) => name);

test("a picture is kept for whoever may edit accounts, and an account is made with it", async () => {
  const logo = new Uint8Array(await readFile(join(PICTURES, "logo.png")));
  const path = await sentIn(logo);
  const answers = await Promise.all(
    (["nobody", "mallory", "dan"] as const).map((who) => keep("picture", path, who)),
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
  const input = (place: string) => ({ profile: { ...good, logo: { path: place, name: "logo.png" } } });
  const early = await stage.db.as("bob").rpc("create_service_account", { input: input(path) });
  assert.equal(early.error?.code, "file_invalid");
  const { status, body } = await keep("picture", path);
  assert.deepEqual(
    [status, body],
    [
      200,
      {
        path: `${home}/${hashOf(logo)}.png`,
        ...{ type: "image/png", bytes: logo.length, width: 256, height: 256, duration_ms: null },
      },
    ],
  );
  assert.deepEqual(await incoming(), [], "what is kept is not incoming any more");
  await done(stage.db.as("bob").rpc("create_service_account", { input: input(body.path) }));
  // Kept for accounts, it is no picture of the library, and no proof of a number.
  const medium = await stage.db.as("bob").rpc("add_media", { input: { name: "x", path: body.path } });
  assert.equal(medium.error?.code, "file_invalid");
});

test("a file is what its bytes are, whatever its name, its type and its sender say", async () => {
  const page = "<!doctype html><script>alert(1)</script>";
  const cases: [KeptKind, Content, string | null, (number | null)[]][] = [
    ["media", page, null, []],
    ["media", "<svg xmlns='http://www.w3.org/2000/svg' width='400' height='400'/>", null, []],
    ["picture", page, null, []],
    ["licence", page, null, []],
    ["pdf", page, null, []],
    ["pdf", pngOf(8, 8), null, []],
    ["media", "%PDF-1.7\n", null, []],
    ["media", encoded("\x89PNG\r\n"), null, []],
    ["media", new Uint8Array(), null, []],
    ["media", gifOf(30, 20), "image/gif", [30, 20, null]],
    ["picture", gifOf(30, 20), null, []],
    ["media", pngOf(1280, 720), "image/png", [1280, 720, null]],
    ["media", filmOf("isom", 720, 1280, 12_500), "video/mp4", [720, 1280, 12_500]],
    ["media", filmOf("3gp5", 176, 144, 900), "video/3gpp", [176, 144, 900]],
    ["media", filmOf("isom", 0, 0, 900), null, []],
    ["media", wavOf(1.5), "audio/wav", [null, null, 1_500]],
    ["media", mp3Of(40, 90), "audio/mpeg", [null, null, 1_045]],
    ["media", mp3Of(1), null, []],
    ["picture", wavOf(1.5), null, []],
    ["pdf", "%PDF-1.7\n", "application/pdf", [null, null, null]],
    ["consent", "%PDF-1.7\n", "application/pdf", [null, null, null]],
    ["filing", "%PDF-1.7\n", "application/pdf", [null, null, null]],
    ["rar", "Rar!\x1a\x07\x01\x00", "application/vnd.rar", [null, null, null]],
    ["archive", "Rar!\x1a\x07\x01\x00", "application/vnd.rar", [null, null, null]],
    ["archive", "PK\x03\x04\x14\x00", "application/zip", [null, null, null]],
    ["archive", page, null, []],
    ["signature", "PK\x03\x04\x14\x00", null, []],
    ["port", pngOf(8, 8), "image/png", [8, 8, null]],
  ];
  for (const [kind, content, type, sizes] of cases) {
    const { status, body } = await keep(kind, await sentIn(content));
    const called = `${kind} of ${String(content).slice(0, 20)}`;
    if (type === null) {
      assert.deepEqual([status, body.code], [422, "file_invalid"], called);
      continue;
    }
    const { path, ...rest } = body;
    const [width, height, duration_ms] = sizes;
    assert.deepEqual(rest, { type, bytes: encoded(content).length, width, height, duration_ms }, called);
    const { bucket, formats } = KEPT[kind];
    assert.equal(
      path,
      `${home}/${hashOf(content)}.${formats.find((format) => format.type === type)?.ending}`,
    );
    // It is served as what it is.
    const [found] = await stage.db
      .sql`select metadata ->> 'mimetype' as type from storage.objects where bucket_id = ${bucket} and name = ${path}`;
    assert.equal(found?.type, type, called);
  }
  assert.deepEqual(await incoming(), [], "what is not taken is gone too");
});

test("a kind has its limit, and the library one for pictures and one for videos", async () => {
  const padded = (content: Uint8Array, bytes: number) => {
    const whole = new Uint8Array(bytes);
    whole.set(content);
    return whole;
  };
  for (const [kind, content, most] of [
    ["media", pngOf(8, 8), 2 * MB],
    ["pdf", encoded("%PDF-1.7"), 2 * MB],
    ["picture", pngOf(8, 8), 4 * MB],
  ] as const) {
    const fits = await keep(kind, await sentIn(padded(content, most)));
    assert.deepEqual([fits.status, fits.body.bytes], [200, most], kind);
    const { status, body } = await keep(kind, await sentIn(padded(content, most + 1)));
    assert.deepEqual([status, body.code], [422, "file_invalid"], kind);
  }
  const film = filmOf("isom", 720, 1280, 1_000, 7 * MB);
  assert.equal((await keep("media", await sentIn(film, "mp4"))).body.bytes, 7 * MB);
  const large = new Uint8Array(7 * MB + 1);
  assert.ok(
    (await put(stage, `incoming/${home}/${randomUUID()}.mp4`, large)) >= 400,
    "nothing larger comes in",
  );
});

test("the same bytes are one object, kept by two at once or again, and one medium of the library", async () => {
  const paths = await Promise.all(Array.from({ length: 4 }, () => sentIn(pngOf(33, 44))));
  const kept = await Promise.all(paths.map((path) => keep("media", path)));
  assert.deepEqual(
    kept.map(({ status, body }) => [status, body.path]),
    kept.map(() => [200, `${home}/${hashOf(pngOf(33, 44))}.png`]),
  );
  const [first, again] = [await keptFile("media", pngOf(33, 44)), await keptFile("media", pngOf(33, 44))];
  assert.equal(first.path, again.path);
  const add = () => done(stage.db.as("bob").rpc("add_media", { input: { name: "图", path: first.path } }));
  assert.equal((await add()).id, (await add()).id);
});

test("a picture that is deleted for good is removed by the clock, unless the same bytes come again", async () => {
  const { sql, as } = stage.db;
  const bob = as("bob");
  const served = async (path: string) =>
    (await fetch(`${stage.api}/storage/v1/object/public/media/${path}`)).status === 200;
  const purged = async (content: Content) => {
    const { path } = await keptFile("media", content);
    const { id } = await done(bob.rpc("add_media", { input: { name: "旧", path } }));
    await done(bob.rpc("trash_media", { media: id }));
    await done(bob.rpc("purge_media", { media: id }));
    return path;
  };
  const tidy = async () => {
    await sql`update private.doomed_objects set at = at - interval '6 minutes'`;
    while ((await stage.call("keep-file", "bot")).body.more);
  };
  const [gone, back] = [await purged(pngOf(61, 62)), await purged(pngOf(63, 64))];
  while ((await stage.call("keep-file", "bot")).body.more);
  assert.equal(await served(gone), true, "it waits for those who are sending the same bytes");
  assert.equal((await keptFile("media", pngOf(63, 64))).path, back);
  await tidy();
  assert.deepEqual([await served(gone), await served(back)], [false, true]);
  await done(as("bot").rpc("clock_sweep"));
  await tidy();
  const { path } = await keptFile("media", pngOf(61, 62));
  assert.deepEqual([path, await served(path)], [gone, true], "sent in anew, it is there again");
  await done(bob.rpc("add_media", { input: { name: "新", path } }));
});

test("what it is asked in the wrong way is refused in words, and no path leads out of the incoming files", async () => {
  const secret = `${home}/${randomUUID()}.png`;
  await put(stage, `incoming/${secret}`, pngOf(5, 5));
  for (const path of [
    "../../x",
    `${home}/../${secret}`,
    `${home}/../../media/${secret}`,
    `${home}/..%2f${secret}`,
    `${home}/logo.png`,
    "",
  ]) {
    const { status, body } = await keep("media", path);
    assert.deepEqual([status, body.code], [400, "input_invalid"], path);
  }
  assert.equal((await stage.call("keep-file", "bob", { kind: "sofa", path: secret })).status, 400);
  assert.equal((await stage.call("keep-file", "bob")).body.code, "bot_only");
  assert.equal((await stage.call("keep-file", "nobody")).status, 401);
  const none = await keep("media", `${home}/${randomUUID()}.png`);
  assert.deepEqual([none.status, none.body.code], [404, "not_found"]);
});

test("a kept file is opened by its enterprise alone, a picture of the library by whoever has its address", async () => {
  const reads = async (who: Caller, place: string) => (await storage(who, "GET", `object/${place}`)).ok;
  for (const kind of ["pdf", "consent", "filing"] as const) {
    const { path } = await keptFile(kind, `%PDF-1.7 ${kind}`);
    const place = `${KEPT[kind].bucket}/${path}`;
    assert.deepEqual(
      await Promise.all((["dan", "mallory", "nobody"] as const).map((who) => reads(who, place))),
      [true, false, false],
      kind,
    );
    assert.equal((await storage("nobody", "GET", `object/public/${place}`)).ok, false);
  }
  const { path } = await keptFile("media", pngOf(90, 90));
  const sees = await fetch(`${stage.api}/storage/v1/object/public/media/${path}`);
  assert.deepEqual(
    [sees.headers.get("content-type"), new Uint8Array(await sees.arrayBuffer())],
    ["image/png", pngOf(90, 90)],
  );
  const [theirs] = await stage.db.sql`select id from public.enterprises where id <> ${home} limit 1`;
  const to = `${theirs?.id}/${randomUUID()}.png`;
  for (const who of ["mallory", "nobody"] as const) {
    for (const prefix of ["", home, `${home}/`]) {
      const listed = await storage(who, "POST", "object/list/media", { prefix });
      assert.equal(listed.text.includes(path.split("/")[1]), false, `${who} lists ${prefix}`);
    }
    for (const [ask, body] of [
      [
        "object/copy",
        { bucketId: "media", sourceKey: path, destinationBucket: "incoming", destinationKey: to },
      ],
      ["object/move", { bucketId: "media", sourceKey: path, destinationKey: to }],
      [`object/sign/media/${path}`, { expiresIn: 60 }],
      ["bucket/media/empty", {}],
    ] as const)
      assert.equal((await storage(who, "POST", ask, body)).ok, false, `${who}: ${ask}`);
    const many = await storage(who, "POST", "object/sign/media", { expiresIn: 60, paths: [path] });
    assert.equal(JSON.parse(many.text)[0]?.signedURL ?? null, null);
  }
});

test("nobody writes into a bucket of kept files by any door, and nothing but an upload goes into incoming", async () => {
  for (const kind of Object.keys(KEPT) as KeptKind[]) {
    const { bucket, formats } = KEPT[kind];
    const content =
      formats[0]?.type === "application/pdf"
        ? `%PDF-1.7 ${kind}`
        : formats[0]?.type.endsWith("rar")
          ? `Rar!\x1a\x07${kind}`
          : formats[0]?.type === "application/zip"
            ? `PK\x03\x04${kind}`
            : pngOf(60, 61);
    const { path, type } = await keptFile(kind, content);
    const spare = await sentIn(pngOf(61, 60));
    const other = `${home}/${hashOf(kind)}.${path.split(".").pop()}`;
    const body = new TextEncoder().encode("exchanged");
    for (const target of [path, other, `${home}/${randomUUID()}.png`])
      for (const method of ["POST", "PUT"] as const)
        for (const upsert of [true, false])
          assert.ok(
            (await put(stage, `${bucket}/${target}`, body, type, { method, upsert })) >= 400,
            `${method} ${bucket}`,
          );
    const headers = { ...(await stage.headers("bob")), "x-upsert": "true" };
    for (const target of [path, other]) {
      const ticket = await fetch(`${stage.api}/storage/v1/object/upload/sign/${bucket}/${target}`, {
        method: "POST",
        headers,
      });
      assert.equal(ticket.ok, false, `a ticket for ${bucket}: ${await ticket.text()}`);
    }
    for (const act of ["move", "copy"] as const)
      for (const [from, source, to, target] of [
        [bucket, path, bucket, other],
        ["incoming", spare, bucket, other],
        ["incoming", spare, bucket, path],
        [bucket, path, "incoming", `${home}/${randomUUID()}.png`],
      ] as const) {
        const ask = { bucketId: from, sourceKey: source, destinationBucket: to, destinationKey: target };
        assert.equal(
          (await storage("bob", "POST", `object/${act}`, ask)).ok,
          false,
          `${act} ${from} → ${to}`,
        );
      }
    await storage("bob", "DELETE", `object/${bucket}`, { prefixes: [path] });
    const answer = await fetch(`${stage.api}/storage/v1/object/${bucket}/${path}`, {
      headers: await stage.headers("alice"),
    });
    assert.deepEqual(new Uint8Array(await answer.arrayBuffer()), encoded(content), bucket);
  }
  for (const bucket of ["incoming", "numbers"]) {
    const file = `${home}/${randomUUID()}${bucket === "numbers" ? "/1.csv" : ".png"}`;
    const ticket = await storage("bob", "POST", `object/upload/sign/${bucket}/${file}`, {});
    assert.equal(ticket.ok, false, `a ticket for ${bucket}`);
  }
});

test("what is served after an approval is what was shown, whatever its maker tries in between", async () => {
  const shown = pngOf(1280, 720);
  const ticket = { ...(await stage.headers("bob")), "x-upsert": "true" };
  // Before anything is there, as a ticket was once to be had.
  const hash = `${home}/${hashOf(shown)}.png`;
  const begun = await fetch(`${stage.api}/storage/v1/object/upload/sign/media/${hash}`, {
    method: "POST",
    headers: ticket,
  });
  assert.equal(begun.ok, false, await begun.text());
  const { path } = await keptFile("media", shown);
  assert.equal(path, hash);
  await done(stage.db.as("bob").rpc("add_media", { input: { name: "图", path } }));
  const src = `/storage/v1/object/public/media/${path}`;
  const content = structuredClone(WELCOME_SAMPLE) as { slots: Record<string, unknown> };
  // What the content says of the picture is not what is checked.
  content.slots.image = { src, alt: "图", width: 10, height: 1_000, bytes: 10 };
  const more = { layout: "image_text", vendors: ["huawei"], content };
  const template = await draftTemplate(stage.db, more);
  const checked = await stage.call("check-template", "bob", { template });
  const codes = ({ body }: { body: { findings: { code: string }[] } }) =>
    body.findings.map(({ code }) => code);
  assert.equal(codes(checked).includes("image_ratio"), false);
  await done(stage.db.as("bob").rpc("submit_template", { template }));
  const { shown: looked } = await buttonOf(stage.db.as("carol"), "template", template);
  const other = pngOf(8, 8);
  const exchanges: Promise<number>[] = [
    ...(["POST", "PUT"] as const).map((method) =>
      put(stage, `media/${path}`, other, "image/png", { method, upsert: true }),
    ),
    ...(["copy", "move"] as const).map(async (act) => {
      const sourceKey = await sentIn(other);
      const ask = { bucketId: "incoming", sourceKey, destinationBucket: "media", destinationKey: path };
      return (await storage("bob", "POST", `object/${act}`, ask)).status;
    }),
  ];
  for (const status of await Promise.all(exchanges)) assert.ok(status >= 400);
  await done(stage.db.as("carol").rpc("approve_template", { template, shown: looked, reason: "好" }));
  const served = await fetch(`${stage.api}${src}`);
  assert.deepEqual(new Uint8Array(await served.arrayBuffer()), shown);
  // A square that says it is wide is found all the same.
  const square = await keptFile("media", pngOf(500, 500));
  content.slots.image = { src: src.replace(path, square.path), alt: "图", width: 1280, height: 720 };
  const wrong = await draftTemplate(stage.db, more);
  assert.ok(codes(await stage.call("check-template", "bob", { template: wrong })).includes("image_ratio"));
});

test("an incoming file is read by nobody, and is sent once", async () => {
  const path = await sentIn(pngOf(3, 3));
  for (const who of ["bob", "alice", "nobody"] as const) {
    assert.equal((await storage(who, "GET", `object/incoming/${path}`)).ok, false);
    assert.equal((await storage(who, "POST", `object/sign/incoming/${path}`, { expiresIn: 60 })).ok, false);
    assert.equal(
      (await storage(who, "POST", "object/list/incoming", { prefix: home })).text.includes(path),
      false,
    );
  }
  for (const method of ["POST", "PUT"] as const)
    for (const upsert of [true, false])
      assert.ok((await put(stage, `incoming/${path}`, pngOf(4, 4), "image/png", { method, upsert })) >= 400);
  assert.equal((await keep("media", path)).body.width, 3);
  assert.ok(
    (await put(stage, `incoming/${home}/logo.png`, pngOf(4, 4))) >= 400,
    "a name that can be guessed",
  );
});

test("killed between writing and recording, it is asked again and nothing is lost or twice there", async () => {
  const { sql } = stage.db;
  await sql.unsafe(`
    create function private.wait_here() returns trigger language plpgsql as $$ begin perform pg_advisory_xact_lock(77); return new; end $$;
    create trigger wait_here before insert on private.kept_objects for each row execute function private.wait_here()`);
  const holder = await sql.reserve();
  await holder`select pg_advisory_lock(77)`;
  const content = pngOf(71, 17);
  const path = await sentIn(content);
  const asked = keep("media", path).then(
    ({ status }) => status,
    () => 0,
  );
  while ((await sql`select from pg_locks where locktype = 'advisory' and not granted`).length === 0);
  await stage.kill("keep-file");
  assert.notEqual(await asked, 200);
  await holder`select pg_advisory_unlock(77)`;
  holder.release();
  await sql.unsafe("drop trigger wait_here on private.kept_objects; drop function private.wait_here()");
  await stage.start("keep-file");
  const { status, body } = await keep("media", path);
  assert.deepEqual([status, body.path], [200, `${home}/${hashOf(content)}.png`]);
  const rows = await sql`select from storage.objects where bucket_id = 'media' and name = ${body.path}`;
  assert.deepEqual([rows.length, (await incoming()).includes(path)], [1, false]);
});

test("the clock removes what is left over after a day, and reads what was stored before keep-file, once", async () => {
  const { sql } = stage.db;
  const [late, early] = [await sentIn(pngOf(9, 9)), await sentIn(pngOf(9, 9))];
  await sql`update storage.objects set created_at = now() - interval '25 hours' where name = ${late}`;
  // As it was stored once, with a row of the library, by a person whom Storage believed.
  const [old, page] = [`${home}/${randomUUID()}.png`, `${home}/${randomUUID()}.png`];
  const key = { ...(await stage.headers("service")), "content-type": "image/png" };
  for (const [name, body] of [
    [old, pngOf(320, 180)],
    [page, encoded("<script>alert(1)</script>")],
  ] as const) {
    const answer = await fetch(`${stage.api}/storage/v1/object/media/${name}`, {
      method: "POST",
      headers: key,
      body,
    });
    assert.equal(answer.status, 200, await answer.text());
    await sql`insert into public.media (enterprise_id, kind, name, path, bytes) values (${home}, 'image', '旧', ${name}, 1)`;
  }
  const due = async () => (await done(stage.db.as("bot").rpc("clock_tick"))).files;
  await done(stage.db.as("bot").rpc("clock_sweep"));
  assert.equal(await due(), true);
  const unread = async () => (await sql`select from private.unread_objects`).length;
  while ((await stage.call("keep-file", "bot")).body.more);
  assert.deepEqual([await unread(), await due()], [0, false]);
  const left = await incoming();
  assert.deepEqual([left.includes(late), left.includes(early)], [false, true]);
  const found = await sql`
    select path, sha256, type, width, height, bytes from private.kept_objects where path in (${old}, ${page}) order by width`;
  assert.deepEqual(
    found.map((row) => ({ ...row })),
    [
      {
        path: old,
        sha256: hashOf(pngOf(320, 180)),
        type: "image/png",
        width: 320,
        height: 180,
        bytes: pngOf(320, 180).length,
      },
      {
        path: page,
        sha256: hashOf("<script>alert(1)</script>"),
        type: null,
        width: null,
        height: null,
        bytes: 25,
      },
    ],
  );
  await done(stage.db.as("bot").rpc("clock_sweep"));
  assert.deepEqual(
    [await unread(), (await stage.call("keep-file", "bot")).body],
    [0, { removed: 0, read: 0, more: false }],
  );
});

test("hosted Storage's own statements: a person sends in, and every other act on an object is refused", async () => {
  const { sql } = stage.db;
  const bob = JSON.stringify({ sub: PEOPLE.bob, role: "authenticated" });
  const [session] =
    await sql`select id from auth.sessions where user_id = ${PEOPLE.bob} order by created_at desc limit 1`;
  const claims = JSON.stringify({ ...JSON.parse(bob), session_id: session?.id });
  /** What hosted Storage asks before it acts: the statement as the caller, with the operation set, rolled back. True: it may. */
  const may = async (operation: string, statement: string, values: string[]) => {
    const back = new Error("back");
    try {
      await sql.begin(async (step) => {
        await step`select set_config('role', 'authenticated', true), set_config('request.jwt.claims', ${claims}, true), set_config('storage.operation', ${operation}, true)`;
        const rows = await step.unsafe(statement, values);
        throw Object.assign(back, { rows: rows.count });
      });
    } catch (error) {
      if (error === back) return (back as Error & { rows?: number }).rows !== 0;
      if ((error as { code?: string }).code !== "42501") throw error;
    }
    return false;
  };
  const insert =
    "insert into storage.objects (bucket_id, name, owner, owner_id, version) values ($1, $2, $3::uuid, $3, '1')";
  const upsert = `${insert} on conflict (bucket_id, name) do update set owner = excluded.owner, version = excluded.version`;
  const move = "update storage.objects set bucket_id = $3, name = $4 where bucket_id = $1 and name = $2";
  const { path } = await keptFile("media", pngOf(200, 100));
  const lying = await sentIn(pngOf(100, 200));
  const fresh = () => `${home}/${randomUUID()}.png`;
  const send = "storage.object.upload";
  assert.equal(await may(send, insert, ["incoming", fresh(), PEOPLE.bob]), true, "an upload");
  assert.equal(
    await may("object.upload", insert, ["incoming", fresh(), PEOPLE.bob]),
    true,
    "as older ones say it",
  );
  assert.equal(await may(send, upsert, ["incoming", lying, PEOPLE.bob]), false, "over one that is there");
  const others = [
    "storage.object.sign_upload_url",
    "storage.object.copy",
    "storage.object.move",
    "storage.s3.upload",
    "storage.s3.object.copy",
    "storage.s3.upload.create_multipart",
    "storage.tus.upload.create",
    "",
  ];
  for (const operation of others)
    for (const statement of [insert, upsert])
      for (const [bucket, name] of [
        ["incoming", fresh()],
        ["numbers", `${home}/${randomUUID()}/1.csv`],
      ] as const)
        assert.equal(
          await may(operation, statement, [bucket, name, PEOPLE.bob]),
          false,
          `${operation} ${bucket}`,
        );
  for (const operation of [send, "storage.object.upload_update", ...others]) {
    for (const { bucket } of Object.values(KEPT)) {
      for (const name of [path, fresh()]) {
        assert.equal(
          await may(operation, upsert, [bucket, name, PEOPLE.bob]),
          false,
          `${operation} ${bucket}`,
        );
        assert.equal(
          await may(operation, move, ["incoming", lying, bucket, name]),
          false,
          `${operation} ${bucket}`,
        );
      }
      assert.equal(
        await may(operation, move, [bucket, path, bucket, fresh()]),
        false,
        `${operation} ${bucket}`,
      );
      assert.equal(
        await may(operation, move, [bucket, path, "incoming", fresh()]),
        false,
        `${operation} ${bucket}`,
      );
    }
  }
  for (const bucket of ["media", "incoming"])
    for (const name of [path, lying])
      assert.equal(
        await may("storage.object.delete", "delete from storage.objects where bucket_id = $1 and name = $2", [
          bucket,
          name,
        ]),
        false,
      );
});

test("a part of a number file is sent again after a broken line, by whoever began the file alone; it is csv, and of 8 MB at most", async () => {
  const input = { name: "parts.csv", bytes: 10, parts: 9 };
  const { id } = await done(stage.db.as("bob").rpc("begin_number_file", { input }));
  const place = `numbers/${home}/${id}/1.csv`;
  // Four eyes count who began a file: a part by somebody else would be a hand that they do not see.
  assert.notEqual(await put(stage, place, "theirs", undefined, { who: "alice" }), 200);
  assert.notEqual(await put(stage, `numbers/${home}/${randomUUID()}/1.csv`, "of no file"), 200);
  assert.notEqual(await put(stage, `numbers/${home}/${id}/more/1.csv`, "of no part"), 200);
  assert.equal(await put(stage, place, "half", undefined, { upsert: true }), 200);
  assert.equal(await put(stage, place, "whole", undefined, { upsert: true }), 200);
  let part = 1;
  const takes = async (type: string, ending: string, bytes: number) => {
    part += 1;
    return (
      (await put(stage, place.replace("1.csv", `${part}.${ending}`), new Uint8Array(bytes), type)) === 200
    );
  };
  assert.equal(await takes("text/csv", "csv", 8 * MB), true);
  assert.equal(await takes("text/csv", "csv", 8 * MB + 1), false);
  assert.equal(await takes("text/html", "html", 10), false);
});
