import assert from "node:assert/strict";
import { test } from "node:test";
import { constants, deflateRawSync, inflateRawSync } from "node:zlib";
import { csvSlice, type FileShape } from "../../exports/cells.ts";
import { fileNameOf } from "../../exports/export.ts";
import { escapeXml } from "../../exports/sheet.ts";
import { sheetSlice, type Tail, workbookPieces } from "../../exports/workbook.ts";
import { crc32 } from "../../exports/zip.ts";
import { zonedText } from "../../exports/zoned.ts";
import { COST_COLUMNS, withCosts } from "../../reports/spending.ts";
import type { Row } from "../../resource/define.ts";
import { isBound, type Noun } from "../../resource/nouns.ts";
import { DECLARED } from "../declared.ts";
import { type ExportRequest, exportInput } from "./request.ts";
import { SOURCES, sourceWith } from "./sources.ts";

const pack = (bytes: Uint8Array) =>
  Uint8Array.from(deflateRawSync(bytes, { finishFlush: constants.Z_SYNC_FLUSH }));

const SHAPE: FileShape = {
  source: SOURCES.number_reject as FileShape["source"],
  columns: ["line", "value", "reason"],
  whole: false,
  locale: "en",
  zone: "Asia/Shanghai",
};
const row = (line: number, value: string): Row => ({ id: String(line), line, value, reason: "duplicate" });

/** The entries of an archive by name, read by its directory as a spreadsheet does. */
function unzip(bytes: Buffer): Map<string, string> {
  const end = bytes.lastIndexOf(Buffer.from("PK\x05\x06", "latin1"));
  const found = new Map<string, string>();
  let at = bytes.readUInt32LE(end + 16);
  for (let left = bytes.readUInt16LE(end + 10); left > 0; left--) {
    const [method, crc, packed, size, length, offset] = [
      bytes.readUInt16LE(at + 10),
      bytes.readUInt32LE(at + 16),
      bytes.readUInt32LE(at + 20),
      bytes.readUInt32LE(at + 24),
      bytes.readUInt16LE(at + 28),
      bytes.readUInt32LE(at + 42),
    ];
    const name = bytes.toString("utf8", at + 46, at + 46 + length);
    const start = offset + 30 + bytes.readUInt16LE(offset + 26);
    const content = bytes.subarray(start, start + packed);
    const whole = method === 8 ? inflateRawSync(content) : content;
    assert.deepEqual([whole.length, crc32(whole)], [size, crc], name);
    found.set(name, whole.toString());
    at += 46 + length;
  }
  return found;
}

test("a report's file has the cost as a figure under its currency, and where it is not known nothing and why", () => {
  const report = {
    ...{ period: "total" as const, by: ["signature"], first: "2026-11-01", last: "2026-11-30" },
  };
  const line = { period: "", send_id: null, template_id: null };
  const spending = {
    currency: "CNY",
    lines: [
      { ...line, signature: "云杉", fen: 2_705 },
      { ...line, signature: "无价", fen: null },
    ],
  };
  const rows = ["云杉", "无价", "无量"].map((signature, id) => ({ id, signature, delivered: 3 }));
  const file = (locale: "zh-CN" | "en") =>
    csvSlice(
      {
        ...{ source: sourceWith("send_report", { own: [], filters: [], report, spending }), locale },
        ...{ columns: ["signature", "delivered", ...COST_COLUMNS], whole: false, zone: "UTC" },
      },
      withCosts(report, spending, rows),
      true,
    )
      .replace("\uFEFF", "")
      .trim()
      .split("\r\n");
  assert.deepEqual(file("en"), [
    "Signature,Delivered,Cost (CNY),Cost note",
    "云杉,3,27.05,",
    "无价,3,,No unit price was set at approval",
    "无量,3,0,",
  ]);
  assert.deepEqual(file("zh-CN")[0], "签名,送达,费用（CNY）,费用说明");
  const bare = sourceWith("send_report", { own: [], filters: [], report, spending: null });
  assert.ok(!("spent_fen" in bare.fields));
});

test("slices that know nothing of each other are one workbook, of as many sheets as it takes", () => {
  const objects: Uint8Array[] = [];
  let tail: Tail = [];
  // Two slices in the first sheet, one in the second, and a last one without rows.
  for (const [rows, inSheet] of [
    [[row(1, "a & <b>"), row(2, "=1+1")], 0],
    [[row(3, "\u0001x\uD800_x000D_")], 2],
    [[row(4, "")], 0],
    [[], 1],
  ] as const) {
    const slice = sheetSlice(SHAPE, rows, inSheet, tail, pack);
    tail = slice.tail;
    if (slice.bytes.length > 0) objects.push(slice.bytes);
  }
  const { pieces, bytes } = workbookPieces(tail);
  const file = Buffer.concat(
    pieces.map((piece) => (typeof piece === "number" ? (objects[piece] ?? assert.fail()) : piece)),
  );
  assert.equal(file.length, bytes);
  const parts = unzip(file);
  const [first = "", second = ""] = [1, 2].map((n) => parts.get(`xl/worksheets/sheet${n}.xml`));
  assert.equal(first.match(/<row /g)?.length, 4);
  assert.equal(second.match(/<row /g)?.length, 2);
  assert.match(first, /<c r="A2"><v>1<\/v><\/c><c r="B2" t="inlineStr"><is><t>a &amp; &lt;b&gt;</);
  assert.match(first, /<c r="B3" t="inlineStr" s="1"><is><t>=1\+1</);
  assert.match(first, />x_x005F_x000D_</);
  assert.match(second, /<\/sheetData><\/worksheet>$/);
});

test("what XML cannot hold is left out, and letters beyond 16 bits stay", () => {
  assert.equal(escapeXml("好😀\uFFFE\u0000\t\n"), "好😀\t\n");
  assert.equal(escapeXml("a\rb"), "a&#13;b");
});

test("a file of no rows has its headings", () => {
  assert.equal(csvSlice(SHAPE, [], true), "\uFEFFLine,Value,Reason\r\n");
  assert.equal(csvSlice(SHAPE, [row(1, "=x")], false), "1,'=x,Duplicate\r\n");
});

test("times are those of the zone, on both sides of a change of clocks", () => {
  assert.equal(zonedText("2026-11-26T02:03:04.567Z", "Asia/Shanghai"), "2026-11-26 10:03:04");
  assert.equal(zonedText("2026-03-29T00:59:59Z", "Europe/Berlin"), "2026-03-29 01:59:59");
  assert.equal(zonedText("2026-03-29T01:00:00+00:00", "Europe/Berlin"), "2026-03-29 03:00:00");
  assert.equal(zonedText("soon", "Europe/Berlin"), "soon");
});

test("the name of a file says what is in it, of when, and whether its numbers are whole", () => {
  const asked: ExportRequest = {
    source: "delivery",
    format: "csv",
    locale: "en",
    at: "2026-11-29T07:04:00Z",
    zone: "Asia/Shanghai",
    of: { id: "1", name: "Points" },
    filters: [{ column: "state", op: "is", value: "failed" }],
  };
  const name = exportInput(asked).name;
  const whole = exportInput({ ...asked, whole: true }).name;
  assert.equal(name, "Messages of a send Points Failed 2026-11-29 1504");
  assert.equal(whole, "Messages of a send Points Failed full numbers 2026-11-29 1504");
  assert.equal(fileNameOf(whole, "csv", true), `${whole}.csv`);
  assert.equal(fileNameOf("any name", "csv", true), "any name 完整号码.csv");
  const several: ExportRequest = {
    ...asked,
    filters: [{ column: "state", op: "among", value: "failed,expired,timed_out" }],
  };
  assert.equal(exportInput(several).name, "Messages of a send Points Failed, Expired 2026-11-29 1504");
  assert.equal(
    exportInput({ ...several, locale: "zh-CN" }).name,
    "发送明细 Points 发送失败、已过期 2026-11-29 1504",
  );
  assert.equal(
    exportInput({ ...several, called: "Problems" }).name,
    "Messages of a send Points Problems 2026-11-29 1504",
  );
  const long = exportInput({ ...asked, of: { id: "1", name: "x".repeat(200) } }).name;
  assert.match(long, /x 2026-11-29 1504$/);
  assert.equal(long.length, 120);
});

test("every declared list of an enterprise can be exported, in the columns that it shows; what is bound to none cannot", () => {
  for (const noun of Object.keys(DECLARED) as Noun[]) {
    assert.equal(noun in SOURCES, noun !== "export" && isBound(noun), noun);
    if (!(noun in SOURCES)) continue;
    const { columns = [] } = exportInput({
      source: noun,
      format: "csv",
      locale: "en",
      at: "2026-11-26T07:04:00Z",
      zone: "Asia/Shanghai",
    });
    assert.ok(columns.length > 0, noun);
    assert.ok(
      columns.every((column) => column in (SOURCES[noun]?.fields ?? {})),
      noun,
    );
  }
});
