import { w } from "@tidings/shared/ground/locale.ts";

/** Texts of the pages of filings. */
export const words = {
  unfiled: w("尚未备案的场景：", "Not filed yet:"),
  no_documents: w("还没有上传资料。", "Nothing is uploaded yet."),
  history: w("资料历史", "All files"),
  history_note: w("替换后的资料不会删除，可随时下载。", "What was replaced is kept, and can be downloaded."),
  material: w("资料", "Material"),
  file: w("文件", "File"),
  versions: w("版本", "Versions"),
  version: w("第 {versions} 版", "Version {versions}"),
  added: w("上传", "Uploaded"),
};
