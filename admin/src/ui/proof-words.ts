import { w } from "@tidings/shared/ground/locale.ts";

/** Texts of the proof field. */
export const words = {
  choose: w("选择文件", "Choose file"),
  button_of: w("{button}：{label}", "{button}: {label}"),
  replace: w("换一个文件", "Choose another file"),
  drop: w("或拖到这里：{kind}，不超过 {max}", "or drop it here: {kind}, up to {max}"),
  several: w("一次选择多个文件", "Choose several files"),
  several_drop: w(
    "或全部拖到这里，系统会按文件名（如「{example}」）自动归入下面各项",
    "or drop all of them here: we sort them by file name, such as “{example}”",
  ),
  several_left: w(
    "无法判断以下文件属于哪一项：{names}。请在下面对应的资料处选择。",
    "Couldn't tell where these belong: {names}. Choose each file under its document below.",
  ),
  several_wrong: w(
    "只能上传 {kind} 文件，未添加：{names}",
    "Only {kind} files are supported. Not added: {names}",
  ),
  remove: w("移除", "Remove"),
  undo: w("恢复原文件", "Restore original file"),
  removed: w("保存后移除原文件", "Saving removes the original file"),
  wrong_name: w("只能上传 {kind} 文件", "Only {kind} files are supported"),
  wrong_size: w("文件不能超过 {max}", "The file can't be larger than {max}"),
  wrong_many: w("最多 {most} 个文件", "At most {most} {most:file|files}"),
  of_most: w("已选 {count} / {most}", "{count} of {most} selected"),
  wrong_content: w("文件内容不是 {kind}", "The file's content isn't {kind}"),
  download: w("下载", "Download"),
};
