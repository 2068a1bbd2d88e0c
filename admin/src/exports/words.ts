import { w } from "@tidings/shared/ground/locale.ts";

/** Texts of the download centre. */
export const words = {
  download: w("下载", "Download"),
  progress: w("生成进度", "Progress"),
  ready: w("「{name}」已可下载", "“{name}” is ready to download"),
  failed: w("「{name}」未能生成", "“{name}” couldn't be created"),
  look: w("前往下载中心", "Go to Downloads"),
  look_all: w("全部记录", "All records"),
  look_new: w("未下载", "Not downloaded"),
  none_left: w("没有未下载的文件", "No files to download"),
  none_left_hint: w(
    "在任一列表右上方单击“导出”，文件生成后在此等待下载；已下载的文件在“全部记录”中。",
    "Click “Export” at the top right of any list. Files appear here when ready. Downloaded files are under “All records”.",
  ),
};
