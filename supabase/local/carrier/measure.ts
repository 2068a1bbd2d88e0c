import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { Agent, createServer, request } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";

/**
 * Measures the carrier as a process, over HTTP: `node supabase/local/carrier/measure.ts [messages] [at once]`.
 * Prints how fast it takes messages in batches of 1,000 with its store on the disk, how fast it brings their
 * receipts to a receiver that answers at once, its memory, and how long it needs to start again.
 */
const messages = Number(process.argv[2] ?? 200_000);
const atOnce = Number(process.argv[3] ?? 2);

const KEY = "measure-key";
const home = await mkdtemp(join(tmpdir(), "carrier-measure-"));
const agent = new Agent({ keepAlive: true });

const receiver = createServer((call, answer) => {
  call.resume().on("end", () => answer.writeHead(204).end());
});
receiver.listen(0, "127.0.0.1");
await once(receiver, "listening");
const callback = `http://127.0.0.1:${(receiver.address() as AddressInfo).port}/`;

async function start(): Promise<{ child: ChildProcess; port: number; ms: number }> {
  const began = performance.now();
  const child = spawn(process.execPath, [join(import.meta.dirname, "main.ts")], {
    env: {
      TIDINGS_HOME: home,
      TIDINGS_CARRIER_PORT: "0",
      CARRIER_KEY: KEY,
      CARRIER_WEBHOOK_SECRET: `whsec_${Buffer.alloc(32, 1).toString("base64")}`,
    },
    stdio: ["ignore", "pipe", "inherit"],
  });
  const [line] = await once(child.stdout ?? child, "data");
  return { child, port: Number(/:(\d+)\s*$/.exec(String(line))?.[1]), ms: performance.now() - began };
}

async function ask(port: number, method: string, path: string, body?: string): Promise<string> {
  const asking = request({ agent, port, method, path, headers: { authorization: `Bearer ${KEY}` } });
  asking.end(body);
  const [answer] = await once(asking, "response");
  const text = (await answer.toArray()).join("");
  if (answer.statusCode >= 300) throw new Error(`${method} ${path} answered ${answer.statusCode}: ${text}`);
  return text;
}

async function megabytes(child: ChildProcess): Promise<string> {
  const status = await readFile(`/proc/${child.pid}/status`, "utf8").catch(() => "");
  const kilobytes = (name: string) => Number(new RegExp(`${name}:\\s+(\\d+)`).exec(status)?.[1] ?? 0);
  return `${Math.round(kilobytes("VmRSS") / 1_024)} MB, at most ${Math.round(kilobytes("VmHWM") / 1_024)} MB`;
}

/** Seconds of processor time that the carrier has used, as Linux tells (100 ticks a second); 0 elsewhere. */
async function processor(child: ChildProcess): Promise<number> {
  const stat = await readFile(`/proc/${child.pid}/stat`, "utf8").catch(() => "");
  const [user = "0", system = "0"] = stat
    .slice(stat.lastIndexOf(")") + 2)
    .split(" ")
    .slice(11, 13);
  return (Number(user) + Number(system)) / 100;
}

function batch(from: number): string {
  const one = (_: unknown, i: number) => ({
    reference: String(from + i),
    to: `+86138${String(10_000_000 + ((from + i) % 80_000_000)).padStart(8, "0")}`,
    text: "会员日福利已到账，点击 https://t.example/l/AbC12x 查看。拒收请回复R",
    link: `https://t.example/l/A${from + i}`,
    params: { name: "王小明" },
  });
  const head = {
    channel: "106900001",
    signature: "云杉",
    kind: "aim",
    template: "t1",
    callback_url: callback,
  };
  return JSON.stringify({ ...head, messages: Array.from({ length: 1_000 }, one) });
}

const rate = (ms: number) => `${Math.round(messages / (ms / 1_000)).toLocaleString("en")}/s`;
const first = await start();
await ask(first.port, "PUT", "/control", '{"receipt_delay_ms":[0,500],"open_rate":0}');
// Made while nobody measures: on two cores the client's own work would count against the carrier.
const bodies = Array.from({ length: Math.min(200, messages / 1_000) }, (_, i) => batch(1 + i * 1_000));
let next = 0;
let paused = 0;
const began = performance.now();
const client = async () => {
  for (;;) {
    const index = next++;
    if (index * 1_000 >= messages) return;
    const made = performance.now();
    const body = bodies[index] ?? batch(1 + index * 1_000);
    if (bodies[index] === undefined) paused += performance.now() - made;
    await ask(first.port, "POST", "/v1/messages", body);
  }
};
await Promise.all(Array.from({ length: atOnce }, client));
const took = performance.now() - began - paused;
console.log(`taken     ${messages} messages in ${Math.round(took)} ms: ${rate(took)}`);
for (;;) {
  const stats = JSON.parse(await ask(first.port, "GET", "/stats"));
  if (stats.receipts_acknowledged === messages) break;
  await new Promise((resolve) => setTimeout(resolve, 20));
}
const whole = performance.now() - began - paused;
console.log(`delivered their receipts ${Math.round(whole)} ms after the first batch: ${rate(whole)}`);
const seconds = await processor(first.child);
console.log(`processor ${seconds} s for both: ${rate(seconds * 1_000)} on one core that is its own`);
console.log(`memory    ${await megabytes(first.child)}`);
first.child.kill("SIGKILL");
await once(first.child, "exit");
const second = await start();
await ask(second.port, "GET", "/stats");
console.log(`restarted after kill -9 in ${Math.round(second.ms)} ms, ${await megabytes(second.child)}`);
second.child.kill("SIGTERM");
await once(second.child, "exit");
receiver.close();
receiver.closeAllConnections();
agent.destroy();
await rm(home, { recursive: true });
