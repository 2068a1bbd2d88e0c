/**
 * `npm run soak -- --channel koomessage`: kills dispatchers, the receiver and the service while a large send goes out over HTTP, breaks
 * answers in every way that the service can, and ends its tokens. The service knows no key for a repeat, but it can be asked: nobody is
 * sent anything twice, nothing is lost or stays unknown, each card that a phone was shown is counted once, and the books agree.
 */
import { setTimeout as pause } from "node:timers/promises";
import { chanceOf } from "./chance.ts";
import { type KoomessageStage, openKoomessageStage } from "./koomessage_stage.ts";

export type KoomessageSoak = { seed: number; kills: number; numbers: number; minutes: number };
export type KoomessageReport = {
  findings: string[];
  seconds: number;
  counts: Record<string, number>;
  resolved: number;
  killed: Record<string, number>;
};

const WEATHER = {
  ...{ latency: [0, 15], receipt_delay_ms: [0, 1_500], throttle_per_s: 40 },
  ...{ error_rate: 0.03, html_rate: 0.03, half_rate: 0.03, accept_then_drop_rate: 0.03 },
  ...{ fail_rate: 0.02, repeat_receipts: 1, shuffle_receipts: true, open_rate: 0.5 },
};
const VICTIMS = ["dispatcher", "service", "receiver", "tokens"] as const;
type Victim = (typeof VICTIMS)[number];

async function statesOf({ stage }: KoomessageStage, send: string): Promise<Record<string, number>> {
  const rows = await stage.db.sql<{ state: string; n: number }[]>`
    select state::text, count(*)::integer as n from public.deliveries where send_id = ${send} group by state`;
  return Object.fromEntries(rows.map(({ state, n }) => [state, n]));
}

async function kill(soak: KoomessageStage, victim: Victim, early: boolean): Promise<void> {
  const { stage } = soak;
  if (victim === "dispatcher") {
    await stage.kill("dispatch");
    await stage.start("dispatch");
  } else if (victim === "receiver") {
    await stage.kill("receive-receipts");
    await stage.start("receive-receipts");
  } else if (victim === "service") {
    await soak.killService();
    await soak.startService();
    await soak.control({ ...WEATHER, receipts_before_answer: early });
  } else await soak.endTokens();
}

/** What is wrong in the end: each number is followed from its delivery to the service's own ledger. */
async function finalCheck(
  soak: KoomessageStage,
  send: string,
): Promise<{ found: string[]; resolved: number }> {
  const { db } = soak.stage;
  const found: string[] = [];
  const sent = new Map<string, { n: number; status: string; opened: number }>();
  for (const { to, status, opened } of await soak.sent())
    sent.set(`+86${to}`, { n: (sent.get(`+86${to}`)?.n ?? 0) + 1, status, opened });
  const twice = [...sent].filter(([, { n }]) => n > 1);
  if (twice.length > 0) found.push(`${twice.length} numbers were sent to twice, the first ${twice[0]?.[0]}`);
  const rows = await db.sql<{ phone: string; state: string; resolved: number }[]>`
    select phone, state::text, resolved from public.deliveries where send_id = ${send}`;
  const ends: Record<string, string> = { DELIVRD: "delivered", EXPIRED: "expired" };
  const wrong: string[] = [];
  const miscounted: string[] = [];
  for (const { phone, state, resolved } of rows) {
    const one = sent.get(phone);
    if (state !== (one ? (ends[one.status] ?? "failed") : "failed"))
      wrong.push(`${phone} ${state} ${one?.status}`);
    if (Number(resolved) !== (one?.opened ?? 0)) miscounted.push(phone);
  }
  if (wrong.length > 0)
    found.push(`${wrong.length} numbers are not in the state that the service tells, the first ${wrong[0]}`);
  if (miscounted.length > 0)
    found.push(`${miscounted.length} cards that were shown are not counted once, the first ${miscounted[0]}`);
  const violations = await soak.violations();
  if (violations.length > 0) found.push(`malformed requests: ${JSON.stringify(violations.slice(0, 3))}`);
  const { data } = await db.as("bob").rpc("audit_quota");
  if (data?.ok !== true) found.push(`the books are wrong: ${JSON.stringify(data)}`);
  return { found, resolved: rows.reduce((sum, row) => sum + Number(row.resolved), 0) };
}

/**
 * Both dispatchers, again and again. Whatever is still leased when neither is at work was leased by one that was killed, or waits to
 * ask; the service has done by then whatever it will do.
 */
function dispatching({ stage }: KoomessageStage, urls: readonly string[]) {
  const over = new AbortController();
  const turn = async () => {
    const headers = { ...(await stage.headers("bot")), "content-type": "application/json" };
    const asked = urls.map((url) => fetch(`${url}/dispatch`, { method: "POST", headers, body: "{}" }));
    // One that was killed answers nothing, and its next life is asked in the next turn.
    await Promise.allSettled(asked.map(async (one) => (await one).arrayBuffer()));
    await pause(50);
    await stage.db
      .sql`update private.batches set lease_until = clock_timestamp() where done_at is null and closed_at is null`;
    await stage.db
      .sql`update public.channels set failures = 0, sick_since = null where sick_since is not null`;
  };
  const work = (async () => {
    while (!over.signal.aborted) {
      await turn();
      await pause(50);
    }
  })();
  return {
    async stop() {
      over.abort();
      await work;
    },
  };
}

export async function soakKoomessage(
  { seed, kills, numbers, minutes }: KoomessageSoak,
  tell: (line: string) => void,
): Promise<KoomessageReport> {
  const chance = chanceOf(seed, "koomessage");
  const soak = await openKoomessageStage();
  const { stage } = soak;
  const began = performance.now();
  const killed: Record<string, number> = {};
  const report = async (findings: string[], send: string, resolved = 0): Promise<KoomessageReport> => ({
    findings,
    seconds: Math.round((performance.now() - began) / 1000),
    counts: await statesOf(soak, send),
    resolved,
    killed,
  });
  try {
    await soak.control(WEATHER);
    const second = await stage.another("dispatch");
    const send = await soak.startSend(numbers);
    const hands = dispatching(soak, [stage.direct("dispatch"), second.url]);
    let done = 0;
    for (;;) {
      if (performance.now() - began > minutes * 60_000) {
        await hands.stop();
        return report([`it did not come to its end in ${minutes} minutes`], send);
      }
      const counts = await statesOf(soak, send);
      const handed = numbers - (counts.pending ?? 0);
      tell(`koomessage: ${handed} of ${numbers} handed over, ${done} of ${kills} kills`);
      if (!counts.pending && !counts.handed && done >= kills) break;
      // Spread over the hand-over; what is left of them falls on the receipts.
      if (done < kills && handed >= (numbers * done) / (kills + 1)) {
        await pause(chance.whole(20, 300));
        const victim = VICTIMS[(done + chance.whole(0, 1)) % VICTIMS.length] ?? "dispatcher";
        await kill(soak, victim, chance.draw() < 0.5);
        killed[victim] = (killed[victim] ?? 0) + 1;
        done += 1;
      } else await pause(200);
      await stage.db.as("bot").rpc("clock_tick");
    }
    await hands.stop();
    await settled(soak);
    const { found, resolved } = await finalCheck(soak, send);
    return await report(found, send, resolved);
  } finally {
    await soak.close();
  }
}

/** Waits until the last phones have opened their links, and the last receipts have been given. */
async function settled(soak: KoomessageStage): Promise<void> {
  for (let last = -1, calm = 0; calm < 3; ) {
    await pause(700);
    await soak.stage.db.as("bot").rpc("clock_tick");
    const opened = (await soak.sent()).reduce((sum, one) => sum + one.opened, 0);
    const open = await soak.waiting();
    calm = opened === last && open === 0 ? calm + 1 : 0;
    last = opened;
  }
}
