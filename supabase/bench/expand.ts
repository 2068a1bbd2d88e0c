/** `expand`: deliveries with personal links from an approved task, against codes in JS + COPY + unique index. */
import { randomBytes } from "node:crypto";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { openTestDatabase, type TestDatabase } from "../tests/test_database.ts";
import { type Benchmark, seconds } from "./contest.ts";
import { approvedSend, endSend, expand, readyFile } from "./ground.ts";

const LETTERS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

function* codes(rows: number): Generator<string> {
  const noise = randomBytes(8 * 1000);
  for (let done = 0; done < rows; done += 1000) {
    randomBytes(noise.length).copy(noise);
    let lines = "";
    for (let row = 0; row < Math.min(1000, rows - done); row++) {
      let code = "";
      for (let letter = 0; letter < 8; letter++) code += LETTERS[(noise[row * 8 + letter] ?? 0) % 62];
      lines += `${code}\t${done + row}\n`;
    }
    yield lines;
  }
}

/**
 * Seconds of the bare way: random codes made here, copied, and a unique index built after them. Of a million codes two are alike once
 * in 400 times: then all is done again, and only the last time counts.
 */
export async function copyCodes(db: TestDatabase, rows: number): Promise<number> {
  for (;;) {
    const took = await tryCodes(db, rows).catch((error) => {
      if (error?.code === "23505") return null; // unique_violation
      throw error;
    });
    if (took !== null) return took;
  }
}

async function tryCodes(db: TestDatabase, rows: number): Promise<number> {
  await db.sql.unsafe(
    "drop table if exists bench_codes; create table bench_codes (code text, ordinal integer)",
  );
  return seconds(
    async () => {
      const copy = await db.sql`copy bench_codes from stdin`.writable();
      await pipeline(Readable.from(codes(rows)), copy);
      await db.sql.unsafe("create unique index on bench_codes (code)");
    },
    { postgres: db.pid },
  );
}

export const EXPAND: Benchmark = {
  name: "expand",
  says: "deliveries with personal links ÷ codes in JS + COPY + unique index",
  ask: 0.5,
  floor: 0.25,
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
