/**
 * A carrier that speaks SMPP, for tests: a test database, the double of an SMSC (e2e/doubles/smsc) and the worker, each a process of its
 * own, as `npm start` runs them. The demo enterprise's channel is of that carrier.
 */
import { type ChildProcess, spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import type { SmppSettings } from "../../../shared/src/channels/adapters.ts";
import { freePorts } from "../../../shared/src/node/ports.ts";
import { admitFunctions } from "../../local/deployment.ts";
import { kill9 } from "../../local/processes.ts";
import { forTests, openTestDatabase, type TestDatabase } from "../test_database.ts";

const ROOT = join(import.meta.dirname, "../../..");
export const NUMBER = "106900001";
/** Workers with a port of their own; further ones answer nowhere. */
const MOST_WORKERS = 4;

export const SETTINGS: SmppSettings = {
  system_type: "",
  binds: 1,
  window: 10,
  long_texts: "udh",
  ids: "as_is",
  source_ton: 0,
  source_npi: 0,
};

/** A message that the SMSC has taken. */
export type TakenMessage = {
  id: number;
  from: string;
  to: string;
  text: string;
  part: number;
  parts: number;
  group: number | null;
  state: string;
};
// biome-ignore lint/suspicious/noExplicitAny: the double answers JSON, and each test asserts what it expects of it
export type Json = any;

export type SmppStage = {
  db: TestDatabase;
  carrier: string;
  channel: string;
  /** The address of the SMSC. */
  port: number;
  /** Sets how the SMSC behaves. */
  control(changes: object): Promise<void>;
  stats(): Promise<Json>;
  taken(since?: number): Promise<TakenMessage[]>;
  /** Has the SMSC do something: `replies`, `cut`, `unbind`, `enquire`, `raw`. */
  ask(what: string, body?: object): Promise<void>;
  settings(changes: Partial<SmppSettings>): Promise<void>;
  /** `database`: the port of a pooler in front of it, where there is one. */
  startWorker(database?: number): Worker;
  /** All workers that were started and not ended. */
  workers: Set<Worker>;
  killSmsc(): Promise<void>;
  startSmsc(): Promise<void>;
  /** How many connections are bound, waited for. */
  bound(count: number): Promise<void>;
  pids(): Record<string, number>;
  close(): Promise<void>;
};
export type Worker = {
  pid: number;
  /** Where its `/healthz` and `/metrics` answer. */
  port: number;
  log(): string;
  kill(): Promise<void>;
  /** As SIGTERM does: in order. */
  end(): Promise<void>;
};

function run(script: string, args: string[], env: Record<string, string> = {}) {
  const child = spawn(process.execPath, [join(ROOT, script), ...args], {
    cwd: ROOT,
    env: { ...process.env, ...env },
    stdio: ["ignore", "pipe", "pipe"],
  });
  // A run that is stopped leaves no process behind.
  const end = () => void child.kill("SIGKILL");
  process.once("exit", end);
  child.once("exit", () => process.off("exit", end));
  let said = "";
  for (const stream of [child.stdout, child.stderr])
    stream.on("data", (chunk: Buffer) => {
      said = (said + chunk).slice(-50_000);
      if (process.env.STAGE_LOG) process.stderr.write(chunk);
    });
  return { child, log: () => said };
}

const isOver = ({ exitCode, signalCode }: ChildProcess) => exitCode !== null || signalCode !== null;

async function ended(child: ChildProcess, signal: NodeJS.Signals): Promise<void> {
  if (isOver(child)) return;
  const exit = once(child, "exit");
  if (signal === "SIGKILL") kill9(child.pid ?? 0);
  else child.kill(signal);
  await exit;
}

export const testSmppStage = async (changes: Partial<SmppSettings> = {}, volatile = true) =>
  forTests(await openSmppStage(changes, volatile));

/** Waits until something is so. */
export async function until(so: () => Promise<boolean>, what: string, ms = 60_000): Promise<void> {
  const end = Date.now() + ms;
  while (!(await so())) {
    if (Date.now() > end) throw new Error(`It did not come to this: ${what}`);
    await pause(50);
  }
}

/** Starts SMSC and database, without a worker. */
export async function openSmppStage(
  changes: Partial<SmppSettings> = {},
  volatile = true,
): Promise<SmppStage> {
  const db = await openTestDatabase({ volatile });
  const home = await mkdtemp(join(tmpdir(), "tidings-smpp-"));
  const [port = 0, controlPort = 0, ...doors] = await freePorts(2 + MOST_WORKERS);
  const control = `http://127.0.0.1:${controlPort}`;
  const password = randomBytes(12).toString("hex");
  await admitFunctions(db.sql, password);
  let smsc: ReturnType<typeof run> | undefined;
  const startSmsc = async () => {
    const args = [
      "--ledger",
      join(home, "ledger"),
      "--port",
      String(port),
      "--control-port",
      String(controlPort),
    ];
    const made = run("e2e/doubles/smsc/main.ts", args);
    smsc = made;
    for (;;) {
      const answer = await fetch(`${control}/stats`).catch(() => null);
      await answer?.body?.cancel();
      if (answer?.ok) return;
      if (isOver(made.child)) throw new Error(`The SMSC ended: ${made.log()}`);
      await pause(20);
    }
  };
  await startSmsc();
  const { carrier, channel } = await laySmpp(db, port, { ...SETTINGS, ...changes });
  const workers = new Set<Worker>();
  const json = async (path: string, method = "GET", body?: object): Promise<Response> => {
    const answer = await fetch(`${control}${path}`, {
      method,
      ...(body ? { body: JSON.stringify(body) } : {}),
    });
    if (!answer.ok) throw new Error(`${path}: ${await answer.text()}`);
    return answer;
  };
  const stats = async () => (await json("/stats")).json();
  return {
    db,
    carrier,
    channel,
    port,
    workers,
    stats,
    startSmsc,
    async control(wanted) {
      await json("/control", "PUT", wanted);
    },
    async taken(since = 0) {
      const text = await (await json(`/ledger?since=${since}`)).text();
      return text
        .split("\n")
        .filter((line) => line !== "")
        .map((line) => JSON.parse(line));
    },
    async ask(what, body = {}) {
      await json(`/${what}`, "POST", body);
    },
    async settings(wanted) {
      await db.sql`update public.carriers set settings = settings || ${db.sql.json(wanted)} where id = ${carrier}`;
    },
    startWorker(database) {
      const url = new URL(db.url.replace(/\/\/postgres:[^@]*@/, `//tidings_functions:${password}@`));
      if (database) url.port = String(database);
      const door = doors.shift() ?? 0;
      const env = {
        TIDINGS_DB_URL: url.href,
        TIDINGS_WORKER_LEASE_S: "2",
        TIDINGS_WORKER_PORT: String(door),
      };
      const { child, log } = run("supabase/worker/main.ts", [], env);
      const gone = (signal: NodeJS.Signals) => {
        workers.delete(worker);
        return ended(child, signal);
      };
      const worker: Worker = {
        pid: child.pid ?? 0,
        port: door,
        log,
        kill: () => gone("SIGKILL"),
        end: () => gone("SIGTERM"),
      };
      workers.add(worker);
      return worker;
    },
    async killSmsc() {
      if (smsc) await ended(smsc.child, "SIGKILL");
    },
    bound: (count) => until(async () => (await stats()).bound === count, `${count} bound`),
    pids: () => ({ postgres: db.pid, smsc: smsc?.child.pid ?? 0 }),
    async close() {
      await Promise.all([...workers].map((worker) => worker.kill()));
      if (smsc) await ended(smsc.child, "SIGKILL");
      await db.close();
      await rm(home, { recursive: true, force: true });
    },
  };
}

/** A carrier for the SMSC at this port; the demo enterprise's channel becomes one of it. */
async function laySmpp(db: TestDatabase, port: number, settings: SmppSettings) {
  const [made] = await db.sql`
    insert into public.carriers (name, adapter, base_url, settings, idempotent)
    values ('smsc', 'smpp', ${`smpp://127.0.0.1:${port}`}, ${db.sql.json(settings)}, false) returning id`;
  const carrier: string = made?.id;
  await db.sql`insert into private.carrier_secrets (carrier_id, credentials)
    values (${carrier}, '{"system_id": "tidings", "password": "secret"}')`;
  const [row] = await db.sql`
    update public.channels c set carrier_id = k.id, adapter = k.adapter, base_url = k.base_url, settings = k.settings,
      idempotent = false, batch_size = ${settings.window}, resolver = 'by_hand'
    from public.carriers k, public.enterprises e
    where k.id = ${carrier} and e.name = '云杉商城' and c.enterprise_id = e.id and c.number = ${NUMBER} returning c.id`;
  const channel: string = row?.id;
  await db.sql`update private.channel_secrets set credentials = s.credentials
    from private.carrier_secrets s where s.carrier_id = ${carrier} and channel_id = ${channel}`;
  return { carrier, channel };
}
