/** A bare Deno server for a benchmark to measure itself against. */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { freePort } from "../../shared/src/node/ports.ts";

const DENO = join(dirname(createRequire(import.meta.url).resolve("deno/package.json")), "deno");
const CONFIG = join(import.meta.dirname, "../functions/link/deno.json");

export type BareServer = { url: string; pid: number; close(): Promise<void> };

/** Starts `bare/<name>.ts` under Deno; `card` is what `card.ts` answers. */
export async function bareServer(name: string, databaseUrl: string, card = ""): Promise<BareServer> {
  const port = await freePort();
  const script = join(import.meta.dirname, "bare", `${name}.ts`);
  const flags = ["--allow-net", "--allow-env", "--allow-read", "--allow-sys", "--no-prompt", "--no-lock"];
  const child = spawn(DENO, ["run", ...flags, "--config", CONFIG, script], {
    env: {
      ...process.env,
      BENCH_DB_URL: databaseUrl,
      BENCH_CARD: card,
      DENO_SERVE_ADDRESS: `tcp:127.0.0.1:${port}`,
      DENO_DIR: join(tmpdir(), "tidings-deno"),
      DENO_NO_UPDATE_CHECK: "1",
    },
    stdio: ["ignore", "inherit", "inherit"],
  });
  const url = `http://127.0.0.1:${port}`;
  for (;;) {
    const answer = await fetch(`${url}/1`).catch(() => undefined);
    await answer?.arrayBuffer();
    if (answer) break;
    if (child.exitCode !== null) throw new Error(`${script} ended`);
    await pause(50);
  }
  return {
    url,
    pid: child.pid ?? 0,
    async close() {
      child.kill("SIGKILL");
      await once(child, "exit");
    },
  };
}
