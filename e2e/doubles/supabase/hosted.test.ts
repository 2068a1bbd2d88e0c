import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { cli } from "./cli.ts";
import { type Hosted, startHosted } from "./double.ts";
import { Rate } from "./management.ts";

let hosted: Hosted;
let work = "";
before(async () => {
  work = await mkdtemp(join(tmpdir(), "tidings-cli-"));
  hosted = await startHosted({ requestsPerMinute: 1_000 });
});
after(async () => {
  await hosted?.stop();
  await rm(work, { recursive: true, force: true });
});

const run = (...words: string[]) => cli(hosted, work, ...words);
const ask = (path: string, init: RequestInit = {}) =>
  fetch(`${hosted.apiUrl}/v1/projects/${path}`, {
    ...init,
    headers: { authorization: `Bearer ${hosted.token}`, "content-type": "application/json" },
  });
const call = (slug: string, init?: RequestInit) => fetch(`${hosted.projectUrl}/functions/v1/${slug}`, init);

/** Lays functions for the CLI: name → text. */
async function lay(functions: Record<string, string>): Promise<void> {
  await rm(join(work, "supabase"), { recursive: true, force: true });
  const sections = Object.keys(functions).map(
    (name) =>
      `[functions.${name}]\nentrypoint = "./functions/${name}/index.js"\nverify_jwt = ${name === "locked"}\n`,
  );
  await mkdir(join(work, "supabase"), { recursive: true });
  await writeFile(join(work, "supabase/config.toml"), `project_id = "double"\n${sections.join("")}`);
  for (const [name, text] of Object.entries(functions)) {
    await mkdir(join(work, "supabase/functions", name), { recursive: true });
    await writeFile(join(work, "supabase/functions", name, "index.js"), text);
  }
}

const TELLS = `Deno.serve(() => Response.json({ env: Deno.env.toObject(), globals: ["Buffer", "Worker"].filter((name) => name in globalThis) }));`;

test("the CLI deploys, lists and deletes functions, and sets, lists and unsets secrets", async () => {
  await lay({ one: TELLS, two: TELLS });
  const deployed = await run("functions", "deploy", "--use-api");
  assert.equal(deployed.code, 0, deployed.output);
  assert.deepEqual(
    hosted.functions().map(({ slug, version, files }) => [slug, version, ...files.keys()]),
    [
      ["one", 1, "supabase/functions/one/index.js"],
      ["two", 1, "supabase/functions/two/index.js"],
    ],
  );
  assert.match((await run("functions", "list")).output, /two .*ACTIVE/);
  assert.equal((await run("secrets", "set", "GREETING=hello")).code, 0);
  const listed = await run("secrets", "list");
  assert.ok(listed.output.includes(createHash("sha256").update("hello").digest("hex")), listed.output);
  assert.doesNotMatch(listed.output, /hello/);
  assert.equal((await run("functions", "delete", "two")).code, 0);
  assert.equal((await call("two")).status, 404);
  assert.match((await run("projects", "api-keys")).output, /sb_publishable_/);
  const linked = await run("link", "--project-ref", hosted.ref);
  assert.equal(linked.code, 0, linked.output);
});

test("a function finds the platform's variables and the secrets, nothing else, and new ones as soon as they are set", async () => {
  const before = await (await call("one")).json();
  const usual = [
    "DENO_DEPLOYMENT_ID",
    "SB_EXECUTION_ID",
    "SB_REGION",
    "SUPABASE_ANON_KEY",
    "SUPABASE_DB_URL",
    "SUPABASE_JWKS",
    "SUPABASE_PUBLISHABLE_KEYS",
    "SUPABASE_SECRET_KEYS",
    "SUPABASE_SERVICE_ROLE_KEY",
    "SUPABASE_URL",
  ];
  assert.deepEqual(Object.keys(before.env).sort(), ["GREETING", ...usual].sort());
  assert.deepEqual(before.globals, []);
  await ask(`${hosted.ref}/secrets`, { method: "POST", body: '[{"name":"GREETING","value":"good day"}]' });
  assert.equal((await (await call("one")).json()).env.GREETING, "good day");
  assert.equal((await run("secrets", "unset", "GREETING")).code, 0);
  assert.deepEqual(Object.keys((await (await call("one")).json()).env).sort(), usual.sort());
});

test("what breaks a rule of the Management API is refused, and changes nothing", async () => {
  const set = (name: string, value: string) =>
    ask(`${hosted.ref}/secrets`, { method: "POST", body: JSON.stringify([{ name, value }]) });
  assert.equal((await set("SUPABASE_URL", "x")).status, 400);
  assert.equal((await set("A".repeat(257), "x")).status, 400);
  assert.equal((await set("LONG", "x".repeat(24_577))).status, 400);
  const many = Array.from({ length: 101 }, (_, index) => ({ name: `S${index}`, value: "x" }));
  assert.equal(
    (await ask(`${hosted.ref}/secrets`, { method: "POST", body: JSON.stringify(many) })).status,
    400,
  );
  assert.equal(hosted.secrets().size, 0);
  assert.equal((await ask("abcdefghijklmnopqrst")).status, 403);
  assert.equal((await ask("short")).status, 400);
  assert.equal(
    (await fetch(`${hosted.apiUrl}/v1/projects`, { headers: { authorization: "Bearer sbp_1" } })).status,
    401,
  );
  assert.equal((await ask(`${hosted.ref}/functions/deploy?slug=9to5`, { method: "POST" })).status, 400);
  assert.equal((await ask(`${hosted.ref}/functions/nobody`, { method: "DELETE" })).status, 404);
});

test("an account makes so many calls a minute, and is told how many are left", async () => {
  const rate = new Rate(2);
  assert.deepEqual(
    [rate.count()["x-ratelimit-remaining"], rate.count()["x-ratelimit-remaining"]],
    ["1", "0"],
  );
  assert.throws(() => rate.count(), { status: 429 });
  assert.match((await ask(hosted.ref)).headers.get("x-ratelimit-limit") ?? "", /^\d+$/);
});

test("an upload that cannot be bundled is refused, and the version before goes on answering", async () => {
  for (const text of [
    "Deno.serve(;",
    'import "./not_there.js"; Deno.serve(() => new Response());',
    'import "npm:zod"; Deno.serve(() => new Response());',
  ]) {
    await lay({ one: text });
    const deployed = await run("functions", "deploy", "--use-api");
    assert.notEqual(deployed.code, 0, deployed.output);
    assert.match(deployed.output, /Failed to bundle the function/);
  }
  assert.equal((await call("one")).status, 200);
});

const live = () => hosted.functions().map(({ slug, version }) => `${slug} ${version}`);

test("the CLI says when a deploy died half-way: what was uploaded is live beside the versions before, and the next deploy mends it", async () => {
  await lay({ one: "Deno.serve(() => new Response('new'));", three: TELLS });
  const refuse = (method: string, path: string) => hosted.fail({ method, path, status: 403 });
  refuse("POST", "deploy?slug=three");
  assert.equal((await run("functions", "deploy", "--use-api")).code, 1);
  assert.deepEqual(live(), ["one 2"]);
  refuse("PUT", "/functions");
  assert.equal((await run("functions", "deploy", "--use-api")).code, 1);
  assert.deepEqual(live(), ["one 2"]);
  // It tries again by itself after these, for fifty seconds.
  for (const status of [500, "cut"] as const) hosted.fail({ method: "PUT", path: "/functions", status });
  assert.equal((await run("functions", "deploy", "--use-api")).code, 0);
  assert.deepEqual(live(), ["one 3", "three 1"]);
  assert.equal(await (await call("one")).text(), "new");
});

test("on the project's own domain HTML is plain text, and a token is asked for where the function says so", async () => {
  await lay({
    page: "Deno.serve(() => new Response('<p>', { headers: { 'content-type': 'text/html; charset=utf-8' } }));",
    locked: TELLS,
  });
  assert.equal((await run("functions", "deploy", "--use-api")).code, 0);
  assert.equal((await call("page")).headers.get("content-type"), "text/plain; charset=utf-8");
  assert.equal(
    (await call("page", { method: "POST" })).headers.get("content-type"),
    "text/html; charset=utf-8",
  );
  const locked = await call("locked", { headers: { authorization: `Bearer ${hosted.publishableKey}` } });
  assert.equal(locked.status, 401);
});

test("a function that takes too much CPU or memory is ended, and the next request finds a new instance", async () => {
  await lay({
    hungry: `const kept = [];
      Deno.serve(({ url }) => {
        const what = new URL(url).searchParams.get("what");
        while (what === "cpu");
        if (what === "memory") for (;;) kept.push(new Uint8Array(1 << 24).fill(1));
        if (what === "throw") Deno.exit(1);
        return new Response("well");
      });`,
    broken: "throw new Error('no');",
  });
  assert.equal((await run("functions", "deploy", "--use-api")).code, 0);
  for (const what of ["cpu", "memory"]) {
    const ended = await call(`hungry?what=${what}`);
    assert.deepEqual([ended.status, ended.headers.get("sb-error-code")], [546, "WORKER_LIMIT"], what);
    assert.equal(await (await call("hungry")).text(), "well");
  }
  assert.equal((await call("hungry?what=throw")).status, 500);
  assert.equal((await call("broken")).status, 503);
});

test("legacy keys are taken until they are switched off; a new key is no token", async () => {
  const auth = (headers: Record<string, string>) =>
    fetch(`${hosted.projectUrl}/auth/v1/settings`, { headers });
  const { publishableKey, secretKey, legacyKeys } = hosted;
  assert.equal((await auth({ apikey: publishableKey })).status, 200);
  assert.equal(
    (await auth({ apikey: legacyKeys.anon, authorization: `Bearer ${legacyKeys.anon}` })).status,
    200,
  );
  assert.equal((await auth({ apikey: publishableKey, authorization: `Bearer ${secretKey}` })).status, 401);
  hosted.legacy(false);
  const refused = await auth({ apikey: legacyKeys.anon });
  assert.equal(refused.status, 401);
  assert.match(await refused.text(), /Legacy API keys are disabled/);
});
