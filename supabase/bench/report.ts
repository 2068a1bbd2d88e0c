/** `report`: the p95 of the send report at 5,000,000 deliveries, against itself at 100,000. */
import { openTestDatabase, type TestDatabase } from "../tests/test_database.ts";
import type { Benchmark } from "./contest.ts";

const LOOKS = 500;

/** Deliveries that have ended, a send of 10,000 each, with the roll-ups their receipts leave behind. */
async function fill(db: TestDatabase, rows: number): Promise<void> {
  const { sql } = db;
  console.log(`filling ${rows} deliveries …`);
  await sql`insert into public.sends (enterprise_id, name, batch_no, template_id, version_id, sms_app_id, sms_signature_id, sms_template_id, domain_id, channel_id,
      number_file_id, sms_text, segments, timing, is_marketing, state)
    select e.id, 'bench', 'bench-' || n, t.id, t.live_version_id, m.app_id, m.signature_id, m.id, e.domain_id, e.channel_id, e.file_id, m.content, 1, 'immediate', false, 'done'
    from generate_series(1, ${Math.ceil(rows / 10_000)}) n, (
      select e.id, (select x.id from public.domains x where x.enterprise_id = e.id limit 1) as domain_id, (select x.id from public.channels x where x.enterprise_id = e.id limit 1) as channel_id,
        (select x.id from public.number_files x where x.enterprise_id = e.id limit 1) as file_id from public.enterprises e where e.name = '云杉商城') e
    join public.templates t on t.enterprise_id = e.id and t.name = '签收提醒' join public.sms_templates m on m.enterprise_id = e.id and m.name = '订单通知'`;
  await sql`insert into public.deliveries (id, send_id, enterprise_id, ordinal, phone, state)
    select x.base + n, x.id, x.enterprise_id, n, '+861' || (3000000000 + n), 'delivered'
    from (select s.*, row_number() over (order by s.id) * 10000 as base from public.sends s where s.name = 'bench') x, generate_series(1, 10000) n`;
  await sql`insert into public.send_days (send_id, enterprise_id, day, submission_count, send_count, delivered)
    select s.id, s.enterprise_id, current_date - (row_number() over (order by s.id))::integer % 30, 10000, 10000, 10000 from public.sends s where s.name = 'bench'`;
  await sql`analyze`;
}

async function p95(db: TestDatabase): Promise<number> {
  const dan = db.as("dan");
  const took: number[] = [];
  for (let look = 0; look < LOOKS; look++) {
    const start = performance.now();
    await dan.rows("select * from public.report_days order by day desc limit 30");
    took.push(performance.now() - start);
  }
  return (took.sort((a, b) => a - b)[Math.floor(LOOKS * 0.95)] ?? 0) / 1000;
}

export const REPORT: Benchmark = {
  name: "report",
  says: "p95 of the send report at 100,000 deliveries ÷ p95 at 5,000,000",
  ask: 0.85,
  floor: 0.67,
  async prepare(rows = 5_000_000) {
    const [large, small] = await Promise.all([
      openTestDatabase({ volatile: false }),
      openTestDatabase({ volatile: false }),
    ]);
    await fill(small, rows / 50);
    await fill(large, rows);
    return {
      rows: 1,
      ours: () => p95(large),
      reference: () => p95(small),
      close: async () => {
        await Promise.all([large.close(), small.close()]);
      },
    };
  },
};
