import { w } from "@tidings/shared/ground/locale.ts";

/** Texts of the opt-out list. */
export const words = {
  import: w("导入退订号码", "Import opted-out numbers"),
  signature: w("签名", "Signature"),
  reason: w("原因", "Reason"),
  proof: w("凭证", "Proof"),
  import_note: w(
    "每行一个号码，CSV 取每行的第一个手机号。加入后立即生效，对正在发送的任务同样生效。",
    "One number per line; in a CSV, the first number on each line is used. This takes effect immediately, including for sends in progress.",
  ),
  signature_hint: w("只对这个签名生效。", "Applies to this signature only."),
  typed: w("号码", "Numbers"),
  typed_hint: w(
    "粘贴或输入号码；也可以选择 CSV、TXT 文件。",
    "Type or paste numbers, or choose a CSV or TXT file.",
  ),
  choose: w("选择 CSV 或 TXT", "Choose CSV or TXT"),
  forget: w("移除文件", "Remove file"),
  reason_hint: w(
    "例如：客服登记、投诉、旧系统迁移。",
    "For example: hotline request, complaint, migration from an old system.",
  ),
  proof_hint: w("选填：工单号或链接。", "Optional: ticket number or link."),
  proof_file_hint: w(
    "选填：pdf、jpg 或 png，不超过 2 MB，例如客户来信。",
    "Optional. PDF, JPG or PNG up to 2 MB, such as a customer's letter.",
  ),
  found: w(
    "{count} 个号码，{wrong} 行不是手机号",
    "Numbers: {count}. Lines without a mobile number: {wrong}",
  ),
  found_wrong: w("第 {lines} 行不是手机号，已跳过", "Skipped lines without a mobile number: {lines}"),
  start: w("导入", "Import"),
  go_on: w("继续", "Continue"),
  progress: w("{done} / {all}", "{done} of {all}"),
  done: w("已加入 {added} 个，{known} 个原本就在名单中。", "{added} added; {known} already on the list."),
  to_list: w("查看名单", "View list"),
  signature_missing: w("请选择签名", "Choose a signature"),
  reason_missing: w("请填写原因", "Enter a reason"),
  none: w("没有可导入的号码", "No numbers to import"),
  file_large: w("文件超过 {max}，请拆分", "The file is larger than {max}. Split it."),
};
