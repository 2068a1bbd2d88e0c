import { w } from "@tidings/shared/ground/locale.ts";

/** Texts of the pages of filings. */
export const words = {
  unfiled: w("尚未备案的场景：", "Use cases not filed yet:"),
  no_documents: w("还没有上传资料。", "No documents uploaded yet."),
  history: w("资料历史", "Document history"),
  history_note: w(
    "被替换的资料不会删除，可随时下载。",
    "Replaced documents are kept and can be downloaded at any time.",
  ),
  material: w("资料", "Document"),
  file: w("文件", "File"),
  versions: w("版本", "Version"),
  version: w("第 {versions} 版", "Version {versions}"),
  added: w("上传", "Uploaded"),
};
