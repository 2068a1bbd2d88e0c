/**
 * `day`: the whole way of a file against the bare ways of its four parts, added up in the same run: COPY with indexes, codes with COPY
 * and an index, a bare client, a bare UPDATE. They were written for `import`, `expand`, `dispatch` and `receipts`, so that a slow part
 * of ours cannot make the reference slower.
 */
import type { Stage } from "../tests/functions/stage.ts";
import type { Benchmark } from "./contest.ts";
import { cleared, type Goods, openWholeWay, wholeWay } from "./day_whole.ts";
import { submittedSend } from "./ground.ts";
import { copyCodes } from "./references/codes.ts";
import { copyNumbers, isGood } from "./references/numbers.ts";
import { openPoster } from "./references/posts.ts";
import { updateAll } from "./references/updates.ts";

/** Beginnings of numbers, each of another network. */
const NETWORKS = [130, 135, 133];

/** A file as it comes: three parameters beside the number, one line in a hundred no number, two there before. */
export function csv(rows: number): Uint8Array {
  const lines = ["phone,name,order_no,pickup_code"];
  for (let row = 0; row < rows; row++) {
    const kind = row % 100;
    const number = kind >= 97 ? row - 51 : row;
    const phone = kind === 99 ? `12345${row}` : `${NETWORKS[number % 3]}${10_000_000 + number}`;
    lines.push(`${phone},张${row % 997},YS${row},6-2-${row % 100}`);
  }
  return new TextEncoder().encode(`${lines.join("\n")}\n`);
}

/** A send of cards goes the way. */
export const cardsOf = (stage: Stage): Goods => ({
  purpose: "aim",
  submitted: (file) => submittedSend(stage.db, file),
});

/** Receipts of what the bare client posts are made a day later: nobody waits for them. */
const LATER_MS = [86_400_000, 86_400_000];

type Weight = { disk: number; wal: number };

/** What the database takes on disk, and how much write-ahead log it has written, in bytes. */
async function weighed(sql: Stage["db"]["sql"]): Promise<Weight> {
  const [row] = await sql<Weight[]>`select pg_database_size(current_database())::float8 as disk,
    pg_wal_lsn_diff(pg_current_wal_lsn(), '0/0')::float8 as wal`;
  return row ?? { disk: 0, wal: 0 };
}

export const DAY: Benchmark = {
  name: "day",
  says: "the references of import, expand, dispatch and receipts, added up ÷ the whole way from the file to the last receipt",
  ask: 0.5,
  floor: 0.35,
  async prepare(rows = 200_000) {
    const stage = await openWholeWay();
    const { sql } = stage.db;
    const bytes = csv(rows);
    const good = Array.from({ length: rows }, (_, row) => row).filter(isGood).length;
    return {
      rows,
      async ours() {
        await cleared(stage);
        const before = await weighed(sql);
        const { seconds } = await wholeWay(stage, bytes, cardsOf(stage));
        const after = await weighed(sql);
        const of = (name: keyof Weight) => `${Math.round((after[name] - before[name]) / rows)} bytes`;
        console.log(`         a message: ${of("disk")} on disk, ${of("wal")} of write-ahead log`);
        return seconds;
      },
      async reference() {
        await cleared(stage);
        await stage.control({ receipt_delay_ms: LATER_MS });
        const { db } = stage;
        const processes = { postgres: db.pid };
        // The carrier is another process in each round.
        const poster = await openPoster(stage, { postgres: db.pid, carrier: stage.pid("carrier") });
        const took = {
          import: await copyNumbers(db, rows, processes),
          expand: await copyCodes(db, good),
          dispatch: await poster.post(good),
          receipts: await updateAll(stage, good, processes),
        };
        poster.close();
        console.log(
          `         ${Object.entries(took)
            .map(([name, s]) => `${name} ${s.toFixed(2)} s`)
            .join(", ")}`,
        );
        return Object.values(took).reduce((sum, one) => sum + one, 0);
      },
      close: () => stage.close(),
    };
  },
};
