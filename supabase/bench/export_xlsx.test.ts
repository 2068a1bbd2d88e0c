import { test } from "node:test";
import { EXPORT_XLSX } from "./export_xlsx.ts";

test("both sides of export-xlsx write a workbook", async () => {
  const contest = await EXPORT_XLSX.prepare(10);
  await contest.ours();
  await contest.reference();
  await contest.close();
});
