/** Carriers for tests: the sandbox, reset to its own calm behaviour before each test, and stand-ins with one behaviour. */
import { once } from "node:events";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { CALM, type Control } from "../../local/carrier/control.ts";
import type { Stage } from "./stage.ts";

/** A carrier without faults, whose receipts come soon, and whose phones open nothing by themselves. */
const AT_REST: Control = { ...CALM, receipt_delay_ms: [0, 50], open_rate: 0 };

/** Resets the carrier and its channels; each test then sets the faults it needs. */
export async function calm(stage: Stage): Promise<void> {
  await stage.control(AT_REST);
  await stage.db
    .sql`update public.channels set idempotent = true, batch_size = 1000, base_url = ${stage.carrier}`;
}

/** Messages that the carrier has sent to phones so far, one line each. */
async function carrierLedger(stage: Stage): Promise<{ reference: string; to: string; repeat: boolean }[]> {
  const text = await (await fetch(`${stage.carrier}/ledger`)).text();
  return text
    .split("\n")
    .filter((line) => line !== "")
    .map((line) => JSON.parse(line));
}

/** Messages of a send that phones got, and how many of these were repeats. */
export async function phonesGot(
  stage: Stage,
  send: string,
): Promise<{ messages: number; repeats: number; distinct: number }> {
  const rows = await stage.db.sql<{ id: bigint }[]>`select id from public.deliveries where send_id = ${send}`;
  const ours = new Set(rows.map(({ id }) => String(id)));
  const lines = (await carrierLedger(stage)).filter(({ reference }) => ours.has(reference));
  const distinct = new Set(lines.map(({ reference }) => reference)).size;
  return { messages: lines.length, repeats: lines.filter(({ repeat }) => repeat).length, distinct };
}

/** Starts a server of the test. Returns its address. */
export async function listen(server: Server): Promise<string> {
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

export function close(server: Server): void {
  server.close();
  server.closeAllConnections();
}

/** A carrier that accepts a request and never answers. `reached` resolves when a request has arrived. */
export async function blackHole() {
  const reached = Promise.withResolvers<void>();
  const server = createServer((request) => {
    request.resume().on("end", () => reached.resolve());
  });
  return { url: await listen(server), reached: reached.promise, close: () => close(server) };
}
