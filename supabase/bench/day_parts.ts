/** The parts of the way, each alone: nothing else runs while one is measured. */
import { Webhook } from "standardwebhooks";
import { upload } from "../tests/functions/numbers.ts";
import type { Stage } from "../tests/functions/stage.ts";
import { inTurn, keepAlive } from "./client.ts";
import { seconds } from "./contest.ts";
import { approvedSend, expand } from "./ground.ts";
import { importAll } from "./import.ts";
import { batches, mixed, signed } from "./receipts.ts";

/** Calls of the carrier at once, as the sandbox makes them. */
const FLYING = 4;
/** Receipts that nobody waits for: they are made here. */
const LATER_MS = 86_400_000;

/** Hands all of a send over; its receipts come later. */
async function dispatchAll(stage: Stage): Promise<void> {
  for (;;) {
    const { status, body } = await stage.call("dispatch", "bot");
    if (status !== 200) throw new Error(`dispatch answered ${status}`);
    if (!body.more) return;
  }
}

/** Seconds that one send of these lines takes in each part: import, expand, dispatch, receipts. */
export async function partsAlone(stage: Stage, bytes: Uint8Array): Promise<Record<string, number>> {
  const { db } = stage;
  const postgres = db.pid;
  const took: Record<string, number> = {};
  const part = async (name: string, processes: Record<string, number>, work: () => Promise<unknown>) => {
    console.log(`         ${name} alone`);
    took[name] = await seconds(work, { postgres, ...processes });
  };

  await stage.control({ receipt_delay_ms: [LATER_MS, LATER_MS] });
  const file = await upload(stage, "parts.csv", bytes);
  await part("import", { function: stage.pid("import-numbers") }, () => importAll(stage, file));
  const send = await approvedSend(db, file);
  await part("expand", {}, () => expand(db, send));
  await db.sql`select private.start_due()`;
  const hands = { function: stage.pid("dispatch"), carrier: stage.pid("carrier") };
  await part("dispatch", hands, () => dispatchAll(stage));

  const webhook = new Webhook(stage.webhookSecret);
  const url = `${stage.direct("receive-receipts")}/receive-receipts/${stage.channel}`;
  const [p] = await db.sql`select id_base, total from private.send_progress where send_id = ${send}`;
  const ids = Array.from({ length: p?.total }, (_, place) => String(p?.id_base + BigInt(place + 1)));
  const calls = batches(mixed(ids)).map((call) => signed(webhook, call));
  const client = keepAlive(FLYING);
  await part("receipts", { function: stage.pid("receive-receipts") }, () =>
    inTurn(calls, FLYING, async ({ body, headers }) => {
      const status = await client.post(url, headers, body);
      if (status !== 200) throw new Error(`receive-receipts answered ${status}`);
    }),
  );
  client.close();
  const [t] = await db.sql`select delivered from public.send_totals where send_id = ${send}`;
  if (t?.delivered !== ids.length) throw new Error(`${t?.delivered} of ${ids.length} were delivered`);
  await db.sql`select private.close_ended()`;
  return took;
}
