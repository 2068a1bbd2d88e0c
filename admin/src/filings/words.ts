import { defineWords } from "../ui/words.ts";

/** Texts of the pages of filings. */
export const words = defineWords(
  "filings",
  {
    unfiled: "尚未备案的场景：",
    no_documents: "还没有上传资料。",
    history: "资料历史",
    history_note: "替换后的资料不会删除，可随时下载。",
    material: "资料",
    file: "文件",
    versions: "版本",
    version: "第 {versions} 版",
    added: "上传",
  },
  {
    unfiled: "Not filed yet:",
    no_documents: "Nothing is uploaded yet.",
    history: "All files",
    history_note: "What was replaced is kept, and can be downloaded.",
    material: "Material",
    file: "File",
    versions: "Versions",
    version: "Version {versions}",
    added: "Uploaded",
  },
);
