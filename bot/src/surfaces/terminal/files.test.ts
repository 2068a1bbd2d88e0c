import assert from "node:assert/strict";
import { test } from "node:test";
import { saveFiles } from "./files.ts";

test("JSON has plain figures as numbers, and everything else as it is shown", async () => {
  const right = { align: "right" as const };
  const table = {
    name: "t",
    columns: [
      { title: "Number" },
      { title: "Sent", ...right },
      { title: "Rate", ...right },
      { title: "Id", ...right },
    ],
    rows: [
      ["13800138000", "1,480", "95.2 %", "007"],
      ["20261127", "-3", "CN¥1.20", "12.50"],
      ["", "0", "—", "1,48"],
    ],
  };
  const disk = { save: () => assert.fail("a short table is no file") };
  const { answer } = await saveFiles({ tone: "plain", table, more: [{ tone: "plain", table }] }, "/", disk);
  const rows = [
    ["13800138000", 1480, "95.2 %", "007"],
    ["20261127", -3, "CN¥1.20", 12.5],
    ["", 0, "—", "1,48"],
  ];
  assert.deepEqual(answer.table?.rows, rows);
  assert.deepEqual(answer.more?.[0]?.table?.rows, rows);
  assert.deepEqual(answer.table?.columns, table.columns);
});
