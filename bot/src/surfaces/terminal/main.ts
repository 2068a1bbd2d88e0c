/** A command in a process of its own. Seven hundred modules are compiled for it: what Node makes of them is kept with the copy, which halves the start. */
import { existsSync } from "node:fs";
import { enableCompileCache } from "node:module";
import { join, resolve } from "node:path";

const home = resolve(import.meta.dirname, "../../../..", process.env.TIDINGS_HOME ?? ".tidings");
if (existsSync(home)) enableCompileCache(join(home, "node"));
// Tables, pictures and looks that are saved are for this user alone.
process.umask(0o077);
// A reader such as `| head` may close the pipe early; that is not an error.
process.stdout.on("error", (error: NodeJS.ErrnoException) => {
  if (error.code !== "EPIPE") throw error;
  process.exit(0);
});
const { runTyped } = await import("./terminal.ts");
const { ownConsole } = await import("./console.ts");
process.exitCode = await runTyped(ownConsole());
