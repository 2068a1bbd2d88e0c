import assert from "node:assert/strict";
import { type ChildProcess, spawn } from "node:child_process";
import { randomUUID } from "node:crypto";
import { once } from "node:events";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { after, test } from "node:test";
import { until } from "../../local/carrier/testbed.ts";
import { kill9 } from "../../local/processes.ts";
import { openCallback, told } from "../callbacks/callback_fixtures.ts";
import { handOver, report, setSendSettings, startedSend } from "../fixtures.ts";
import { testDatabase } from "../test_database.ts";

/** CBK-1: thousands of events go out through kills of the workers, to a receiver that fails in every way there is. */
const db = await testDatabase();
await setSendSettings(db, { notice_per_minute: 1000, notice_per_day: 1000 });

// The role gets the password that the workers sign in with.
await db.signedIn("tidings_functions");

const MESSAGES = 900;
const WORKERS = 3;
const KILLS = 6;

type Taken = { path: string; id: string; items: { msg_id: string; send_status_desc: string }[] };
/** What the receiver has read to its end, in that order, whatever it answered. */
const taken: Taken[] = [];
const asked = { calls: 0, failed: 0 };

/** How a receiver fails: before it has read the post, or after, when it has it all the same. */
const FAILURES: readonly [
  every: number,
  fail: (request: IncomingMessage, response: ServerResponse) => void,
][] = [
  [41, (_request, response) => void response.writeHead(500).end("no")],
  [67, (request) => void request.socket.destroy()],
  // Said to be taken by its head, and cut off in the answer: it was taken.
  [
    89,
    (request, response) => {
      response.writeHead(200, { "content-length": "100" });
      response.write("{", () => request.socket.destroy());
    },
  ],
  // Never answered.
  [149, () => undefined],
];

const server = createServer(async (request, response) => {
  const call = ++asked.calls;
  // The connection ends before the body has been read.
  if (call % 101 === 0) {
    asked.failed += 1;
    request.socket.destroy();
    return;
  }
  const parts: Buffer[] = [];
  try {
    for await (const part of request) parts.push(part as Buffer);
  } catch {
    return; // its worker was killed while it wrote
  }
  const items = [told({ body: Buffer.concat(parts).toString() })].flat();
  taken.push({ path: request.url ?? "", id: String(request.headers["webhook-id"]), items });
  const [, fail] = FAILURES.find(([every]) => call % every === 0) ?? [];
  if (!fail) return void response.writeHead(204).end();
  asked.failed += 1;
  fail(request, response);
});
server.listen(0, "127.0.0.1");
await once(server, "listening");
const { port } = server.address() as AddressInfo;

type Worker = { holder: string; process: ChildProcess };
const workers: Worker[] = [];
function hire(): void {
  const holder = randomUUID();
  const env = {
    ...process.env,
    TIDINGS_DB_URL: db.url.replace("//postgres:", "//tidings_functions:"),
    HOLDER: holder,
  };
  const child = spawn(process.execPath, [join(import.meta.dirname, "callbacks-worker.ts")], {
    env,
    stdio: "inherit",
  });
  workers.push({ holder, process: child });
}
async function end({ process: { pid, exitCode }, process: child }: Worker): Promise<void> {
  const ended = once(child, "exit");
  if (pid && exitCode === null) {
    kill9(pid);
    await ended;
  }
}
/** Kills one for good. What it held is free once its lease is over, which is said here. */
async function kill(worker: Worker): Promise<void> {
  await end(worker);
  workers.splice(workers.indexOf(worker), 1);
  await db.sql`update private.callback_ways set lease_until = '-infinity' where holder = ${worker.holder}`;
}
after(async () => {
  await Promise.all(workers.map(end));
  server.close();
  server.closeAllConnections();
});

/** Back-off is over; leases are not. */
async function goOn(): Promise<void> {
  await db.sql`update private.callback_ways set due_at = '-infinity' where due_at <> '-infinity'`;
  await db.sql`update public.callback_posts set due_at = null where due_at is not null`;
}

test("nothing is lost and nothing about one message is out of order, through kills of several workers and a failing receiver", async () => {
  for (const kind of ["send", "send_batch"])
    await openCallback(db, kind, `http://erp.example.com:${port}/${kind}`);
  await startedSend(db, { count: MESSAGES });
  const ids = await handOver(db);
  assert.equal(ids.length, MESSAGES);
  const parts = Array.from({ length: 9 }, (_, part) => ids.slice(part * 100, part * 100 + 100));
  for (let n = 0; n < WORKERS; n += 1) hire();

  // What comes in meanwhile is told too, and half of it corrects what has been told.
  const coming = (async () => {
    for (const part of parts) await report(db, part, "failed");
    for (const part of parts) await report(db, part, "delivered");
  })();
  for (let n = 1; n <= KILLS; n += 1) {
    await until(async () => {
      await goOn();
      return asked.calls >= n * 250;
    });
    const [worker] = workers;
    assert.ok(worker);
    await kill(worker);
    hire();
  }
  await coming;
  await until(async () => {
    await goOn();
    return (await db.sql`select from public.callback_cards where waiting > 0`).length === 0;
  });
  assert.ok(asked.failed > 20, `it failed ${asked.failed} times`);

  for (const path of ["/send", "/send_batch"]) {
    const seen = new Set<string>();
    const events = taken
      .filter((post) => post.path === path)
      // A receiver knows a repeat by its webhook-id.
      .filter(({ id }) => !seen.has(id) && seen.add(id))
      .flatMap(({ items }) => items);
    const of = Map.groupBy(events, ({ msg_id }) => msg_id);
    assert.deepEqual([...of.keys()].sort(), ids.toSorted(), `${path}: none is lost`);
    for (const [id, all] of of)
      assert.deepEqual(
        all.map(({ send_status_desc }) => send_status_desc),
        ["failed", "delivered"],
        `${path}: ${id}`,
      );
  }
  // Single posts keep the order even with their repeats: nothing is posted before what came earlier was said to be taken.
  const last = new Map<string, string>();
  for (const { items } of taken.filter(({ path }) => path === "/send"))
    for (const { msg_id, send_status_desc } of items) {
      assert.ok(!(last.get(msg_id) === "delivered" && send_status_desc === "failed"), `${msg_id} went back`);
      last.set(msg_id, send_status_desc);
    }
  const posts = await db.sql`select state, count(*)::int as n from public.callback_posts group by 1`;
  assert.deepEqual(
    posts.map(({ state }) => state),
    ["taken"],
  );
});
