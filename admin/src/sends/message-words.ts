import { w } from "@tidings/shared/ground/locale.ts";

/** Texts of what a message is made of: columns, consent, segments. */
export const words = {
  columns: w("参数对应的列", "Columns for the parameters"),
  columns_hint: w(
    "这些参数没有同名的列；已按表头推测，请核对。文件的其他列不会用到，也不会提交给运营商。",
    "No columns match these parameter names. We guessed the columns from the headings, so check that they're right. Other columns aren't used or sent to the carrier.",
  ),
  column_of: w("参数 {name} 的列", "Column for {name}"),
  column_choose: w("选择一列", "Choose a column"),
  gaps: w(
    "列 {names} 有空单元格：缺少参数值的号码不会发送，将计入“无效”，并列出其行号。",
    "Some cells are empty in these columns: {names}. Numbers without a value get no message. They count as invalid, and their line numbers are listed.",
  ),
  consent: w("收件人同意接收的依据", "Basis of consent"),
  consent_hint: w(
    "营销类信息必填，审批人会看到。例如：会员注册时勾选，2026 年 5 月版协议。",
    "Required for marketing; the approver sees it. For example: ticked at member sign-up, terms of May 2026.",
  ),
  consent_missing: w("请填写同意依据", "Enter the basis of consent"),
  consent_proof: w("同意凭证", "Proof of consent"),
  consent_proof_hint: w("选填，pdf，不超过 2 MB。", "Optional. PDF, up to 2 MB."),
  will_gaps: w(
    "不会向缺少 {names} 值的号码发送，以下数量是上限。",
    "Nothing is sent to numbers without a value for {names}, so these counts are upper limits.",
  ),
  will_segments: w(
    "每条消息计 {each} 条短信，共 {total, number} 条，由运营商另行计费，不占解析额度。",
    "Each message has {each} SMS {each:segment|segments}, {total, number} in total. The carrier bills them separately, and they use no resolutions.",
  ),
  will_segments_text: w(
    "每条消息约 {each} 条短信，共约 {total, number} 条，按条计费；变量按示例估算，保存时逐个号码计算。",
    "Each message has about {each} billed {each:segment|segments}, about {total, number} in total. We estimate from the sample values and count the segments for each number when you save.",
  ),
  will_consent: w("同意依据：{ground}", "Basis of consent: {ground}"),
  samples: w(
    "参数显示的是模板的示例值，不是号码文件中的值或您输入的值。",
    "Parameters show the template's sample values, not the ones in the number file or the ones you entered.",
  ),
  samples_text: w(
    "变量显示的是短消息模板的示例，不是号码文件中的值或您输入的值；条数按实际的值计算。",
    "Variables show the SMS template's samples, not the values from the number file or the ones you entered. Segments are counted from the actual values.",
  ),
  unchecked: w(
    "参数显示的是模板的示例值，因为号码文件中的行尚未检查。",
    "Parameters show the template's sample values because the number file has no checked lines to show yet.",
  ),
  first: w("{shown}；各值只显示首个字符。", "{shown}; only the first character of each value is shown."),
};
