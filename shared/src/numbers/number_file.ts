import { w } from "../ground/locale.ts";
import { type Label, label } from "../ground/tone.ts";
import { optedOutWords } from "../optouts/counts.ts";
import { defineResource } from "../resource/define.ts";
import { importErrorWords } from "./import_errors.ts";
import {
  NUMBER_FILE_STATE_WORDS,
  NUMBER_PURPOSE_WORDS,
  NUMBER_SOURCE_WORDS,
  numberFileName,
} from "./words.ts";

/** What is in the way of a file, or waits, or has to be known before it is used. */
function story(row: { state: string; error: string | null; source: string }): Label | null {
  if (row.state === "failed") {
    const told = (locale: "zh-CN" | "en") => {
      const { message, hint } = importErrorWords(row.error ?? "", locale);
      return [message, hint].filter(Boolean).join(" ");
    };
    return label("bad", `导入失败 · ${told("zh-CN")}`, `Import failed · ${told("en")}`);
  }
  if (row.state === "uploading") return label("warning", "上传尚未完成。", "The upload isn't finished.");
  if (row.state === "importing")
    return label(
      "progress",
      "检查在后台进行，可以离开此页面。",
      "The check runs in the background. You can leave this page.",
    );
  if (row.source !== "resend") return null;
  return label(
    "neutral",
    "由重发任务收集：上一次发送失败、过期或回执超时的号码。",
    "Collected for a resend: numbers that failed, expired or timed out in the previous send.",
  );
}

/** A file of phone numbers, or of customer flags (SND-1, SND-5): its counts and what became of its import. */
export const numberFile = defineResource({
  noun: "number_file",
  view: "number_files",
  title: "name",
  order: ["created_at", "desc"],
  argument: "file",
  words: {
    note: w(
      "发送任务的收件号码。支持 CSV、TXT 与 XLSX，自动识别手机号列，并列出不合格行的行号与原因。",
      "Recipients of your sends. Upload CSV, TXT or XLSX. We detect the phone column and list each skipped line with its number and reason.",
    ),
    empty: w("还没有号码文件", "No number files yet"),
    empty_hint: w(
      "上传一份含手机号的表格，即可用于创建发送任务。",
      "Upload a table of phone numbers to use in a send.",
    ),
  },
  story,
  fields: {
    name: {
      kind: "text",
      label: w("文件名", "File"),
      list: "head",
      page: "no",
      filter: "part",
      text: ({ name }) => ({ zh: numberFileName(name, "zh-CN"), en: numberFileName(name, "en") }),
    },
    state: {
      kind: "choice",
      label: w("状态", "State"),
      values: NUMBER_FILE_STATE_WORDS,
      list: "head",
      page: "chat",
      filter: "is",
    },
    source: {
      kind: "choice",
      label: w("来源", "Source"),
      values: NUMBER_SOURCE_WORDS,
      list: "wide",
      filter: "is",
      advanced: true,
    },
    purpose: {
      kind: "choice",
      label: w("用途", "Purpose"),
      values: NUMBER_PURPOSE_WORDS,
      list: "wide",
      filter: "is",
      advanced: true,
    },
    lines: { kind: "count", label: w("总行数", "Total lines") },
    accepted: { kind: "count", label: w("可用", "Usable") },
    invalid: { kind: "count", label: w("无效", "Invalid") },
    duplicates: { kind: "count", label: w("重复", "Duplicates") },
    opt_outs: {
      kind: "json",
      label: w("已退订（导入时）", "Opted out (at import)"),
      list: "no",
      when: ({ opt_outs }) => Object.keys((opt_outs ?? {}) as object).length > 0,
      text: ({ opt_outs }) => optedOutWords(opt_outs as Readonly<Record<string, number>>),
    },
    columns: { kind: "texts", label: w("列", "Columns"), list: "no" },
    phone_column: { kind: "text", label: w("号码或标识列", "Number or ID column"), list: "no" },
    bytes: {
      kind: "count",
      label: w("大小（字节）", "Size (bytes)"),
      list: "no",
      page: "page",
      when: ({ source }) => source === "upload",
    },
    created_at: { kind: "time", label: w("创建时间", "Created"), sort: true, filter: "span" },
    finished_at: { kind: "time", label: w("完成时间", "Finished"), list: "no", page: "page" },
  },
  forms: {
    create: {
      verb: "begin_number_file",
      title: w("上传号码文件", "Upload number file"),
      byHand: true,
    },
  },
  elsewhere: ["begin"],
  steps: ["add_part", "start_import", "type"],
  transitions: {
    discard: {
      label: w("丢弃", "Discard"),
      question: w("丢弃此号码文件？", "Discard this number file?"),
      body: ({ accepted }) => ({
        zh: `文件及其 ${(accepted ?? 0).toLocaleString("en")} 个号码将一并删除。只能丢弃您自己上传且未被任务使用的文件。`,
        en: `This deletes the file and its numbers (${(accepted ?? 0).toLocaleString("en")}). You can only discard files that you uploaded and that no send uses.`,
      }),
      reach: ({ accepted }) => accepted ?? 0,
      final: w(
        "文件及其号码将一并删除。确定丢弃吗？",
        "The file and its numbers will be deleted. Discard it?",
      ),
      done: w("号码文件「{name}」已丢弃", "Number file “{name}” discarded"),
      tone: "danger",
      deletes: true,
    },
  },
});
