import { defineWords } from "../ui/words.ts";

/** Texts of the form of SMS templates. */
export const words = defineWords(
  "sms",
  {
    insert_link: "插入短链位置",
    insert_variable: "添加变量",
    kind_of: "变量「{name}」的类型",
    example_of: "变量「{name}」的示例",
    example: "示例",
    preview: "手机上的短信",
    signature: "签名",
    count: "共 {length} 个字符，按 {segments} 条短信计费",
  },
  {
    insert_link: "Insert the link's place",
    insert_variable: "Add a variable",
    kind_of: "Kind of “{name}”",
    example_of: "Example of “{name}”",
    example: "Example",
    preview: "The text on a phone",
    signature: "signature",
    count: "{length} characters, billed as {segments} SMS",
  },
);
