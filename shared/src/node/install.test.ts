import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync } from "node:fs";
import { chmod, mkdir, mkdtemp, readFile, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { afterEach, beforeEach, describe, test } from "node:test";
import { setTimeout as pause } from "node:timers/promises";
import { bornOf } from "./born.mjs";
import { arrivedSince, foldersOf, install, installCommand, isInstalled, progressLine } from "./install.mjs";

let root: string;
let env: NodeJS.ProcessEnv;

/** A stand-in for npm that writes down how it was called, and fails when it is told to. */
const NPM = `#!/bin/sh
echo "$* from $PATH" >> "$PWD/calls"
mkdir -p node_modules
exit $(cat exit 2>/dev/null || echo 0)
`;
const calls = async () =>
  (await readFile(join(root, "calls"), "utf8").catch(() => "")).split("\n").filter(Boolean);

// The files of a step share one process, and a hook outside would be every file's.
describe("the installer", () => {
  beforeEach(async () => {
    root = await mkdtemp(join(tmpdir(), "tidings-install-"));
    await mkdir(join(root, "bin"));
    await mkdir(join(root, "node_modules/.bin"), { recursive: true });
    await writeFile(join(root, "bin/npm"), NPM);
    await chmod(join(root, "bin/npm"), 0o755);
    await writeFile(join(root, "package-lock.json"), "{}");
    const path = [join(root, "node_modules/.bin"), join(root, "bin"), "/usr/bin", "/bin"];
    env = { PATH: path.join(delimiter), LANG: "C" };
  });

  afterEach(() => rm(root, { recursive: true }));

  test("packages are installed once, and again only when the lock file changes", async () => {
    assert.equal(isInstalled(root), false);
    assert.equal(await install(root, env), 0);
    assert.equal(await install(root, env), 0);
    assert.equal((await calls()).length, 1);
    await writeFile(join(root, "package-lock.json"), '{"changed":true}');
    assert.equal(isInstalled(root), false);
    assert.equal(await install(root, env), 0);
    assert.equal((await calls()).length, 2);
  });

  test("an install that failed is not taken for done", async () => {
    await writeFile(join(root, "exit"), "7");
    assert.equal(await install(root, env), 7);
    assert.equal(isInstalled(root), false);
    await writeFile(join(root, "exit"), "0");
    assert.equal(await install(root, env), 0);
    assert.equal(isInstalled(root), true);
  });

  test("nothing is installed beside a copy that runs; a copy that was killed is in nobody's way", async () => {
    const run = join(root, "copy", "run");
    await mkdir(run, { recursive: true });
    const lock = (born: string | undefined) =>
      writeFile(join(run, "lock.json"), JSON.stringify({ pid: process.pid, born }));
    await lock(bornOf(process.pid));
    assert.equal(await install(root, { ...env, TIDINGS_HOME: "copy" }), 1);
    assert.deepEqual(await calls(), []);
    await lock("another process of that number");
    assert.equal(await install(root, { ...env, TIDINGS_HOME: "copy" }), 0);
    assert.equal((await calls()).length, 1);
  });

  test("the Node in node_modules, which an install takes away, does not run the install", async () => {
    await install(root, env);
    const [call = ""] = await calls();
    assert.match(call, /^ci --loglevel=error/);
    assert.doesNotMatch(call, /node_modules/);
  });

  test("under npm its own npm and Node are used, but never those in node_modules", () => {
    const npm = { npm_execpath: "/opt/npm/bin/npm-cli.js", npm_node_execpath: "/opt/node" };
    assert.equal(installCommand({ PATH: "/bin", ...npm }).command, "/opt/node");
    assert.equal(
      installCommand({ PATH: "/bin", ...npm, npm_node_execpath: "/x/node_modules/.bin/node" }).command,
      "npm",
    );
    assert.equal(
      installCommand({ PATH: "/bin", npm_config_loglevel: "silly" }).env.npm_config_loglevel,
      undefined,
    );
  });

  test("while it installs it says how many of the packages of this machine are there", async () => {
    const [platform, arch] = [process.platform, process.arch];
    const packages = {
      "": {},
      shared: {},
      "node_modules/tidings-shared": { link: true },
      "node_modules/everywhere": {},
      "node_modules/everywhere/node_modules/inner": { os: [platform], cpu: [arch] },
      "node_modules/elsewhere": { os: ["aix"] },
      "node_modules/another-chip": { os: [platform], cpu: ["mips"] },
    };
    await writeFile(join(root, "package-lock.json"), JSON.stringify({ packages }));
    assert.deepEqual(foldersOf(root), [
      join(root, "node_modules/everywhere/package.json"),
      join(root, "node_modules/everywhere/node_modules/inner/package.json"),
    ]);
    assert.equal(progressLine(0, 2, 3, false), "  3 s: preparing");
    assert.equal(progressLine(1, 2, 12, false), "  12 s: 1 of 2 packages");
    assert.equal(progressLine(2, 2, 40, false), "  40 s: finishing");
    assert.match(progressLine(1, 2, 12, true), /12 秒.*1\/2/);
  });

  test("packages of the install before do not count as arrived", async () => {
    const [old, fresh, missing] = [join(root, "old"), join(root, "fresh"), join(root, "missing")];
    await writeFile(old, "");
    const { ctimeMs } = await stat(old);
    // The clock of a file system goes in steps.
    let began = ctimeMs;
    while (began === ctimeMs) {
      await writeFile(fresh, "");
      began = (await stat(fresh)).ctimeMs;
    }
    assert.equal(arrivedSince([old, fresh, missing], began), 1);
    assert.equal(arrivedSince([old, fresh, missing], ctimeMs), 2);
  });

  test("what npm says is read whole, wherever its pieces are cut", async () => {
    // The two bytes of é.
    await writeFile(join(root, "bin/npm"), "#!/bin/sh\nprintf '\\303'\nsleep 0.1\nprintf '\\251'\nexit 1\n");
    const script = `import { install } from ${JSON.stringify(new URL("install.mjs", import.meta.url).href)}; await install(${JSON.stringify(root)});`;
    const child = spawn(process.execPath, ["--input-type=module", "-e", script], { env });
    child.stderr.setEncoding("utf8");
    assert.match((await child.stderr.toArray()).join(""), /^é$/m);
  });

  /** An npm that works until it is ended, in a process of its own as real packages' scripts are. */
  const ENDLESS = `#!/bin/sh
sleep 600 &
echo "$!" > worker
mv worker working
wait
`;
  const holders = async () =>
    (await readFile(join(root, ".tidings-installing"), "utf8")).split(" ").map(Number);
  /** An install that is under way: its npm works, and is named in the lock. */
  const begun = async () => {
    await writeFile(join(root, "bin/npm"), ENDLESS);
    const script = `import { install } from ${JSON.stringify(new URL("install.mjs", import.meta.url).href)}; process.exitCode = await install(${JSON.stringify(root)});`;
    const child = spawn(process.execPath, ["--input-type=module", "-e", script], { env });
    while (!existsSync(join(root, "working")) || (await holders()).length < 2) await pause(20);
    return { child, npm: Number(await readFile(join(root, "working"), "utf8")) };
  };

  test("an install that is interrupted ends npm and all that it has started, and the next one begins again", async () => {
    for (const [signal, code] of [
      ["SIGINT", 130],
      ["SIGTERM", 143],
    ] as const) {
      const { child, npm } = await begun();
      child.stderr.setEncoding("utf8");
      child.kill(signal);
      const [said, [exit]] = await Promise.all([child.stderr.toArray(), once(child, "exit")]);
      assert.equal(exit, code);
      assert.match(said.join(""), /interrupted/);
      assert.equal(bornOf(npm), undefined);
      await rm(join(root, "working"));
    }
    await writeFile(join(root, "bin/npm"), NPM);
    assert.equal(await install(root, env), 0);
  });

  test("while npm outlives who has started it, nobody installs beside it", async () => {
    const { child, npm } = await begun();
    child.kill("SIGKILL");
    await once(child, "exit");
    const [installer, shell = 0] = await holders();
    assert.equal(installer, child.pid);
    assert.notEqual(bornOf(shell), undefined);
    process.kill(-shell, "SIGKILL");
    await writeFile(join(root, "bin/npm"), NPM);
    assert.equal(await install(root, env), 0);
    assert.equal(bornOf(npm), undefined);
  });

  test("two commands typed at once install once, and a lock whose holder has died is nobody's", async () => {
    await writeFile(join(root, ".tidings-installing"), "2147483646");
    const script = `import { install } from ${JSON.stringify(new URL("install.mjs", import.meta.url).href)}; process.exitCode = await install(${JSON.stringify(root)});`;
    const ends = await Promise.all(
      Array.from({ length: 3 }, async () => {
        const [code] = await once(
          spawn(process.execPath, ["--input-type=module", "-e", script], { env }),
          "exit",
        );
        return code;
      }),
    );
    assert.deepEqual(ends, [0, 0, 0]);
    assert.equal((await calls()).length, 1);
    assert.equal(isInstalled(root), true);
  });
});
