import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { TestContext } from "node:test";
import { setTimeout as sleep } from "node:timers/promises";
import { Webhook } from "standardwebhooks";

export const KEY = "sandbox-channel-key";
export const SECRET = `whsec_${Buffer.alloc(32, 7).toString("base64")}`;

/** Wait until `condition` gives something, however long that takes. */
export async function until<T>(condition: () => T | Promise<T>): Promise<NonNullable<T>> {
  for (;;) {
    const value = await condition();
    if (value !== undefined && value !== null && value !== false) return value as NonNullable<T>;
    await sleep(10);
  }
}

/** A call that came from the carrier with a good signature. */
export type Call = { id: string; timestamp: number; type: string; items: Record<string, string | null>[] };

/** How a receiver answers a call: a status, or "never". */
export type Answering = (call: Call) => number | "never" | Promise<number | "never">;

/** Someone who gets callbacks: verifies each as Standard Webhooks ask, and keeps what was good. */
export class Receiver {
  readonly calls: Call[] = [];
  readonly refused: unknown[] = [];
  /** Ids of calls whose connection was given up before an answer. */
  readonly abandoned: string[] = [];
  answering: Answering = () => 204;
  url = "";

  static async open(t: TestContext): Promise<Receiver> {
    const receiver = new Receiver();
    const server = createServer(async (request, response) => {
      const body = Buffer.concat(await request.toArray()).toString();
      const call = receiver.#verified(body, request.headers);
      if (call === null) return response.writeHead(401).end();
      response.on("close", () => !response.writableFinished && receiver.abandoned.push(call.id));
      receiver.calls.push(call);
      const answer = await receiver.answering(call);
      if (answer !== "never") response.writeHead(answer, { location: "/elsewhere" }).end();
    });
    server.listen(0, "127.0.0.1");
    await once(server, "listening");
    t.after(() => {
      server.close();
      server.closeAllConnections();
    });
    receiver.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/receive/sandbox`;
    return receiver;
  }

  /** Every item of this kind, in the order of arrival. */
  items(type: string): Record<string, string | null>[] {
    return this.calls.filter((call) => call.type === type).flatMap((call) => call.items);
  }

  /** The receipts for one reference. */
  receipts(reference: string): Record<string, string | null>[] {
    return this.items("receipts").filter((item) => item.reference === reference);
  }

  #verified(body: string, headers: Record<string, unknown>): Call | null {
    try {
      const read = new Webhook(SECRET).verify(body, headers as Record<string, string>) as Record<
        string,
        never
      >;
      const type = String(read.type);
      const items = read[type === "template_states" ? "states" : type] ?? [];
      return {
        id: String(headers["webhook-id"]),
        timestamp: Number(headers["webhook-timestamp"]),
        type,
        items,
      };
    } catch (error) {
      this.refused.push(error);
      return null;
    }
  }
}

/** What the carrier answered. */
// biome-ignore lint/suspicious/noExplicitAny: tests look into bodies of every shape
export type Answered = { status: number; headers: Headers; body: any };

/** The carrier as a process of its own, on a store of its own. */
export class Sandbox {
  readonly home: string;
  child: ChildProcess;
  url = "";

  private constructor(home: string, child: ChildProcess) {
    this.home = home;
    this.child = child;
  }

  static async start(t: TestContext, control: Record<string, unknown> = {}): Promise<Sandbox> {
    const home = await mkdtemp(join(tmpdir(), "carrier-test-"));
    const sandbox = new Sandbox(home, spawnCarrier(home));
    t.after(async () => {
      await sandbox.kill();
      await rm(home, { recursive: true });
    });
    await sandbox.#ready();
    // The links of these messages lead nowhere.
    await sandbox.control({
      receipt_delay_ms: [0, 50],
      template_delay_ms: [0, 50],
      open_rate: 0,
      capable_rate: 0,
      ...control,
    });
    return sandbox;
  }

  /** Start again on the same store. */
  async again(): Promise<void> {
    this.child = spawnCarrier(this.home);
    await this.#ready();
  }

  /** kill -9, at once. */
  async kill(): Promise<void> {
    if (this.child.exitCode !== null || this.child.signalCode !== null) return;
    this.child.kill("SIGKILL");
    await once(this.child, "exit");
  }

  async #ready(): Promise<void> {
    const [line] = await once(this.child.stdout ?? this.child, "data");
    this.url = /http:\S+/.exec(String(line))?.[0] ?? "";
  }

  async ask(method: string, path: string, body?: unknown, headers = {}): Promise<Answered> {
    const sent = typeof body === "string" || body === undefined ? body : JSON.stringify(body);
    const answer = await fetch(this.url + path, {
      method,
      headers: { authorization: `Bearer ${KEY}`, "content-type": "application/json", ...headers },
      body: sent,
    });
    const text = await answer.text();
    const json = answer.headers.get("content-type")?.startsWith("application/json") ?? false;
    return { status: answer.status, headers: answer.headers, body: json ? JSON.parse(text) : text };
  }

  async control(changes: Record<string, unknown>): Promise<void> {
    const answer = await this.ask("PUT", "/control", changes);
    if (answer.status !== 200) throw new Error(`the control refused: ${JSON.stringify(answer.body)}`);
  }

  send(callback: string, to: Record<string, string>, headers = {}): Promise<Answered> {
    return this.ask("POST", "/v1/messages", batch(callback, to), headers);
  }

  async query(...references: string[]): Promise<Record<string, string | null>[]> {
    return (await this.ask("POST", "/v1/messages/query", { references })).body.results;
  }

  async ledger(since?: number): Promise<Record<string, unknown>[]> {
    const { body } = await this.ask("GET", since === undefined ? "/ledger" : `/ledger?since=${since}`);
    return String(body)
      .split("\n")
      .filter((line) => line !== "")
      .map((line) => JSON.parse(line));
  }

  async stats(): Promise<Record<string, number>> {
    return (await this.ask("GET", "/stats")).body;
  }
}

/** A batch of messages: reference → number. */
export function batch(callback_url: string, to: Record<string, string>): Record<string, unknown> {
  const messages = Object.entries(to).map(([reference, number]) => ({
    reference,
    to: number,
    text: "会员日福利已到账，点击 https://t.example/AbC12x 查看。拒收请回复R",
    link: "https://t.example/AbC12x",
    params: { name: "王小明" },
  }));
  return { channel: "106900001", signature: "云杉", kind: "aim", template: null, callback_url, messages };
}

/** `count` references `<name>-1` … with numbers of their own. */
export function many(name: string, count: number): Record<string, string> {
  const numbers: Record<string, string> = {};
  for (let i = 1; i <= count; i++) numbers[`${name}-${i}`] = `+86139${String(i).padStart(8, "0")}`;
  return numbers;
}

function spawnCarrier(home: string): ChildProcess {
  return spawn(process.execPath, [join(import.meta.dirname, "main.ts")], {
    env: {
      TIDINGS_HOME: home,
      TIDINGS_CARRIER_PORT: "0",
      CARRIER_KEY: KEY,
      CARRIER_WEBHOOK_SECRET: SECRET,
    },
    stdio: ["ignore", "pipe", "ignore"],
  });
}
