/**
 * `basic-day`: a personal send of the basic edition from its file to its report, against a send of cards of a million numbers at most, which goes the
 * same way: both as numbers a second. A count over its rows is held against what the report says, and no process may grow with the send.
 */
import { bought, openAllDay } from "../tests/fixtures.ts";
import type { Stage } from "../tests/functions/stage.ts";
import { basicTemplate } from "../tests/sends/basic_fixtures.ts";
import type { Benchmark } from "./contest.ts";
import { cardsOf, csv } from "./day.ts";
import { cleared, type Goods, openWholeWay, type Peaks, wholeWay } from "./day_whole.ts";

/** A send of cards has no more numbers (SND-1). */
const MOST_CARDS = 1_000_000;
/** What one process may hold, in MB: a hosted function has no more. */
const MOST_MB = 256;
/** Not ours: the carrier keeps what it took, and this process the file. */
const STAND_INS = ["carrier", "client"];
const PARAMETERS = ["name", "order_no", "pickup_code"];

const goodsOf = (stage: Stage, template: string): Goods => ({
  purpose: "basic",
  async submitted(file) {
    const bob = stage.db.as("bob");
    const input = {
      ...{ name: "bench", template_id: template, number_file_id: file, send_type: "personal" },
      consent: "bench",
    };
    const made = await bob.rpc("create_send", { input });
    if (made.error) throw new Error(`create_send: ${made.error.message}`);
    const { error } = await bob.rpc("submit_send", { send: made.data.id });
    if (error) throw new Error(`submit_send: ${error.message}`);
    return made.data.id;
  },
});

/** Where the rows, the account, the report and the units of a send differ. @throws there */
async function agree({ db }: Stage, send: string): Promise<void> {
  await db.sql`select private.close_ended()`;
  const [row] = await db.sql`
    select r.rows, r.delivered, t.delivered as counted, y.delivered as reported, private.open_units(${send})::int as open
    from (select count(*)::int as rows, count(*) filter (where d.state = 'delivered')::int as delivered
      from public.deliveries d where d.send_id = ${send}) r
    cross join public.send_totals t
    cross join (select coalesce(sum(x.delivered), 0)::int as delivered from public.send_days x where x.send_id = ${send}) y
    where t.send_id = ${send}`;
  const { rows, delivered, counted, reported, open } = row ?? {};
  console.log(
    `         ${rows} rows, ${delivered} delivered; account ${counted}, report ${reported}, units open ${open}`,
  );
  if (delivered !== counted || delivered !== reported || open !== 0)
    throw new Error("rows, account, report and units of the send differ");
  const books = await db.as("bob").rpc("audit_quota");
  if (!books.data?.ok) throw new Error(`the books differ: ${JSON.stringify(books.data)}`);
}

/** Prints the most that each process had. */
function tellMemory(memory: Peaks): void {
  for (const [name, { resident, own, shared }] of Object.entries(memory)) {
    const said = [resident, own, shared].map(Math.round);
    console.log(`         ${name.padEnd(9)} RSS ${said[0]} MB, own pages ${said[1]} MB, PSS ${said[2]} MB`);
    if (own > MOST_MB && !STAND_INS.includes(name)) console.log(`         ${name} is above ${MOST_MB} MB`);
  }
}

export const BASIC_DAY: Benchmark = {
  name: "basic-day",
  says: "a send of cards (1,000,000 at most) ÷ a personal send of the basic edition, each a number, from the file to the report",
  ask: 1,
  floor: 0.8,
  async prepare(rows = 200_000) {
    const stage = await openWholeWay();
    await openAllDay(stage.db);
    await bought(stage.db, 2 * rows, { kind: "basic" });
    const goods = goodsOf(stage, await basicTemplate(stage.db, PARAMETERS));
    const cards = Math.min(rows, MOST_CARDS);
    return {
      rows,
      once: rows > MOST_CARDS,
      async ours() {
        await cleared(stage);
        const went = await wholeWay(stage, csv(rows), goods, tellMemory);
        await agree(stage, went.send);
        return went.seconds;
      },
      async reference() {
        await cleared(stage);
        const went = await wholeWay(stage, csv(cards), cardsOf(stage), tellMemory);
        // Seconds for as many as the other side has.
        return went.seconds * (rows / cards);
      },
      close: () => stage.close(),
    };
  },
};
