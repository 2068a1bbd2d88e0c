import assert from "node:assert/strict";
import test from "node:test";
import { boundFieldText, differenceLines, shownChangeOf } from "./differences.ts";
import { refusalWords } from "./register.ts";

const of = (field: string, before: string | null, after: string | null) => ({ field, before, after });

test("what differs is read in words: the field, and its values where they have some", () => {
  const differs = [
    of("custom_codes", "false", "true"),
    of("vendors", '["huawei", "meizu"]', '["huawei"]'),
    of("usage", "trial", "commercial"),
    of("name", "go.example.com", null),
  ];
  assert.deepEqual(
    differenceLines(differs, "zh-CN").map(({ field, before, after }) => [field, before, after]),
    [
      ["自定义短码", "否", "是"],
      ["厂商", "华为、魅族", "华为"],
      ["用途", "试商用", "商用"],
      ["名称", "go.example.com", "—"],
    ],
  );
  assert.equal(differenceLines(differs, "en")[1]?.before, "Huawei, Meizu");
});

test("another file is one difference, and no hash or path is shown to anybody", () => {
  const path = of("proof_path", "a/1.pdf", "a/2.pdf");
  assert.deepEqual(
    differenceLines([of("proof", "old.pdf", "new.pdf"), path], "en").map(({ key }) => key),
    ["proof"],
  );
  assert.equal(JSON.stringify(differenceLines([path], "en")).includes("pdf"), false);
});

test("a field without words, and a list that was cut off, are shown as they are", () => {
  assert.equal(boundFieldText("own.cost_centre", "zh-CN"), "自定义字段 · cost_centre");
  assert.equal(boundFieldText("weight", "en"), "weight");
  assert.equal(differenceLines([of("name", '["cut', "[x]")], "en")[0]?.before, '["cut');
});

test("the details of the refusal are read as an object, as JSON, and when they are neither", () => {
  const details = {
    resource: "domain",
    by: "Bob",
    at: "2026-11-01T08:00:00Z",
    differs: [of("name", "a", "b")],
  };
  assert.deepEqual(shownChangeOf(details), details);
  assert.deepEqual(shownChangeOf(JSON.stringify(details)), details);
  assert.deepEqual(shownChangeOf("no JSON"), { resource: "", by: null, at: null, differs: null });
  assert.deepEqual(shownChangeOf({ ...details, differs: null }).differs, null);
});

test("the sentence of the refusal names the fields in words", () => {
  const { message } = refusalWords("shown_changed", "zh-CN", {
    resource: "domain",
    fields: "name, custom_codes",
  });
  assert.equal(message, "您看过之后，该域名已被修改：名称、自定义短码。");
});
