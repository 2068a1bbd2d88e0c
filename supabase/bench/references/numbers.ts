/** The bare way of an import: the good rows made here and copied, both indexes built after them, the partition attached. */
import { randomUUID } from "node:crypto";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import type { TestDatabase } from "../../tests/test_database.ts";
import { seconds } from "../contest.ts";

/** Of a hundred lines one is no number and two are there before: they are not copied. */
export const isGood = (row: number): boolean => row % 100 < 97;

function* goodRows(rows: number, file: string, enterprise: string): Generator<string> {
  let text = "";
  for (let row = 0; row < rows; row++) {
    if (!isGood(row)) continue;
    text += `${file}\t${enterprise}\t${row + 2}\t+861${3_000_000_000 + row}\t\\N\n`;
    if (row % 2000 === 0) {
      yield text;
      text = "";
    }
  }
  yield text;
}

/** Seconds of copying the good ones of `rows` lines into a table of their own that becomes a partition. */
export async function copyNumbers(
  { sql }: TestDatabase,
  rows: number,
  processes: Record<string, number>,
): Promise<number> {
  await sql`create table if not exists bench_numbers (like public.numbers) partition by list (file_id)`;
  const [enterprise] = await sql`select id from public.enterprises where name = '云杉商城'`;
  const file = randomUUID();
  const name = `bench_numbers_${file.replaceAll("-", "")}`;
  return seconds(async () => {
    await sql.unsafe(`create table ${name} (like public.numbers, check (file_id = '${file}'))`);
    const copy = await sql.unsafe(`copy ${name} from stdin`).writable();
    await pipeline(Readable.from(goodRows(rows, file, enterprise?.id)), copy);
    await sql.unsafe(`alter table ${name} add primary key (file_id, line), add unique (file_id, phone);
      alter table bench_numbers attach partition ${name} for values in ('${file}')`);
  }, processes);
}
