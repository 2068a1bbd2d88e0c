/**
 * The worker: what must live longer than a request, as the role tidings_functions. It holds the connections of carriers that are spoken to
 * over long ones (smpp), and posts to the addresses of callbacks. Its work is rows: several may run, each may be killed at any time. Ends on SIGTERM, in order.
 *
 * TIDINGS_WORKER_CALLS_OUT, 1 where unset; 0: this one posts to no address, where its host may not call out.
 * TIDINGS_DB_URL as edge functions have it; TIDINGS_WORKER_LEASE_S, 15 where unset: after so long another worker takes what a dead one held;
 * TIDINGS_WORKER_PORT: where `/healthz` and `/metrics` answer, nowhere while unset; TIDINGS_METRICS_TOKEN: who has it may ask from elsewhere.
 */
import { randomUUID } from "node:crypto";
import { watchProcess } from "@tidings/shared/node/metrics.ts";
import { openDatabase } from "../functions/_core/database.ts";
import { readEnv } from "../functions/_core/env.ts";
import { log, wordsOf } from "../functions/_core/reply.ts";
import { postCallbacks } from "./callback_work.ts";
import { CarrierWork } from "./carrier_work.ts";
import { openDoor } from "./door.ts";
import { METRICS, watchBinds } from "./metrics.ts";
import type { SmppCarrier } from "./smpp/settings.ts";

type Leased = { carrier_id: string; n: number; base_url: string } & Pick<
  SmppCarrier,
  "credentials" | "settings"
>;

const LEASE_S = Number(process.env.TIDINGS_WORKER_LEASE_S ?? 15);
if (!Number.isInteger(LEASE_S) || LEASE_S < 1)
  throw new RangeError("TIDINGS_WORKER_LEASE_S takes whole seconds");
const PORT = Number(process.env.TIDINGS_WORKER_PORT || 0);
if (!Number.isInteger(PORT) || PORT < 0 || PORT > 65_535)
  throw new RangeError("TIDINGS_WORKER_PORT takes a port, 1 to 65535");
const CONNECTIONS = 8;

const { TIDINGS_DB_URL } = readEnv((name) => process.env[name], "TIDINGS_DB_URL");
const sql = openDatabase(TIDINGS_DB_URL, CONNECTIONS);
const holder = randomUUID();
const works = new Map<string, CarrierWork>();
const stop = Promise.withResolvers<void>();
const ending = new AbortController();
for (const signal of ["SIGTERM", "SIGINT"] as const)
  process.once(signal, () => {
    ending.abort();
    stop.resolve();
  });

async function lease(): Promise<void> {
  const rows = await sql<Leased[]>`select * from private.lease_binds(${holder}::uuid, ${LEASE_S}::integer)`;
  const held = Map.groupBy(rows, ({ carrier_id }) => carrier_id);
  for (const [id, work] of works)
    if (!held.has(id)) {
      works.delete(id);
      // Not waited for: the leases of the others are renewed meanwhile.
      void work.stop();
    }
  for (const [id, binds] of held) {
    const [first] = binds;
    if (!first) continue;
    const carrier = { address: first.base_url, credentials: first.credentials, settings: first.settings };
    const work = works.get(id) ?? new CarrierWork(sql, holder, id, carrier);
    works.set(id, work);
    work.hold(
      binds.map(({ n }) => n),
      carrier,
    );
  }
}

watchProcess(METRICS);
watchBinds(() => [...works.values()].flatMap(({ keepers }) => keepers));
const door = PORT === 0 ? null : await openDoor(PORT, process.env.TIDINGS_METRICS_TOKEN || undefined);

const posting =
  process.env.TIDINGS_WORKER_CALLS_OUT === "0" ? null : postCallbacks(sql, holder, ending.signal);

while (!ending.signal.aborted) {
  try {
    await lease();
  } catch (error) {
    log("worker", "the database failed", { why: wordsOf(error) });
  }
  await Promise.race([stop.promise, new Promise((wake) => setTimeout(wake, (LEASE_S * 1000) / 3))]);
}
door?.close();
await Promise.all([posting, ...[...works.values()].map((work) => work.stop())]);
await sql`select private.release_binds(${holder}::uuid)`.catch((error) =>
  log("worker", "the connections were not released", { why: wordsOf(error) }),
);
await sql.end({ timeout: 5 });
process.exit(0);
