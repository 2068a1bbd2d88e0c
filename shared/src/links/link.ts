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
    note: {
      zh: "每条短链的解析次数与状态，最新的在前。",
      en: "Each link, how often it was resolved and whether it works; the newest first.",
    },
    empty: { zh: "还没有短链", en: "No links yet" },
    empty_hint: {
      zh: "生成解析标识后，每条短链会列在这里。",
      en: "Each link stands here once a resolve task has made it.",
    },
  },
  fields: {
    task_name: {
      kind: "reference",
      label: { zh: "任务", en: "Task" },
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
      label: { zh: "解析类型", en: "Kind" },
      values: RESOLVE_TASK_KIND_WORDS,
      list: "wide",
      filter: "is",
      advanced: true,
    },
    batch_no: {
      kind: "text",
      label: { zh: "任务批次", en: "Batch" },
      mono: true,
      list: "no",
      filter: "is",
      advanced: true,
    },
    signatures: {
      kind: "texts",
      label: { zh: "短消息签名", en: "Signatures" },
      list: "no",
      filter: "has",
      advanced: true,
    },
    ordinal: { kind: "count", label: { zh: "序号", en: "No." }, list: "no" },
    code: { kind: "text", label: { zh: "解析标识", en: "Link" }, mono: true },
    cust_flag: { kind: "text", label: { zh: "客户标识", en: "Customer flag" } },
    used: {
      kind: "count",
      label: { zh: "解析次数", en: "Resolutions" },
      text: ({ used, maximum }) => `${used.toLocaleString("en")} / ${maximum.toLocaleString("en")}`,
    },
    created_at: {
      kind: "time",
      label: { zh: "创建时间", en: "Created" },
      filter: "span",
      advanced: true,
    },
  },
  forms: {},
  transitions: {
    freeze: {
      ...FREEZE,
      inList: true,
      body: {
        zh: "这条短链立即停止显示，直到解冻；已有的计数保留。",
        en: "This link shows nothing from now on until it is let go; counts stay.",
      },
    },
    unfreeze: { ...UNFREEZE, inList: true },
  },
});
