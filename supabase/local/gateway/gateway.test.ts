import assert from "node:assert/strict";
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, readdir, rm } from "node:fs/promises";
import { createServer } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { createClient, type SupabaseClient } from "@supabase/supabase-js";
import postgres from "postgres";
import { freePorts } from "../ports.ts";
import { databaseUrl, type RunningPostgres, startPostgres } from "../postgres.ts";
import { secretsOf } from "../secrets.ts";

/** A small law: notes that only Alice's chat name may read, and a bucket where each person has a folder. */
const LAW = `
  create table public.notes (id int primary key, body text not null, secret text);
  alter table public.notes enable row level security;
  revoke all on public.notes from anon, authenticated;
  grant select (id, body) on public.notes to authenticated;
  create policy "the chat name decides" on public.notes for select to authenticated
    using (current_setting('request.headers', true)::jsonb ->> 'x-chat-user' = 'slack:T1:U1');
  insert into public.notes values (1, 'hello', 'hidden');
  create function public.refuse_me() returns jsonb language plpgsql as $$
  begin
    raise sqlstate 'PGRST' using
      message = '{"code":"template_move","message":"No.","details":"{\\"a\\":1}","hint":"Wait."}',
      detail = '{"status":409,"headers":{}}';
  end $$;
  insert into storage.buckets (id, name, public) values ('drawer', 'drawer', false), ('wall', 'wall', true);
  create policy "a person owns a folder" on storage.objects for all to authenticated
    using (bucket_id = 'drawer' and (storage.foldername(name))[1] = (select auth.uid())::text);
`;

const user = (id: string, email: string) => `
  insert into auth.users (id, instance_id, aud, role, email, encrypted_password, email_confirmed_at, raw_app_meta_data)
  values ('${id}', '00000000-0000-0000-0000-000000000000', 'authenticated', 'authenticated', '${email}',
    extensions.crypt('tidings-demo', extensions.gen_salt('bf')), now(), '{"provider":"email","providers":["email"]}');
  insert into auth.identities (id, provider, provider_id, user_id, identity_data)
  values (gen_random_uuid(), 'email', '${id}', '${id}', '{"sub":"${id}","email":"${email}"}');`;

const ALICE = "00000000-0000-4000-8000-00000000000a";
const BOB = "00000000-0000-4000-8000-00000000000b";

let home: string;
let url: string;
let database: RunningPostgres;
let gateway: ChildProcess;
let keys: { publishableKey: string; secretKey: string };
const fn = createServer((request, response) => {
  response.writeHead(418, {
    "x-path": request.url ?? "",
    "x-saw": request.headers["x-tidings-source"] ?? "",
  });
  request.on("data", (chunk) => response.write(chunk));
  request.on("end", () => response.end());
});

const client = (key = keys.publishableKey, headers: Record<string, string> = {}): SupabaseClient =>
  createClient(url, key, { auth: { persistSession: false, autoRefreshToken: false }, global: { headers } });

async function signedIn(email: string, headers: Record<string, string> = {}): Promise<SupabaseClient> {
  const person = client(keys.publishableKey, headers);
  const { error } = await person.auth.signInWithPassword({ email, password: "tidings-demo" });
  assert.equal(error, null);
  return person;
}

before(async () => {
  home = await mkdtemp(join(tmpdir(), "tidings-gateway-"));
  const [api = 0, db = 0] = await freePorts(2);
  const secrets = await secretsOf(home);
  keys = secrets;
  database = await startPostgres({
    dataDir: join(home, "pg"),
    port: db,
    password: secrets.databasePassword,
    volatile: true,
  });
  const sql = postgres(database.url, { max: 1 });
  await sql.unsafe(LAW + user(ALICE, "alice@demo.test") + user(BOB, "bob@demo.test"));
  await sql.end();
  fn.listen(0, "127.0.0.1");
  await once(fn, "listening");
  const { port } = fn.address() as { port: number };
  url = `http://127.0.0.1:${api}`;
  gateway = spawn(process.execPath, [join(import.meta.dirname, "main.ts")], {
    stdio: ["ignore", "pipe", "inherit"],
    env: {
      ...process.env,
      TIDINGS_HOME: home,
      TIDINGS_API_PORT: String(api),
      GATEWAY_DB_URL: databaseUrl(db, secrets.databasePassword, "lite"),
      GATEWAY_JWT_SECRET: secrets.jwtSecret,
      GATEWAY_SITE_URL: url,
      GATEWAY_FUNCTIONS: JSON.stringify({ link: port, echo: port }),
      GATEWAY_PROBES: JSON.stringify({
        "fn-echo": `http://127.0.0.1:${port}/echo`,
        bot: "http://127.0.0.1:9/healthz",
      }),
      SUPABASE_PUBLISHABLE_KEY: secrets.publishableKey,
      SUPABASE_SECRET_KEY: secrets.secretKey,
    },
  });
  await once(gateway.stdout as NodeJS.ReadableStream, "data");
});

after(async () => {
  gateway.kill();
  await once(gateway, "exit");
  fn.close();
  await database.stop();
  await rm(home, { recursive: true });
});

test("a policy sees who speaks in chat on a plain read, not only in a verb", async () => {
  const alice = await signedIn("alice@demo.test", { "x-chat-user": "slack:T1:U1" });
  const mallory = await signedIn("alice@demo.test", { "x-chat-user": "slack:T1:U2" });
  assert.deepEqual((await alice.from("notes").select("id, body")).data, [{ id: 1, body: "hello" }]);
  assert.deepEqual((await mallory.from("notes").select("id, body")).data, []);
});

test("a grant that no migration gave is not given by the server either", async () => {
  const alice = await signedIn("alice@demo.test", { "x-chat-user": "slack:T1:U1" });
  assert.equal((await alice.from("notes").select("secret")).error?.code, "42501");
  assert.equal((await alice.from("notes").insert({ id: 2, body: "mine" })).error?.code, "42501");
  assert.equal((await client().from("notes").select("id")).error?.code, "42501");
});

test("a refusal keeps its code, its details and its HTTP status", async () => {
  const { error, status } = await client().rpc("refuse_me");
  assert.equal(status, 409);
  assert.deepEqual(
    { code: error?.code, message: error?.message, details: error?.details, hint: error?.hint },
    { code: "template_move", message: "No.", details: '{"a":1}', hint: "Wait." },
  );
});

test("a request without a key is turned away", async () => {
  assert.equal((await fetch(`${url}/rest/v1/notes`)).status, 401);
});

test("alice keeps a file in her own folder; bob can neither write there nor read it", async () => {
  const [alice, bob] = await Promise.all([signedIn("alice@demo.test"), signedIn("bob@demo.test")]);
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
  assert.ok((await client().storage.from("drawer").upload(`${ALICE}/two.csv`, "x")).error);
  assert.deepEqual((await bob.storage.from("drawer").remove([path])).data, []);
  assert.equal((await alice.storage.from("drawer").download(path)).error, null);
  assert.ok(
    (await readdir(join(home, "storage/drawer", ALICE))).includes("one.csv"),
    "it lies in TIDINGS_HOME",
  );
});

test("a file is not overwritten unless that is asked for", async () => {
  const alice = await signedIn("alice@demo.test");
  const path = `${ALICE}/again.txt`;
  await alice.storage.from("drawer").upload(path, "first", { contentType: "text/plain" });
  assert.ok((await alice.storage.from("drawer").upload(path, "second")).error);
  assert.equal((await alice.storage.from("drawer").upload(path, "third", { upsert: true })).error, null);
  assert.equal(await (await alice.storage.from("drawer").download(path)).data?.text(), "third");
});

test("a signed address opens one file to anyone, and a signed upload writes one", async () => {
  const alice = await signedIn("alice@demo.test");
  const path = `${ALICE}/signed.txt`;
  const drawer = alice.storage.from("drawer");
  const ticket = await drawer.createSignedUploadUrl(path);
  assert.equal(ticket.error, null);
  const form = new Blob(["by ticket"], { type: "text/plain" });
  const put = await client()
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
  const secret = client(keys.secretKey);
  await secret.storage.from("wall").upload("a/report.csv", "x");
  const { publicUrl } = secret.storage
    .from("wall")
    .getPublicUrl("a/report.csv", { download: "报表.csv" }).data;
  const saved = await fetch(publicUrl);
  const name = encodeURIComponent("报表.csv");
  assert.equal(saved.headers.get("content-disposition"), `attachment; filename*=UTF-8''${name}`);
});

test("a part of a file is answered as a part", async () => {
  const secret = client(keys.secretKey);
  await secret.storage.from("wall").upload("a/long.txt", "0123456789", { contentType: "text/plain" });
  const { publicUrl } = secret.storage.from("wall").getPublicUrl("a/long.txt").data;
  const part = await fetch(publicUrl, { headers: { range: "bytes=2-4" } });
  assert.deepEqual(
    [part.status, part.headers.get("content-range"), await part.text()],
    [206, "bytes 2-4/10", "234"],
  );
  assert.equal(await (await fetch(publicUrl)).text(), "0123456789");
});

test("a browser may send our own headers", async () => {
  const asked = await fetch(`${url}/rest/v1/rpc/whoami`, {
    method: "OPTIONS",
    headers: { origin: "http://127.0.0.1:1", "access-control-request-headers": "x-tidings-source,apikey" },
  });
  assert.equal(asked.headers.get("access-control-allow-headers"), "x-tidings-source,apikey");
  assert.equal(asked.headers.get("access-control-allow-origin"), "*");
});

test("a function gets the whole request under its own name, and short links reach it by /l/", async () => {
  const answer = await fetch(`${url}/functions/v1/echo/deep?x=1`, {
    method: "POST",
    body: "body",
    headers: { "x-tidings-source": "api" },
  });
  assert.equal(answer.status, 418);
  assert.equal(answer.headers.get("x-path"), "/echo/deep?x=1");
  assert.equal(answer.headers.get("x-saw"), "api");
  assert.equal(await answer.text(), "body");
  assert.equal((await fetch(`${url}/l/abc`)).headers.get("x-path"), "/link/abc");
  assert.equal((await fetch(`${url}/functions/v1/none`)).status, 404);
});

test("health names what is not ready", async () => {
  const answer = await fetch(`${url}/healthz`);
  assert.equal(answer.status, 503);
  assert.deepEqual(await answer.json(), { ok: false, waiting: { bot: "does not answer" } });
});
