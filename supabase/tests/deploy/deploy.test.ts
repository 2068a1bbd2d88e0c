import assert from "node:assert/strict";
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { after, before, test } from "node:test";
import postgres, { type Sql } from "postgres";
import { type Hosted, startHosted } from "../../../e2e/doubles/supabase/double.ts";
import { lockMigrations } from "../../local/migrate.ts";

/** `npm run deploy` with the real CLI, to a double of the Management API and a Postgres with Supabase's roles (DEP-1). The tests tell one story. */
const ROOT = join(import.meta.dirname, "../../..");
const FUNCTIONS = 18;

let hosted: Hosted;
let sql: Sql;
before(async () => {
  hosted = await startHosted({ requestsPerMinute: 10_000 });
  sql = postgres(hosted.dbUrl, { max: 1, onnotice: () => undefined });
});
after(async () => {
  await sql?.end();
  await hosted?.stop();
});

type Ran = { code: number | null; out: string };

function start(program: string, words: readonly string[], env: Record<string, string>) {
  const child = spawn(process.execPath, [join(ROOT, program), ...words], {
    cwd: ROOT,
    env: {
      PATH: process.env.PATH,
      HOME: process.env.HOME,
      LANG: "en_GB.UTF-8",
      SUPABASE_ACCESS_TOKEN: hosted.token,
      SUPABASE_DB_URL: hosted.dbUrl,
      SUPABASE_URL: hosted.projectUrl,
      SUPABASE_PROFILE: hosted.profile,
      ...env,
    },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let out = "";
  for (const stream of [child.stdout, child.stderr]) stream.on("data", (chunk: Buffer) => (out += chunk));
  return { child, said: () => out };
}

async function ended({ child, said }: { child: ChildProcess; said: () => string }): Promise<Ran> {
  const [code] = await once(child, "close");
  assert.doesNotMatch(
    said(),
    new RegExp(`${hosted.token}|${new URL(hosted.dbUrl).password}`),
    "no secret is shown",
  );
  return { code: code as number | null, out: said() };
}

const deploy = (words: string[] = [], env: Record<string, string> = {}) =>
  ended(start("supabase/deploy/main.ts", ["--project-ref", hosted.ref, ...words], env));

/** `npm run status -- --project`: the checks that are not kept, and those to look at. */
async function open(): Promise<{ bad: string[]; look: string[] }> {
  const { out } = await ended(start("supabase/deploy/status.ts", ["--project", hosted.ref, "--json"], {}));
  const results = JSON.parse(out) as { id: string; state: string }[];
  const of = (wanted: string) => results.filter(({ state }) => state === wanted).map(({ id }) => id);
  return { bad: of("bad").sort(), look: of("look").sort() };
}

/** What a deployment leaves to people. */
const LEFT = { bad: ["bot", "platform-admin"], look: ["addresses-are-confirmed"] };

const uploads = () => hosted.requests.filter(({ path }) => path.endsWith("/functions/deploy")).length;

test("a deployment that cannot go on says what is not done, and the same command goes on from there", async () => {
  hosted.fail({ method: "POST", path: "/secrets", status: 500, times: 100 });
  const first = await deploy();
  assert.equal(first.code, 1, first.out);
  assert.match(first.out, /^2\/5 database: \d+ migrations applied$/m);
  assert.match(first.out, /^4\/5 functions' database account: ✗ .*Internal Server Error/m);
  assert.match(first.out, /^Not finished: functions' database account, functions\. /m);
  assert.doesNotMatch(first.out, /Deployment complete/);
  assert.equal(hosted.functions().length, 0);

  hosted.calm();
  hosted.fail({ method: "POST", path: "slug=keep-file", status: 500, times: 100 });
  const second = await deploy();
  assert.equal(second.code, 1, second.out);
  assert.match(second.out, /^2\/5 database: no new migrations$/m);
  assert.match(second.out, /^4\/5 functions' database account: new password set/m);
  assert.match(second.out, /^5\/5 functions: ✗ /m);
  assert.match(second.out, /^Not finished: functions\. /m);

  hosted.calm();
  const third = await deploy();
  assert.equal(third.code, 0, third.out);
  assert.match(third.out, /^4\/5 functions' database account: the functions have the current password$/m);
  assert.match(
    third.out,
    new RegExp(`^5/5 functions: ${FUNCTIONS} uploaded, all running this release$`, "m"),
  );
  assert.match(third.out, /^Deployment complete\.$/m);
  assert.match(
    third.out,
    /^Still needed before the first message[\s\S]*setup -- bot[\s\S]*setup -- platform-admin/m,
  );
  assert.equal(hosted.functions().length, FUNCTIONS);
});

test("once more, and nothing is done again", async () => {
  const [before, secret] = [uploads(), hosted.secrets().get("TIDINGS_DB_URL")];
  const again = await deploy();
  assert.equal(again.code, 0, again.out);
  assert.match(again.out, new RegExp(`^5/5 functions: all ${FUNCTIONS} functions are on this release$`, "m"));
  assert.deepEqual([uploads(), hosted.secrets().get("TIDINGS_DB_URL")], [before, secret]);
});

test("a deployment that is killed while it uploads is carried on by the same command", async () => {
  for (const { slug } of hosted.functions()) {
    const answer = await fetch(`${hosted.apiUrl}/v1/projects/${hosted.ref}/functions/${slug}`, {
      method: "DELETE",
      headers: { authorization: `Bearer ${hosted.token}` },
    });
    assert.equal(answer.status, 200);
  }
  const [before, run] = [uploads(), start("supabase/deploy/main.ts", ["--project-ref", hosted.ref], {})];
  while (uploads() < before + 2 && run.child.exitCode === null)
    await new Promise((next) => setTimeout(next, 5));
  run.child.kill("SIGKILL");
  await once(run.child, "close");
  assert.doesNotMatch(run.said(), /Deployment complete/);
  hosted.legacy(false);
  const next = await deploy();
  assert.equal(next.code, 0, next.out);
});

test("a password that the functions were not given, a function of another release and a missing one are seen, and mended", async () => {
  const setup = await ended(start("supabase/local/setup.ts", ["functions"], {}));
  assert.equal(setup.code, 0, setup.out);
  await fetch(`${hosted.apiUrl}/v1/projects/${hosted.ref}/functions/link`, {
    method: "DELETE",
    headers: { authorization: `Bearer ${hosted.token}` },
  });
  hosted.legacy(true);
  const found = await open();
  assert.deepEqual(found, {
    bad: ["bot", "functions-release", "functions-secret", "functions-there", "platform-admin"],
    look: ["addresses-are-confirmed", "legacy-keys"],
  });
  hosted.legacy(false);
  const mended = await deploy();
  assert.equal(mended.code, 0, mended.out);
  assert.match(mended.out, /^4\/5 functions' database account: new password set/m);
  assert.deepEqual(await open(), LEFT);
});

test("two at once: the second waits for nobody, and says so", async () => {
  assert.equal(await lockMigrations(sql), true);
  const second = await deploy();
  await sql`select pg_advisory_unlock_all()`;
  assert.equal(second.code, 1);
  assert.match(second.out, /Another deployment is running/);
});

test("a foreign token, project or database, and migrations that were rewritten, are told in words before anything is changed", async () => {
  const token = await deploy([], { SUPABASE_ACCESS_TOKEN: `sbp_${"0".repeat(40)}` });
  assert.equal(token.code, 1, token.out);
  assert.match(token.out, /^1\/5 project: ✗ .*(401|nauthorized)/im);
  assert.match(token.out, /^Not finished: project, database, /m);
  const words = await deploy(["--link", "x"]);
  assert.deepEqual([words.code, words.out.trim()], [2, "Unknown argument: --link"]);
  for (const links of ["https://name:word@go.example.com", "https://go.example.com/?a=1", "go.example.com"])
    assert.match((await deploy(["--links", links])).out, /^--links must be a full address/, links);
  const away = await deploy([], { SUPABASE_DB_URL: "postgresql://postgres:x@127.0.0.1:1/postgres" });
  assert.equal(away.code, 1);
  assert.match(away.out, /The database isn't answering: ECONNREFUSED/);
  await sql`update supabase_migrations.schema_migrations set statements = '{select 1}' where version = '20261101000000'`;
  const rewritten = await deploy();
  assert.equal(rewritten.code, 1);
  assert.match(rewritten.out, /has changed since it was applied\.[\s\S]*create a new project/);
});
