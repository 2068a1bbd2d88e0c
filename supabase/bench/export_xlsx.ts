/** `export-xlsx`: rows into a workbook by the slices of the function, against the streaming writer of exceljs; each in a process of its own. */
import { execFile } from "node:child_process";
import { join } from "node:path";
import { promisify } from "node:util";
import type { Benchmark } from "./contest.ts";

const SIDES = join(import.meta.dirname, "export_xlsx_sides.ts");

async function side(name: "ours" | "reference", rows: number): Promise<number> {
  const { stdout } = await promisify(execFile)(process.execPath, [SIDES, name, String(rows)]);
  const { seconds, mb } = JSON.parse(stdout) as { seconds: number; mb: number };
  console.log(`         ${name}: at most ${mb} MB`);
  return seconds;
}

export const EXPORT_XLSX: Benchmark = {
  name: "export-xlsx",
  says: "rows into a workbook, slice by slice ÷ exceljs stream.xlsx.WorkbookWriter of the same rows",
  ask: 3,
  floor: 2.3,
  async prepare(rows = 1_000_000) {
    return {
      rows,
      ours: () => side("ours", rows),
      reference: () => side("reference", rows),
      close: async () => undefined,
    };
  },
};
