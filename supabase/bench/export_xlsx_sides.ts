/** One side of `export-xlsx`: `node export_xlsx_sides.ts ours|reference <rows>`. Prints `{seconds, mb}`: the time, and the most memory it held. */
import { createWriteStream } from "node:fs";
import { mkdtemp, open, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { SOURCES } from "@tidings/shared/catalogue/exports/sources.ts";
import { cellsOf, type FileShape, headings } from "@tidings/shared/exports/cells.ts";
import { type Tail, workbookPieces } from "@tidings/shared/exports/workbook.ts";
import type { Row } from "@tidings/shared/resource/define.ts";
import { type Rendered, render } from "../functions/export-rows/run.ts";

const COLUMNS = ["ordinal", "phone", "state", "code", "vendor", "segments", "handed_at", "final_at"];
const SLICE = 5_000;
const SHAPE = { columns: COLUMNS, locale: "zh-CN", zone: "Asia/Shanghai", whole: false } as const;
/** As the database gives it of messages without columns of the enterprise's own. */
const JOB = {
  ...SHAPE,
  source: "delivery",
  format: "xlsx",
  own: [],
  report: null,
  spending: null,
  filters: [],
} as const;
const shape: FileShape = { ...SHAPE, source: SOURCES.delivery as FileShape["source"] };

/** The rows of a slice as the database answers them. */
function slice(from: number, count: number): Row[] {
  return Array.from({ length: count }, (_, index) => {
    const n = from + index;
    const at = new Date(1_796_000_000_000 + n * 37).toISOString();
    const phone = `+86138****${String(n % 10_000).padStart(4, "0")}`;
    const rest = { phone, state: n % 50 ? "delivered" : "failed", code: n % 50 ? "DELIVRD" : "MK:0001" };
    return { id: String(n), ordinal: n, ...rest, vendor: "huawei", segments: 1, handed_at: at, final_at: at };
  });
}

async function ours(rows: number, folder: string): Promise<void> {
  let tail: Tail = [];
  let objects = 0;
  for (let from = 0; from < rows; from += SLICE) {
    const job: Rendered = { ...JOB, slice: objects, in_sheet: from % 1_048_575, tail };
    const part = render(job, slice(from, Math.min(SLICE, rows - from)));
    tail = part.tail ?? [];
    const object = await open(join(folder, String(objects++)), "w");
    await object.write(part.bytes);
    await object.close();
  }
  async function* file() {
    for (const piece of workbookPieces(tail).pieces)
      yield typeof piece === "number" ? await readFile(join(folder, String(piece))) : piece;
  }
  await pipeline(Readable.from(file()), createWriteStream(join(folder, "ours.xlsx")));
}

async function reference(rows: number, folder: string): Promise<void> {
  // Loaded here: it is no part of our side's memory.
  const { default: ExcelJS } = await import("exceljs");
  const book = new ExcelJS.stream.xlsx.WorkbookWriter({ filename: join(folder, "reference.xlsx") });
  const sheet = book.addWorksheet("Sheet1");
  sheet.addRow(headings(shape)).commit();
  const cells = cellsOf(shape);
  for (let from = 0; from < rows; from += SLICE) {
    for (const row of slice(from, Math.min(SLICE, rows - from))) sheet.addRow(cells(row)).commit();
    // It writes as fast as it is given: without a pause nothing is flushed.
    await new Promise(setImmediate);
  }
  await book.commit();
}

const [name, rows = "0"] = process.argv.slice(2);
const folder = await mkdtemp(join(tmpdir(), "tidings-xlsx-"));
const start = performance.now();
await (name === "ours" ? ours : reference)(Number(rows), folder);
const seconds = (performance.now() - start) / 1000;
await rm(folder, { recursive: true });
console.log(JSON.stringify({ seconds, mb: Math.round(process.resourceUsage().maxRSS / 1024) }));
