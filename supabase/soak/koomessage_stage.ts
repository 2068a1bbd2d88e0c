/** For the soak of KooMessage: dispatchers and receiver as Deno processes, and the double of the service in one of its own, which all can be killed. */
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { freePort } from "../../shared/src/node/ports.ts";
import { approve, expand, readyFile, submittedSend } from "../bench/ground.ts";
import { kill9 } from "../local/processes.ts";
import { openStage, type Stage } from "../tests/functions/stage.ts";
import { layKoomessage } from "../tests/worker/koomessage_stage.ts";

const ROOT = join(import.meta.dirname, "../..");
/** Messages of a batch: as many as the service takes. */
const BATCH = 100;
const PARAMS = { name: "顾客", order_no: "YS1", pickup_code: "6-2" };

/** A message that the service has sent to a phone. */
export type SentMessage = { to: string; task_name: string; status: string; opened: number };

type Keys = Parameters<typeof layKoomessage>[1];

export type KoomessageStage = {
  stage: Stage;
  /** Sets how the service behaves. */
  control(changes: object): Promise<void>;
  sent(): Promise<SentMessage[]>;
  violations(): Promise<unknown[]>;
  /** Receipts that wait for somebody to answer them. */
  waiting(): Promise<number>;
  killService(): Promise<void>;
  startService(): Promise<void>;
  endTokens(): Promise<void>;
  /** A send that has started, to so many numbers. */
  startSend(numbers: number): Promise<string>;
  close(): Promise<void>;
};

export async function openKoomessageStage(): Promise<KoomessageStage> {
  const stage = await openStage({ volatile: false }, "dispatch", "receive-receipts");
  const home = await mkdtemp(join(tmpdir(), "tidings-koomessage-"));
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  let service: ChildProcess | undefined;
  let keys: Keys | undefined;
  const end = () => void service?.kill("SIGKILL");
  process.once("exit", end);

  const startService = async () => {
    const words = [
      "e2e/doubles/koomessage/main.ts",
      "--ledger",
      join(home, "ledger"),
      "--port",
      String(port),
    ];
    const child = spawn(process.execPath, words, { cwd: ROOT, stdio: ["ignore", "pipe", "inherit"] });
    service = child;
    const [line] = await once(child.stdout, "data");
    keys = JSON.parse(String(line));
  };
  const killService = async () => {
    if (!service || service.exitCode !== null || service.signalCode !== null) return;
    const exit = once(service, "exit");
    kill9(service.pid ?? 0);
    await exit;
  };
  const asked = async (method: string, path: string, body?: object): Promise<Response> => {
    const answer = await fetch(`${url}${path}`, { method, ...(body ? { body: JSON.stringify(body) } : {}) });
    if (!answer.ok) throw new Error(`${path}: ${await answer.text()}`);
    return answer;
  };

  await startService();
  if (!keys) throw new Error("The service has not said its keys.");
  // The receiver itself: a gateway in between would answer for one that is dead, and every answer counts as taken.
  const door = `${stage.direct("receive-receipts")}/receive-receipts`;
  await layKoomessage(stage, keys, { sign_in: "token", batch: BATCH, door });
  await stage.db.sql`update public.send_settings set pause_at_failures = 1`;
  return {
    stage,
    killService,
    startService,
    control: async (changes) => void (await asked("PUT", "/control", changes)),
    async sent() {
      const text = await (await asked("GET", "/ledger")).text();
      return text
        .split("\n")
        .filter((line) => line !== "")
        .map((line) => JSON.parse(line));
    },
    violations: async () => (await asked("GET", "/violations")).json(),
    waiting: async () => ((await (await asked("GET", "/stats")).json()) as { open: number }).open,
    endTokens: async () => void (await asked("POST", "/tokens/end")),
    async startSend(numbers) {
      const { db } = stage;
      const send = await submittedSend(db, await readyFile(db, numbers, PARAMS));
      await approve(db, send);
      await expand(db, send);
      await db.sql`select private.start_due()`;
      return send;
    },
    async close() {
      await killService();
      process.off("exit", end);
      await stage.close();
      await rm(home, { recursive: true, force: true });
    },
  };
}
