import assert from "node:assert/strict";
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { readFileSync } from "node:fs";
import { chmod, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { setTimeout as pause } from "node:timers/promises";
import { bornOf, familyOf, lives } from "../local/processes.ts";

/** A benchmark is stopped when it is in its rounds, and then everything it needs runs. */
const UNDER_WAY = /^warm-up/m;

type Living = { pid: number; born: string; command: string };

/** The benchmarks' folder for temporary files: one that is killed cannot remove its data folder itself. */
let folder = "";
before(async () => {
  folder = await mkdtemp(join(tmpdir(), "tidings-stopped-"));
  // Under root, Postgres runs as another user, who has to reach its data folder.
  await chmod(folder, 0o755);
});

const started = new Set<ChildProcess>();
after(async () => {
  // Only what a failed test has left: the reaper ends the rest.
  for (const child of started) child.kill("SIGKILL");
  await rm(folder, { recursive: true, force: true, maxRetries: 20 });
});

/** Starts a benchmark that would run for hours. `through` is a parent between it and this process. */
async function begin(name: string, through: string[] = []) {
  const words = [...through, process.execPath, join(import.meta.dirname, "main.ts"), name];
  const [command = "", ...args] = [...words, "--rows", "20", "--rounds", "1000000"];
  const child = spawn(command, args, {
    env: { ...process.env, TMPDIR: folder },
    stdio: ["ignore", "pipe", "pipe"],
  });
  started.add(child);
  const exit = once(child, "exit");
  await underWay(child);
  const family = familyOf(child.pid ?? 0).map((pid) => ({
    pid,
    born: bornOf(pid) ?? "",
    command: nameOf(pid),
  }));
  return { child, family, exit };
}

/** Resolves when it is in its rounds. @throws with all it has said, when it ends before */
function underWay(child: ChildProcess): Promise<void> {
  return new Promise((done, fail) => {
    let said = "";
    const hear = (chunk: Buffer) => {
      said += chunk;
      if (UNDER_WAY.test(said)) done();
    };
    for (const stream of [child.stdout, child.stderr]) stream?.on("data", hear);
    child.once("close", () => fail(new Error(`It ended before its rounds.\n${said}`)));
  });
}

function nameOf(pid: number): string {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, "utf8").replaceAll("\0", " ");
  } catch {
    return ""; // it has ended, or this is no Linux
  }
}

/** Waits until none of them lives. */
async function allGone(family: Living[]): Promise<void> {
  while (family.some(lives)) await pause(20);
}

/** The server's own process, not its backends. */
function postgresOf(family: Living[]): Living {
  const found = family.find(({ command }) => / -D /.test(command));
  return found ?? assert.fail("the benchmark has no Postgres");
}

const SIGNALS = ["SIGTERM", "SIGINT", "SIGHUP", "SIGKILL"] as const;

for (const signal of SIGNALS) {
  test(`a benchmark that gets ${signal} leaves no process behind`, async () => {
    const { child, family, exit } = await begin("expand");
    assert.ok(lives(postgresOf(family)));
    child.kill(signal);
    await allGone(family);
    const [code, by] = await exit;
    assert.deepEqual([code, by], signal === "SIGKILL" ? [null, "SIGKILL"] : [130, null]);
  });
}

test("killed outright, a benchmark with functions, gateway and carrier leaves none of them behind", async () => {
  const { child, family } = await begin("links-one");
  for (const part of ["gateway/main.ts", "carrier/main.ts", "functions/link/index.ts", "bare/coalesce.ts"])
    assert.ok(
      family.some(({ command }) => command.includes(part)),
      part,
    );
  child.kill("SIGKILL");
  await allGone(family);
});

test("a benchmark whose parent is killed leaves no process behind", async () => {
  // The second command keeps the shell from becoming the benchmark itself.
  const { child, family } = await begin("expand", ["/bin/sh", "-c", '"$@"; true', "sh"]);
  child.kill("SIGKILL");
  await allGone(family);
});

test("a benchmark that fails leaves no process behind, and says so by its exit code", async () => {
  const { family, exit } = await begin("expand");
  process.kill(postgresOf(family).pid, "SIGKILL");
  const [code] = await exit;
  assert.notEqual(code, 0);
  await allGone(family);
});
