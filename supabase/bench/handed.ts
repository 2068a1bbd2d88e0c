/** Messages that were handed over, and the order in which carriers report of them. */
import type { Stage } from "../tests/functions/stage.ts";
import { endSend, startedSend } from "./ground.ts";

const BATCH = 1000;
/** Batches of receipts at once. */
export const FLYING = 16;

/** All deliveries of a send are handed over, in one statement: that is not what is measured. */
export async function handOverAll(stage: Stage, rows: number): Promise<string[]> {
  const { sql } = stage.db;
  const send = await startedSend(stage.db, rows);
  const found = await sql<
    { id: string }[]
  >`update public.deliveries set state = 'handed', handed_at = now() where send_id = ${send} returning id::text`;
  await sql`update public.send_totals set handed = pending, pending = 0 where send_id = ${send}`;
  await endSend(stage.db, send);
  return found.map(({ id }) => id);
}

/** In the disorder in which carriers report: anything may be up to 5,000 places off. */
export function mixed(ids: readonly string[]): string[] {
  const all = [...ids];
  for (let place = all.length - 1; place > 0; place--) {
    const other = place - Math.floor(Math.random() * Math.min(place, 5000));
    [all[place], all[other]] = [all[other] ?? "", all[place] ?? ""];
  }
  return all;
}

/** A thousand a call. */
export function batches(ids: readonly string[]): string[][] {
  return Array.from({ length: Math.ceil(ids.length / BATCH) }, (_, call) =>
    ids.slice(call * BATCH, (call + 1) * BATCH),
  );
}
