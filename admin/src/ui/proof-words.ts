import { defineWords } from "./words.ts";

/** Texts of the proof field. */
export const words = defineWords(
  "proof",
  {
    choose: "选择 {kind} 文件",
    replace: "换一个文件",
    remove: "移除",
    undo: "恢复原文件",
    removed: "保存后移除原文件",
    wrong_name: "只能上传 {kind} 文件",
    wrong_size: "文件不能超过 {max}",
    wrong_content: "文件内容不是 {kind}",
    download: "下载",
  },
  {
    choose: "Choose a {kind} file",
    replace: "Choose another",
    remove: "Remove",
    undo: "Keep the old one",
    removed: "The old file goes when you save",
    wrong_name: "Only a {kind} file is taken",
    wrong_size: "The file is larger than {max}",
    wrong_content: "The content is no {kind}",
    download: "Download",
  },
);
