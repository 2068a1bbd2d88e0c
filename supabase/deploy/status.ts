/**
 * `npm run status`: where the running copy is, and whether its doors are shut. `--json` prints the addresses and keys for programs,
 * `--checks` the checks alone (with `--json` as JSON; exit code 1 when one is not kept). With SUPABASE_URL it looks at that project;
 * SUPABASE_DB_URL, the address of its database as the owner, adds the checks of the law. `--project <ref>` looks at all that
 * `npm run deploy` makes there, from outside.
 */
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { nearestLocale } from "@tidings/shared/ground/locale.ts";
import { tlsFor } from "@tidings/shared/ground/tls.ts";
import postgres, { type Sql } from "postgres";
import { type Check, linesOf, type Result, resultsOf } from "../local/checks/check.ts";
import { copyChecks } from "../local/checks/copy.ts";
import { databaseChecks } from "../local/checks/database.ts";
import { projectChecks } from "../local/checks/project.ts";
import { type Env, readEnv } from "../local/env.ts";
import { type Facts, running } from "../local/state.ts";
import { wordsFor } from "../local/words.ts";
import { hostedChecks } from "./checks.ts";
import { managementOf } from "./management.ts";
import { flag, type Target, targetOf, WrongSetting } from "./settings.ts";
import { complaintWords } from "./words.ts";

/** The bot is meant to be reached where a platform elsewhere calls it. It says so itself: it may have been started with settings that this terminal has not. */
async function openParts(bot: string): Promise<string[]> {
  const answer = await fetch(`${bot}/healthz`).catch(() => undefined);
  const { called } = answer?.ok ? ((await answer.json()) as { called?: boolean }) : {};
  return called ? ["bot"] : [];
}

const localeOf = (env: Env) => nearestLocale(env.LC_ALL ?? env.LC_MESSAGES ?? env.LANG ?? "en");

async function look(
  databaseUrl: string | undefined,
  demo: boolean,
  env: Env,
  checksOf: (sql: Sql | null) => Check[] | Promise<Check[]>,
): Promise<Result[]> {
  const locale = localeOf(env);
  if (!databaseUrl) return resultsOf(await checksOf(null), locale);
  const sql = postgres(databaseUrl, {
    max: 1,
    ...(demo ? { ssl: false } : tlsFor(databaseUrl)),
    connect_timeout: 10,
    onnotice: () => undefined,
  });
  try {
    return await resultsOf(await checksOf(sql), locale);
  } finally {
    await sql.end({ timeout: 5 });
  }
}

/** The checks of the copy that runs here. */
async function checksHere(facts: Facts, env: Env): Promise<Result[]> {
  const { API_URL, ADMIN_URL, CARRIER_URL, BOT_URL, DB_URL } = facts;
  const urls = { api: API_URL, admin: ADMIN_URL, carrier: CARRIER_URL, bot: BOT_URL, database: DB_URL };
  const copy = copyChecks(env.TIDINGS_HOME, urls, await openParts(BOT_URL));
  const checks = [...copy, ...projectChecks(API_URL, facts.PUBLISHABLE_KEY)];
  return look(DB_URL, true, env, (sql) => [...checks, ...(sql ? databaseChecks(sql, true) : [])]);
}

function checksOfProject(env: Env): Promise<Result[]> {
  const { SUPABASE_URL: url = "", SUPABASE_PUBLISHABLE_KEY: key = "" } = env;
  const outside = projectChecks(url, key);
  return look(process.env.SUPABASE_DB_URL, false, env, (sql) => [
    ...outside,
    ...(sql ? databaseChecks(sql, false) : []),
  ]);
}

/** The checks of a hosted project as `npm run deploy` leaves it. The functions are bundled here, to know which release they should be. */
async function checksOfHosted(target: Target, env: Env): Promise<Result[]> {
  const folder = await mkdtemp(join(tmpdir(), "tidings-status-"));
  try {
    // Loaded when it is asked for: the bundler takes longer than all the rest of this command.
    const { bundleFunctions } = await import("./bundle.ts");
    const wanted = await bundleFunctions(folder);
    const api = managementOf(target);
    return await look(target.databaseUrl ?? undefined, false, env, (sql) =>
      hostedChecks(api, target.projectUrl, wanted, sql),
    );
  } finally {
    await rm(folder, { recursive: true });
  }
}

/** The project that `--project` names; undefined without it. Ends the program in words where a setting is wrong. */
function hostedTarget(env: Env): Target | undefined {
  const ref = flag("--project", process.argv.slice(2));
  if (ref === undefined) return undefined;
  try {
    return targetOf(ref, process.env, "optional");
  } catch (error) {
    if (!(error instanceof WrongSetting)) throw error;
    console.error(complaintWords(localeOf(env), error.complaint, error.seen));
    process.exit(2);
  }
}

const env = readEnv();
const words = wordsFor(env);
const [json, checksOnly] = ["--json", "--checks"].map((flag) => process.argv.includes(flag));
const hosted = hostedTarget(env);
const facts = hosted || env.SUPABASE_URL ? undefined : await running(env.TIDINGS_HOME);
if (!facts && !hosted && !env.SUPABASE_URL) {
  console.error(words.nothing(env.TIDINGS_HOME));
  process.exit(1);
}
if (facts && !checksOnly) {
  if (json) console.log(JSON.stringify(facts, null, 2));
  else for (const [name, value] of Object.entries(facts)) console.log(`${name.padEnd(16)}${value}`);
}
if (checksOnly || !json || !facts) {
  const results = await (hosted
    ? checksOfHosted(hosted, env)
    : facts
      ? checksHere(facts, env)
      : checksOfProject(env));
  if (json) console.log(JSON.stringify(results, null, 2));
  else console.log(["", words.doors, ...linesOf(results)].join("\n"));
  if (results.some(({ state }) => state === "bad")) process.exitCode = 1;
}
