import assert from "node:assert/strict";
import test from "node:test";
import { linksOfRows, splitUrls } from "./jump_file.ts";

test("typed addresses are split where an address cannot go on", () => {
  assert.deepEqual(
    splitUrls(
      " https://a.example.com/x,1 https://b.example.com/,https://c.example.com\nhttps://d.example.com，<https://e.example.com/|e>",
    ),
    [
      "https://a.example.com/x,1",
      "https://b.example.com/",
      "https://c.example.com",
      "https://d.example.com",
      "https://e.example.com/",
    ],
  );
});

test("a workbook's first column holds the links, a heading is passed over, repeats are counted", () => {
  const rows = [
    ["跳转链接", "备注"],
    [" https://a.example.com ", "首页"],
    [""],
    [],
    ["http://10.0.0.1/"],
    ["HTTPS://A.example.com/"],
  ];
  assert.deepEqual(linksOfRows(rows), {
    urls: ["https://a.example.com"],
    bad: [{ line: 5, url: "http://10.0.0.1/", trouble: { code: "private", host: "10.0.0.1" } }],
    repeated: 1,
  });
});

test("without a heading the first row counts too, and what is none is named with its row", () => {
  assert.deepEqual(linksOfRows([["ftp://a.example.com"]]).bad, [
    { line: 1, url: "ftp://a.example.com", trouble: { code: "scheme" } },
  ]);
  assert.deepEqual(linksOfRows([]), { urls: [], bad: [], repeated: 0 });
});
