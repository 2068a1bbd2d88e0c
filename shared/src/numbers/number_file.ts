import { type Label, label } from "../ground/tone.ts";
import { defineResource } from "../resource/define.ts";
import { importErrorWords } from "./import_errors.ts";
import {
  NUMBER_EDITION_WORDS,
  NUMBER_FILE_STATE_WORDS,
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
    return label("bad", `导入失败 · ${told("zh-CN")}`, `The import failed · ${told("en")}`);
  }
  if (row.state === "uploading") return label("warning", "上传尚未完成。", "The upload is not complete.");
  if (row.state === "importing")
    return label(
      "progress",
      "检查在后台进行，可以离开此页面。",
      "The check runs on its own; you may leave this page.",
    );
  if (row.source !== "resend") return null;
  return label(
    "neutral",
    "由重发任务收集：上一次发送失败、过期或回执超时的号码。",
    "Collected for a resend: who failed, expired or timed out in the send before.",
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
    note: {
      zh: "发送对象。支持 CSV、TXT 与 XLSX，自动识别手机号列；不合格的行会列出行号与原因。",
      en: "Who a message goes to. CSV, TXT and XLSX; the phone column is found, and lines that do not fit are listed with line and reason.",
    },
    empty: { zh: "还没有号码文件", en: "No number files yet" },
    empty_hint: {
      zh: "上传一份含手机号的表格，即可用于创建发送任务。",
      en: "Upload a table with phone numbers to make a send task with it.",
    },
  },
  story,
  fields: {
    name: {
      kind: "text",
      label: { zh: "文件名", en: "File" },
      list: "head",
      page: "no",
      filter: "part",
      text: ({ name }) => ({ zh: numberFileName(name, "zh-CN"), en: numberFileName(name, "en") }),
    },
    state: {
      kind: "choice",
      label: { zh: "状态", en: "State" },
      values: NUMBER_FILE_STATE_WORDS,
      list: "head",
      page: "chat",
      filter: "is",
    },
    source: {
      kind: "choice",
      label: { zh: "来源", en: "From" },
      values: NUMBER_SOURCE_WORDS,
      list: "wide",
      filter: "is",
      advanced: true,
    },
    edition: {
      kind: "choice",
      label: { zh: "用途", en: "For" },
      values: NUMBER_EDITION_WORDS,
      list: "wide",
      filter: "is",
      advanced: true,
    },
    lines: { kind: "count", label: { zh: "总行数", en: "Lines" } },
    accepted: { kind: "count", label: { zh: "可用", en: "Usable" } },
    invalid: { kind: "count", label: { zh: "无效", en: "Invalid" } },
    duplicates: { kind: "count", label: { zh: "重复", en: "Duplicates" } },
    columns: { kind: "texts", label: { zh: "列", en: "Columns" }, list: "no" },
    phone_column: { kind: "text", label: { zh: "号码或标识列", en: "Column of the numbers" }, list: "no" },
    bytes: {
      kind: "count",
      label: { zh: "大小（字节）", en: "Size in bytes" },
      list: "no",
      page: "page",
      when: ({ source }) => source === "upload",
    },
    created_at: { kind: "time", label: { zh: "创建时间", en: "Created" }, sort: true, filter: "span" },
    finished_at: { kind: "time", label: { zh: "完成时间", en: "Finished" }, list: "no", page: "page" },
  },
  forms: {
    create: {
      verb: "begin_number_file",
      title: { zh: "上传号码文件", en: "Upload a number file" },
      byHand: true,
    },
  },
  elsewhere: ["begin"],
  steps: ["add_part", "start_import", "type"],
  transitions: {
    discard: {
      label: { zh: "丢弃", en: "Discard" },
      question: { zh: "丢弃此号码文件？", en: "Discard this number file?" },
      body: {
        zh: "文件及其号码一并删除。只能丢弃自己上传、且未被任何任务使用的文件。",
        en: "The file and its numbers are deleted. Only a file of your own that nothing uses can be discarded.",
      },
      final: {
        zh: "文件及其号码一并删除。确定丢弃吗？",
        en: "The file and its numbers are deleted. Discard it?",
      },
      done: { zh: "号码文件「{name}」已丢弃", en: "The number file “{name}” is discarded" },
      tone: "danger",
      deletes: true,
    },
  },
});
