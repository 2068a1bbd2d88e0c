import { defineWords } from "../words.ts";

/** Texts of the export of a list. */
export const exportWords = defineWords(
  "export",
  {
    export: "导出",
    csv: "CSV 文件",
    xlsx: "Excel 文件（XLSX）",
    whole: "含完整号码的 CSV…",
    started: "正在生成文件，完成后可在下载中心下载。",
    whole_title: "导出完整的号码？",
    whole_body: "文件中有完整的号码和参数值。谁、为什么、导出了哪些，都写入审计日志。",
    whole_start: "导出",
    cancel: "再想想",
  },
  {
    export: "Export",
    csv: "CSV file",
    xlsx: "Excel file (XLSX)",
    whole: "CSV with whole numbers…",
    started: "The file is being written. You find it under Downloads when it is ready.",
    whole_title: "Export whole numbers?",
    whole_body:
      "The file has whole numbers and the values of parameters. Who exported them, why and which stands in the audit log.",
    whole_start: "Export",
    cancel: "Not now",
  },
);
