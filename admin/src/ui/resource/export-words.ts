import { w } from "@tidings/shared/ground/locale.ts";

/** Texts of the export of a list. */
export const exportWords = {
  export: w("导出", "Export"),
  csv: w("CSV 文件", "CSV file"),
  xlsx: w("Excel 文件（XLSX）", "Excel file (XLSX)"),
  whole: w("含完整号码的 CSV…", "CSV with full numbers…"),
  started: w(
    "正在生成文件，完成后可在下载中心下载。",
    "Creating the file. You can download it from Downloads when it's ready.",
  ),
  whole_title: w("导出完整号码？", "Export full numbers?"),
  whole_body: w(
    "文件中有完整的号码和参数值。导出人、原因和导出的内容都会写入审计日志。",
    "The file contains full numbers and parameter values. Who exported what, and why, is recorded in the audit log.",
  ),
  whole_start: w("导出", "Export"),
};
