import type { FileFault } from "../unreadable.ts";
import { archiveOf, cell, inline, row, workbookOf } from "./fixtures.ts";

/** Files that panel and bot have to read, or refuse, alike. Each door's test goes through all of them by its own way. */

const SHARED = ["手机号", "姓名", "生日", '说"好", 王', "第一行\r\n第二行", "&lt;b&gt; &amp; _x4E91_"];
const TEXTS = [
  ...SHARED.map((text) => `<si><t>${text}</t></si>`),
  '<si><r><t>张</t></r><r><rPr><b/></rPr><t xml:space="preserve">三 </t></r><rPh sb="0" eb="1"><t>ZHANG</t></rPh></si>',
];
const shared = (place: string, index: number) => cell(place, index, ' t="s"');

/** A workbook as people make them: a hidden sheet before it, rows left out, dates, runs of text, formulas, formats at the far right. */
export const workbookForBoth = (): Promise<Blob> =>
  workbookOf({
    sheets: [
      '<sheet name="旧" sheetId="1" state="hidden" r:id="rId1"/>',
      '<sheet name="名单" sheetId="2" r:id="rId2"/>',
    ],
    styles:
      '<numFmts count="1"><numFmt numFmtId="164" formatCode="yyyy&quot;年&quot;m&quot;月&quot;d&quot;日&quot; hh:mm"/></numFmts><cellXfs count="3"><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="164"/></cellXfs>',
    texts: TEXTS,
    rows: [
      row(1, shared("A1", 0), shared("B1", 1), shared("C1", 2), '<c r="D1" s="1"/>'),
      row(2, cell("A2", 13800138000), shared("B2", 3), cell("C2", 45620, ' s="1"')),
      row(5, cell("A5", 12345), inline("B5", "坏号码"), '<c r="XFD5" s="1"/>'),
      row(6, cell("A6", "1.3800138001E10"), shared("B6", 4), cell("C6", 45620.3958333333, ' s="2"')),
      '<row r="7" s="1" customFormat="1"/>',
      row(8, inline("A8", "+86 138-0013-8000"), shared("B8", 5)),
      row(
        9,
        '<c r="A9"><f>A2+2</f><v>13800138002</v></c>',
        shared("B9", 6),
        cell("C9", "#N/A", ' t="e"'),
        cell("D9", 1, ' t="b"'),
      ),
      row(1000, '<c r="A1000" s="1"/>'),
    ],
  });

/** Its lines as CSV, the same byte for byte by both doors, and what becomes of them. */
export const WORKBOOK_CSV = [
  "手机号,姓名,生日",
  '13800138000,"说""好"", 王",2024-11-24',
  "",
  "",
  "12345,坏号码",
  "13800138001,第一行 第二行,2024-11-24 09:30",
  "",
  "+86 138-0013-8000,<b> & 云",
  "13800138002,张三,,TRUE",
  "",
].join("\n");
export const WORKBOOK_LINES = {
  good: [
    { line: 2, phone: "+8613800138000", params: { 姓名: '说"好", 王', 生日: "2024-11-24" } },
    { line: 6, phone: "+8613800138001", params: { 姓名: "第一行 第二行", 生日: "2024-11-24 09:30" } },
    { line: 8, phone: "+8613800138000", params: { 姓名: "<b> & 云" } },
  ],
  bad: [
    { line: 5, value: "1***5", number: "12345", reason: "invalid_number" },
    { line: 9, value: "+86138****8002", number: "+8613800138002", reason: "too_many_columns" },
  ],
} as const;

/** A file that is refused, and why. */
export interface Hostile {
  readonly what: string;
  readonly name: string;
  readonly file: () => Promise<Blob>;
  readonly fault: FileFault;
}

function* times(count: number, piece: (index: number) => string): Generator<string> {
  for (let index = 0; index < count; index += 1) yield piece(index);
}

const HEAD = row(1, inline("A1", "手机号"));
const ONE = row(2, cell("A2", 13800138000));
const hostile = (what: string, fault: FileFault, file: Hostile["file"], name = "名单.xlsx"): Hostile => ({
  what,
  name,
  file,
  fault,
});
const csv = (what: string, fault: FileFault, text: () => string): Hostile =>
  hostile(what, fault, async () => new Blob([text()]), "名单.csv");

/** Files that would take all memory or time of a program that reads them as they say. */
export const HOSTILE: readonly Hostile[] = [
  hostile("5 GB of shared texts", "workbook_too_large", () =>
    workbookOf({ rows: [HEAD, ONE], texts: ["<si><t>x</t></si>"], textsSize: 4_294_967_294 }),
  ),
  hostile("40,000 shared texts of 20 kB, in 1 MB", "texts_too_large", () =>
    workbookOf({ rows: [HEAD, ONE], texts: times(40_000, () => `<si><t>${"文".repeat(6_700)}</t></si>`) }),
  ),
  hostile("12 million short texts", "too_many_texts", () =>
    workbookOf({ rows: [HEAD, ONE], texts: times(1_200, () => "<si><t>a</t></si>".repeat(10_000)) }),
  ),
  hostile("rows of 16,384 cells", "too_many_columns", () =>
    workbookOf({
      rows: times(3_000, (index) => row(index + 1, "<c><v>1</v></c>".repeat(16_384))),
    }),
  ),
  hostile("a row of more cells than there are columns", "not_a_workbook", () =>
    workbookOf({ rows: [row(1, "<c/>".repeat(1_000_000))] }),
  ),
  hostile("a cell of 100 MB", "cell_too_large", () =>
    workbookOf({
      rows: (function* () {
        yield '<row r="1"><c r="A1" t="inlineStr"><is><t>';
        yield* times(100, () => "x".repeat(1_000_000));
        yield "</t></is></c></row>";
      })(),
    }),
  ),
  hostile("a row of 200 cells of 60,000 letters", "row_too_large", () =>
    workbookOf({
      rows: [row(1, ...times(200, (index) => inline(`${columnName(index)}1`, "x".repeat(60_000))))],
    }),
  ),
  hostile("a tag without end", "not_a_workbook", () =>
    workbookOf({ rows: times(100, () => `<row ${"x".repeat(1_000_000)}`) }),
  ),
  hostile("a row beyond the last", "too_many_rows", () =>
    workbookOf({ rows: [HEAD, row(4_000_000_000, cell("A4000000000", 1))] }),
  ),
  hostile("rows that go backwards", "not_a_workbook", () =>
    workbookOf({ rows: [row(5, cell("A5", 1)), ONE] }),
  ),
  hostile("more in an entry than its size", "not_a_workbook", () =>
    workbookOf({
      rows: [HEAD, ONE],
      texts: times(100, () => "<si><t>a</t></si>".repeat(10_000)),
      textsSize: 1_000,
    }),
  ),
  hostile("an archive with names of other folders and no workbook", "not_a_workbook", () =>
    archiveOf([{ name: "../../xl/workbook.xml", xml: ["<workbook/>"] }]),
  ),
  hostile("an archive that is cut off", "not_a_workbook", async () => {
    const whole = await workbookOf({ rows: [HEAD, ONE] });
    return whole.slice(0, whole.size / 2);
  }),
  hostile("no archive", "not_a_workbook", async () => new Blob(["手机号\n13800138000\n"])),
  hostile("a heading with mark-up", "heading_unfit", () =>
    workbookOf({ rows: [row(1, inline("A1", "手机号"), inline("B1", "&lt;img src=x&gt;")), ONE] }),
  ),
  csv("200,000 empty columns", "too_many_columns", () => `手机号${",".repeat(200_000)}\n13800138000\n`),
  csv("a million empty columns", "too_many_columns", () => `手机号${",".repeat(1_000_000)}\n13800138000\n`),
  csv("a line larger than a part", "line_too_long", () => `手机号\n${"1".repeat(20_000_000)}\n`),
  csv("a heading that is a formula", "heading_unfit", () => "手机号,=cmd|' /C calc'!A0\n13800138000,1\n"),
  csv("a heading with a mark that nobody sees", "heading_unfit", () => "手机号,姓\u202e名\n13800138000,1\n"),
  csv("nothing", "file_blank", () => ""),
];

/** Files that look like those and are read: what a DTD names is never looked up, and no name of an entry is a path. */
export const HARMLESS = {
  csv: "手机号,姓名\n13800138000,&xxe;\n",
  file: (): Promise<Blob> =>
    workbookOf({
      rows: [
        row(1, inline("A1", "手机号"), inline("B1", "姓名")),
        row(2, cell("A2", 13800138000), inline("B2", "&xxe;")),
      ],
      more: [
        { name: "../../../tmp/slip.txt", xml: ["x"] },
        {
          name: "xl/drawings/x.xml",
          xml: ['<!DOCTYPE x [<!ENTITY xxe SYSTEM "file:///etc/passwd">]><x>&xxe;</x>'],
        },
      ],
    }),
} as const;

function columnName(index: number): string {
  const letter = String.fromCharCode(65 + (index % 26));
  return index < 26 ? letter : columnName(Math.floor(index / 26) - 1) + letter;
}
