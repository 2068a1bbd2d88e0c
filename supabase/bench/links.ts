/** `links-hot`, `links-cold`, `links-one`: short links asked for by vendors' clients, counted, each answer after its commit. */
import { openStage, type Stage } from "../tests/functions/stage.ts";
import { type Benchmark, seconds } from "./contest.ts";
import { codesOf, groupLinks, mint, valuedFile } from "./link_ground.ts";
import { load, request } from "./load.ts";
import { bareServer } from "./server.ts";

const HELLO = request("/hello");
/** A sequence that looks random and is the same for every run. */
const scattered = (n: number, among: number) => Math.floor(((n * 0.618_033_988_749_895) % 1) * among);

/** The card of a link, as a vendor gets it. */
async function cardOf(stage: Stage, code: string): Promise<string> {
  const answer = await fetch(`${stage.direct("link")}/link/${code}`, { headers: await stage.pass("huawei") });
  const card = await answer.text();
  if (answer.status !== 200 || !card.startsWith("{")) throw new Error(`a link answered ${answer.status}`);
  return card;
}

/** Group links in the working set, asked for at random, against a bare server that answers the same card. */
async function contest(links: number, rows: number, bare: string, table: string) {
  const stage = await openStage({ volatile: false }, "link");
  const { db } = stage;
  // The budget a minute is what a carrier can cause; the load is a hundred times that.
  await db.sql`update public.enterprises set group_burst = 999999999`;
  const codes = await codesOf(db);
  const paths = (await groupLinks(db, links)).map((id) => `/link/${codes.codeOf(id)}`);
  await db.sql.unsafe(table);
  const card = await cardOf(stage, paths[0]?.split("/").at(-1) ?? "");
  const reference = await bareServer(bare, db.url, card);
  const processes = { postgres: db.pid, function: stage.pid("link"), bare: reference.pid };
  // A pass ends after five minutes: each round has its own, and both sides get the same bytes.
  const requests = async () => {
    const pass = await stage.pass("huawei");
    return paths.map((path) => request(path, pass));
  };
  const round = async (url: string) => {
    const made = await requests();
    return seconds(() => load(url, rows, (n) => made[scattered(n, links)] ?? HELLO), processes);
  };
  return {
    rows,
    ours: () => round(stage.direct("link")),
    reference: () => round(reference.url),
    async close() {
      await reference.close();
      await stage.close();
    },
  };
}

export const LINKS_HOT: Benchmark = {
  name: "links-hot",
  says: "10,000 group links in the working set, proved and counted ÷ bare Deno.serve of the same card",
  ask: 0.75,
  floor: 0.65,
  prepare: (rows = 200_000) => contest(10_000, rows, "card", "select 1"),
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
        const pass = await stage.pass("huawei");
        const made = Array.from({ length: a_round }, (_, n) =>
          request(`/link/${codes.codeOf(base + place(n) + offset)}`, pass),
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
