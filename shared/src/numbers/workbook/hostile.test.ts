import assert from "node:assert/strict";
import test from "node:test";
import { detectTable, readLines } from "../lines.ts";
import { readNumberFile } from "../reading.ts";
import { UnreadableFile } from "../unreadable.ts";
import { HARMLESS, HOSTILE, WORKBOOK_CSV, WORKBOOK_LINES, workbookForBoth } from "./vectors.ts";

async function textOf(file: Blob, name: string): Promise<string> {
  let text = "";
  for await (const { bytes } of readNumberFile(file, name)) text += new TextDecoder().decode(bytes);
  return text;
}

test("a workbook as people make them is read as they see it, under the numbers of its rows", async () => {
  const text = await textOf(await workbookForBoth(), "名单.xlsx");
  assert.equal(text, WORKBOOK_CSV);
  const { good, bad } = readLines(text, detectTable(text), 1);
  assert.deepEqual({ good, bad }, WORKBOOK_LINES);
});

for (const { what, name, file, fault } of HOSTILE)
  test(`refused in bounded memory: ${what}`, async () => {
    const blob = await file();
    await assert.rejects(
      textOf(blob, name),
      (error: unknown) => error instanceof UnreadableFile && error.code === fault,
    );
  });

test("what a DTD names is not looked up, and no name of an entry is a path", async () => {
  assert.equal(await textOf(await HARMLESS.file(), "名单.xlsx"), HARMLESS.csv);
});
