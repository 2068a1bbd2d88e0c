/** Carriers of a story: the sandbox, calm again before each test, and stand-ins that do one thing. */
import { once } from "node:events";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import type { Stage } from "./stage.ts";

/** A carrier that behaves; stories then say how it does not. */
const CALM = {
  idempotent: true,
  fail_rate: 0,
  reject_rate: 0,
  expire_rate: 0,
  receipt_delay_ms: [0, 50],
  repeat_receipts: 0,
  shuffle_receipts: false,
  receipts_before_answer: 0,
  rate_per_s: null,
  accept_then_drop_rate: 0,
  error_rate: 0,
};
/** Calms the carrier and its channels; each test then says what is otherwise. */
export async function calm(stage: Stage): Promise<void> {
  await stage.control(CALM);
  await stage.db
    .sql`update public.channels set idempotent = true, batch_size = 1000, base_url = ${stage.carrier}`;
}

/** What the carrier sent on to phones so far, a line a message. */
async function carrierLedger(stage: Stage): Promise<{ reference: string; to: string; repeat: boolean }[]> {
  const text = await (await fetch(`${stage.carrier}/ledger`)).text();
  return text
    .split("\n")
    .filter((line) => line !== "")
    .map((line) => JSON.parse(line));
}

/** What phones got of a send: how many messages, and how many of them twice. */
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

/** Where a server of the story listens. */
export async function listening(server: Server): Promise<string> {
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

export function closed(server: Server): void {
  server.close();
  server.closeAllConnections();
}

/** A carrier that takes a request, never answers, and tells when it has one. */
export async function blackHole() {
  const reached = Promise.withResolvers<void>();
  const server = createServer((request) => {
    request.resume().on("end", () => reached.resolve());
  });
  return { url: await listening(server), reached: reached.promise, close: () => closed(server) };
}
