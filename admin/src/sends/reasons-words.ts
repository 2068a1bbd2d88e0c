import { w } from "@tidings/shared/ground/locale.ts";

/** Texts of the reasons why numbers of a send got nothing. */
export const words = {
  title: w("未收到的原因", "Why numbers got nothing"),
  show: w("只看这些号码的短信", "Show the messages of these alone"),
  all: w("显示全部短信", "Show all messages again"),
  only: w("只显示：{reason}", "Shown alone: {reason}"),
  invalid: w("导入时未采用，或缺少参数的值", "Left out: no mobile number, or a value is missing"),
  invalid_hint: w(
    "在号码文件中查看每一行的原因，更正后重新导入。",
    "The number file has the reason of each line; mend them and import it again.",
  ),
  duplicates: w("号码重复", "Repeated numbers"),
  duplicates_hint: w(
    "同一号码只发送一次，无需处理。",
    "Each number gets one message; nothing has to be done.",
  ),
};
