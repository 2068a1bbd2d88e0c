import type { Enum } from "../ground/enums.ts";
import { type Words, w } from "../ground/locale.ts";
import { sizeText } from "../ground/size.ts";
import { type Labels, label } from "../ground/tone.ts";
import { PERIOD_WORDS, PERIODS } from "../reports/define.ts";
import { defineResource } from "../resource/define.ts";

export const EXPORT_STATE_WORDS: Labels<Enum<"export_state">> = {
  queued: label("progress", "排队中", "Waiting"),
  running: label("progress", "生成中", "Generating"),
  done: label("good", "可下载", "Ready"),
  failed: label("bad", "失败", "Failed"),
  expired: label("neutral", "已过期", "Expired"),
};

export const EXPORT_FORMAT_WORDS: Labels<Enum<"export_format">> = {
  csv: label("neutral", "CSV", "CSV"),
  xlsx: label("neutral", "Excel（XLSX）", "Excel (XLSX)"),
  ndjson: label("neutral", "NDJSON", "NDJSON"),
};

/** Why an export failed (`exports.error`). */
export const EXPORT_ERROR_WORDS = {
  forbidden: label(
    "bad",
    "您已无权查看这些数据，请联系企业管理员。",
    "You no longer have permission to view this data. Contact an enterprise owner.",
  ),
  stuck: label("bad", "导出多次失败，请稍后重试。", "The export failed after 5 attempts. Try again later."),
  too_large: label(
    "bad",
    "文件将超出 Excel 的大小限制（4 GB），请缩小范围或导出为 CSV。",
    "The file would exceed the Excel size limit (4 GB). Narrow the range or export as CSV.",
  ),
};

/** Of the export of a report as it was shown. */
const PERIOD_LABELS = Object.fromEntries(
  PERIODS.map((period) => [period, { tone: "neutral" as const, ...PERIOD_WORDS[period] }]),
);

/** `12,000 of 1,000,000` while it is written, then how many it has. */
function rowsText({ rows, total, state }: { rows: number; total: number | null; state: string }): Words {
  const [done, all] = [rows.toLocaleString("en"), (total ?? 0).toLocaleString("en")];
  if (state === "done" || total === null) return w(done, done);
  return w(`${done} / ${all}`, `${done} of ${all}`);
}

/** An export (DLC-1, §10.4): a file with rows of a list, written by a job. Everybody sees their own. */
export const exportFile = defineResource({
  noun: "export",
  view: "export_cards",
  title: "name",
  order: ["created_at", "desc"],
  words: {
    note: w(
      "从各列表导出的文件保留 7 天，仅您本人可见。",
      "Files you export from lists are kept for 7 days, and only you can see them.",
    ),
    empty: w("还没有导出的文件", "No exports yet"),
    empty_hint: w(
      "在任一列表右上方单击“导出”，文件生成后可在这里下载。",
      "Click “Export” above any list. Download the file here when it's ready.",
    ),
  },
  fields: {
    name: { kind: "text", label: w("文件名称", "File name"), list: "head", page: "no", filter: "part" },
    state: {
      kind: "choice",
      label: w("状态", "State"),
      values: EXPORT_STATE_WORDS,
      list: "head",
      filter: "is",
    },
    period: {
      kind: "choice",
      label: w("报表类型", "Report type"),
      values: PERIOD_LABELS,
      list: "no",
      filter: "is",
      advanced: true,
      when: ({ period }) => period !== null,
    },
    format: { kind: "choice", label: w("文件类型", "File type"), values: EXPORT_FORMAT_WORDS, filter: "is" },
    rows: {
      kind: "count",
      label: w("行数", "Rows"),
      text: rowsText,
      when: ({ state }) => state !== "failed",
    },
    bytes: {
      kind: "text",
      label: w("大小", "Size"),
      // What a failed one had written is removed.
      when: ({ bytes, state }) => bytes > 0 && state !== "failed",
      text: ({ bytes }) => sizeText(bytes),
    },
    whole: {
      kind: "flag",
      label: w("完整号码", "Full numbers"),
      values: {
        true: label("warning", "含完整号码", "Full numbers"),
        false: label("neutral", "已脱敏", "Masked"),
      },
      list: "wide",
    },
    created_at: {
      kind: "time",
      label: w("创建时间", "Created"),
      filter: "span",
      sort: true,
    },
    expires_at: {
      kind: "time",
      label: w("保留至", "Kept until"),
      list: "wide",
      when: ({ state }) => state === "done",
    },
    downloaded: {
      kind: "flag",
      label: w("下载", "Downloaded"),
      values: {
        true: label("neutral", "已下载", "downloaded"),
        false: label("progress", "未下载", "not downloaded"),
      },
      list: "no",
      page: "no",
      filter: "is",
      advanced: true,
    },
    error: {
      kind: "choice",
      label: w("失败原因", "Failure reason"),
      values: EXPORT_ERROR_WORDS,
      list: "no",
    },
  },
  forms: {},
  // An export is made where its rows are listed. A download is not asked about; the file comes at the click. `audit` is the sealed log in a
  // file of chat (audit_export); the panel's is a job like the others.
  elsewhere: ["create", "download", "audit"],
  transitions: {
    retry: {
      label: w("重试", "Try again"),
      question: w("重新导出？", "Export again?"),
      body: w("将按当前数据重新生成文件。", "This generates the file again from current data."),
      done: w("已重新排队", "Queued again"),
      inList: true,
    },
    delete: {
      label: w("删除", "Delete"),
      question: w("删除「{name}」？", "Delete “{name}”?"),
      body: w("文件将一并删除，且无法恢复。", "This also deletes the file, which can't be recovered."),
      final: w(
        "文件将一并删除，且无法恢复。确定删除吗？",
        "Delete this export? Its file is also deleted and can't be recovered.",
      ),
      // It can be written anew at any time.
      reach: () => 0,
      done: w("导出「{name}」已删除", "Export “{name}” deleted"),
      tone: "danger",
      deletes: true,
    },
  },
});

/** The stamp of a file with whole numbers: it must not be taken for a masked one. */
export const WHOLE: Words = w("完整号码", "full numbers");

/** The name of a file on somebody's disk. One with whole numbers says so, also where a program named it. */
export function fileNameOf(called: string, format: Enum<"export_format">, whole = false): string {
  const stamped = !whole || [WHOLE.zh, WHOLE.en].some((stamp) => called.includes(stamp));
  const name = stamped ? called : `${called} ${WHOLE.zh}`;
  // Characters that a file system does not take.
  return `${name.replace(/[\\/:*?"<>|\p{Cc}]/gu, "_")}.${format}`;
}
