import assert from "node:assert/strict";
import test from "node:test";
import { jumpBatch } from "../links/jump_batch.ts";
import { drawable } from "./define.ts";
import { askedOf, draftOf, initialValues, inputOf, isMissing, problemOf } from "./form_values.ts";
import { type LinesInput, linesOf } from "./lines.ts";

const form = drawable(jumpBatch.forms.create);
assert.ok(form);
const begin = { ...initialValues(form), name: "会场", purpose: "落地页" };
const askedIn = (source: string) => new Map(askedOf(form, { ...begin, source })).get("urls") as LinesInput;
const [typed, workbook] = [askedIn("typed"), askedIn("file")];
const many = (count: number) => Array.from({ length: count }, (_, at) => `https://mall.example.com/${at}`);

test("of a variant the input is asked that its choice says, and both send under one key", () => {
  assert.deepEqual([typed.from, workbook.from], ["text", "workbook"]);
  assert.deepEqual(inputOf(form, { ...begin, urls: "https://a.example.com https://A.example.com" }), {
    name: "会场",
    purpose: "落地页",
    source: "typed",
    urls: ["https://a.example.com"],
  });
  const read = { ...begin, source: "file", urls: ["Links", "https://b.example.com"] };
  assert.deepEqual(inputOf(form, read).urls, ["https://b.example.com"]);
});

test("a workbook's first column has the entries: a heading is passed over, repeats are counted, a wrong one is named with its row", () => {
  const cells = ["跳转链接", " https://a.example.com ", "", "", "http://10.0.0.1/", "HTTPS://A.example.com/"];
  const { good, wrong, repeated } = linesOf(workbook, cells);
  assert.deepEqual([good, repeated], [["https://a.example.com"], 1]);
  assert.deepEqual(
    wrong.map(({ line, entry }) => [line, entry]),
    [[5, "http://10.0.0.1/"]],
  );
  assert.match(
    problemOf(workbook, cells)?.en ?? "",
    /^Links: 1 can't be used.*\n5: http:\/\/10\.0\.0\.1\/, it points/,
  );
  assert.equal(linesOf(workbook, ["ftp://a.example.com"]).wrong[0]?.line, 1);
});

test("ten may be typed and ten thousand may come in a file", () => {
  assert.equal(problemOf(typed, many(10).join("\n")), null);
  assert.match(problemOf(typed, many(11).join("\n"))?.en ?? "", /enter 1 to 10 \(there are 11 now\)/);
  assert.equal(problemOf(workbook, many(10_000)), null);
  assert.match(problemOf(workbook, many(10_001))?.en ?? "", /enter 1 to 10,000 \(there are 10,001 now\)/);
});

test("a wrong entry stops the form, however many good ones are beside it; of many wrong ones the first ten are listed", () => {
  assert.match(
    problemOf(typed, "https://mall.example.com/ http://localhost/")?.zh ?? "",
    /1 个不能使用.*\n第 2 个 http:\/\/localhost\//,
  );
  const lines =
    problemOf(
      workbook,
      many(30).map((url) => url.replace("https", "ftp")),
    )?.en.split("\n") ?? [];
  // The first row has no "://": none here, so all of them are entries.
  assert.deepEqual([lines.length, lines.at(-1)], [12, "…"]);
});

test("what was typed belongs to no workbook: after a change of the source nothing is given yet", () => {
  assert.equal(isMissing(workbook, "https://a.example.com"), true);
  assert.equal(isMissing(workbook, ["Links", " "]), true);
  assert.equal(isMissing(typed, " \n"), true);
});

test("a draft keeps what was typed, and not what was read from a file", () => {
  assert.equal(draftOf(form, { ...begin, urls: "https://a.example.com" }).urls, "https://a.example.com");
  assert.equal(draftOf(form, { ...begin, source: "file", urls: many(3) }).urls, "");
});
