/** `mint`, `mint-full`: personal links of a resolve task, by the million, in slices. */
import { openTestDatabase, type TestDatabase } from "../tests/test_database.ts";
import { type Benchmark, seconds } from "./contest.ts";
import { mint, valuedFile } from "./link_ground.ts";
import { copyCodes } from "./references/codes.ts";

export const MINT: Benchmark = {
  name: "mint",
  says: "personal links of a link task, values checked ÷ codes in JS + COPY + unique index",
  ask: 0.5,
  floor: 0.35,
  async prepare(rows = 1_000_000) {
    const db = await openTestDatabase({ volatile: false });
    const file = await valuedFile(db, rows);
    return {
      rows,
      ours: () => seconds(() => mint(db, file), { postgres: db.pid }),
      reference: () => copyCodes(db, rows),
      close: () => db.close(),
    };
  },
};

/** Seconds of a mint; what it made is taken away again, so that every round finds as many links as the first. */
async function timed(db: TestDatabase, file: string): Promise<number> {
  let task = "";
  const took = await seconds(async () => {
    task = await mint(db, file);
  });
  const [made] = await db.sql`select id_base from private.mint_progress where task_id = ${task}`;
  await db.sql.unsafe(`drop table partitions.links_${made?.id_base}`);
  return took;
}

export const MINT_FULL: Benchmark = {
  name: "mint-full",
  says: "the same beside ten times as many links ÷ the same beside none; at most 1.15 times as long",
  ask: 0.87,
  floor: 0.75,
  async prepare(rows = 1_000_000) {
    const [full, fresh] = await Promise.all([
      openTestDatabase({ volatile: false }),
      openTestDatabase({ volatile: false }),
    ]);
    const [inFull, inFresh] = [await valuedFile(full, rows), await valuedFile(fresh, rows)];
    for (let task = 0; task < 10; task += 1) await mint(full, inFull);
    return {
      rows,
      ours: () => timed(full, inFull),
      reference: () => timed(fresh, inFresh),
      close: async () => {
        await Promise.all([full.close(), fresh.close()]);
      },
    };
  },
};
