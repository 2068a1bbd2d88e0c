import assert from "node:assert/strict";
import test from "node:test";
import { boundFieldText } from "./bound_words.ts";
import { differenceLines, shownChangeOf } from "./differences.ts";
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

test("who is in a list is told by name, and an id by nothing but that it is another one", () => {
  const [ann, dan] = ["1b36067f-285e-4001-9181-3860ed9b7b01", "c04d66ac-285e-4001-9181-3860ed9b7b02"];
  const [members] = differenceLines(
    [
      of(
        "members",
        JSON.stringify([{ id: ann, name: "Ann" }]),
        JSON.stringify([
          { id: ann, name: "Ann" },
          { id: dan, name: "Dan" },
        ]),
      ),
    ],
    "en",
  );
  assert.deepEqual([members?.before, members?.after], ["Ann", "Ann, Dan"]);
  const [user] = differenceLines([of("user_id", null, dan)], "en");
  assert.deepEqual([user?.before, user?.after], ["—", "present"]);
});

test("another file is one difference, and no hash, path or id is shown to anybody", () => {
  const keys = (...differs: Parameters<typeof differenceLines>[0]) =>
    differenceLines(differs, "en").map(({ key }) => key);
  const path = of("proof_path", "a/1.pdf", "a/2.pdf");
  const rows = of("rows.template", "7f3a", "9b21");
  assert.deepEqual(keys(of("proof", "old.pdf", "new.pdf"), path), ["proof"]);
  assert.deepEqual(keys(of("template.version", "1", "2"), of("template.content_hash", "5e", "8a"), rows), [
    "template.version",
  ]);
  assert.deepEqual(keys(rows, of("columns.name", "a", "b")), ["columns.name", "rows.template"]);
  const [other] = differenceLines([of("rows.file", "7f3a", "9b21")], "en");
  assert.deepEqual(
    [other?.field, other?.after],
    ["another one with the same name · number file", "a different one"],
  );
  const [rhythm] = differenceLines([of("cron", "0 10 * * 1", "0 10 * * 5")], "en");
  assert.deepEqual([rhythm?.before, rhythm?.after], ["every Mon at 10:00", "every Fri at 10:00"]);
  assert.doesNotMatch(JSON.stringify(differenceLines([path], "en")), /pdf/);
});

test("content is named by the slots of its layout, times are read in the reader's zone", () => {
  const lines = differenceLines(
    [
      of("content.slots.title", "会员日", "双旦"),
      of("content.slots.buttons", '[{"text": "去看看", "action": {"type": "url"}}]', "[]"),
      of("scheduled_at", "2026-11-01T08:00:00.000000Z", null),
    ],
    "zh-CN",
    () => "16:00",
  );
  assert.deepEqual(
    lines.map(({ field, before, after }) => [field, before, after]),
    [
      ["内容 · 标题", "会员日", "双旦"],
      ["内容 · 按钮", "去看看 / url", "—"],
      ["定时发送时间", "16:00", "—"],
    ],
  );
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
  assert.equal(message, "您查看后，该域名已被修改：名称、自定义短码。");
});
