import { w } from "@tidings/shared/ground/locale.ts";

/** Texts of what a message is made of: columns, consent, segments. */
export const words = {
  columns: w("参数由哪一列填入", "Columns that fill the parameters"),
  columns_hint: w(
    "这些参数没有同名的列；已按表头猜测，请核对。文件的其他列不会用到，也不会提交给运营商。",
    "No column is called as these parameters; guessed from the headings, so check them. Other columns are not used, and not handed to the carrier.",
  ),
  column_of: w("参数 {name} 的列", "Column for {name}"),
  column_choose: w("选择一列", "Choose a column"),
  gaps: w(
    "列 {names} 有空单元格：缺少值的号码不会发送，会计入“无效”并列出行号。",
    "The column {names} has empty cells: numbers without a value get no message. They are counted as invalid, and their lines listed.",
  ),
  consent: w("收件人同意接收的依据", "On what ground the recipients agreed"),
  consent_hint: w(
    "营销类信息必填，审批人会看到。例如：会员注册时勾选，2026 年 5 月版协议。",
    "Marketing has to state it, and the approver reads it. Such as: ticked when they joined, terms of May 2026.",
  ),
  consent_missing: w("请填写同意依据", "State the ground of consent"),
  consent_proof: w("同意凭证", "Evidence of consent"),
  consent_proof_hint: w("选填，pdf，不超过 2 MB。", "Optional, a pdf of at most 2 MB."),
  will_gaps: w(
    "缺少 {names} 值的号码不会发送，以下数量是上限。",
    "Numbers without a value for {names} get nothing: these counts are the most.",
  ),
  will_segments: w(
    "每条消息计 {each} 条短信，共 {total, number} 条，由运营商另计，不占解析额度。",
    "Each message is {each} SMS, {total, number} in all: billed by the carrier beside the resolutions.",
  ),
  will_segments_text: w(
    "每条消息约 {each} 条短信，共约 {total, number} 条，按条计费；变量按示例估算，保存时逐个号码计算。",
    "Each message is about {each} SMS, about {total, number} in all, paid by the segment; with the examples of variables, counted number by number when it is saved.",
  ),
  will_consent: w("同意依据：{ground}", "Ground of consent: {ground}"),
  samples: w(
    "参数显示的是模板的示例值，不是号码文件或所输入的值。",
    "Parameters show the template's sample values, not those of the file or those typed.",
  ),
  samples_text: w(
    "变量显示的是短消息模板的示例，不是号码文件或所输入的值；条数按实际的值计算。",
    "Variables show the examples of the SMS template, not the values of the file or those typed; segments are counted by the real values.",
  ),
  unchecked: w(
    "参数显示的是模板的示例值：号码文件中还没有检查过的行可供显示。",
    "Parameters show the template's sample values: there is no checked line of the file to show yet.",
  ),
  first: w("{shown}；各值只显示首个字符。", "{shown}; of each value only the first character is shown."),
};
