/**
 * `npm run deploy -- --project-ref <ref>`: Tidings on a hosted Supabase project (DEP-1). The law, the addresses, the account of the functions
 * and the functions, each by the Supabase CLI where it has a command for it; then a look from outside. What is half-done is said not to be
 * done, and the same command goes on.
 */
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Locale, listText, nearestLocale } from "@tidings/shared/ground/locale.ts";
import { tlsFor } from "@tidings/shared/ground/tls.ts";
import postgres, { type Sql } from "postgres";
import { linesOf, resultsOf } from "../local/checks/check.ts";
import { CliFailed } from "../local/cli.ts";
import { lockMigrations } from "../local/migrate.ts";
import { bundleFunctions } from "./bundle.ts";
import { hostedChecks } from "./checks.ts";
import { managementOf } from "./management.ts";
import { flag, type Target, targetOf, WrongSetting } from "./settings.ts";
import { STEPS, StepFailed, type Work } from "./steps.ts";
import { complaintWords, type Line, lineWords } from "./words.ts";

/** What a person has to do once in every deployment; until then the checks of these are no failure of it. */
const FOR_PEOPLE = new Set(["bot", "bot-key", "platform-admin", "addresses-are-confirmed", "log-is-sealed"]);

const locale: Locale = nearestLocale(
  process.env.LC_ALL || process.env.LC_MESSAGES || process.env.LANG || "en",
);
const told = (line: Line, seen?: string | number) => lineWords(locale, line, seen);

type Order = { target: Target & { databaseUrl: string }; links: string | null };

/** An address of the web to which the code of a link can be added: no name, no question and no fragment in it. */
function isPlainUrl(text: string): boolean {
  const url = URL.parse(text);
  if (!url || !/^https?:$/.test(url.protocol)) return false;
  return [url.username, url.password, url.search, url.hash].every((part) => part === "");
}

/** @throws WrongSetting before anything is done */
function orderOf(words: readonly string[], env: NodeJS.ProcessEnv): Order {
  const known = ["--project-ref", "--links"];
  const stray = words.find(
    (word, at) =>
      !known.some((name) => word === name || word.startsWith(`${name}=`)) &&
      !known.includes(words[at - 1] ?? ""),
  );
  if (words.length === 0 || stray === "--help") throw new WrongSetting("usage");
  if (stray !== undefined) throw new WrongSetting("unknown_word", stray);
  const links = flag("--links", words) ?? null;
  if (links !== null && !isPlainUrl(links)) throw new WrongSetting("links_url", links);
  const target = targetOf(flag("--project-ref", words), env, "needed");
  return { target: { ...target, databaseUrl: target.databaseUrl ?? "" }, links };
}

/** Why a step ended, in words; undefined where it is a fault of ours, which is told with its trace. */
function reasonOf(error: unknown): string | undefined {
  if (error instanceof StepFailed) return lineWords(locale, ...error.told);
  if (error instanceof CliFailed || error instanceof postgres.PostgresError) return error.message;
  const { code = "" } = error as { code?: string };
  return /^(E[A-Z]+|CONNECT_TIMEOUT|CONNECTION_\w+)$/.test(code) ? told("database_away", code) : undefined;
}

/** Runs the steps. Answers those that are not done, the failed one first. */
async function runSteps(work: Work): Promise<Line[]> {
  for (const [at, { name, run }] of STEPS.entries()) {
    const head = `${at + 1}/${STEPS.length} ${told(name)}`;
    try {
      console.log(`${head}: ${lineWords(locale, ...(await run(work)))}`);
    } catch (error) {
      const reason = reasonOf(error);
      if (reason === undefined) throw error;
      console.error(`${head}: ${told("failed", reason)}`);
      return STEPS.slice(at).map(({ name: left }) => left);
    }
  }
  return [];
}

/** Every check of the deployed project. Answers whether all hold that a deployment can make hold. */
async function look({ target, sql, api, bundle }: Work): Promise<boolean> {
  const results = await resultsOf(await hostedChecks(api, target.projectUrl, bundle.wanted, sql), locale);
  const left = results.filter(({ id, state }) => state !== "ok" && FOR_PEOPLE.has(id));
  const rest = results.filter((result) => !left.includes(result));
  console.log([`${told("looked")}:`, ...linesOf(rest)].join("\n"));
  const good = rest.every(({ state }) => state !== "bad");
  console.log(told(good ? "done" : "checks_failed"));
  if (left.length > 0) console.log(["", told("next"), ...linesOf(left)].join("\n"));
  return good;
}

async function deployWith(order: Order, sql: Sql, folder: string): Promise<boolean> {
  const { target, links } = order;
  if (!(await lockMigrations(sql))) {
    console.error(told("busy"));
    return false;
  }
  const wanted = await bundleFunctions(folder);
  const api = managementOf(target);
  const work: Work = {
    target,
    links,
    named: !!process.env.SUPABASE_URL,
    sql,
    api,
    bundle: { folder, wanted },
  };
  const left = await runSteps(work);
  if (left.length === 0) return look(work);
  console.error(
    told(
      "not_done",
      listText(
        left.map((name) => told(name)),
        locale,
      ),
    ),
  );
  return false;
}

async function main(words: readonly string[]): Promise<number> {
  let order: Order;
  try {
    order = orderOf(words, process.env);
  } catch (error) {
    if (!(error instanceof WrongSetting)) throw error;
    console.error(complaintWords(locale, error.complaint, error.seen));
    return 2;
  }
  const folder = await mkdtemp(join(tmpdir(), "tidings-deploy-"));
  const sql = postgres(order.target.databaseUrl, {
    max: 1,
    // The session keeps the lock; a pooler ends one that says nothing for a while, and the CLI may take minutes.
    keep_alive: 30,
    ...tlsFor(order.target.databaseUrl),
    connect_timeout: 10,
    onnotice: () => undefined,
  });
  try {
    return (await deployWith(order, sql, folder)) ? 0 : 1;
  } catch (error) {
    const reason = reasonOf(error);
    if (reason === undefined) throw error;
    console.error(told("failed", reason));
    return 1;
  } finally {
    await sql.end({ timeout: 5 });
    await rm(folder, { recursive: true });
  }
}

process.exitCode = await main(process.argv.slice(2));
