/** The bare way of an expansion: random codes made here, copied, and a unique index built after them. */
import { randomBytes } from "node:crypto";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import type { TestDatabase } from "../../tests/test_database.ts";
import { seconds } from "../contest.ts";

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

/** Seconds of the bare way. Of a million codes two are alike once in 400 times: then all is done again, and only the last time counts. */
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
