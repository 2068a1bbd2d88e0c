import assert from "node:assert/strict";
import test from "node:test";
import { detectTable, readLines } from "@tidings/shared/numbers/lines.ts";
import {
  HARMLESS,
  HOSTILE,
  WORKBOOK_CSV,
  WORKBOOK_LINES,
  workbookForBoth,
} from "@tidings/shared/numbers/workbook/vectors.ts";
import type { CutReport } from "./cut.ts";
import { cutOrdered } from "./cutting.ts";

/** The worker of the panel reads what the bot reads, and refuses what it refuses (bot/src/numbers/parts.test.ts has the same files). */

async function reportsOf(file: Blob, name: string): Promise<CutReport[]> {
  const reports: CutReport[] = [];
  await cutOrdered({ file, name, purpose: "aim", fits: true }, (report) => reports.push(report));
  return reports;
}

async function textOf(file: Blob): Promise<string> {
  const reports = await reportsOf(file, "名单.xlsx");
  assert.equal(reports.at(-1)?.kind, "done");
  return new Blob(reports.flatMap((report) => (report.kind === "part" ? [report.body] : []))).text();
}

test("a workbook is read byte for byte as the bot reads it, and gives the same lines", async () => {
  const text = await textOf(await workbookForBoth());
  assert.equal(text, WORKBOOK_CSV);
  const { good, bad } = readLines(text, detectTable(text), 1);
  assert.deepEqual({ good, bad }, WORKBOOK_LINES);
});

test("nothing outside of the workbook is read", async () => {
  assert.equal(await textOf(await HARMLESS.file()), HARMLESS.csv);
});

for (const { what, name, file, fault } of HOSTILE)
  test(`refused with its reason: ${what}`, async () => {
    const last = (await reportsOf(await file(), name)).at(-1);
    assert.equal(last?.kind === "failed" ? last.fault : last?.kind, fault);
  });
