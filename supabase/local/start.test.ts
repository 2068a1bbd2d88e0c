import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { lstat, readdir, rm } from "node:fs/promises";
import { createServer } from "node:net";
import { join, relative } from "node:path";
import { after, before, test } from "node:test";
import { setTimeout as pause } from "node:timers/promises";
import postgres from "postgres";
import { isFree } from "../../shared/src/node/ports.ts";
import { ROOT } from "./env.ts";
import { HOME_MODE } from "./private.ts";
import { type Known, lives } from "./processes.ts";
import { running } from "./state.ts";
import { remembered } from "./supervisor.ts";
import { testEnv } from "./testing/run.ts";
import { beginCopy, findPlace, type Place, type Stack, startStack } from "./testing/stack.ts";

let place: Place;
let stack: Stack;

const url = (path: string) => `${stack.env.TIDINGS_TEST_API_URL}${path}`;
const parts = () => remembered(place.TIDINGS_HOME);

async function until(what: () => boolean | Promise<boolean>): Promise<void> {
  while (!(await what())) await pause(50);
}

/** The process of a part, as soon as there is one. */
async function present(name: string): Promise<Known> {
  for (;;) {
    const found = (await parts()).find((part) => part.name === name);
    if (found) return found;
    await pause(50);
  }
}

/** What the database remembers of being brought up to date, and the transaction that wrote it. */
const laid = () =>
  ask("select hash, xmin::text from supabase_migrations.seed_files where path = 'supabase/local'");

const healthy = async () => (await fetch(url("/healthz")).catch(() => undefined))?.ok === true;

/** One statement in a session of its own, so that a killed server is met anew. */
async function ask(statement: string): Promise<Record<string, unknown>[]> {
  const sql = postgres(stack.env.TIDINGS_TEST_DB_URL ?? "", { max: 1, connect_timeout: 10 });
  try {
    return [...(await sql.unsafe(statement))];
  } finally {
    await sql.end();
  }
}

/** Runs `npm start` where it must refuse, and answers what it says. */
async function refusal(env: Record<string, string>): Promise<string> {
  const { child, said } = beginCopy(env);
  const [code] = await once(child, "close");
  assert.equal(code, 1, said());
  return said();
}

before(async () => {
  place = await findPlace();
  stack = await startStack(place);
  await ask("create schema room; create table room.kept (what text)");
});

after(async () => {
  await stack.end();
  await rm(place.TIDINGS_HOME, { recursive: true });
});

test("nothing that a copy writes is open to another user of the machine", async () => {
  const folder = place.TIDINGS_HOME;
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const open: string[] = [];
  for (const entry of entries) {
    const path = join(entry.parentPath, entry.name);
    // A file of Postgres may be gone by now.
    const found = await lstat(path).catch(() => undefined);
    if (found && !found.isSymbolicLink() && found.mode & 0o077) open.push(relative(folder, path));
  }
  assert.deepEqual(open, []);
  for (const name of ["logs/postgres.log", "carrier/store.log", "run/children.json", "panel/index.html"])
    assert.ok(
      entries.some((entry) => join(entry.parentPath, entry.name) === join(folder, name)),
      name,
    );
  assert.equal((await lstat(folder)).mode & 0o777, HOME_MODE);
});

test("a second start on the same folder is refused and says where the first one runs", async () => {
  const other = { ...place, TIDINGS_API_PORT: String(Number(place.TIDINGS_API_PORT) + 1) };
  for (const asked of [place, other])
    assert.match(
      await refusal(asked),
      new RegExp(`is already running here \\(pid ${stack.pid}\\): ${url("")}`),
    );
  assert.ok(await healthy());
});

test("a taken port is named, with who holds it and the variable that moves it", async () => {
  const other = await findPlace();
  const server = createServer().listen(Number(other.TIDINGS_CARRIER_PORT), "127.0.0.1");
  await once(server, "listening");
  const said = await refusal(other);
  assert.match(said, new RegExp(`Port ${other.TIDINGS_CARRIER_PORT} is taken by .*pid ${process.pid}`));
  assert.match(said, /TIDINGS_CARRIER_PORT=… npm start/);
  server.close();
  await rm(other.TIDINGS_HOME, { recursive: true });
});

test("a wrong setting is named, and so is one that is missing beside a project of one's own", async () => {
  const home = { TIDINGS_HOME: `${place.TIDINGS_HOME}/other` };
  assert.match(await refusal({ ...home, TIDINGS_API_PORT: "many" }), /TIDINGS_API_PORT/);
  const project = { ...home, SUPABASE_URL: "http://127.0.0.1:9" };
  const outer = { TIDINGS_ADMIN_PORT: "0", TIDINGS_BOT_PORT: "0" };
  assert.match(await refusal({ ...project, ...outer }), /TIDINGS_ADMIN_PORT/);
  const free = await findPlace();
  assert.match(await refusal({ ...free, ...project }), /SUPABASE_PUBLISHABLE_KEY/);
  const keyed = { ...free, ...project, SUPABASE_PUBLISHABLE_KEY: "sb_publishable_x" };
  assert.match(await refusal(keyed), /TIDINGS_BOT_EMAIL/);
  await rm(free.TIDINGS_HOME, { recursive: true });
});

test("a function is at rest until somebody asks for it", async () => {
  // The clock asks some by itself, and nobody opens a link here.
  const runs = async () => (await parts()).some(({ name }) => name === "fn-link");
  assert.equal(await runs(), false);
  const answer = await fetch(url("/l/nobody"));
  assert.equal(answer.status, 404);
  assert.equal(await runs(), true);
  assert.ok(await healthy());
});

test("each part that is killed comes back by itself, and a commit is kept", async () => {
  for (const { name } of await parts()) {
    await ask(`insert into room.kept values ('before ${name} was killed')`);
    // One that nobody asks for a minute ends by itself.
    if (name === "fn-link") await fetch(url("/l/nobody"));
    // Looked up now: a part may have ended with one that it cannot do without, and be another process since.
    const { pid } = await present(name);
    process.kill(pid, "SIGKILL");
    await until(async () => (await parts()).some((part) => part.name === name && part.pid !== pid));
    await until(healthy);
    const [kept] = await ask(`select from room.kept where what = 'before ${name} was killed'`);
    assert.ok(kept, name);
  }
});

test("killed outright it leaves no process behind, and the next start carries on with its data", async () => {
  await ask("insert into room.kept values ('before the end')");
  const left: Known[] = await parts();
  assert.ok(left.length >= 4);
  const before = await laid();
  assert.equal(before.length, 1);
  // As `npm run setup` may have told it since; a copy that is in use tells its own again.
  const told = () =>
    ask(`select d.link_base_url, d.functions_url, encode(b.key, 'hex') as key
      from private.deployment d, private.bots b`);
  const own = await told();
  await ask(
    "update private.deployment set link_base_url = 'http://else.test', functions_url = 'http://else.test'",
  );
  await ask("update private.bots set key = decode(repeat('00', 32), 'hex')");
  await ask("alter role tidings_functions password 'another'");
  process.kill(stack.pid, "SIGKILL");
  await until(() => !left.some(lives));
  stack = await startStack(place);
  assert.deepEqual(await laid(), before, "where nothing has changed nothing is laid again");
  assert.deepEqual(await told(), own);
  assert.equal((await fetch(url("/l/nobody"))).status, 404, "functions reach the database");
  assert.equal((await ask("select from room.kept where what = 'before the end'")).length, 1);
  assert.ok(await healthy());
});

/** Nothing of it runs, and its ports are free. */
async function isOver(left: readonly Known[]): Promise<void> {
  assert.deepEqual(left.filter(lives), []);
  for (const [name, port] of Object.entries(place))
    if (name.endsWith("_PORT")) assert.ok(await isFree(Number(port)), name);
}

test("a polite end stops every part and frees every port", async () => {
  // The next start finds nothing remembered, and does all of it again.
  await ask("delete from supabase_migrations.seed_files where path = 'supabase/local'");
  const left = await parts();
  await stack.end();
  await isOver(left);
});

test("an interrupt that npm alone is sent ends everything", async () => {
  await stack.end();
  // As an editor or a script does it; a terminal signals npm and us at once.
  const npm = spawn("npm", ["start", "--", "--until-stdin-ends"], {
    cwd: ROOT,
    env: testEnv({ LC_ALL: "C", ...place }),
    stdio: ["pipe", "ignore", "inherit"],
  });
  const gone = once(npm, "exit");
  await until(async () => npm.exitCode !== null || (await running(place.TIDINGS_HOME)) !== undefined);
  assert.equal(npm.exitCode, null);
  const left = await parts();
  npm.kill("SIGINT");
  await gone;
  await until(() => !left.some(lives));
  await isOver(left);
  stack = await startStack(place);
  assert.equal((await laid()).length, 1);
});
