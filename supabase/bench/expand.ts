/** `expand`: deliveries with personal links from an approved task, against codes in JS + COPY + unique index. */
import { openTestDatabase } from "../tests/test_database.ts";
import { type Benchmark, seconds } from "./contest.ts";
import { approvedSend, endSend, expand, readyFile } from "./ground.ts";
import { copyCodes } from "./references/codes.ts";

export const EXPAND: Benchmark = {
  name: "expand",
  says: "deliveries with personal links ÷ codes in JS + COPY + unique index",
  ask: 0.5,
  floor: 0.35,
  async prepare(rows = 1_000_000) {
    const db = await openTestDatabase({ volatile: false });
    const file = await readyFile(db, rows);
    const processes = { postgres: db.pid };
    return {
      rows,
      async ours() {
        const send = await approvedSend(db, file);
        const took = await seconds(() => expand(db, send), processes);
        await endSend(db, send);
        return took;
      },
      reference: () => copyCodes(db, rows),
      close: () => db.close(),
    };
  },
};
