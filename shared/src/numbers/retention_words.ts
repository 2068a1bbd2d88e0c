import { type Labels, label } from "../ground/tone.ts";

/** What is kept for a time that the enterprise sets (`private.retention_kinds`). */
export const RETENTION_KIND_WORDS: Labels<
  "uploads" | "number_files" | "messages" | "replies" | "receipts" | "link_requests" | "exports" | "bin"
> = {
  uploads: label("neutral", "号码文件的原件", "Original number files"),
  number_files: label("neutral", "未使用的号码文件", "Unused number files"),
  messages: label("neutral", "发送明细及其号码文件", "Messages and their number files"),
  replies: label("neutral", "上行回复", "Replies"),
  receipts: label("neutral", "未匹配的回执", "Unmatched receipts"),
  link_requests: label("neutral", "短链的逐次请求", "Individual short link requests"),
  exports: label("neutral", "导出的文件", "Exported files"),
  bin: label("neutral", "回收站中的素材", "Media in the bin"),
};
