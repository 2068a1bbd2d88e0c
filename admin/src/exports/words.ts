import { defineWords } from "../ui/words.ts";

/** Texts of the download centre. */
export const words = defineWords(
  "exports",
  {
    download: "下载",
    progress: "生成进度",
    ready: "「{name}」已可下载",
    failed: "「{name}」未能生成",
    look: "前往下载中心",
    look_all: "全部记录",
    look_new: "未下载",
    none_left: "没有未下载的文件",
    none_left_hint: "在任一列表右上方单击“导出”，文件生成后在此等待下载；已下载过的在“全部记录”中。",
  },
  {
    download: "Download",
    progress: "Progress",
    ready: "“{name}” is ready to download",
    failed: "“{name}” could not be written",
    look: "Go to Downloads",
    look_all: "All records",
    look_new: "Not downloaded",
    none_left: "No file waits to be downloaded",
    none_left_hint:
      "Click “Export” above any list, and the file waits here when it is ready. What you have downloaded is among all records.",
  },
);
