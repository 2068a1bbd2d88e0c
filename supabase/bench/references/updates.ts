/** The bare way of receipts: the fastest statement there is, one `id = any (…)` a batch, with constants for what receipts say. */
import type { Stage } from "../../tests/functions/stage.ts";
import { inTurn } from "../client.ts";
import { seconds } from "../contest.ts";
import { batches, FLYING, handOverAll, mixed } from "../handed.ts";

/** Seconds of one UPDATE a batch over a fresh send of `rows` messages that were handed over, in the disorder in which carriers report. */
export async function updateAll(
  stage: Stage,
  rows: number,
  processes: Record<string, number>,
): Promise<number> {
  const calls = batches(mixed(await handOverAll(stage, rows))).map((ids) => `{${ids.join(",")}}`);
  return seconds(
    () =>
      inTurn(calls, FLYING, async (ids) => {
        await stage.db
          .sql`update public.deliveries set state = 'delivered', code = 'DELIVRD', vendor = 'huawei', final_at = now()
          where id = any (${ids}::bigint[])`;
      }),
    processes,
  );
}
