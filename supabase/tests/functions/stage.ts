/**
 * Runs edge functions for tests: a test database, the gateway, the sandbox carrier, and each function in a Deno process
 * of its own, as `npm start` runs them; or all functions as the real CLI deploys them to a hosted project. Only the phones are simulated.
 */
import assert from "node:assert/strict";
import { type ChildProcess, spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { freePort, freePorts } from "../../../shared/src/node/ports.ts";
import { signPass } from "../../local/carrier/phones.ts";
import type { Vendor } from "../../local/carrier/protocol.ts";
import { VendorKeys } from "../../local/carrier/vendor_keys.ts";
import { admitFunctions } from "../../local/deployment.ts";
import { dictionaries, functionCommand, type Place } from "../../local/functions.ts";
import { BOT_EMAIL } from "../../local/parts.ts";
import { goLast, isPatient } from "../../local/patience.ts";
import { layPhones } from "../../local/phones.ts";
import { type Secrets, secretsOf } from "../../local/secrets.ts";
import { BOT_KEY, forTests, openTestDatabase, type Person, type TestDatabase } from "../test_database.ts";
import { type DeployedProject, openHosted } from "./hosted.ts";

const ROOT = join(import.meta.dirname, "../../..");

export type FunctionName =
  | "api"
  | "check-template"
  | "check-device"
  | "check-link"
  | "fetch-picture"
  | "ask-carrier"
  | "keep-file"
  | "mail-invitation"
  | "mail-digests"
  | "export-rows"
  | "import-numbers"
  | "dispatch"
  | "receive-receipts"
  | "receive-clicks"
  | "show-shortcuts"
  | "show-account"
  | "link"
  | "submit-templates";
export type Caller = Person | "service" | "nobody";
/**
 * `hosted`: all functions run as they are deployed, on the double of a hosted project; `names` are not asked. `pooled`: functions reach the
 * database through a pooler in transaction mode, with so many connections for all of them.
 */
export type StageOptions = { volatile: boolean; hosted?: true; pooled?: number };

export type Stage = {
  db: TestDatabase;
  api: string;
  /** The project, where functions run as deployed. */
  hosted: DeployedProject | undefined;
  carrier: string;
  /** The database as functions reach it. */
  pooler: string;
  webhookSecret: string;
  secrets: Secrets;
  /** The channel of the demo enterprise. */
  channel: string;
  /** Headers with which REST, Storage and functions know the caller. */
  headers(who: Caller): Promise<Record<string, string>>;
  /** Calls a function through the gateway; answers its status and JSON. */
  call(name: FunctionName, who: Caller, body?: unknown): Promise<{ status: number; body: Json }>;
  /** The address of a function itself, without the gateway. */
  direct(name: FunctionName): string;
  /** The current process id of a function, of the carrier, or of the gateway. */
  pid(name: FunctionName | "carrier" | "gateway"): number;
  /** The last lines that a function wrote. */
  log(name: FunctionName): string;
  /** Ends a function's process at once, as a crash would. */
  kill(name: FunctionName): Promise<void>;
  /** Starts it again. */
  start(name: FunctionName): Promise<void>;
  /** Starts another instance of a function, told other things than the usual ones: its address, its process id, its last lines, and `kill`, which ends it as a crash would. */
  another(
    name: FunctionName,
    told?: Partial<Place>,
  ): Promise<{ url: string; pid: number; log(): string; kill(): Promise<void> }>;
  /** Starts another gateway, told other things than the usual ones, in front of these functions: its address, and `end`. */
  anotherGateway(
    told: Env,
    functions: Record<string, number>,
  ): Promise<{ url: string; end(): Promise<void> }>;
  /** Headers with which a vendor opens links of this stage: its pass. */
  pass(vendor: Vendor): Promise<Record<string, string>>;
  /** Starts the bot, as `npm start` does, without chat: its clock runs until `stop`. */
  startBot(): Promise<{ pid: number; port: number; stop(): Promise<void> }>;
  /** Sets how the carrier behaves. */
  control(changes: object): Promise<void>;
  /** Starts the carrier anew, calm and without a memory: it keeps half a kilobyte of each message. */
  emptyCarrier(): Promise<void>;
  close(): Promise<void>;
};
// biome-ignore lint/suspicious/noExplicitAny: functions answer JSON, and each test asserts what it expects of it
export type Json = any;

type Env = Record<string, string>;
type Child = { process: ChildProcess; log: () => string };

function run(command: string, args: string[], env: NodeJS.ProcessEnv, patient = false): Child {
  const child = spawn(command, args, {
    cwd: ROOT,
    env,
    stdio: ["ignore", "pipe", "pipe"],
  });
  if (patient) goLast(child.pid);
  let said = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream.on("data", (chunk: Buffer) => {
      said = (said + chunk).slice(-20_000);
      if (process.env.STAGE_LOG) process.stderr.write(chunk);
    });
  }
  return { process: child, log: () => said };
}

async function end({ process: child }: Child, signal: NodeJS.Signals): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  child.kill(signal);
  await once(child, "exit");
}

/** Waits until `url` answers with a status below 500. Throws with the log if the process has ended. */
async function awaitAnswer(url: string, child: Child): Promise<void> {
  for (;;) {
    const answer = await fetch(url).catch(() => undefined);
    await answer?.body?.cancel();
    if (answer && answer.status < 500) return;
    if (child.process.exitCode !== null) throw new Error(`${url} ended: ${child.log()}`);
    await pause(50);
  }
}

/** These functions and all they need, for the tests of a file; ended after the last. */
export const testStage = async (options: StageOptions, ...names: FunctionName[]): Promise<Stage> =>
  forTests(await openStage(options, ...names));

/** Starts these functions and all they need; call `close` at the end. */
export async function openStage(options: StageOptions, ...asked: FunctionName[]): Promise<Stage> {
  const names = options.hosted ? [] : asked;
  const db = await openTestDatabase({ volatile: options.volatile });
  const home = await mkdtemp(join(tmpdir(), "tidings-stage-"));
  const made = await secretsOf(home);
  await db.sql`alter role lite password 'world'`.catch(() => undefined);
  await admitFunctions(db.sql, made.functionsPassword);
  const [apiPort = 0, carrierPort = 0, poolerPort = 0, ...ports] = await freePorts(names.length + 3);
  const children = new Map<string, Child>();
  const forFunctions = new URL(db.url);
  forFunctions.username = "tidings_functions";
  forFunctions.password = made.functionsPassword;
  if (options.pooled) {
    const words = [
      join(ROOT, "e2e/doubles/pooler/main.ts"),
      db.url,
      String(options.pooled),
      String(poolerPort),
    ];
    children.set("pooler", run(process.execPath, words, process.env));
    forFunctions.port = String(poolerPort);
  }
  const hosted = options.hosted && (await openHosted(db.url, forFunctions.href));
  const secrets = { ...made, ...hosted?.keys };
  const functions = Object.fromEntries(names.map((name, index) => [name, ports[index] ?? 0]));
  const api = hosted?.projectUrl ?? `http://127.0.0.1:${apiPort}`;
  const links = hosted ? `${api}/functions/v1/link` : `${api}/l`;
  const carrier = `http://127.0.0.1:${carrierPort}`;
  const botPassword = randomBytes(12).toString("hex");
  const { webhookSecret } = secrets;
  await db.sql`select private.set_deployment(${links}, ${`${api}/functions/v1`}, ${carrier}, ${secrets.carrierKey}, ${webhookSecret})`;
  await db.sql`update auth.users set encrypted_password = extensions.crypt(${botPassword}, extensions.gen_salt('bf')) where email = 'bot@tidings.test'`;

  const startFunction = async (
    name: FunctionName,
    port = functions[name] ?? 0,
    key: string = name,
    told: Partial<Place> = dictionaries(secrets),
  ) => {
    const { command, args, env } = functionCommand(name, {
      port,
      cache: process.env.DENO_DIR ?? join(tmpdir(), "tidings-deno"),
      SUPABASE_URL: api,
      TIDINGS_DB_URL: forFunctions.href,
      ...told,
    });
    const child = run(command, args, env, isPatient(name));
    children.set(key, child);
    await awaitAnswer(`http://127.0.0.1:${port}/${name}`, child);
    return child;
  };
  const startGateway = async (port: number, ports: Record<string, number>, key: string, told: Env) => {
    const gateway = run(process.execPath, [join(ROOT, "supabase/local/gateway/main.ts")], {
      ...process.env,
      TIDINGS_HOME: home,
      TIDINGS_API_PORT: String(port),
      GATEWAY_DB_URL: db.url.replace("//postgres:", "//lite:"),
      GATEWAY_JWT_SECRET: secrets.jwtSecret,
      GATEWAY_SITE_URL: api,
      GATEWAY_FUNCTIONS: JSON.stringify(ports),
      GATEWAY_PROBES: "{}",
      ...told,
    });
    children.set(key, gateway);
    await awaitAnswer(`http://127.0.0.1:${port}/healthz`, gateway);
    return gateway;
  };
  let phones: VendorKeys | undefined;
  const startCarrier = async () => {
    const told = {
      ...process.env,
      TIDINGS_HOME: home,
      TIDINGS_CARRIER_PORT: String(carrierPort),
      CARRIER_KEY: secrets.carrierKey,
      CARRIER_WEBHOOK_SECRET: webhookSecret,
    };
    const sandbox = run(process.execPath, [join(ROOT, "supabase/local/carrier/main.ts")], told, true);
    children.set("carrier", sandbox);
    await awaitAnswer(`${carrier}/v1/health`, sandbox);
    await layPhones(db.sql, carrier);
    phones = await VendorKeys.open(join(home, "carrier/phones.json"));
    // Tests count resolutions: no phone opens a link by itself.
    await fetch(`${carrier}/control`, { method: "PUT", body: '{"open_rate": 0}' });
  };
  await Promise.all([
    hosted ? undefined : startGateway(apiPort, functions, "gateway", dictionaries(secrets)),
    startCarrier(),
    ...names.map((name) => startFunction(name)),
  ]);

  const tokens = new Map<string, string>();
  const headers = async (who: Caller): Promise<Record<string, string>> => {
    const apikey = who === "service" ? secrets.secretKey : secrets.publishableKey;
    if (who === "nobody" || who === "service") return { apikey };
    let token = tokens.get(who);
    if (!token) {
      const domain = who === "bot" || who === "olga" ? "tidings" : who === "mallory" ? "other" : "demo";
      const email = `${who}@${domain}.test`;
      const password = who === "bot" ? botPassword : "tidings-demo";
      const answer = await fetch(`${api}/auth/v1/token?grant_type=password`, {
        method: "POST",
        headers: { apikey, "content-type": "application/json" },
        body: JSON.stringify({ email, password }),
      });
      assert.equal(answer.status, 200, `${who} signs in`);
      token = ((await answer.json()) as { access_token: string }).access_token;
      tokens.set(who, token);
    }
    return { apikey, authorization: `Bearer ${token}` };
  };
  const [channel] = await db.sql<{ id: string }[]>`
    select c.id from public.channels c join public.enterprises e on e.id = c.enterprise_id where e.name = '云杉商城'`;

  return {
    db,
    api,
    hosted,
    carrier,
    pooler: forFunctions.href,
    webhookSecret,
    secrets,
    channel: channel?.id ?? "",
    headers,
    async call(name, who, body = {}) {
      const answer = await fetch(`${api}/functions/v1/${name}`, {
        method: "POST",
        headers: { ...(await headers(who)), "content-type": "application/json" },
        body: JSON.stringify(body),
      });
      return { status: answer.status, body: await answer.json() };
    },
    direct: (name) => (hosted ? `${api}/functions/v1` : `http://127.0.0.1:${functions[name]}`),
    pid: (name) => hosted?.pid(name) || (children.get(name)?.process.pid ?? 0),
    log: (name) => hosted?.log(name) || (children.get(name)?.log() ?? ""),
    async kill(name) {
      const child = children.get(name);
      if (child) await end(child, "SIGKILL");
    },
    async start(name) {
      await startFunction(name);
    },
    async another(name, told) {
      const port = await freePort();
      const child = await startFunction(name, port, `${name} ${port}`, told);
      return {
        url: `http://127.0.0.1:${port}`,
        pid: child.process.pid ?? 0,
        log: child.log,
        kill: () => end(child, "SIGKILL"),
      };
    },
    async anotherGateway(told, ports) {
      const port = await freePort();
      const child = await startGateway(port, ports, `gateway ${port}`, told);
      return { url: `http://127.0.0.1:${port}`, end: () => end(child, "SIGTERM") };
    },
    async pass(vendor) {
      if (phones === undefined) throw new Error("the carrier has not started");
      return { authorization: `Bearer ${await signPass(phones, vendor, links)}` };
    },
    async startBot() {
      const port = await freePort();
      const bot = run(process.execPath, [join(ROOT, "bot/src/main.ts")], {
        ...process.env,
        SUPABASE_URL: api,
        SUPABASE_PUBLISHABLE_KEY: secrets.publishableKey,
        TIDINGS_BOT_EMAIL: BOT_EMAIL,
        TIDINGS_BOT_PASSWORD: botPassword,
        TIDINGS_BOT_KEY: BOT_KEY,
        TIDINGS_BOT_PORT: String(port),
      });
      children.set(`bot ${port}`, bot);
      await awaitAnswer(`http://127.0.0.1:${port}/healthz`, bot);
      return { pid: bot.process.pid ?? 0, port, stop: () => end(bot, "SIGTERM") };
    },
    async control(changes) {
      const answer = await fetch(`${carrier}/control`, { method: "PUT", body: JSON.stringify(changes) });
      assert.equal(answer.status, 200, await answer.text());
    },
    async emptyCarrier() {
      const sandbox = children.get("carrier");
      if (sandbox) await end(sandbox, "SIGKILL");
      await rm(join(home, "carrier"), { recursive: true, force: true });
      await startCarrier();
    },
    async close() {
      await Promise.all([...children.values()].map((child) => end(child, "SIGTERM")));
      await hosted?.stop();
      await db.close();
      await rm(home, { recursive: true, force: true });
    },
  };
}
