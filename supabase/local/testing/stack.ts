/** One real running copy for the tests that look at it from outside: its own folder, its own ports. */
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { cp, mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { freePorts } from "../../../shared/src/node/ports.ts";
import { ROOT } from "../env.ts";
import { running } from "../state.ts";
import { testEnv } from "./run.ts";

/** Where a copy is to run: its folder and ports, as the variables that `npm start` reads. */
export type Place = { TIDINGS_HOME: string } & Record<string, string>;

/** A copy that tests may use. `env` tells them where it is, as TIDINGS_TEST_*; `end` leaves its folder, `stop` takes it away. */
export type Stack = {
  place: Place;
  pid: number;
  env: Record<string, string>;
  logs(): Promise<string>;
  end(): Promise<void>;
  stop(): Promise<void>;
};

/** The copy has this long to be ready, in milliseconds: only one that hangs takes it. */
const PATIENCE = 600_000;

/** The last lines of each log, for the error message. */
async function lastLines(home: string): Promise<string> {
  const folder = join(home, "logs");
  const names = await readdir(folder).catch(() => []);
  const texts = names.sort().map(async (name) => {
    const lines = (await readFile(join(folder, name), "utf8")).trimEnd().split("\n").slice(-12);
    return lines.join("").trim() ? `--- ${name}\n${lines.join("\n")}` : "";
  });
  return (await Promise.all(texts)).filter(Boolean).join("\n");
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  child.kill("SIGTERM");
  await once(child, "exit");
}

/**
 * A fresh folder and free ports; with `panel`, a copy of the panel that is there. Without the demo's past: a journey counts rows and
 * looks for the first one of a list, and each of three copies would take its seconds again. `past` is for anyone who looks at full pages.
 */
export async function findPlace(panel?: string, demo: "past" | "bare" = "bare"): Promise<Place> {
  const ports = await freePorts(5);
  const names = ["API", "DB", "ADMIN", "CARRIER", "BOT"];
  const moved = Object.fromEntries(
    names.map((name, index) => [`TIDINGS_${name}_PORT`, String(ports[index])]),
  );
  const home = await mkdtemp(join(tmpdir(), "tidings-test-"));
  if (panel) await cp(panel, join(home, "panel"), { recursive: true });
  // What a test has somebody told outside is posted by that test's own bot, to a double.
  return {
    ...moved,
    TIDINGS_HOME: home,
    TIDINGS_DEMO: demo,
    TIDINGS_BOT_CALLS_OUT: "0",
    TIDINGS_WORKER_CALLS_OUT: "0",
  };
}

/** Begins a copy as `npm start` does. Its stdin is our pipe: should this process be killed, the copy ends too. */
export function beginCopy(place: Record<string, string>): { child: ChildProcess; said(): string } {
  const child = spawn(process.execPath, [join(ROOT, "supabase/local/start.ts"), "--until-stdin-ends"], {
    cwd: ROOT,
    env: testEnv({ LC_ALL: "C", ...place }),
    stdio: ["pipe", "pipe", "pipe"],
  });
  let said = "";
  for (const stream of [child.stdout, child.stderr]) stream?.on("data", (chunk) => (said += chunk));
  return { child, said: () => said };
}

/** Starts a copy and waits until it is ready. Throws with its logs when it is not. */
export async function startStack(at?: Place): Promise<Stack> {
  const place = at ?? (await findPlace());
  const home = place.TIDINGS_HOME;
  const { child, said } = beginCopy(place);
  const take = () => rm(home, { recursive: true, force: true });
  const deadline = Date.now() + PATIENCE;
  let facts = await running(home);
  while (!facts && child.exitCode === null && Date.now() < deadline) {
    await pause(100);
    facts = await running(home);
  }
  if (!facts) {
    const logs = await lastLines(home);
    await end(child);
    await take();
    throw new Error(`The copy for the tests did not become ready.\n${said()}\n${logs}`);
  }
  const known = Object.entries(facts).map(([name, value]) => [`TIDINGS_TEST_${name}`, value]);
  return {
    place,
    pid: child.pid ?? 0,
    env: { ...Object.fromEntries(known), TIDINGS_TEST_HOME: home },
    logs: () => lastLines(home),
    end: () => end(child),
    stop: async () => {
      await end(child);
      await take();
    },
  };
}
