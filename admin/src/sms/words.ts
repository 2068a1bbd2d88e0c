import { w } from "@tidings/shared/ground/locale.ts";

/** Texts of the form of SMS templates. */
export const words = {
  insert_link: w("插入短链位置", "Insert short link placeholder"),
  insert_variable: w("添加变量", "Add variable"),
  kind_of: w("变量「{name}」的类型", "Type of “{name}”"),
  example_of: w("变量「{name}」的示例", "Sample for “{name}”"),
  example: w("示例", "Sample"),
  preview: w("手机上的短信", "SMS on a phone"),
  signature: w("签名", "signature"),
  count: w(
    "共 {length} 个字符，按 {segments} 条短信计费",
    "{length} characters, billed as {segments} {segments:segment|segments}",
  ),
};
