/**
 * The cluster under test: Postgres, gateway, sandbox carrier and the functions of the send and link core, each in a process of its own, in one temporary folder.
 * Proxies lie between the parts (pg_proxy.ts, http_proxy.ts), so that a kill can happen exactly at a commit.
 */
import { rmSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import postgres, { type Sql } from "postgres";
import { freePorts } from "../../shared/src/node/ports.ts";
import { admitFunctions, layBot } from "../local/deployment.ts";
import { type Env, ROOT, readEnv } from "../local/env.ts";
import { migrate, seed } from "../local/migrate.ts";
import { BOT_EMAIL, type Copy, functionParts, partsOf } from "../local/parts.ts";
import { layPhones } from "../local/phones.ts";
import { awaitPostgres, databaseUrl, layGround, preparePostgres, serverCommand } from "../local/postgres.ts";
import { type Secrets, secretsOf } from "../local/secrets.ts";
import { type Listener, openHttpProxy } from "./http_proxy.ts";
import type { KillTrigger } from "./kill_trigger.ts";
import { openPgProxy } from "./pg_proxy.ts";
import { SmallDisk } from "./small_disk.ts";
import { SupervisedProcess } from "./supervisor.ts";

const HOST = "127.0.0.1";

export type Cluster = {
  /** A direct connection to Postgres, for the checks. */
  sql: Sql;
  /** Where it connects to, and the same as a superuser. */
  databaseUrl: string;
  adminUrl: string;
  secrets: Secrets;
  api: string;
  carrierUrl: string;
  /** Where the carrier's calls go. */
  callbacks: string;
  importer: SupervisedProcess;
  dispatchers: readonly SupervisedProcess[];
  receiver: SupervisedProcess;
  link: SupervisedProcess;
  postgres: SupervisedProcess;
  /** That of Postgres, where it has one of its own. */
  disk: SmallDisk | null;
  carrier: SupervisedProcess;
  gateway: SupervisedProcess;
  everyone: readonly SupervisedProcess[];
  /** The address on which a dispatcher itself listens. */
  urlOf(dispatcher: SupervisedProcess): string;
  close(): Promise<void>;
};

async function answers(url: string, alive: () => boolean): Promise<void> {
  for (;;) {
    const answer = await fetch(url).catch(() => null);
    await answer?.body?.cancel();
    if (answer && answer.status < 500) return;
    if (!alive()) throw new Error(`${url} ended before it worked`);
    await pause(25);
  }
}

/** A part of a copy as a supervised process. `env` is added to the environment of the part. */
function supervised(
  base: SupervisedProcess,
  copy: Copy,
  part: string,
  name: string,
  url: string,
  env: Record<string, string> = {},
): SupervisedProcess {
  const found = [...partsOf(copy), ...functionParts(copy).values()].find((one) => one.name === part);
  if (!found) throw new Error(`A copy has no part ${part}.`);
  const { command, args, cwd } = found;
  const ready = (alive: () => boolean) => answers(url, alive);
  return new SupervisedProcess(
    { name, command, args, cwd, env: { ...found.env, ...env }, ready },
    () => base.life + base.shaken,
  );
}

async function layDatabase(
  sql: Sql,
  port: number,
  secrets: Secrets,
  carrier: string,
  calls: string,
  api: string,
) {
  await layGround(port, secrets.databasePassword);
  const url = databaseUrl(port, secrets.databasePassword);
  await migrate(url);
  await seed(url, join(ROOT, "supabase/seed.sql"), { bot_password: secrets.botPassword });
  // A prepared database (npm test makes one) has another password for the bot.
  await sql`update auth.users set encrypted_password = extensions.crypt(${secrets.botPassword}, extensions.gen_salt('bf'))
    where email = ${BOT_EMAIL}`;
  await sql`select private.set_deployment(${`${api}/l`}, ${calls}, ${carrier}, ${secrets.carrierKey}, ${secrets.webhookSecret})`;
  // One operator makes the sends of a whole company.
  await sql`update private.limits set most = 1000000`;
  await admitFunctions(sql, secrets.functionsPassword);
  await layBot(sql, BOT_EMAIL, secrets.botKey);
}

/**
 * Starts a cluster: Postgres is durable, there are two dispatchers, and `listener` sees every request to the carrier and its answer.
 * `diskMb`: Postgres gets a disk of its own of so many megabytes.
 */
export async function openCluster(
  trigger: KillTrigger,
  listener: Listener,
  diskMb?: number,
): Promise<Cluster> {
  const home = await mkdtemp(join(tmpdir(), "tidings-soak-"));
  // `npm test` prepares a database once, with this password; every cluster starts with a copy of it.
  const template = process.env.TIDINGS_TEST_WORLD;
  const own = await secretsOf(home);
  const secrets = template ? { ...own, databasePassword: "world" } : own;
  const names = ["api", "db", "carrier", "import", "receive", "link", "one", "two"];
  const free = await freePorts(names.length);
  const port = (name: string): number => {
    const found = free[names.indexOf(name)];
    if (found === undefined) throw new Error(`No port was asked for ${name}.`);
    return found;
  };
  const env: Env = readEnv({
    TIDINGS_HOME: home,
    TIDINGS_API_PORT: String(port("api")),
    TIDINGS_DB_PORT: String(port("db")),
    TIDINGS_CARRIER_PORT: String(port("carrier")),
  });
  const api = `http://${HOST}:${port("api")}`;
  const carrierUrl = `http://${HOST}:${port("carrier")}`;
  const closing: (() => void)[] = [];
  const pgProxyPort = async (connection: Parameters<typeof openPgProxy>[1], visitor: string) => {
    const opened = await openPgProxy(trigger, connection, visitor, port("db"));
    closing.push(opened.close);
    return opened.port;
  };
  const copyFor = async (
    connection: Parameters<typeof openPgProxy>[1],
    visitor: string,
    functions: Copy["functions"],
  ) => {
    const wired = { ...env, TIDINGS_DB_PORT: await pgProxyPort(connection, visitor) };
    return { env: wired, secrets, functions } satisfies Copy;
  };

  const server = {
    dataDir: join(home, "postgres"),
    port: port("db"),
    password: secrets.databasePassword,
    template,
  };
  const launch = await preparePostgres(server);
  const disk = diskMb === undefined ? null : await SmallDisk.mount(server.dataDir, diskMb);
  disk?.copy(server.dataDir);
  const base = new SupervisedProcess({
    ...(disk?.launch({ ...(await serverCommand(server)), env: launch.env }) ?? launch),
    name: "postgres",
    ready: (alive) => awaitPostgres(port("db"), secrets.databasePassword, alive),
  });
  const sql = postgres(databaseUrl(port("db"), secrets.databasePassword), {
    max: 4,
    // postgres.js asks for the types on each connection, in a promise that nobody awaits: if Postgres died then, so would the soak.
    fetch_types: false,
    onnotice: () => undefined,
    types: { bigint: postgres.BigInt },
  });
  const functionAt = async (
    connection: Parameters<typeof openPgProxy>[1],
    name: string,
    part: string,
    at: number,
  ) => {
    const copy = await copyFor(connection, name, { [part]: at });
    return { copy, url: `http://${HOST}:${at}/${part}` };
  };

  const urls = new Map<SupervisedProcess, string>();
  const dispatcher = async (name: string) => {
    const { copy, url } = await functionAt("dispatcher", name, "dispatch", port(name));
    const httpProxy = await openHttpProxy(trigger, "hand-over", name, carrierUrl, listener);
    closing.push(httpProxy.close);
    const made = supervised(base, copy, "fn-dispatch", name, url, {
      HTTP_PROXY: `http://${HOST}:${httpProxy.port}`,
      NO_PROXY: "",
    });
    urls.set(made, url);
    return made;
  };
  const dispatchers = [await dispatcher("one"), await dispatcher("two")];
  const receiving = await functionAt("receiver", "receiver", "receive-receipts", port("receive"));
  const calls = await openHttpProxy(
    trigger,
    "callback",
    "carrier",
    `http://${HOST}:${port("receive")}`,
    listener,
  );
  closing.push(calls.close);
  const importing = await functionAt("importer", "importer", "import-numbers", port("import"));
  const linking = await functionAt("link", "link", "link", port("link"));
  const atGate = await copyFor("gateway", "gateway", {
    "import-numbers": port("import"),
    link: port("link"),
  });
  const callbacks = `http://${HOST}:${calls.port}`;

  const cluster = {
    sql,
    databaseUrl: databaseUrl(port("db"), secrets.databasePassword),
    adminUrl: databaseUrl(port("db"), secrets.databasePassword, "supabase_admin"),
    secrets,
    api,
    carrierUrl,
    callbacks,
    importer: supervised(base, importing.copy, "fn-import-numbers", "importer", importing.url),
    dispatchers,
    receiver: supervised(base, receiving.copy, "fn-receive-receipts", "receiver", receiving.url),
    link: supervised(base, linking.copy, "fn-link", "link", linking.url),
    postgres: base,
    disk,
    carrier: supervised(
      base,
      { env, secrets, functions: {} },
      "carrier",
      "carrier",
      `${carrierUrl}/v1/health`,
    ),
    gateway: supervised(base, atGate, "gateway", "gateway", `${api}/auth/v1/health`),
  };
  const { importer, receiver, link, carrier, gateway } = cluster;
  const everyone = [base, gateway, carrier, importer, receiver, link, ...dispatchers];
  const destroy = () => {
    for (const one of everyone) one.destroy();
    disk?.close();
    rmSync(home, { recursive: true, force: true, maxRetries: 20 });
  };
  process.once("exit", destroy);

  await base.start();
  await layDatabase(sql, port("db"), secrets, carrierUrl, callbacks, api);
  await Promise.all(everyone.filter((one) => one !== base).map((one) => one.start()));
  await layPhones(sql, carrierUrl);
  return {
    ...cluster,
    everyone,
    urlOf: (dispatcher) => urls.get(dispatcher) ?? "",
    async close() {
      await Promise.all(everyone.filter((one) => one !== base).map((one) => one.end("SIGKILL")));
      for (const one of closing) one();
      await sql.end({ timeout: 5 });
      await base.end("SIGINT");
      disk?.close();
      process.removeListener("exit", destroy);
      await rm(home, { recursive: true, force: true });
    },
  };
}
