/** `npm run tidings -- <command> …`: the running bot runs it; where none of this very code runs, this process does. */
import { spawnSync } from "node:child_process";
import { join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { install, isInstalled } from "../../../../shared/src/node/install.mjs";
import { runAtBot } from "./caller.mjs";

const ROOT = fileURLToPath(new URL("../../../../", import.meta.url));

async function main() {
  const argv = process.argv.slice(2);
  const wasInstalled = isInstalled(ROOT);
  if (!wasInstalled) {
    const code = await install(ROOT);
    if (code !== 0) return code;
  }
  process.umask(0o077);
  const home = resolve(ROOT, process.env.TIDINGS_HOME || ".tidings");
  const code = await runAtBot(ROOT, home, argv, process.env);
  if (code !== null) return code;
  const terminal = join(ROOT, "bot/src/surfaces/terminal/main.ts");
  // The Node that installs may be one that reads no TypeScript.
  if (!process.features.typescript || !wasInstalled) {
    const node = join(ROOT, "node_modules/.bin/node");
    return spawnSync(node, [terminal, ...argv], { stdio: "inherit" }).status ?? 1;
  }
  await import("./main.ts");
  return process.exitCode ?? 0;
}

const code = await main();
// What is printed goes out first; then nothing holds the process, not even a stdin that is still open.
process.stdout.write("", () => process.exit(code));
