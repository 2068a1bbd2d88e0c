/** `export-csv`: the messages of a send into the bucket through the function, against COPY of the same masked, disarmed rows TO a file. */
import { createWriteStream } from "node:fs";
import { rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pipeline } from "node:stream/promises";
import { openStage, type Stage } from "../tests/functions/stage.ts";
import { type Benchmark, seconds } from "./contest.ts";
import { startedSend } from "./ground.ts";

const COLUMNS = [
  "ordinal",
  "phone",
  "state",
  "code",
  "vendor",
  "segments",
  "resolved",
  "handed_at",
  "final_at",
];

async function exportOf({ db, call }: Stage, send: string): Promise<void> {
  const { data, error } = await db.as("alice").rpc("create_export", {
    input: { name: "bench", source: "delivery", format: "csv", columns: COLUMNS, of: send, locale: "zh-CN" },
  });
  if (error) throw new Error(error.message);
  for (let more = true; more; ) more = (await call("export-rows", "bot")).body.more;
  const [row] = await db.sql`select state::text, bytes::int from public.exports where id = ${data.id}`;
  if (row?.state !== "done") throw new Error(`the export is ${row?.state}`);
}

/** What a spreadsheet would run begins with an apostrophe, and a number of the mainland has no +86, as `shared/src/ground/csv.ts` has it. */
const disarmed = (column: string) =>
  `case when ${column}::text ~ '^\\+86' then substr(${column}::text, 4) when ${column}::text ~ '^[[:space:]]*[=+@＝＋－＠-]' then '''' || ${column} else ${column}::text end as ${column}`;

async function copyOf({ db }: Stage, send: string, to: string): Promise<void> {
  const select = COLUMNS.map((column) => (["phone", "code"].includes(column) ? disarmed(column) : column));
  const rows = await db.sql
    .unsafe(
      `copy (select ${select.join(", ")} from public.delivery_cards where send_id = '${send}' order by id) to stdout (format csv, header)`,
    )
    .readable();
  await pipeline(rows, createWriteStream(to));
}

export const EXPORT_CSV: Benchmark = {
  name: "export-csv",
  says: "messages of a send, masked, through the function into the bucket ÷ COPY of the same masked, disarmed select TO a file",
  ask: 0.5,
  floor: 0.3,
  async prepare(rows = 200_000) {
    const stage = await openStage({ volatile: false }, "export-rows");
    const send = await startedSend(stage.db, rows);
    await stage.db.sql`analyze`;
    const file = join(tmpdir(), `tidings-copy-${process.pid}.csv`);
    const processes = {
      postgres: stage.db.pid,
      function: stage.pid("export-rows"),
      gateway: stage.pid("gateway"),
    };
    return {
      rows,
      ours: () => seconds(() => exportOf(stage, send), processes),
      reference: () => seconds(() => copyOf(stage, send, file), processes),
      close: async () => {
        await rm(file, { force: true });
        await stage.close();
      },
    };
  },
};
