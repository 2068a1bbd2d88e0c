/**
 * Installs the packages when, and only when, package-lock.json differs from what is installed. Runs before every
 * command, on any Node from 20 up and without packages, so it is plain JavaScript.
 */
import { spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from "node:fs";
import { constants } from "node:os";
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

/** Whether a process with this id is alive. A corpse that nobody has fetched is not. */
const isAlive = (pid) => bornOf(pid) !== undefined;

/** Waits this long, in milliseconds, without a loop of events. */
const pause = (ms) => Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, ms);

/** Longer than a process takes from reading the lock to putting its own in the place of it, in milliseconds. */
const TAKEN_OVER = 300;

/**
 * Takes the install of `root` for this process, so that two commands typed at once do not take packages away from
 * under each other; waits for another one that is at it. A lock whose processes have died is nobody's: `shareWith` adds one to
 * its holders, as npm may outlive who has started it.
 */
function takeLock(root) {
  const lock = join(root, ".tidings-installing");
  const holders = () =>
    existsSync(lock) ? readFileSync(lock, "utf8").split(" ").filter(Boolean).map(Number) : [];
  const taken = {
    release: () => rmSync(lock, { force: true }),
    shareWith: (pid) => writeFileSync(lock, `${process.pid} ${pid}`),
  };
  for (;;) {
    try {
      writeFileSync(lock, String(process.pid), { flag: "wx" });
      return taken;
    } catch (error) {
      if (error.code !== "EEXIST") throw error;
    }
    const pids = holders();
    // None: it is just being written, or just gone.
    if (pids.length === 0 || pids.some(isAlive)) pause(200);
    else {
      // Of several that find it dead each puts its own name there, and the last one has it.
      const own = `${lock}.${process.pid}`;
      writeFileSync(own, String(process.pid));
      renameSync(own, lock);
      pause(TAKEN_OVER);
      if (holders()[0] === process.pid) return taken;
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
export async function install(root, env = process.env) {
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
  const { release, shareWith } = takeLock(root);
  try {
    return isInstalled(root) ? 0 : await installNow(root, env, shareWith);
  } finally {
    release();
  }
}

/** Whether npm installs a package on this machine: one of another system or C library is left out. */
function isForHere({ os, cpu, libc }) {
  const musl = existsSync("/etc/alpine-release");
  const takes = (list, mine) => !list || list.includes(mine);
  return takes(os, process.platform) && takes(cpu, process.arch) && takes(libc, musl ? "musl" : "glibc");
}

/**
 * The folders of the packages that an install makes, as the lock file has them. npm says nothing until it has finished, which takes minutes on a
 * slow line; what has arrived can be counted.
 */
export function foldersOf(root) {
  const { packages = {} } = JSON.parse(readFileSync(join(root, "package-lock.json"), "utf8"));
  return Object.entries(packages)
    .filter(([path, one]) => path.startsWith("node_modules/") && !one.link && isForHere(one))
    .map(([path]) => join(root, path, "package.json"));
}

/** How many of these files came after this time, in ms: an install finds those of the former one, and takes them away in its own time. */
export function arrivedSince(files, since) {
  return files.filter((path) => (statSync(path, { throwIfNoEntry: false })?.ctimeMs ?? 0) >= since).length;
}

/**
 * A line about how far it is: what is there by now, then what the packages themselves have to do (Node and Deno bring programs). A few of
 * the lock file never come: they belong to those of another system, which it does not say.
 */
export function progressLine(there, all, seconds, chinese) {
  const stage = there === 0 ? "preparing" : there >= all * 0.99 ? "finishing" : "unpacking";
  const words = chinese
    ? { preparing: "正在准备", unpacking: `已下载 ${there}/${all} 个包`, finishing: "正在完成安装" }
    : { preparing: "preparing", unpacking: `${there} of ${all} packages`, finishing: "finishing" };
  return chinese ? `  已用 ${seconds} 秒：${words[stage]}` : `  ${seconds} s: ${words[stage]}`;
}

/** In a terminal one line changes every second; a log gets one every ten. */
const EVERY_MS = { terminal: 1_000, log: 10_000 };

/** Tells how far the install is until it is told to stop. */
function tellProgress(root, chinese) {
  const folders = foldersOf(root);
  const { isTTY } = process.stderr;
  const began = Date.now();
  const tell = () => {
    const there = arrivedSince(folders, began);
    const line = progressLine(there, folders.length, Math.round((Date.now() - began) / 1000), chinese);
    process.stderr.write(isTTY ? `\r\x1b[K${line}` : `${line}\n`);
  };
  const timer = setInterval(tell, isTTY ? EVERY_MS.terminal : EVERY_MS.log);
  return () => {
    clearInterval(timer);
    if (isTTY) process.stderr.write("\r\x1b[K");
  };
}

/** What ends a command: Ctrl-C, `kill`, and a terminal that is closed. */
const ENDS = ["SIGINT", "SIGTERM", "SIGHUP"];

/**
 * Runs a command, `begun` with its process. Answers its exit code, what it printed, and by which signal it was ended. It is in a group of its own
 * that ends with this process: npm would go on for a minute otherwise, beside the next install.
 */
function run(command, args, options, begun) {
  return new Promise((done) => {
    let said = "";
    let ended;
    const child = spawn(command, args, { ...options, detached: true, stdio: ["ignore", "pipe", "pipe"] });
    if (child.pid) begun(child.pid);
    const end = (signal) => {
      ended = signal;
      try {
        process.kill(-child.pid, "SIGKILL");
      } catch (error) {
        if (error.code !== "ESRCH") throw error; // it has just ended by itself
      }
    };
    for (const signal of ENDS) process.on(signal, end);
    const finish = (answer) => {
      for (const signal of ENDS) process.off(signal, end);
      done({ ...answer, said, ended });
    };
    // A letter may be cut between two pieces.
    for (const stream of [child.stdout, child.stderr])
      stream.setEncoding("utf8").on("data", (chunk) => (said += chunk));
    child.once("error", (error) => {
      said += error.message;
      finish({ code: 1 });
    });
    child.once("close", (code) => finish({ code: code ?? 1 }));
  });
}

async function installNow(root, env, shareWith) {
  const chinese = isChinese(env);
  console.error(
    chinese
      ? "正在安装依赖（磁盘占用约 1.4 GB，仅在依赖变化时进行）……"
      : "Installing packages (1.4 GB on disk, only when they changed) …",
  );
  const { command, args, env: settings } = installCommand(env);
  const began = Date.now();
  const stopTelling = tellProgress(root, chinese);
  const { code, said, ended } = await run(command, args, { cwd: root, env: settings }, shareWith);
  stopTelling();
  if (ended) {
    console.error(
      chinese
        ? "安装已中断；再次执行命令时会重新安装。"
        : "The install was interrupted; the next command begins it again.",
    );
    return 128 + constants.signals[ended];
  }
  if (code !== 0) {
    console.error(said);
    console.error(
      chinese ? "安装失败，原因见上。" : "The packages could not be installed; the reason is above.",
    );
    return code;
  }
  writeFileSync(stampOf(root), fingerprint(root));
  const seconds = Math.round((Date.now() - began) / 1000);
  console.error(chinese ? `依赖已安装（用时 ${seconds} 秒）。` : `Packages installed in ${seconds} s.`);
  return 0;
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  process.exitCode = await install(fileURLToPath(new URL("../../../", import.meta.url)));
}
