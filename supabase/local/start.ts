/** `npm start`: the whole of Tidings on this machine, and a clean end of it. */
import { join, relative } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import postgres from "postgres";
import { freePorts, isFree } from "../../shared/src/node/ports.ts";
import { type Env, ROOT, readEnv } from "./env.ts";
import { ensureLaid } from "./laid.ts";
import { MigrationRefused } from "./migrate.ts";
import {
  addressesOf,
  adminPart,
  botPart,
  type Copy,
  functionNames,
  functionParts,
  partsOf,
  workerPart,
} from "./parts.ts";
import { layPhones } from "./phones.ts";
import { holderOf } from "./ports.ts";
import { databaseUrl } from "./postgres.ts";
import { makePrivate } from "./private.ts";
import { secretsOf } from "./secrets.ts";
import { claimHome, leaveHome, publish, running } from "./state.ts";
import { endOrphans, keepReaper, lastWords, type Supervisor, supervise, type Told } from "./supervisor.ts";
import { wakeOnRequest } from "./waking.ts";
import { wordsFor } from "./words.ts";

const began = Date.now();
const words = wordsFor(process.env);

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

/** What lasts is told once in so many milliseconds. */
const AGAIN_MS = 60_000;

/** What a person has to put right: printed without a trace. */
class Refusal extends Error {}

function settings(): Env {
  try {
    return readEnv();
  } catch (error) {
    throw new Refusal(words.wrongEnv((error as Error).message));
  }
}

/** Every port we open must be free; the message names the variable that moves it. */
async function checkPorts(env: Env, variables: (keyof Env & `TIDINGS_${string}_PORT`)[]): Promise<void> {
  for (const variable of variables) {
    const port = env[variable];
    if (!(await isFree(port))) throw new Refusal(words.busy(port, variable, holderOf(port)));
  }
}

/** Waits until `/healthz` says that all is well. After a minute it tells, every minute, what is missing. */
async function awaitHealth(url: string, home: string): Promise<void> {
  let told = Date.now();
  for (;;) {
    const answer = await fetch(`${url}/healthz`).catch(() => undefined);
    const health = (await answer?.json().catch(() => undefined)) as
      | { waiting?: Record<string, string> }
      | undefined;
    if (answer?.ok) return;
    if (Date.now() - told > AGAIN_MS) {
      told = Date.now();
      const what = Object.entries(health?.waiting ?? { gateway: "does not answer" }).map(
        ([name, why]) => `${name} (${why})`,
      );
      console.error(words.waiting(what.join(", "), relative(process.cwd(), join(home, "logs"))));
    }
    await pause(150);
  }
}

/** `over`: the copy is being stopped. */
async function startEmbedded(env: Env, parts: Supervisor, over: () => boolean): Promise<void> {
  const home = env.TIDINGS_HOME;
  const names = await functionNames();
  const ports = await freePorts(names.length);
  const functions = Object.fromEntries(names.map((name, index) => [name, ports[index] ?? 0]));
  const copy: Copy = { env, secrets: await secretsOf(home), functions };
  const { secrets } = copy;
  // The panel may have to be built, which needs no database, as the carrier needs none: all take their time at once.
  const [panel, carrier, gateway, ...others] = partsOf(copy);
  for (const part of [panel, carrier]) parts.start(part);
  await ensureLaid(copy, parts);
  const broken = (name: string, error: unknown) => console.error(words.broken(name, messageOf(error)));
  parts.start({ ...gateway, heard: wakeOnRequest(parts, functionParts(copy), over, broken) });
  for (const part of others) parts.start(part);
  const at = addressesOf(env);
  const database = databaseUrl(env.TIDINGS_DB_PORT, secrets.databasePassword);
  await awaitHealth(at.api, home);
  const sql = postgres(database, { max: 1, onnotice: () => undefined });
  try {
    await layPhones(sql, at.carrier);
  } finally {
    await sql.end();
  }
  await publish(home, {
    API_URL: at.api,
    PUBLISHABLE_KEY: secrets.publishableKey,
    SECRET_KEY: secrets.secretKey,
    DB_URL: database,
    ADMIN_URL: at.admin,
    CARRIER_URL: at.carrier,
    BOT_URL: at.bot,
  });
  const shown = { ...at, database: `${withoutPassword(database)}  (npm run status)` };
  console.log(words.ready(shown, ((Date.now() - began) / 1000).toFixed(1)));
}

/** The database without its password, for the screen. */
const withoutPassword = (url: string) => `postgres://postgres@${new URL(url).host}/postgres`;

/** With a Supabase project of one's own only the panel and the bot run here, and the worker where it is told the database. */
async function startBeside(env: Env, url: string, parts: Supervisor): Promise<void> {
  const key = env.SUPABASE_PUBLISHABLE_KEY;
  if (!key) throw new Refusal(words.needKey);
  const { TIDINGS_BOT_EMAIL: email, TIDINGS_BOT_PASSWORD: password, TIDINGS_BOT_KEY: botKey } = env;
  if (!email || !password || !botKey) throw new Refusal(words.needBot);
  parts.start(botPart(env, url, key, { email, password, key: botKey }));
  parts.start(adminPart(env, url, key, false));
  if (env.TIDINGS_DB_URL) parts.start(workerPart(env, env.TIDINGS_DB_URL));
  const { admin, bot } = addressesOf(env);
  for (const address of [`${bot}/healthz`, admin]) {
    while (!(await fetch(address).catch(() => undefined))?.ok) await pause(200);
  }
  console.log(words.remote(admin, url));
}

/** How the person at the terminal is told of a part that ends, and of a disk that cannot be written. */
function tellingOf(home: string): Told {
  let unwritten = 0;
  return {
    crashed(name, crashes) {
      const log = join(home, "logs", `${name}.log`);
      const shown = relative(process.cwd(), log);
      if (crashes === 1) console.error(words.restarted(name, shown));
      if (crashes === 4) console.error(words.unstable(name, shown, lastWords(log)));
    },
    unwritten({ message }) {
      if (Date.now() - unwritten < AGAIN_MS) return;
      unwritten = Date.now();
      console.error(words.unwritten(home, message));
    },
  };
}

async function main(): Promise<void> {
  const env = settings();
  const home = env.TIDINGS_HOME;
  await makePrivate(home);
  const holder = await claimHome(home);
  // Its ports may be others than those named to this one.
  if (holder !== undefined) throw new Refusal(words.already(holder, (await running(home))?.API_URL));
  await endOrphans(home);

  const parts = supervise(home, tellingOf(home));
  const releaseReaper = keepReaper(home);

  let stopping = false;
  let seen = 0;
  const stop = async (code: number) => {
    if (stopping) return;
    stopping = true;
    if (code === 0) console.log(words.stopping);
    const upper = [
      "bot",
      "admin",
      "carrier",
      "worker",
      ...(await functionNames()).map((name) => `fn-${name}`),
    ];
    await parts.stop(upper);
    await parts.stop(["gateway"]);
    await parts.stop();
    releaseReaper();
    await leaveHome(home);
    if (code === 0) console.log(words.stopped);
    process.exit(code);
  };
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) {
    process.on(signal, () => {
      // The second Ctrl-C of an impatient person; npm and the terminal may both deliver the first.
      seen++;
      if (seen > 2) parts.kill();
      void stop(0);
    });
  }
  // npm passes a signal on to what it has started, which is us: the script says `exec`, as a shell between would wait for us and pass nothing on. A
  // program that started us without one is watched: its end tells us to stop.
  const parent = process.ppid;
  if (process.env.npm_lifecycle_event)
    setInterval(() => process.ppid !== parent && void stop(0), 300).unref();
  // The reader of our output may have gone before the last line: a broken pipe is no error.
  for (const stream of [process.stdout, process.stderr]) stream.on("error", () => undefined);
  // For a program that starts a copy for itself: its end, even by kill -9, closes this pipe.
  if (process.argv.includes("--until-stdin-ends")) process.stdin.resume().once("close", () => void stop(0));

  try {
    const outer = ["TIDINGS_ADMIN_PORT", "TIDINGS_BOT_PORT"] as const;
    if (env.SUPABASE_URL) {
      await checkPorts(env, [...outer]);
      console.log(words.starting);
      await startBeside(env, env.SUPABASE_URL, parts);
    } else {
      await checkPorts(env, ["TIDINGS_API_PORT", "TIDINGS_DB_PORT", ...outer, "TIDINGS_CARRIER_PORT"]);
      console.log(words.starting);
      await startEmbedded(env, parts, () => stopping);
    }
  } catch (error) {
    if (stopping) return;
    tell(error, home);
    await stop(1);
  }
}

function tell(error: unknown, home: string): void {
  const folder = home.startsWith(ROOT) ? relative(ROOT, home) : home;
  if (error instanceof Refusal) console.error(error.message);
  else if (error instanceof MigrationRefused) console.error(words.migration(error.message, folder));
  else if (error instanceof Error && "code" in error && error.code === "ENOSPC")
    console.error(words.full(folder));
  else console.error(words.failed(messageOf(error)));
}

main().catch((error: unknown) => {
  tell(error, process.env.TIDINGS_HOME ?? ".tidings");
  process.exit(1);
});
