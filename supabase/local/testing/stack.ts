/** One real running copy for the tests that look at it from outside: its own folder, its own ports. */
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { ROOT } from "../env.ts";
import { freePorts } from "../ports.ts";
import { running } from "../state.ts";
import { testEnv } from "./run.ts";

/** A copy that tests may use. `env` tells them where it is, as TIDINGS_TEST_*. */
export type Stack = { env: Record<string, string>; logs(): Promise<string>; stop(): Promise<void> };

/** The copy has this long to be ready, in milliseconds. */
const PATIENCE = 90_000;

/** The last lines of each log, for whoever has to find out why. */
async function lastLines(home: string): Promise<string> {
  const folder = join(home, "logs");
  const names = await readdir(folder).catch(() => []);
  const texts = names.sort().map(async (name) => {
    const lines = (await readFile(join(folder, name), "utf8")).trimEnd().split("\n").slice(-12);
    return lines.join("").trim() ? `--- ${name}\n${lines.join("\n")}` : "";
  });
  return (await Promise.all(texts)).filter(Boolean).join("\n");
}

async function stop(child: ChildProcess, home: string): Promise<void> {
  if (child.exitCode === null && child.signalCode === null) {
    child.kill("SIGTERM");
    await once(child, "exit");
  }
  await rm(home, { recursive: true, force: true });
}

/** Starts a copy on free ports in a fresh folder and waits until it is ready. Throws with its logs when it is not. */
export async function startStack(): Promise<Stack> {
  const home = await mkdtemp(join(tmpdir(), "tidings-test-"));
  const ports = await freePorts(5);
  const names = ["API", "DB", "ADMIN", "CARRIER", "BOT"];
  const moved = Object.fromEntries(
    names.map((name, index) => [`TIDINGS_${name}_PORT`, String(ports[index])]),
  );
  // Its stdin is our pipe: should this process be killed, the copy ends too.
  const child = spawn(process.execPath, [join(ROOT, "supabase/local/start.ts"), "--until-stdin-ends"], {
    cwd: ROOT,
    env: testEnv({ ...moved, TIDINGS_HOME: home, LC_ALL: "C" }),
    stdio: ["pipe", "pipe", "pipe"],
  });
  let said = "";
  for (const stream of [child.stdout, child.stderr]) stream.on("data", (chunk) => (said += chunk));
  const deadline = Date.now() + PATIENCE;
  let facts = await running(home);
  while (!facts && child.exitCode === null && Date.now() < deadline) {
    await pause(100);
    facts = await running(home);
  }
  if (!facts) {
    const logs = await lastLines(home);
    await stop(child, home);
    throw new Error(`The copy for the tests did not become ready.\n${said}\n${logs}`);
  }
  const known = Object.entries(facts).map(([name, value]) => [`TIDINGS_TEST_${name}`, value]);
  return {
    env: { ...Object.fromEntries(known), TIDINGS_TEST_HOME: home },
    logs: () => lastLines(home),
    stop: () => stop(child, home),
  };
}
