/** Days that lie in the tables already: each a send that went the whole way of the law, and is so many days old. */
import { report, tick } from "../tests/fixtures.ts";
import type { TestDatabase } from "../tests/test_database.ts";
import { claimAll } from "./claim.ts";
import { startedSend } from "./ground.ts";

/** Plays a day: a file of `rows` numbers and its send, laid out, claimed, handed over and received by the law's own statements; then it is `age` days old. */
async function playDay(db: TestDatabase, rows: number, age: number): Promise<void> {
  const { sql } = db;
  const send = await startedSend(db, rows);
  await claimAll(db, (ids) => report(db, ids, "delivered"));
  await tick(db);
  const days = `${age} days`;
  await sql`update public.sends set created_at = created_at - ${days}::interval, submitted_at = submitted_at - ${days}::interval,
    decided_at = decided_at - ${days}::interval, started_at = started_at - ${days}::interval where id = ${send}`;
  await sql`update private.batches set claimed_at = claimed_at - ${days}::interval, done_at = done_at - ${days}::interval,
    closed_at = closed_at - ${days}::interval where send_id = ${send}`;
  await sql`insert into private.report_changes (enterprise_id, day)
    select y.enterprise_id, x.day from public.send_days y, unnest(array[y.day, y.day - ${age}::integer]) x (day) where y.send_id = ${send}`;
  await sql`update public.send_days set day = day - ${age}::integer where send_id = ${send}`;
  await sql`select private.roll_up_reports()`;
}

/** What a database takes and what its vacuum has to do, so far. */
type Weight = { megabytes: number; dead: number; vacuums: number };

export async function weightOf({ sql }: TestDatabase): Promise<Weight> {
  await sql`select pg_stat_clear_snapshot()`;
  const [row] = await sql<
    Weight[]
  >`select round(pg_database_size(current_database()) / 1048576.0)::int as megabytes,
    coalesce(sum(n_dead_tup), 0)::int as dead, coalesce(sum(autovacuum_count), 0)::int as vacuums
    from pg_stat_user_tables where schemaname in ('public', 'private', 'partitions')`;
  return row ?? { megabytes: 0, dead: 0, vacuums: 0 };
}

/** Plays so many days, the oldest first. Prints every tenth day's weight. */
export async function playDays(db: TestDatabase, days: number, rows: number): Promise<void> {
  for (let age = days; age > 0; age--) {
    const start = performance.now();
    await playDay(db, rows, age);
    const played = days - age + 1;
    if (played !== 1 && played !== days && played % 10 !== 0) continue;
    const { megabytes, dead, vacuums } = await weightOf(db);
    console.log(
      `         day ${played}: played in ${((performance.now() - start) / 1000).toFixed(1)} s; ${megabytes} MB on disk, ${dead} dead rows, ${vacuums} autovacuums so far`,
    );
  }
}
