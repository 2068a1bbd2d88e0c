/** A hosted Supabase project on 127.0.0.1: the Management API that the real CLI deploys to, and the project that runs what was uploaded. */
import { type ChildProcess, spawn } from "node:child_process";
import { randomBytes, randomInt } from "node:crypto";
import { once } from "node:events";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import postgres from "postgres";
import { freePort } from "../../../shared/src/node/ports.ts";
import { dictionaries } from "../../../supabase/local/functions.ts";
import { startPostgres } from "../../../supabase/local/postgres.ts";
import { secretsOf } from "../../../supabase/local/secrets.ts";
import { type Call, type Reply, serve } from "../ground/http.ts";
import { openDomain } from "./domain.ts";
import { type Deployed, Functions } from "./functions.ts";
import { Keys } from "./keys.ts";
import { manage, type Project, Rate } from "./management.ts";
import { LIMITS } from "./rules.ts";
import { HOSTED, type Measured, Runtime, type RuntimeLimits } from "./runtime.ts";

const ROOT = join(import.meta.dirname, "../../..");
const GATEWAY = join(ROOT, "supabase/local/gateway/main.ts");

export type HostedOptions = {
  /** A database that is there, signed in as `postgres`; the role `lite` has the same password. Without it a server of its own, with Supabase's roles and nothing else. */
  dbUrl?: string;
  /** Calls of the Management API that one account may make. */
  requestsPerMinute?: number;
  limits?: Partial<RuntimeLimits>;
  /** Where mails of Auth lead to: the panel. */
  siteUrl?: string;
};

/** Calls of the Management API that go wrong: those with this method whose address (path and query) has `path` in it. */
export type Failure = {
  method: string;
  path: string;
  /** The answer in place of the right one; `cut`: none, and the connection breaks. */
  status: number | "cut";
  times?: number;
  /** It takes effect first. */
  done?: boolean;
};

export type Hosted = {
  ref: string;
  /** The access token of the account. */
  token: string;
  /** The path of the profile with which the CLI asks this Management API. */
  profile: string;
  apiUrl: string;
  projectUrl: string;
  /** The database as its owner. */
  dbUrl: string;
  publishableKey: string;
  secretKey: string;
  legacyKeys: Readonly<Record<"anon" | "service_role", string>>;
  /** What the Management API was asked, and answered. */
  requests: { method: string; path: string; status: number | "cut" }[];
  functions(): { slug: string; version: number; files: ReadonlyMap<string, Buffer> }[];
  secrets(): Map<string, string>;
  /** Whether the legacy keys are taken. */
  legacy(on: boolean): void;
  fail(next: Failure): void;
  /** Nothing more is to fail. */
  calm(): void;
  /** What calls of functions have taken. */
  measured: readonly Measured[];
  log(slug: string): string;
  pid(slug: string): number;
  stop(): Promise<void>;
};

const letters = (count: number) =>
  Array.from({ length: count }, () => String.fromCharCode(97 + randomInt(26))).join("");

async function awaitAnswer(url: string, child: ChildProcess, log: () => string): Promise<void> {
  for (;;) {
    const answer = await fetch(url).catch(() => undefined);
    await answer?.body?.cancel();
    if (answer) return;
    if (child.exitCode !== null) throw new Error(`The gateway ended: ${log()}`);
    await pause(50);
  }
}

type Own = {
  home: string;
  dbUrl: string;
  projectUrl: string;
  siteUrl: string;
  secrets: Awaited<ReturnType<typeof secretsOf>>;
};

/** REST, Auth and Storage in a process of their own. */
async function startGateway({
  home,
  dbUrl,
  siteUrl,
  secrets,
}: Own): Promise<{ url: string; stop(): Promise<void> }> {
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const child = spawn(process.execPath, [GATEWAY], {
    cwd: ROOT,
    env: {
      ...process.env,
      TIDINGS_HOME: home,
      TIDINGS_API_PORT: String(port),
      GATEWAY_DB_URL: dbUrl.replace("//postgres:", "//lite:"),
      GATEWAY_JWT_SECRET: secrets.jwtSecret,
      GATEWAY_SITE_URL: siteUrl,
      GATEWAY_FUNCTIONS: "{}",
      GATEWAY_PROBES: "{}",
      ...dictionaries(secrets),
    },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let said = "";
  for (const stream of [child.stdout, child.stderr])
    stream.on("data", (chunk: Buffer) => {
      said = (said + chunk).slice(-20_000);
    });
  await awaitAnswer(`${url}/healthz`, child, () => said);
  return {
    url,
    async stop() {
      if (child.exitCode !== null || child.signalCode !== null) return;
      child.kill("SIGTERM");
      await once(child, "exit");
    },
  };
}

/** Hosted REST reads the schema anew when the database says so on its channel; the embedded one reads it at its start. Answers how to end it. */
async function onReload(dbUrl: string, reload: () => Promise<void>): Promise<() => Promise<void>> {
  const sql = postgres(dbUrl, { max: 1, onnotice: () => undefined });
  let reloading = Promise.resolve();
  await sql.listen("pgrst", () => {
    reloading = reloading.then(reload);
  });
  return async () => {
    await sql.end();
    await reloading;
  };
}

async function ownDatabase(home: string): Promise<{ url: string; stop(): Promise<void> }> {
  const port = await freePort();
  const password = randomBytes(12).toString("hex");
  return startPostgres({ dataDir: join(home, "postgres"), port, password, volatile: true });
}

/** The answer to a call of the Management API, unless it was told to fail. */
async function answered(
  project: Project,
  call: Call,
  rate: Rate,
  failures: Required<Failure>[],
): Promise<Reply> {
  const query = call.query.size > 0 ? `?${call.query}` : "";
  const failure = failures.find(
    ({ method, path, times }) => times > 0 && method === call.method && `${call.path}${query}`.includes(path),
  );
  if (!failure) return manage(project, call, rate);
  failure.times -= 1;
  if (failure.done) await manage(project, call, rate);
  if (failure.status === "cut") return { cut: true };
  return { status: failure.status, body: { message: "Internal Server Error" } };
}

/** Everything that a function finds in its environment, and nothing else: the variables of the platform, and the secrets. */
const environment = (project: Project, dbUrl: string, projectUrl: string) => (deployed: Deployed) => ({
  ...Object.fromEntries([...project.secrets].map(([name, { value }]) => [name, value])),
  SUPABASE_URL: projectUrl,
  SUPABASE_DB_URL: dbUrl,
  ...project.keys.env(),
  SB_REGION: "us-east-1",
  SB_EXECUTION_ID: crypto.randomUUID(),
  DENO_DEPLOYMENT_ID: `${project.ref}_${deployed.id}_${deployed.version}`,
});

/** Starts a project. `stop` ends it with all it has started. */
export async function startHosted(options: HostedOptions = {}): Promise<Hosted> {
  const home = await mkdtemp(join(tmpdir(), "tidings-hosted-"));
  const ends: (() => Promise<unknown>)[] = [() => rm(home, { recursive: true, force: true })];
  const stop = async () => {
    for (const end of ends.splice(0).reverse()) await end();
  };
  try {
    const database = options.dbUrl ? undefined : await ownDatabase(home);
    if (database) ends.push(() => database.stop());
    const dbUrl = options.dbUrl ?? database?.url ?? "";
    const secrets = await secretsOf(home);
    const ref = letters(20);
    const port = await freePort();
    const projectUrl = `http://127.0.0.1:${port}`;
    const siteUrl = options.siteUrl ?? projectUrl;
    const own: Own = { home, dbUrl, projectUrl, siteUrl, secrets };
    let gateway = await startGateway(own);
    ends.push(() => gateway.stop());
    const project: Project = {
      ref,
      token: `sbp_${randomBytes(20).toString("hex")}`,
      createdAt: new Date().toISOString(),
      keys: await Keys.make(secrets, ref),
      functions: new Functions(join(home, "functions"), (slug) => runtime.renew(slug)),
      secrets: new Map(),
      changed: () => runtime.renew(),
    };
    const limits = { ...HOSTED, ...options.limits };
    await mkdir(join(home, "functions"));
    const runtime = new Runtime(home, environment(project, dbUrl, projectUrl), limits);
    ends.push(() => runtime.stop());
    const { keys, functions } = project;
    const house = { keys, functions, runtime, gateway: gateway.url };
    const domain = await openDomain(house, port);
    ends.push(domain.close);
    const ended = await onReload(dbUrl, async () => {
      const former = gateway;
      gateway = await startGateway(own);
      house.gateway = gateway.url;
      await former.stop();
    });
    ends.push(ended);
    const requests: Hosted["requests"] = [];
    const failures: Required<Failure>[] = [];
    const rate = new Rate(options.requestsPerMinute ?? LIMITS.requestsPerMinute);
    const api = await serve(0, async (call) => {
      const reply = await answered(project, call, rate, failures);
      requests.push({
        method: call.method,
        path: call.path,
        status: reply.cut ? "cut" : (reply.status ?? 200),
      });
      return reply;
    });
    ends.push(api.close);
    const profile = join(home, "profile.yaml");
    const at = Object.entries({
      name: "double",
      api_url: api.url,
      dashboard_url: `${api.url}/dashboard`,
      docs_url: `${api.url}/docs`,
      project_host: "localhost",
    });
    await writeFile(profile, at.map(([name, value]) => `${name}: ${value}\n`).join(""));
    return {
      ref,
      token: project.token,
      profile,
      apiUrl: api.url,
      projectUrl,
      dbUrl,
      publishableKey: secrets.publishableKey,
      secretKey: secrets.secretKey,
      legacyKeys: keys.legacy,
      requests,
      functions: () => functions.list().map(({ slug, version, files }) => ({ slug, version, files })),
      secrets: () => new Map([...project.secrets].map(([name, { value }]) => [name, value])),
      legacy: (on) => {
        keys.legacyOn = on;
      },
      fail: (next) => void failures.push({ times: 1, done: false, ...next }),
      calm: () => void failures.splice(0),
      measured: runtime.measured,
      log: (slug) => runtime.log(slug),
      pid: (slug) => runtime.pid(slug),
      stop,
    };
  } catch (error) {
    await stop();
    throw error;
  }
}
