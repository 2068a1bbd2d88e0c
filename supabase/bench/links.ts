/** `links-hot`, `links-cold`, `links-one`: short links asked for by vendors' clients, counted, each answer after its commit. */
import { openStage } from "../tests/functions/stage.ts";
import { type Benchmark, seconds } from "./contest.ts";
import { codesOf, groupLinks, mint, valuedFile } from "./link_ground.ts";
import { load, request } from "./load.ts";
import { bareServer } from "./server.ts";

const HELLO = request("/hello");
/** A sequence that looks random and is the same for every run. */
const scattered = (n: number, among: number) => Math.floor(((n * 0.618_033_988_749_895) % 1) * among);

/** Group links in the working set, asked for at random, against a server that says hello. */
async function contest(links: number, rows: number, bare: string, table: string) {
  const stage = await openStage({ volatile: false }, "link");
  const { db } = stage;
  const codes = await codesOf(db);
  const requests = (await groupLinks(db, links)).map((id) => request(`/link/${codes.codeOf(id)}`));
  await db.sql.unsafe(table);
  const reference = await bareServer(bare, db.url);
  const processes = { postgres: db.pid, function: stage.pid("link"), bare: reference.pid };
  return {
    rows,
    ours: () =>
      seconds(
        () => load(stage.direct("link"), rows, (n) => requests[scattered(n, links)] ?? HELLO),
        processes,
      ),
    reference: () => seconds(() => load(reference.url, rows, () => HELLO), processes),
    async close() {
      await reference.close();
      await stage.close();
    },
  };
}

export const LINKS_HOT: Benchmark = {
  name: "links-hot",
  says: "10,000 group links in the working set, counted ÷ bare Deno.serve that says hello",
  ask: 0.55,
  floor: 0.4,
  prepare: (rows = 200_000) => contest(10_000, rows, "hello", "select 1"),
};

export const LINKS_ONE: Benchmark = {
  name: "links-one",
  says: "one group link, exact and durable ÷ bare Deno.serve with one coalescing counter",
  ask: 0.75,
  floor: 0.5,
  prepare: (rows = 200_000) =>
    contest(
      1,
      rows,
      "coalesce",
      "create table bench_counter as select 1 as id, 0 as used, 1000000000 as maximum",
    ),
};

export const LINKS_COLD: Benchmark = {
  name: "links-cold",
  says: "personal links, each counted once, with its person's values ÷ bare Deno.serve with one point look-up a request",
  ask: 0.85,
  floor: 0.6,
  async prepare(rows = 1_000_000) {
    const stage = await openStage({ volatile: false }, "link");
    const { db } = stage;
    const task = await mint(db, await valuedFile(db, rows));
    const [first] = await db.sql`select min(id) as id from public.links where task_id = ${task}`;
    const base = Number(first?.id);
    const codes = await codesOf(db);
    const reference = await bareServer("look_up", db.url);
    const processes = { postgres: db.pid, function: stage.pid("link"), bare: reference.pid };
    // A link is shown once, so every round has its own fifth of them, in no order.
    const a_round = Math.floor(rows / 5);
    let round = 0;
    const place = (n: number) => ((n * 7919) % a_round) * 5;
    return {
      rows: a_round,
      async ours() {
        const offset = round++ % 5;
        const made = Array.from({ length: a_round }, (_, n) =>
          request(`/link/${codes.codeOf(base + place(n) + offset)}`),
        );
        return seconds(() => load(stage.direct("link"), a_round, (n) => made[n] ?? HELLO), processes);
      },
      async reference() {
        const made = Array.from({ length: a_round }, (_, n) => request(`/${base + place(n)}`));
        return seconds(() => load(reference.url, a_round, (n) => made[n] ?? HELLO), processes);
      },
      async close() {
        await reference.close();
        await stage.close();
      },
    };
  },
};
