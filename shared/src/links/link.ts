import { w } from "../ground/locale.ts";
import { defineResource } from "../resource/define.ts";
import { TEMPLATE_FIELDS } from "../templates/reference.ts";
import { FREEZE, UNFREEZE } from "./resolve_task.ts";
import { LINK_STATUS, LINK_STATUS_WORDS, RESOLVE_TASK_KIND_WORDS } from "./words.ts";

// A link that is still to be made, or was not, has no row.
const { generating: _generating, failed: _failed, ...STATUS } = LINK_STATUS_WORDS;

/** A link of a resolve task (§7.1.2): listed; its page is that of its task. */
export const link = defineResource({
  noun: "link",
  view: "link_cards",
  title: "task_name",
  order: ["id", "desc"],
  numbered: true,
  number: "batch_no",
  opens: false,
  counted: false,
  elsewhere: ["begin", "find", "finish"],
  words: {
    note: w(
      "每条短链的解析次数与状态，最新的在前。",
      "Resolutions and state of each short link, newest first.",
    ),
    empty: w("还没有短链", "No short links yet"),
    empty_hint: w("生成短链后，每条短链都会列在这里。", "Short links appear here once you create them."),
  },
  fields: {
    task_name: {
      kind: "reference",
      label: w("任务", "Task"),
      to: "resolve-tasks",
      id: "task_id",
      list: "head",
      filter: "part",
    },
    status: {
      kind: "choice",
      label: LINK_STATUS,
      values: STATUS,
      list: "head",
      filter: "is",
    },
    template_name: TEMPLATE_FIELDS.template_name,
    kind: {
      kind: "choice",
      label: w("解析类型", "Type"),
      values: RESOLVE_TASK_KIND_WORDS,
      list: "no",
      filter: "is",
      advanced: true,
    },
    batch_no: {
      kind: "text",
      label: w("任务批次", "Batch"),
      mono: true,
      list: "no",
      filter: "is",
      advanced: true,
    },
    signatures: {
      kind: "texts",
      label: w("短消息签名", "Signatures"),
      list: "no",
      filter: "has",
      advanced: true,
    },
    ordinal: { kind: "count", label: w("序号", "No."), list: "no" },
    code: { kind: "text", label: w("解析标识", "Short link"), mono: true },
    cust_flag: { kind: "text", label: w("客户标识", "Customer ID") },
    used: {
      kind: "count",
      label: w("解析次数", "Resolutions"),
      text: ({ used, maximum }) => `${used.toLocaleString("en")} / ${maximum.toLocaleString("en")}`,
    },
    created_at: {
      kind: "time",
      label: w("创建时间", "Created"),
      filter: "span",
      advanced: true,
    },
  },
  forms: {},
  transitions: {
    freeze: {
      ...FREEZE,
      inList: true,
      body: w(
        "这条短链将立即停止展示卡片，解冻后恢复。已有的计数会保留。",
        "This link stops showing its card until you unfreeze it. Counts so far are kept.",
      ),
    },
    unfreeze: { ...UNFREEZE, inList: true },
  },
});
