import assert from "node:assert/strict";
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdir, mkdtemp, readFile, rename, rm, writeFile } from "node:fs/promises";
import { getPriority, tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, test } from "node:test";
import { setTimeout as pause } from "node:timers/promises";
import { PATIENCE } from "./patience.ts";
import { bornOf, end, lives } from "./processes.ts";
import { claimHome, leaveHome, publish, running } from "./state.ts";
import { childrenFile, endOrphans, lastWords, remembered, type Supervisor, supervise } from "./supervisor.ts";

let home: string;
let parts: Supervisor;
const crashed: string[] = [];
const unwritten: string[] = [];

/** Waits for a condition; the test runner's own time-out is the only clock. */
async function until(what: () => boolean | Promise<boolean>): Promise<void> {
  while (!(await what())) await pause(10);
}

const part = (name: string, script: string) => ({
  name,
  command: process.execPath,
  args: ["-e", script],
  cwd: "/",
  env: process.env,
});
const DEAF = { crashed: () => undefined, unwritten: () => undefined };
const IDLE = "setInterval(() => {}, 1000)";

beforeEach(async () => {
  home = await mkdtemp(join(tmpdir(), "tidings-supervisor-"));
  crashed.length = 0;
  unwritten.length = 0;
  parts = supervise(home, {
    crashed: (name) => crashed.push(name),
    unwritten: ({ message }) => unwritten.push(message),
  });
});

afterEach(async () => {
  await parts.stop();
  await rm(home, { recursive: true, force: true });
});

test("a killed part is started again and its output goes on in the same log", async () => {
  const ends: number[] = [];
  parts.start({ ...part("worker", `console.log("up"); ${IDLE}`), crashed: (times) => ends.push(times) });
  const log = () => readFile(join(home, "logs/worker.log"), "utf8");
  await until(async () => (await log()).includes("up"));
  const first = parts.pidOf("worker") ?? 0;
  process.kill(first, "SIGKILL");
  await until(async () => (await log()).split("up").length === 3);
  assert.notEqual(parts.pidOf("worker"), first);
  assert.deepEqual(crashed, ["worker"]);
  assert.deepEqual(ends, [1]);
  assert.match(await log(), /ended \(SIGKILL\), start 2 follows/);
});

test("a patient part lets people go first, also after a crash; every other has the priority of its supervisor", async () => {
  const priorityOf = (name: string) => getPriority(parts.pidOf(name));
  parts.start({ ...part("patient", IDLE), patient: true });
  parts.start(part("prompt", IDLE));
  assert.equal(priorityOf("patient"), getPriority() + PATIENCE);
  assert.equal(priorityOf("prompt"), getPriority());
  process.kill(parts.pidOf("patient") ?? 0, "SIGKILL");
  await until(() => crashed.length > 0 && parts.alive("patient"));
  assert.equal(priorityOf("patient"), getPriority() + PATIENCE);
});

test("a part that cannot start is tried again ever more slowly, and stopping ends the trying", async () => {
  parts.start({ ...part("broken", ""), command: "/no/such/program" });
  await until(() => parts.crashes("broken") >= 2);
  await parts.stop();
  const tried = parts.crashes("broken");
  // Another one gets through all its waits up to the one that was cut short.
  const other = supervise(home, DEAF);
  other.start({ ...part("other", ""), command: "/no/such/program" });
  await until(() => other.crashes("other") > tried);
  await other.stop();
  assert.equal(parts.crashes("broken"), tried);
  assert.equal(parts.alive("broken"), false);
});

test("a part that cannot be written down is not kept, and may be started again", async () => {
  await rm(join(home, "run"), { recursive: true });
  assert.throws(() => parts.start(part("worker", IDLE)), /ENOENT/);
  assert.equal(parts.alive("worker"), false);
  await mkdir(join(home, "run"));
  parts.start(part("worker", IDLE));
  assert.equal(parts.alive("worker"), true);
  assert.deepEqual(
    (await remembered(home)).map(({ name }) => name),
    ["worker"],
  );
});

test("while nothing can be written, a part that ends is told and waits, and starts by itself once there is room", async () => {
  parts.start(part("worker", IDLE));
  parts.start(part("other", IDLE));
  const run = join(home, "run");
  await rename(run, `${run}.away`);
  process.kill(parts.pidOf("worker") ?? 0, "SIGKILL");
  await until(() => unwritten.length > 2);
  assert.match(unwritten[0] ?? "", /ENOENT/);
  assert.equal(parts.alive("worker"), false);
  assert.equal(parts.alive("other"), true);
  await rename(`${run}.away`, run);
  await until(() => parts.alive("worker"));
  assert.deepEqual((await remembered(home)).map(({ name }) => name).sort(), ["other", "worker"]);
});

test("what a part said before it ended last is found in its log", async () => {
  parts.start(part("broken", `console.error("set this right"); process.exit(1)`));
  await until(() => parts.crashes("broken") >= 2);
  await parts.stop();
  assert.equal(lastWords(join(home, "logs/broken.log")), "set this right");
});

test("a part that was stopped may be started anew, one that runs is not started twice, and what it says is answered", async () => {
  const told: unknown[] = [];
  const talking = {
    ...part("talking", `process.on("message", (said) => process.send(said)); process.send("up"); ${IDLE}`),
    heard: (said: unknown, answer: (said: object) => void) => {
      told.push(said);
      if (said === "up") answer({ and: "down" });
    },
  };
  parts.start(talking);
  await until(() => told.length === 2);
  const first = parts.pidOf("talking");
  parts.start(talking);
  assert.equal(parts.pidOf("talking"), first);
  await parts.stop(["talking"]);
  assert.deepEqual(await remembered(home), []);
  parts.start(talking);
  await until(() => told.length === 4);
  assert.deepEqual(told, ["up", { and: "down" }, "up", { and: "down" }]);
  assert.deepEqual(crashed, []);
});

test("stopping ends a part with everything that it started, even when it does not listen", async () => {
  const child = `require("node:child_process").spawn(process.execPath, ["-e", ${JSON.stringify(IDLE)}], { stdio: "ignore" })`;
  const deaf = `process.on("SIGTERM", () => {}); console.log("child " + ${child}.pid); ${IDLE}`;
  parts.start(part("deaf", deaf));
  const pid = async () =>
    Number(/child (\d+)/.exec(await readFile(join(home, "logs/deaf.log"), "utf8"))?.[1] ?? 0);
  await until(async () => (await pid()) > 0);
  const grandchild = { pid: await pid(), born: bornOf(await pid()) ?? "" };
  const deafOne = (await remembered(home))[0];
  assert.ok(deafOne && lives(deafOne));
  await end(deafOne, 100);
  await parts.stop();
  await until(() => !lives(grandchild));
  assert.deepEqual(await remembered(home), []);
});

test("when the supervisor is killed outright, the reaper ends its children", async () => {
  // In the order of npm start: the reaper first, so that there is no child without one.
  const script = `
    import { spawn } from "node:child_process";
    import { supervise } from "./supervisor.ts";
    spawn(process.execPath, ["./reaper.ts", ${JSON.stringify(home)}], { detached: true, stdio: ["pipe", "ignore", "inherit"] });
    supervise(${JSON.stringify(home)}, { crashed() {}, unwritten() {} }).start({ name: "worker", command: process.execPath,
      args: ["-e", ${JSON.stringify(IDLE)}], cwd: "/", env: process.env });
  `;
  const boss: ChildProcess = spawn(process.execPath, ["--input-type=module", "-e", script], {
    cwd: import.meta.dirname,
    stdio: "ignore",
  });
  await until(async () => (await remembered(home)).length === 1);
  const [worker] = await remembered(home);
  assert.ok(worker && lives(worker));
  boss.kill("SIGKILL");
  await until(() => !lives(worker));
});

test("orphans of a dead copy are ended at the next start, strangers with a reused number are not", async () => {
  const orphan = spawn(process.execPath, ["-e", IDLE], { detached: true, stdio: "ignore" });
  const stranger = spawn(process.execPath, ["-e", IDLE], { detached: true, stdio: "ignore" });
  const known = (name: string, child: ChildProcess, born: string) => ({
    name,
    pid: child.pid,
    born,
    signal: "SIGTERM",
  });
  const list = [
    known("bot", orphan, bornOf(orphan.pid ?? 0) ?? ""),
    known("admin", stranger, "another birth"),
  ];
  await writeFile(childrenFile(home), JSON.stringify(list));
  assert.deepEqual(await endOrphans(home), ["bot"]);
  assert.equal(orphan.signalCode ?? "SIGTERM", "SIGTERM");
  assert.ok(bornOf(stranger.pid ?? 0));
  stranger.kill("SIGKILL");
  await once(stranger, "exit");
});

test("a folder belongs to one live copy; a dead copy's claim is taken over", async () => {
  assert.equal(await claimHome(home), undefined);
  assert.equal(await claimHome(home), process.pid);
  await writeFile(join(home, "run/lock.json"), JSON.stringify({ pid: process.pid, born: "another birth" }));
  assert.equal(await claimHome(home), undefined);
  await writeFile(join(home, "run/lock.json"), "");
  assert.equal(await claimHome(home), undefined);
  await leaveHome(home);
});

test("status tells of a live copy and of nothing else", async () => {
  const urls = { API_URL: "a", ADMIN_URL: "b", CARRIER_URL: "c", BOT_URL: "d", DB_URL: "e" };
  const facts = { ...urls, PUBLISHABLE_KEY: "p", SECRET_KEY: "s" };
  assert.equal(await running(home), undefined);
  await publish(home, facts);
  assert.deepEqual(await running(home), facts);
  await writeFile(
    join(home, "run/state.json"),
    JSON.stringify({ ...facts, pid: process.pid, born: "another birth" }),
  );
  assert.equal(await running(home), undefined);
});
