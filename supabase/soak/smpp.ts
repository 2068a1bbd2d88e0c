/**
 * `npm run soak -- --channel smpp`: kills the worker, the SMSC and every connection while a large send goes out over SMPP. The honest
 * guarantee of a carrier that cannot be asked: nobody is sent anything twice, each number is in one state in the end, and what is unknown
 * is at most kills × binds × window.
 */
import { setTimeout as pause } from "node:timers/promises";
import { startedSend } from "../bench/ground.ts";
import { openSmppStage, type SmppStage, type Worker } from "../tests/worker/smpp_stage.ts";
import { chanceOf } from "./chance.ts";

export type SmppSoak = { seed: number; kills: number; numbers: number; minutes: number };
export type SmppReport = {
  findings: string[];
  seconds: number;
  counts: Record<string, number>;
  /** As many as may be unknown. */
  most: number;
  killed: Record<string, number>;
};

const BINDS = 2;
const WINDOW = 20;
const WEATHER = {
  ...{
    answer_ms: [0, 15],
    receipt_ms: [20, 800],
    throttle_rate: 0.0002,
    fail_rate: 0.01,
    reject_rate: 0.005,
  },
  ...{ early_rate: 0.02, repeat_receipts: 1, shuffle_receipts: true, window: WINDOW, binds: BINDS },
};
const VICTIMS = ["worker", "smsc", "connections"] as const;

/** What a dead worker had in hand is taken up by the next one at once: certainly nobody is at work on it. */
const foldLeases = ({ db }: SmppStage) =>
  db.sql`update private.batches set lease_until = clock_timestamp() where done_at is null`;

async function statesOf({ db }: SmppStage, send: string): Promise<Record<string, number>> {
  const rows = await db.sql<{ state: string; n: number }[]>`
    select state::text, count(*)::integer as n from public.deliveries where send_id = ${send} group by state`;
  return Object.fromEntries(rows.map(({ state, n }) => [state, n]));
}

async function kill(stage: SmppStage, victim: (typeof VICTIMS)[number], worker: Worker): Promise<Worker> {
  if (victim === "worker") {
    await worker.kill();
    await foldLeases(stage);
    return stage.startWorker();
  }
  if (victim === "smsc") {
    await stage.killSmsc();
    await stage.startSmsc();
    await stage.control(WEATHER);
  } else await stage.ask("cut");
  return worker;
}

/** What is wrong in the end: each number is followed from its delivery to the SMSC's own ledger. */
async function finalCheck(stage: SmppStage, send: string, most: number): Promise<string[]> {
  const found: string[] = [];
  const taken = new Map<string, { n: number; state: string }>();
  for (const { to, state } of await stage.taken())
    taken.set(`+${to}`, { n: (taken.get(`+${to}`)?.n ?? 0) + 1, state });
  const twice = [...taken].filter(([, { n }]) => n > 1);
  if (twice.length > 0) found.push(`${twice.length} numbers were sent to twice, the first ${twice[0]?.[0]}`);
  const rows = await stage.db.sql<{ phone: string; state: string }[]>`
    select phone, state::text from public.deliveries where send_id = ${send}`;
  const ends: Record<string, string> = { DELIVRD: "delivered", UNDELIV: "failed", EXPIRED: "expired" };
  let wrong = 0;
  for (const { phone, state } of rows) {
    const one = taken.get(phone);
    const right = one
      ? state === ends[one.state] || state === "unknown"
      : ["failed", "unknown"].includes(state);
    if (!right) wrong += 1;
  }
  if (wrong > 0) found.push(`${wrong} numbers are not in the state that the SMSC tells`);
  const unknown = rows.filter(({ state }) => state === "unknown").length;
  if (unknown > most) found.push(`${unknown} are unknown, and ${most} may be`);
  const { violations } = await stage.stats();
  if (violations.length > 0) found.push(`malformed PDUs: ${JSON.stringify(violations.slice(0, 3))}`);
  const { data } = await stage.db.as("bob").rpc("audit_quota");
  if (data?.ok !== true) found.push(`the books are wrong: ${JSON.stringify(data)}`);
  return found;
}

export async function soakSmpp(
  { seed, kills, numbers, minutes }: SmppSoak,
  tell: (line: string) => void,
): Promise<SmppReport> {
  const chance = chanceOf(seed, "smpp");
  const stage = await openSmppStage({ binds: BINDS, window: WINDOW }, false);
  const began = performance.now();
  const killed: Record<string, number> = {};
  const most = kills * BINDS * WINDOW;
  try {
    await stage.db.sql`update public.send_settings set pause_at_failures = 1`;
    await stage.control(WEATHER);
    let worker = stage.startWorker();
    await stage.bound(BINDS);
    const send = await startedSend(stage.db, numbers);
    let done = 0;
    for (;;) {
      if (performance.now() - began > minutes * 60_000)
        return report([`it did not come to its end in ${minutes} minutes`], await statesOf(stage, send));
      const counts = await statesOf(stage, send);
      const handed = numbers - (counts.pending ?? 0);
      tell(`smpp: ${handed} of ${numbers} handed over, ${done} of ${kills} kills`);
      if (!counts.pending && !counts.handed && done >= kills) break;
      // Spread over the hand-over; what is left of them falls on the receipts.
      if (done < kills && handed >= (numbers * done) / (kills + 1)) {
        await pause(chance.whole(50, 400));
        const victim = VICTIMS[(done + chance.whole(0, 1)) % VICTIMS.length] ?? "worker";
        worker = await kill(stage, victim, worker);
        killed[victim] = (killed[victim] ?? 0) + 1;
        done += 1;
      } else await pause(200);
      await stage.db.as("bot").rpc("clock_tick");
    }
    await worker.end();
    return report(await finalCheck(stage, send, most), await statesOf(stage, send));
  } finally {
    await stage.close();
  }

  function report(findings: string[], counts: Record<string, number>): SmppReport {
    return { findings, seconds: Math.round((performance.now() - began) / 1000), counts, most, killed };
  }
}
