import { w } from "@tidings/shared/ground/locale.ts";

/** Texts of the number files. */
export const words = {
  note: w(
    "发送对象。支持 CSV、TXT 与 XLSX，自动识别手机号列；不合格的行会列出行号与原因。",
    "Who a message goes to. CSV, TXT and XLSX; the phone column is found, and lines that do not fit are listed with line and reason.",
  ),
  upload: w("上传号码文件", "Upload a number file"),
  upload_flags: w("上传客户标识文件", "Upload customer flags"),
  note_flags: w(
    "个性化短链为谁生成。支持 CSV、TXT 与 XLSX；不合格的行会列出行号与原因。",
    "For whom personal links are made. CSV, TXT and XLSX; rows that do not fit are listed with line and reason.",
  ),
  choose: w("点击或拖入文件", "Choose a file or drop it here"),
  choose_hint: w(
    "csv、txt、xlsx，最多 100 万个号码；文件名只能含数字、字母和中文。",
    "csv, txt or xlsx, up to 1,000,000 numbers; its name may hold digits, letters and Chinese characters.",
  ),
  sample: w("下载示例文件", "Download a sample"),
  sample_note: w(
    "第一行为表头，任意一列为手机号，其余列可作为模板参数（列名与参数同名）。",
    "The first line names the columns, one of them holds the phone numbers, the others can fill a template's parameters of the same name.",
  ),
  rename: w(
    "文件名「{name}」含有不允许的字符，将以「{allowed}」上传。",
    "“{name}” holds characters that are not allowed; it is uploaded as “{allowed}”.",
  ),
  reading: w("正在读取文件", "Reading the file"),
  sending: w("正在上传（第 {part} / {parts} 部分）", "Uploading (part {part} of {parts})"),
  importing: w("正在检查号码", "Checking the numbers"),
  sending_size: w("{sent} / {all}", "{sent} of {all}"),
  cancel: w("取消上传", "Cancel"),
  another_file: w("这不是同一个文件", "This is another file"),
  another_file_hint: w(
    "继续上传须选择原来的「{name}」；若内容已修改，请作为新文件上传。",
    "To go on, choose the same “{name}”. If it was changed, upload it as a new file.",
  ),
  resume: w("上传尚未完成", "The upload is not complete"),
  resume_hint: w(
    "已上传 {here} / {parts} 部分。重新选择「{name}」即可继续，已上传的部分不会重传。",
    "{here} of {parts} parts are there. Choose “{name}” again to go on; they are not sent a second time.",
  ),
  resume_choose: w("选择文件并继续", "Choose the file and go on"),
  send: w("用此文件发送", "Send to it"),
  rejects: w("未导入的行", "Lines that were not taken"),
  rejects_none: w("没有被拒绝的行", "No line was refused"),
  rejects_none_hint: w("所有行都已导入。", "All lines were taken."),
  line: w("行号", "Line"),
  phone: w("手机号", "Phone"),
  value: w("内容（已脱敏）", "What stood there (masked)"),
  reason: w("原因", "Reason"),
  share: w(
    "共 {lines} 行：{accepted} 可用，{invalid} 无效，{duplicates} 重复",
    "{lines} lines: {accepted} usable, {invalid} invalid, {duplicates} duplicates",
  ),
  retry: w("继续", "Go on"),
  to_new: w("作为新文件上传", "Upload as a new file"),
  purpose: w("用途", "For"),
  purpose_aim_hint: w("智能信息：最多 100 万个号码。", "AIM: up to 1,000,000 numbers."),
  purpose_basic_hint: w(
    "智能信息基础版：最多 500 万个号码；群发时第五行的参数值用于所有号码。",
    "Basic edition: up to 5,000,000 numbers; in a group send the values of the fifth row serve all.",
  ),
  purpose_flags_hint: w(
    "生成个性化短链用的客户标识（任意文字，最多 64 个字符）：最多 100 万个；不用于发送。",
    "Customer flags of personal links (any text of up to 64 characters): up to 1,000,000; not for sends.",
  ),
  choose_hint_flags: w(
    "csv、txt、xlsx，最多 100 万行；文件名只能含数字、字母和中文。",
    "csv, txt or xlsx, up to 1,000,000 rows; its name may hold digits, letters and Chinese characters.",
  ),
  sample_note_basic: w(
    "第四行为表头，第一列为手机号，从第五行开始；新建发送任务时可下载带有模板参数的示例。",
    "The headings stand in the fourth row, the numbers in the first column from the fifth row on. The form of a send has the sample with its template's parameters.",
  ),
  sample_note_flags: w(
    "第一行为表头；标识在「客户标识」列或第一列，其余列作为模板参数（列名与参数同名）。只有一列时可不写表头。",
    "The first line names the columns: the flags stand under “cust_flag” or in the first column, the others fill the template's parameters of the same name. A single column needs no heading.",
  ),
  make_links: w("用此文件生成短链", "Make links of it"),
  choose_hint_basic: w(
    "csv、txt、xlsx（可有多张工作表），最多 500 万个号码；文件名只能含数字、字母和中文。",
    "csv, txt or xlsx (several sheets too), at most 5,000,000 numbers; digits, letters and Chinese in the name only.",
  ),
  same_as: w("内容与「{name}」相同。", "The same contents as “{name}”."),
  same_as_hint: w(
    "{at} 导入，{count} 个号码。如非有意，请勿重复发送。",
    "Imported at {at}, {count} numbers. Do not send to it twice by mistake.",
  ),
};
