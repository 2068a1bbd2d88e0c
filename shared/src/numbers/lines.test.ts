// biome-ignore-all lint/suspicious/noTemplateCurlyInString: ${name} is how a template writes a parameter
import assert from "node:assert/strict";
import test from "node:test";
import { detectTable, readLines } from "./lines.ts";

const read = (text: string, firstLine = 1) => readLines(text, detectTable(text), firstLine);
const phones = (text: string) => read(text).good.map((entry) => entry.phone);

test("the layout of a file is found: delimiter, header, columns and the one with the numbers", () => {
  const cases: [string, ReturnType<typeof detectTable>][] = [
    [
      "phone,name\n13800138000,张三\n",
      { delimiter: ",", hasHeader: true, columns: ["phone", "name"], phoneColumn: "phone" },
    ],
    [
      "\ufeff姓名;手机号码\n张三;13800138000",
      { delimiter: ";", hasHeader: true, columns: ["姓名", "手机号码"], phoneColumn: "手机号码" },
    ],
    [
      "name\tMobile Number\r\n张三\t13800138000\r\n",
      { delimiter: "\t", hasHeader: true, columns: ["name", "Mobile Number"], phoneColumn: "Mobile Number" },
    ],
    [
      "sep=;\n手机号;name\n13800138000;a\n",
      { delimiter: ";", hasHeader: true, columns: ["手机号", "name"], phoneColumn: "手机号" },
    ],
    [
      "13800138000\n13900139000\n",
      { delimiter: ",", hasHeader: false, columns: ["phone"], phoneColumn: "phone" },
    ],
    [
      "13800138000,张三,50\n",
      { delimiter: ",", hasHeader: false, columns: ["phone", "param1", "param2"], phoneColumn: "phone" },
    ],
    [
      "张三|13800138000\n李四|13900139000",
      { delimiter: "|", hasHeader: false, columns: ["param1", "phone"], phoneColumn: "phone" },
    ],
    [
      "客户,会员号\n13800138000,YS1\n",
      { delimiter: ",", hasHeader: true, columns: ["客户", "会员号"], phoneColumn: "客户" },
    ],
    [
      '"phone","full, name"\n"13800138000","张,三"\n',
      { delimiter: ",", hasHeader: true, columns: ["phone", "full, name"], phoneColumn: "phone" },
    ],
    [
      "phone,${amount},,amount,\n13800138000,1,2,3,\n",
      {
        delimiter: ",",
        hasHeader: true,
        columns: ["phone", "amount", "column3", "amount_2"],
        phoneColumn: "phone",
      },
    ],
    ["电话号码", { delimiter: ",", hasHeader: true, columns: ["电话号码"], phoneColumn: "电话号码" }],
    ["", { delimiter: ",", hasHeader: false, columns: ["phone"], phoneColumn: "phone" }],
  ];
  for (const [text, table] of cases) assert.deepEqual(detectTable(text), table, JSON.stringify(text));
});

test("a mistyped number in the first line is a bad line, not a header", () => {
  const { good, bad } = read("1380013800,张三\n13900139000,李四\n");
  assert.deepEqual(good, [{ phone: "+8613900139000", line: 2, params: { param1: "李四" } }]);
  assert.deepEqual(bad, [{ line: 1, value: "138*****00", number: "1380013800", reason: "invalid_number" }]);
});

test("every line is good, or bad with its line, its masked value and the reason; blank lines are neither", () => {
  const text = [
    "phone,name,备注",
    "13800138000,张三,",
    "",
    "12345,李四,x",
    "+86 139-0013-9000,王五,老客户",
    "13700137000,,x",
    "13600136000",
    "13500135000,赵六,x,多出",
    "13400134000,孙七,x,,",
    " , , ",
    `13300133000,${"长".repeat(5000)},x`,
    "",
  ].join("\n");
  const { good, bad } = read(text);
  assert.deepEqual(good, [
    { phone: "+8613800138000", line: 2, params: { name: "张三" } },
    { phone: "+8613900139000", line: 5, params: { name: "王五", 备注: "老客户" } },
    { phone: "+8613700137000", line: 6, params: { 备注: "x" } },
    { phone: "+8613600136000", line: 7, params: {} },
    { phone: "+8613400134000", line: 9, params: { name: "孙七", 备注: "x" } },
  ]);
  assert.deepEqual(bad, [
    { line: 4, value: "1***5", number: "12345", reason: "invalid_number" },
    { line: 8, value: "+86135****5000", number: "+8613500135000", reason: "too_many_columns" },
    { line: 11, value: "133******00", number: "13300133000", reason: "line_too_long" },
  ]);
});

test("an empty cell rejects nobody; the columns that have one are told, under whatever heading", () => {
  const text = 'phone,姓名,order_no,"备注 remark"\n13800138000,张三,YS1,\n13900139000,,YS2,x\n12345,,,\n';
  const { good, gaps } = read(text);
  assert.deepEqual(
    good.map(({ params }) => params),
    [
      { 姓名: "张三", order_no: "YS1" },
      { order_no: "YS2", "备注 remark": "x" },
    ],
  );
  assert.deepEqual(gaps, ["备注 remark", "姓名"]);
  assert.deepEqual(detectTable(`phone,${"长".repeat(65)}\n13800138000,x\n`).columns[1], "长".repeat(64));
});

test("a quoted cell may hold the delimiter, quotes and line ends; lines are still counted right", () => {
  const text = 'phone,name\r\n13800138000,"张, ""三""\r\n先生"\r\n"13900139000",李四\r\n';
  assert.deepEqual(read(text).good, [
    { phone: "+8613800138000", line: 2, params: { name: '张, "三"\r\n先生' } },
    { phone: "+8613900139000", line: 4, params: { name: "李四" } },
  ]);
});

test("a quote that nothing closes makes one bad line and swallows nothing; within a cell it is an ordinary character", () => {
  const text = 'phone,name\n13800138000,"open\n13900139000,5" screen\n13700137000,"a"b\n';
  const { good, bad } = read(text);
  assert.deepEqual(bad, [
    { line: 2, value: "+86138****8000", number: "+8613800138000", reason: "open_quote" },
  ]);
  assert.deepEqual(good, [
    { phone: "+8613900139000", line: 3, params: { name: '5" screen' } },
    { phone: "+8613700137000", line: 4, params: { name: '"a"b' } },
  ]);
});

test("a value with a mark that nobody sees makes a bad line; a number copied with one is a number", () => {
  const text =
    "phone,name\n13800138000,张\u202e三\n\u202a13900139000\u202c,李四\n13700137000,家 👨\u200d👩\u200d👧\n";
  const { good, bad } = read(text);
  assert.deepEqual(
    good.map(({ line }) => line),
    [3, 4],
  );
  assert.deepEqual(
    bad.map(({ line, reason }) => [line, reason]),
    [[2, "unclean"]],
  );
});

test("a file of numbers alone is read with and without line ends, spaces, country codes and full width", () => {
  assert.deepEqual(phones("13800138000\r\n 139 0013 9000\n+8613700137000\n１３６００１３６０００"), [
    "+8613800138000",
    "+8613900139000",
    "+8613700137000",
    "+8613600136000",
  ]);
});

test("slices read one by one give what the whole gives: the header is only on the first", () => {
  const lines = [
    "手机号,name",
    ...Array.from({ length: 40 }, (_, index) => `138001380${10 + index},客户${index}`),
  ];
  const whole = `${lines.join("\n")}\n`;
  const table = detectTable(whole);
  const sliced = [0, 7, 8, 30].map((from, index, all) => {
    const text = `${lines.slice(from, all[index + 1]).join("\n")}\n`;
    return readLines(text, table, from + 1);
  });
  assert.deepEqual(
    sliced.flatMap((slice) => slice.good),
    readLines(whole, table, 1).good,
  );
  assert.equal(readLines(whole, table, 1).good.length, 40);
});

test("no whole number ever stands among the bad lines", () => {
  const { bad } = read("phone,name\n13800138000,\n138001380001,a\n13800138000 13900139000,b\n");
  assert.equal(bad.length, 2);
  for (const entry of bad) assert.doesNotMatch(entry.value, /\d{6}/);
});
