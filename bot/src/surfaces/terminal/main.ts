/** `npm run tidings -- <command> …`. Seven hundred modules are compiled for it: what Node makes of them is kept with the copy, which halves the start. */
import { existsSync } from "node:fs";
import { enableCompileCache } from "node:module";
import { join, resolve } from "node:path";

const home = resolve(import.meta.dirname, "../../../..", process.env.TIDINGS_HOME ?? ".tidings");
if (existsSync(home)) enableCompileCache(join(home, "node"));
await import("./terminal.ts");
