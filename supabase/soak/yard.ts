/**
 * The yard: everything that `npm start` runs and a soak kills, each in a process of its own, in a folder of its own.
 * Wires and roads lie between them (wire.ts, road.ts), so that a kill can happen at a commit.
 */
import { rmSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import postgres, { type Sql } from "postgres";
import { type Env, ROOT, readEnv } from "../local/env.ts";
import { migrate, seed } from "../local/migrate.ts";
import { BOT_EMAIL, type Copy, partsOf } from "../local/parts.ts";
import { freePorts } from "../local/ports.ts";
import { awaitPostgres, databaseUrl, layGround, preparePostgres } from "../local/postgres.ts";
import { type Secrets, secretsOf } from "../local/secrets.ts";
import type { Fuse } from "./fuse.ts";
import { Kept } from "./keep.ts";
import { type Listener, openRoad } from "./road.ts";
import { openWire } from "./wire.ts";

const HOST = "127.0.0.1";

export type Yard = {
  /** Straight to Postgres, for looks. */
  sql: Sql;
  secrets: Secrets;
  api: string;
  carrierUrl: string;
  /** Where the carrier's calls go. */
  callbacks: string;
  importer: Kept;
  dispatchers: readonly Kept[];
  receiver: Kept;
  postgres: Kept;
  carrier: Kept;
  gateway: Kept;
  everyone: readonly Kept[];
  /** Where a dispatcher listens itself. */
  doorOf(dispatcher: Kept): string;
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

/** A part of a copy as something to keep. `env` is added to what the part is told. */
function kept(
  base: Kept,
  copy: Copy,
  part: string,
  name: string,
  url: string,
  env: Record<string, string> = {},
): Kept {
  const found = partsOf(copy).find((one) => one.name === part);
  if (!found) throw new Error(`A copy has no part ${part}.`);
  const { command, args, cwd } = found;
  const ready = (alive: () => boolean) => answers(url, alive);
  return new Kept({ name, command, args, cwd, env: { ...found.env, ...env }, ready }, () => base.life);
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
  // A world that was made before (npm test makes one) has another bot's password.
  await sql`update auth.users set encrypted_password = extensions.crypt(${secrets.botPassword}, extensions.gen_salt('bf'))
    where email = ${BOT_EMAIL}`;
  await sql`select private.set_deployment(${`${api}/l`}, ${calls}, ${carrier}, ${secrets.carrierKey}, ${secrets.webhookSecret})`;
}

/** Opens a yard: Postgres is durable, two dispatchers, and all that is asked and answered is told to `listener`. */
export async function openYard(fuse: Fuse, listener: Listener): Promise<Yard> {
  const home = await mkdtemp(join(tmpdir(), "tidings-soak-"));
  // `npm test` makes the world once, with this password; every yard of it begins with a copy.
  const template = process.env.TIDINGS_TEST_WORLD;
  const own = await secretsOf(home);
  const secrets = template ? { ...own, databasePassword: "world" } : own;
  const names = ["api", "db", "carrier", "import", "receive", "one", "two"];
  const free = await freePorts(names.length);
  const port = (name: string) => free[names.indexOf(name)] ?? 0;
  const env: Env = readEnv({
    TIDINGS_HOME: home,
    TIDINGS_API_PORT: String(port("api")),
    TIDINGS_DB_PORT: String(port("db")),
    TIDINGS_CARRIER_PORT: String(port("carrier")),
  });
  const api = `http://${HOST}:${port("api")}`;
  const carrierUrl = `http://${HOST}:${port("carrier")}`;
  const closing: (() => void)[] = [];
  const wire = async (road: Parameters<typeof openWire>[1], visitor: string) => {
    const opened = await openWire(fuse, road, visitor, port("db"));
    closing.push(opened.close);
    return opened.port;
  };
  const copyFor = async (
    road: Parameters<typeof openWire>[1],
    visitor: string,
    functions: Copy["functions"],
  ) => {
    const wired = { ...env, TIDINGS_DB_PORT: await wire(road, visitor) };
    return { env: wired, secrets, functions } satisfies Copy;
  };

  const launch = await preparePostgres({
    dataDir: join(home, "postgres"),
    port: port("db"),
    password: secrets.databasePassword,
    template,
  });
  const base = new Kept({
    ...launch,
    name: "postgres",
    ready: (alive) => awaitPostgres(port("db"), secrets.databasePassword, alive),
  });
  const sql = postgres(databaseUrl(port("db"), secrets.databasePassword), {
    max: 4,
    // Asked for at each new connection, in a promise that nobody holds: if Postgres dies then, the soak would too.
    fetch_types: false,
    onnotice: () => undefined,
    types: { bigint: postgres.BigInt },
  });
  const onFunction = async (road: Parameters<typeof openWire>[1], name: string, part: string, at: number) => {
    const copy = await copyFor(road, name, { [part]: at });
    return { copy, url: `http://${HOST}:${at}/${part}` };
  };

  const doors = new Map<Kept, string>();
  const dispatcher = async (name: string) => {
    const { copy, url } = await onFunction("dispatcher", name, "dispatch", port(name));
    const road = await openRoad(fuse, "hand-over", name, carrierUrl, listener);
    closing.push(road.close);
    const made = kept(base, copy, "fn-dispatch", name, url, {
      HTTP_PROXY: `http://${HOST}:${road.port}`,
      NO_PROXY: "",
    });
    doors.set(made, url);
    return made;
  };
  const dispatchers = [await dispatcher("one"), await dispatcher("two")];
  const receiving = await onFunction("receiver", "receiver", "receive-receipts", port("receive"));
  const calls = await openRoad(fuse, "callback", "carrier", `http://${HOST}:${port("receive")}`, listener);
  closing.push(calls.close);
  const importing = await onFunction("importer", "importer", "import-numbers", port("import"));
  const atGate = await copyFor("gateway", "gateway", { "import-numbers": port("import") });
  const callbacks = `http://${HOST}:${calls.port}`;

  const yard = {
    sql,
    secrets,
    api,
    carrierUrl,
    callbacks,
    importer: kept(base, importing.copy, "fn-import-numbers", "importer", importing.url),
    dispatchers,
    receiver: kept(base, receiving.copy, "fn-receive-receipts", "receiver", receiving.url),
    postgres: base,
    carrier: kept(base, { env, secrets, functions: {} }, "carrier", "carrier", `${carrierUrl}/v1/health`),
    gateway: kept(base, atGate, "gateway", "gateway", `${api}/auth/v1/health`),
  };
  const { importer, receiver, carrier, gateway } = yard;
  const everyone = [base, gateway, carrier, importer, receiver, ...dispatchers];
  const destroy = () => {
    for (const one of everyone) one.destroy();
    rmSync(home, { recursive: true, force: true, maxRetries: 20 });
  };
  process.once("exit", destroy);

  await base.start();
  await layDatabase(sql, port("db"), secrets, carrierUrl, callbacks, api);
  await Promise.all(everyone.filter((one) => one !== base).map((one) => one.start()));
  return {
    ...yard,
    everyone,
    doorOf: (dispatcher) => doors.get(dispatcher) ?? "",
    async close() {
      await Promise.all(everyone.filter((one) => one !== base).map((one) => one.end("SIGKILL")));
      for (const one of closing) one();
      await sql.end({ timeout: 5 });
      await base.end("SIGINT");
      process.removeListener("exit", destroy);
      await rm(home, { recursive: true, force: true });
    },
  };
}
