/**
 * Installs the packages when, and only when, package-lock.json differs from what is installed. Runs before every
 * command, on any Node from 20 up and without packages, so it is plain JavaScript.
 */
import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { delimiter, join, resolve } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { bornOf } from "./born.mjs";

/** The fingerprint of what should be installed in `root`: the lock file and the platform it is installed for. */
export function fingerprint(root) {
  const lock = readFileSync(join(root, "package-lock.json"));
  return createHash("sha256").update(lock).update(`${process.platform}-${process.arch}`).digest("hex");
}

const stampOf = (root) => join(root, "node_modules", ".tidings-installed");

/** Whether `root` has the packages of its lock file. A folder that an interrupted install left has no stamp. */
export function isInstalled(root) {
  return existsSync(stampOf(root)) && readFileSync(stampOf(root), "utf8") === fingerprint(root);
}

/**
 * The command that installs: what the lock file says, or (`install`) what package.json asks for. It uses the npm and the Node that were asked for, never the Node in node_modules/.bin,
 * which the install itself takes away and puts back.
 */
export function installCommand(env, verb = "ci") {
  const path = (env.PATH ?? "").split(delimiter).filter((place) => !place.includes("node_modules"));
  const options = [verb, "--loglevel=error", "--no-audit", "--no-fund"];
  const outside = Object.fromEntries(Object.entries(env).filter(([name]) => !/^npm_/i.test(name)));
  const settings = { ...outside, PATH: path.join(delimiter) };
  const own =
    env.npm_execpath?.endsWith(".js") &&
    env.npm_node_execpath &&
    !env.npm_node_execpath.includes("node_modules");
  return own
    ? { command: env.npm_node_execpath, args: [env.npm_execpath, ...options], env: settings }
    : { command: "npm", args: options, env: settings };
}

/** Whether a process with this id is alive. */
function isAlive(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code === "EPERM";
  }
}

/** Waits this long, in milliseconds, without a loop of events. */
const pause = (ms) => Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, ms);

/** Longer than a process takes from reading the lock to putting its own in the place of it, in milliseconds. */
const TAKEN_OVER = 300;

/**
 * Takes the install of `root` for this process, so that two commands typed at once do not take packages away from
 * under each other; waits for another one that is at it. A lock whose process has died is nobody's.
 */
function takeLock(root) {
  const lock = join(root, ".tidings-installing");
  const holder = () => (existsSync(lock) ? Number(readFileSync(lock, "utf8")) : 0);
  const release = () => rmSync(lock, { force: true });
  for (;;) {
    try {
      writeFileSync(lock, String(process.pid), { flag: "wx" });
      return release;
    } catch (error) {
      if (error.code !== "EEXIST") throw error;
    }
    const pid = holder();
    // 0: it is just being written, or just gone.
    if (pid === 0 || isAlive(pid)) pause(200);
    else {
      // Of several that find it dead each puts its own name there, and the last one has it.
      const own = `${lock}.${process.pid}`;
      writeFileSync(own, String(process.pid));
      renameSync(own, lock);
      pause(TAKEN_OVER);
      if (holder() === process.pid) return release;
    }
  }
}

/** The process of the copy that runs from `root`, whose packages an install would take away; undefined where none runs. */
function runningCopy(root, env) {
  const lock = join(resolve(root, env.TIDINGS_HOME || ".tidings"), "run", "lock.json");
  try {
    const { pid, born } = JSON.parse(readFileSync(lock, "utf8"));
    return bornOf(pid) === born ? pid : undefined;
  } catch {
    return undefined; // there is none, or it was cut short by a crash
  }
}

const isChinese = (env) => /^zh/i.test(env.LC_ALL || env.LC_MESSAGES || env.LANG || "");

/** Installs in `root` if needed, once however many ask, and never beside a copy that runs. Answers the exit code. */
export function install(root, env = process.env) {
  if (isInstalled(root)) return 0;
  const copy = runningCopy(root, env);
  if (copy !== undefined) {
    console.error(
      isChinese(env)
        ? `依赖已变化，但 Tidings 正在运行（进程 ${copy}）。请先在其终端按 Ctrl-C 停止，再执行 npm start。`
        : `The packages changed while Tidings is running (process ${copy}). Stop it with Ctrl-C in its terminal, then run npm start.`,
    );
    return 1;
  }
  const release = takeLock(root);
  try {
    return isInstalled(root) ? 0 : installNow(root, env);
  } finally {
    release();
  }
}

function installNow(root, env) {
  const chinese = isChinese(env);
  console.error(
    chinese
      ? "正在安装依赖(约一分钟,仅在依赖变化时进行)……"
      : "Installing packages (about a minute, only when they changed) …",
  );
  const { command, args, env: settings } = installCommand(env);
  const done = spawnSync(command, args, {
    cwd: root,
    env: settings,
    encoding: "utf8",
    stdio: ["ignore", "pipe", "pipe"],
  });
  if (done.status !== 0) {
    console.error(done.stdout ?? "", done.stderr ?? "", done.error?.message ?? "");
    console.error(
      chinese ? "安装失败,原因见上。" : "The packages could not be installed; the reason is above.",
    );
    return done.status || 1;
  }
  writeFileSync(stampOf(root), fingerprint(root));
  return 0;
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  process.exitCode = install(fileURLToPath(new URL("../../../", import.meta.url)));
}
