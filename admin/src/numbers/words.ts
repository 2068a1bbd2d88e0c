import { w } from "@tidings/shared/ground/locale.ts";

/** Texts of the number files. */
export const words = {
  note: w(
    "发送任务使用的号码。支持 CSV、TXT 与 XLSX，自动识别手机号列；不合格的行会列出行号与原因。",
    "Phone numbers for your sends, as CSV, TXT or XLSX. The phone column is detected automatically. Skipped lines are listed with their line numbers and reasons.",
  ),
  upload: w("上传号码文件", "Upload number file"),
  upload_flags: w("上传客户标识文件", "Upload customer ID file"),
  note_flags: w(
    "用于生成个性化短链的客户标识。支持 CSV、TXT 与 XLSX；不合格的行会列出行号与原因。",
    "Customer IDs for creating personal short links, as CSV, TXT or XLSX. Skipped lines are listed with their line numbers and reasons.",
  ),
  choose: w("点击或拖入文件", "Click or drop a file here"),
  choose_hint: w(
    "csv、txt、xlsx，最多 100 万个号码；文件名只能含数字、字母和中文。",
    "CSV, TXT or XLSX, up to 1,000,000 numbers. The file name can only contain digits, letters and Chinese characters.",
  ),
  sample: w("下载示例文件", "Download sample file"),
  sample_note: w(
    "第一行为表头；手机号可在任意一列，其余列可作为模板参数（列名与参数同名）。",
    "The first line is the header. One column holds phone numbers. The others can fill template parameters of the same name.",
  ),
  rename: w(
    "文件名「{name}」含有不允许的字符，将以「{allowed}」上传。",
    "“{name}” has characters that aren't allowed. It will be uploaded as “{allowed}”.",
  ),
  reading: w("正在读取文件", "Reading file"),
  sending: w("正在上传（第 {part} / {parts} 部分）", "Uploading (part {part} of {parts})"),
  importing: w("正在检查号码", "Checking numbers"),
  sending_size: w("{sent} / {all}", "{sent} of {all}"),
  cancel: w("取消上传", "Cancel upload"),
  another_file: w("这不是同一个文件", "This isn't the same file"),
  another_file_hint: w(
    "继续上传时，请选择原来的「{name}」；若内容已修改，请作为新文件上传。",
    "To continue, choose the original “{name}”. If you changed it, upload it as a new file.",
  ),
  resume: w("上传尚未完成", "Upload not finished"),
  resume_hint: w(
    "已上传 {here} / {parts} 部分。重新选择「{name}」即可继续，已上传的部分不会重传。",
    "{here} of {parts} parts uploaded. Choose “{name}” again to continue; parts already uploaded aren't sent again.",
  ),
  resume_choose: w("选择文件并继续", "Choose file and continue"),
  send: w("用此文件发送", "Send with this file"),
  rejects: w("未导入的行", "Skipped lines"),
  rejects_none: w("没有未导入的行", "No skipped lines"),
  rejects_none_hint: w("所有行都已导入。", "All lines were imported."),
  line: w("行号", "Line"),
  phone: w("手机号", "Phone"),
  value: w("内容（已脱敏）", "Content (masked)"),
  reason: w("原因", "Reason"),
  share: w(
    "共 {lines} 行：{accepted} 行可用，{invalid} 行无效，{duplicates} 行重复",
    "{lines} {lines:line|lines}: {accepted} usable, {invalid} invalid, {duplicates} duplicate",
  ),
  retry: w("继续", "Continue"),
  to_new: w("作为新文件上传", "Upload as new file"),
  purpose: w("用途", "Purpose"),
  purpose_aim_hint: w("智能信息：最多 100 万个号码。", "Rich messages: up to 1,000,000 numbers."),
  purpose_basic_hint: w(
    "智能信息基础版：最多 500 万个号码；群发时第五行的参数值用于所有号码。",
    "Basic edition: up to 5,000,000 numbers. In a group send, the values in row 5 apply to all numbers.",
  ),
  purpose_flags_hint: w(
    "用于生成个性化短链的客户标识（任意文字，最多 64 个字符）：最多 100 万个；不用于发送。",
    "Customer IDs for personal short links (any text up to 64 characters): up to 1,000,000. Not used for sends.",
  ),
  choose_hint_flags: w(
    "csv、txt、xlsx，最多 100 万行；文件名只能含数字、字母和中文。",
    "CSV, TXT or XLSX, up to 1,000,000 rows. The file name can only contain digits, letters and Chinese characters.",
  ),
  sample_note_basic: w(
    "第四行为表头；手机号在第一列，从第五行开始。新建发送任务时可下载带有模板参数的示例。",
    "Row 4 is the header. Phone numbers are in the first column, starting from row 5. When creating a send, you can download a sample with the template's parameters.",
  ),
  sample_note_flags: w(
    "第一行为表头；标识在「客户标识」列或第一列，其余列作为模板参数（列名与参数同名）。只有一列时可不写表头。",
    "The first line is the header. IDs are in the “cust_flag” column or the first column. The other columns fill template parameters of the same name. A file with a single column needs no header.",
  ),
  make_links: w("用此文件生成短链", "Create links with this file"),
  choose_hint_basic: w(
    "csv、txt、xlsx（可有多张工作表），最多 500 万个号码；文件名只能含数字、字母和中文。",
    "CSV, TXT or XLSX (multiple sheets allowed), up to 5,000,000 numbers. The file name can only contain digits, letters and Chinese characters.",
  ),
  same_as: w("内容与「{name}」相同。", "Same content as “{name}”."),
  same_as_hint: w(
    "于 {at} 导入，共 {count} 个号码。除非确有需要，请勿重复发送。",
    "Imported at {at} with {count} {count:number|numbers}. Don't send to them again unless you mean to.",
  ),
};
