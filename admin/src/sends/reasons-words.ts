import { w } from "@tidings/shared/ground/locale.ts";

/** Texts of the reasons why numbers of a send got nothing. */
export const words = {
  title: w("未收到的原因", "Why numbers weren't reached"),
  show: w("只看这些号码的短信", "Show only these messages"),
  all: w("显示全部短信", "Show all messages"),
  only: w("只显示：{reason}", "Showing only: {reason}"),
  invalid: w("导入时未采用，或缺少参数的值", "Skipped at import, or missing a parameter value"),
  invalid_hint: w(
    "在号码文件中查看每一行的原因，更正后重新导入。",
    "See the reason for each line in the number file, fix the lines and import again.",
  ),
  duplicates: w("号码重复", "Duplicate numbers"),
  duplicates_hint: w(
    "同一号码只发送一次，无需处理。",
    "Each number gets one message, so no action is needed.",
  ),
};
