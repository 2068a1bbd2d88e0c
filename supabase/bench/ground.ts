/** What benchmarks of the database share: large files and sends, made as fast as they can be, out of the measured time. */
import type { TestDatabase } from "../tests/test_database.ts";

/** The enterprise of a benchmark that has one. */
const DEMO = "云杉商城";

/** An AIM file has 1,000,000 numbers at most (SND-1); what is measured at 5,000,000 is measured on the basic edition's (BSN-1). */
export async function allowNumbers(db: TestDatabase, file: string, rows: number): Promise<void> {
  if (rows > 1_000_000) await db.sql`update public.number_files set purpose = 'basic' where id = ${file}`;
}

/** A number file of `rows` numbers that is ready, in a partition of its own, as an import leaves it. */
export async function readyFile(
  db: TestDatabase,
  rows: number,
  params: Record<string, string> | null = null,
  enterprise = DEMO,
): Promise<string> {
  const { sql } = db;
  const columns = ["phone", ...Object.keys(params ?? { name: "", order_no: "", pickup_code: "" })];
  const [file] = await sql`insert into public.number_files (enterprise_id, name, bytes, parts, state)
    select e.id, 'bench.csv', greatest(${rows} * 15, 1), 1, 'importing' from public.enterprises e where e.name = ${enterprise} returning id`;
  await allowNumbers(db, file?.id, rows);
  await sql`insert into public.number_file_parts (file_id, enterprise_id, part, path, bytes, first_line)
    select f.id, f.enterprise_id, 1, 'bench', 1, 1 from public.number_files f where f.id = ${file?.id}`;
  const [part] = await sql`select target from private.next_part(${file?.id})`;
  await sql.begin(async (step) => {
    await step`create temp table stage_bad (line integer, value text, number text, reason text) on commit drop`;
    if (!part?.target)
      await step`create temp table stage_good (line integer, phone text, params jsonb) on commit drop`;
    await step.unsafe(
      `insert into ${part?.target ?? "pg_temp.stage_good"} (line, phone, params) select n, '+861' || (3000000000 + n), $1::text::jsonb from generate_series(1, ${rows}) n`,
      [params && JSON.stringify(params)],
    );
    await step`select private.finish_part(${file?.id}, 1, false, ',', ${columns}, 'phone', 'bench', ${rows})`;
    await step`select private.finish_file(${file?.id})`;
  });
  await sql`update public.number_files set purpose = 'aim' where id = ${file?.id}`;
  // Autovacuum does this within a minute; a send is approved later than that.
  if (part?.target) await sql.unsafe(`vacuum ${part.target}`);
  return file?.id;
}

/** A send to that file that waits for its approval; bob works in the enterprise whose name is given. */
export async function submittedSend(db: TestDatabase, file: string, enterprise = DEMO): Promise<string> {
  const { sql } = db;
  const [template] =
    await sql`select t.id from public.templates t join public.enterprises e on e.id = t.enterprise_id where t.name = '签收提醒' and e.name = ${enterprise}`;
  const [text] =
    await sql`select t.id from public.sms_templates t join public.enterprises e on e.id = t.enterprise_id where t.name = '订单通知' and e.name = ${enterprise}`;
  const input = { name: "bench", template_id: template?.id, sms_template_id: text?.id, number_file_id: file };
  const made = await db.as("bob").rpc("create_send", { input });
  if (made.error) throw new Error(`create_send: ${made.error.message}`);
  const send: string = made.data?.id;
  const { error } = await db.as("bob").rpc("submit_send", { send });
  if (error) throw new Error(`submit_send: ${error.message}`);
  return send;
}

export async function approve(db: TestDatabase, send: string): Promise<void> {
  const { error } = await db.as("carol").rpc("approve_send", { send });
  if (error) throw new Error(`approve_send: ${error.message}`);
}

/** An approved send to that file. */
export async function approvedSend(db: TestDatabase, file: string): Promise<string> {
  const send = await submittedSend(db, file);
  await approve(db, send);
  return send;
}

/** Expands a send to its end. */
export async function expand(db: TestDatabase, send: string): Promise<void> {
  for (;;) {
    await db.sql`select private.expand_slice(${send})`;
    const [row] =
      await db.sql`select expanded < total as more from private.send_progress where send_id = ${send}`;
    if (!row?.more) return;
  }
}

/** An expanded send that has started: its deliveries wait to be claimed. */
export async function startedSend(db: TestDatabase, rows: number): Promise<string> {
  const send = await approvedSend(db, await readyFile(db, rows));
  await expand(db, send);
  await db.sql`select private.start_due()`;
  return send;
}

/** Ends a send for good, so that nothing of it is claimed in another round. */
export async function endSend(db: TestDatabase, send: string): Promise<void> {
  await db.sql`update private.send_progress set next_ordinal = total + 1 where send_id = ${send}`;
}
