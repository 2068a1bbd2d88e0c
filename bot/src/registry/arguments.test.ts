import assert from "node:assert/strict";
import test from "node:test";
import { COMMANDS } from "../commands/list.ts";
import { sortWords, wordsOf } from "./arguments.ts";
import { namedCommand } from "./registry.ts";

function sorted(line: string, locale: "zh-CN" | "en" = "en") {
  const { command, name, rest } = namedCommand(COMMANDS, wordsOf(line));
  assert.ok(command, name);
  return sortWords(command, rest, locale);
}

test("a line is cut at spaces; English and Chinese quotes hold words together", () => {
  assert.deepEqual(wordsOf("  reject 会员日　图片不清楚 "), ["reject", "会员日", "图片不清楚"]);
  assert.deepEqual(wordsOf('send "开卡 欢迎" “会员 福利” 「甲 乙」'), [
    "send",
    "开卡 欢迎",
    "会员 福利",
    "甲 乙",
  ]);
  assert.deepEqual(wordsOf('name="two words" it\'s'), ["name=two words", "it's"]);
  assert.deepEqual(wordsOf('""'), [""]);
});

test("words without a name go to the options in order, and the rest of the line to the last text", () => {
  assert.deepEqual(sorted("reject 会员日图文 图片 不 清楚").raw, {
    resource: "会员日图文",
    reason: "图片 不 清楚",
  });
  assert.deepEqual(sorted("approve 会员日 图文").raw, { resource: "会员日 图文" });
});

test("options are named with dashes, with an equals sign, or in Chinese", () => {
  const expected = { template: "开卡", sms: "福利", trial: true, trial_size: 20, file: "a.csv" };
  assert.deepEqual(
    sorted("send --template 开卡 --sms=福利 --file a.csv --trial --trial-size 20").raw,
    expected,
  );
  assert.deepEqual(sorted("send 模板=开卡 sms=福利 a.csv trial=on trial_size=20").raw, expected);
  assert.deepEqual(sorted("发送 开卡 福利 a.csv --先试发 是 --试发数量 20").raw, expected);
});

test("a switch is turned on, off, or set by the word after it", () => {
  assert.equal(sorted("send --trial").raw.trial, true);
  assert.equal(sorted("send --no-trial").raw.trial, false);
  assert.equal(sorted("send --trial off a b").raw.trial, false);
  assert.deepEqual(sorted("send --trial a b").raw, { trial: true, template: "a", sms: "b" });
});

test("a choice is taken by its value or by its word in either language", () => {
  assert.equal(sorted("report --by 模板").raw.by, "template");
  assert.equal(sorted("report --by Send").raw.by, "send");
  assert.deepEqual(sorted("report 30 day").raw, { days: 30, by: "day" });
});

test("what cannot be understood is named, in the reader's language", () => {
  assert.match(sorted("send --frob 1").problem ?? "", /no option “frob”.*--template/);
  assert.match(sorted("send --frob 1", "zh-CN").problem ?? "", /没有选项「frob」/);
  assert.match(sorted("report many").problem ?? "", /must be an integer, not “many”/);
  assert.match(sorted("send --template").problem ?? "", /needs a value/);
  assert.match(sorted("quota now").problem ?? "", /Unexpected “now”/);
  assert.match(
    sorted("domain edit default --custom_codes maybe").problem ?? "",
    /“custom_codes” must be on or off, not “maybe”/,
  );
});

test("a slip in the name of an option gets what may be meant", () => {
  assert.match(
    sorted("send --trail on").problem ?? "",
    /no option “trail”. Did you mean --trial\? Options: --template/,
  );
  assert.match(sorted("send --试发", "zh-CN").problem ?? "", /没有选项「试发」。您是想输入 --trial 吗？/);
});

test("a word that ends like no file is the text behind the file", () => {
  assert.deepEqual(sorted('optout import 云杉 "asked by phone" --numbers 13800138000').raw, {
    ...{ signature: "云杉", reason: "asked by phone", numbers: "13800138000" },
  });
  assert.deepEqual(sorted("optout import 云杉 list.csv asked by phone").raw, {
    ...{ signature: "云杉", file: "list.csv", reason: "asked by phone" },
  });
  assert.equal(sorted("send 开卡 福利 numbers").raw.file, "numbers", "nothing else is still to come");
});

test("an equals sign in a reason is part of the reason", () => {
  assert.equal(sorted("reject 会员日 1+1=3 is wrong").raw.reason, "1+1=3 is wrong");
});
