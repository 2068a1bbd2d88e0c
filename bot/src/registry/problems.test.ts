import assert from "node:assert/strict";
import test from "node:test";
import { COMMANDS } from "../commands/list.ts";
import { sortWords, wordsOf } from "./arguments.ts";
import { namedCommand } from "./registry.ts";
import { inputProblems } from "./run.ts";

/** What a line as it was typed is answered with; the first problem. */
function problem(line: string, locale: "zh-CN" | "en" = "en"): string {
  const { command, rest } = namedCommand(COMMANDS, wordsOf(line));
  assert.ok(command, line);
  const typed = sortWords(command, rest, locale);
  return typed.problem ?? Object.values(inputProblems(command, typed.raw, locale))[0] ?? "";
}

test("what is typed wrongly is said in words a person uses, in both languages", () => {
  const cases: [string, string, string][] = [
    ["settings --pay_as_you_go maybe", "on or off, not “maybe”", "应为 on 或 off，而不是「maybe」"],
    [
      "channel limit sandbox --rate -5",
      "must be an integer from 0 to 100,000",
      "应为 0 到 100,000 之间的整数",
    ],
    ["settings --marketing_per_hour 0", "must be an integer from 1 to 1,000", "应为 1 到 1,000 之间的整数"],
    [
      "language xx",
      "must be one of: zh-CN (中文), en (English)",
      "应为以下之一：zh-CN（中文）、en（English）",
    ],
    [
      "report --by vendro",
      "no “vendro”. Did you mean “vendor”? It must be one of",
      "没有「vendro」。您是想输入「vendor」吗？应为以下之一",
    ],
    ["break-glass 会员日 ''", "can't be empty", "不能为空"],
    ["break-glass 会员日", "is required", "请填写"],
    [`pause 会员日 ${"长".repeat(501)}`, "can be at most 500 characters", "最多 500 个字"],
    [
      "approval-rule add 大\u202e额 2",
      "The name contains line breaks, control characters or invisible characters.",
      "名称中有",
    ],
  ];
  for (const [line, en, zh] of cases) {
    assert.ok(problem(line).includes(en), `${line}: ${problem(line)}`);
    assert.ok(problem(line, "zh-CN").includes(zh), `${line}: ${problem(line, "zh-CN")}`);
  }
});

test("what fits is no problem", () => {
  for (const line of [
    "settings --pay_as_you_go off",
    "channel limit sandbox --rate 0",
    "language en",
    "send a b --trial",
  ])
    assert.equal(problem(line), "", line);
});
